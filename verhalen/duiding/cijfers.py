"""The left side of a display: the leading figure over twelve months beside its base and what was printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from verhalen.programma.models import Indicator, IndicatorDoel, Knopformulering, Nulwaarde
from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen.models import Meting
from verhalen.tellen.perioden import Tijdvak, month_end

if TYPE_CHECKING:
    from verhalen.analyse.relatie import Cijfer

BASISJAAR = 2023
# Extensions: what counted as one changed in April 2023, so its base runs from that month.
EIGEN_BASIS = {"verlengingen": (date(2023, 4, 1), date(2024, 3, 31))}
DECIMALEN = {Indicator.Eenheid.PROCENT: 1, Indicator.Eenheid.MLN_EURO: 1, Indicator.Eenheid.VERHOUDING: 2}
VERBORGEN = "x"


@dataclass(frozen=True)
class Cijferblok:
    """Everything the left side shows; `invoer` is what the rule counts with, None when there is no base."""

    indicator: Indicator
    waarde: str
    periode: str
    toen: str
    schommeling: str
    voorlopig: bool
    bron: str
    nulwaarden: list[Nulwaarde]
    doelen: list[IndicatorDoel]
    invoer: Cijfer | None

    @property
    def verandering(self) -> str:
        return self.toen


def build_cijferblok(gemeente: Gemeente, formulering: Knopformulering, kwartalen: list[str]) -> Cijferblok | None:
    """Return the leading figure of a knop over the quarters, or None when there is none.

    Without a figure over exactly those twelve months, the newest earlier one is shown and named.
    """
    indicator = formulering.leidend_cijfer
    if indicator is None:
        return None
    whole = Meting.objects.of(gemeente).whole().filter(indicator=indicator, waarde__isnull=False)
    years = whole.twelve_months().order_by("-tot", "-berekend_op")
    nu = years.filter(tot__lte=quarter_end(kwartalen[-1])).first()
    if nu is None:
        return None
    toen = find_basis(years, indicator, nu)
    return Cijferblok(
        indicator=indicator,
        waarde=write(nu),
        periode=Tijdvak(nu.van, nu.tot).naam,
        toen=_was(toen),
        schommeling=_fluctuation(nu),
        voorlopig=nu.voorlopig,
        bron=nu.get_bron_display(),
        nulwaarden=list(indicator.nulwaarden.filter(uitsplitsing="")),
        doelen=list(indicator.doelen.all()),
        invoer=_input(whole, formulering, nu, toen) if toen else None,
    )


def quarter_end(kwartaal: str) -> date:
    """Return the last day of a quarter such as ``2025-K2``."""
    return month_end(date(int(kwartaal[:4]), int(kwartaal[-1]) * 3, 1))


def find_basis(years: Any, indicator: Indicator, nu: Meting) -> Meting | None:
    """Return the base twelve months: 2023, or of a table its first full year; never the present ones."""
    earlier = years.filter(tot__lt=nu.van)
    if indicator.slug in EIGEN_BASIS:
        van, tot = EIGEN_BASIS[indicator.slug]
        return _first(earlier.filter(van=van, tot=tot))
    if nu.bron == Meting.Bron.TELLINGEN:
        return _first(earlier.order_by("tot"))
    return _first(earlier.of_year(BASISJAAR))


def _first(rows: Any) -> Meting | None:
    found: Meting | None = rows.first()
    return found


def write(meting: Meting) -> str:
    """Write a value the Dutch way in its unit; a hidden one as the symbol."""
    return VERBORGEN if meting.verborgen else _in_unit(meting.waarde, meting.indicator)


def _in_unit(value: float | None, indicator: Indicator) -> str:
    if value is None:
        return ""
    eenheid = Indicator.Eenheid(indicator.eenheid)
    number = number_format(value, decimal_pos=DECIMALEN.get(eenheid, 0), force_grouping=True)
    if eenheid is Indicator.Eenheid.PROCENT:
        return f"{number} %"
    if eenheid is Indicator.Eenheid.EURO:
        return f"€ {number}"
    return f"€ {number} mln" if eenheid is Indicator.Eenheid.MLN_EURO else number


def _was(toen: Meting | None) -> str:
    if toen is None:
        return ""
    return _("was %(waarde)s in %(periode)s") % {"waarde": write(toen), "periode": Tijdvak(toen.van, toen.tot).naam}


def _fluctuation(nu: Meting) -> str:
    if nu.verborgen or nu.laag is None or nu.hoog is None:
        return ""
    low, high = _in_unit(nu.laag, nu.indicator), _in_unit(nu.hoog, nu.indicator)
    return _("gewone schommeling %(laag)s tot %(hoog)s") % {"laag": low, "hoog": high}


def _input(whole: Any, formulering: Knopformulering, nu: Meting, toen: Meting) -> Cijfer | None:
    from verhalen.analyse.indicatoren.basis import Richting
    from verhalen.analyse.relatie import Cijfer

    # What may not be shown may not be worked out from a printed change either.
    if nu.verborgen or toen.verborgen or nu.teller is None or toen.teller is None:
        return None
    return Cijfer(
        slug=nu.indicator.slug,
        richting=Richting(formulering.gewenste_richting),
        laatste=_window(whole, nu),
        basis=_window(whole, toen),
    )


def _window(whole: Any, meting: Meting) -> Any:
    from verhalen.analyse.perioden import Periode
    from verhalen.analyse.relatie import Venster

    months = whole.filter(maanden=1, van__gte=meting.van, tot__lte=meting.tot).order_by("van")
    return Venster(
        Periode(meting.van, meting.tot),
        meting.teller or 0.0,
        meting.noemer,
        tuple((month.teller or 0.0, month.noemer) for month in months),
    )
