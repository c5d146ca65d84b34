"""Filters over stories."""

from __future__ import annotations

from typing import Self

from verhalen.stamgegevens.querysets import GemeenteGebondenQuerySet


class VerhaalQuerySet(GemeenteGebondenQuerySet):
    """Stories; a withdrawn one is left out wherever people read."""

    def levend(self) -> Self:
        """Keep the stories that were not withdrawn."""
        return self.exclude(staat="ingetrokken")

    def ingediend(self) -> Self:
        """Keep the stories that wait for a check of their masks."""
        return self.filter(staat="ingediend")

    def nagekeken(self) -> Self:
        """Keep the stories whose masks a person checked."""
        return self.filter(staat="nagekeken")

    def with_context(self) -> Self:
        """Fetch what a list shows beside a story."""
        return self.select_related("vertellerrol", "gebied", "zorgvorm", "aanbieder", "nagekeken_door")
