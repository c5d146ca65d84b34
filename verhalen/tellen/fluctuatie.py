"""The interval of ordinary fluctuation of one count: what chance alone would make of it."""

from __future__ import annotations

import math
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)


def interval_of_count(aantal: float, spreiding: float = 1.0) -> tuple[float, float]:
    """Return lower and upper bound (95 %) of a Poisson count, by Byar's approximation.

    `spreiding` (at least 1) is how many times more the count varies than Poisson; it widens the interval.
    """
    z = Z95 * math.sqrt(max(1.0, spreiding))
    laag = 0.0 if aantal <= 0 else aantal * max(0.0, 1 - 1 / (9 * aantal) - z / (3 * math.sqrt(aantal))) ** 3
    boven = aantal + 1
    return laag, boven * (1 - 1 / (9 * boven) + z / (3 * math.sqrt(boven))) ** 3
