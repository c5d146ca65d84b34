from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verhalen.codering.posities import RANDEN, Bereik, around, is_only_masks, move_edge, sentences, snap
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.verzameling.teksten import Pil, VeiligeTekst

STUKKEN = ["wacht", "op", " ", "  ", "\n\n", ".", "...", "?", "é", "e\u0301", "dhr.", "“", "”", "שלום"]
STUKKEN += ["👩\u200d👧", "👍🏽", "🇳🇱"]


@st.composite
def teksten(draw: st.DrawFn) -> VeiligeTekst:
    tekst, pillen = "", []
    for nummer, stuk in enumerate(draw(st.lists(st.sampled_from([*STUKKEN, "MASKER"]), max_size=30)), start=1):
        if stuk == "MASKER":
            naam = f"[persoon {nummer}]"
            pillen.append(Pil(len(tekst), len(tekst) + len(naam), "persoon", nummer))
            stuk = naam
        tekst += stuk
    return VeiligeTekst(tekst, tuple(pillen))


@st.composite
def keuzes(draw: st.DrawFn) -> tuple[VeiligeTekst, int, int]:
    veilig = draw(teksten().filter(lambda veilig: veilig.tekst))
    start = draw(st.integers(0, len(veilig.tekst) - 1))
    return veilig, start, draw(st.integers(start + 1, len(veilig.tekst)))


@given(keuzes())
def test_snap_never_cuts_a_mask_or_a_character_and_is_stable(keuze: tuple[VeiligeTekst, int, int]) -> None:
    veilig, start, eind = keuze

    try:
        bereik = snap(veilig, start, eind)
    except OngeldigeInvoer:
        assert not veilig.tekst[start:eind].strip() or is_only_masks(veilig, start, eind)
        return

    words = veilig.tekst[bereik.start : bereik.eind]
    assert words == words.strip()
    assert snap(veilig, bereik.start, bereik.eind) == bereik
    for pil in veilig.pillen:
        assert not bereik.raakt(pil.start, pil.eind) or bereik.bevat(pil.start, pil.eind)
    for place in {bereik.start, bereik.eind} - {0, len(veilig.tekst)}:
        glued = unicodedata.combining(veilig.tekst[place]) or veilig.tekst[place] == "\u200d"
        assert not glued or veilig.tekst[place - 1].isspace()


@given(teksten())
def test_sentences_hold_every_word_once_and_in_order(veilig: VeiligeTekst) -> None:
    zinnen = sentences(veilig)

    outside = list(veilig.tekst)
    for zin in zinnen:
        outside[zin.start : zin.eind] = " " * (zin.eind - zin.start)
    assert not "".join(outside).strip()
    assert all(one.eind <= other.start for one, other in pairwise(zinnen))
    assert all(not (pil.start < zin.start < pil.eind) for pil in veilig.pillen for zin in zinnen)


def test_snap_drops_white_space_around_the_words() -> None:
    veilig = VeiligeTekst("  we wachtten \n lang")

    assert snap(veilig, 0, 14) == Bereik(2, 13)


def test_snap_takes_a_mask_whole_when_it_was_cut() -> None:
    veilig = VeiligeTekst("Toen belde [persoon 1] op.", (Pil(11, 22, "persoon", 1),))

    assert snap(veilig, 5, 14) == Bereik(5, 22)


def test_snap_takes_an_emoji_of_several_code_points_whole() -> None:
    veilig = VeiligeTekst("ja 👩\u200d👧 echt")

    assert snap(veilig, 3, 4) == Bereik(3, 6)


def test_snap_takes_a_letter_with_its_combining_mark() -> None:
    veilig = VeiligeTekst("cafe\u0323 dicht")

    assert snap(veilig, 0, 4) == Bereik(0, 5)


def test_snap_keeps_two_flags_apart() -> None:
    veilig = VeiligeTekst("🇳🇱🇧🇪")

    assert snap(veilig, 0, 1) == Bereik(0, 2)
    assert snap(veilig, 2, 3) == Bereik(2, 4)


@pytest.mark.parametrize(("start", "eind"), [(-1, 3), (0, 99), (4, 4), (5, 2)])
def test_snap_refuses_a_place_outside_the_text(start: int, eind: int) -> None:
    with pytest.raises(OngeldigeInvoer, match="buiten het verhaal"):
        snap(VeiligeTekst("we wachtten"), start, eind)


def test_snap_refuses_white_space_alone() -> None:
    with pytest.raises(OngeldigeInvoer, match="Kies eerst woorden"):
        snap(VeiligeTekst("een   twee"), 4, 5)


def test_snap_refuses_a_mask_alone() -> None:
    veilig = VeiligeTekst("bij [locatie 1].", (Pil(4, 15, "locatie", 1),))

    with pytest.raises(OngeldigeInvoer, match="alleen een masker"):
        snap(veilig, 5, 16)


def test_sentences_of_a_story_without_capitals() -> None:
    veilig = VeiligeTekst("ik ging naar school. daar was het niks. en toen… ja")

    found = [veilig.tekst[zin.start : zin.eind] for zin in sentences(veilig)]

    assert found == ["ik ging naar school.", "daar was het niks.", "en toen… ja"]


def test_a_title_before_a_mask_does_not_end_a_sentence() -> None:
    veilig = VeiligeTekst("Ik belde dhr. [persoon 1]. Hij luisterde.", (Pil(14, 25, "persoon", 1),))

    assert [veilig.tekst[zin.start : zin.eind] for zin in sentences(veilig)] == [
        "Ik belde dhr. [persoon 1].",
        "Hij luisterde.",
    ]


def test_around_gives_the_sentences_that_the_words_touch() -> None:
    veilig = VeiligeTekst("Eén. Twee drie. Vier.")

    assert around(veilig, 10, 18) == Bereik(5, 21)


@pytest.mark.parametrize("teken", [".", "…", '."', "\n", " ", "!"])
def test_sentences_take_linear_time_on_a_text_of_one_sign(teken: str) -> None:
    begin = time.perf_counter()

    sentences(VeiligeTekst(teken * 200_000))

    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    ("rand", "verwacht"),
    [
        ("begin-ruimer", "Toen belde [persoon 1]"),
        ("eind-ruimer", "belde [persoon 1] eindelijk"),
        ("eind-krapper", "belde"),
    ],
)
def test_an_end_moves_by_a_word_and_a_mask_is_one_word(rand: str, verwacht: str) -> None:
    veilig = VeiligeTekst("Toen belde [persoon 1] eindelijk op.", (Pil(11, 22, "persoon", 1),))

    moved = move_edge(veilig, Bereik(5, 22), rand)

    assert veilig.tekst[moved.start : moved.eind] == verwacht


def test_an_end_does_not_move_onto_a_mask_alone() -> None:
    veilig = VeiligeTekst("Toen belde [persoon 1].", (Pil(11, 22, "persoon", 1),))

    with pytest.raises(OngeldigeInvoer, match="alleen een masker"):
        move_edge(veilig, Bereik(5, 22), "begin-krapper")


@pytest.mark.parametrize("rand", RANDEN)
def test_a_text_of_one_word_keeps_its_ends(rand: str) -> None:
    assert move_edge(VeiligeTekst("wachten"), Bereik(0, 7), rand) == Bereik(0, 7)


def test_an_unknown_edge_is_refused() -> None:
    with pytest.raises(OngeldigeInvoer, match="bestaat niet"):
        move_edge(VeiligeTekst("wachten"), Bereik(0, 7), "opzij")
