"""Figures that come as a table: for what has no message, and for municipalities without any messages."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise

import pandas as pd

from verhalen.analyse import kolommen as k
from verhalen.analyse import perioden, schema
from verhalen.analyse.perioden import Periode


class Samenvoegen(StrEnum):
    """How counts over parts of a period become one over the whole."""

    NIET = "niet"  # only a count over exactly this period
    SOM = "som"  # people or events that may be added
    LAATSTE = "laatste"  # a state on a day: the last part speaks for the whole


# What the programme counts by table; every other slug is taken as it stands.
SAMENVOEGEN = {
    "betrokkenen": Samenvoegen.SOM,
    "initiatieven-en-plekken": Samenvoegen.LAATSTE,
    "thuiszitters": Samenvoegen.LAATSTE,
    "leerlingen-geholpen": Samenvoegen.SOM,
    "voorzieningen-geholpen": Samenvoegen.SOM,
}


_KOLOMMEN = (k.INDICATOR, k.PERIODE, k.GEBIED, k.WAARDE, k.NOEMER)


def select(tellingen: pd.DataFrame, slug: str, periode: Periode, *, gebied: str = "") -> pd.DataFrame:
    """Return the rows of one indicator that together cover `periode` exactly once; empty when they do not.

    `gebied` "" means the whole municipality (an empty area in the table). A row over the period itself is
    preferred to its parts. A slug of which the table says nothing gives no rows. Raises `SchemaError` for a table that
    lacks a column, ValueError without a slug or for a name in the table that is no period.
    """
    schema.require(tellingen, _KOLOMMEN, "tellingen")
    if not slug:
        raise ValueError("Noem van welke indicator de tellingen nodig zijn.")
    in_gebied = tellingen[k.GEBIED].fillna("") == gebied
    rows = tellingen[(tellingen[k.INDICATOR] == slug) & in_gebied]
    if rows.empty:
        return rows
    delen = rows.assign(_periode=rows[k.PERIODE].map(perioden.parse))
    binnen = delen[[periode.contains(deel) for deel in delen["_periode"]]]
    heel = binnen[[deel == periode for deel in binnen["_periode"]]]
    if not heel.empty:
        return heel.head(1).drop(columns="_periode")
    samenvoegen = SAMENVOEGEN.get(slug, Samenvoegen.NIET)
    return _parts(binnen, periode, samenvoegen).drop(columns="_periode")


def value(rows: pd.DataFrame) -> tuple[float, float | None] | None:
    """Return (numerator, denominator or None) of the rows `select` gave, or None when there are none."""
    if rows.empty or rows[k.WAARDE].isna().any():
        return None
    noemer = None if rows[k.NOEMER].isna().any() else float(rows[k.NOEMER].sum())
    return float(rows[k.WAARDE].sum()), noemer


def _parts(delen: pd.DataFrame, periode: Periode, samenvoegen: Samenvoegen) -> pd.DataFrame:
    geordend = delen.loc[sorted(delen.index, key=lambda index: (delen["_periode"][index].van, index))]
    if samenvoegen is Samenvoegen.LAATSTE:
        return geordend[[deel.tot == periode.tot for deel in geordend["_periode"]]].tail(1)
    if samenvoegen is Samenvoegen.SOM and _covers(list(geordend["_periode"]), periode):
        return geordend
    return geordend.head(0)


def _covers(delen: list[Periode], periode: Periode) -> bool:
    """Say whether these parts, in order, follow each other without gap or overlap from first to last day."""
    if not delen or delen[0].van != periode.van or delen[-1].tot != periode.tot:
        return False
    return all((na.van - voor.tot).days == 1 for voor, na in pairwise(delen))
