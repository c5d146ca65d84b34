"""A file with figures, step by step: receive, choose columns, try, read in, and if need be take back."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.db import transaction
from django.utils import timezone

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.kern.tabelbestand import XLSX_MERK
from verhalen.kern.taken import Voortgang, start_taak
from verhalen.toewijzing import tussenopslag
from verhalen.toewijzing.bestandmodellen import Berichtbestand, Bestandsoort
from verhalen.toewijzing.inlezen.rijen import Rijfout
from verhalen.toewijzing.inlezen.tabellen import Geopend, check_koppeling, open_tabel, read_rows
from verhalen.toewijzing.inlezen.uitvoeren import Uitslag, keep_messages, keep_table
from verhalen.toewijzing.inlezen.velden import guess_soort, propose_koppeling
from verhalen.toewijzing.inlezen.wissen import take_out
from verhalen.toewijzing.opruimen import clean_before_receiving
from verhalen.toewijzing.policies import check_can_handle, check_can_import, check_can_take_back, check_is_open

INLEESTAAK = "cijfers-inlezen"
MAX_UPLOAD = 100 * 1024 * 1024
FOUTEN_IN_PROEF = 50
Klaar = Callable[[Berichtbestand, Any], None]
_na_inlezen: dict[str, Klaar] = {}


def on_ingelezen(naam: str, handler: Klaar) -> None:
    """Register what a room above does when new figures have come in by a screen: ``handler(bestand, by)``."""
    _na_inlezen[naam] = handler


@dataclass(frozen=True)
class Proef:
    """What reading a table in would do."""

    goed: int
    geweigerd: int
    fouten: tuple[Rijfout, ...]
    onbekende_producten: dict[str, int]
    onbekende_wijken: dict[str, int]


@transaction.atomic
def receive_bestand(*, by: Gebruiker, naam: str, inhoud: bytes, soort: str = "") -> Berichtbestand:
    """Keep a file encrypted and say what it seems to be.

    Raises OngeldigeInvoer when it cannot be read or holds raw personal data. Nothing is kept then.
    """
    check_can_import(by=by)
    check_size(inhoud)
    bestand = Berichtbestand(gemeente=by.gemeente, bestandsnaam=base_name(naam), geplaatst_door=by)
    bestand.sha256 = hashlib.sha256(inhoud).hexdigest()
    if is_messages(inhoud):
        bestand.soort = Bestandsoort.BERICHTEN
    else:
        recognise(bestand, open_tabel(inhoud, by.gemeente), soort)
    clean_before_receiving(by.gemeente, timezone.localdate(), by)
    bestand.inhoud = tussenopslag.store(inhoud=inhoud, gemeente=by.gemeente)
    bestand.save()
    record(by=by, actie="cijferbestand-ontvangen", object=bestand, doel=Doel.TELLEN, soort=bestand.soort)
    return bestand


def check_size(inhoud: bytes) -> None:
    """Raise unless this is a file of a size we take."""
    if not inhoud.strip():
        raise OngeldigeInvoer("Het bestand is leeg.")
    if len(inhoud) > MAX_UPLOAD:
        raise OngeldigeInvoer(f"Het bestand is groter dan {MAX_UPLOAD // 1024**2} MB. Knip het in delen.")


def find_earlier(bestand: Berichtbestand) -> Berichtbestand | None:
    """Return the same file when it was read in before and not taken back; reading it again changes nothing."""
    same = Berichtbestand.objects.of(bestand.gemeente).filter(sha256=bestand.sha256).exclude(pk=bestand.pk)
    found: Berichtbestand | None = same.filter(staat=Berichtbestand.Staat.KLAAR).first()
    return found


def base_name(naam: str) -> str:
    """Return the name of a file without folders, cut to what fits."""
    return PurePosixPath(naam.replace("\\", "/")).name[-160:] or "bestand"


def is_messages(inhoud: bytes) -> bool:
    """Tell whether this is XML, or a zip that is no spreadsheet."""
    if not inhoud.startswith(XLSX_MERK):
        return inhoud.lstrip(b"\xef\xbb\xbf \t\r\n\xff\xfe\0").startswith(b"<")
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            return "[Content_Types].xml" not in archief.namelist()
    except zipfile.BadZipFile:
        return True


def recognise(bestand: Berichtbestand, bron: Geopend, soort: str) -> None:
    """Fill in kind and columns of a table. Raises OngeldigeInvoer when it has no rows or no kind fits."""
    tabel = bron.tabel
    if not tabel.rijen:
        raise OngeldigeInvoer("In dit bestand staan alleen kolomnamen, geen rijen.")
    found = soort or guess_soort(tabel.kolommen)
    if not found:
        raise OngeldigeInvoer(
            "Aan de kolommen is niet te zien wat dit voor tabel is."
            " Kies het bestand opnieuw en zeg erbij wat erin staat."
        )
    bestand.soort, bestand.encoding, bestand.scheidingsteken = found, tabel.encoding, tabel.scheidingsteken
    bestand.koppeling = propose_koppeling(found, tabel.kolommen)


def read_bestand(*, bestand: Berichtbestand, by: Gebruiker) -> Geopend:
    """Return the table in a file that waits."""
    check_can_handle(by=by, bestand=bestand)
    if bestand.inhoud is None:
        raise Geweigerd("Dit bestand is al verwerkt en gewist. Lees het zo nodig opnieuw in.")
    return open_tabel(tussenopslag.read(bestand.inhoud), bestand.gemeente)


@transaction.atomic
def choose_koppeling(
    *, bestand: Berichtbestand, soort: str, koppeling: dict[str, str], by: Gebruiker, bron: Geopend | None = None
) -> Proef:
    """Fix what the table is and which column is what; return what reading it in would do.

    Raises OngeldigeInvoer when a column that is needed has not been chosen or one is used twice.
    """
    check_is_open(by=by, bestand=bestand)
    bron = bron or read_bestand(bestand=bestand, by=by)
    bestand.soort = soort
    bestand.koppeling = check_koppeling(soort, koppeling, bron.tabel.kolommen)
    bestand.save(update_fields=["soort", "koppeling"])
    record(by=by, actie="kolommen-gekozen", object=bestand, doel=Doel.TELLEN, velden=sorted(bestand.koppeling))
    return try_out(bestand, bron)


def peek(bestand: Berichtbestand, bron: Geopend) -> Proef | None:
    """Return what reading in would do with the columns as recognised, or None when one is missing."""
    try:
        check_koppeling(bestand.soort, bestand.koppeling, bron.tabel.kolommen)
    except OngeldigeInvoer:
        return None
    return try_out(bestand, bron)


def try_out(bestand: Berichtbestand, bron: Geopend) -> Proef:
    """Read every row without keeping anything."""
    gelezen = read_rows(bestand, bron, None, lambda gedaan, totaal: None)
    opgemerkt, fouten = gelezen.lezer.opgemerkt, gelezen.lezer.fouten
    return Proef(
        gelezen.rijen - len(gelezen.geweigerd),
        len(gelezen.geweigerd),
        tuple(fouten[:FOUTEN_IN_PROEF]),
        opgemerkt.producten,
        opgemerkt.wijken,
    )


@transaction.atomic
def start_inlezen(*, bestand: Berichtbestand, by: Gebruiker) -> Berichtbestand:
    """Have the file read in by the background job; again after a job that broke off."""
    if bestand.is_mislukt:
        check_can_handle(by=by, bestand=bestand)
    else:
        check_is_open(by=by, bestand=bestand)
    if bestand.is_tabel:
        bron = read_bestand(bestand=bestand, by=by)
        check_koppeling(bestand.soort, bestand.koppeling, bron.tabel.kolommen)
    bestand.staat = Berichtbestand.Staat.LOOPT
    bestand.save(update_fields=["staat"])
    record(by=by, actie="inlezen-gestart", object=bestand, doel=Doel.TELLEN)
    bestand.taak = start_taak(soort=INLEESTAAK, gemeente=bestand.gemeente, by=by, invoer={"bestand": bestand.pk})
    Berichtbestand.objects.filter(pk=bestand.pk).update(taak=bestand.taak)
    bestand.refresh_from_db()
    return bestand


def run_inlezen(voortgang: Voortgang) -> dict[str, Any]:
    """Background job: keep what is good, put refusals in a file, wipe the upload, tell the rooms above."""
    bestand = Berichtbestand.objects.select_related("gemeente", "inhoud").get(pk=voortgang.taak.invoer["bestand"])
    if bestand.inhoud is None:
        return {"geweigerd": bestand.rapport.get("geweigerd", 0)}
    inhoud = tussenopslag.read(bestand.inhoud)
    if bestand.is_tabel:
        uitslag = keep_table(bestand, open_tabel(inhoud, bestand.gemeente), voortgang.report)
    else:
        uitslag = keep_messages(bestand, inhoud, voortgang.report)
    close_bestand(bestand=bestand, uitslag=uitslag, by=voortgang.taak.door)
    _tell_above(bestand, voortgang.taak.door)
    return {"geweigerd": uitslag.rapport["geweigerd"]}


def _tell_above(bestand: Berichtbestand, by: Any) -> None:
    for handler in _na_inlezen.values():
        handler(bestand, by)


@transaction.atomic
def close_bestand(*, bestand: Berichtbestand, uitslag: Uitslag, by: Any) -> None:
    """Keep the report and the refusals, destroy the upload."""
    upload, bestand.inhoud = bestand.inhoud, None
    if uitslag.geweigerd:
        bestand.geweigerd = tussenopslag.store(inhoud=uitslag.geweigerd, gemeente=bestand.gemeente)
    bestand.rapport, bestand.staat = uitslag.rapport, Berichtbestand.Staat.KLAAR
    bestand.save(update_fields=["rapport", "staat", "geweigerd", "inhoud"])
    tussenopslag.destroy(upload)
    record(
        by=by,
        actie="inlezen-klaar",
        object=bestand,
        doel=Doel.TELLEN,
        nieuw=uitslag.rapport["nieuw"],
        geweigerd=uitslag.rapport["geweigerd"],
    )


@transaction.atomic
def stop_inlezen(*, bestand: Berichtbestand, by: Gebruiker) -> None:
    """Drop a file that was not read in; its content is destroyed."""
    check_is_open(by=by, bestand=bestand)
    upload, bestand.inhoud = bestand.inhoud, None
    bestand.staat = Berichtbestand.Staat.GEANNULEERD
    bestand.save(update_fields=["staat", "inhoud"])
    tussenopslag.destroy(upload)
    record(by=by, actie="inlezen-gestopt", object=bestand, doel=Doel.TELLEN)


@transaction.atomic
def take_back(*, bestand: Berichtbestand, by: Gebruiker) -> int:
    """Take out every row that this file brought, and persons of whom nothing is left; return how many rows."""
    check_can_take_back(by=by, bestand=bestand)
    gewist = take_out(bestand)
    bestand.staat = Berichtbestand.Staat.TERUGGENOMEN
    refused, bestand.geweigerd = bestand.geweigerd, None
    bestand.save(update_fields=["staat", "geweigerd"])
    tussenopslag.destroy(refused)
    record(by=by, actie="cijferbestand-teruggenomen", object=bestand, doel=Doel.TELLEN, rijen=gewist)
    _tell_above(bestand, by)
    return gewist


@transaction.atomic
def read_geweigerd(*, bestand: Berichtbestand, by: Gebruiker) -> bytes:
    """Return the file of refusals; the look is logged."""
    check_can_handle(by=by, bestand=bestand)
    if bestand.geweigerd is None:
        raise Geweigerd("Dit bestand heeft geen geweigerde rijen, of ze zijn na 30 dagen gewist.")
    record(by=by, actie="geweigerde-rijen-gelezen", object=bestand, doel=Doel.TELLEN)
    return tussenopslag.read(bestand.geweigerd)
