"""Files, folders and zips to messages: one at a time, within limits, and everything that is left out is named.

A file is opened once and read from that handle. What was surveyed before (to name the delivery by its content) is read
only while its content is still the same: else the delivery would bear the mark of other bytes than its rows came from.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path, PurePosixPath

from verhalen.toewijzing.ijw import xml
from verhalen.toewijzing.ijw.berichten import Bericht
from verhalen.toewijzing.ijw.fouten import BerichtError, Fout, Overgeslagen, Reden
from verhalen.toewijzing.ijw.lezer import NotReadError, read_bericht


@dataclass(frozen=True, slots=True)
class Grenzen:
    """Limits of one zip: number of files, bytes per file and together once unpacked, and how much it may swell."""

    bestanden: int = 250_000
    bytes_per_bestand: int = xml.MAX_BYTES
    bytes_totaal: int = 2 * 1024**3
    verhouding: int = 100


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A message and the file it came from."""

    bestand: str
    bericht: Bericht


@dataclass(frozen=True, slots=True)
class Bronbestand:
    """A file to read, the name by which it is reported, and its sha256 when it was surveyed ("": unreadable then)."""

    pad: Path
    naam: str
    som: str | None = None


Uitkomst = Gelezen | Fout | Overgeslagen
Inhoud = tuple[str, bytes | Fout | Overgeslagen]


def list_files(paden: Iterable[Path]) -> Iterator[Bronbestand]:
    """Yield every file under these paths, in the order of their names; links are left out."""
    for pad in paden:
        if pad.is_dir():
            for kind in sorted(pad.rglob("*")):
                if kind.is_file() and not kind.is_symlink():
                    yield Bronbestand(kind, kind.relative_to(pad.parent).as_posix())
        else:
            yield Bronbestand(pad, pad.name)


def survey(paden: Iterable[Path]) -> list[Bronbestand]:
    """Return every file under these paths with the sum of its content."""
    return [replace(bestand, som=_sum_of(bestand.pad)) for bestand in list_files(paden)]


def _sum_of(pad: Path) -> str:
    try:
        with pad.open("rb") as stroom:
            return hashlib.file_digest(stroom, "sha256").hexdigest()
    except OSError:
        return ""


def read_paths(paden: Iterable[Path], *, gemeente: str | None, grenzen: Grenzen | None = None) -> Iterator[Uitkomst]:
    """Yield every message, refusal and skipped file under these paths, in the order of their names.

    `gemeente` refuses messages of another municipality; None takes any. Nothing is written anywhere.
    """
    yield from read_listed(list_files(paden), gemeente=gemeente, grenzen=grenzen)


def read_listed(
    bestanden: Iterable[Bronbestand], *, gemeente: str | None, grenzen: Grenzen | None = None
) -> Iterator[Uitkomst]:
    """Yield what `read_paths` yields, of files that were listed or surveyed before."""
    for bestand, inhoud in _contents(bestanden, grenzen or Grenzen()):
        if isinstance(inhoud, bytes):
            yield from read_inhoud(bestand, inhoud, gemeente=gemeente)
        else:
            yield inhoud


def read_inhoud(bestand: str, inhoud: bytes, *, gemeente: str | None) -> Iterator[Uitkomst]:
    """Yield the messages in one XML file; each is read whole or refused on its own."""
    try:
        root = xml.parse(inhoud)
    except BerichtError as fout:
        yield fout.to_fout(bestand)
        return
    leeg = True
    for element in xml.find_berichten(root):
        leeg = False
        try:
            yield Gelezen(bestand, read_bericht(element, gemeente=gemeente))
        except NotReadError as niet:
            yield Overgeslagen(bestand, niet.zin)
        except BerichtError as fout:
            yield fout.to_fout(bestand)
    if leeg:
        yield Fout(bestand, Reden.BERICHT, "In dit bestand staat geen iJw-bericht.", xml.line_of(root))


def read_contents(paden: Iterable[Path], *, grenzen: Grenzen | None = None) -> Iterator[Inhoud]:
    """Yield (name, content) of every XML file under these paths, or why a file is left out."""
    yield from _contents(list_files(paden), grenzen or Grenzen())


def _contents(bestanden: Iterable[Bronbestand], grenzen: Grenzen) -> Iterator[Inhoud]:
    for bestand in bestanden:
        soort = bestand.pad.suffix.lower()
        if soort not in {".xml", ".zip"}:
            yield bestand.naam, Overgeslagen(bestand.naam, "Dit is geen XML- of zip-bestand.")
            continue
        try:
            with bestand.pad.open("rb") as stroom:
                yield from (_read_zip if soort == ".zip" else _read_xml)(stroom, bestand, grenzen)
        except OSError:
            yield bestand.naam, Fout(bestand.naam, Reden.BESTAND, "Het bestand kan niet worden geopend.")


def _read_xml(stroom: BufferedReader, bestand: Bronbestand, grenzen: Grenzen) -> Iterator[Inhoud]:
    inhoud = stroom.read(grenzen.bytes_per_bestand + 1)  # a file may grow while it is read
    if len(inhoud) > grenzen.bytes_per_bestand:
        yield bestand.naam, _too_large(bestand.naam, grenzen)
    elif bestand.som is not None and hashlib.sha256(inhoud).hexdigest() != bestand.som:
        yield bestand.naam, _changed(bestand.naam)
    else:
        yield bestand.naam, inhoud


def _read_zip(stroom: BufferedReader, bestand: Bronbestand, grenzen: Grenzen) -> Iterator[Inhoud]:
    """Yield the members; what changes after the sum was taken no longer fits the archive's own checksums."""
    naam = bestand.naam
    if bestand.som is not None and hashlib.file_digest(stroom, "sha256").hexdigest() != bestand.som:
        yield naam, _changed(naam)
        return
    try:
        with zipfile.ZipFile(stroom) as archief:
            leden = [lid for lid in archief.infolist() if not lid.is_dir()]
            if fout := _refuse_zip(leden, naam, grenzen):
                yield naam, fout
                return
            for lid in leden:
                heet = f"{naam}/{lid.filename}"
                yield heet, _read_member(archief, lid, heet, grenzen)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        yield naam, Fout(naam, Reden.BESTAND, "Dit zip-bestand is stuk of versleuteld.")


def _refuse_zip(leden: list[zipfile.ZipInfo], naam: str, grenzen: Grenzen) -> Fout | None:
    """Judge the whole archive by its directory, before anything is unpacked."""
    if len(leden) > grenzen.bestanden:
        return Fout(naam, Reden.BESTAND, f"In dit zip-bestand zitten meer dan {grenzen.bestanden} bestanden.")
    uitgepakt, ingepakt = sum(lid.file_size for lid in leden), sum(lid.compress_size for lid in leden)
    if uitgepakt > grenzen.bytes_totaal or uitgepakt > grenzen.verhouding * max(ingepakt, 1024):
        return Fout(naam, Reden.BESTAND, "Dit zip-bestand wordt uitgepakt te groot.")
    if any(_is_escape(lid) for lid in leden):
        return Fout(naam, Reden.BESTAND, "In dit zip-bestand wijst een pad naar buiten. Het hele bestand is geweigerd.")
    return None


def _is_escape(lid: zipfile.ZipInfo) -> bool:
    pad = PurePosixPath(lid.filename.replace("\\", "/"))
    is_link = stat.S_ISLNK(lid.external_attr >> 16)
    return is_link or pad.is_absolute() or ".." in pad.parts or ":" in pad.parts[0]


def _read_member(
    archief: zipfile.ZipFile, lid: zipfile.ZipInfo, heet: str, grenzen: Grenzen
) -> bytes | Fout | Overgeslagen:
    if lid.flag_bits & 0x1:
        return Fout(heet, Reden.BESTAND, "Dit bestand in de zip is versleuteld.")
    if not lid.filename.lower().endswith(".xml"):
        return Overgeslagen(heet, "Dit is geen XML-bestand; een zip in een zip lezen we niet.")
    with archief.open(lid) as stroom:
        inhoud = stroom.read(grenzen.bytes_per_bestand + 1)  # the directory may lie about sizes
    return _too_large(heet, grenzen) if len(inhoud) > grenzen.bytes_per_bestand else inhoud


def _too_large(naam: str, grenzen: Grenzen) -> Fout:
    return Fout(naam, Reden.BESTAND, f"Het bestand is groter dan {grenzen.bytes_per_bestand // 1024**2} MB.")


def _changed(naam: str) -> Fout:
    return Fout(naam, Reden.BESTAND, "Het bestand is veranderd tijdens het inlezen. Lees het opnieuw in.")
