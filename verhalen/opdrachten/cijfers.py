"""Messages and tables with figures, read in from the command line by the same steps as on the screens."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from verhalen.gebruikers.actions import create_gebruiker
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.rollen import Rol
from verhalen.kern.tabelbestand import read_tabel
from verhalen.stamgegevens.models import Gemeente
from verhalen.toewijzing.bestandmodellen import Berichtbestand, Bestandsoort
from verhalen.toewijzing.ijw.bestanden import survey
from verhalen.toewijzing.inlezen.actions import base_name, close_bestand, recognise
from verhalen.toewijzing.inlezen.tabellen import check_koppeling, open_tabel
from verhalen.toewijzing.inlezen.uitvoeren import fingerprint, keep_paths, keep_table

TABELLEN = tuple(soort.value for soort in Bestandsoort if soort is not Bestandsoort.BERICHTEN)


def analist_account(gemeente: Gemeente) -> Gebruiker:
    """Return the account under which commands read figures in; nobody can log in with it.

    It is another account than the one that reads stories: no single account holds both rights.
    """
    username = f"opdracht-cijfers-{gemeente.code}"
    found = Gebruiker.objects.filter(username=username).first()
    return found or create_gebruiker(
        by=None,
        gemeente=gemeente,
        username=username,
        naam="Opdrachtregel cijfers",
        password=None,
        rollen=(Rol.DATA_ANALIST,),
    )


def read_table(soort: str, naam: str, inhoud: bytes, grondslag: str, by: Gebruiker) -> tuple[dict[str, Any], bytes]:
    """Read one table with figures in; return the report and the refused rows as csv.

    Raises OngeldigeInvoer when the table cannot be read at all. `grondslag` is for stories; figures have none.
    """
    del grondslag
    analist = analist_account(by.gemeente)
    bron = open_tabel(inhoud, by.gemeente)
    bestand = Berichtbestand(gemeente=by.gemeente, bestandsnaam=base_name(naam), geplaatst_door=analist)
    bestand.sha256 = hashlib.sha256(inhoud).hexdigest()
    recognise(bestand, bron, soort)
    bestand.koppeling = check_koppeling(soort, bestand.koppeling, bron.tabel.kolommen)
    bestand.staat = Berichtbestand.Staat.LOOPT
    bestand.save()
    uitslag = keep_table(bestand, bron, tell)
    close_bestand(bestand=bestand, uitslag=uitslag, by=analist)
    return {**uitslag.rapport, "fouten": uitslag.fouten}, uitslag.geweigerd


def read_messages(
    gemeenten: Sequence[Gemeente], paden: Sequence[Path], *, wijken: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """Read every message under these paths in; return the report per municipality code.

    With one municipality the messages of any other are refused; with more each goes to its own.
    """
    bronnen = survey(paden)
    merk = fingerprint(bronnen)
    naam = base_name(", ".join(pad.name for pad in paden))
    bestanden = {gemeente.code: _register(gemeente, naam, merk) for gemeente in gemeenten}
    alleen = gemeenten[0].code if len(gemeenten) == 1 else None
    uitslagen = keep_paths(bronnen, bestanden, tell, alleen=alleen, wijken=wijken)
    for code, uitslag in uitslagen.items():
        close_bestand(bestand=bestanden[code], uitslag=uitslag, by=bestanden[code].geplaatst_door)
    return {code: {**uitslag.rapport, "fouten": uitslag.fouten} for code, uitslag in uitslagen.items()}


def _register(gemeente: Gemeente, naam: str, merk: str) -> Berichtbestand:
    """Return the row of this delivery; one that broke off goes on under the same row."""
    broken = Berichtbestand.objects.of(gemeente).filter(sha256=merk, staat=Berichtbestand.Staat.LOOPT).first()
    return broken or Berichtbestand.objects.create(
        gemeente=gemeente,
        soort=Bestandsoort.BERICHTEN,
        bestandsnaam=naam,
        sha256=merk,
        staat=Berichtbestand.Staat.LOOPT,
        geplaatst_door=analist_account(gemeente),
    )


def load_wijken(bestand: Path | None) -> dict[str, str]:
    """Return postal code -> wijk code. Raises OngeldigeInvoer when the columns are not there."""
    if bestand is None:
        return {}
    tabel = read_tabel(bestand.read_bytes())
    if not {"postcode", "wijk"} <= set(tabel.kolommen):
        raise OngeldigeInvoer("Het bestand met wijken heeft de kolommen postcode en wijk nodig.")
    return {rij["postcode"].replace(" ", "").upper(): rij["wijk"] for _nummer, rij in tabel.records()}


def tell(gedaan: int, totaal: int) -> None:
    """Say how far it is to whoever watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{gedaan} van {totaal}{chr(10) if gedaan == totaal else ''}")
        sys.stderr.flush()
