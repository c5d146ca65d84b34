"""Read a csv or xlsx file as text cells, and write csv that a spreadsheet cannot run as formulas.

Every cell stays text: a code such as ``012345678`` must not become a number.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.xlsxbestand import read_rows

MAX_BYTES = 20 * 1024 * 1024
MAX_RIJEN = 50_000
# A short row is filled up to the width of the header: this bounds what a small file can grow to.
MAX_KOLOMMEN, MAX_CELLEN = 200, 20_000_000
SCHEIDINGSTEKENS = (";", ",", "\t")
# What a spreadsheet may run, also in the full width form that some input methods type.
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
PROEFTEKENS, PROEFRIJEN = 20_000, 20
XLSX_MERK = b"PK\x03\x04"


@dataclass(frozen=True, repr=False)
class Tabel:
    """A table as it stands in the file: names of columns, and rows with their own line number."""

    kolommen: tuple[str, ...]
    rijen: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str = ""
    scheidingsteken: str = ""

    def records(self) -> Iterable[tuple[int, dict[str, str]]]:
        """Yield (line number, column -> cell)."""
        for nummer, cellen in self.rijen:
            yield nummer, dict(zip(self.kolommen, cellen, strict=True))


def read_tabel(inhoud: bytes, *, encoding: str = "", scheidingsteken: str = "", max_rijen: int = MAX_RIJEN) -> Tabel:
    """Read a file; encoding and separator are guessed when not given.

    Raises OngeldigeInvoer with one sentence for an empty, broken or too large file, a
    header without names or with the same name twice.
    """
    if not inhoud.strip():
        raise OngeldigeInvoer("Het bestand is leeg. Kies een bestand met een regel kolomnamen en daaronder de rijen.")
    if len(inhoud) > MAX_BYTES:
        raise OngeldigeInvoer("Het bestand is groter dan 20 MB. Knip het in delen.")
    if inhoud.startswith(XLSX_MERK):
        return _build(read_rows(inhoud), max_rijen)
    encoding = encoding or guess_encoding(inhoud)
    try:
        text = inhoud.decode(encoding)
    except UnicodeDecodeError as error:
        raise OngeldigeInvoer(
            f"Het bestand is niet te lezen als {encoding} (teken {error.start + 1}). Kies een andere tekenset."
        ) from error
    scheidingsteken = scheidingsteken or guess_scheidingsteken(text)
    if "\0" in text.split("\n", 1)[0]:
        raise OngeldigeInvoer("Dit bestand is geen csv of xlsx. Bewaar het als csv (UTF-8) en probeer opnieuw.")
    return _build(_read_csv(text, scheidingsteken), max_rijen, encoding, scheidingsteken)


def guess_encoding(inhoud: bytes) -> str:
    """Return the encoding that the bytes announce or fit: UTF-16, UTF-8, else cp1252, which Dutch Excel writes."""
    if inhoud.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def guess_scheidingsteken(text: str) -> str:
    """Return the separator that cuts the first rows into the same number of columns; a name may hold the other ones."""
    return max(SCHEIDINGSTEKENS, key=lambda teken: _evenness(text[:PROEFTEKENS], teken))


def _evenness(sample: str, teken: str) -> tuple[bool, float, int]:
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=teken)
    widths = [len(row) for row in islice(rows, PROEFRIJEN) if row]
    if not widths:
        return False, 0.0, 0
    return widths[0] > 1, widths.count(widths[0]) / len(widths), widths[0]


def _read_csv(text: str, scheidingsteken: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(1024 * 1024)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=scheidingsteken, strict=True)
    begin = 1
    try:
        for row in reader:
            if any(row):
                yield begin, [restore(cell) for cell in row]
            begin = reader.line_num + 1
    except csv.Error as error:
        raise OngeldigeInvoer(
            f"Regel {begin} van het bestand is stuk: er staat een aanhalingsteken verkeerd."
        ) from error


def _build(
    rows: Iterable[tuple[int, list[str]]], max_rijen: int, encoding: str = "", scheidingsteken: str = ""
) -> Tabel:
    """Make a table of rows as they are read; stops at the first one too many, so the rest is never kept."""
    filled = ((nummer, row) for nummer, row in rows if any(cell.strip() for cell in row))
    _nummer, kop = next(filled, (0, None))
    if kop is None:
        raise OngeldigeInvoer("Het bestand is leeg. Kies een bestand met een regel kolomnamen en daaronder de rijen.")
    kolommen = [name.strip().lstrip("\ufeff") for name in kop]
    while kolommen and not kolommen[-1]:
        kolommen.pop()
    _check_kolommen(kolommen)
    max_rijen = min(max_rijen, MAX_CELLEN // max(len(kolommen), 1))
    rijen = [(nummer, _fit(nummer, row, len(kolommen))) for nummer, row in islice(filled, max_rijen + 1)]
    if len(rijen) > max_rijen:
        raise OngeldigeInvoer(f"Het bestand heeft meer dan {max_rijen} rijen. Knip het in delen.")
    return Tabel(tuple(kolommen), tuple(rijen), encoding, scheidingsteken)


def _check_kolommen(kolommen: list[str]) -> None:
    if len(kolommen) > MAX_KOLOMMEN:
        raise OngeldigeInvoer(f"Het bestand heeft meer dan {MAX_KOLOMMEN} kolommen. Haal weg wat u niet nodig hebt.")
    seen: set[str] = set()
    for nummer, naam in enumerate(kolommen, start=1):
        if not naam:
            raise OngeldigeInvoer(f"Kolom {nummer} heeft geen naam. Zet in de eerste regel boven elke kolom een naam.")
        if naam in seen:
            raise OngeldigeInvoer(f"De kolomnaam '{naam}' staat er twee keer. Geef elke kolom een eigen naam.")
        seen.add(naam)


def _fit(nummer: int, row: list[str], width: int) -> tuple[str, ...]:
    if any(cell.strip() for cell in row[width:]):
        raise OngeldigeInvoer(
            f"Regel {nummer} heeft meer cellen dan er kolommen zijn."
            " Zet teksten met een scheidingsteken tussen aanhalingstekens."
        )
    return tuple(row[:width]) + ("",) * (width - len(row))


def neutralize(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula; `restore` takes it away again."""
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULETEKENS) else cell


def restore(cell: str) -> str:
    """Return the cell that `neutralize` was given."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULETEKENS) else cell


def write_csv(kolommen: Sequence[str], rijen: Iterable[Sequence[Any]]) -> bytes:
    """Return csv as Dutch spreadsheets open it: UTF-8 with mark, ``;``, formulas neutralised."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutralize(str(name)) for name in kolommen])
    writer.writerows([neutralize("" if cell is None else str(cell)) for cell in row] for row in rijen)
    return stream.getvalue().encode("utf-8-sig")
