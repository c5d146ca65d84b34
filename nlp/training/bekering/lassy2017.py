"""The trees of UD Dutch LassySmall as of 2016/17 in the conventions of 2.8.

That edition mixes labels of UD 1 and 2, hangs a conjunction from the first conjunct where UD 2 hangs it from the
one that follows, treats possessives as determiners and takes ``worden`` and ``blijven`` for copulas and ``willen``
and ``gaan`` for auxiliaries. The last would turn whole trees around: such a sentence loses its tree, not its words.
"""

from __future__ import annotations

import re

from nlp.training.bekering.woord import Woord, Zin, children

_RELATIES = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj",
    "auxpass": "aux:pass",
    "name": "flat",
    "flat:name": "flat",
    "mwe": "fixed",
    "neg": "advmod",
}
_UD1 = {"dobj", "nsubjpass", "csubjpass", "auxpass", "name", "mwe", "neg"}
_UPOS = {"CONJ": "CCONJ"}
_HULPWERKWOORDEN = {"zijn", "worden", "hebben", "kunnen", "moeten", "zullen", "mogen"}
_BEZITTELIJK = {"mijn", "m'n", "jouw", "je", "uw", "zijn", "z'n", "haar", "ons", "onze", "hun", "mekaars", "elkaars"}
_PAREN = {"(": ")", "[": "]", "«": "»", "“": "”", ",,": "''", "‘": "’"}
_AANHALING = {'"', "'"}
_KOPPEL = {",", ";"}
_RANG = re.compile(r"\d+(e|de|ste)|\w*(eerste|de|ste)")


def convert(zin: Zin) -> bool:
    """Change the sentence in place; False when its tree can not be brought over and must count as missing."""
    usable = _is_convertible(zin)
    ud1 = any(woord.relatie in _UD1 for woord in zin)
    for woord in zin:
        woord.upos = _UPOS.get(woord.upos, woord.upos)
        woord.relatie = _RELATIES.get(woord.relatie, woord.relatie)
    if ud1:
        _split_nmod(zin)
    _attach_conjunctions(zin)
    _attach_pairs(zin)
    _relabel(zin)
    return usable


def _is_convertible(zin: Zin) -> bool:
    for woord in zin:
        if woord.relatie == "compound" or (woord.relatie == "cop" and woord.lemma != "zijn"):
            return False
        if woord.relatie in {"aux", "aux:pass", "auxpass"} and woord.lemma not in _HULPWERKWOORDEN:
            return False
        if woord.lemma == "moeten" and woord.relatie != "aux":
            return False
    return True


def _split_nmod(zin: Zin) -> None:
    """UD 1 has one label where UD 2 tells what belongs to a clause (``obl``) from what belongs to a noun."""
    for woord in zin:
        if woord.relatie == "nmod" and woord.hoofd and zin[woord.hoofd - 1].upos in {"VERB", "AUX"}:
            woord.relatie = "obl"


def _attach_conjunctions(zin: Zin) -> None:
    kinderen = children(zin)
    for place, woord in enumerate(zin, start=1):
        if not 0 < woord.hoofd < place or not (woord.relatie == "cc" or woord.vorm in _KOPPEL):
            continue
        following = [kind for kind in kinderen[woord.hoofd] if kind > place]
        if following and zin[following[0] - 1].relatie in {"cc", "punct"}:
            following = [kind for kind in following if zin[kind - 1].relatie not in {"cc", "punct"}]
        if following and zin[following[0] - 1].relatie == "conj":
            woord.hoofd = following[0]


def _attach_pairs(zin: Zin) -> None:
    """Brackets and quotes belong to what stands between them, when that is one phrase."""
    open_at: list[tuple[int, str]] = []
    for place, woord in enumerate(zin, start=1):
        if woord.relatie != "punct":
            continue
        if open_at and woord.vorm == open_at[-1][1]:
            start, _ = open_at.pop()
            inside = [inner for inner in range(start + 1, place) if not start <= zin[inner - 1].hoofd <= place]
            if len(inside) == 1:
                zin[start - 1].hoofd = woord.hoofd = inside[0]
        elif woord.vorm in _PAREN:
            open_at.append((place, _PAREN[woord.vorm]))
        elif woord.vorm in _AANHALING:
            open_at.append((place, woord.vorm))


def _relabel(zin: Zin) -> None:
    kinderen = children(zin)
    for place, woord in enumerate(zin, start=1):
        vorm = woord.vorm.lower()
        if woord.relatie == "det" and vorm in _BEZITTELIJK and woord.upos in {"DET", "PRON"}:
            woord.relatie = "nmod:poss"
        elif woord.relatie in {"obj", "iobj"} and vorm == "zich":
            woord.relatie = "expl:pv"
        elif woord.relatie == "nummod" and _RANG.fullmatch(vorm):
            woord.relatie = "amod"
        elif woord.hoofd and "aux:pass" in _relations(zin, kinderen[woord.hoofd]):
            woord.relatie = _passive(woord, _forms(zin, kinderen[place], "case"))


def _passive(woord: Woord, voorzetsels: set[str]) -> str:
    if woord.relatie == "nsubj":
        return "nsubj:pass"
    return "obl:agent" if woord.relatie == "obl" and "door" in voorzetsels else woord.relatie


def _relations(zin: Zin, places: list[int]) -> set[str]:
    return {zin[place - 1].relatie for place in places}


def _forms(zin: Zin, places: list[int], relatie: str) -> set[str]:
    return {zin[place - 1].vorm.lower() for place in places if zin[place - 1].relatie == relatie}
