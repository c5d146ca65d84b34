"""Reads about files with figures, as values that templates can show."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.tabelbestand import Tabel
from verhalen.toewijzing.bestandmodellen import Berichtbestand
from verhalen.toewijzing.inlezen.actions import read_geweigerd
from verhalen.toewijzing.inlezen.rapport import KOLOM_FOUT, KOLOM_REGEL

VOORBEELDEN, VOORBEELD_TEKENS, FOUTEN_OP_SCHERM = 3, 60, 25
RIJNAMEN = {
    "toewijzingsversie": ("toewijzing", "toewijzingen"),
    "startbericht": ("start van hulp", "starts van hulp"),
    "stopbericht": ("einde van hulp", "eindes van hulp"),
    "kostenregel": ("rekening", "rekeningen"),
    "overigekosten": ("regel met overige kosten", "regels met overige kosten"),
    "bevolkingsregel": ("regel over inwoners", "regels over inwoners"),
    "telling": ("telling", "tellingen"),
}


@dataclass(frozen=True)
class Voorbeeldkolom:
    """A column, and as what it will be read."""

    kolom: str
    gelezen_als: str


@dataclass(frozen=True)
class Weigering:
    """A refused message or row: where, and why."""

    plek: str
    zin: str


def list_bestanden(gebruiker: Gebruiker, hoogstens: int = 20) -> list[Berichtbestand]:
    """Return the newest files of the municipality."""
    return list(Berichtbestand.objects.visible_to(gebruiker).select_related("taak")[:hoogstens])


def list_new_rows(rapport: dict[str, Any]) -> list[tuple[int, str]]:
    """Return how many rows of each kind a file brought, in words."""
    nieuw = rapport.get("nieuw", {})
    return [(aantal, RIJNAMEN[soort][aantal != 1]) for soort, aantal in nieuw.items() if soort in RIJNAMEN]


def period_of(rapport: dict[str, Any]) -> str:
    """Return between which days the allocations of a file were sent, or nothing."""
    dagen = [date.fromisoformat(rapport[naam]) for naam in ("van", "tot") if rapport.get(naam)]
    return " tot en met ".join(date_format(dag, "j F Y") for dag in dagen)


def list_columns(tabel: Tabel, namen: dict[str, str]) -> list[Voorbeeldkolom]:
    """Return every column of a table; `namen` says as what a column is read."""
    return [Voorbeeldkolom(kolom, namen.get(kolom, "")) for kolom in tabel.kolommen]


def list_examples(tabel: Tabel) -> list[list[str]]:
    """Return the first rows of a table, long cells cut."""
    return [[_short(cel) for cel in cellen] for _nummer, cellen in tabel.rijen[:VOORBEELDEN]]


def _short(cel: str) -> str:
    return cel if len(cel) <= VOORBEELD_TEKENS else f"{cel[:VOORBEELD_TEKENS]}…"


def list_refusals(gebruiker: Gebruiker, bestand: Berichtbestand) -> list[Weigering]:
    """Return the first refusals of a file with their place; the look is logged."""
    if bestand.geweigerd_id is None:
        return []
    rows = csv.DictReader(io.StringIO(read_geweigerd(bestand=bestand, by=gebruiker).decode("utf-8-sig")), delimiter=";")
    return [_refusal(row) for _nummer, row in zip(range(FOUTEN_OP_SCHERM), rows, strict=False)]


def _refusal(row: dict[str, str]) -> Weigering:
    if KOLOM_REGEL in row:
        return Weigering(f"regel {row[KOLOM_REGEL]}", row[KOLOM_FOUT])
    plek: Sequence[str] = [row["bestand"], f"regel {row['regel']}" if row["regel"] else "", row["element"]]
    return Weigering(", ".join(deel for deel in plek if deel), row[KOLOM_FOUT])
