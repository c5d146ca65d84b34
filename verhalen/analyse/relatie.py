"""The relation between a figure and the stories beside it: proposed by a rule, decided by people.

Figure: the last twelve months against the twelve months of the base, with an interval for ordinary
fluctuation. Stories: share positive minus share negative over human-coded fragments, with a bootstrap over
stories, because fragments of one story are not independent. Both decided and alike: bevestigen. Both
decided and opposite: tegenspreken. One decided: aanvullen. Neither: onbeslist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from verhalen.analyse.indicatoren.basis import Richting
from verhalen.analyse.onzekerheid import (
    ZEKERHEID,
    Interval,
    difference_of_shares,
    ratio_of_counts,
    spread_of_counts,
    spread_of_shares,
)
from verhalen.analyse.perioden import Periode

MINSTENS_VERHALEN = 10
TREKKINGEN = 2000
_PER_KEER = 250  # keeps memory small with thousands of stories
_ZAAD = 20250101  # the same stories must give the same interval, on every machine and every day


class Oordeel(StrEnum):
    """What one side says on its own."""

    GUNSTIG = "gunstig"
    ONGUNSTIG = "ongunstig"
    ONBESLIST = "onbeslist"


class Verband(StrEnum):
    """What the rule proposes for figure and stories together."""

    BEVESTIGEN = "bevestigen"
    TEGENSPREKEN = "tegenspreken"
    AANVULLEN = "aanvullen"
    ONBESLIST = "onbeslist"
    TE_WEINIG_VERHALEN = "nog te weinig verhalen"
    GEEN_CIJFER = "nog geen cijfer"
    GEEN_VAN_BEIDE = "nog geen cijfer en nog te weinig verhalen"


class Polariteit(StrEnum):
    """How the teller experienced what the fragment is about."""

    POSITIEF = "positief"
    NEGATIEF = "negatief"
    GEMENGD = "gemengd"
    NEUTRAAL = "neutraal"


@dataclass(frozen=True, slots=True)
class Venster:
    """A figure over one window: numerator, denominator for a share (else None) and, where known, the same
    per month.

    `per_maand` holds (numerator, denominator) pairs; the denominator of a count is not looked at.
    """

    periode: Periode
    teller: float
    noemer: float | None = None
    per_maand: tuple[tuple[float, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Cijfer:
    """Input of the figure's side; `nulwaarde` is the printed zero, shown beside it and not used in the
    rule."""

    slug: str
    richting: Richting
    laatste: Venster
    basis: Venster
    nulwaarde: float | None = None


@dataclass(frozen=True, slots=True)
class Beleving:
    """Input of the stories' side: one human-coded fragment, as the story it comes from and its polarity."""

    verhaal: str
    polariteit: Polariteit


@dataclass(frozen=True, slots=True)
class CijferOordeel:
    """The figure's side with its inputs; `verandering` is a ratio for counts, a difference for shares."""

    invoer: Cijfer
    is_aandeel: bool
    verandering: Interval
    spreiding: float
    oordeel: Oordeel


@dataclass(frozen=True, slots=True)
class VerhalenOordeel:
    """The stories' side with its inputs; `saldo` is share positive minus share negative, between -1 and 1."""

    verhalen: int
    fragmenten: int
    positief: int
    negatief: int
    saldo: Interval
    oordeel: Oordeel


@dataclass(frozen=True, slots=True)
class Relatie:
    """The proposal and everything it rests on; a side is None when it is absent."""

    uitkomst: Verband
    cijfer: CijferOordeel | None
    verhalen: VerhalenOordeel | None
    aantal_verhalen: int
    minstens_verhalen: int = MINSTENS_VERHALEN
    zekerheid: float = ZEKERHEID


def propose_relatie(cijfer: Cijfer | None, belevingen: Sequence[Beleving]) -> Relatie:
    """Apply the rule; `cijfer` is None when there is no figure. Raises ValueError for a share above one."""
    links = None if cijfer is None else judge_cijfer(cijfer)
    aantal = len({beleving.verhaal for beleving in belevingen})
    rechts = judge_verhalen(belevingen) if aantal >= MINSTENS_VERHALEN else None
    return Relatie(_outcome(links, rechts), links, rechts, aantal)


def judge_cijfer(cijfer: Cijfer) -> CijferOordeel:
    """Judge the change of a count or share against its base, by the wanted direction."""
    laatste, basis = cijfer.laatste, cijfer.basis
    is_aandeel = laatste.noemer is not None and basis.noemer is not None
    if is_aandeel:
        spreiding = spread_of_shares(_shares(laatste), _shares(basis))
        verandering = difference_of_shares(_share(laatste), _share(basis), spreiding=spreiding)
    else:
        spreiding = spread_of_counts(_counts(laatste), _counts(basis))
        verandering = ratio_of_counts(laatste.teller, basis.teller, spreiding=spreiding)
    geen_verandering = 0.0 if is_aandeel else 1.0
    oordeel = _judge(verandering, geen_verandering, cijfer.richting)
    return CijferOordeel(cijfer, is_aandeel, verandering, spreiding, oordeel)


def judge_verhalen(belevingen: Sequence[Beleving]) -> VerhalenOordeel:
    """Judge the balance of positive and negative fragments; raises ValueError without any."""
    if not belevingen:
        raise ValueError("Zonder fragmenten is er geen saldo.")
    per_verhaal = _tally(belevingen)
    positief, negatief, totaal = (int(som) for som in per_verhaal.sum(axis=0))
    laag, hoog = _bootstrap(per_verhaal)
    saldo = Interval(laag, (positief - negatief) / totaal, hoog)
    oordeel = _judge(saldo, 0.0, Richting.OMHOOG)
    return VerhalenOordeel(len(per_verhaal), totaal, positief, negatief, saldo, oordeel)


def _judge(interval: Interval, geen_verandering: float, richting: Richting) -> Oordeel:
    if richting is Richting.GEEN or not interval.excludes(geen_verandering):
        return Oordeel.ONBESLIST
    omhoog = interval.laag > geen_verandering
    return Oordeel.GUNSTIG if omhoog == (richting is Richting.OMHOOG) else Oordeel.ONGUNSTIG


def _outcome(cijfer: CijferOordeel | None, verhalen: VerhalenOordeel | None) -> Verband:
    if cijfer is None or verhalen is None:
        if cijfer is None and verhalen is None:
            return Verband.GEEN_VAN_BEIDE
        return Verband.GEEN_CIJFER if cijfer is None else Verband.TE_WEINIG_VERHALEN
    beslist = [kant.oordeel for kant in (cijfer, verhalen) if kant.oordeel is not Oordeel.ONBESLIST]
    if len(beslist) < 2:
        return Verband.AANVULLEN if beslist else Verband.ONBESLIST
    return Verband.BEVESTIGEN if beslist[0] is beslist[1] else Verband.TEGENSPREKEN


def _share(venster: Venster) -> tuple[float, float]:
    return venster.teller, venster.noemer or 0.0


def _shares(venster: Venster) -> list[tuple[float, float]]:
    return [(teller, noemer) for teller, noemer in venster.per_maand if noemer is not None]


def _counts(venster: Venster) -> list[float]:
    return [teller for teller, _ in venster.per_maand]


def _tally(belevingen: Sequence[Beleving]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Return per story (positive, negative, all) fragments, in the order of the stories' names; shape
    (stories, 3)."""
    namen = {naam: rij for rij, naam in enumerate(sorted({beleving.verhaal for beleving in belevingen}))}
    telling = np.zeros((len(namen), 3), dtype=np.int64)
    for beleving in belevingen:
        rij = telling[namen[beleving.verhaal]]
        rij[0] += beleving.polariteit is Polariteit.POSITIEF
        rij[1] += beleving.polariteit is Polariteit.NEGATIEF
        rij[2] += 1
    return telling


def _bootstrap(per_verhaal: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> tuple[float, float]:
    generator, aantal = np.random.default_rng(_ZAAD), len(per_verhaal)
    gelijk = np.full(aantal, 1 / aantal)
    delen = [generator.multinomial(aantal, gelijk, _PER_KEER) @ per_verhaal for _ in range(TREKKINGEN // _PER_KEER)]
    sommen = np.concatenate(delen)
    saldi = (sommen[:, 0] - sommen[:, 1]) / sommen[:, 2]
    staart = (1 - ZEKERHEID) / 2
    laag, hoog = np.quantile(saldi, [staart, 1 - staart])
    return float(laag), float(hoog)
