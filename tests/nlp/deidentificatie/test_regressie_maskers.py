"""Masks on the stories of the demonstration, against the masks people put in them.

Rules are improved on even stories only; the odd ones tell what they are worth. A floor lies a few spans under
what was measured: an improvement may raise it, a change that falls through it must be explained.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pytest

from nlp.deidentificatie import find
from nlp.deidentificatie.zoeken import find_by_deduce_alone
from nlp.evaluatie.goud import is_even
from nlp.evaluatie.maskers import ALLES, Geval, Uitslag, evaluate, read_gold

BESTAND = Path(__file__).resolve().parents[3] / "fixtures" / "demo" / "verhalen.jsonl"
# Share found completely, without knowing any names beforehand. Small counts get room for one more miss.
BODEM = {
    "even": {ALLES: 0.97, "persoon": 0.97, "locatie": 0.97, "organisatie": 0.85, "leeftijd": 0.94},
    "oneven": {ALLES: 0.94, "persoon": 0.97, "locatie": 0.93, "organisatie": 0.88, "leeftijd": 0.78},
}
BODEM_KLEIN = {"even": 0.87, "oneven": 0.79}
BODEM_PRECISIE = {"even": 0.96, "oneven": 0.92}
PRECIEZE_TYPES = ("contact", "datum", "bsn")


@lru_cache(maxsize=1)
def rows() -> tuple[tuple[str, str, str], ...]:
    """Half, text and spans (as JSON) of every story."""
    regels = [json.loads(regel) for regel in BESTAND.read_text(encoding="utf-8").splitlines()]
    return tuple(
        ("even" if is_even(rij["id"]) else "oneven", rij["text"], json.dumps({"spans": rij["spans"]})) for rij in regels
    )


def result(helft: str, *, klein: bool = False, deduce: bool = False) -> Uitslag:
    """The figures for one half; ``klein`` has all text in lower case."""
    gevallen = []
    for van, text, spans in rows():
        gelezen = text.lower() if klein else text
        if van == helft and len(gelezen) == len(text):
            maskers = find_by_deduce_alone(gelezen) if deduce else find(gelezen)
            gevallen.append(Geval(gelezen, read_gold(json.loads(spans)), maskers))
    return evaluate(gevallen)


@pytest.mark.parametrize("helft", BODEM)
def test_masks_cover_what_identifies_and_little_else(helft: str) -> None:
    uitslag = result(helft)

    laag = {
        soort: maat
        for soort, maat in uitslag.recall.items()
        if maat.aandeel is not None and maat.aandeel < BODEM[helft].get(soort, 0.9)
    }
    assert laag == {}
    assert (uitslag.precisie[ALLES].aandeel or 0) >= BODEM_PRECISIE[helft]


@pytest.mark.parametrize("helft", BODEM)
def test_numbers_addresses_and_days_are_found_without_exception(helft: str) -> None:
    uitslag = result(helft)

    assert {soort: uitslag.recall[soort].aandeel for soort in PRECIEZE_TYPES} == dict.fromkeys(PRECIEZE_TYPES, 1.0)


@pytest.mark.parametrize("helft", BODEM)
def test_lower_case_costs_organisations_but_hardly_a_person(helft: str) -> None:
    uitslag = result(helft, klein=True)

    assert (uitslag.recall["persoon"].aandeel or 0) >= 0.92
    assert (uitslag.recall[ALLES].aandeel or 0) >= BODEM_KLEIN[helft]
    assert (uitslag.precisie[ALLES].aandeel or 0) >= 0.94


@pytest.mark.parametrize("helft", BODEM)
def test_our_rules_find_what_deduce_alone_does_not(helft: str) -> None:
    zonder, met = result(helft, deduce=True), result(helft)

    for soort in ("persoon", "locatie", "organisatie", "leeftijd", ALLES):
        assert met.recall[soort].goed > zonder.recall[soort].goed, soort
