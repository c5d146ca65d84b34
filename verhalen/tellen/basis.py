"""The twelve months that a figure is compared with: one rule for every screen (programma.md, section 8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from verhalen.gebruikers.models import Gebruiker
from verhalen.programma.models import Nulwaarde
from verhalen.tellen.models import Meting
from verhalen.tellen.perioden import Tijdvak

# Extensions: what counted as one changed in April 2023, so its base runs from that month.
EIGEN_BASIS = {"verlengingen": Tijdvak(date(2023, 4, 1), date(2024, 3, 31))}


def printed_year(gebruiker: Gebruiker) -> int | None:
    """Return the first year of which the municipality printed zero values."""
    years = Nulwaarde.objects.visible_to(gebruiker).order_by("jaar").values_list("jaar", flat=True)
    found: int | None = years.first()
    return found


def choose_basis(slug: str, bron: str, nu: Tijdvak, vakken: Iterable[Tijdvak], gedrukt: int | None) -> Tijdvak | None:
    """Return the base of a figure over ``nu``, from the twelve months that were computed; never overlapping ``nu``.

    Of messages it is the printed year, else the first calendar year; of a table of counts its first twelve
    months; some indicators have a base of their own.
    """
    earlier = sorted(vak for vak in vakken if vak.maanden == 12 and vak.tot < nu.van)
    if slug in EIGEN_BASIS:
        return next((vak for vak in earlier if vak == EIGEN_BASIS[slug]), None)
    if bron == Meting.Bron.TELLINGEN:
        return next(iter(earlier), None)
    years = [vak for vak in earlier if vak.is_jaar and gedrukt in {None, vak.van.year}]
    return next(iter(years), None)
