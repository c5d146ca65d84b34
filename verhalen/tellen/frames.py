"""From tables of the database to frames of `analyse`; the only place in this room that knows pandas."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
from django.utils import timezone

from verhalen.analyse import kolommen as k
from verhalen.analyse import schema
from verhalen.analyse.gegevens import Gegevens, Tabellen, build_gegevens
from verhalen.stamgegevens.models import Gemeente, Product
from verhalen.toewijzing.models import (
    Bevolkingsregel,
    Kostenregel,
    OverigeKosten,
    Startbericht,
    Stopbericht,
    Telling,
    Toewijzingsversie,
)

Frame = pd.DataFrame  # for modules that pass frames on without looking into them
# Column of the frame -> field of the model.
_PERSOON = {k.CLIENT: "client_id", k.TOEWIJZING: "toewijzing_id"}
_PRODUCT = {k.CATEGORIE: "categorie", k.PRODUCT: "productcode", k.AANBIEDER: "aanbieder_agb"}
_VERSIES = {
    **_PERSOON,
    k.VERSIE: "moment",
    k.VOLGNUMMER: "pk",
    **_PRODUCT,
    k.INGANGSDATUM: "ingangsdatum",
    k.EINDDATUM: "einddatum",
    k.REDEN_WIJZIGING: "reden_wijziging",
    k.GEBOORTEMAAND: "geboortemaand",
    k.LEEFTIJD_BIJ_START: "leeftijd_bij_start",
    k.WIJK: "wijk",
    k.VERWIJZER: "verwijzer_type",
}
_GELEVERD = {
    **_PERSOON,
    **_PRODUCT,
    k.TOEWIJZING_INGANGSDATUM: "toewijzing_ingangsdatum",
    k.BEGINDATUM: "begindatum",
    k.STATUS: "status",
    k.DAGTEKENING: "dagtekening",
    k.VOLGNUMMER: "pk",
}
_STARTS = {**_GELEVERD, k.LEEFTIJD_BIJ_START: "leeftijd_bij_start"}
_STOPS = {**_GELEVERD, k.REDEN_BEEINDIGING: "reden", k.EINDDATUM: "einddatum"}
_PRODUCTEN = {
    k.CODE: "code",
    k.CATEGORIE: "categorie",
    k.HULPVORM: "hulpvorm",
    k.ZORGVORM: "zorgvorm__slug",
    k.OPVOLGER: "opvolger__code",
    k.VERBLIJF: "verblijf",
    k.VERBLIJF_CBS: "verblijf_cbs",
}
_KOSTEN = {
    k.MAAND: "maand",
    k.CLIENT: "client_id",
    k.CATEGORIE: "categorie",
    k.PRODUCT: "productcode",
    k.BEDRAG: "bedrag_cent",
}
_OVERIGE_KOSTEN = {k.MAAND: "maand", k.SOORT: "soort", k.BEDRAG: "bedrag_cent"}
_BEVOLKING = {k.JAAR: "jaar", k.LEEFTIJDSJAAR: "leeftijd", k.GEBIED: "gebied", k.AANTAL: "aantal"}
_TELLINGEN = {
    k.KNOP: "knop",
    k.INDICATOR: "indicator",
    k.PERIODE: "periode",
    k.GEBIED: "gebied",
    k.WAARDE: "waarde",
    k.NOEMER: "noemer",
    k.BRON: "bron",
}
_VLAGGEN = frozenset({k.VERBLIJF, k.VERBLIJF_CBS})


def load_gegevens(gemeente: Gemeente, *, peildatum: date, vanaf: date) -> Gegevens:
    """Return everything of a municipality that can be counted."""
    tabellen = Tabellen(
        producten=_frame(Product, gemeente, _PRODUCTEN, schema.PRODUCTEN),
        bevolking=_frame(Bevolkingsregel, gemeente, _BEVOLKING, schema.BEVOLKING),
        kosten=_frame(Kostenregel, gemeente, _KOSTEN, schema.KOSTEN),
        overige_kosten=_frame(OverigeKosten, gemeente, _OVERIGE_KOSTEN, schema.OVERIGE_KOSTEN),
        tellingen=load_tellingen(gemeente),
    )
    return build_gegevens(
        load_versies(gemeente),
        _frame(Startbericht, gemeente, _STARTS, schema.STARTS),
        _frame(Stopbericht, gemeente, _STOPS, schema.STOPS),
        tabellen,
        peildatum=peildatum,
        vanaf=vanaf,
    )


def load_versies(gemeente: Gemeente) -> pd.DataFrame:
    """Return every version of every allocation."""
    return _frame(Toewijzingsversie, gemeente, _VERSIES, schema.VERSIES)


def load_tellingen(gemeente: Gemeente) -> pd.DataFrame:
    """Return the counts that came by table."""
    return _frame(Telling, gemeente, _TELLINGEN, schema.TELLINGEN)


def _frame(model: Any, gemeente: Gemeente, velden: dict[str, str], vorm: schema.Schema) -> pd.DataFrame:
    """Return the rows of a table in the order in which they were read; an empty text is a missing value."""
    rows = model.objects.of(gemeente).order_by("pk").values_list(*velden.values())
    frame = pd.DataFrame.from_records(list(rows), columns=list(velden))
    return pd.DataFrame({kolom: _column(frame[kolom], kolom, vorm) for kolom in velden})


def _column(waarden: pd.Series, kolom: str, vorm: schema.Schema) -> pd.Series:
    if kolom in _VLAGGEN:
        return waarden.astype("boolean")
    if vorm[kolom] is schema.Soort.DATUM:
        return _days(waarden)
    if vorm[kolom] is schema.Soort.GETAL:
        return pd.to_numeric(waarden, errors="coerce").astype("Float64")
    return _texts(waarden)


def _days(waarden: pd.Series) -> pd.Series:
    """Return days, or moments as the clock on the wall showed them."""
    moments = pd.to_datetime(waarden, utc=True)
    if any(hasattr(waarde, "tzinfo") and waarde.tzinfo for waarde in waarden.head(1)):
        moments = moments.dt.tz_convert(str(timezone.get_default_timezone()))
    return moments.dt.tz_localize(None).astype("datetime64[us]")


def _texts(waarden: pd.Series) -> pd.Series:
    """Return texts; a key of a row becomes its digits, without the point that a missing neighbour brings."""
    if pd.api.types.is_numeric_dtype(waarden):
        waarden = waarden.astype("Int64").astype("str").where(waarden.notna(), None)
    return waarden.astype("object").where(waarden.notna() & (waarden != ""), None).astype("str")


def input_hash(gegevens: Gegevens, *extra: str) -> str:
    """Return one hash over everything that is counted, so that the same input is not computed twice."""
    som = hashlib.sha256("\x1f".join((*extra, str(gegevens.peildatum), str(gegevens.vanaf))).encode())
    for frame in (
        gegevens.toewijzingen,
        gegevens.kosten,
        gegevens.overige_kosten,
        gegevens.bevolking,
        gegevens.tellingen,
    ):
        som.update("|".join(frame.columns).encode())
        som.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    return som.hexdigest()


def column_frame(labels: Sequence[str], waarden: Sequence[float | int | None], kolom: str) -> pd.DataFrame:
    """Return one column of values by label."""
    return pd.DataFrame({kolom: list(waarden)}, index=list(labels))


def split(rows: pd.DataFrame, kenmerk: str) -> dict[str, pd.DataFrame]:
    """Return the rows per value of a column, missing as "onbekend"; empty when there is no such column."""
    if kenmerk not in rows:
        return {}
    groepen = rows[kenmerk].fillna("onbekend").astype("str")
    return {str(groep): deel for groep, deel in rows.groupby(groepen)}


def persons(rows: pd.DataFrame) -> int | None:
    """Return the number of clients in these rows; None where rows are not about clients."""
    return int(rows[k.CLIENT].nunique()) if k.CLIENT in rows else None


def row_ids(rows: pd.DataFrame) -> list[int]:
    """Return the allocations behind these rows, each once; empty where rows are something else."""
    kolom = next((naam for naam in (k.TOEWIJZING, k.EPISODE) if naam in rows), None)
    return [] if kolom is None else sorted({int(pk) for pk in rows[kolom]})


def month_span(frame: pd.DataFrame) -> tuple[date, date] | None:
    """Return the first and the last month of a table of costs, or None when it is empty."""
    if frame.empty:
        return None
    return frame[k.MAAND].min().date(), frame[k.MAAND].max().date()


def durations(gegevens: Gegevens) -> list[dict[str, Any]]:
    """Return per allocation when it really ran, as plain values."""
    kolommen = [k.TOEWIJZING, k.START, k.EINDE, k.LEEFTIJD, k.VERBLIJF, k.ZORGVORM, k.NOOIT_GESTART, k.STOP_ONTBREEKT]
    rows = gegevens.toewijzingen[kolommen]
    return [
        {
            "toewijzing_id": int(pk),
            "start": start.date(),
            "einde": None if pd.isna(einde) else einde.date(),
            "leeftijd": None if pd.isna(leeftijd) or leeftijd < 0 else int(leeftijd),
            "verblijf": None if pd.isna(verblijf) else bool(verblijf),
            "zorgvorm": "" if pd.isna(zorgvorm) else str(zorgvorm),
            "nooit_gestart": bool(nooit),
            "stop_ontbreekt": bool(zonder),
        }
        for pk, start, einde, leeftijd, verblijf, zorgvorm, nooit, zonder in rows.itertuples(index=False)
    ]
