"""`VeiligeTabel`: a table that may be shown, because `protect` has made it. There is no other way to get
one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import InitVar, dataclass
from enum import StrEnum

from verhalen.analyse.onthulling.bronnen import Bron, Plaats
from verhalen.analyse.onthulling.kiezen import choose

SYMBOOL = "x"  # as Statistics Netherlands writes 'geheim'; small and secondary cells look alike
DREMPEL_MINIMUM = 3


class Bereik(StrEnum):
    """Who will see the table."""

    BUITEN = "buiten"  # council, sessions, publications, open data
    BINNEN = "binnen"  # general screens of staff


DREMPELS = {Bereik.BUITEN: 10, Bereik.BINNEN: 5}
_MAKER = object()


@dataclass(frozen=True, slots=True)
class Cel:
    """One place: a value, an empty place (None), or hidden; a hidden one carries no value at all."""

    waarde: float | None
    verborgen: bool = False


@dataclass(frozen=True, slots=True)
class VeiligeTabel:
    """Rows of cells that may be shown in `bereik`. Raises TypeError unless made by `protect`."""

    rijen: tuple[str, ...]
    kolommen: tuple[str, ...]
    cellen: tuple[tuple[Cel, ...], ...]
    bereik: Bereik
    drempel: int
    _maker: InitVar[object]  # not a field: `replace` cannot carry it over into a changed table

    def __post_init__(self, _maker: object) -> None:
        if _maker is not _MAKER:
            raise TypeError("Een VeiligeTabel wordt alleen door protect gemaakt.")

    def cel(self, rij: str, kolom: str) -> Cel:
        """Return one cell by its labels; raises ValueError for a label that is not there."""
        return self.cellen[self.rijen.index(rij)][self.kolommen.index(kolom)]

    @property
    def verborgen(self) -> frozenset[Plaats]:
        """Places that are hidden: give them to `protect` as `vast` for the next table of the same release."""
        return frozenset(
            (rij, kolom)
            for rij, cellen in zip(self.rijen, self.cellen, strict=True)
            for kolom, cel in zip(self.kolommen, cellen, strict=True)
            if cel.verborgen
        )


def protect(bron: Bron, *, bereik: Bereik, drempel: int | None = None, vast: Collection[Plaats] = ()) -> VeiligeTabel:
    """Hide what could point at persons, also by subtraction, and return the only kind of table that may be
    shown.

    `drempel` may only be higher than that of `bereik` (10 outside, 5 inside); a lower one raises
    ValueError. `vast` are places that stay hidden because they were hidden before in the same release.
    """
    grens = _threshold(bereik, drempel)
    dicht = _closed(bron, grens, frozenset(vast))
    waarden = bron.values()
    rijen, kolommen = bron.labels()

    def cel(plaats: Plaats) -> Cel:
        if plaats in vast or not dicht.isdisjoint(bron.behind(plaats)):
            return Cel(None, verborgen=True)
        return Cel(waarden[plaats])

    cellen = tuple(tuple(cel((rij, kolom)) for kolom in kolommen) for rij in rijen)
    return VeiligeTabel(rijen, kolommen, cellen, bereik, grens, _MAKER)


def _threshold(bereik: Bereik, drempel: int | None) -> int:
    grens = DREMPELS[bereik] if drempel is None else drempel
    if grens < DREMPELS[bereik]:
        raise ValueError(f"De drempel kan alleen hoger dan {DREMPELS[bereik]} worden, niet lager ({grens}).")
    return grens


def _closed(bron: Bron, drempel: int, vast: frozenset[Plaats]) -> frozenset[Plaats]:
    """Return the places in the source's networks that are hidden."""
    dicht: set[Plaats] = set()
    vaste_delen = {deel for plaats in vast for deel in bron.behind(plaats)}
    for opgave in bron.opgaven():
        vaste_takken = {
            nummer for nummer, plaats in enumerate(opgave.plaatsen) if plaats is not None and plaats in vaste_delen
        }
        gekozen = choose(opgave.net, drempel, groepen=opgave.groepen, vast=vaste_takken)
        dicht |= {plaats for nummer in gekozen if (plaats := opgave.plaatsen[nummer]) is not None}
    return frozenset(dicht)
