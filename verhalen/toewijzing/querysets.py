"""Filters over allocations."""

from __future__ import annotations

from typing import Self

from django.db.models import Exists, OuterRef, Q

from verhalen.stamgegevens.querysets import GemeenteGebondenQuerySet


class ToewijzingsversieQuerySet(GemeenteGebondenQuerySet):
    """Versions of allocations."""

    def latest_versions(self) -> Self:
        """Keep the newest version per allocation; of two with the same moment the one that was read later."""
        later = self.model._default_manager.filter(toewijzing=OuterRef("toewijzing")).filter(
            Q(moment__gt=OuterRef("moment")) | Q(moment=OuterRef("moment"), pk__gt=OuterRef("pk"))
        )
        return self.filter(~Exists(later))
