"""Filters over codebooks, proposals, fragments, codes and steps."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db.models import F, OuterRef, Q, Subquery

from verhalen.stamgegevens.querysets import GemeenteGebondenQuerySet


class CodeboekQuerySet(GemeenteGebondenQuerySet):
    """Versions of the codebook."""

    def op(self, dag: date) -> Self:
        """Keep the version that holds on ``dag``; at most one per municipality, newest first."""
        return (
            self.filter(geldig_vanaf__lte=dag)
            .filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=dag))
            .order_by("-geldig_vanaf", "-pk")
        )


class VoorstelrondeQuerySet(GemeenteGebondenQuerySet):
    """Times the machine read a story."""

    def current(self) -> Self:
        """Keep per story its newest reading of the text as it stands; an earlier check's text is gone."""
        newest = (
            self.model.objects.filter(verhaal=OuterRef("verhaal"), gemaakt_op__gte=OuterRef("verhaal__nagekeken_op"))
            .order_by("-pk")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(newest))


class VoorstelQuerySet(GemeenteGebondenQuerySet):
    """What the machine proposed."""

    def open(self) -> Self:
        """Keep what nobody decided on."""
        return self.filter(staat="open")

    def current(self) -> Self:
        """Keep the proposals of each story's newest reading."""
        newest = (
            self.model._meta.get_field("ronde")
            .related_model.objects.filter(verhaal=OuterRef("ronde__verhaal"))
            .filter(gemaakt_op__gte=OuterRef("ronde__verhaal__nagekeken_op"))
            .order_by("-pk")
            .values("pk")[:1]
        )
        return self.filter(ronde=Subquery(newest))

    def with_label(self) -> Self:
        """Fetch the label beside each proposal."""
        return self.select_related("knop", "thema", "ronde")


class FragmentQuerySet(GemeenteGebondenQuerySet):
    """What coders pointed at."""

    def actief(self) -> Self:
        """Keep the fragments that stand."""
        return self.filter(ingetrokken_op__isnull=True)

    def by(self, codeur: Any) -> Self:
        """Keep what this coder pointed at."""
        return self.filter(codeur=codeur)


class CoderingQuerySet(GemeenteGebondenQuerySet):
    """What people judged."""

    def actief(self) -> Self:
        """Keep the codes that stand, on fragments that stand."""
        return self.filter(ingetrokken_op__isnull=True, fragment__ingetrokken_op__isnull=True)

    def by(self, codeur: Any) -> Self:
        """Keep what this coder judged."""
        return self.filter(fragment__codeur=codeur)


class HandelingQuerySet(GemeenteGebondenQuerySet):
    """Steps of coders."""

    def ongedaan_te_maken(self, *, verhaal: Any, codeur: Any) -> Self:
        """Keep this coder's standing steps on the text as it is now, newest first."""
        return self.filter(
            verhaal=verhaal, codeur=codeur, ongedaan_op__isnull=True, gemaakt_op__gte=F("verhaal__nagekeken_op")
        ).order_by("-pk")
