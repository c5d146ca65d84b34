"""The left side of a display: the leading figure over twelve months beside its base and what was printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from verhalen.gebruikers.models import Gebruiker
from verhalen.programma.models import Indicator, IndicatorDoel, Knopformulering, Nulwaarde
from verhalen.tellen import waarden
from verhalen.tellen.basis import choose_basis, printed_year
from verhalen.tellen.models import Meting
from verhalen.tellen.perioden import Tijdvak, month_end
from verhalen.tellen.queries import Cijferpagina, get_cijferpagina
from verhalen.tellen.waarden import Cijfer

if TYPE_CHECKING:
    from verhalen.analyse.relatie import Cijfer as Regelcijfer
    from verhalen.analyse.relatie import Venster


@dataclass(frozen=True)
class Cijferblok:
    """Everything the left side shows; `invoer` is what the rule counts with, None when there is no base."""

    indicator: Indicator
    nu: Cijfer
    toen: Cijfer | None
    bron: str
    nulwaarden: list[Nulwaarde]
    doelen: list[IndicatorDoel]
    invoer: Regelcijfer | None
    pagina: Cijferpagina | None


def build_cijferblok(
    *, by: Gebruiker, formulering: Knopformulering, kwartalen: list[str], verloop: bool
) -> Cijferblok | None:
    """Return the leading figure of a knop over the quarters, or None when there is none.

    Without a figure over exactly those twelve months, the newest earlier one is shown and named. With
    ``verloop`` the trend is drawn too.
    """
    indicator = formulering.leidend_cijfer
    if indicator is None:
        return None
    whole = Meting.objects.visible_to(by).whole().filter(indicator=indicator, waarde__isnull=False)
    years = whole.twelve_months().order_by("-tot", "-berekend_op")
    nu = years.filter(tot__lte=quarter_end(kwartalen[-1])).first()
    if nu is None:
        return None
    toen = find_basis(by, years, indicator, nu)
    return Cijferblok(
        indicator=indicator,
        nu=waarden.shown(nu, indicator.eenheid),
        toen=waarden.shown(toen, indicator.eenheid) if toen else None,
        bron=nu.get_bron_display(),
        nulwaarden=[nul for nul in indicator.nulwaarden.all() if not nul.uitsplitsing],
        doelen=list(indicator.doelen.all()),
        invoer=_input(whole, formulering, nu, toen) if toen else None,
        pagina=get_cijferpagina(by, indicator) if verloop else None,
    )


def quarter_end(kwartaal: str) -> date:
    """Return the last day of a quarter such as ``2025-K2``."""
    return month_end(date(int(kwartaal[:4]), int(kwartaal[-1]) * 3, 1))


def find_basis(by: Gebruiker, years: Any, indicator: Indicator, nu: Meting) -> Meting | None:
    """Return the base twelve months of a figure, by the rule that the screens of figures use."""
    vakken = [Tijdvak(row.van, row.tot) for row in years]
    vak = choose_basis(indicator.slug, nu.bron, Tijdvak(nu.van, nu.tot), vakken, printed_year(by))
    return next((row for row in years if vak == Tijdvak(row.van, row.tot)), None)


def _input(whole: Any, formulering: Knopformulering, nu: Meting, toen: Meting) -> Regelcijfer | None:
    from verhalen.analyse.indicatoren.basis import Richting
    from verhalen.analyse.relatie import Cijfer as Regelcijfer

    # What may not be shown may not be worked out from a printed change either.
    if nu.verborgen or toen.verborgen or nu.teller is None or toen.teller is None:
        return None
    return Regelcijfer(
        slug=nu.indicator.slug,
        richting=Richting(formulering.gewenste_richting),
        laatste=_window(whole, nu),
        basis=_window(whole, toen),
    )


def _window(whole: Any, meting: Meting) -> Venster:
    from verhalen.analyse.perioden import Periode
    from verhalen.analyse.relatie import Venster

    months = whole.filter(maanden=1, van__gte=meting.van, tot__lte=meting.tot).order_by("van")
    return Venster(
        Periode(meting.van, meting.tot),
        meting.teller or 0.0,
        meting.noemer,
        tuple((month.teller or 0.0, month.noemer) for month in months),
    )
