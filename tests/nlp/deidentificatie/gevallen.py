"""The situations of ``gevallen/*.txt``: one text a line, what a mask must cover marked inline as ``[type:...]``."""

from __future__ import annotations

import re
from pathlib import Path

from nlp.deidentificatie import find
from nlp.evaluatie.maskers import Geval, Goudspan

MAP = Path(__file__).parent / "gevallen"
_MERK = re.compile(r"\[(persoon|locatie|organisatie|contact|datum|leeftijd|bsn):([^\[\]]+)\]")


def read(soort: str) -> list[str]:
    """The marked lines of one file, without its comments."""
    regels = (MAP / f"{soort}.txt").read_text(encoding="utf-8").splitlines()
    return [regel for regel in regels if regel and not regel.startswith("#")]


def parse(regel: str) -> tuple[str, list[Goudspan]]:
    """The plain text of a marked line and its spans."""
    text, spans, einde = "", [], 0
    for merk in _MERK.finditer(regel):
        text += regel[einde : merk.start()]
        spans.append(Goudspan(len(text), len(text) + len(merk.group(2)), merk.group(1)))
        text, einde = text + merk.group(2), merk.end()
    return text + regel[einde:], spans


def geval(regel: str) -> Geval:
    """A marked line with the masks proposed for it."""
    text, spans = parse(regel)
    return Geval(text, spans, find(text))
