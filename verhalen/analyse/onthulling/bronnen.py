"""The kinds of table that can be protected, each as the network of its own sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from verhalen.analyse import stromen
from verhalen.analyse.onthulling.net import Netwerk, Tak

TOTAAL = "Totaal"
_VERLIES_TOTAAL = 100_000
_VERLIES_NUL = 1_000

Plaats = tuple[str, str]  # row label, column label


@dataclass(frozen=True, slots=True)
class Opgave:
    """A source spelled out: per network its branches in order with the place they are shown (None: not
    shown).

    `groepen` are branches that hold everybody of a row or column, per network.
    """

    net: Netwerk
    plaatsen: tuple[Plaats | None, ...]
    groepen: frozenset[int] = frozenset()


class Bron(Protocol):
    """What `protect` accepts."""

    def labels(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return row and column labels as they will be shown."""
        ...

    def opgaven(self) -> list[Opgave]:
        """Return the networks of persons behind the table."""
        ...

    def values(self) -> Mapping[Plaats, float | None]:
        """Return what would be shown if nothing were hidden."""
        ...

    def behind(self, plaats: Plaats) -> tuple[Plaats, ...]:
        """Return the places in the networks that must all be open for this place to be shown."""
        ...


@dataclass(frozen=True, slots=True)
class Kruistabel:
    """Counts of persons by two characteristics, without totals in the frame; which totals are shown is
    chosen here.

    A single series is a frame of one column. `groepsonthulling`: hide a row or column in which one cell holds
    everybody, as that says something about each of them.
    """

    frame: pd.DataFrame
    totaal_per_rij: bool = True
    totaal_per_kolom: bool = True
    groepsonthulling: bool = True

    def labels(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return row and column labels, totals last."""
        rijen, kolommen = self._namen()
        return (
            (*rijen, TOTAAL) if self.totaal_per_kolom else rijen,
            (*kolommen, TOTAAL) if self._met_rijtotaal else kolommen,
        )

    @property
    def _met_rijtotaal(self) -> bool:
        return self.totaal_per_rij and len(self.frame.columns) > 1

    def _namen(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple(str(naam) for naam in self.frame.index), tuple(str(naam) for naam in self.frame.columns)

    def values(self) -> Mapping[Plaats, float | None]:
        """Return the counts and the totals."""
        return {
            plaats: tak.waarde
            for opgave in self.opgaven()
            for plaats, tak in zip(opgave.plaatsen, opgave.net.takken, strict=True)
            if plaats is not None
        }

    def behind(self, plaats: Plaats) -> tuple[Plaats, ...]:
        """Return the place itself."""
        return (plaats,)

    def opgaven(self) -> list[Opgave]:
        """Return one network: rows and columns are nodes, totals run back through a last row and column."""
        rijen, kolommen = self._namen()
        tellingen = self.frame.to_numpy(dtype="int64")
        laatste_rij, laatste_kolom = len(rijen), len(rijen) + 1 + len(kolommen)
        takken: list[Tak] = []
        plaatsen: list[Plaats | None] = []
        for r, rij in enumerate(rijen):
            for c, kolom in enumerate(kolommen):
                takken.append(_cell(r, len(rijen) + 1 + c, int(tellingen[r, c])))
                plaatsen.append((rij, kolom))
        for r, rij in enumerate(rijen):
            takken.append(_total(laatste_kolom, r, int(tellingen[r].sum()), self._met_rijtotaal))
            plaatsen.append((rij, TOTAAL) if self._met_rijtotaal else None)
        for c, kolom in enumerate(kolommen):
            som = int(tellingen[:, c].sum())
            takken.append(_total(len(rijen) + 1 + c, laatste_rij, som, self.totaal_per_kolom))
            plaatsen.append((TOTAAL, kolom) if self.totaal_per_kolom else None)
        alles_getoond = self._met_rijtotaal and self.totaal_per_kolom
        takken.append(_total(laatste_rij, laatste_kolom, int(tellingen.sum()), alles_getoond, factor=10))
        plaatsen.append((TOTAAL, TOTAAL) if alles_getoond else None)
        return [Opgave(Netwerk(tuple(takken)), tuple(plaatsen), self._groups())]

    def _groups(self) -> frozenset[int]:
        """Return the cells that hold everybody of a row or column with more than one cell."""
        if not self.groepsonthulling:
            return frozenset()
        gevuld = self.frame.to_numpy(dtype="int64") > 0
        breedte = gevuld.shape[1]
        alleen_in_rij = (gevuld.sum(axis=1) == 1) & (breedte > 1)
        alleen_in_kolom = (gevuld.sum(axis=0) == 1) & (gevuld.shape[0] > 1) & (breedte > 1)
        return frozenset(
            r * breedte + c for r, c in zip(*gevuld.nonzero(), strict=True) if alleen_in_rij[r] or alleen_in_kolom[c]
        )


@dataclass(frozen=True, slots=True)
class Verhouding:
    """Shares or averages: what is shown, and the persons behind numerator and denominator; three frames of
    one shape.

    `deel_van_geheel`: the numerator's persons are among the denominator's, so that the others must not be
    few either. A value is shown only when all counts behind it may be shown.
    """

    waarden: pd.DataFrame
    personen_teller: pd.DataFrame
    personen_noemer: pd.DataFrame
    deel_van_geheel: bool

    def labels(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return row and column labels; a total of shares is a row of its own in the frame."""
        return tuple(str(naam) for naam in self.waarden.index), tuple(str(naam) for naam in self.waarden.columns)

    def values(self) -> Mapping[Plaats, float | None]:
        """Return the shares or averages; missing ones stay missing."""
        rijen, kolommen = self.labels()
        return {
            (rij, kolom): None if pd.isna(waarde) else float(waarde)
            for rij, reeks in zip(rijen, self.waarden.to_numpy(), strict=True)
            for kolom, waarde in zip(kolommen, reeks, strict=True)
        }

    def behind(self, plaats: Plaats) -> tuple[Plaats, ...]:
        """Return numerator, denominator and, for a part of a whole, the rest."""
        rij, kolom = plaats
        delen = ("teller", "rest", "noemer") if self.deel_van_geheel else ("teller", "noemer")
        return tuple((f"{rij}\0{kolom}", deel) for deel in delen)

    def opgaven(self) -> list[Opgave]:
        """Return a small network per value: teller + rest = noemer, or two counts on their own."""
        rijen, kolommen = self.labels()
        tellers, noemers = self.personen_teller.to_numpy("int64"), self.personen_noemer.to_numpy("int64")
        return [
            opgave
            for r, rij in enumerate(rijen)
            for c, kolom in enumerate(kolommen)
            for opgave in self._of_value(f"{rij}\0{kolom}", int(tellers[r, c]), int(noemers[r, c]))
        ]

    def _of_value(self, naam: str, teller: int, noemer: int) -> list[Opgave]:
        if not self.deel_van_geheel:
            return [_alone(naam, "teller", teller), _alone(naam, "noemer", noemer)]
        takken = (_cell(0, 1, teller), _cell(0, 1, noemer - teller), _total(1, 0, noemer, getoond=True))
        groepen = frozenset({0, 1}) if teller in (0, noemer) else frozenset()
        return [Opgave(Netwerk(takken), ((naam, "teller"), (naam, "rest"), (naam, "noemer")), groepen)]


@dataclass(frozen=True, slots=True)
class Stromen:
    """Monthly in, out and stock as `stromen.flow_per_month` gives them, with their totals.

    stand(t) = stand(t-1) + in - uit ties every cell to its neighbours, so a single hidden month could be
    worked out.
    """

    frame: pd.DataFrame

    def labels(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return months and the three columns; the stock has no total."""
        maanden = tuple(str(naam) for naam in self.frame.index)
        return (*maanden, TOTAAL), (stromen.INSTROOM, stromen.UITSTROOM, stromen.STAND)

    def values(self) -> Mapping[Plaats, float | None]:
        """Return the counts, the totals and an empty place where the stock would have a total."""
        (opgave,) = self.opgaven()
        gevuld = {plaats: tak.waarde for plaats, tak in zip(opgave.plaatsen, opgave.net.takken, strict=True) if plaats}
        return {**gevuld, (TOTAAL, stromen.STAND): None}

    def behind(self, plaats: Plaats) -> tuple[Plaats, ...]:
        """Return the place itself."""
        return (plaats,)

    def opgaven(self) -> list[Opgave]:
        """Return one network: a node per month, one for all inflow, one for all outflow and one around
        them."""
        maanden = [str(naam) for naam in self.frame.index]
        binnen, buiten, rond = len(maanden), len(maanden) + 1, len(maanden) + 2
        erin, eruit, stand = (
            [int(aantal) for aantal in self.frame[kolom]]
            for kolom in (stromen.INSTROOM, stromen.UITSTROOM, stromen.STAND)
        )
        takken = [Tak(rond, 0, stand[0] - erin[0] + eruit[0], getoond=False)]
        plaatsen: list[Plaats | None] = [None]
        for t, maand in enumerate(maanden):
            volgende = t + 1 if t + 1 < len(maanden) else rond
            takken += [_cell(binnen, t, erin[t]), _cell(t, buiten, eruit[t]), _cell(t, volgende, stand[t])]
            plaatsen += [(maand, kolom) for kolom in (stromen.INSTROOM, stromen.UITSTROOM, stromen.STAND)]
        takken += [
            _total(rond, binnen, sum(erin), getoond=True),
            _total(buiten, rond, sum(eruit), getoond=True),
        ]
        plaatsen += [(TOTAAL, stromen.INSTROOM), (TOTAAL, stromen.UITSTROOM)]
        return [Opgave(Netwerk(tuple(takken)), tuple(plaatsen))]


def _cell(van: int, naar: int, waarde: int) -> Tak:
    return Tak(van, naar, waarde, verlies=10 + waarde if waarde else _VERLIES_NUL)


def _total(van: int, naar: int, waarde: int, getoond: bool, factor: int = 1) -> Tak:
    return Tak(van, naar, waarde, verlies=factor * _VERLIES_TOTAAL + waarde, getoond=getoond)


def _alone(naam: str, deel: str, waarde: int) -> Opgave:
    """Return a count that is part of no sum: hidden when small, and then nothing else tells it."""
    takken = (_cell(0, 1, waarde), Tak(1, 0, waarde, getoond=False))
    return Opgave(Netwerk(takken), ((naam, deel), None))
