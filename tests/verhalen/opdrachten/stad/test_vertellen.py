"""Stories put together from pieces: every mask, fragment and code must still be about the same words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from hypothesis import given
from hypothesis import strategies as st

from tests.verhalen.opdrachten.stad.vergelijken import make_town, read_tables
from verhalen.kern.tekst import normalize
from verhalen.opdrachten.referentie import load_referentie
from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.mensen import StadError
from verhalen.opdrachten.stad.verhalenbestand import GOUD
from verhalen.opdrachten.stad.vertellen import STRAAT, cut, join, read_goud, tell
from verhalen.opdrachten.systeem import import_account
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.pseudonimisering import read_ruw

BRON = read_goud(Path(__file__).parents[4] / "fixtures" / "demo" / "verhalen.jsonl")
STUKKEN = [stuk for verhaal in BRON for stuk in cut(verhaal)]


def masked(verhaal: dict[str, Any]) -> list[tuple[str, str]]:
    return [(deel["type"], verhaal["text"][deel["start"] : deel["end"]]) for deel in verhaal["spans"]]


def test_cutting_loses_no_word_no_mask_and_no_fragment() -> None:
    for verhaal in BRON:
        samen = join(cut(verhaal), [" "] * (len(cut(verhaal)) - 1))

        assert samen["text"].split() == verhaal["text"].split()
        assert sorted(masked(samen)) == sorted(masked(verhaal))
        assert len(samen["fragmenten"]) == len(verhaal["fragmenten"])
        for naam in ("knoppen_primair", "knoppen_secundair"):
            assert samen[naam] == sorted(verhaal[naam])


@given(st.lists(st.sampled_from(range(len(STUKKEN))), min_size=1, max_size=8), st.data())
def test_what_was_laid_down_about_a_piece_moves_along_with_it(nummers: list[int], data: st.DataObject) -> None:
    stukken = [STUKKEN[nummer] for nummer in nummers]
    tussen = data.draw(st.lists(st.sampled_from([" ", "\n\n"]), min_size=len(nummers) - 1, max_size=len(nummers) - 1))

    verhaal = join(stukken, tussen)

    verwacht = [
        (deel["type"], stuk.bron["text"][begin + deel["start"] : begin + deel["end"]])
        for stuk in stukken
        for begin in [stuk.bron["text"].index(stuk.tekst)]
        for deel in stuk.spans
    ]
    assert masked(verhaal) == verwacht
    assert all(deel["citaat"] == verhaal["text"][deel["start"] : deel["end"]] for deel in verhaal["fragmenten"])
    assert {knop for deel in verhaal["fragmenten"] for knop in deel["knoppen"]} == {
        *verhaal["knoppen_primair"],
        *verhaal["knoppen_secundair"],
    }


def test_stories_differ_from_each_other_and_from_their_sources_and_the_seed_decides() -> None:
    verhalen = list(tell(Lot(3), BRON, 1_500))

    teksten = {verhaal["text"] for verhaal in verhalen}
    assert len(teksten) == 1_500
    assert not teksten & {verhaal["text"] for verhaal in BRON}
    assert all(normalize(tekst).strip() == tekst for tekst in teksten)
    assert 0.3 < sum(verhaal["soort"] == STRAAT for verhaal in verhalen) / 1_500 < 0.36
    assert list(tell(Lot(3), BRON, 1_500)) == verhalen
    assert list(tell(Lot(4), BRON, 1_500)) != verhalen


def test_too_few_sentences_are_told_of_with_a_sentence() -> None:
    straat = [verhaal for verhaal in BRON if verhaal["soort"] == STRAAT][:2]

    with pytest.raises(StadError, match="niet zoveel verschillende verhalen"):
        list(tell(Lot(1), straat, 500))


@pytest.mark.django_db
def test_both_tables_are_read_in_and_every_story_is_found_in_the_gold(tmp_path: Path) -> None:
    load_referentie(django_settings.BASE_DIR / "fixtures" / "lelystad")
    make_town(tmp_path / "s", seed=2, toewijzingen=200, verhalen=60)

    rapporten = read_tables(tmp_path / "s", ("verhalen", "straatinterviews"))

    goud = {rij["text"]: rij for rij in map(json.loads, (tmp_path / "s" / GOUD).read_text("utf-8").splitlines())}
    assert [deel["geweigerd"] for deel in rapporten] == [0, 0]
    assert sum(deel["nieuw"] for deel in rapporten) == len(goud) == 60
    account = import_account(Gemeente.objects.get(code="0995"))
    for verhaal in Verhaal.objects.select_related("vertellerrol", "gebied"):
        rij = goud.pop(read_ruw(verhaal=verhaal, by=account, waarom="vergelijken met goud").tekst)
        assert (verhaal.soort, verhaal.vertellerrol.slug) == (rij["soort"], rij["vertellerrol"])
        assert (verhaal.gebied.code if verhaal.gebied else "") == (rij["gebied"] or "")
    assert goud == {}
