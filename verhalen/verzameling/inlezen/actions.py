"""A file of stories, step by step: receive, choose columns, try, read in. Everything in it stays in the kluis."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from verhalen.gebruikers.models import Gebruiker
from verhalen.gebruikers.policies import check_heeft
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.kern.rollen import Recht
from verhalen.kern.tabelbestand import Tabel, read_tabel, write_csv
from verhalen.kern.taken import Voortgang, start_taak
from verhalen.kluis import deur
from verhalen.kluis.models import Bron
from verhalen.verzameling.actions import ask_maskers, store_verhalen
from verhalen.verzameling.inlezen.rijen import Lijsten, Rijfout, Rijlezer
from verhalen.verzameling.inlezen.velden import SOORT_VAN_VERHAAL, TEKST, VELDEN, propose_koppeling
from verhalen.verzameling.models import Importbestand, Inzending, Uitvraag
from verhalen.verzameling.policies import check_can_import, check_can_koppel

INLEESTAAK = "verhalen-inlezen"
# Rows are named by file and line, so that reading the same file again finds what is there.
NAAMRUIMTE = uuid.UUID("5f0c6f39-0d0c-4d57-9f3a-0f3a1c1d7a11")
FOUTEN_IN_RAPPORT = 50


@dataclass(frozen=True)
class Proef:
    """What reading a file in would do."""

    goed: int
    geweigerd: int
    fouten: tuple[Rijfout, ...]


@transaction.atomic
def receive_bestand(*, by: Gebruiker, soort: str, naam: str, inhoud: bytes) -> Importbestand:
    """Keep a file encrypted and propose which column is what.

    Raises OngeldigeInvoer when it cannot be read, Geweigerd when the same file was read in
    before. Nothing is kept then.
    """
    check_heeft(by, Recht.VERHAAL_IMPORTEREN)
    tabel = read_tabel(inhoud)
    sha256 = hashlib.sha256(inhoud).hexdigest()
    earlier = Importbestand.objects.visible_to(by).filter(sha256=sha256, staat=Importbestand.Staat.KLAAR).first()
    if earlier is not None:
        raise Geweigerd(
            f"Dit bestand is al ingelezen op {earlier.geplaatst_op:%d-%m-%Y}. Het is niet nog eens bewaard."
        )
    bestand = Importbestand.objects.create(
        gemeente=by.gemeente,
        soort=soort,
        bestandsnaam=naam[-160:],
        sha256=sha256,
        encoding=tabel.encoding,
        scheidingsteken=tabel.scheidingsteken,
        inhoud=deur.store_bytes(inhoud=inhoud, gemeente=by.gemeente, by=by, soort=Bron.Soort.BESTAND),
        koppeling=propose_koppeling(tabel.kolommen),
        geplaatst_door=by,
    )
    record(by=by, actie="bestand-ontvangen", object=bestand, doel=Doel.VERZAMELEN, rijen=len(tabel.rijen))
    return bestand


def read_bestand(*, bestand: Importbestand, by: Gebruiker | None) -> Tabel:
    """Return the table in a file that waits to be read in; the look is logged."""
    if bestand.inhoud is None:
        raise Geweigerd("Dit bestand is al verwerkt en gewist. Lees het zo nodig opnieuw in.")
    inhoud = deur.read_bytes(bron=bestand.inhoud, by=by, doel=Doel.VERZAMELEN, waarom="bestand inlezen")
    return read_tabel(inhoud, encoding=bestand.encoding, scheidingsteken=bestand.scheidingsteken)


@transaction.atomic
def choose_koppeling(
    *, bestand: Importbestand, koppeling: dict[str, str], grondslag: str, uitvraag: Uitvraag, by: Gebruiker
) -> Proef:
    """Fix which column is what, and the legal ground of the whole file; return what reading it in would do.

    Raises OngeldigeInvoer when the text has no column or a column is used twice.
    """
    check_can_koppel(by=by, grondslag=grondslag, uitvraag=uitvraag)
    _check_open(bestand, by)
    tabel = read_bestand(bestand=bestand, by=by)
    bestand.koppeling = check_koppeling(koppeling, tabel.kolommen)
    bestand.grondslag = grondslag
    bestand.uitvraag = uitvraag
    bestand.staat = Importbestand.Staat.GEKOPPELD
    bestand.save(update_fields=["koppeling", "grondslag", "uitvraag", "staat"])
    record(by=by, actie="kolommen-gekozen", object=bestand, doel=Doel.VERZAMELEN, velden=sorted(bestand.koppeling))
    return try_out(bestand, tabel)


def check_koppeling(koppeling: dict[str, str], kolommen: tuple[str, ...]) -> dict[str, str]:
    """Return the chosen columns without the empty choices. Raises OngeldigeInvoer with what is wrong."""
    known = {veld.naam: veld.label for veld in VELDEN}
    chosen = {naam: kolom for naam, kolom in koppeling.items() if kolom and naam in known}
    if TEKST.naam not in chosen:
        raise OngeldigeInvoer("Kies in welke kolom de tekst van het verhaal staat.")
    for naam, kolom in chosen.items():
        if kolom not in kolommen:
            raise OngeldigeInvoer(f"De kolom '{kolom}' staat niet in dit bestand.")
        if list(chosen.values()).count(kolom) > 1:
            raise OngeldigeInvoer(f"De kolom '{kolom}' is twee keer gekozen, onder meer bij '{known[naam]}'.")
    return chosen


def try_out(bestand: Importbestand, tabel: Tabel) -> Proef:
    """Read every row without keeping anything."""
    lezer = _lezer(bestand)
    goed = sum(1 for nummer, cellen in tabel.records() if lezer.read(nummer, cellen) is not None)
    return Proef(goed, len(tabel.rijen) - goed, tuple(lezer.fouten[:FOUTEN_IN_RAPPORT]))


def _lezer(bestand: Importbestand) -> Rijlezer:
    soort = SOORT_VAN_VERHAAL[Importbestand.Soort(bestand.soort)]
    return Rijlezer(soort, bestand.koppeling, Lijsten.of(bestand.gemeente))


@transaction.atomic
def start_inlezen(*, bestand: Importbestand, by: Gebruiker) -> Importbestand:
    """Have the file read in by the background job."""
    check_can_import(by=by, grondslag=bestand.grondslag)
    if not bestand.is_mislukt:
        _check_open(bestand, by)
        if bestand.staat != Importbestand.Staat.GEKOPPELD:
            raise Geweigerd("Kies eerst welke kolom wat is.")
    bestand.staat = Importbestand.Staat.LOOPT
    bestand.save(update_fields=["staat"])
    record(by=by, actie="inlezen-gestart", object=bestand, doel=Doel.VERZAMELEN)
    bestand.taak = start_taak(soort=INLEESTAAK, gemeente=bestand.gemeente, by=by, invoer={"bestand": bestand.pk})
    Importbestand.objects.filter(pk=bestand.pk).update(taak=bestand.taak)
    bestand.refresh_from_db()
    return bestand


def run_inlezen(voortgang: Voortgang) -> dict[str, Any]:
    """Background job: keep every good row, put the refused ones in a file, then wipe the upload."""
    bestand = Importbestand.objects.select_related("gemeente", "uitvraag").get(pk=voortgang.taak.invoer["bestand"])
    tabel = read_bestand(bestand=bestand, by=voortgang.taak.door)
    lezer = _lezer(bestand)
    nieuw = 0
    refused: list[tuple[int, dict[str, str]]] = []
    for nummer, cellen in voortgang.track(list(tabel.records())):
        ingediend = lezer.read(nummer, cellen)
        if ingediend is None:
            refused.append((nummer, lezer.returnable(nummer, cellen)))
        else:
            nieuw += _keep_row(bestand, nummer, ingediend, voortgang.taak.door)
    return _close(bestand, tabel, lezer.fouten, refused, nieuw, voortgang.taak.door)


@transaction.atomic
def _keep_row(bestand: Importbestand, nummer: int, ingediend: Any, by: Any) -> int:
    """Keep one row as a submission of its own; return 0 when an earlier, broken run kept it already."""
    assert bestand.uitvraag is not None
    kenmerk = uuid.uuid5(NAAMRUIMTE, f"{bestand.gemeente_id}:{bestand.sha256}:{nummer}")
    if Inzending.objects.filter(pk=kenmerk).exists():
        return 0
    inzending = Inzending.objects.create(
        id=kenmerk,
        gemeente=bestand.gemeente,
        uitvraag=bestand.uitvraag,
        kanaal=Inzending.Kanaal.IMPORT,
        grondslag=bestand.grondslag,
        ingevoerd_door=by,
    )
    store_verhalen(inzending=inzending, verhalen=[ingediend], by=by)
    record(by=by, actie="inzending-ingelezen", object=inzending, doel=Doel.VERZAMELEN, rij=nummer)
    return 1


@transaction.atomic
def _close(
    bestand: Importbestand,
    tabel: Tabel,
    fouten: list[Rijfout],
    refused: list[tuple[int, dict[str, str]]],
    nieuw: int,
    by: Any,
) -> dict[str, Any]:
    rapport = {
        "rijen": len(tabel.rijen),
        "bewaard": len(tabel.rijen) - len(refused),
        "nieuw": nieuw,
        "geweigerd": len(refused),
        "fouten": [asdict(fout) for fout in fouten[:FOUTEN_IN_RAPPORT]],
    }
    if refused:
        bestand.geweigerd = deur.store_bytes(
            inhoud=refused_csv(tabel.kolommen, refused, fouten),
            gemeente=bestand.gemeente,
            by=by,
            soort=Bron.Soort.BESTAND,
        )
    upload, bestand.inhoud = bestand.inhoud, None
    bestand.rapport = rapport
    bestand.staat = Importbestand.Staat.KLAAR
    bestand.save(update_fields=["rapport", "staat", "geweigerd", "inhoud"])
    if upload is not None:
        deur.destroy(bron=upload, by=by, doel=Doel.VERZAMELEN, waarom="bestand is ingelezen")
    record(by=by, actie="inlezen-klaar", object=bestand, doel=Doel.VERZAMELEN, bewaard=rapport["bewaard"])
    ask_maskers(gemeente=bestand.gemeente, by=by)
    return {key: value for key, value in rapport.items() if key != "fouten"}


def refused_csv(kolommen: tuple[str, ...], refused: list[tuple[int, dict[str, str]]], fouten: list[Rijfout]) -> bytes:
    """Return the refused rows with their line number and what was wrong, ready to mend and read in again."""
    reasons: dict[int, list[str]] = {}
    for fout in fouten:
        reasons.setdefault(fout.rij, []).append(f"{fout.kolom}: {fout.zin}")
    rows = ([*(cellen[kolom] for kolom in kolommen), nummer, " ".join(reasons[nummer])] for nummer, cellen in refused)
    return write_csv([*kolommen, "regel in bestand", "wat er mis is"], rows)


@transaction.atomic
def stop_inlezen(*, bestand: Importbestand, by: Gebruiker) -> None:
    """Drop a file that was not read in; its content is wiped."""
    _check_open(bestand, by)
    upload, bestand.inhoud = bestand.inhoud, None
    bestand.staat = Importbestand.Staat.GEANNULEERD
    bestand.save(update_fields=["staat", "inhoud"])
    if upload is not None:
        deur.destroy(bron=upload, by=by, doel=Doel.VERZAMELEN, waarom="inlezen gestopt")
    record(by=by, actie="inlezen-gestopt", object=bestand, doel=Doel.VERZAMELEN)


def read_geweigerd(*, bestand: Importbestand, by: Gebruiker) -> bytes:
    """Return the file of refused rows; the look is logged."""
    check_heeft(by, Recht.VERHAAL_IMPORTEREN)
    if bestand.geweigerd is None:
        raise Geweigerd("Dit bestand heeft geen geweigerde rijen.")
    return deur.read_bytes(bron=bestand.geweigerd, by=by, doel=Doel.VERZAMELEN, waarom="geweigerde rijen ophalen")


def _check_open(bestand: Importbestand, by: Gebruiker) -> None:
    check_heeft(by, Recht.VERHAAL_IMPORTEREN)
    if bestand.gemeente_id != by.gemeente_id:
        raise Geweigerd("Dit bestand hoort bij een andere gemeente.")
    if bestand.staat not in {Importbestand.Staat.ONTVANGEN, Importbestand.Staat.GEKOPPELD}:
        raise Geweigerd("Dit bestand wordt al ingelezen of is klaar.")
