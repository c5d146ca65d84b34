"""Chance with a seed: the same seed gives the same town."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Lot:
    """Draws of all kinds from one stream; what is drawn depends on the seed and the order alone."""

    def __init__(self, zaad: int) -> None:
        self._stroom = np.random.default_rng(zaad)

    def chance(self, kans: float) -> bool:
        """Return True with this probability."""
        return bool(self._stroom.random() < kans)

    def between(self, laag: int, hoog: int) -> int:
        """Return a whole number from `laag` up to and including `hoog`."""
        return int(self._stroom.integers(laag, hoog + 1))

    def factor(self, spreiding: float) -> float:
        """Return a positive factor around one; `spreiding` is the standard deviation of its logarithm."""
        return float(np.exp(self._stroom.normal(0.0, spreiding)))

    def poisson(self, verwacht: float) -> int:
        """Return a count."""
        return int(self._stroom.poisson(verwacht))

    def pick(self, keuzes: Sequence[T], gewichten: Sequence[float] | None = None) -> T:
        """Return one of these, by weight."""
        if gewichten is None:
            return keuzes[self.between(0, len(keuzes) - 1)]
        grens = float(self._stroom.random()) * sum(gewichten)
        for keuze, gewicht in zip(keuzes, gewichten, strict=True):
            grens -= gewicht
            if grens < 0:
                return keuze
        return keuzes[-1]

    def day(self, van: date, tot: date) -> date:
        """Return a day from `van` up to and including `tot`; `van` when they have crossed."""
        return van + timedelta(days=self.between(0, max(0, (tot - van).days)))

    def shuffle(self, reeks: Sequence[T]) -> list[T]:
        """Return these in another order."""
        return [reeks[int(positie)] for positie in self._stroom.permutation(len(reeks))]
