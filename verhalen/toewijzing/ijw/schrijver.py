"""Messages to XML in the element order of release 3.2: raw ones with a name and address, or those after the source
step.

Text is put together by hand: a town has some forty thousand messages, and building a tree for each is four times
slower.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from verhalen.toewijzing.ijw.berichten import (
    Bericht,
    Client,
    Kop,
    Product,
    StartProduct,
    StopProduct,
    ToegewezenProduct,
    Toewijzingsbericht,
)
from verhalen.toewijzing.ijw.lezer import BRON_NS

_BASIS = "http://www.istandaarden.nl/ijw/3_2/basisschema/schema"
_SOORTEN = {"436": "jw301", "438": "jw305", "440": "jw307"}
_XSD_BASIS, _XSD_BERICHT = "1.2.0", "1.0.0"
_LIJSTEN = {"436": "ToegewezenProducten", "438": "StartProducten", "440": "StopProducten"}


@dataclass(frozen=True, slots=True)
class Adres:
    """An address as the message has it."""

    straatnaam: str
    huisnummer: int
    postcode: str
    plaatsnaam: str


@dataclass(frozen=True, slots=True)
class Persoonsgegevens:
    """What only a raw message holds: who it is, where to reach them, who is related, what was remarked."""

    achternaam: str
    voorvoegsel: str | None
    voornamen: str
    adres: Adres
    telefoon: str | None = None
    relatie_achternaam: str | None = None
    commentaar: str | None = None


def write_bericht(bericht: Bericht, persoon: Persoonsgegevens | None = None) -> bytes:
    """Return the message as UTF-8 XML; without `persoon` nothing but the pre-pseudonym points at anybody."""
    code = bericht.kop.berichtcode
    b = _Schrijver(_SOORTEN[code])
    client = _client(b, bericht, persoon)
    bron = f' xmlns:bron="{BRON_NS}"' if persoon is None else ""
    ns = f"http://www.istandaarden.nl/ijw/3_2/{b.prefix}/schema"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{b.prefix}:Bericht xmlns:{b.prefix}="{ns}" xmlns:ijw="{_BASIS}"{bron}>'
        f"{_header(b, bericht.kop)}{client}</{b.prefix}:Bericht>\n"
    ).encode()


class _Schrijver:
    """Elements of the message's own namespace by `el`, those of the common types by `ijw`; an absent value writes
    none."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def el(self, naam: str, waarde: object) -> str:
        return "" if waarde is None else f"<{self.prefix}:{naam}>{escape(str(waarde))}</{self.prefix}:{naam}>"

    def om(self, naam: str, *inhoud: str, attributen: str = "") -> str:
        return f"<{self.prefix}:{naam}{attributen}>{''.join(inhoud)}</{self.prefix}:{naam}>"

    @staticmethod
    def ijw(naam: str, waarde: object) -> str:
        return "" if waarde is None else f"<ijw:{naam}>{escape(str(waarde))}</ijw:{naam}>"


def _header(b: _Schrijver, kop: Kop) -> str:
    hoofd, sub = kop.versie.split(".")
    return b.om(
        "Header",
        b.el("BerichtCode", kop.berichtcode),
        b.el("BerichtVersie", hoofd),
        b.el("BerichtSubversie", sub),
        b.el("Afzender", kop.afzender),
        b.el("Ontvanger", kop.ontvanger),
        b.om("BerichtIdentificatie", b.ijw("Identificatie", kop.identificatie), b.ijw("Dagtekening", kop.dagtekening)),
        b.om("XsdVersie", b.ijw("BasisschemaXsdVersie", _XSD_BASIS), b.ijw("BerichtXsdVersie", _XSD_BERICHT)),
    )


def _client(b: _Schrijver, bericht: Bericht, persoon: Persoonsgegevens | None) -> str:
    client, code = bericht.client, bericht.kop.berichtcode
    producten = "".join(_product_of(b, product) for product in bericht.producten)
    is_301 = isinstance(bericht, Toewijzingsbericht)
    return b.om(
        "Client",
        b.el("Bsn", client.bsn or client.pre_pseudoniem or "999999999"),
        b.om(
            "Geboortedatum",
            b.ijw("Datum", client.geboortedatum or date(1900, 1, 1)),
            b.ijw("DatumGebruik", client.datumgebruik),
        ),
        b.el("Geslacht", client.geslacht),
        "" if persoon is None else _naam(b, persoon, kort=not is_301),
        "" if persoon is None or not is_301 else _contact(b, client, persoon),
        b.om(_LIJSTEN[code], producten),
        attributen="" if client.wijk is None else f" bron:wijk={quoteattr(client.wijk)}",
    )


def _naam(b: _Schrijver, persoon: Persoonsgegevens, *, kort: bool) -> str:
    geslachtsnaam = f"<ijw:Geslachtsnaam>{b.ijw('Achternaam', persoon.achternaam)}"
    geslachtsnaam += f"{b.ijw('Voorvoegsel', persoon.voorvoegsel)}</ijw:Geslachtsnaam>"
    voornamen = b.ijw("Voornamen", persoon.voornamen)
    return b.om("Naam", geslachtsnaam, voornamen, "" if kort else b.ijw("NaamGebruik", "1"))


def _contact(b: _Schrijver, client: Client, persoon: Persoonsgegevens) -> str:
    """Write what a 301 has between name and products: remark, relation and address."""
    return (
        b.el("Commentaar", persoon.commentaar)
        + _relaties(b, persoon)
        + b.om(
            "Contactgegevens", b.om("Contact", b.el("Soort", "01"), _adres(b, client, persoon), _telefoon(b, persoon))
        )
    )


def _relaties(b: _Schrijver, persoon: Persoonsgegevens) -> str:
    if persoon.relatie_achternaam is None:
        return ""
    naam = f"<ijw:Geslachtsnaam>{b.ijw('Achternaam', persoon.relatie_achternaam)}</ijw:Geslachtsnaam>"
    return b.om(
        "Relaties",
        b.om(
            "Relatie",
            b.el("Nummer", "1"),
            b.el("Soort", "03"),
            b.om("Naam", naam, b.ijw("NaamGebruik", "1")),
            b.om("Contact", b.el("Soort", "01"), _telefoon(b, persoon)),
        ),
    )


def _adres(b: _Schrijver, client: Client, persoon: Persoonsgegevens) -> str:
    adres = persoon.adres
    return b.om(
        "Adres",
        f"<ijw:Huis>{b.ijw('Huisnummer', adres.huisnummer)}</ijw:Huis>",
        b.ijw("Postcode", client.postcode or adres.postcode),
        b.ijw("Straatnaam", adres.straatnaam),
        b.ijw("Plaatsnaam", adres.plaatsnaam),
    )


def _telefoon(b: _Schrijver, persoon: Persoonsgegevens) -> str:
    return "" if persoon.telefoon is None else b.om("Telefoon", b.ijw("Telefoonnummer", persoon.telefoon))


def _product_of(b: _Schrijver, product: ToegewezenProduct | StartProduct | StopProduct) -> str:
    if isinstance(product, ToegewezenProduct):
        return _toegewezen(b, product)
    begin = (
        b.el("ToewijzingNummer", product.nummer)
        + _product(b, product.product)
        + b.el("ToewijzingIngangsdatum", product.toewijzing_ingangsdatum)
        + b.el("Begindatum", product.begindatum)
    )
    status = b.el("StatusAanlevering", product.status)
    if isinstance(product, StartProduct):
        return b.om("StartProduct", begin, status, attributen=_leeftijd(product.leeftijd))
    eind = b.el("RedenBeeindiging", product.reden) + b.el("Einddatum", product.einddatum)
    return b.om("StopProduct", begin, eind, status)


def _toegewezen(b: _Schrijver, product: ToegewezenProduct) -> str:
    omvang = product.omvang
    return b.om(
        "ToegewezenProduct",
        b.el("ToewijzingNummer", product.nummer),
        b.el("ReferentieAanbieder", product.referentie),
        _product(b, product.product),
        b.el("Toewijzingsdatum", product.moment.date()),
        b.el("Toewijzingstijd", product.moment.time().isoformat("seconds")),
        b.el("Ingangsdatum", product.ingangsdatum),
        b.el("Einddatum", product.einddatum),
        b.el("RedenWijziging", product.reden_wijziging),
        ""
        if omvang is None
        else b.om(
            "Omvang",
            b.ijw("Volume", omvang.volume),
            b.ijw("Eenheid", omvang.eenheid),
            b.ijw("Frequentie", omvang.frequentie),
        ),
        b.el("Budget", product.budget_cent),
        attributen=_leeftijd(product.leeftijd),
    )


def _product(b: _Schrijver, product: Product | None) -> str:
    if product is None:
        return ""
    return b.om("Product", b.ijw("Categorie", product.categorie), b.ijw("Code", product.code))


def _leeftijd(leeftijd: int | None) -> str:
    return "" if leeftijd is None else f' bron:leeftijd="{leeftijd}"'
