"""Figures that come by table, put together over the same periods; worker only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from verhalen.analyse import kolommen as k
from verhalen.analyse import perioden as analyse_perioden
from verhalen.analyse.gegevens import Gegevens
from verhalen.analyse.indicatoren.tellingen import select, value
from verhalen.analyse.onzekerheid import wilson
from verhalen.analyse.perioden import Periode
from verhalen.tellen import bescherming
from verhalen.tellen.fluctuatie import interval_of_count
from verhalen.tellen.perioden import Tijdvak, windows_between, years_between
from verhalen.tellen.rekenen import Meetwaarde

TELLINGEN = "tellingen"
VERSIE = "1"
# Counts of places and things; every other count is taken to be of persons and protected.
GEEN_PERSONEN = frozenset({"initiatieven-en-plekken", "voorzieningen-verhalen"})
HEEL_JAAR = 12
PROCENT, AANTAL = "procent", "aantal"


def compute_tellingen(gegevens: Gegevens, eenheden: Mapping[str, str]) -> list[Meetwaarde]:
    """Return the figures of the indicators in `eenheden` (slug -> unit) for which counts came in."""
    tellingen = gegevens.tellingen
    waarden: list[Meetwaarde] = []
    for slug, eenheid in eenheden.items():
        rows = tellingen[tellingen[k.INDICATOR] == slug]
        for gebied in sorted(set(rows[k.GEBIED].fillna(""))):
            in_gebied = rows[rows[k.GEBIED].fillna("") == gebied]
            vakken = _periods([str(naam) for naam in in_gebied[k.PERIODE]])
            found = (_measure(gegevens, slug, eenheid, str(gebied), vak) for vak in vakken)
            waarden += [waarde for waarde in found if waarde is not None]
    return _protected(waarden)


def _periods(namen: Iterable[str]) -> list[Tijdvak]:
    """Return the periods that were counted, and the years and windows of twelve months between them."""
    geteld = {_tijdvak(naam) for naam in namen}
    if not geteld:
        return []
    van, tot = min(vak.van for vak in geteld), max(vak.tot for vak in geteld)
    langer = {*years_between(van, tot), *windows_between(van, tot)}
    return sorted(geteld | {vak for vak in langer if any(vak.contains(deel) for deel in geteld)})


def _tijdvak(naam: str) -> Tijdvak:
    periode = analyse_perioden.parse(naam)
    return Tijdvak(periode.van, periode.tot)


def _measure(gegevens: Gegevens, slug: str, eenheid: str, gebied: str, vak: Tijdvak) -> Meetwaarde | None:
    found = value(select(gegevens.tellingen, slug, Periode(vak.van, vak.tot), gebied=gebied))
    if found is None:
        return None
    teller, noemer = found
    laag, hoog = _interval(eenheid, teller, noemer)
    return Meetwaarde(
        slug=slug,
        versie=VERSIE,
        vak=vak,
        bron=TELLINGEN,
        waarde=_value(eenheid, teller, noemer),
        teller=teller,
        noemer=noemer,
        personen_teller=None if slug in GEEN_PERSONEN else round(teller),
        personen_noemer=None if slug in GEEN_PERSONEN or noemer is None else round(noemer),
        gebied=gebied,
        laag=laag,
        hoog=hoog,
    )


def _value(eenheid: str, teller: float, noemer: float | None) -> float:
    """Return the figure: a share or mean where a denominator came with it, else the number as it was counted."""
    if noemer is None or eenheid == AANTAL:
        return teller
    return teller / noemer * (100 if eenheid == PROCENT else 1)


def _interval(eenheid: str, teller: float, noemer: float | None) -> tuple[float | None, float | None]:
    if eenheid == PROCENT and noemer and teller <= noemer:
        interval = wilson(teller, noemer)
        return 100 * interval.laag, 100 * interval.hoog
    if eenheid == AANTAL and noemer is None:
        return interval_of_count(teller)
    return None, None


def _protected(waarden: list[Meetwaarde]) -> list[Meetwaarde]:
    """Hide small counts and what would give them away.

    With one area hidden every area of that period is; with one part of a year hidden every part is, and the
    windows that would differ from each other by a part.
    """
    small = [waarde for waarde in waarden if waarde.personen_teller is not None and _is_small(waarde)]
    periods = {(waarde.slug, waarde.vak, bool(waarde.gebied)) for waarde in small}
    series = {(waarde.slug, waarde.gebied) for waarde in small if waarde.vak.maanden < HEEL_JAAR}
    return [
        replace(
            waarde,
            verborgen=(waarde.slug, waarde.vak, bool(waarde.gebied)) in periods
            or ((waarde.slug, waarde.gebied) in series and not waarde.vak.is_jaar),
        )
        for waarde in waarden
    ]


def _is_small(waarde: Meetwaarde) -> bool:
    assert waarde.personen_teller is not None
    is_deel = waarde.personen_noemer is not None and waarde.personen_noemer >= waarde.personen_teller
    noemer = waarde.personen_noemer if is_deel and waarde.personen_noemer is not None else waarde.personen_teller
    return bool(bescherming.hidden_values(["x"], [waarde.personen_teller], [noemer], deel_van_geheel=is_deel))
