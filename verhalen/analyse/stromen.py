"""In, out and standing at the end of the month; they add up exactly (convention C7).

stand(t) = stand(t-1) + instroom(t) - uitstroom(t). An episode that ends on the last day of a month is out
in that month and does not count in its end stock; an end that lies after the reference date has not
happened yet.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from verhalen.analyse import kolommen as k
from verhalen.analyse import perioden
from verhalen.analyse.perioden import Periode

INSTROOM = "instroom"
UITSTROOM = "uitstroom"
STAND = "stand"
VOORLOPIG = "voorlopig"


def starts_in(episodes: pd.DataFrame, periode: Periode) -> pd.DataFrame:
    """Return the episodes that begin in the period."""
    return episodes[episodes[k.START].between(periode.eerste, periode.laatste)]


def ends_in(episodes: pd.DataFrame, periode: Periode, peildatum: date) -> pd.DataFrame:
    """Return the episodes that end in the period and not after the reference date."""
    tot = min(periode.laatste, pd.Timestamp(peildatum))
    return episodes[episodes[k.EINDE].between(periode.eerste, tot)]


def active_on(rows: pd.DataFrame, dag: date) -> pd.DataFrame:
    """Return the rows (allocations or episodes) with care on this day."""
    return active_in(rows, Periode(dag, dag))


def active_in(rows: pd.DataFrame, periode: Periode) -> pd.DataFrame:
    """Return the rows with care on any day of the period (convention C4)."""
    begonnen = rows[k.START] <= periode.laatste
    niet_voorbij = rows[k.EINDE].isna() | (rows[k.EINDE] >= periode.eerste)
    return rows[begonnen & niet_voorbij]


def flow_per_month(episodes: pd.DataFrame, periode: Periode, *, peildatum: date) -> pd.DataFrame:
    """Return per month of `periode`, up to `peildatum`: instroom, uitstroom, stand (counts) and voorlopig
    (bool).

    The index holds month names ("2025-03"). Months that begin after `peildatum` are left out; the month of
    `peildatum` is counted up to that day.
    """
    maanden = _until(periode, peildatum)
    eerste, laatste = (np.array([dag(maand) for maand in maanden], "datetime64[D]") for dag in (_first, _last))
    begin, eind = (_sorted_days(episodes[kolom]) for kolom in (k.START, k.EINDE))
    gestart, geeindigd = np.searchsorted(begin, laatste, "right"), np.searchsorted(eind, laatste, "right")
    return pd.DataFrame(
        {
            INSTROOM: gestart - np.searchsorted(begin, eerste, "left"),
            UITSTROOM: geeindigd - np.searchsorted(eind, eerste, "left"),
            STAND: gestart - geeindigd,
            VOORLOPIG: [perioden.is_provisional(maand, peildatum) for maand in maanden],
        },
        index=[maand.naam[:7] for maand in maanden],
    ).astype({VOORLOPIG: "bool"})


def _first(maand: Periode) -> date:
    return maand.van


def _last(maand: Periode) -> date:
    return maand.tot


def _sorted_days(datums: pd.Series) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    return np.sort(datums.dropna().to_numpy(dtype="datetime64[D]"))


def _until(periode: Periode, peildatum: date) -> list[Periode]:
    return [Periode(maand.van, min(maand.tot, peildatum)) for maand in periode.months() if maand.van <= peildatum]
