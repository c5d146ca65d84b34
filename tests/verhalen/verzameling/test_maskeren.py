"""Masks over raw text: nothing outside them changes, and no masked word slips through."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kluis.ruw import RuweTekst
from verhalen.verzameling.maskeren import RANDEN, Plek, find_words, mask, move_rand, project, trim

SOORTEN = ("persoon", "locatie", "organisatie", "contact", "datum", "leeftijd", "bsn")
# Emoji of several code points, marks that combine, right to left, white space, and what looks like a label.
LETTERS = st.sampled_from([*"abcdeé ßİ", "\n", "👨‍👩‍👧", "e\u0301", "א", "\u200b", "[", "]", "1", "[persoon 1]"])
RUW = st.lists(LETTERS, max_size=60).map("".join)


@st.composite
def masked(draw: st.DrawFn) -> tuple[str, list[Plek]]:
    """Return a text with stretches that do not overlap, in any order."""
    tekst = draw(RUW)
    ends = sorted(draw(st.sets(st.integers(0, len(tekst)), max_size=10)))
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    plekken = [Plek(start, eind, draw(st.sampled_from(SOORTEN))) for start, eind in pairs]
    return tekst, draw(st.permutations(plekken))


def outside(tekst: str, stretches: list[tuple[int, int]]) -> list[str]:
    """Return what lies between the stretches."""
    parts, position = [], 0
    for start, eind in sorted(stretches):
        parts.append(tekst[position:start])
        position = eind
    return [*parts, tekst[position:]]


@settings(deadline=None)
@given(masked())
def test_text_outside_the_masks_is_unchanged(drawn: tuple[str, list[Plek]]) -> None:
    tekst, plekken = drawn

    veilig = mask(RuweTekst(tekst), plekken)

    labels = [(pil.start, pil.eind) for pil in veilig.pillen]
    assert outside(veilig.tekst, labels) == outside(tekst, [(plek.start, plek.eind) for plek in plekken])


@settings(deadline=None)
@given(masked())
def test_every_label_stands_exactly_where_its_pil_says(drawn: tuple[str, list[Plek]]) -> None:
    tekst, plekken = drawn

    veilig = mask(RuweTekst(tekst), plekken)

    assert len(veilig.pillen) == len(plekken)
    for pil, plek in zip(veilig.pillen, sorted(plekken, key=lambda plek: plek.start), strict=True):
        assert veilig.tekst[pil.start : pil.eind] == f"[{pil.soort} {pil.nummer}]"
        assert pil.soort == plek.soort


@settings(deadline=None)
@given(masked())
def test_the_same_words_of_a_kind_get_the_same_number(drawn: tuple[str, list[Plek]]) -> None:
    tekst, plekken = drawn

    veilig = mask(RuweTekst(tekst), plekken)

    ordered = sorted(plekken, key=lambda plek: plek.start)
    named = [
        (pil.soort, pil.nummer, tekst[plek.start : plek.eind]) for pil, plek in zip(veilig.pillen, ordered, strict=True)
    ]
    for soort in SOORTEN:
        numbers = [nummer for kind, nummer, _words in named if kind == soort]
        assert list(dict.fromkeys(numbers)) == list(range(1, len(set(numbers)) + 1))
        by_words: dict[str, set[int]] = {}
        for kind, nummer, words in named:
            if kind == soort:
                by_words.setdefault(words, set()).add(nummer)
        assert all(len(numbers_of_words) == 1 for numbers_of_words in by_words.values())


@settings(deadline=None)
@given(masked(), st.data())
def test_a_masked_word_is_left_only_where_it_was_not_masked(drawn: tuple[str, list[Plek]], data: st.DataObject) -> None:
    tekst, plekken = drawn
    if not plekken:
        return
    plek = data.draw(st.sampled_from(plekken))
    words = tekst[plek.start : plek.eind]

    veilig = mask(RuweTekst(tekst), plekken)

    labels = [(pil.start, pil.eind) for pil in veilig.pillen]
    left = sum(part.count(words) for part in outside(veilig.tekst, labels))
    was_outside = sum(part.count(words) for part in outside(tekst, [(p.start, p.eind) for p in plekken]))
    assert left == was_outside


@settings(deadline=None)
@given(masked(), st.data())
def test_a_stretch_of_raw_text_is_found_back_in_the_safe_text(
    drawn: tuple[str, list[Plek]], data: st.DataObject
) -> None:
    tekst, plekken = drawn
    start = data.draw(st.integers(0, len(tekst)))
    eind = data.draw(st.integers(start, len(tekst)))
    veilig = mask(RuweTekst(tekst), plekken)

    begin, end = project(start, eind, plekken, veilig)

    assert 0 <= begin <= end <= len(veilig.tekst)
    if not any(plek.start < eind and start < plek.eind for plek in plekken):
        assert veilig.tekst[begin:end] == tekst[start:eind]
    for pil in veilig.pillen:
        # No end lies inside a label.
        assert not pil.start < begin < pil.eind
        assert not pil.start < end < pil.eind


def test_a_name_in_another_case_is_the_same_person() -> None:
    tekst = "Fatima belde. Toen zei FATIMA niets, en fatima  ook niet. Ömer wel."
    names = [match.span() for match in re.finditer(r"(?i)fatima|ömer", tekst)]

    veilig = mask(RuweTekst(tekst), [Plek(*span, "persoon") for span in names])

    assert veilig.tekst == ("[persoon 1] belde. Toen zei [persoon 1] niets, en [persoon 1]  ook niet. [persoon 2] wel.")


def test_the_same_word_of_two_kinds_is_counted_apart() -> None:
    veilig = mask(RuweTekst("Bolder woont in Bolder"), [Plek(0, 6, "persoon"), Plek(16, 22, "locatie")])

    assert veilig.tekst == "[persoon 1] woont in [locatie 1]"


def test_without_masks_the_text_is_safe_as_it_is() -> None:
    veilig = mask(RuweTekst("We wachtten."), [])

    assert (veilig.tekst, veilig.pillen) == ("We wachtten.", ())


@pytest.mark.parametrize(
    "plekken",
    [
        [Plek(0, 4, "persoon"), Plek(3, 6, "persoon")],
        [Plek(0, 8, "persoon"), Plek(2, 4, "persoon")],
        [Plek(2, 2, "persoon")],
        [Plek(4, 2, "persoon")],
        [Plek(-1, 2, "persoon")],
        [Plek(5, 99, "persoon")],
    ],
    ids=["overlap", "inside", "empty", "backwards", "before the text", "beyond the text"],
)
def test_masks_that_do_not_fit_are_refused(plekken: list[Plek]) -> None:
    with pytest.raises(OngeldigeInvoer, match="Er is niets veranderd"):
        mask(RuweTekst("We wachtten."), plekken)


def test_masks_may_touch() -> None:
    veilig = mask(RuweTekst("JanPiet"), [Plek(0, 3, "persoon"), Plek(3, 7, "persoon")])

    assert veilig.tekst == "[persoon 1][persoon 2]"


def test_trim_takes_white_space_from_the_ends() -> None:
    assert trim("zeg  Jan de Boer \n nu", 3, 18) == (5, 16)


@pytest.mark.parametrize(
    ("start", "eind", "zin"),
    [
        (3, 5, "geen woorden geselecteerd"),
        (0, 99, "valt buiten de tekst"),
        (4, 4, "buiten"),
        (-1, 3, "buiten"),
        (5, 2, "buiten"),
    ],
)
def test_trim_refuses_what_holds_no_words(start: int, eind: int, zin: str) -> None:
    with pytest.raises(OngeldigeInvoer, match=zin):
        trim("zeg  Jan de Boer", start, eind)


def test_words_that_were_typed_are_found() -> None:
    assert find_words("Ik sprak Fatima de Boer.", "Fatima de Boer") == (9, 23)


@pytest.mark.parametrize("woorden", ["fatima", "Fatima  de", ""])
def test_words_that_do_not_stand_there_are_refused(woorden: str) -> None:
    with pytest.raises(OngeldigeInvoer, match="Deze woorden staan niet zo in de tekst"):
        find_words("Ik sprak Fatima de Boer.", woorden)


@pytest.mark.parametrize(
    ("rand", "woorden"),
    [
        ("begin-ruimer", "sprak Fatima de Boer"),
        ("begin-krapper", "de Boer"),
        ("eind-ruimer", "Fatima de Boer gisteren."),
        ("eind-krapper", "Fatima de"),
    ],
)
def test_an_end_moves_by_one_word(rand: str, woorden: str) -> None:
    tekst = "Ik sprak Fatima de Boer gisteren."
    start = tekst.index("Fatima")

    moved = move_rand(tekst, start, start + len("Fatima de Boer"), rand)

    assert tekst[slice(*moved)] == woorden


@pytest.mark.parametrize("rand", RANDEN)
def test_an_end_that_cannot_move_stays(rand: str) -> None:
    assert move_rand("Fatima", 0, 6, rand) == (0, 6)


@settings(deadline=None)
@given(RUW, st.data(), st.lists(st.sampled_from(RANDEN), max_size=8))
def test_moving_ends_never_makes_a_mask_empty(tekst: str, data: st.DataObject, randen: list[str]) -> None:
    if not tekst.strip():
        return
    start = data.draw(st.integers(0, len(tekst) - 1))
    eind = data.draw(st.integers(start + 1, len(tekst)))

    for rand in randen:
        start, eind = move_rand(tekst, start, eind, rand)

        assert 0 <= start < eind <= len(tekst)
