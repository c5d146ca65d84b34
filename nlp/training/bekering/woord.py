"""A treebank sentence in memory, small enough to be changed: a list of words with what is annotated on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LEEG = "_"


@dataclass(slots=True)
class Woord:
    """One syntactic word. ``hoofd`` counts from 1, 0 is the root. An empty string is missing, ``_`` is 'none'."""

    vorm: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    hoofd: int
    relatie: str
    spatie: bool


Zin = list[Woord]


def read(lines: Iterable[str]) -> Iterator[Zin]:
    """The sentences of a CoNLL-U stream, without comments, ranges and empty nodes."""
    zin: Zin = []
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if columns == [""]:
            if zin:
                yield zin
            zin = []
        elif columns[0].isdigit():
            zin.append(_make(columns))
    if zin:
        yield zin


def _make(columns: list[str]) -> Woord:
    _, vorm, lemma, upos, xpos, feats, hoofd, relatie, _, misc = columns
    return Woord(vorm, lemma, upos, xpos, feats, int(hoofd), relatie, "SpaceAfter=No" not in misc.split("|"))


def children(zin: Zin) -> list[list[int]]:
    """Per word the places (from 1, in order) of its dependents; entry 0 holds the roots."""
    found: list[list[int]] = [[] for _ in range(len(zin) + 1)]
    for place, woord in enumerate(zin, start=1):
        found[woord.hoofd].append(place)
    return found
