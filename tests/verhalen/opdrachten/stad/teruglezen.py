"""From the town's files to Gegevens: the reader, the source step in memory, and analyse; nothing of the generator."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from verhalen.analyse import kolommen as k
from verhalen.analyse import schema
from verhalen.analyse.gegevens import Gegevens, Tabellen, build_gegevens
from verhalen.toewijzing.bron import tabellen
from verhalen.toewijzing.bron.opdracht import load_wijken
from verhalen.toewijzing.bron.pseudoniem import Pseudonimiseerder
from verhalen.toewijzing.bron.sleutels import Sleutel
from verhalen.toewijzing.ijw.bestanden import Gelezen, read_paths
from verhalen.toewijzing.ijw.rijen import to_rows

FIXTURES = Path(__file__).parents[4] / "fixtures" / "lelystad"
_VORMEN = {"436": schema.VERSIES, "438": schema.STARTS, "440": schema.STOPS}


def read_stad(map_: Path, peildatum: date, vanaf: date) -> tuple[Gegevens, list[object]]:
    """Return the town's Gegevens and everything that was refused on the way."""
    maker = Pseudonimiseerder(Sleutel(bytes(32)), load_wijken(map_ / "postcode-wijk.csv"))
    rijen: dict[str, list[Mapping[str, object]]] = {code: [] for code in _VORMEN}
    geweigerd: list[object] = []
    for uitkomst in read_paths([map_ / "berichten"], gemeente="0995"):
        if isinstance(uitkomst, Gelezen):
            bericht = maker.message(uitkomst.bericht)
            rijen[bericht.kop.berichtcode] += to_rows(bericht)
        else:
            geweigerd.append(uitkomst)
    frames = {code: _frame(rijen[code], vorm) for code, vorm in _VORMEN.items()}
    data = build_gegevens(
        frames["436"], frames["438"], frames["440"], _tables(map_, maker), peildatum=peildatum, vanaf=vanaf
    )
    return data, geweigerd


def _tables(map_: Path, maker: Pseudonimiseerder) -> Tabellen:
    kosten = tabellen.rewrite((map_ / "kosten.csv").read_bytes(), maker)
    assert kosten.fouten == []
    return Tabellen(
        producten=pd.DataFrame(json.loads((FIXTURES / "producten.json").read_text(encoding="utf-8"))),
        bevolking=_csv((map_ / "bevolking.csv").read_text(), schema.BEVOLKING),
        kosten=_csv(kosten.tekst, schema.KOSTEN),
        overige_kosten=_csv((map_ / "overige-kosten.csv").read_text(), schema.OVERIGE_KOSTEN),
        tellingen=_csv((map_ / "tellingen.csv").read_text(), schema.TELLINGEN),
    )


def _csv(tekst: str, vorm: schema.Schema) -> pd.DataFrame:
    rijen = csv.DictReader(io.StringIO(tekst), delimiter=";")
    return _frame([{naam: waarde or None for naam, waarde in rij.items()} for rij in rijen], vorm)


def _frame(rijen: Iterable[Mapping[str, object]], vorm: schema.Schema) -> pd.DataFrame:
    ruw = pd.DataFrame(rijen).rename(columns={"pre_pseudoniem": k.CLIENT})
    ruw[k.VOLGNUMMER] = range(len(ruw))
    kolommen = {}
    for kolom, soort in vorm.items():
        waarden = ruw[kolom] if kolom in ruw else pd.Series([None] * len(ruw), dtype="object")
        if soort is schema.Soort.DATUM:
            kolommen[kolom] = pd.to_datetime(waarden).astype("datetime64[us]")
        elif soort is schema.Soort.GETAL:
            kolommen[kolom] = pd.to_numeric(waarden)
        else:
            kolommen[kolom] = waarden.astype("str")
    return pd.DataFrame(kolommen)
