"""A table as a network: what can somebody work out about a hidden cell from the cells that are shown?

Every sum in a table says that what goes into a node comes out of it: a row is a node, a column is a node, a
cell is a branch between them, a total a branch back. The values somebody could have filled in are then
exactly the flows of this network, so the smallest and largest possible value of a hidden cell is a maximum
flow, and whole numbers come by themselves. This holds for a row of counts, for two-way tables with any of
their totals, and for stocks and flows.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import IntEnum


class Kant(IntEnum):
    """Direction in which the value of a cell could differ."""

    HOGER = 1
    LAGER = -1


@dataclass(frozen=True, slots=True)
class Tak:
    """A cell: a branch from node `van` to node `naar` with its true value (a count of persons).

    `verlies` is what it costs the reader to hide it. A branch that is not `getoond` is no cell of the table
    (a total that is left out); it is free to vary and never listed.
    """

    van: int
    naar: int
    waarde: int
    verlies: int = 1
    getoond: bool = True


@dataclass(frozen=True)
class Netwerk:
    """Cells and the sums they obey. Raises ValueError when the true values do not add up."""

    takken: tuple[Tak, ...]
    _bij_knoop: dict[int, list[tuple[int, Kant]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        bij_knoop: dict[int, list[tuple[int, Kant]]] = {}
        saldo: dict[int, int] = {}
        for nummer, tak in enumerate(self.takken):
            if tak.waarde < 0:
                raise ValueError("Een telling kan niet negatief zijn.")
            bij_knoop.setdefault(tak.van, []).append((nummer, Kant.HOGER))
            bij_knoop.setdefault(tak.naar, []).append((nummer, Kant.LAGER))
            saldo[tak.van] = saldo.get(tak.van, 0) - tak.waarde
            saldo[tak.naar] = saldo.get(tak.naar, 0) + tak.waarde
        if any(saldo.values()):
            raise ValueError("De tabel telt niet op tot haar eigen totalen.")
        object.__setattr__(self, "_bij_knoop", bij_knoop)

    @property
    def ongetoond(self) -> frozenset[int]:
        """Branches that are no cell of the table."""
        return frozenset(nummer for nummer, tak in enumerate(self.takken) if not tak.getoond)

    def room(self, nummer: int, kant: Kant, verborgen: Collection[int], tot: int) -> int:
        """Return how far the value of a hidden cell could differ on this side, looking no further than
        `tot`."""
        ruimte, _ = self._push(nummer, kant, tot, lambda tak: 0 if tak in verborgen else None)
        return ruimte

    def hide_along(self, nummer: int, kant: Kant, verborgen: Collection[int], nodig: int) -> tuple[int, set[int]]:
        """Find the cheapest cells to hide so that this one could differ by `nodig`; returns (reached, cells
        to hide)."""
        return self._push(nummer, kant, nodig, lambda tak: 0 if tak in verborgen else max(1, self.takken[tak].verlies))

    def _push(self, nummer: int, kant: Kant, tot: int, prijs: Callable[[int], int | None]) -> tuple[int, set[int]]:
        """Send up to `tot` units round through the cell, path by path; a cell counts as paid once it is
        used."""
        tak = self.takken[nummer]
        begin, eind = (tak.naar, tak.van) if kant is Kant.HOGER else (tak.van, tak.naar)
        verschil: dict[int, int] = {}
        betaald: set[int] = set()
        gestuurd = 0
        tot = tot if kant is Kant.HOGER else min(tot, tak.waarde)
        while gestuurd < tot:
            pad = self._cheapest(begin, eind, nummer, verschil, lambda t: 0 if t in betaald else prijs(t))
            if pad is None:
                break
            stap = min([tot - gestuurd, *(self._capacity(t, k, verschil) for t, k in pad if k is Kant.LAGER)])
            for gebruikt, richting in pad:
                verschil[gebruikt] = verschil.get(gebruikt, 0) + richting * stap
                betaald.add(gebruikt)
            gestuurd += stap
        return gestuurd, betaald

    def _capacity(self, nummer: int, kant: Kant, verschil: dict[int, int]) -> int:
        """Return what a branch can still give against its direction; along it there is no limit."""
        return 1 if kant is Kant.HOGER else self.takken[nummer].waarde + verschil.get(nummer, 0)

    def _cheapest(
        self,
        begin: int,
        eind: int,
        zonder: int,
        verschil: dict[int, int],
        prijs: Callable[[int], int | None],
    ) -> list[tuple[int, Kant]] | None:
        """Dijkstra over branches that may be used and have capacity left."""
        afstand = {begin: 0}
        vorige: dict[int, tuple[int, int, Kant]] = {}
        wachtrij = [(0, begin)]
        while wachtrij:
            tot_hier, knoop = heapq.heappop(wachtrij)
            if knoop == eind:
                return self._trace(begin, eind, vorige)
            if tot_hier > afstand[knoop]:
                continue
            for nummer, kant in self._bij_knoop[knoop]:
                kosten = None if nummer == zonder else prijs(nummer)
                if kosten is None or self._capacity(nummer, kant, verschil) <= 0:
                    continue
                tak = self.takken[nummer]
                volgende = tak.naar if kant is Kant.HOGER else tak.van
                if tot_hier + kosten < afstand.get(volgende, 1 << 62):
                    afstand[volgende] = tot_hier + kosten
                    vorige[volgende] = (knoop, nummer, kant)
                    heapq.heappush(wachtrij, (tot_hier + kosten, volgende))
        return None

    @staticmethod
    def _trace(begin: int, eind: int, vorige: dict[int, tuple[int, int, Kant]]) -> list[tuple[int, Kant]]:
        pad: list[tuple[int, Kant]] = []
        while eind != begin:
            eind, nummer, kant = vorige[eind]
            pad.append((nummer, kant))
        return pad
