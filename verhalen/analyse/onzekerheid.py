"""Intervals for ordinary fluctuation: is a difference more than what chance does anyway?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

ZEKERHEID = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower bound, estimate and upper bound, in the unit of the caller."""

    laag: float
    schatting: float
    hoog: float

    def excludes(self, waarde: float) -> bool:
        """Say whether `waarde` lies outside the interval."""
        return waarde < self.laag or waarde > self.hoog


def z(zekerheid: float = ZEKERHEID) -> float:
    """Return the two-sided normal quantile."""
    return NormalDist().inv_cdf(0.5 + zekerheid / 2)


def ratio_of_counts(nu: float, toen: float, *, spreiding: float = 1.0, zekerheid: float = ZEKERHEID) -> Interval:
    """Return the interval of nu/toen for two Poisson counts over windows of equal length.

    On the log scale, half a case added to both so that zero has an interval; `spreiding` (at least 1)
    widens the variance by what months really differ. Unit: ratio, 1 is no change.
    """
    boven, onder = nu + 0.5, toen + 0.5
    fout = z(zekerheid) * math.sqrt(max(1.0, spreiding) * (1 / boven + 1 / onder))
    log = math.log(boven / onder)
    return Interval(math.exp(log - fout), boven / onder, math.exp(log + fout))


def difference_of_shares(
    nu: tuple[float, float],
    toen: tuple[float, float],
    *,
    spreiding: float = 1.0,
    zekerheid: float = ZEKERHEID,
) -> Interval:
    """Return the interval of the difference between two shares, each (numerator, denominator).

    Newcombe's method from two Wilson intervals, with sample sizes divided by `spreiding`. Unit: share (0.01
    is one percentage point), 0 is no change. Raises ValueError for an empty denominator or a share above
    one.
    """
    eerste = wilson(*nu, spreiding=spreiding, zekerheid=zekerheid)
    tweede = wilson(*toen, spreiding=spreiding, zekerheid=zekerheid)
    verschil = eerste.schatting - tweede.schatting
    onder = math.hypot(eerste.schatting - eerste.laag, tweede.hoog - tweede.schatting)
    boven = math.hypot(eerste.hoog - eerste.schatting, tweede.schatting - tweede.laag)
    return Interval(verschil - onder, verschil, verschil + boven)


def wilson(teller: float, noemer: float, *, spreiding: float = 1.0, zekerheid: float = ZEKERHEID) -> Interval:
    """Return Wilson's interval of one share; raises ValueError unless 0 <= teller <= noemer and noemer >
    0."""
    if noemer <= 0 or not 0 <= teller <= noemer:
        raise ValueError("Een aandeel heeft een teller tussen 0 en de noemer nodig.")
    p, n, q = teller / noemer, noemer / max(1.0, spreiding), z(zekerheid)
    midden = (p + q * q / (2 * n)) / (1 + q * q / n)
    breedte = q / (1 + q * q / n) * math.sqrt(p * (1 - p) / n + q * q / (4 * n * n))
    return Interval(max(0.0, midden - breedte), p, min(1.0, midden + breedte))


def spread_of_counts(*vensters: Sequence[float]) -> float:
    """Return how many times more monthly counts vary than Poisson, pooled over windows; 1 when unknown or
    less."""
    chi2 = sum(_chi2(maanden, sum(maanden) / len(maanden)) for maanden in vensters if maanden)
    vrijheid = sum(len(maanden) - 1 for maanden in vensters if maanden and sum(maanden) > 0)
    return max(1.0, chi2 / vrijheid) if vrijheid else 1.0


def spread_of_shares(*vensters: Sequence[tuple[float, float]]) -> float:
    """Return how many times more monthly shares vary than binomial, pooled over windows; 1 when unknown or
    less."""
    chi2, vrijheid = 0.0, 0
    for maanden in vensters:
        noemer = sum(n for _, n in maanden)
        p = sum(x for x, _ in maanden) / noemer if noemer else 0.0
        if 0 < p < 1:
            gevuld = [(x, n) for x, n in maanden if n > 0]
            chi2 += sum((x - n * p) ** 2 / (n * p * (1 - p)) for x, n in gevuld)
            vrijheid += len(gevuld) - 1
    return max(1.0, chi2 / vrijheid) if vrijheid else 1.0


def _chi2(maanden: Sequence[float], verwacht: float) -> float:
    return sum((maand - verwacht) ** 2 / verwacht for maand in maanden) if verwacht > 0 else 0.0
