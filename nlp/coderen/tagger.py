"""The tagger: text in, explained proposals out. No settings, no clock, no network."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import islice
from typing import TYPE_CHECKING

from nlp.coderen.codeboek import Codeboek
from nlp.coderen.oogst import Oogst
from nlp.coderen.regels import Regels
from nlp.coderen.woorden import sentences
from nlp.lezing import read
from nlp.pipeline import register_extensions
from nlp.resources import load_resource
from nlp.types import Suggestie

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS_AT_ONCE = 64
BATCH = 16  # stretches at once through the pipeline; more is hardly faster and takes memory with long texts
_UNUSED_PIPES = ("morphologizer", "ner", "attribute_ruler")
_RESOURCES = ("context", "polariteit", "samenstelling", "spreektaal")
_REGELVERSIE = "1"  # raise when the code of matching or scoring changes what is proposed


class Tagger:
    """Proposes knoppen and themas for texts with one pipeline and one codebook.

    ``versie`` names everything that decides about a proposal: model, codebook, rule files and rules.
    """

    def __init__(self, nlp: Language, codeboek: Codeboek) -> None:
        register_extensions()
        self._nlp = nlp
        self._disabled = [name for name in _UNUSED_PIPES if name in nlp.pipe_names]
        self._regels = Regels(codeboek)
        self.versie = _versie(nlp, self._regels)

    def suggest(self, text: str) -> Suggestie:
        """Propose for one text; an empty text gets no proposals and is neutral."""
        return next(self.suggest_many([text]))

    def suggest_many(self, texts: Iterable[str]) -> Iterator[Suggestie]:
        """Propose for many texts, lazily and in order; no text influences another."""
        remaining = iter(texts)
        while batch := list(islice(remaining, TEXTS_AT_ONCE)):
            yield from self._suggest_batch(batch)

    def _suggest_batch(self, texts: Sequence[str]) -> Iterator[Suggestie]:
        oogsten = [Oogst(self._regels) for _ in texts]
        stream = (
            (lezing.text, (lezing, oogst)) for text, oogst in zip(texts, oogsten, strict=True) for lezing in read(text)
        )
        for doc, (lezing, oogst) in self._nlp.pipe(stream, as_tuples=True, batch_size=BATCH, disable=self._disabled):
            for zin in sentences(doc, lezing):
                oogst.add(zin)
        return (oogst.suggestion() for oogst in oogsten)


def _versie(nlp: Language, regels: Regels) -> str:
    digest = hashlib.sha256()
    digest.update(json.dumps(nlp.meta, sort_keys=True, default=str).encode())
    digest.update(regels.fingerprint().encode())
    for name in _RESOURCES:
        digest.update(repr(load_resource(name)).encode())
    digest.update("|".join((_REGELVERSIE, version("spacy"), version("simplemma"))).encode())
    return digest.hexdigest()[:16]
