"""The figures of one year as plain values, for commands and other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verhalen.kern.tabelbestand import write_csv
from verhalen.programma.models import Indicator
from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen.models import Meting
from verhalen.tellen.opmaak import SYMBOOL, for_table
from verhalen.tellen.perioden import Tijdvak

DREMPEL_BINNEN = 5
HEEL_JAAR = 12
KOLOMMEN = (
    *("slug", "periode", "uitsplitsing", "gebied", "naam", "eenheid", "waarde", "teller", "noemer"),
    *("definitie_versie", "onderdrukt", "voorlopig", "nulwaarde", "bron", "peildatum"),
)


def list_jaarcijfers(gemeente: Gemeente, jaar: int, *, onbeschermd: bool) -> list[dict[str, Any]]:
    """Return every figure of a calendar year; hidden ones without numbers unless `onbeschermd`.

    Of each indicator the definition that was computed last is given. A count that came per quarter and may
    not be added up is given per quarter.
    """
    metingen = Meting.objects.of(gemeente).within_year(jaar).select_related("indicator")
    newest: dict[int, str] = {}
    for meting in metingen.order_by("-berekend_op"):
        newest.setdefault(meting.indicator_id, meting.versie)
    printed = _printed(gemeente, jaar)
    rows = metingen.order_by("indicator__volgorde", "indicator__slug", "uitsplitsing", "gebied", "van")
    current = [meting for meting in rows if meting.versie == newest[meting.indicator_id]]
    whole = {_key(meting) for meting in current if meting.maanden == HEEL_JAAR}
    return [
        _row(meting, printed, onbeschermd=onbeschermd)
        for meting in current
        if meting.maanden == HEEL_JAAR or (meting.bron == Meting.Bron.TELLINGEN and _key(meting) not in whole)
    ]


def _key(meting: Meting) -> tuple[int, str, str]:
    return meting.indicator_id, meting.uitsplitsing, meting.gebied


def _printed(gemeente: Gemeente, jaar: int) -> dict[tuple[str, str], str]:
    indicatoren = Indicator.objects.of(gemeente).prefetch_related("nulwaarden")
    return {
        (indicator.slug, nul.uitsplitsing): nul.afdruk
        for indicator in indicatoren
        for nul in indicator.nulwaarden.all()
        if nul.jaar == jaar
    }


def _row(meting: Meting, printed: dict[tuple[str, str], str], *, onbeschermd: bool) -> dict[str, Any]:
    hidden = meting.verborgen and not onbeschermd
    slug = meting.indicator.slug
    return {
        "slug": slug,
        "periode": Tijdvak(meting.van, meting.tot).slug,
        "uitsplitsing": meting.uitsplitsing,
        "gebied": meting.gebied,
        "naam": meting.indicator.naam,
        "eenheid": meting.indicator.eenheid,
        "waarde": None if hidden else meting.waarde,
        "teller": None if hidden else meting.teller,
        "noemer": None if hidden else meting.noemer,
        "definitie_versie": meting.versie,
        "onderdrukt": hidden,
        "voorlopig": meting.voorlopig,
        "opmerkingen": meting.opmerkingen,
        "nulwaarde": ""
        if meting.gebied or meting.maanden != HEEL_JAAR
        else printed.get((slug, meting.uitsplitsing), ""),
        "bron": meting.bron,
        "peildatum": meting.peildatum.isoformat(),
    }


def to_csv(rows: Sequence[dict[str, Any]]) -> bytes:
    """Return the figures as a table with decimal commas; a hidden value is the symbol."""
    return write_csv(KOLOMMEN, ([_cell(row, kolom) for kolom in KOLOMMEN] for row in rows))


def _cell(row: dict[str, Any], kolom: str) -> str:
    waarde = row[kolom]
    if kolom == "waarde":
        return SYMBOOL if row["onderdrukt"] else for_table(waarde, row["eenheid"])
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, float):
        return for_table(waarde, "aantal")
    return "" if waarde is None else str(waarde)
