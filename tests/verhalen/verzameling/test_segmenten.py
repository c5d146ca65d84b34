"""What a screen shows of a text: pieces that together are the text, at the places they say."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verhalen.verzameling.test_maskeren import masked
from verhalen.kluis.ruw import RuweTekst
from verhalen.verzameling.maskeren import Plek, mask
from verhalen.verzameling.models import Masker
from verhalen.verzameling.perioden import quarter_of, recent_quarters
from verhalen.verzameling.queries import Tijd, raw_segments, safe_segments, split_alineas


def rebuild(segmenten: list[dict[str, Any]], tekst: str) -> str:
    """Put the pieces together; a mask stands for the words it covers."""
    return "".join(
        segment["tekst"] if segment["soort"] == "tekst" else tekst[segment["start"] : segment["eind"]]
        for segment in segmenten
    )


def as_maskers(plekken: list[Plek]) -> list[Masker]:
    ordered = sorted(plekken, key=lambda plek: plek.start)
    return [
        Masker(pk=nummer, start=plek.start, eind=plek.eind, soort=plek.soort) for nummer, plek in enumerate(ordered, 1)
    ]


@settings(deadline=None)
@given(masked())
def test_pieces_of_the_safe_text_are_the_safe_text(drawn: tuple[str, list[Plek]]) -> None:
    veilig = mask(RuweTekst(drawn[0]), drawn[1])

    segmenten = safe_segments(veilig)

    assert rebuild(segmenten, veilig.tekst) == veilig.tekst
    assert_places(segmenten, veilig.tekst)
    assert sum(segment["soort"] == "masker" for segment in segmenten) == len(veilig.pillen)


@settings(deadline=None)
@given(masked())
def test_pieces_of_the_raw_text_are_the_raw_text(drawn: tuple[str, list[Plek]]) -> None:
    tekst, plekken = drawn

    segmenten = raw_segments(RuweTekst(tekst), as_maskers(plekken))

    assert rebuild(segmenten, tekst) == tekst
    assert_places(segmenten, tekst)


@settings(deadline=None)
@given(masked())
def test_the_words_under_a_mask_are_not_in_its_piece(drawn: tuple[str, list[Plek]]) -> None:
    segmenten = raw_segments(RuweTekst(drawn[0]), as_maskers(drawn[1]))

    assert all("tekst" not in segment for segment in segmenten if segment["soort"] == "masker")


@settings(deadline=None)
@given(masked())
def test_paragraphs_leave_out_empty_lines_and_nothing_else(drawn: tuple[str, list[Plek]]) -> None:
    veilig = mask(RuweTekst(drawn[0]), drawn[1])

    alineas = split_alineas(safe_segments(veilig))

    pieces = [segment for alinea in alineas for segment in alinea["segmenten"]]
    assert_places(pieces, veilig.tekst)
    assert all(alinea["segmenten"] for alinea in alineas)
    position = 0
    for piece in pieces:
        # What was jumped over is white space alone.
        assert not veilig.tekst[position : piece["start"]].strip()
        position = piece["eind"]
    assert not veilig.tekst[position:].strip()


def assert_places(segmenten: list[dict[str, Any]], tekst: str) -> None:
    for before, after in itertools.pairwise(segmenten):
        assert before["eind"] <= after["start"]
    for segment in segmenten:
        assert 0 <= segment["start"] < segment["eind"] <= len(tekst)
        if segment["soort"] == "tekst":
            assert segment["tekst"] == tekst[segment["start"] : segment["eind"]]


def test_two_paragraphs_keep_their_own_places() -> None:
    veilig = mask(RuweTekst("Een.\n \n\nTwee."), [])

    assert split_alineas(safe_segments(veilig)) == [
        {"segmenten": [{"soort": "tekst", "start": 0, "eind": 4, "tekst": "Een.", "actief": False}]},
        {"segmenten": [{"soort": "tekst", "start": 8, "eind": 13, "tekst": "Twee.", "actief": False}]},
    ]


def test_the_mask_one_stands_on_is_marked() -> None:
    maskers = as_maskers([Plek(0, 3, "persoon"), Plek(4, 8, "locatie")])

    segmenten = raw_segments(RuweTekst("Jan hier"), maskers, huidig=2)

    assert [segment["actief"] for segment in segmenten if segment["soort"] == "masker"] == [False, True]


@pytest.mark.parametrize(
    ("seconden", "tekst", "over"), [(0, "0:00", False), (61, "1:01", False), (480, "8:00", False), (481, "8:01", True)]
)
def test_time_is_shown_in_minutes(seconden: int, tekst: str, over: bool) -> None:
    tijd = Tijd(seconden)

    assert (tijd.tekst, tijd.over, tijd.doelminuten) == (tekst, over, 8)


@pytest.mark.parametrize(
    ("dag", "kwartaal"),
    [
        (date(2025, 1, 1), "2025-K1"),
        (date(2025, 3, 31), "2025-K1"),
        (date(2025, 4, 1), "2025-K2"),
        (date(2025, 12, 31), "2025-K4"),
    ],
)
def test_quarter_of(dag: date, kwartaal: str) -> None:
    assert quarter_of(dag) == kwartaal


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 20))
def test_quarters_go_back_without_gaps(dag: date, number: int) -> None:
    values = [value for value, _label in recent_quarters(dag, number)]

    assert values[0] == quarter_of(dag)
    assert values == sorted(set(values), reverse=True)
    assert len(values) == number


def test_quarters_have_names_that_people_use() -> None:
    assert recent_quarters(date(2025, 2, 1), 2) == [
        ("2025-K1", "januari tot en met maart 2025"),
        ("2024-K4", "oktober tot en met december 2024"),
    ]
