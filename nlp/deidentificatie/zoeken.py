"""Puts the sources together: shadow, deduce, our rules, repeats, and back to the text as given."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.deidentificatie import deduce_bron, lijsten
from nlp.deidentificatie.kandidaat import Kandidaat, resolve
from nlp.deidentificatie.nazien import review, without_fixed_phrases
from nlp.deidentificatie.regels.aanwijzingen import find_cued_names
from nlp.deidentificatie.regels.bekenden import find_known_organisations
from nlp.deidentificatie.regels.bsn import find_bsn
from nlp.deidentificatie.regels.contact import find_contact
from nlp.deidentificatie.regels.datums import find_dates
from nlp.deidentificatie.regels.herhaling import find_joined_names, find_repeats
from nlp.deidentificatie.regels.leeftijden import find_ages
from nlp.deidentificatie.regels.namen import (
    find_listed_names,
    find_particle_names,
    find_small_surnames,
    find_unknown_names,
)
from nlp.deidentificatie.regels.organisaties import find_organisations
from nlp.deidentificatie.regels.plaatsen import find_addresses, find_places
from nlp.deidentificatie.schaduw import Schaduw, build
from nlp.deidentificatie.tekst import Tekst
from nlp.types import Masker

_LOSSE_REGELS = (
    find_bsn,
    find_contact,
    find_dates,
    find_ages,
    find_addresses,
    find_listed_names,
    find_unknown_names,
    find_small_surnames,
    find_particle_names,
    find_cued_names,
    find_organisations,
)


def find(text: str, *, plaatsen: frozenset[str], organisaties: frozenset[str]) -> list[Masker]:
    """See ``nlp.deidentificatie.find``."""
    schaduw = build(text)
    tekst = Tekst(schaduw.tekst, lijsten.load())
    gevonden = list(review(deduce_bron.annotate(schaduw.tekst), tekst))
    for regel in _LOSSE_REGELS:
        gevonden.extend(regel(tekst))
    gevonden.extend(find_places(tekst, plaatsen))
    gevonden.extend(find_known_organisations(tekst, organisaties))
    gevonden = without_fixed_phrases(gevonden, tekst)
    gevonden.extend(find_joined_names(tekst, gevonden))
    gevonden.extend(find_repeats(tekst, resolve(gevonden, schaduw.tekst)))
    gevonden = without_fixed_phrases(gevonden, tekst)
    return to_masks(resolve(gevonden, schaduw.tekst), schaduw)


def find_by_deduce_alone(text: str) -> list[Masker]:
    """What deduce says without any of our rules, for comparison: its own spans and types."""
    schaduw = build(text)
    return to_masks(resolve(deduce_bron.annotate(text), text), _identity(text)) if schaduw.tekst else []


def to_masks(kandidaten: list[Kandidaat], schaduw: Schaduw) -> list[Masker]:
    """Masks over the original text."""
    return list(_masks(kandidaten, schaduw))


def _masks(kandidaten: list[Kandidaat], schaduw: Schaduw) -> Iterator[Masker]:
    for kandidaat in kandidaten:
        start, end = schaduw.original(kandidaat.start, kandidaat.end)
        yield Masker(start, end, kandidaat.type, kandidaat.bron)


def _identity(text: str) -> Schaduw:
    return Schaduw(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
