"""Figures as screens may show them: what is hidden has no value here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from verhalen.programma.models import Indicator, Nulwaarde
from verhalen.tellen.models import Meting
from verhalen.tellen.opmaak import SYMBOOL, change, in_eenheid
from verhalen.tellen.perioden import Tijdvak


@dataclass(frozen=True)
class Cijfer:
    """One figure over one period. For general screens `waarde` is None when it is hidden."""

    vak: Tijdvak
    eenheid: str
    waarde: float | None
    teller: float | None = None
    noemer: float | None = None
    laag: float | None = None
    hoog: float | None = None
    voorlopig: bool = False
    verborgen: bool = False
    onbekend: int = 0
    opmerkingen: tuple[str, ...] = ()

    @property
    def tekst(self) -> str:
        """The figure with its unit, the symbol of a hidden one, or nothing."""
        if self.verborgen:
            return SYMBOOL
        return "" if self.waarde is None else in_eenheid(self.waarde, self.eenheid)

    @property
    def schommeling(self) -> str:
        """The interval of ordinary fluctuation: '10,1 tot 12,8 %'."""
        if self.laag is None or self.hoog is None:
            return ""
        laag, hoog = in_eenheid(self.laag, self.eenheid), in_eenheid(self.hoog, self.eenheid)
        return f"{laag.removesuffix('%').strip()} tot {hoog}"


@dataclass(frozen=True)
class Verandering:
    """A change against the beginning, in words and with a direction."""

    tekst: str
    jaar: int
    gewenst: bool | None  # None: no direction was chosen, nothing changed, or no more than chance does
    is_gewoon: bool = False  # no more than ordinary fluctuation

    @property
    def icoon(self) -> str:
        """Arrow beside the words; none when nothing changed."""
        return "" if self.tekst == "gelijk" else "op" if self.tekst.endswith("hoger") else "neer"


@dataclass(frozen=True)
class Nulvergelijking:
    """A printed zero value beside the figure computed over the same year."""

    jaar: int
    afdruk: str
    waarde: float
    berekend: Cijfer | None
    uitsplitsing: str = ""

    @property
    def is_gelijk(self) -> bool:
        """Whether both read the same, to the rounding in which the zero value was printed."""
        if self.berekend is None or self.berekend.waarde is None:
            return False
        return abs(self.berekend.waarde - self.waarde) <= self._rounding

    @property
    def _rounding(self) -> float:
        if self.berekend is not None and self.berekend.eenheid == "euro":
            return 50.0
        return (
            0.05 if self.waarde != round(self.waarde) or (self.berekend and self.berekend.eenheid != "aantal") else 0.5
        )


def shown(meting: Meting, eenheid: str, *, alles: bool = False) -> Cijfer:
    """Return a figure for a general screen; with `alles` for somebody who may see small numbers, and is logged."""
    vak = Tijdvak(meting.van, meting.tot)
    if meting.verborgen and not alles:
        return Cijfer(vak, eenheid, None, verborgen=True, voorlopig=meting.voorlopig)
    return Cijfer(
        vak,
        eenheid,
        meting.waarde,
        meting.teller,
        meting.noemer,
        meting.laag,
        meting.hoog,
        meting.voorlopig,
        verborgen=False,
        onbekend=meting.onbekend,
        opmerkingen=tuple(meting.opmerkingen),
    )


def newest(cijfers: Sequence[Cijfer]) -> Cijfer | None:
    """Return the figure of today: the last twelve months, else the last period there is."""
    gevuld = [cijfer for cijfer in cijfers if cijfer.waarde is not None or cijfer.verborgen]
    jaren = [cijfer for cijfer in gevuld if cijfer.vak.maanden == 12]
    return max(jaren or gevuld, key=lambda cijfer: (cijfer.vak.tot, cijfer.vak.van), default=None)


def of_year(cijfers: Sequence[Cijfer], jaar: int) -> Cijfer | None:
    """Return the figure over one calendar year."""
    return next((cijfer for cijfer in cijfers if cijfer.vak.is_jaar and cijfer.vak.van.year == jaar), None)


def trend(cijfers: Sequence[Cijfer]) -> list[Cijfer]:
    """Return the series that a chart shows: windows of twelve months; months where only those run on.

    The value at the end of the line is then the large number of the page, and the zero value of a year is
    on the same scale. Counts of events have one window alone and are drawn per month.
    """
    jaren = sorted((cijfer for cijfer in cijfers if cijfer.vak.maanden == 12), key=lambda cijfer: cijfer.vak.tot)
    maanden = sorted((cijfer for cijfer in cijfers if cijfer.vak.maanden == 1), key=lambda cijfer: cijfer.vak.tot)
    schuivend = [cijfer for cijfer in jaren if not cijfer.vak.is_jaar]
    if len(schuivend) <= 1 and len(maanden) > 1:
        return maanden
    return jaren or sorted(cijfers, key=lambda cijfer: cijfer.vak.tot)


def compare(nu: Cijfer | None, toen: Cijfer | None, indicator: Indicator) -> Verandering | None:
    """Return the change, or None when one of both has no value or they are the same period."""
    if nu is None or toen is None or nu.waarde is None or toen.waarde is None or nu.vak == toen.vak:
        return None
    tekst = change(nu.waarde, toen.waarde, indicator.eenheid)
    omhoog = tekst.endswith("hoger")
    richting = indicator.gewenste_richting
    gewoon = is_ordinary(nu, toen)
    gewenst = None if richting == "geen" or tekst == "gelijk" or gewoon else omhoog == (richting == "omhoog")
    return Verandering(tekst, toen.vak.van.year, gewenst, gewoon and tekst != "gelijk")


def is_ordinary(nu: Cijfer, toen: Cijfer) -> bool:
    """Tell whether two figures differ no more than chance makes them; False for money, which has no interval.

    The interval of a difference from the intervals of both (Newcombe): does it hold zero?
    """
    if None in (nu.waarde, nu.laag, nu.hoog, toen.waarde, toen.laag, toen.hoog):
        return False
    grenzen = (nu.waarde, nu.laag, nu.hoog, toen.waarde, toen.laag, toen.hoog)
    a, a_laag, a_hoog, b, b_laag, b_hoog = (float(grens or 0) for grens in grenzen)
    onder = math.hypot(a - a_laag, b_hoog - b)
    boven = math.hypot(a_hoog - a, b - b_laag)
    return a - b - onder <= 0 <= a - b + boven


def beside_zero(nul: Nulwaarde, cijfers: Sequence[Cijfer]) -> Nulvergelijking:
    """Put a printed zero value beside the computed figure of its year."""
    return Nulvergelijking(nul.jaar, nul.afdruk, float(nul.waarde), of_year(cijfers, nul.jaar), nul.uitsplitsing)


def last_day(cijfer: Cijfer) -> date:
    """Return the day at which a period stands in a chart: the end of a window, the beginning of a month."""
    return cijfer.vak.van if cijfer.vak.maanden == 1 else cijfer.vak.tot
