"""Load a programme from reference data; doing it again changes nothing that people wrote since."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from verhalen.programma.models import (
    Actie,
    Deel,
    Doel,
    Indicator,
    IndicatorDoel,
    Knop,
    Knopformulering,
    Nulwaarde,
    Programmaversie,
    Termijn,
    Vertrekpunt,
)
from verhalen.stamgegevens.models import Gemeente


@transaction.atomic
def load_programma(gemeente: Gemeente, data: dict[str, Any]) -> dict[str, int]:
    """Make or update everything the council decided; return counts per kind.

    A file with a later date is a new version: the one before it ends, a doel or actie that got other words
    ends too, and one that kept its words goes on with its history. What people added since stays.
    """
    vanaf = date.fromisoformat(data["versie"]["geldig_vanaf"])
    versie, _created = Programmaversie.objects.update_or_create(
        gemeente=gemeente,
        geldig_vanaf=vanaf,
        defaults={"naam": data["versie"]["naam"], "bron": data["versie"].get("bron", "")},
    )
    _close(Programmaversie.objects.of(gemeente), vanaf)
    _load_vertrekpunten(gemeente, data["vertrekpunten"])
    indicatoren = _load_indicatoren(gemeente, data["indicatoren"])
    delen = {row["slug"]: _load_deel(gemeente, row) for row in data["delen"]}
    acties = 0
    for row in data["knoppen"]:
        knop = _load_knop(gemeente, versie, row, delen, indicatoren)
        acties += sum(_load_termijn(gemeente, knop, termijn, vanaf) for termijn in row["termijnen"])
    return {"knoppen": len(data["knoppen"]), "acties": acties, "indicatoren": len(indicatoren)}


def _load_deel(gemeente: Gemeente, row: dict[str, Any]) -> Deel:
    return Deel.objects.update_or_create(
        gemeente=gemeente, slug=row["slug"], defaults={"naam": row["naam"], "volgorde": row["volgorde"]}
    )[0]


def _load_vertrekpunten(gemeente: Gemeente, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        values = {name: row[name] for name in ("letter", "naam", "toelichting", "volgorde")}
        Vertrekpunt.objects.update_or_create(gemeente=gemeente, slug=row["slug"], defaults=values)


def _load_indicatoren(gemeente: Gemeente, rows: list[dict[str, Any]]) -> dict[str, Indicator]:
    vertrekpunten = {vertrekpunt.slug: vertrekpunt for vertrekpunt in Vertrekpunt.objects.of(gemeente)}
    loaded = {}
    for volgorde, row in enumerate(rows, start=1):
        values = {name: row[name] for name in ("naam", "eenheid", "gewenste_richting", "definitie", "bron")}
        values |= {"vertrekpunt": vertrekpunten.get(row.get("vertrekpunt") or ""), "volgorde": volgorde}
        indicator, _created = Indicator.objects.update_or_create(gemeente=gemeente, slug=row["slug"], defaults=values)
        _load_waarden(gemeente, indicator, row)
        loaded[row["slug"]] = indicator
    return loaded


def _load_waarden(gemeente: Gemeente, indicator: Indicator, row: dict[str, Any]) -> None:
    for nul in row.get("nulwaarden", []):
        Nulwaarde.objects.update_or_create(
            gemeente=gemeente,
            indicator=indicator,
            jaar=nul["jaar"],
            uitsplitsing=nul.get("uitsplitsing") or "",
            defaults={"waarde": Decimal(str(nul["waarde"])), "afdruk": nul["afdruk"]},
        )
    for doel in row.get("doelen", []):
        waarde = doel.get("waarde")
        IndicatorDoel.objects.update_or_create(
            gemeente=gemeente,
            indicator=indicator,
            jaar=doel["jaar"],
            tekst=doel["tekst"],
            defaults={"waarde": None if waarde is None else Decimal(str(waarde))},
        )


def _load_knop(
    gemeente: Gemeente,
    versie: Programmaversie,
    row: dict[str, Any],
    delen: dict[str, Deel],
    indicatoren: dict[str, Indicator],
) -> Knop:
    knop, _created = Knop.objects.get_or_create(
        gemeente=gemeente, nummer=row["nummer"], defaults={"geldig_vanaf": versie.geldig_vanaf}
    )
    Knopformulering.objects.update_or_create(
        gemeente=gemeente,
        knop=knop,
        versie=versie,
        defaults={
            "deel": delen[row["deel"]],
            "naam": row["naam"],
            "kern": row["kern"],
            "leidend_cijfer": indicatoren.get(row.get("leidend_cijfer") or ""),
            "gewenste_richting": row["gewenste_richting"],
            "ervaringsthemas": row.get("ervaringsthemas", []),
        },
    )
    return knop


def _load_termijn(gemeente: Gemeente, knop: Knop, row: dict[str, Any], vanaf: date) -> int:
    termijn, _created = Termijn.objects.update_or_create(
        gemeente=gemeente,
        knop=knop,
        nummer=row["nummer"],
        defaults={"van": row.get("van"), "tot": row.get("tot")},
    )
    if row.get("doel"):
        _load_dated(Doel, {"gemeente": gemeente, "termijn": termijn}, vanaf, {"tekst": row["doel"]})
    for actie in row["acties"]:
        values = {name: actie[name] for name in ("tekst", "volgt_cijfers", "volgt_verhalen")}
        _load_dated(Actie, {"gemeente": gemeente, "termijn": termijn, "code": actie["code"]}, vanaf, values)
    return len(row["acties"])


def _load_dated(model: type[Doel | Actie], key: dict[str, Any], vanaf: date, values: dict[str, Any]) -> None:
    rows = model._default_manager.filter(**key)
    unchanged = rows.filter(geldig_vanaf__lt=vanaf, geldig_tot__isnull=True, **values)
    if not unchanged.exists():
        _close(rows, vanaf)
        model._default_manager.update_or_create(**key, geldig_vanaf=vanaf, defaults=values)


def _close(rows: Any, vanaf: date) -> None:
    """End what began before ``vanaf`` and has no end yet."""
    rows.filter(geldig_vanaf__lt=vanaf, geldig_tot__isnull=True).update(geldig_tot=vanaf)
