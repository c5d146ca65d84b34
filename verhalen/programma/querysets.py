"""Filters over dated decisions."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db.models import Prefetch, Q

from verhalen.stamgegevens.querysets import GemeenteGebondenQuerySet


class GeldigQuerySet(GemeenteGebondenQuerySet):
    """Decisions that hold on a day."""

    def op(self, dag: date) -> Self:
        """Keep what holds on ``dag``."""
        return self.filter(geldig_vanaf__lte=dag).filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=dag))


class FormuleringQuerySet(GemeenteGebondenQuerySet):
    """Wordings of knoppen."""

    def op(self, dag: date) -> Self:
        """Keep the wordings of the programme version and the knoppen that hold on ``dag``."""
        return (
            self.filter(versie__geldig_vanaf__lte=dag, knop__geldig_vanaf__lte=dag)
            .filter(Q(versie__geldig_tot__isnull=True) | Q(versie__geldig_tot__gt=dag))
            .filter(Q(knop__geldig_tot__isnull=True) | Q(knop__geldig_tot__gt=dag))
        )

    def with_parts(self) -> Self:
        """Fetch what a list of knoppen shows beside each name."""
        return self.select_related("knop", "deel", "leidend_cijfer").order_by("deel__volgorde", "knop__nummer")


class StoplichtQuerySet(GemeenteGebondenQuerySet):
    """Traffic lights, newest first."""

    def newest_first(self) -> Self:
        return self.select_related("gezet_door").order_by("-per", "-id")


def newest_stoplichten(queryset: StoplichtQuerySet) -> Prefetch[Any, Any, Any]:
    """Prefetch the lights of each actie as ``lichten``, newest first."""
    return Prefetch("stoplichten", queryset=queryset.newest_first(), to_attr="lichten")
