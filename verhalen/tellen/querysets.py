"""Filters over computed figures."""

from __future__ import annotations

from datetime import date
from typing import Self

from verhalen.stamgegevens.querysets import GemeenteGebondenQuerySet

JAAR_IN_MAANDEN = 12


class MetingQuerySet(GemeenteGebondenQuerySet):
    """Figures over periods."""

    def whole(self) -> Self:
        """Keep the figure itself: no part of it, and over the whole municipality."""
        return self.filter(uitsplitsing="", gebied="")

    def twelve_months(self) -> Self:
        """Keep figures over a year or over twelve months that end elsewhere."""
        return self.filter(maanden=JAAR_IN_MAANDEN)

    def of_year(self, jaar: int) -> Self:
        """Keep figures over one calendar year."""
        return self.filter(van=date(jaar, 1, 1), tot=date(jaar, 12, 31))

    def within_year(self, jaar: int) -> Self:
        """Keep figures over one calendar year or over a part of it."""
        return self.filter(van__gte=date(jaar, 1, 1), tot__lte=date(jaar, 12, 31))

    def of_indicator(self, slug: str) -> Self:
        """Keep the figures of one indicator."""
        return self.filter(indicator__slug=slug)
