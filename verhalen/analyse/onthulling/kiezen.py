"""Which cells are hidden: the small ones, and beside them just enough others that nobody can subtract."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from verhalen.analyse.onthulling.net import Kant, Netwerk


@dataclass(frozen=True, slots=True)
class Lek:
    """A hidden cell that can be worked out too well: the least and most it could be (`hoogst` looked up to
    the threshold)."""

    tak: int
    laagst: int
    hoogst: int


def choose(net: Netwerk, drempel: int, *, groepen: Collection[int] = (), vast: Collection[int] = ()) -> frozenset[int]:
    """Return the cells to hide.

    A cell of 1 up to the threshold is hidden, and so are `groepen` (cells that hold everybody of their row
    or column) and `vast` (hidden before, in the same release). Each small cell could then be anything from
    0 to the threshold; the other hidden cells could differ by at least the threshold.
    """
    klein = [nummer for nummer, tak in enumerate(net.takken) if tak.getoond and 0 < tak.waarde < drempel]
    verborgen = set(net.ongetoond) | set(klein) | set(groepen) | set(vast)
    for nummer in sorted(klein, key=lambda nummer: (net.takken[nummer].waarde, nummer)):
        waarde = net.takken[nummer].waarde
        verborgen |= net.hide_along(nummer, Kant.HOGER, verborgen, drempel - waarde)[1]
        verborgen |= net.hide_along(nummer, Kant.LAGER, verborgen, waarde)[1]
    for nummer in sorted(set(groepen)):
        verborgen |= net.hide_along(nummer, Kant.LAGER, verborgen, drempel)[1]
    return frozenset(_widen(net, drempel, verborgen, set(klein)) - net.ongetoond)


def audit(net: Netwerk, verborgen: Collection[int], drempel: int) -> list[Lek]:
    """Return the hidden cells that the shown ones give away; empty is safe.

    A small cell must be able to be 0 and to reach the threshold; any other hidden cell must not be known
    within less than the threshold.
    """
    alles = set(verborgen) | net.ongetoond
    lekken = []
    for nummer in sorted(verborgen):
        waarde = net.takken[nummer].waarde
        laagst = waarde - net.room(nummer, Kant.LAGER, alles, max(waarde, drempel))
        hoogst = waarde + net.room(nummer, Kant.HOGER, alles, drempel)
        is_klein = 0 < waarde < drempel
        veilig = (laagst == 0 and hoogst >= drempel) if is_klein else hoogst - laagst >= drempel
        if not veilig:
            lekken.append(Lek(nummer, laagst, hoogst))
    return lekken


def _widen(net: Netwerk, drempel: int, verborgen: set[int], klein: set[int]) -> set[int]:
    """Give the hidden cells that are not small themselves enough room too; hiding for one may add others."""
    klaar = set(klein) | net.ongetoond
    while rest := sorted(verborgen - klaar):
        nummer = rest[0]
        klaar.add(nummer)
        omlaag = net.room(nummer, Kant.LAGER, verborgen, drempel)
        if omlaag < drempel:
            verborgen |= net.hide_along(nummer, Kant.HOGER, verborgen, drempel - omlaag)[1]
    return verborgen
