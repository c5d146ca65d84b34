"""Order, number and type of the elements of JW301, 305 and 307, written down from the standard and from nothing of
ours."""

from __future__ import annotations

import re

from lxml import etree

BASIS = "http://www.istandaarden.nl/ijw/3_2/basisschema/schema"
DATUM, TEKST, GETAL = r"\d{4}-\d\d-\d\d", r".+", r"\d{1,9}"

# parent -> [(child, at least, at most, pattern of a text or None for children, namespace: b(ericht) or i(jw))]
Regels = dict[str, list[tuple[str, int, int, str | None, str]]]
_PRODUCT = ("Product", 0, 1, None, "b")
_GEMEEN: Regels = {
    "Bericht": [("Header", 1, 1, None, "b"), ("Client", 1, 1, None, "b")],
    "Header": [
        ("BerichtCode", 1, 1, r"\d{3}", "b"),
        ("BerichtVersie", 1, 1, r"\d{1,3}", "b"),
        ("BerichtSubversie", 1, 1, r"\d{1,2}", "b"),
        ("Afzender", 1, 1, r"\d{4}|\d{8}", "b"),
        ("Ontvanger", 1, 1, r"\d{4}|\d{8}", "b"),
        ("BerichtIdentificatie", 1, 1, None, "b"),
        ("XsdVersie", 1, 1, None, "b"),
    ],
    "BerichtIdentificatie": [("Identificatie", 1, 1, r".{1,12}", "i"), ("Dagtekening", 1, 1, DATUM, "i")],
    "XsdVersie": [("BasisschemaXsdVersie", 1, 1, TEKST, "i"), ("BerichtXsdVersie", 1, 1, TEKST, "i")],
    "Geboortedatum": [("Datum", 1, 1, DATUM, "i"), ("DatumGebruik", 0, 1, "[123]", "i")],
    "Geslachtsnaam": [("Achternaam", 1, 1, TEKST, "i"), ("Voorvoegsel", 0, 1, TEKST, "i")],
    "Product": [("Categorie", 1, 1, r"\d\d", "i"), ("Code", 0, 1, r"[0-9A-Za-z]{1,5}", "i")],
}
_NAAM = [
    ("Geslachtsnaam", 1, 1, None, "i"),
    ("Partnernaam", 0, 1, None, "i"),
    ("Voornamen", 0, 1, TEKST, "i"),
    ("Voorletters", 0, 1, TEKST, "i"),
]
_JW301: Regels = {
    **_GEMEEN,
    "Client": [
        ("Bsn", 1, 1, r"\d{9}", "b"),
        ("Geboortedatum", 1, 1, None, "b"),
        ("Geslacht", 1, 1, "[012]", "b"),
        ("Naam", 1, 1, None, "b"),
        ("Commentaar", 0, 1, TEKST, "b"),
        ("Relaties", 0, 1, None, "b"),
        ("Contactgegevens", 1, 1, None, "b"),
        ("ToegewezenProducten", 1, 1, None, "b"),
    ],
    "Naam": [*_NAAM, ("NaamGebruik", 1, 1, r"\d", "i")],
    "Relaties": [("Relatie", 1, 99, None, "b")],
    "Relatie": [
        ("Nummer", 1, 1, r"\d+", "b"),
        ("Volgorde", 0, 1, r"\d", "b"),
        ("Soort", 1, 1, r"\d\d", "b"),
        ("Naam", 1, 1, None, "b"),
        ("Contact", 1, 1, None, "b"),
    ],
    "Contactgegevens": [("Contact", 1, 99, None, "b")],
    "Contact": [
        ("Soort", 1, 1, r"\d\d", "b"),
        ("Adres", 0, 1, None, "b"),
        ("Organisatie", 0, 1, TEKST, "b"),
        ("Telefoon", 0, 1, None, "b"),
    ],
    "Adres": [
        ("Huis", 0, 1, None, "i"),
        ("Postcode", 0, 1, r"\d{4}[A-Z]{2}", "i"),
        ("Straatnaam", 0, 1, TEKST, "i"),
        ("Plaatsnaam", 0, 1, TEKST, "i"),
    ],
    "Huis": [("Huisnummer", 1, 1, r"\d+", "i")],
    "Telefoon": [("Telefoonnummer", 1, 1, TEKST, "i")],
    "ToegewezenProducten": [("ToegewezenProduct", 1, 999, None, "b")],
    "ToegewezenProduct": [
        ("ToewijzingNummer", 1, 1, GETAL, "b"),
        ("ReferentieAanbieder", 0, 1, r".{1,36}", "b"),
        _PRODUCT,
        ("Toewijzingsdatum", 1, 1, DATUM, "b"),
        ("Toewijzingstijd", 1, 1, r"\d\d:\d\d:\d\d", "b"),
        ("Ingangsdatum", 1, 1, DATUM, "b"),
        ("Einddatum", 0, 1, DATUM, "b"),
        ("RedenWijziging", 0, 1, r"\d\d", "b"),
        ("Omvang", 0, 1, None, "b"),
        ("Budget", 0, 1, r"\d+", "b"),
    ],
    "Omvang": [("Volume", 1, 1, r"\d+", "i"), ("Eenheid", 1, 1, r"\d\d", "i"), ("Frequentie", 1, 1, r"\d", "i")],
}
_BEGIN = [
    ("ToewijzingNummer", 0, 1, GETAL, "b"),
    _PRODUCT,
    ("ToewijzingIngangsdatum", 0, 1, DATUM, "b"),
    ("Begindatum", 1, 1, DATUM, "b"),
]
_STATUS = ("StatusAanlevering", 1, 1, "[13]", "b")


def _geleverd(soort: str, extra: list[tuple[str, int, int, str | None, str]]) -> Regels:
    return {
        **_GEMEEN,
        "Client": [
            ("Bsn", 1, 1, r"\d{9}", "b"),
            ("Geboortedatum", 1, 1, None, "b"),
            ("Geslacht", 1, 1, "[012]", "b"),
            ("Naam", 1, 1, None, "b"),
            (f"{soort}Producten", 1, 1, None, "b"),
        ],
        "Naam": list(_NAAM),
        f"{soort}Producten": [(f"{soort}Product", 1, 999, None, "b")],
        f"{soort}Product": [*_BEGIN, *extra, _STATUS],
    }


REGELS: dict[str, Regels] = {
    "jw301": _JW301,
    "jw305": _geleverd("Start", []),
    "jw307": _geleverd("Stop", [("RedenBeeindiging", 1, 1, r"\d\d", "b"), ("Einddatum", 1, 1, DATUM, "b")]),
}


def fouten(inhoud: bytes) -> list[str]:
    """Return every way in which a message departs from the standard's order and types; empty is right."""
    root = etree.fromstring(inhoud)
    ruimte = etree.QName(root).namespace or ""
    soort = re.fullmatch(r"http://www\.istandaarden\.nl/ijw/3_2/(jw30[157])/schema", ruimte)
    if soort is None:
        return [f"namespace {ruimte}"]
    return _check(root, "Bericht", REGELS[soort[1]], {"b": ruimte, "i": BASIS})


def _check(element: etree._Element, naam: str, regels: Regels, ruimtes: dict[str, str]) -> list[str]:
    gevonden, positie = [], 0
    kinderen = list(element)
    for kind, minstens, hoogstens, patroon, ruimte in regels[naam]:
        tag, aantal = f"{{{ruimtes[ruimte]}}}{kind}", 0
        while positie < len(kinderen) and kinderen[positie].tag == tag:
            huidig = kinderen[positie]
            if patroon is None:
                gevonden += _check(huidig, kind, regels, ruimtes)
            elif len(huidig) or not re.fullmatch(patroon, huidig.text or ""):
                gevonden.append(f"{naam}/{kind}: type")
            positie, aantal = positie + 1, aantal + 1
        if not minstens <= aantal <= hoogstens:
            gevonden.append(f"{naam}/{kind}: {aantal} keer")
    gevonden += [f"{naam}: {kind.tag} hoort hier niet" for kind in kinderen[positie:]]
    return gevonden
