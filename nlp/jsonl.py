"""Reading JSON lines one by one: a bad line is reported and the good ones go on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

Melder = Callable[[int, str], None]
Rij = TypeVar("Rij")
_REFUSED = re.compile("[\x00\ud800-\udfff]")


def read_rows(lines: Iterable[bytes], report: Melder, convert: Callable[[dict[str, Any]], Rij]) -> Iterator[Rij]:
    """Yield each good row (with an ``id`` and a ``text``), converted; report the others by line number.

    ``convert`` may refuse a row by raising ``ValueError``. Reasons are Dutch and hold nothing of the text.
    """
    found = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        found = True
        try:
            yield convert(_read_row(line.removeprefix(b"\xef\xbb\xbf")))
        except ValueError as fout:
            report(number, str(fout))
    if not found:
        report(1, "het bestand is leeg")


def decode(lines: Iterable[bytes], report: Melder) -> Iterator[str]:
    """The lines as text; a line that is no UTF-8 is reported and comes back with replacement signs."""
    for number, line in enumerate(lines, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            report(number, "de tekens zijn geen UTF-8")
            yield line.decode("utf-8", errors="replace")


def _read_row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("de tekens zijn geen UTF-8") from None
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("dit is geen geldige JSON") from None
    if not isinstance(row, Mapping):
        raise ValueError("hier hoort een object tussen accolades te staan")
    return _check_row(dict(row))


def _check_row(row: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(row.get("id"), str | int):
        raise ValueError("'id' ontbreekt")
    if not isinstance(row.get("text"), str):
        raise ValueError("'text' ontbreekt")
    if _REFUSED.search(row["text"]):
        raise ValueError("de tekst bevat een teken dat geen tekst is (NUL of een half tekenpaar)")
    return row
