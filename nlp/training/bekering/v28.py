"""From UD 2.16, in which the large training set stands, back to the 2.8 of the dev and test sets.

Compared on dev: 2.16 has labels that 2.8 lacks (``obl:arg``, ``:outer``, ``cc:preconj``), features that it lacks
(``ExtPos``, ``PronType`` on determiners), calls foreign words X where 2.8 has SYM, leaves the gender of many names
open and hangs an adverb before a noun as ``advmod`` where 2.8 has ``amod``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from nlp.training.bekering.woord import LEEG, Woord, Zin, children

RELATIES = {
    "obl:arg": "obl",
    "nsubj:outer": "nsubj",
    "csubj:outer": "csubj",
    "flat:name": "flat",
    "cc:preconj": "cc",
}
_SYMBOLEN = {"SPEC|vreemd", "SPEC|afgebr"}
_NAAMWOORDELIJK = {"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM"}
_GEZEGDE = {"cop", "nsubj", "nsubj:pass"}
_GENUS = "N|eigen|ev|basis|genus|stan"
_GESLACHT = {
    "N|eigen|ev|basis|zijd|stan": "Gender=Com|Number=Sing",
    "N|eigen|ev|basis|onz|stan": "Gender=Neut|Number=Sing",
}
_BESLIST = 0.8


def convert(zinnen: list[Zin]) -> None:
    """Change the sentences in place; the gender of names is decided over all of them together."""
    geslacht = _genders(zinnen)
    for zin in zinnen:
        _convert_relations(zin)
        for woord in zin:
            _convert_word(woord, geslacht)


def _convert_relations(zin: Zin) -> None:
    kinderen = children(zin)
    for woord in zin:
        if woord.relatie == "cc:preconj" and woord.vorm.lower() == "niet":
            woord.relatie = "advmod"
        elif woord.relatie == "advmod" and woord.upos in {"ADV", "ADJ"} and _is_nominal(zin, kinderen, woord.hoofd):
            woord.relatie = "amod"
        else:
            woord.relatie = RELATIES.get(woord.relatie, woord.relatie)


def _is_nominal(zin: Zin, kinderen: list[list[int]], place: int) -> bool:
    """Whether this is a noun phrase; a noun with a subject or copula is a clause, and the root may be one."""
    hoofd = zin[place - 1]
    if place == 0 or hoofd.hoofd == 0 or hoofd.upos not in _NAAMWOORDELIJK:
        return False
    return not any(zin[kind - 1].relatie in _GEZEGDE for kind in kinderen[place])


def _convert_word(woord: Woord, geslacht: dict[str, str]) -> None:
    features = [item for item in woord.feats.split("|") if not item.startswith("ExtPos=")]
    if woord.upos == "DET":
        features = [item for item in features if not item.startswith("PronType=")]
    woord.feats = "|".join(features) or LEEG
    if woord.xpos in _SYMBOLEN:
        woord.upos, woord.feats = "SYM", LEEG
    elif woord.xpos == _GENUS:
        woord.xpos = geslacht.get(woord.vorm.lower(), "")
        woord.feats = _GESLACHT.get(woord.xpos, "")
        woord.upos = woord.upos if woord.feats else ""


def _genders(zinnen: Iterable[Zin]) -> dict[str, str]:
    """The tag of each name whose gender is settled elsewhere in the text, by its lower-case form."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for zin in zinnen:
        for woord in zin:
            if woord.xpos in _GESLACHT:
                seen[woord.vorm.lower()][woord.xpos] += 1
    best = {vorm: (counts.most_common(1)[0], counts.total()) for vorm, counts in seen.items()}
    return {vorm: tag for vorm, ((tag, count), total) in best.items() if count >= _BESLIST * total}
