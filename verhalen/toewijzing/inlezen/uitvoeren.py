"""Reading in itself, for the background job and for commands alike."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verhalen.toewijzing.bestandmodellen import Berichtbestand
from verhalen.toewijzing.bronstap import source_step
from verhalen.toewijzing.ijw.bestanden import Bronbestand, Uitkomst, list_files, read_listed
from verhalen.toewijzing.inlezen.berichten import Berichtenlezer, sort_out
from verhalen.toewijzing.inlezen.bewaren import Bewaarder
from verhalen.toewijzing.inlezen.geheugenbestand import as_path
from verhalen.toewijzing.inlezen.rapport import (
    berichten_report,
    named,
    refused_messages,
    refused_rows,
    tabel_report,
)
from verhalen.toewijzing.inlezen.tabellen import Geopend, read_rows

Melding = Callable[[int, int], None]
ZIP_MERK = b"PK\x03\x04"
ELKE = 200  # files between two signs of progress


@dataclass(frozen=True)
class Uitslag:
    """What reading a file in came to; `fouten` has places and names of files, `geweigerd` is csv."""

    rapport: dict[str, Any]
    geweigerd: bytes
    fouten: list[dict[str, Any]]


def keep_table(bestand: Berichtbestand, bron: Geopend, meld: Melding) -> Uitslag:
    """Keep the rows of a table."""
    gelezen = read_rows(bestand, bron, Bewaarder(bestand), meld)
    lezer, refused = gelezen.lezer, gelezen.geweigerd
    rapport = tabel_report(gelezen.rijen, len(refused), lezer.fouten, lezer.opgemerkt, bestand)
    csv = refused_rows(bestand.soort, bestand.koppeling, refused, lezer.fouten) if refused else b""
    return Uitslag(rapport, csv, named(lezer.fouten))


def keep_messages(bestand: Berichtbestand, inhoud: bytes, meld: Melding) -> Uitslag:
    """Keep the messages of an upload, for its own municipality alone."""
    bronnen = list(list_files([as_path(upload_name(bestand.bestandsnaam, inhoud), inhoud)]))
    uitkomsten = read_listed(bronnen, gemeente=bestand.gemeente.code)
    lezer = Berichtenlezer(bestand, source_step(bestand.gemeente))
    for _uitkomst in _reported(sort_out(uitkomsten, {bestand.gemeente.code: lezer}), count_files(bronnen), meld):
        pass
    return close_lezer(lezer)


def upload_name(naam: str, inhoud: bytes) -> str:
    """Return a name whose ending says what the content is: browsers send files under any name."""
    ending = ".zip" if inhoud.startswith(ZIP_MERK) else ".xml"
    return naam if naam.lower().endswith(ending) else f"{naam}{ending}"


def keep_paths(
    bronnen: Sequence[Bronbestand],
    bestanden: Mapping[str, Berichtbestand],
    meld: Melding,
    *,
    alleen: str | None,
    wijken: Mapping[str, str],
) -> dict[str, Uitslag]:
    """Keep the messages in these files, per municipality; `alleen` refuses those of any other."""
    lezers = {
        code: Berichtenlezer(bestand, source_step(bestand.gemeente, wijken)) for code, bestand in bestanden.items()
    }
    uitkomsten = sort_out(read_listed(bronnen, gemeente=alleen), lezers)
    for _uitkomst in _reported(uitkomsten, count_files(bronnen), meld):
        pass
    return {code: close_lezer(lezer) for code, lezer in lezers.items()}


def close_lezer(lezer: Berichtenlezer) -> Uitslag:
    """Return what a reader of messages came to."""
    fouten = lezer.telwerk.fouten
    rapport = berichten_report(lezer.telwerk, lezer.bestand)
    return Uitslag(rapport, refused_messages(fouten) if fouten else b"", named(fouten))


def _reported(uitkomsten: Iterable[Uitkomst], totaal: int, meld: Melding) -> Iterator[Uitkomst]:
    """Pass the outcomes on and tell after every so many files how far it is."""
    gedaan, vorige = 0, ""
    for uitkomst in uitkomsten:
        if uitkomst.bestand != vorige:
            vorige = uitkomst.bestand
            gedaan += 1
            if gedaan % ELKE == 0:
                meld(min(gedaan, totaal), totaal)
        yield uitkomst
    meld(totaal, totaal)


def count_files(bronnen: Sequence[Bronbestand]) -> int:
    """Count the files that will be looked at, also those inside a zip."""
    return sum(_count(bron.pad) for bron in bronnen)


def _count(pad: Path) -> int:
    if pad.suffix.lower() != ".zip":
        return 1
    try:
        with pad.open("rb") as stroom, zipfile.ZipFile(stroom) as archief:
            return sum(not lid.is_dir() for lid in archief.infolist()) or 1
    except (zipfile.BadZipFile, OSError):
        return 1


def fingerprint(bronnen: Sequence[Bronbestand]) -> str:
    """Return one sha256 over the names and contents of surveyed files, in order."""
    som = hashlib.sha256()
    for bron in bronnen:
        som.update(f"{bron.pad.name}\0{bron.som}\0".encode())
    return som.hexdigest()
