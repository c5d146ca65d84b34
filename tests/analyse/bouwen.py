"""Small frames by hand: one line per version, start or stop, with what does not matter filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from verhalen.analyse import kolommen as k
from verhalen.analyse import schema
from verhalen.analyse.gegevens import Gegevens, Tabellen, build_gegevens

Rij = Mapping[str, object]

_CATALOGUS = [
    ("45A04", "45", "02", "ambulant", None, False, False),
    ("45A48", "45", "02", "ambulant", None, False, False),
    ("45A05", "45", "02", "ambulant", "45A48", False, False),
    ("52A00", "52", "02", "specialistische-ggz", None, False, False),
    ("43A07", "43", "14", "behandeld-wonen", None, True, True),
    ("44A07", "44", "11", "pleegzorg", None, True, True),
    ("44B15", "44", "13", "onbekend", None, True, False),
    ("46A03", "46", "14", "crisis", None, False, True),
    ("48A01", "48", "11", "bescherming-of-reclassering", None, False, None),
    ("90002", "", "", "behandeld-wonen", None, True, None),
]
PRODUCTEN = pd.DataFrame(
    _CATALOGUS, columns=[k.CODE, k.CATEGORIE, k.HULPVORM, k.ZORGVORM, k.OPVOLGER, k.VERBLIJF, k.VERBLIJF_CBS]
)


def versie(nummer: str, van: str, tot: str | None = None, **anders: object) -> Rij:
    """One version of an allocation; product 45A04 of one provider unless told otherwise."""
    return {
        k.CLIENT: "p1",
        k.TOEWIJZING: nummer,
        k.VERSIE: "2022-01-01 09:00",
        k.CATEGORIE: "45",
        k.PRODUCT: "45A04",
        k.AANBIEDER: "98000001",
        k.INGANGSDATUM: van,
        k.EINDDATUM: tot,
        k.REDEN_WIJZIGING: None,
        k.GEBOORTEMAAND: "2012-05-01",
        k.LEEFTIJD_BIJ_START: None,
        k.WIJK: "WK099501",
        k.VERWIJZER: None,
        **anders,
    }


def start(nummer: str | None, begin: str, **anders: object) -> Rij:
    """One 305 record."""
    return {
        k.CLIENT: "p1",
        k.TOEWIJZING: nummer,
        k.CATEGORIE: "45",
        k.PRODUCT: "45A04",
        k.AANBIEDER: "98000001",
        k.TOEWIJZING_INGANGSDATUM: None,
        k.BEGINDATUM: begin,
        k.STATUS: "1",
        k.DAGTEKENING: "2022-02-01",
        k.LEEFTIJD_BIJ_START: None,
        **anders,
    }


def stop(nummer: str | None, eind: str, reden: str = "31", begin: str = "2022-01-01", **anders: object) -> Rij:
    """One 307 record."""
    rest = {kolom: waarde for kolom, waarde in start(nummer, begin).items() if kolom != k.LEEFTIJD_BIJ_START}
    return {**rest, k.REDEN_BEEINDIGING: reden, k.EINDDATUM: eind, **anders}


def frame(rijen: Sequence[Rij], vorm: schema.Schema) -> pd.DataFrame:
    """Turn rows into a frame of the schema; reading order becomes the volgnummer."""
    met_nummer = [{k.VOLGNUMMER: nummer, **rij} for nummer, rij in enumerate(rijen)]
    leeg = schema.empty(vorm)
    if not rijen:
        return leeg
    gevuld = pd.DataFrame(met_nummer).reindex(columns=list(vorm))
    for kolom, soort in vorm.items():
        if soort is schema.Soort.DATUM:
            gevuld[kolom] = pd.to_datetime(gevuld[kolom]).astype("datetime64[us]")
        elif soort is schema.Soort.GETAL:
            gevuld[kolom] = gevuld[kolom].astype("Float64")
        else:
            gevuld[kolom] = gevuld[kolom].astype("str")
    return gevuld


def gegevens(
    versies: Sequence[Rij],
    starts: Sequence[Rij] = (),
    stops: Sequence[Rij] = (),
    *,
    peildatum: date = date(2025, 12, 31),
    vanaf: date = date(2022, 1, 1),
    **tabellen: Sequence[Rij],
) -> Gegevens:
    """Build Gegevens from rows; the other tables by the name of their schema in lower case."""
    vormen = {
        "bevolking": schema.BEVOLKING,
        "kosten": schema.KOSTEN,
        "overige_kosten": schema.OVERIGE_KOSTEN,
        "tellingen": schema.TELLINGEN,
    }
    return build_gegevens(
        frame(versies, schema.VERSIES),
        frame(starts, schema.STARTS),
        frame(stops, schema.STOPS),
        Tabellen(producten=PRODUCTEN, **{naam: frame(rijen, vormen[naam]) for naam, rijen in tabellen.items()}),
        peildatum=peildatum,
        vanaf=vanaf,
    )
