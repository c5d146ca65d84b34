"""The tidy shadow of a text, and the way back to the text as typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.deidentificatie.schaduw import build, fold, pieces

ONZICHTBAAR = "\u00ad\u200b\u200d\ufeff\u200e\u2066"


@pytest.mark.parametrize(
    ("text", "verwacht"),
    [
        ("So\u00adphie", "Sophie"),
        ("Fa\u0301tima", "Fátima"),
        ("A\u0308\u0300n", "Än"),
        ("Jan\u00a0Piet", "Jan Piet"),
        ("\u2018t Hof\u2019s", "'t Hof's"),
        ("06\u201112", "06-12"),
        ("\uff10\uff16", "06"),
        ("\ud800!", "\ufffd!"),
        ("👨\u200d👩\u200d👧", "👨👩👧"),
        ("", ""),
    ],
)
def test_what_hides_a_name_is_gone_from_the_shadow(text: str, verwacht: str) -> None:
    assert build(text).tekst == verwacht


def test_the_way_back_covers_all_that_belongs_to_a_letter() -> None:
    schaduw = build("x\u00ad Fa\u0301\u200btima!")

    start, end = schaduw.original(2, 8)

    assert "x\u00ad Fa\u0301\u200btima!"[start:end] == "Fa\u0301\u200btima"


@given(st.text())
def test_positions_rise_and_stay_inside_the_text(text: str) -> None:
    schaduw = build(text)

    assert len(schaduw.tekst) == len(schaduw.begin) == len(schaduw.eind)
    plek = 0
    for begin, eind in zip(schaduw.begin, schaduw.eind, strict=True):
        assert plek <= begin < eind
        plek = eind
    assert plek <= len(text)


@given(st.text(alphabet="abcÖéğ .\n"), st.lists(st.tuples(st.integers(0, 40), st.sampled_from(ONZICHTBAAR))))
def test_invisible_characters_change_nothing_but_positions(text: str, extra: list[tuple[int, str]]) -> None:
    vervuild = unicodedata.normalize("NFD", text)
    for plek, teken in extra:
        vervuild = vervuild[:plek] + teken + vervuild[plek:]

    # An accent parted from its letter by an invisible character still belongs to the letter.
    assert build(vervuild).tekst == build(text).tekst


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(min_value=1, max_value=50))
def test_pieces_cover_the_text_and_stay_under_the_limit(text: str, limit: int) -> None:
    stukken = list(pieces(text, limit))

    assert "".join(text[start:end] for start, end in stukken) == text
    assert all(0 < end - start <= limit for start, end in stukken)


@pytest.mark.parametrize(("woord", "verwacht"), [("Ömer", "omer"), ("Işıl", "isil"), ("Łukasz", "lukasz")])
def test_fold_takes_case_and_accents_away(woord: str, verwacht: str) -> None:
    assert fold(woord) == verwacht
