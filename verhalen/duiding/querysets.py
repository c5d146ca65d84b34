"""Filters over decisions."""

from __future__ import annotations

from typing import Any, Self

from verhalen.stamgegevens.querysets import GemeenteGebondenQuerySet


class DuidingQuerySet(GemeenteGebondenQuerySet):
    """Decisions, newest first."""

    def about(self, knop: Any) -> Self:
        """Keep the decisions about one knop."""
        return self.filter(knop=knop).select_related("besloten_door")
