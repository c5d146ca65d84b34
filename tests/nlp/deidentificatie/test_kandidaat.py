"""From proposals that overlap to masks that do not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp.deidentificatie.kandidaat import (
    RANG_BSN,
    RANG_DEDUCE,
    RANG_NAAM,
    RANG_ORGANISATIE,
    RANG_PLAATS,
    RANG_VERMOEDEN,
    Kandidaat,
    resolve,
)

TEKST = "Wij gaan naar De Sluis in Urk met Jan de Vries, 999942542."


def kandidaat(stuk: str, soort: str, rang: int, bron: str = "regel") -> Kandidaat:
    start = TEKST.index(stuk)
    return Kandidaat(start, start + len(stuk), soort, bron, rang)


def test_a_place_inside_the_name_of_a_school_is_part_of_that_name() -> None:
    maskers = resolve(
        [kandidaat("Sluis", "locatie", RANG_PLAATS), kandidaat("De Sluis", "organisatie", RANG_NAAM)], TEKST
    )

    assert [(TEKST[m.start : m.end], m.type) for m in maskers] == [("De Sluis", "organisatie")]


def test_what_remains_of_a_weaker_proposal_is_not_uncovered() -> None:
    maskers = resolve(
        [kandidaat("Urk met Jan", "persoon", RANG_VERMOEDEN), kandidaat("Urk", "locatie", RANG_ORGANISATIE)], TEKST
    )

    assert [(TEKST[m.start : m.end], m.type) for m in maskers] == [("Urk", "locatie"), ("met Jan", "persoon")]


def test_a_preposition_that_remains_is_dropped() -> None:
    maskers = resolve(
        [kandidaat("in Urk", "persoon", RANG_DEDUCE, "deduce"), kandidaat("Urk", "locatie", RANG_PLAATS)], TEKST
    )

    assert [TEKST[m.start : m.end] for m in maskers] == ["Urk"]


def test_first_name_and_surname_are_one_mask() -> None:
    maskers = resolve([kandidaat("Jan", "persoon", RANG_NAAM), kandidaat("de Vries", "persoon", RANG_DEDUCE)], TEKST)

    assert [TEKST[m.start : m.end] for m in maskers] == ["Jan de Vries"]


def test_spaces_and_punctuation_at_the_edges_are_left_out() -> None:
    maskers = resolve([kandidaat(" Jan de Vries, ", "persoon", RANG_NAAM)], TEKST)

    assert [TEKST[m.start : m.end] for m in maskers] == ["Jan de Vries"]


def test_a_bsn_wins_from_whatever_else_sees_its_digits() -> None:
    maskers = resolve(
        [kandidaat("999942542", "contact", RANG_ORGANISATIE), kandidaat("999942542", "bsn", RANG_BSN)], TEKST
    )

    assert [m.type for m in maskers] == ["bsn"]


@st.composite
def proposals(draw: st.DrawFn) -> tuple[str, list[Kandidaat]]:
    tekst = draw(st.text(alphabet="aB1 .-'", min_size=1, max_size=60))
    plekken = st.integers(0, len(tekst))
    kandidaten = []
    for een, twee in draw(st.lists(st.tuples(plekken, plekken), max_size=12)):
        if een != twee:
            soort = draw(st.sampled_from(["persoon", "locatie", "organisatie", "leeftijd"]))
            rang = draw(st.sampled_from([RANG_VERMOEDEN, RANG_NAAM, RANG_DEDUCE, RANG_BSN]))
            bron = draw(st.sampled_from(["deduce", "regel"]))
            kandidaten.append(Kandidaat(min(een, twee), max(een, twee), soort, bron, rang))
    return tekst, kandidaten


@given(proposals())
def test_masks_are_sorted_apart_and_inside_what_was_proposed(geval: tuple[str, list[Kandidaat]]) -> None:
    tekst, kandidaten = geval

    maskers = resolve(kandidaten, tekst)

    einde = 0
    for masker in maskers:
        assert einde <= masker.start < masker.end <= len(tekst)
        assert any(teken.isalnum() for teken in tekst[masker.start : masker.end])
        einde = masker.end


@given(proposals())
def test_every_letter_that_was_proposed_is_covered(geval: tuple[str, list[Kandidaat]]) -> None:
    """Only particles of a cut proposal may be let go; this alphabet has none."""
    tekst, kandidaten = geval

    bedekt = {plek for masker in resolve(kandidaten, tekst) for plek in range(masker.start, masker.end)}

    voorgesteld = {plek for k in kandidaten for plek in range(k.start, k.end) if tekst[plek].isalnum()}
    assert voorgesteld <= bedekt


@given(proposals())
def test_the_order_of_proposals_does_not_matter(geval: tuple[str, list[Kandidaat]]) -> None:
    tekst, kandidaten = geval
    anders = list(reversed(kandidaten))

    assert resolve(anders, tekst) == resolve(kandidaten, tekst)
