"""Load the shared lists of a municipality from its reference data; doing it again changes nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models, transaction

from verhalen.stamgegevens.models import Aanbieder, Gebied, Gemeente, Product, Vertellerrol, Verwijzer, Zorgvorm


def read_date(value: str | None) -> date | None:
    """Return an ISO date, or None for nothing."""
    return date.fromisoformat(value) if value else None


@transaction.atomic
def load_gemeente(data: dict[str, str]) -> Gemeente:
    """Make or update the municipality itself."""
    gemeente, _created = Gemeente.objects.update_or_create(
        code=data["code"], defaults={"naam": data["naam"], "gm_code": data["gm_code"]}
    )
    return gemeente


@transaction.atomic
def load_vocabulaires(gemeente: Gemeente, data: dict[str, Any]) -> int:
    """Load zorgvormen, vertellerrollen and verwijzers; return how many."""
    rows = _load_list(Zorgvorm, gemeente, data["zorgvorm"])
    rows += _load_list(Vertellerrol, gemeente, data["vertellerrol"])
    verwijzers = [{**row, "slug": f"v{row['code']}"} for row in data["verwijzer"]]
    return rows + _load_list(Verwijzer, gemeente, verwijzers, "code")


@transaction.atomic
def load_aanbieders(gemeente: Gemeente, data: list[dict[str, Any]]) -> int:
    """Load the providers; return how many."""
    return _load_list(Aanbieder, gemeente, data, "agb")


def _load_list(model: type[models.Model], gemeente: Gemeente, rows: list[dict[str, Any]], *extra: str) -> int:
    manager: Any = model._default_manager
    for volgorde, row in enumerate(rows, start=1):
        values = {"naam": row["naam"], "volgorde": volgorde, **{name: row[name] for name in extra}}
        manager.update_or_create(gemeente=gemeente, slug=row["slug"], defaults=values)
    return len(rows)


@transaction.atomic
def load_gebieden(gemeente: Gemeente, data: dict[str, Any]) -> int:
    """Load wijken and the named areas made of them; return how many."""
    for row in data["wijken"]:
        Gebied.objects.update_or_create(
            gemeente=gemeente, code=row["code"], defaults={"naam": row["naam"], "soort": Gebied.Soort.WIJK}
        )
    for row in data["gebieden"]:
        area, _created = Gebied.objects.update_or_create(
            gemeente=gemeente,
            code=row["slug"],
            defaults={
                "naam": row["naam"],
                "soort": Gebied.Soort.BENOEMD,
                "geldig_vanaf": read_date(row.get("geldig_vanaf")),
            },
        )
        area.wijken.set(Gebied.objects.of(gemeente).filter(code__in=row["wijken"]))
    return len(data["wijken"]) + len(data["gebieden"])


@transaction.atomic
def load_producten(gemeente: Gemeente, data: list[dict[str, Any]]) -> int:
    """Load the product catalogue, then tie each product to its successor; return how many."""
    zorgvormen = {zorgvorm.slug: zorgvorm for zorgvorm in Zorgvorm.objects.of(gemeente)}
    producten = [_product(gemeente, row, zorgvormen) for row in data]
    fields = [
        "omschrijving",
        "categorie",
        "hulpvorm",
        "zorgvorm",
        "verblijf",
        "verblijf_cbs",
        "zwaarte",
        "geldig_vanaf",
        "geldig_tot",
    ]
    Product.objects.bulk_create(
        producten, update_conflicts=True, unique_fields=["gemeente", "code"], update_fields=fields
    )
    known = {product.code: product for product in Product.objects.of(gemeente)}
    for row in data:
        if row.get("opvolger"):
            Product.objects.filter(pk=known[row["code"]].pk).update(opvolger=known[row["opvolger"]])
    return len(data)


def _product(gemeente: Gemeente, row: dict[str, Any], zorgvormen: dict[str, Zorgvorm]) -> Product:
    return Product(
        gemeente=gemeente,
        code=row["code"],
        omschrijving=row["omschrijving"],
        categorie=row.get("categorie") or "",
        hulpvorm=row.get("hulpvorm") or "",
        zorgvorm=zorgvormen.get(row.get("zorgvorm") or ""),
        verblijf=row.get("verblijf"),
        verblijf_cbs=row.get("verblijf_cbs"),
        zwaarte=row.get("zwaarte"),
        geldig_vanaf=read_date(row.get("geldig_vanaf")),
        geldig_tot=read_date(row.get("geldig_tot")),
    )
