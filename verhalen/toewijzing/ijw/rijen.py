"""Messages as rows for tables. The names of the columns are those of the csv contract of the importers."""

from __future__ import annotations

from datetime import date, datetime

from verhalen.toewijzing.ijw.berichten import (
    Bericht,
    Client,
    Kop,
    Product,
    Startbericht,
    StartProduct,
    Stopbericht,
    StopProduct,
    ToegewezenProduct,
    Toewijzingsbericht,
)

Waarde = str | int | date | datetime | None
Rij = dict[str, Waarde]


def to_rows(bericht: Bericht) -> list[Rij]:
    """Return one row per product of the message, in its order; see the three functions below for the columns."""
    if isinstance(bericht, Toewijzingsbericht):
        return [toewijzing_row(bericht, product) for product in bericht.producten]
    if isinstance(bericht, Startbericht):
        return [start_row(bericht, product) for product in bericht.producten]
    return [stop_row(bericht, product) for product in bericht.producten]


def toewijzing_row(bericht: Toewijzingsbericht, product: ToegewezenProduct) -> Rij:
    """Return a version of an allocation."""
    return {
        **_persoon(bericht.client),
        **_product(product.product),
        "toewijzing_id": product.nummer,
        "referentie": product.referentie,
        "versie_tijdstip": product.moment,
        "aanbieder_agb": bericht.kop.ontvanger,
        "ingangsdatum": product.ingangsdatum,
        "einddatum": product.einddatum,
        "reden_wijziging": product.reden_wijziging,
        "volume": None if product.omvang is None else product.omvang.volume,
        "eenheid": None if product.omvang is None else product.omvang.eenheid,
        "frequentie": None if product.omvang is None else product.omvang.frequentie,
        "budget_cent": product.budget_cent,
        "leeftijd_bij_start": product.leeftijd,
    }


def start_row(bericht: Startbericht, product: StartProduct) -> Rij:
    """Return a start of care."""
    return {
        **_persoon(bericht.client),
        **_geleverd(bericht.kop, product),
        "leeftijd_bij_start": product.leeftijd,
    }


def stop_row(bericht: Stopbericht, product: StopProduct) -> Rij:
    """Return an end of care."""
    return {
        **_persoon(bericht.client),
        **_geleverd(bericht.kop, product),
        "reden_beeindiging": product.reden,
        "einddatum": product.einddatum,
    }


def _persoon(client: Client) -> Rij:
    """Return who: the pre-pseudonym after the source step; a raw number never becomes a row."""
    return {
        "pre_pseudoniem": client.pre_pseudoniem,
        "geboortejaar_maand": client.geboortemaand,
        "geslacht": client.geslacht,
        "wijk": client.wijk,
    }


def _product(product: Product | None) -> Rij:
    return {
        "categorie": None if product is None else product.categorie,
        "productcode": None if product is None else product.code,
    }


def _geleverd(kop: Kop, product: StartProduct | StopProduct) -> Rij:
    return {
        **_product(product.product),
        "toewijzing_id": product.nummer,
        "aanbieder_agb": kop.afzender,
        "toewijzing_ingangsdatum": product.toewijzing_ingangsdatum,
        "begindatum": product.begindatum,
        "status_aanlevering": product.status,
        "dagtekening": kop.dagtekening,
    }
