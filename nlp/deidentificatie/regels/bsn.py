"""Burgerservicenummers: nine digits that pass the eleven-test, written in one go or in groups."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.deidentificatie.kandidaat import RANG_BSN, Kandidaat
from nlp.deidentificatie.tekst import Tekst

_NEGEN = re.compile(r"(?<!\d)(?<!\d[ .\-/])\d(?:[ .\-/]?\d){8}(?![ .\-/]?\d)")
_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def find_bsn(tekst: Tekst) -> Iterator[Kandidaat]:
    """Every stretch of exactly nine digits that passes the eleven-test."""
    for match in _NEGEN.finditer(tekst.tekst):
        if passes_eleven_test(match.group()):
            yield Kandidaat(match.start(), match.end(), "bsn", "bsn-elfproef", RANG_BSN)


def passes_eleven_test(nummer: str) -> bool:
    """Whether the nine digits in ``nummer`` (other characters are skipped) form a valid BSN."""
    cijfers = [int(teken) for teken in nummer if teken.isdecimal()]
    if len(cijfers) != len(_GEWICHTEN) or not any(cijfers):
        return False
    return sum(cijfer * gewicht for cijfer, gewicht in zip(cijfers, _GEWICHTEN, strict=True)) % 11 == 0
