"""Filters that every room composes; `visible_to` is the wall between municipalities."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q


class GemeenteGebondenQuerySet(models.QuerySet[Any]):
    """Rows of one municipality."""

    def visible_to(self, gebruiker: Any) -> Self:
        """Keep the rows of the user's own municipality; another one's do not exist for them."""
        return self.filter(gemeente=gebruiker.gemeente_id)

    def of(self, gemeente: Any) -> Self:
        """Keep the rows of ``gemeente``."""
        return self.filter(gemeente=gemeente)


class GebiedQuerySet(GemeenteGebondenQuerySet):
    """Areas, dated."""

    def op(self, dag: date) -> Self:
        """Keep the areas that are valid on ``dag``."""
        return self.filter(Q(geldig_vanaf__isnull=True) | Q(geldig_vanaf__lte=dag)).filter(
            Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=dag)
        )
