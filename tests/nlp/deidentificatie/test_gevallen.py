"""Every situation of ``gevallen/``: all that is marked is covered, and nothing else is masked."""

from __future__ import annotations

import pytest

from nlp.evaluatie.maskers import missed, wrong
from tests.nlp.deidentificatie.gevallen import MAP, geval, parse, read

SOORTEN = sorted(pad.stem for pad in MAP.glob("*.txt"))
# What we know to go wrong. An improvement that is not taken off this list fails the test below, and so does
# a new mistake, so the list stays true.
BEKENDE_FOUTEN = {
    "[organisatie:Kompas] was vol, [organisatie:Bijdehand] ook.",
    "in het [locatie:Stadshart] hangen ze rond, en bij [locatie:de Waag]",
    "Gewoon Rust, Reinheid en Regelmaat zei ze dan.",
}


@pytest.mark.parametrize("soort", SOORTEN)
def test_the_situations_that_fail_are_exactly_the_known_ones(soort: str) -> None:
    regels = read(soort)

    fout = {regel for regel in regels if missed(geval(regel)) or wrong(geval(regel))}

    assert fout == BEKENDE_FOUTEN.intersection(regels)


@pytest.mark.parametrize("soort", [soort for soort in SOORTEN if soort != "niets"])
def test_a_situation_of_a_type_gets_a_mask_of_that_type(soort: str) -> None:
    """Types may be confused now and then (a school called after a person), but not often."""
    gouden = raak = 0
    for regel in read(soort):
        voorstel = geval(regel)
        for span in parse(regel)[1]:
            if span.type == soort:
                gouden += 1
                raak += any(m.type == soort and m.start < span.end and span.start < m.end for m in voorstel.maskers)

    assert gouden > 0
    assert raak >= 0.9 * gouden


def test_every_known_failure_is_still_a_situation() -> None:
    alle = {regel for soort in SOORTEN for regel in read(soort)}

    assert alle >= BEKENDE_FOUTEN
