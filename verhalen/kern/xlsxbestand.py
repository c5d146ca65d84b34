"""Read the first sheet of an xlsx file as text cells, after looking at how far it reaches.

The library that reads the cells makes room for every cell between the first and the last one: a file of two
kilobytes with something in A1 and in XFD1048576 asks for hundreds of gigabytes, and that ends the whole process.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, Any
from xml.parsers import expat

from verhalen.kern.fouten import OngeldigeInvoer

# Unpacked size, against files that grow without end, and the cells that a sheet may reach over, empty or not.
MAX_UITGEPAKT = 200 * 1024 * 1024
MAX_BEREIK = 20_000_000
STUK = "Dit xlsx-bestand is stuk of versleuteld. Bewaar het opnieuw en probeer nog eens."
TE_WIJD = "In dit xlsx-bestand staat iets ver buiten de tabel. Haal lege rijen en kolommen weg en bewaar het opnieuw."
WERKMAP = "xl/workbook.xml"
# The library also reads two other kinds of zip, in which these checks would find no cells.
ANDERE_SOORT = frozenset({"xl/workbook.bin", "content.xml"})
_PLEK = re.compile(r"([A-Za-z]{1,7})([0-9]{1,9})")
_PER_KEER = 64 * 1024


class _TeWijd(Exception):
    """A cell stands further away than a table may reach."""


def read_rows(inhoud: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number, cells). Raises OngeldigeInvoer when it cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        _check(inhoud)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(inhoud)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except _TeWijd as error:
        raise OngeldigeInvoer(TE_WIJD) from error
    except (CalamineError, zipfile.BadZipFile, IndexError, NotImplementedError, RuntimeError, EOFError) as error:
        raise OngeldigeInvoer(STUK) from error
    for nummer, row in enumerate(rows, start=1):
        yield nummer, [_cell(value) for value in row]


def _check(inhoud: bytes) -> None:
    """Look through the archive before it is opened. Reading a member to its end proves its size and sum."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archive:
        if sum(item.file_size for item in archive.infolist()) > MAX_UITGEPAKT:
            raise OngeldigeInvoer("Dit xlsx-bestand is uitgepakt te groot. Knip het in delen.")
        names = archive.namelist()
        if WERKMAP not in names or ANDERE_SOORT & set(names) or len(set(names)) < len(names):
            raise OngeldigeInvoer(STUK)
        for item in archive.infolist():
            with archive.open(item) as stream:
                _check_bereik(stream, is_xml=item.filename.lower().endswith(".xml"))


def _check_bereik(stream: IO[bytes], *, is_xml: bool) -> None:
    """Read every cell's place; a picture or another file that is no XML is only read to its end."""
    reach = _Bereik()
    try:
        for piece in _pieces(stream):
            reach.parser.Parse(piece, False)
        reach.parser.Parse(b"", True)
    except expat.ExpatError as error:
        if is_xml:
            raise OngeldigeInvoer(STUK) from error
        for _rest in _pieces(stream):
            pass


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_PER_KEER):
        yield piece


class _Bereik:
    """The furthest row and column that cells of one XML file name."""

    def __init__(self) -> None:
        self.rijen = self.kolommen = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] != "c" or "r" not in attributes:
            return
        plek = _PLEK.fullmatch(attributes["r"])
        if plek is None:
            raise OngeldigeInvoer(STUK)
        self.kolommen = max(self.kolommen, _column(plek[1]))
        self.rijen = max(self.rijen, int(plek[2]))
        if self.kolommen * self.rijen > MAX_BEREIK:
            raise _TeWijd

    def _refuse(self, *_declaration: Any) -> None:
        raise OngeldigeInvoer(STUK)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else str(value)
