"""deduce behind its wall: where its lists lie, what happens when they are damaged, and the small tree."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from docdeid.ds.ds import DsCollection
from docdeid.ds.lookup import LookupTrie
from docdeid.str import LowercaseString
from hypothesis import given
from hypothesis import strategies as st

from nlp.deidentificatie import deduce_bron, prebuild
from nlp.deidentificatie.woordboom import Woordboom

WOORDEN = st.lists(st.sampled_from(["jan", "Van", "der", "de", "Vries"]), min_size=1, max_size=4)


def trie(reeksen: list[list[str]], *, klein: bool = False) -> LookupTrie:
    boom = LookupTrie(matching_pipeline=[LowercaseString()] if klein else None)
    for reeks in reeksen:
        boom.add_item([woord.lower() for woord in reeks] if klein else reeks)  # as deduce fills them
    return boom


@given(st.lists(WOORDEN, max_size=8), WOORDEN, st.integers(0, 4), st.booleans())
def test_the_small_tree_answers_as_the_large_one(
    reeksen: list[list[str]], vraag: list[str], begin: int, klein: bool
) -> None:
    groot = trie(reeksen, klein=klein)

    boom = Woordboom(groot)

    assert boom.longest_matching_prefix(vraag, start_i=begin) == groot.longest_matching_prefix(vraag, start_i=begin)
    assert set(boom.children) == set(groot.children)


@given(st.lists(WOORDEN, max_size=8), WOORDEN)
def test_the_small_tree_knows_its_entries_in_any_case(reeksen: list[list[str]], vraag: list[str]) -> None:
    """Against the words themselves, because docdeid itself lowers only the first word of the question."""
    boom = Woordboom(trie(reeksen, klein=True))

    assert (vraag in boom) == ([woord.lower() for woord in vraag] in [[w.lower() for w in reeks] for reeks in reeksen])


def test_the_small_tree_cannot_grow() -> None:
    with pytest.raises(TypeError):
        Woordboom(trie([["jan"]])).add_item(["piet"])


@pytest.fixture
def eigen_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test, filled with a handful of entries instead of what takes two minutes."""
    structuren = DsCollection()
    for naam, structuur in deduce_bron.engine().lookup_structs.items():
        structuren[naam] = Woordboom(trie([["Jan"]])) if isinstance(structuur, Woordboom) else structuur
    monkeypatch.setenv(deduce_bron.CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(deduce_bron, "_lookup_structs", lambda _: structuren)
    monkeypatch.setattr(deduce_bron, "_compact", lambda gegeven: gegeven)
    return tmp_path


def pickles(folder: Path) -> list[Path]:
    return sorted(folder.rglob("lookup_structs.pickle"))


def test_the_lists_are_built_in_the_folder_the_environment_names(eigen_map: Path) -> None:
    berichten: list[str] = []

    prebuild(berichten.append)
    prebuild(berichten.append)

    assert len(pickles(eigen_map)) == 1
    assert "worden gebouwd" in berichten[0]
    assert "zijn klaar" in berichten[-2]
    assert "staan al klaar" in berichten[-1]


def test_only_the_owner_may_read_the_folder(eigen_map: Path) -> None:
    """What lies there is executed when it is read."""
    prebuild(lambda _: None)

    assert [folder.stat().st_mode & 0o077 for folder in eigen_map.iterdir()] == [0]


@pytest.mark.parametrize("inhoud", [b"", b"\x80\x04", b"geen pickle", b"\x80\x04}."])
def test_a_damaged_cache_is_built_anew(eigen_map: Path, inhoud: bytes) -> None:
    prebuild(lambda _: None)
    pickles(eigen_map)[0].write_bytes(inhoud)
    berichten: list[str] = []

    prebuild(berichten.append)

    assert "zijn klaar" in berichten[-1]
    assert pickles(eigen_map)[0].stat().st_size > len(inhoud)


def test_of_two_builders_at_once_one_builds_and_the_other_waits(eigen_map: Path) -> None:
    berichten: list[str] = []
    draden = [threading.Thread(target=prebuild, args=(berichten.append,)) for _ in range(2)]

    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert sum("zijn klaar" in bericht for bericht in berichten) == 1
    assert sum("staan al klaar" in bericht for bericht in berichten) == 1


def test_a_long_build_gives_signs_of_life(eigen_map: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bouw, levend = deduce_bron._lookup_structs, threading.Event()
    monkeypatch.setattr(deduce_bron, "_TEKEN_VAN_LEVEN", 0.01)
    monkeypatch.setattr(deduce_bron, "_lookup_structs", lambda folder: levend.wait(30) and bouw(folder))

    prebuild(lambda bericht: levend.set() if "Nog bezig" in bericht else None)

    assert levend.is_set()


def test_the_engine_is_loaded_once_by_however_many_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    geladen: list[Any] = []

    def load() -> Any:
        geladen.append(object())
        return geladen[-1]

    monkeypatch.setattr(deduce_bron, "_motor", None)
    monkeypatch.setattr(deduce_bron, "_load", load)
    draden = [threading.Thread(target=deduce_bron.engine) for _ in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert len(geladen) == 1


def test_an_endless_row_of_names_does_not_stop_the_finder() -> None:
    """deduce goes one call deeper for each word of a name; a text of names alone made it fail."""
    text = "Jan " * 400

    assert list(deduce_bron.annotate(text))
