"""The columns that each table may have, the names people give them, and how a cell is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from verhalen.toewijzing.bestandmodellen import Bestandsoort
from verhalen.toewijzing.inlezen import cellen
from verhalen.toewijzing.pseudoniemen import PRE_PSEUDONIEM

GEEN_PSEUDONIEM = "Hier hoort een pre-pseudoniem te staan. Haal de tabel bij de gemeente eerst door het bronprogramma."
_PSEUDONIEM = cellen.read_code(PRE_PSEUDONIEM.pattern, GEEN_PSEUDONIEM)
_NUMMER = cellen.read_code(
    r"[0-9]{1,9}|tn1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{43}", "Dit is geen toewijzingnummer van hoogstens 9 cijfers."
)
_CODE2 = cellen.read_code(r"[0-9]{2}", "Deze code heeft twee cijfers.", 2)
_PRODUCT = cellen.read_code(r"[0-9A-Za-z]{1,5}", "Een productcode heeft hoogstens 5 letters en cijfers.")
_AGB = cellen.read_code(r"[0-9]{8}", "Een AGB-code heeft 8 cijfers.", 8)
_JAAR = partial(cellen.read_geheel, hoogste=cellen.LAATSTE_JAAR)
_LEEFTIJD = partial(cellen.read_geheel, hoogste=120)


@dataclass(frozen=True)
class Veld:
    """One thing that can be read from a table.

    `persoon`: the cell points at a person, so that it goes into no file of refused rows unless it is a
    pseudonym. `decimaal`: a point means something else in a spreadsheet file than in Dutch csv.
    """

    naam: str
    label: str
    lees: Callable[..., Any]
    ook: tuple[str, ...] = ()
    verplicht: bool = False
    persoon: bool = False
    decimaal: bool = False


_CLIENT = Veld("pre_pseudoniem", "Cliënt (pre-pseudoniem)", _PSEUDONIEM, ("client", "pseudoniem"), persoon=True)
_CATEGORIE = Veld("categorie", "Productcategorie", _CODE2, ("productcategorie",))
_PRODUCTCODE = Veld("productcode", "Productcode", _PRODUCT, ("product",))
_AANBIEDER = Veld("aanbieder_agb", "Aanbieder (AGB-code)", _AGB, ("agb", "agbcode", "aanbieder"))
_MAAND = Veld("maand", "Maand", cellen.read_maand, ("periode", "zorgmaand"), verplicht=True)
_CENTEN = Veld("bedrag_cent", "Bedrag in centen", cellen.read_centen, ("centen",))
_BEDRAG = Veld("bedrag", "Bedrag in euro's", cellen.read_bedrag, ("euro", "bedrageuro"), decimaal=True)

VELDEN: dict[str, tuple[Veld, ...]] = {
    Bestandsoort.TOEWIJZINGEN: (
        _CLIENT,
        Veld(
            "toewijzing_id",
            "Toewijzingnummer",
            _NUMMER,
            ("toewijzingnummer", "beschikkingnummer"),
            verplicht=True,
            persoon=True,
        ),
        Veld("ingangsdatum", "Ingangsdatum", cellen.read_datum, ("begindatum", "startdatum"), verplicht=True),
        Veld("einddatum", "Einddatum", cellen.read_datum, ("tot", "einde")),
        _CATEGORIE,
        _PRODUCTCODE,
        _AANBIEDER,
        Veld("versie_tijdstip", "Moment van deze versie", cellen.read_moment, ("versie", "toewijzingsdatum")),
        Veld("reden_wijziging", "Reden van wijziging", _CODE2, ("redenwijziging",)),
        Veld("geboortejaar_maand", "Geboortemaand", cellen.read_maand, ("geboortemaand",)),
        Veld("leeftijd_bij_start", "Leeftijd bij de start", _LEEFTIJD, ("leeftijd",)),
        Veld("wijk", "Wijk", cellen.read_tekst(80), ("wijkcode", "buurt")),
        Veld("volume", "Volume", cellen.read_geheel),
        Veld("eenheid", "Eenheid", _CODE2),
        Veld("frequentie", "Frequentie", cellen.read_code("[0-9]", "Deze code heeft één cijfer.")),
        Veld("budget_cent", "Budget in centen", cellen.read_centen, ("budget",)),
        Veld("start_zorg", "Hulp begonnen op", cellen.read_datum, ("startzorg",)),
        Veld("stop_zorg", "Hulp geëindigd op", cellen.read_datum, ("stopzorg",)),
        Veld("stop_reden", "Reden van het einde", _CODE2, ("redenbeeindiging",)),
        Veld("verwijzer_type", "Verwijzer", _CODE2, ("verwijzer",)),
    ),
    Bestandsoort.KOSTEN: (
        _CLIENT,
        _MAAND,
        _CATEGORIE,
        _PRODUCTCODE,
        _AANBIEDER,
        _CENTEN,
        _BEDRAG,
        Veld(
            "debet_credit",
            "Debet of credit",
            cellen.read_code("[DCdc]", "Schrijf D (rekening) of C (teruggave)."),
            ("dc", "debetcredit"),
        ),
        Veld("referentie", "Referentienummer", cellen.read_tekst(60), ("referentienummer",), persoon=True),
    ),
    Bestandsoort.OVERIGE_KOSTEN: (
        _MAAND,
        Veld("soort", "Soort kosten", cellen.read_tekst(120), ("omschrijving", "kostensoort"), verplicht=True),
        _CENTEN,
        _BEDRAG,
    ),
    Bestandsoort.BEVOLKING: (
        Veld("jaar", "Jaar", _JAAR, verplicht=True),
        Veld("leeftijd", "Leeftijd", _LEEFTIJD, verplicht=True),
        Veld("gebied", "Wijk", cellen.read_tekst(80), ("wijk", "wijkcode")),
        Veld("aantal", "Aantal inwoners", cellen.read_geheel, ("inwoners",), verplicht=True),
    ),
    Bestandsoort.TELLINGEN: (
        Veld("indicator", "Indicator", cellen.read_tekst(60), ("cijfer",), verplicht=True),
        Veld("periode", "Periode", cellen.read_periode, ("jaar",), verplicht=True),
        Veld("waarde", "Waarde", cellen.read_getal, ("aantal",), verplicht=True, decimaal=True),
        Veld("noemer", "Noemer", cellen.read_getal, ("van",), decimaal=True),
        Veld("gebied", "Gebied", cellen.read_tekst(80), ("wijk",)),
        Veld("knop", "Knop", partial(cellen.read_geheel, hoogste=99)),
        Veld("bron", "Bron", cellen.read_tekst(200)),
    ),
    Bestandsoort.PRODUCTEN: (
        Veld("code", "Productcode", _PRODUCT, ("productcode",), verplicht=True),
        Veld("omschrijving", "Omschrijving", cellen.read_tekst(200), ("naam", "product"), verplicht=True),
        Veld("categorie", "Productcategorie", _CODE2, ("productcategorie",)),
        Veld("hulpvorm", "Hulpvorm (CBS)", _CODE2),
        Veld("zorgvorm", "Zorgvorm", cellen.read_tekst(60)),
        Veld("verblijf", "Met verblijf", cellen.read_ja_nee),
        Veld("verblijf_cbs", "Met verblijf volgens het CBS", cellen.read_ja_nee),
        Veld("zwaarte", "Zwaarte", partial(cellen.read_geheel, hoogste=9)),
        Veld("geldig_vanaf", "Geldig vanaf", cellen.read_datum),
        Veld("geldig_tot", "Geldig tot", cellen.read_datum),
        Veld("opvolger", "Opvolger", _PRODUCT),
    ),
}
# Which columns only one kind of table has; the first kind of which all are there is guessed.
HERKENNING: tuple[tuple[str, frozenset[str]], ...] = (
    (Bestandsoort.TOEWIJZINGEN, frozenset({"toewijzing_id", "ingangsdatum"})),
    (Bestandsoort.TELLINGEN, frozenset({"indicator", "periode", "waarde"})),
    (Bestandsoort.KOSTEN, frozenset({"pre_pseudoniem", "maand"})),
    (Bestandsoort.OVERIGE_KOSTEN, frozenset({"maand", "soort"})),
    (Bestandsoort.BEVOLKING, frozenset({"jaar", "leeftijd", "aantal"})),
    (Bestandsoort.PRODUCTEN, frozenset({"code", "omschrijving"})),
)


def guess_soort(kolommen: Sequence[str]) -> str | None:
    """Return which table this seems to be, by the columns it has; None when nothing fits."""
    return next((soort for soort, nodig in HERKENNING if nodig <= set(propose_koppeling(soort, kolommen))), None)


def propose_koppeling(soort: str, kolommen: Sequence[str]) -> dict[str, str]:
    """Return field -> column for every field whose name a column carries; each column once."""
    by_name = {_plain(kolom): kolom for kolom in reversed(kolommen)}
    found: dict[str, str] = {}
    for exact in (True, False):
        for veld in VELDEN[soort]:
            names = [_plain(veld.naam)] if exact else [_plain(name) for name in (veld.label, *veld.ook)]
            free = (by_name[name] for name in names if name in by_name and by_name[name] not in found.values())
            kolom = None if veld.naam in found else next(free, None)
            if kolom is not None:
                found[veld.naam] = kolom
    return {veld.naam: found[veld.naam] for veld in VELDEN[soort] if veld.naam in found}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())
