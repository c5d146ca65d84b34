"""From an element `Bericht` to a message as a value, or a `BerichtError`: whole, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from lxml import etree

from verhalen.toewijzing.ijw import bsn as bsn_regels
from verhalen.toewijzing.ijw.berichten import (
    Bericht,
    Client,
    Kop,
    Omvang,
    Product,
    Startbericht,
    StartProduct,
    Stopbericht,
    StopProduct,
    ToegewezenProduct,
    Toewijzingsbericht,
)
from verhalen.toewijzing.ijw.fouten import BerichtError, Reden
from verhalen.toewijzing.ijw.xml import Knoop, line_of

# Attributes that the source step adds; a message straight from the standard has none.
BRON_NS = "urn:verhalen:bron:1"
LEEFTIJD = f"{{{BRON_NS}}}leeftijd"
WIJK = f"{{{BRON_NS}}}wijk"

PRE_PSEUDONIEM = r"pp1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{43}"
_NUMMER = r"[0-9]{1,9}|tn1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{43}"
_REFERENTIE = r"[\s\S]{1,36}|rf1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{43}"
_PARTIJ = r"[0-9]{4}|[0-9]{8}"
_CODE2 = r"[0-9]{2}"

VERSIES = frozenset({"3.0", "3.1", "3.2"})
BERICHTEN = {
    "436": "JW301",
    "437": "JW302",
    "438": "JW305",
    "439": "JW306",
    "440": "JW307",
    "441": "JW308",
    "446": "JW315",
    "447": "JW316",
    "486": "JW317",
    "487": "JW318",
    "488": "JW319",
    "489": "JW320",
    "490": "JW323",
    "491": "JW325",
}

P = TypeVar("P")


class NotReadError(BerichtError):
    """A sound message of a kind that this reader does not use."""


def read_bericht(element: etree._Element, *, gemeente: str | None) -> Bericht:
    """Read one message; `gemeente` (four digits) refuses those of another municipality, None takes any.

    Raises `BerichtError` with the place, or `NotReadError` for a kind of message that is not read.
    """
    knoop = Knoop(element)
    kop = _kop(knoop.een("Header"))
    if kop.berichtcode not in _LEZERS:
        naam = BERICHTEN[kop.berichtcode]
        raise NotReadError(Reden.BERICHT, f"Een bericht {naam} gebruiken we niet.", line_of(element), "Bericht")
    van = kop.afzender if kop.berichtcode == "436" else kop.ontvanger
    if gemeente is not None and van != gemeente:
        zin = f"Dit bericht is van gemeente {van}, niet van {gemeente}."
        raise BerichtError(Reden.GEMEENTE, zin, line_of(element), "Bericht/Header")
    return _LEZERS[kop.berichtcode](kop, knoop.een("Client"))


def _kop(knoop: Knoop) -> Kop:
    code = knoop.tekst("BerichtCode", r"[0-9]{3}")
    versie = f"{int(knoop.tekst('BerichtVersie', '[0-9]{1,3}'))}.{int(knoop.tekst('BerichtSubversie', '[0-9]{1,3}'))}"
    if code not in BERICHTEN:
        raise knoop.fout(f"Berichtcode {code} is geen iJw-bericht.", "BerichtCode", Reden.BERICHT)
    if versie not in VERSIES:
        raise knoop.fout(f"Versie {versie} van de standaard lezen we niet.", "BerichtVersie", Reden.BERICHT)
    identificatie = knoop.een("BerichtIdentificatie")
    return Kop(
        code,
        versie,
        knoop.tekst("Afzender", _PARTIJ),
        knoop.tekst("Ontvanger", _PARTIJ),
        identificatie.tekst("Identificatie", r"[\s\S]{1,12}"),
        identificatie.datum("Dagtekening"),
    )


def _client(knoop: Knoop) -> Client:
    nummer = knoop.tekst("Bsn", rf"[0-9]{{9}}|{PRE_PSEUDONIEM}")
    is_bsn = nummer.isdigit()
    if is_bsn and nummer not in bsn_regels.ONBEKEND and not bsn_regels.is_valid(nummer):
        raise knoop.fout("Het burgerservicenummer klopt niet: het doorstaat de elfproef niet.", "Bsn")
    geboorte = knoop.een("Geboortedatum")
    gebruik = geboorte.tekst_of_niets("DatumGebruik", "[123]")
    return Client(
        bsn=nummer if is_bsn and nummer not in bsn_regels.ONBEKEND else None,
        pre_pseudoniem=None if is_bsn else nummer,
        geboortedatum=None if gebruik == "3" else geboorte.datum("Datum"),
        datumgebruik=gebruik,
        geslacht=knoop.tekst("Geslacht", "[0129]"),
        postcode=_postcode(knoop),
        wijk=knoop.attribuut(WIJK),
    )


def _postcode(knoop: Knoop) -> str | None:
    """Return the postal code of the registered address (kind 01), else of the first address there is."""
    contacten = knoop.misschien("Contactgegevens")
    if contacten is None:
        return None
    adressen = [
        (contact.tekst_of_niets("Soort") != "01", adres.tekst_of_niets("Postcode"))
        for contact in contacten.alle("Contact")
        if (adres := contact.misschien("Adres")) is not None
    ]
    gevuld = sorted(((ander, postcode) for ander, postcode in adressen if postcode), key=lambda adres: adres[0])
    return re.sub(r"\s", "", gevuld[0][1]).upper() if gevuld else None


def _toewijzing(kop: Kop, client: Knoop) -> Bericht:
    producten = _products(client, "ToegewezenProducten", "ToegewezenProduct", _toegewezen)
    return Toewijzingsbericht(kop, _client(client), producten)


def _start(kop: Kop, client: Knoop) -> Bericht:
    producten = _products(client, "StartProducten", "StartProduct", lambda knoop: _gestart(knoop, kop.versie))
    return Startbericht(kop, _client(client), producten)


def _stop(kop: Kop, client: Knoop) -> Bericht:
    producten = _products(client, "StopProducten", "StopProduct", lambda knoop: _gestopt(knoop, kop.versie))
    return Stopbericht(kop, _client(client), producten)


_LEZERS = {"436": _toewijzing, "438": _start, "440": _stop}


def _products(client: Knoop, lijst: str, naam: str, lees: Callable[[Knoop], P]) -> tuple[P, ...]:
    knopen = client.een(lijst).alle(naam)
    if not knopen:
        raise client.fout(f"Het element {naam} ontbreekt.", lijst)
    return tuple(lees(knoop) for knoop in knopen)


def _toegewezen(knoop: Knoop) -> ToegewezenProduct:
    ingangsdatum, einddatum = knoop.datum("Ingangsdatum"), knoop.datum_of_niets("Einddatum")
    if einddatum is not None and einddatum < ingangsdatum:
        raise knoop.fout("De einddatum ligt voor de ingangsdatum.", "Einddatum")
    return ToegewezenProduct(
        nummer=knoop.tekst("ToewijzingNummer", _NUMMER),
        referentie=knoop.tekst_of_niets("ReferentieAanbieder", _REFERENTIE),
        product=_product(knoop),
        moment=datetime.combine(knoop.datum("Toewijzingsdatum"), knoop.tijd("Toewijzingstijd")),
        ingangsdatum=ingangsdatum,
        einddatum=einddatum,
        reden_wijziging=knoop.tekst_of_niets("RedenWijziging", _CODE2),
        omvang=_omvang(knoop),
        budget_cent=knoop.geheel_of_niets("Budget"),
        leeftijd=_leeftijd(knoop),
    )


def _gestart(knoop: Knoop, versie: str) -> StartProduct:
    return StartProduct(
        knoop.tekst_of_niets("ToewijzingNummer", _NUMMER),
        _product(knoop),
        knoop.datum_of_niets("ToewijzingIngangsdatum"),
        knoop.datum("Begindatum"),
        _status(knoop, versie),
        _leeftijd(knoop),
    )


def _gestopt(knoop: Knoop, versie: str) -> StopProduct:
    begin, eind = knoop.datum("Begindatum"), knoop.datum("Einddatum")
    if eind < begin:
        raise knoop.fout("De einddatum ligt voor de begindatum.", "Einddatum")
    return StopProduct(
        knoop.tekst_of_niets("ToewijzingNummer", _NUMMER),
        _product(knoop),
        knoop.datum_of_niets("ToewijzingIngangsdatum"),
        begin,
        knoop.tekst("RedenBeeindiging", _CODE2),
        eind,
        _status(knoop, versie),
    )


def _status(knoop: Knoop, versie: str) -> str:
    """Return 1 or 3; older releases also know 2 (changed) and 9 (not applicable), which leave the record standing."""
    status = knoop.tekst("StatusAanlevering", "[13]" if versie == "3.2" else "[1239]")
    return "3" if status == "3" else "1"


def _product(knoop: Knoop) -> Product | None:
    product = knoop.misschien("Product")
    if product is None:
        return None
    return Product(product.tekst("Categorie", _CODE2), product.tekst_of_niets("Code", r"[0-9A-Za-z]{1,5}"))


def _omvang(knoop: Knoop) -> Omvang | None:
    omvang = knoop.misschien("Omvang")
    if omvang is None:
        return None
    return Omvang(
        int(omvang.tekst("Volume", r"[0-9]{1,9}")), omvang.tekst("Eenheid", _CODE2), omvang.tekst("Frequentie", "[0-9]")
    )


def _leeftijd(knoop: Knoop) -> int | None:
    leeftijd = knoop.attribuut(LEEFTIJD)
    if leeftijd is None:
        return None
    if not re.fullmatch(r"[0-9]{1,3}", leeftijd):
        raise knoop.fout("De leeftijd is geen getal.")
    return int(leeftijd)
