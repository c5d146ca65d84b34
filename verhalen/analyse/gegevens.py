"""Everything the indicators count over, checked and classified once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from verhalen.analyse import kolommen as k
from verhalen.analyse import schema
from verhalen.analyse.classificatie import classify
from verhalen.analyse.ketens import Ketenregel, episodes
from verhalen.analyse.toewijzingen import build_toewijzingen


@dataclass(frozen=True, slots=True)
class Tabellen:
    """The tables beside the messages; each may be empty."""

    producten: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.PRODUCTEN))
    bevolking: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.BEVOLKING))
    kosten: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.KOSTEN))
    overige_kosten: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.OVERIGE_KOSTEN))
    tellingen: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.TELLINGEN))


@dataclass(frozen=True)
class Gegevens:
    """The classified tables of one municipality.

    `peildatum` is the day on which is counted: what lies after it has not happened. `vanaf` is the first
    day the messages cover; figures that look back further than that say so. `has_berichten` is False for a municipality
    that has tables only. Frames are never changed after
    this.
    """

    toewijzingen: pd.DataFrame
    afgekeurd: pd.DataFrame
    bevolking: pd.DataFrame
    kosten: pd.DataFrame
    overige_kosten: pd.DataFrame
    tellingen: pd.DataFrame
    peildatum: date
    vanaf: date
    has_berichten: bool
    _episodes: dict[Ketenregel, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    def episodes(self, regel: Ketenregel) -> pd.DataFrame:
        """Return the chains by this rule; made once per rule."""
        if regel not in self._episodes:
            self._episodes[regel] = episodes(self.toewijzingen, regel)
        return self._episodes[regel]


def build_gegevens(
    versies: pd.DataFrame,
    starts: pd.DataFrame,
    stops: pd.DataFrame,
    tabellen: Tabellen,
    *,
    peildatum: date,
    vanaf: date,
) -> Gegevens:
    """Check every frame against its schema and classify; raises `schema.SchemaError` with a Dutch
    sentence."""
    opbouw = build_toewijzingen(versies, starts, stops)
    kosten = schema.check(tabellen.kosten, schema.KOSTEN, "kosten")
    return Gegevens(
        toewijzingen=classify(opbouw.toewijzingen, tabellen.producten),
        afgekeurd=opbouw.afgekeurd,
        bevolking=schema.check(tabellen.bevolking, schema.BEVOLKING, "bevolking"),
        kosten=classify(kosten, tabellen.producten),
        overige_kosten=schema.check(tabellen.overige_kosten, schema.OVERIGE_KOSTEN, "overige-kosten"),
        tellingen=schema.check(tabellen.tellingen, schema.TELLINGEN, "tellingen"),
        peildatum=peildatum,
        vanaf=vanaf,
        has_berichten=not versies.empty,
    )


def onbekend_verblijf(rows: pd.DataFrame) -> int:
    """Return the number of clients in these rows of whom it is unknown whether the help is a stay."""
    return int(rows.loc[rows[k.VERBLIJF].isna(), k.CLIENT].nunique())
