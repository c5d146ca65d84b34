"""Tags for text that has only the coarse classes of an older edition: what a trained tagger and that edition agree on.

The tagger gives each word a probability per tag; the edition gives a class and features. How often the edition writes
which class for which tag is estimated from the text itself (three rounds of expectation maximisation), and the two
are multiplied. A word keeps the tag only when the product is sure of it; otherwise the tag stays missing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from nlp.training.bekering.woord import Woord, Zin

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language

RONDES = 3
ZEKER = 0.85
EENDUIDIG = 0.9
_GLADHEID = 2.0
_NAAMDEEL = {"flat", "flat:name", "name"}
_ZONDER_GESLACHT = "N|eigen|ev|basis|genus|stan"
_EIGEN = ("N|eigen", "SPEC|deeleigen")

_BIJNA_NUL = 1e-9
_SAMENSTELLING = 8  # letters: an unknown noun of this length may be a compound that the teacher did not split

K = TypeVar("K")


def probabilities(leraar: Language, zinnen: Sequence[Zin]) -> tuple[list[str], NDArray[np.float64], list[str]]:
    """The tags of the teacher, a row of probabilities per word over them, and its lemma per word."""
    from spacy.tokens import Doc

    tagger: Any = leraar.get_pipe("tagger")
    rows: list[NDArray[np.float64]] = []
    lemmas: list[str] = []
    docs = [Doc(leraar.vocab, words=[w.vorm for w in zin], spaces=[w.spatie for w in zin]) for zin in zinnen]
    for doc in leraar.pipe(docs):
        rows.append(_softmax(np.asarray(tagger.model.predict([doc])[0], dtype=np.float64)))
        lemmas.extend(token.lemma_ for token in doc)
    return list(tagger.labels), np.concatenate(rows), lemmas


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def agree(kansen: NDArray[np.float64], sleutels: Sequence[K]) -> NDArray[np.float64]:
    """The probabilities of the tags given the teacher's row and the key that the edition writes for each word."""
    vocabulary = {key: index for index, key in enumerate(dict.fromkeys(sleutels))}
    columns = np.array([vocabulary[key] for key in sleutels])
    share = np.bincount(columns, minlength=len(vocabulary)) / len(columns)
    posterior = kansen
    for _ in range(RONDES):
        counts = np.zeros((kansen.shape[1], len(vocabulary)))
        np.add.at(counts.T, columns, posterior)
        channel = (counts + _GLADHEID * share) / (counts.sum(axis=1, keepdims=True) + _GLADHEID)
        product = kansen * channel.T[columns]
        posterior = product / product.sum(axis=1, keepdims=True)
    return posterior


def keys(zin: Zin) -> list[tuple[str, str, bool]]:
    """Per word what the edition says: class, features, and whether it is part of a name of several words."""
    heads = {woord.hoofd for woord in zin if woord.relatie in _NAAMDEEL}
    return [
        (woord.upos, woord.feats, woord.relatie in _NAAMDEEL or place in heads)
        for place, woord in enumerate(zin, start=1)
    ]


class Woordenboek:
    """What the training text has for a tag: the class and features of 2.8, and the lemma of a word form."""

    def __init__(self, zinnen: Sequence[Zin]) -> None:
        self._klassen: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
        self._lemmas: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._delen: set[str] = set()
        for zin in zinnen:
            for woord in zin:
                self._klassen[woord.xpos, woord.relatie][woord.upos, woord.feats] += 1
                self._klassen[woord.xpos, ""][woord.upos, woord.feats] += 1
                self._lemmas[_form(woord.vorm, woord.xpos), woord.xpos][woord.lemma] += 1
                self._delen.update(woord.lemma.lower().split("_"))

    def klasse(self, xpos: str, relatie: str) -> tuple[str, str] | None:
        """Class and features of a tag in this relation, or in any; ``None`` where the text is not of one mind."""
        return _unanimous(self._klassen.get((xpos, relatie))) or _unanimous(self._klassen.get((xpos, "")))

    def lemma(self, vorm: str, xpos: str) -> str | None:
        """The one lemma that the text has for this form and tag."""
        return _unanimous(self._lemmas.get((_form(vorm, xpos), xpos)))

    def knows_parts(self, lemma: str) -> bool:
        """Whether every part between the ``_`` of a lemma is a lemma, or part of one, in the text."""
        return all(part in self._delen for part in lemma.lower().split("_"))


def _form(vorm: str, xpos: str) -> str:
    return vorm if xpos.startswith(_EIGEN) else vorm.lower()


def _unanimous(counts: Counter[K] | None) -> K | None:
    if not counts:
        return None
    best, count = counts.most_common(1)[0]
    return best if count >= EENDUIDIG * counts.total() else None


def annotate(zinnen: Sequence[Zin], leraar: Language, woordenboek: Woordenboek) -> None:
    """Give every word the tag, class, features and lemma that are sure, and make the rest missing."""
    tags, kansen, lemmas = probabilities(leraar, zinnen)
    if _ZONDER_GESLACHT in tags:
        kansen[:, tags.index(_ZONDER_GESLACHT)] = _BIJNA_NUL
    posterior = agree(kansen, [key for zin in zinnen for key in keys(zin)])
    best = posterior.argmax(axis=1)
    words = [(woord, particle) for zin in zinnen for woord, particle in zip(zin, _particles(zin), strict=True)]
    for place, (woord, particle) in enumerate(words):
        sure = posterior[place, best[place]] >= ZEKER
        _set(woord, tags[best[place]] if sure else "", _Lemma(lemmas[place], particle), woordenboek)


@dataclass(frozen=True, slots=True)
class _Lemma:
    leraar: str
    deeltje: str


def _particles(zin: Zin) -> list[str]:
    """Per word the separated part of its verb ('op' of 'belt ... op'), or nothing."""
    found = [""] * len(zin)
    for woord in zin:
        if woord.relatie == "compound:prt":
            found[woord.hoofd - 1] = woord.vorm.lower()
    return found


def _set(woord: Woord, xpos: str, lemma: _Lemma, woordenboek: Woordenboek) -> None:
    klasse = woordenboek.klasse(xpos, woord.relatie) if xpos else None
    woord.lemma = _lemma(woord, xpos, lemma, woordenboek) if xpos else ""
    woord.xpos = xpos
    woord.upos, woord.feats = klasse or ("", "")


def _lemma(woord: Woord, xpos: str, lemma: _Lemma, woordenboek: Woordenboek) -> str:
    """The lemma with its ``_``, which the edition leaves out, or nothing where it is not known for certain."""
    if lemma.deeltje and xpos.startswith("WW"):
        return f"{lemma.deeltje}_{woord.lemma}"
    known = woordenboek.lemma(woord.vorm, xpos)
    if known is not None:
        return known if _same(known, woord.lemma) else ""
    if not _same(lemma.leraar, woord.lemma):
        return ""
    if "_" in lemma.leraar:
        return lemma.leraar if woordenboek.knows_parts(lemma.leraar) else ""
    return "" if xpos.startswith("N|soort") and len(woord.vorm) >= _SAMENSTELLING else lemma.leraar


def _same(one: str, other: str) -> bool:
    return one.replace("_", "").lower() == other.replace("_", "").lower()
