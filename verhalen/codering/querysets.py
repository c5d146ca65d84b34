"""Filters over proposals, fragments and codes."""

from __future__ import annotations

from typing import Any, Self

from verhalen.stamgegevens.querysets import GemeenteGebondenQuerySet


class VoorstelQuerySet(GemeenteGebondenQuerySet):
    """What the machine proposed."""

    def open(self) -> Self:
        return self.filter(staat="open")

    def with_label(self) -> Self:
        return self.select_related("knop", "thema", "ronde")


class FragmentQuerySet(GemeenteGebondenQuerySet):
    """What coders pointed at."""

    def actief(self) -> Self:
        return self.filter(ingetrokken_op__isnull=True)

    def by(self, codeur: Any) -> Self:
        return self.filter(codeur=codeur)


class CoderingQuerySet(GemeenteGebondenQuerySet):
    """What people judged."""

    def actief(self) -> Self:
        """Keep the codes that stand, of stories that were not withdrawn."""
        return self.filter(ingetrokken_op__isnull=True, fragment__ingetrokken_op__isnull=True)
