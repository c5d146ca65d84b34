"""Tables at the source: the columns that may leave, the ones that are replaced, and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from verhalen.toewijzing.bron.personen import Persoon
from verhalen.toewijzing.bron.pseudoniem import Pseudonimiseerder, age_on
from verhalen.toewijzing.ijw import bsn as bsn_regels
from verhalen.toewijzing.ijw.berichten import Client

# Columns without a person in them; any other column stays behind.
VRIJ = frozenset(
    (
        "geslacht",
        "wijk",
        "versie_tijdstip",
        "categorie",
        "productcode",
        "aanbieder_agb",
        "ingangsdatum",
        "einddatum",
        "reden_wijziging",
        "volume",
        "eenheid",
        "frequentie",
        "budget_cent",
        "start_zorg",
        "stop_zorg",
        "stop_reden",
        "verwijzer_type",
        "verwijzer_agb",
        "maand",
        "bedrag_cent",
        "soort",
        "jaar",
        "leeftijd",
        "gebied",
        "aantal",
        "knop",
        "indicator",
        "periode",
        "waarde",
        "noemer",
        "bron",
    )
)
# Columns that are replaced by another, in the order in which the new ones are written.
VERVANGEN = {
    "bsn": "pre_pseudoniem",
    "huishouden": "huishouden",
    "geboortedatum": "geboortejaar_maand",
    "toewijzingnummer": "toewijzing_id",
    "postcode": "wijk",
}
LEEFTIJD = "leeftijd_bij_start"
# What a table is, by a column that no other has; the name of a file may be the name of a person.
SOORTEN = (
    ("bedrag_cent", "kosten", ("bsn",)),
    ("bedrag_cent", "overige-kosten", ()),
    ("ingangsdatum", "toewijzingen", ()),
    ("indicator", "tellingen", ()),
    ("aantal", "bevolking", ()),
)


@dataclass(frozen=True, slots=True)
class RijFout:
    """A refused row: line of the file (the header is 1), column and a Dutch sentence without the value."""

    rij: int
    kolom: str
    zin: str


@dataclass(slots=True)
class Tabel:
    """A rewritten table: kind, csv text (UTF-8, semicolons), refused rows, columns left behind, persons met."""

    soort: str
    tekst: str = ""
    fouten: list[RijFout] = field(default_factory=list)
    achtergebleven: list[str] = field(default_factory=list)
    personen: dict[str, Persoon] = field(default_factory=dict)
    rijen: int = 0


class RijError(ValueError):
    """A row cannot be rewritten."""

    def __init__(self, kolom: str, zin: str) -> None:
        super().__init__(zin)
        self.kolom, self.zin = kolom, zin


def rewrite(inhoud: bytes, maker: Pseudonimiseerder) -> Tabel:
    """Rewrite a csv table; raises ValueError with a Dutch sentence when it cannot be read at all."""
    lezer = _reader(decode(inhoud))
    kop = [naam.strip().lower() for naam in lezer.fieldnames or []]
    if not set(kop) & (VRIJ | set(VERVANGEN)):
        raise ValueError("Deze tabel heeft geen kolom die we kennen.")
    if len(set(kop)) != len(kop):
        raise ValueError("Een kolom staat er meer dan één keer in.")
    lezer.fieldnames = kop
    tabel = Tabel(_kind(kop), achtergebleven=[naam for naam in kop if naam not in VRIJ and naam not in VERVANGEN])
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, _columns(kop), delimiter=";", lineterminator="\n")
    schrijver.writeheader()
    for rij in _rows(lezer, tabel):
        try:
            schrijver.writerow(_rewrite_row(rij, maker, tabel))
            tabel.rijen += 1
        except RijError as fout:
            tabel.fouten.append(RijFout(lezer.line_num, fout.kolom, fout.zin))
    tabel.tekst = uit.getvalue()
    return tabel


def decode(inhoud: bytes) -> str:
    """Read UTF-8 (with or without mark), else cp1252; raises ValueError when it is neither or holds a NUL."""
    if b"\0" in inhoud:
        raise ValueError("In het bestand staat een NUL-teken. Bewaar het als gewone csv.")
    if not inhoud.strip():
        raise ValueError("Het bestand is leeg.")
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return inhoud.decode("cp1252")
        except UnicodeDecodeError:
            raise ValueError("De tekens in dit bestand zijn niet te lezen. Bewaar het als UTF-8.") from None


def _reader(tekst: str) -> csv.DictReader[str]:
    eerste = tekst.split("\n", 1)[0]
    scheiding = ";" if eerste.count(";") >= eerste.count(",") else ","
    return csv.DictReader(io.StringIO(tekst), delimiter=scheiding, strict=True)


def _kind(kop: list[str]) -> str:
    for kolom, soort, ook in SOORTEN:
        if kolom in kop and set(ook) <= set(kop):
            return soort
    return "tabel"


def _columns(kop: list[str]) -> list[str]:
    """Return the new header: replaced columns first, then the free ones in their own order."""
    nieuw = [naam for oud, naam in VERVANGEN.items() if oud in kop and naam not in kop]
    if {"geboortedatum", "ingangsdatum"} <= set(kop):
        nieuw.append(LEEFTIJD)
    return [*nieuw, *(["huishouden"] if "huishouden" in kop else []), *(naam for naam in kop if naam in VRIJ)]


def _rows(lezer: csv.DictReader[str], tabel: Tabel) -> Iterator[Mapping[str, str]]:
    try:
        for rij in lezer:
            if None in rij or None in rij.values():
                tabel.fouten.append(RijFout(lezer.line_num, "", "Deze rij heeft niet evenveel kolommen als de kop."))
            else:
                yield {naam: waarde.strip() for naam, waarde in rij.items()}
    except csv.Error:
        tabel.fouten.append(RijFout(lezer.line_num, "", "Vanaf deze rij is de tabel niet te lezen."))


def _rewrite_row(rij: Mapping[str, str], maker: Pseudonimiseerder, tabel: Tabel) -> dict[str, str]:
    nieuw = {naam: waarde for naam, waarde in rij.items() if naam in VRIJ}
    geboren = _date(rij, "geboortedatum")
    if "bsn" in rij:
        nieuw["pre_pseudoniem"] = _person(rij, maker, tabel, geboren)
    for oud, naam, maak in _replacements(maker):
        if rij.get(oud):
            nieuw[naam] = maak(rij[oud])
    if geboren is not None:
        nieuw["geboortejaar_maand"] = f"{geboren:%Y-%m}"
        ingang = _date(rij, "ingangsdatum")
        if ingang is not None:
            nieuw[LEEFTIJD] = str(age_on(Client(None, None, geboren, None, "0"), ingang))
    return nieuw


def _replacements(maker: Pseudonimiseerder) -> tuple[tuple[str, str, Callable[[str], str]], ...]:
    return (
        ("toewijzingnummer", "toewijzing_id", maker.number),
        ("huishouden", "huishouden", maker.household),
        ("postcode", "wijk", lambda postcode: maker.wijk(postcode.replace(" ", "").upper()) or ""),
    )


def _person(rij: Mapping[str, str], maker: Pseudonimiseerder, tabel: Tabel, geboren: date | None) -> str:
    nummer = rij["bsn"].zfill(9)
    if not rij["bsn"] or nummer in bsn_regels.ONBEKEND:
        return ""
    if not bsn_regels.is_valid(nummer):
        raise RijError("bsn", "Het burgerservicenummer klopt niet: het doorstaat de elfproef niet.")
    pre = maker.person(nummer)
    tabel.personen[pre] = Persoon(nummer, rij.get("naam", ""), "" if geboren is None else geboren.isoformat())
    return pre


def _date(rij: Mapping[str, str], kolom: str) -> date | None:
    if not rij.get(kolom):
        return None
    try:
        return date.fromisoformat(rij[kolom])
    except ValueError:
        raise RijError(kolom, "Dit is geen bestaande datum (jjjj-mm-dd).") from None
