"""Invented sentences in the columns of a treebank, short to write."""

from __future__ import annotations

from nlp.training.bekering.woord import Zin, read


def zin(*rijen: str) -> Zin:
    """One sentence: 'vorm lemma UPOS xpos feats hoofd relatie' per word, features and tags may be ``_``."""
    return next(read([*(_line(number, rij) for number, rij in enumerate(rijen, start=1)), ""]))


def _line(number: int, rij: str) -> str:
    return "\t".join([str(number), *rij.split(), "_", "_"])


def relaties(woorden: Zin) -> list[str]:
    return [woord.relatie for woord in woorden]


def hoofden(woorden: Zin) -> list[int]:
    return [woord.hoofd for woord in woorden]
