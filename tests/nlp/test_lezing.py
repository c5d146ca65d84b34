from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.lezing import MAX_RUN, MAX_STRETCH, Lezing, read

PIECES = [
    *"abcEÉé’“\n\t .!?[]1😀ﷺ\x00",
    "\u0308",
    "\u00ad",
    "\u200b",
    "👨\u200d👩\u200d👧",
    "[persoon 1]",
    "\ud800",
    "ë",
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)


def slices(text: str, lezingen: list[Lezing]) -> list[str]:
    return [text[slice(*lezing.origin(0, len(lezing.text)))] for lezing in lezingen if lezing.text]


@given(TEXT)
def test_read_any_text_maps_back_inside_it_and_in_order(text: str) -> None:
    last = 0
    for lezing in read(text):
        for place in range(len(lezing.text)):
            start, end = lezing.origin(place, place + 1)
            assert last <= start < end <= len(text)
            last = start


@given(TEXT)
def test_read_any_text_loses_no_letter(text: str) -> None:
    letters = [sign for sign in text if sign.isalpha()]

    kept = [sign for piece in slices(text, read(text)) for sign in piece if sign.isalpha()]

    assert kept == letters


def test_read_clean_text_is_itself() -> None:
    (lezing,) = read("Gewoon een zin.")

    assert lezing == Lezing("Gewoon een zin.", 0)


def test_read_decomposed_accents_and_soft_hyphens_are_tidied() -> None:
    text = unicodedata.normalize("NFD", "geïsoleerd, jeugd\u00adhulp")

    (lezing,) = read(text)

    assert lezing.text == "geïsoleerd, jeugdhulp"
    assert text[slice(*lezing.origin(0, 10))] == unicodedata.normalize("NFD", "geïsoleerd")
    assert text[slice(*lezing.origin(12, 21))] == "jeugd\u00adhulp"


def test_read_mask_becomes_one_word_that_is_remembered() -> None:
    text = "toen zei [persoon 12] nee"

    (lezing,) = read(text)

    assert lezing.text == "toen zei Jan nee"
    assert lezing.masks == {9}
    assert text[slice(*lezing.origin(9, 12))] == "[persoon 12]"


@pytest.mark.parametrize(
    ("text", "gelezen"),
    [("Nie egt", "Niet echt"), ("ff bellen", "even bellen"), ("niemand", "niemand"), ("Niels", "Niels")],
)
def test_read_words_typed_as_they_sound_are_spelled_out(text: str, gelezen: str) -> None:
    (lezing,) = read(text)

    assert lezing.text == gelezen
    assert lezing.origin(0, len(gelezen.split()[0])) == (0, len(text.split()[0]))


def test_read_other_square_brackets_stay() -> None:
    assert [lezing.text for lezing in read("zie [bijlage 2]")] == ["zie [bijlage 2]"]


def test_read_shouted_text_is_lowered() -> None:
    assert [lezing.text for lezing in read("WIJ HEBBEN GEEN HULP GEKREGEN")] == ["wij hebben geen hulp gekregen"]


def test_read_abbreviations_in_capitals_stay() -> None:
    assert [lezing.text for lezing in read("De GGZ en de JPH in Lelystad")] == ["De GGZ en de JPH in Lelystad"]


def test_read_lines_are_apart_unless_wrapped_by_hand() -> None:
    long_line = "dit is een regel die door een mailprogramma is afgebroken en"

    assert [lezing.text for lezing in read("niemand luistert\nik haat school")] == [
        "niemand luistert",
        "ik haat school",
    ]
    assert [lezing.text for lezing in read(f"{long_line}\nhier verder gaat")] == [f"{long_line} hier verder gaat"]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0"])
def test_read_nothing_visible_gives_nothing(text: str) -> None:
    assert read(text) == []


def test_read_long_paragraph_is_cut_at_spaces() -> None:
    lezingen = read("woord " * 2000)

    assert max(len(lezing.text) for lezing in lezingen) <= MAX_STRETCH
    assert all(lezing.text.strip().split()[0] == "woord" for lezing in lezingen)


def test_read_run_without_spaces_is_cut() -> None:
    assert {len(lezing.text) for lezing in read("!" * (3 * MAX_RUN))} == {MAX_RUN}
