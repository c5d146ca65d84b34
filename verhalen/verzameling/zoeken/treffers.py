"""Where the words of a question stand in one story, and the words around them (keyword in context)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from verhalen.verzameling.models import Zoektekst
from verhalen.verzameling.zoeken.voorwaarden import kolom
from verhalen.verzameling.zoeken.vraag import Reeks, Vraag, positive
from verhalen.verzameling.zoeken.zoektekst_maken import join

# Characters before and after a hit: as many as fit on a line of a desktop.
OMHEEN = 60
_WIT = re.compile(r"\s+")


@dataclass(frozen=True, order=True)
class Plek:
    """A stretch of safe text, in code points."""

    start: int
    eind: int


@dataclass(frozen=True)
class Treffer:
    """One hit with its context; ``nummer`` is that of the mark in the story where it stands."""

    plek: Plek
    nummer: int
    voor: str
    woorden: str
    na: str


def find_plekken(zoektekst: Zoektekst, vraag: Vraag) -> list[Plek]:
    """Return where the hits stand, in the order of the text; as many as the database counts."""
    return sorted(plek for reeks in positive(vraag) for plek in _find_reeks(zoektekst, reeks))


def _find_reeks(zoektekst: Zoektekst, reeks: Reeks) -> Iterable[Plek]:
    text: str = getattr(zoektekst, kolom(reeks))
    part, plekken = join(reeks.woorden, begin=reeks.begin), zoektekst.plekken
    position = text.find(part)
    while position >= 0:
        # Every word has a space at either side, so half the spaces before this place are whole words.
        first = text.count(" ", 0, position) // 2
        yield Plek(plekken[2 * first], plekken[2 * (first + len(reeks.woorden)) - 1])
        position = text.find(part, position + len(part))


def merge(plekken: Iterable[Plek]) -> list[Plek]:
    """Return the stretches to mark: hits that overlap become one."""
    merged: list[Plek] = []
    for plek in sorted(plekken):
        if merged and plek.start < merged[-1].eind:
            merged[-1] = Plek(merged[-1].start, max(merged[-1].eind, plek.eind))
        else:
            merged.append(plek)
    return merged


def find_treffers(tekst: str, zoektekst: Zoektekst, vraag: Vraag) -> list[Treffer]:
    """Return the hits in a story with the words before and after them."""
    plekken = find_plekken(zoektekst, vraag)
    starts = [plek.start for plek in merge(plekken)]
    return [_in_context(tekst, plek, bisect_right(starts, plek.start)) for plek in plekken]


def _in_context(tekst: str, plek: Plek, nummer: int) -> Treffer:
    voor = _WIT.sub(" ", tekst[max(0, plek.start - OMHEEN) : plek.start])
    na = _WIT.sub(" ", tekst[plek.eind : plek.eind + OMHEEN])
    if plek.start > OMHEEN:
        # The first and last word may be cut in half.
        voor = f"… {voor.partition(' ')[2]}"
    if plek.eind + OMHEEN < len(tekst):
        na = f"{na.rpartition(' ')[0]} …"
    return Treffer(plek, nummer, voor, _WIT.sub(" ", tekst[plek.start : plek.eind]), na)


def mark_segmenten(segmenten: list[dict[str, Any]], plekken: list[Plek]) -> list[dict[str, Any]]:
    """Cut the plain stretches of a text at the marks; a marked piece carries its number from 1 as ``treffer``."""
    pieces: list[dict[str, Any]] = []
    for segment in segmenten:
        if segment["soort"] != "tekst":
            pieces.append(segment)
            continue
        position = segment["start"]
        for nummer, plek in enumerate(plekken, start=1):
            if segment["start"] <= plek.start and plek.eind <= segment["eind"]:
                pieces.append(_cut(segment, position, plek.start))
                pieces.append({**_cut(segment, plek.start, plek.eind), "treffer": nummer})
                position = plek.eind
        pieces.append(_cut(segment, position, segment["eind"]))
    return [piece for piece in pieces if piece["soort"] != "tekst" or piece["tekst"]]


def _cut(segment: dict[str, Any], start: int, eind: int) -> dict[str, Any]:
    offset = segment["start"]
    return {**segment, "start": start, "eind": eind, "tekst": segment["tekst"][start - offset : eind - offset]}
