"""Compute every figure of a municipality over every period; worker only, plain values come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from verhalen.analyse import kolommen as k
from verhalen.analyse.gegevens import Gegevens
from verhalen.analyse.indicatoren import INDICATOREN, Eenheid, Indicator, Keuzes, Maat, Uitkomst
from verhalen.analyse.onzekerheid import spread_of_counts, wilson
from verhalen.analyse.perioden import Periode
from verhalen.tellen import bescherming, frames
from verhalen.tellen.fluctuatie import interval_of_count
from verhalen.tellen.perioden import Tijdvak, month_end, months_between, windows_between, years_between

VERSIE = "1"  # of this way of computing: another one computes everything again
BERICHTEN = "berichten"
KENMERKEN = (k.ZORGVORM, k.WIJK, k.PRODUCT, k.AANBIEDER)
Melding = Callable[[int, int], None]


@dataclass(frozen=True)
class Groepwaarde:
    """A figure within one group of its rows."""

    kenmerk: str
    groep: str
    teller: float
    personen: int | None
    verborgen: bool = False


@dataclass(frozen=True)
class Meetwaarde:
    """One computed figure, ready to be stored; see `models.Meting`."""

    slug: str
    versie: str
    vak: Tijdvak
    bron: str
    waarde: float | None
    teller: float | None = None
    noemer: float | None = None
    personen_teller: int | None = None
    personen_noemer: int | None = None
    uitsplitsing: str = ""
    gebied: str = ""
    laag: float | None = None
    hoog: float | None = None
    onbekend: int = 0
    voorlopig: bool = False
    verborgen: bool = False
    opmerkingen: tuple[str, ...] = ()
    groepen: tuple[Groepwaarde, ...] = ()
    rijen: tuple[int, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Vakken:
    """The periods of one indicator."""

    maanden: tuple[Tijdvak, ...]
    jaren: tuple[Tijdvak, ...]
    vensters: tuple[Tijdvak, ...]

    @property
    def laatste(self) -> Tijdvak | None:
        """The newest twelve months."""
        return self.vensters[-1] if self.vensters else None


def versions(eenheden: Mapping[str, str]) -> list[str]:
    """Return what a computation rests on beside the data: indicators, their units and versions of definitions."""
    return [
        f"{slug}:{eenheid}:{INDICATOREN[slug].versie if slug in INDICATOREN else ''}"
        for slug, eenheid in sorted(eenheden.items())
    ]


def compute_all(gegevens: Gegevens, slugs: Iterable[str], meld: Melding) -> list[Meetwaarde]:
    """Return the figures of these indicators that messages, costs and inhabitants give."""
    indicatoren = [INDICATOREN[slug] for slug in slugs if slug in INDICATOREN]
    waarden: list[Meetwaarde] = []
    for gedaan, indicator in enumerate(indicatoren):
        meld(gedaan, len(indicatoren))
        waarden += compute_indicator(gegevens, indicator)
    meld(len(indicatoren), len(indicatoren))
    return waarden


def compute_indicator(gegevens: Gegevens, indicator: Indicator) -> list[Meetwaarde]:
    """Return one indicator over all its periods, its parts included, each marked whether it may be shown."""
    vakken = periods_of(gegevens, indicator)
    maanden = [_measure(gegevens, indicator, maand) for maand in vakken.maanden]
    langer = [_measure(gegevens, indicator, vak, maanden=maanden) for vak in _longer(indicator, vakken)]
    heel = _protected(indicator, vakken, [*maanden, *langer])
    delen = [
        _measure(gegevens, indicator, vak, uitsplitsing)
        for uitsplitsing in indicator.uitsplitsingen
        for vak in _longer(indicator, vakken)
    ]
    return [*_detailed(gegevens, indicator, vakken, heel), *_protected_parts(indicator, delen)]


def is_sum(indicator: Indicator) -> bool:
    """Tell whether the figure of a year is the sum of its months: counts of events and of new clients."""
    return indicator.noemer is None and (indicator.teller.maat is Maat.RIJEN or indicator.terugkijk)


def periods_of(gegevens: Gegevens, indicator: Indicator) -> Vakken:
    """Return the months, years and windows that all sources of the indicator cover."""
    van, tot = gegevens.vanaf, gegevens.peildatum
    for bron, frame in (("kosten", gegevens.kosten), ("overige-kosten", gegevens.overige_kosten)):
        if bron in indicator.bronnen and (span := frames.month_span(frame)) is not None:
            van, tot = max(van, span[0]), min(tot, month_end(span[1]))
    jaren, vensters = tuple(years_between(van, tot)), tuple(windows_between(van, tot))
    return Vakken(tuple(months_between(van, tot)), jaren, vensters)


def _longer(indicator: Indicator, vakken: Vakken) -> list[Tijdvak]:
    """Return years and windows, each once; for sums only the newest window, as windows differ by single months."""
    vensters = vakken.vensters[-1:] if is_sum(indicator) else vakken.vensters
    return sorted({*vakken.jaren, *vensters})


def _measure(
    gegevens: Gegevens,
    indicator: Indicator,
    vak: Tijdvak,
    uitsplitsing: str = "",
    maanden: Sequence[Meetwaarde] = (),
) -> Meetwaarde:
    uitkomst = indicator.compute(gegevens, Periode(vak.van, vak.tot), _choices(indicator, uitsplitsing))
    laag, hoog = _interval(indicator, uitkomst, _spread(indicator, vak, maanden))
    return Meetwaarde(
        slug=indicator.slug,
        versie=indicator.versie,
        vak=vak,
        bron=BERICHTEN,
        waarde=uitkomst.waarde,
        teller=uitkomst.teller,
        noemer=uitkomst.noemer,
        personen_teller=uitkomst.personen_teller,
        personen_noemer=_persons_below(indicator, uitkomst),
        uitsplitsing=uitsplitsing,
        laag=laag,
        hoog=hoog,
        onbekend=uitkomst.onbekend,
        voorlopig=uitkomst.voorlopig,
        opmerkingen=uitkomst.opmerkingen,
    )


def _choices(indicator: Indicator, uitsplitsing: str) -> Keuzes:
    return indicator.uitsplitsingen[uitsplitsing] if uitsplitsing else indicator.keuzes


def _persons_below(indicator: Indicator, uitkomst: Uitkomst) -> int | None:
    """Return the persons of the denominator; inhabitants are persons too."""
    if indicator.noemer is not None and indicator.noemer.maat is Maat.INWONERS and uitkomst.noemer is not None:
        return int(uitkomst.noemer)
    return uitkomst.personen_noemer


def _interval(indicator: Indicator, uitkomst: Uitkomst, spreiding: float) -> tuple[float | None, float | None]:
    """Return the interval of ordinary fluctuation in the unit of the figure; none for money."""
    if uitkomst.waarde is None or uitkomst.teller is None:
        return None, None
    if indicator.eenheid is Eenheid.PROCENT and uitkomst.noemer and uitkomst.teller <= uitkomst.noemer:
        interval = wilson(uitkomst.teller, uitkomst.noemer)
        return 100 * interval.laag, 100 * interval.hoog
    if indicator.eenheid is not Eenheid.AANTAL:
        return None, None
    return interval_of_count(uitkomst.teller, spreiding)


def _spread(indicator: Indicator, vak: Tijdvak, maanden: Sequence[Meetwaarde]) -> float:
    """Return how much more months of a sum vary than chance does; 1 where months are no parts of the whole."""
    if not is_sum(indicator):
        return 1.0
    return spread_of_counts([maand.teller or 0.0 for maand in maanden if vak.van <= maand.vak.van <= vak.tot])


def _protected(indicator: Indicator, vakken: Vakken, waarden: list[Meetwaarde]) -> list[Meetwaarde]:
    if is_sum(indicator):
        maanden = {waarde.vak: int(waarde.teller or 0) for waarde in waarden if waarde.vak.maanden == 1}
        hidden = bescherming.hidden_in_series(maanden, vakken.jaren, vakken.laatste)
    else:
        hidden = _hidden_loose(indicator, waarden)
    return [replace(waarde, verborgen=waarde.vak.slug in hidden) for waarde in waarden]


def _hidden_loose(indicator: Indicator, waarden: Sequence[Meetwaarde]) -> frozenset[str]:
    """Return the periods to hide of a figure whose periods do not add up; none when it is not about persons."""
    over_personen = [
        waarde
        for waarde in waarden
        if waarde.waarde is not None and (waarde.personen_teller is not None or waarde.personen_noemer is not None)
    ]
    tellers = [_persons(waarde.personen_teller, waarde.personen_noemer) for waarde in over_personen]
    noemers = [_persons(waarde.personen_noemer, waarde.personen_teller) for waarde in over_personen]
    return bescherming.hidden_values(
        [waarde.vak.slug for waarde in over_personen], tellers, noemers, deel_van_geheel=indicator.deel_van_geheel
    )


def _persons(aantal: int | None, anders: int | None) -> int:
    return aantal if aantal is not None else anders or 0


def _protected_parts(indicator: Indicator, delen: list[Meetwaarde]) -> list[Meetwaarde]:
    """Hide all parts of a period when one of them must be: with the whole, the others would tell it."""
    hidden: set[str] = set()
    for uitsplitsing in indicator.uitsplitsingen:
        hidden |= _hidden_loose(indicator, [deel for deel in delen if deel.uitsplitsing == uitsplitsing])
    return [replace(deel, verborgen=deel.vak.slug in hidden) for deel in delen]


def _detailed(gegevens: Gegevens, indicator: Indicator, vakken: Vakken, waarden: list[Meetwaarde]) -> list[Meetwaarde]:
    """Add what lies behind the figure to the years and to the newest twelve months."""
    met = {*vakken.jaren, *([vakken.laatste] if vakken.laatste else [])}
    return [_with_rows(gegevens, indicator, waarde) if waarde.vak in met else waarde for waarde in waarden]


def _with_rows(gegevens: Gegevens, indicator: Indicator, waarde: Meetwaarde) -> Meetwaarde:
    if waarde.waarde is None:
        return waarde
    rows = indicator.rows(gegevens, Periode(waarde.vak.van, waarde.vak.tot))
    groepen = [groep for kenmerk in KENMERKEN for groep in _groups(indicator, rows, kenmerk)]
    return replace(waarde, groepen=tuple(groepen), rijen=tuple(frames.row_ids(rows)))


def _groups(indicator: Indicator, rows: frames.Frame, kenmerk: str) -> list[Groepwaarde]:
    """Return the figure per value of a characteristic; none where the rows do not have it."""
    delen = frames.split(rows, kenmerk)
    tellers = {groep: indicator.teller.measure(deel) for groep, deel in delen.items()}
    personen = {groep: aantal for groep, deel in delen.items() if (aantal := frames.persons(deel)) is not None}
    counts = {groep: int(teller) for groep, teller in tellers.items()}
    hidden = bescherming.hidden_groups(counts if indicator.teller.maat is Maat.RIJEN else personen)
    return [
        Groepwaarde(kenmerk, groep, teller, personen.get(groep), groep in hidden) for groep, teller in tellers.items()
    ]
