"""Somebody who sees a protected table and computes: bounds of every hidden cell by linear programming.

It knows nothing of networks or flows: it writes down the sums a reader would write down, and solves them with a plain
simplex over whole numbers. The matrices are totally unimodular, so a pivot other than 1 or -1 would be a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from verhalen.analyse import stromen
from verhalen.analyse.onthulling import TOTAAL, VeiligeTabel

Plaats = tuple[str, str]
Som = list[tuple[int, Plaats]]  # signed places that add up to zero
Ints = npt.NDArray[np.int64]
VER = 10**6  # as large as unbounded


def bounds(tabel: VeiligeTabel, sommen: Iterable[Som]) -> dict[Plaats, tuple[int, int]]:
    """Return (least, most) for every hidden place that occurs in a sum; most is `VER` when nothing limits it."""
    bekend = {(rij, kolom): tabel.cel(rij, kolom) for rij in tabel.rijen for kolom in tabel.kolommen}
    rijen = [[(teken, plaats) for teken, plaats in som] for som in sommen]
    onbekend = sorted({plaats for som in rijen for _, plaats in som if bekend[plaats].verborgen})
    matrix = np.zeros((len(rijen), len(onbekend)), dtype=np.int64)
    rechts = np.zeros(len(rijen), dtype=np.int64)
    for nummer, som in enumerate(rijen):
        for teken, plaats in som:
            if bekend[plaats].verborgen:
                matrix[nummer, onbekend.index(plaats)] += teken
            else:
                rechts[nummer] -= teken * int(bekend[plaats].waarde or 0)
    return {
        plaats: (-_maximum(matrix, rechts, -eenheid), _maximum(matrix, rechts, eenheid))
        for plaats, eenheid in zip(onbekend, np.eye(len(onbekend), dtype=np.int64), strict=True)
    }


def sums_of_crosstab(tabel: VeiligeTabel) -> list[Som]:
    """Every row adds up to its total and every column to its own, where those totals are in the table."""
    rijen = [rij for rij in tabel.rijen if rij != TOTAAL]
    kolommen = [kolom for kolom in tabel.kolommen if kolom != TOTAAL]
    sommen: list[Som] = []
    if TOTAAL in tabel.kolommen:
        sommen += [[*((1, (rij, kolom)) for kolom in kolommen), (-1, (rij, TOTAAL))] for rij in tabel.rijen]
    if TOTAAL in tabel.rijen:
        sommen += [[*((1, (rij, kolom)) for rij in rijen), (-1, (TOTAAL, kolom))] for kolom in tabel.kolommen]
    return sommen


def sums_of_flow(tabel: VeiligeTabel) -> list[Som]:
    """The stock is the stock before plus in minus out; ins and outs add up to their totals."""
    maanden = [rij for rij in tabel.rijen if rij != TOTAAL]
    sommen: list[Som] = [
        [
            (1, (voor, stromen.STAND)),
            (1, (na, stromen.INSTROOM)),
            (-1, (na, stromen.UITSTROOM)),
            (-1, (na, stromen.STAND)),
        ]
        for voor, na in pairwise(maanden)
    ]
    for kolom in (stromen.INSTROOM, stromen.UITSTROOM):
        sommen.append([*((1, (maand, kolom)) for maand in maanden), (-1, (TOTAAL, kolom))])
    return sommen


def _maximum(matrix: Ints, rechts: Ints, doel: Ints) -> int:
    """Maximise `doel` over matrix x = rechts, x >= 0, in two phases with Bland's rule; `VER` when unbounded."""
    teken = np.where(rechts < 0, -1, 1)
    m, n = matrix.shape
    tafel = np.hstack([matrix * teken[:, None], np.eye(m, dtype=np.int64), (rechts * teken)[:, None]])
    basis = list(range(n, n + m))
    kunst = np.concatenate([np.zeros(n, dtype=np.int64), -np.ones(m, dtype=np.int64)])
    assert _improve(tafel, basis, kunst, n + m) == 0, "the shown cells contradict each other"
    for rij in range(m):  # artificial variables that stayed in the basis at zero leave where they can
        if basis[rij] >= n and (kolommen := np.flatnonzero(tafel[rij, :n])).size:
            _pivot(tafel, basis, rij, int(kolommen[0]))
    uitkomst = _improve(tafel, basis, np.concatenate([doel, np.zeros(m, dtype=np.int64)]), n)
    return VER if uitkomst is None else uitkomst


def _improve(tafel: Ints, basis: list[int], doel: Ints, kolommen: int) -> int | None:
    while True:
        winst = doel[:kolommen] - doel[basis] @ tafel[:, :kolommen]
        beter = np.flatnonzero(winst > 0)
        if not beter.size:
            return int(doel[basis] @ tafel[:, -1])
        kolom = int(beter[0])
        kan = np.flatnonzero(tafel[:, kolom] > 0)
        if not kan.size:
            return None
        _pivot(tafel, basis, min(kan, key=lambda rij: (tafel[rij, -1], basis[rij])), kolom)


def _pivot(tafel: Ints, basis: list[int], rij: int, kolom: int) -> None:
    assert abs(tafel[rij, kolom]) == 1, "not totally unimodular"
    tafel[rij] *= tafel[rij, kolom]
    for ander in range(len(tafel)):
        if ander != rij and tafel[ander, kolom]:
            tafel[ander] -= tafel[ander, kolom] * tafel[rij]
    basis[rij] = kolom
