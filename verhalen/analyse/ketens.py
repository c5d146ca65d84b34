"""Chains: allocations that follow each other without a free day are one episode of care (convention C6).

A new allocation each January would otherwise look as if everyone left and came back. Each allocation
continues at most one other and is continued by at most one; the same provider is preferred; an open-ended
one never has a successor; overlapping ones stay apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from verhalen.analyse import kolommen as k

Ints = npt.NDArray[np.int64]
_OPEN = np.iinfo(np.int64).max  # day number of an end that is not known
_GEEN = -1


class Basis(StrEnum):
    """On which dates two allocations must join."""

    EFFECTIEF = "effectief"  # real first and last day of care
    TOEWIJZING = "toewijzing"  # dates on the allocation
    BEIDE = "beide"  # either of the two


class Sleutel(StrEnum):
    """What must stay the same for one episode."""

    PRODUCT = "product"
    PRODUCTLIJN = "productlijn"  # a product and its successors: takes the effect of a tender away
    CATEGORIE = "categorie"
    HULPVORM = "hulpvorm"
    VERBLIJF = "verblijf"


_KOLOMMEN = {
    Sleutel.PRODUCT: [k.CATEGORIE, k.PRODUCT],
    Sleutel.PRODUCTLIJN: [k.CATEGORIE, k.PRODUCTLIJN],
    Sleutel.CATEGORIE: [k.CATEGORIE],
    Sleutel.HULPVORM: [k.HULPVORM],
    Sleutel.VERBLIJF: [k.VERBLIJF],
}


@dataclass(frozen=True, slots=True)
class Ketenregel:
    """How chains are made.

    `max_gap` is successor's first day minus predecessor's last day, in days: 1 means the next day, 2 would
    read "one day between" literally. `vroege_stop_breekt`: on allocation dates, care that was really
    stopped before the allocation ran out is not continued by the next one.
    """

    max_gap: int = 1
    basis: Basis = Basis.BEIDE
    sleutel: Sleutel = Sleutel.PRODUCT
    vroege_stop_breekt: bool = True


def link(toewijzingen: pd.DataFrame, regel: Ketenregel) -> Ints:
    """Return for each row the position of the row it continues, or -1; no position occurs twice but -1."""
    geordend = toewijzingen[k.TOEWIJZING].argsort(kind="stable").to_numpy()
    rows = toewijzingen.iloc[geordend]
    groep = _codes(rows, [k.CLIENT, *_KOLOMMEN[regel.sleutel]])
    aanbieder = _codes(rows, [k.AANBIEDER])
    start = _days(rows[k.START])
    voorganger = np.full(len(rows), _GEEN, dtype=np.int64)
    heeft_opvolger = np.zeros(len(rows), dtype=bool)
    for gap in range(1, regel.max_gap + 1):
        for van, tot in _bases(rows, regel):
            for extra in (aanbieder, np.zeros_like(aanbieder)):
                eerder = np.flatnonzero(~heeft_opvolger & (tot != _OPEN))
                later = np.flatnonzero(voorganger == _GEEN)
                paren = _pair([groep, extra], eerder, tot[eerder] + gap, later, van[later])
                paren = paren[start[paren[:, 0]] < start[paren[:, 1]]]  # no circles over the two bases
                voorganger[paren[:, 1]] = paren[:, 0]
                heeft_opvolger[paren[:, 0]] = True
    terug = np.full(len(rows), _GEEN, dtype=np.int64)
    terug[geordend] = np.where(voorganger == _GEEN, _GEEN, geordend[voorganger])
    return terug


def episodes(toewijzingen: pd.DataFrame, regel: Ketenregel) -> pd.DataFrame:
    """Return one row per chain: its first allocation's columns, `start`, `einde` (NaT: open) and `aantal`
    allocations."""
    wortel = _roots(link(toewijzingen, regel))
    eind = _days(toewijzingen[k.EINDE])
    per_keten = pd.DataFrame({"wortel": wortel, "start": _days(toewijzingen[k.START]), "eind": eind}).groupby("wortel")
    samen = per_keten.agg(start=("start", "min"), eind=("eind", "max"), aantal=("eind", "size"))
    eerste = toewijzingen.iloc[samen.index.to_numpy()].reset_index(drop=True)
    eerste[k.START] = _dates(samen["start"].to_numpy())
    eerste[k.EINDE] = _dates(samen["eind"].to_numpy())
    eerste[k.AANTAL] = samen["aantal"].to_numpy()
    return eerste.rename(columns={k.TOEWIJZING: k.EPISODE})


def _bases(rows: pd.DataFrame, regel: Ketenregel) -> list[tuple[Ints, Ints]]:
    """Return (first days, last days) per date basis that this rule allows, effective dates first."""
    bases: list[tuple[Ints, Ints]] = []
    if regel.basis != Basis.TOEWIJZING:
        bases.append((_days(rows[k.START]), _days(rows[k.EINDE])))
    if regel.basis != Basis.EFFECTIEF:
        tot = _days(rows[k.EINDDATUM])
        if regel.vroege_stop_breekt:
            tot = np.where(rows[k.VROEG_GESTOPT].to_numpy(dtype=bool), _OPEN, tot)
        bases.append((_days(rows[k.INGANGSDATUM]), tot))
    return bases


def _pair(sleutels: list[Ints], eerder: Ints, dag_na: Ints, later: Ints, dag: Ints) -> Ints:
    """Match rows one to one on equal keys and day; the n-th of a kind takes the n-th of a kind. Shape
    (pairs, 2)."""
    links = _ranked(sleutels, eerder, dag_na)
    rechts = _ranked(sleutels, later, dag)
    op = [kolom for kolom in links.columns if kolom != "rij"]
    paren = links.merge(rechts, on=op, suffixes=("_eerder", "_later"))
    return paren[["rij_eerder", "rij_later"]].to_numpy(dtype=np.int64)


def _ranked(sleutels: list[Ints], rijen: Ints, dag: Ints) -> pd.DataFrame:
    frame = pd.DataFrame({f"s{nr}": sleutel[rijen] for nr, sleutel in enumerate(sleutels)} | {"dag": dag, "rij": rijen})
    op = [kolom for kolom in frame.columns if kolom != "rij"]
    return frame.assign(rang=frame.groupby(op, sort=False).cumcount())


def _roots(voorganger: Ints) -> Ints:
    """Return per row the position of the first of its chain, by halving the way up until nothing moves."""
    wortel = np.where(voorganger == _GEEN, np.arange(len(voorganger)), voorganger)
    while True:
        hoger = wortel[wortel]
        if np.array_equal(hoger, wortel):
            return wortel
        wortel = hoger


def _codes(rows: pd.DataFrame, kolommen: list[str]) -> Ints:
    """Number the distinct combinations of these columns; missing is a value like any other."""
    samen = np.zeros(len(rows), dtype=np.int64)
    for kolom in kolommen:
        codes, waarden = pd.factorize(rows[kolom], use_na_sentinel=False)
        samen, _ = pd.factorize(samen * len(waarden) + codes)
        samen = samen.astype(np.int64)
    return samen


def _days(datums: pd.Series) -> Ints:
    dagen = datums.to_numpy(dtype="datetime64[D]")
    return np.where(np.isnat(dagen), _OPEN, dagen.astype(np.int64))


def _dates(dagen: Ints) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(np.where(dagen == _OPEN, np.datetime64("NaT", "D"), dagen.astype("datetime64[D]")))
