"""The one border where frames come in: are the columns there, and are they of the expected kind?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import pandas as pd

from verhalen.analyse import kolommen as k


class Soort(StrEnum):
    """Kind of a column; `TEKST` and `DATUM` may hold missing values, `GETAL` may where pandas allows it."""

    TEKST = "tekst"
    DATUM = "datum"
    GETAL = "getal"


Schema = Mapping[str, Soort]

VERSIES: Schema = {
    k.CLIENT: Soort.TEKST,
    k.TOEWIJZING: Soort.TEKST,
    k.VERSIE: Soort.DATUM,
    k.VOLGNUMMER: Soort.GETAL,
    k.CATEGORIE: Soort.TEKST,
    k.PRODUCT: Soort.TEKST,
    k.AANBIEDER: Soort.TEKST,
    k.INGANGSDATUM: Soort.DATUM,
    k.EINDDATUM: Soort.DATUM,
    k.REDEN_WIJZIGING: Soort.TEKST,
    k.GEBOORTEMAAND: Soort.DATUM,
    k.LEEFTIJD_BIJ_START: Soort.GETAL,
    k.WIJK: Soort.TEKST,
    k.VERWIJZER: Soort.TEKST,
}
STARTS: Schema = {
    k.CLIENT: Soort.TEKST,
    k.TOEWIJZING: Soort.TEKST,
    k.CATEGORIE: Soort.TEKST,
    k.PRODUCT: Soort.TEKST,
    k.AANBIEDER: Soort.TEKST,
    k.TOEWIJZING_INGANGSDATUM: Soort.DATUM,
    k.BEGINDATUM: Soort.DATUM,
    k.STATUS: Soort.TEKST,
    k.DAGTEKENING: Soort.DATUM,
    k.VOLGNUMMER: Soort.GETAL,
    k.LEEFTIJD_BIJ_START: Soort.GETAL,
}
STOPS: Schema = {
    **{kolom: soort for kolom, soort in STARTS.items() if kolom != k.LEEFTIJD_BIJ_START},
    k.REDEN_BEEINDIGING: Soort.TEKST,
    k.EINDDATUM: Soort.DATUM,
}
PRODUCTEN: Schema = {
    k.CODE: Soort.TEKST,
    k.CATEGORIE: Soort.TEKST,
    k.HULPVORM: Soort.TEKST,
    k.ZORGVORM: Soort.TEKST,
    k.OPVOLGER: Soort.TEKST,
}
BEVOLKING: Schema = {
    k.JAAR: Soort.GETAL,
    k.LEEFTIJDSJAAR: Soort.GETAL,
    k.GEBIED: Soort.TEKST,
    k.AANTAL: Soort.GETAL,
}
KOSTEN: Schema = {
    k.MAAND: Soort.DATUM,
    k.CLIENT: Soort.TEKST,
    k.CATEGORIE: Soort.TEKST,
    k.PRODUCT: Soort.TEKST,
    k.BEDRAG: Soort.GETAL,
}
OVERIGE_KOSTEN: Schema = {k.MAAND: Soort.DATUM, k.SOORT: Soort.TEKST, k.BEDRAG: Soort.GETAL}
TELLINGEN: Schema = {
    k.KNOP: Soort.GETAL,
    k.INDICATOR: Soort.TEKST,
    k.PERIODE: Soort.TEKST,
    k.GEBIED: Soort.TEKST,
    k.WAARDE: Soort.GETAL,
    k.NOEMER: Soort.GETAL,
    k.BRON: Soort.TEKST,
}

_NAMEN = {Soort.TEKST: "str", Soort.DATUM: "datetime64[us]", Soort.GETAL: "Float64"}
_DTYPES = {soort: pd.api.types.pandas_dtype(naam) for soort, naam in _NAMEN.items()}


class SchemaError(ValueError):
    """A frame that does not have the shape it must have; the message is a Dutch sentence for a person."""


def empty(schema: Schema) -> pd.DataFrame:
    """Return a frame without rows that passes `check` for this schema."""
    return pd.DataFrame({kolom: pd.Series([], dtype=_DTYPES[soort]) for kolom, soort in schema.items()})


def check(frame: pd.DataFrame, schema: Schema, naam: str) -> pd.DataFrame:
    """Return a copy of `frame` with just the schema's columns; raise `SchemaError` if one is missing or
    wrong."""
    require(frame, schema, naam)
    for kolom, soort in schema.items():
        if not _fits(frame[kolom], soort):
            raise SchemaError(f"De kolom {kolom} in de tabel {naam} hoort een {soort} te zijn.")
    return pd.DataFrame({kolom: _cast(frame[kolom], soort) for kolom, soort in schema.items()}).reset_index(drop=True)


def require(frame: pd.DataFrame, kolommen: Iterable[str], naam: str) -> None:
    """Raise `SchemaError` naming the columns that `frame` lacks."""
    missing = [kolom for kolom in kolommen if kolom not in frame.columns]
    if missing:
        raise SchemaError(f"De tabel {naam} mist de kolom {', '.join(missing)}.")


def _cast(kolom: pd.Series, soort: Soort) -> pd.Series:
    """Give an empty column its kind back and dates one resolution; leave numbers as precise as they came."""
    if soort is Soort.GETAL and pd.api.types.is_numeric_dtype(kolom):
        return kolom
    return (
        pd.Series(pd.NA, index=kolom.index, dtype=_DTYPES[soort])
        if kolom.isna().all()
        else kolom.astype(_DTYPES[soort])
    )


def _fits(kolom: pd.Series, soort: Soort) -> bool:
    if kolom.isna().all():
        return True
    if soort is Soort.DATUM:
        return pd.api.types.is_datetime64_dtype(kolom)
    if soort is Soort.GETAL:
        return pd.api.types.is_numeric_dtype(kolom)
    return pd.api.types.is_string_dtype(kolom.dropna())
