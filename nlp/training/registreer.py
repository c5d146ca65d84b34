"""What a training needs beyond spaCy itself; give it to ``spacy train`` with ``--code``.

The augmenter makes a share of the documents look like told text: lower case, sentences without a full stop, or both.
Nothing of it is needed to load the trained pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.training import Example

from nlp.rekenen import use_fast_products

Augmenter = Callable[[Language, Example], Iterator[Example]]
_SLOT = {".", "!", "?", "..."}

use_fast_products()


@spacy.registry.augmenters("verhalen.spreektaal.v1")
def create_spreektaal(klein: float, kaal: float, beide: float) -> Augmenter:
    """Shares (0..1) of documents in lower case, without the marks that end a sentence, and with both."""
    return partial(augment, klein=klein, kaal=kaal, beide=beide)


def augment(nlp: Language, example: Example, *, klein: float, kaal: float, beide: float) -> Iterator[Example]:
    """The example itself or, by chance, its told form; always one."""
    chance = np.random.random()
    lower = chance < klein + beide
    bare = klein <= chance < klein + beide + kaal
    yield to_speech(nlp, example, lower=lower, bare=bare) if lower or bare else example


def to_speech(nlp: Language, example: Example, *, lower: bool, bare: bool) -> Example:
    """The same annotation on words in lower case (``lower``) and without sentence-final marks (``bare``)."""
    gold = example.reference
    kept = [token for token in gold if not (bare and _ends_sentence(token))] or list(gold)
    reference = _copy(nlp, gold, kept, lower=lower)
    predicted = Doc(nlp.vocab, words=[t.text for t in reference], spaces=[bool(t.whitespace_) for t in reference])
    return Example(predicted, reference)


def _ends_sentence(token: Token) -> bool:
    last = token.i + 1 == len(token.doc) or bool(token.nbor().is_sent_start)
    leaf = token.head.i != token.i or not token.has_dep()
    return last and leaf and token.text in _SLOT and not any(token.children)


def _copy(nlp: Language, gold: Doc, kept: list[Token], *, lower: bool) -> Doc:
    place = {token.i: number for number, token in enumerate(kept)}
    has_tree = gold.has_annotation("DEP")
    trees: dict[str, Any] = {}
    if has_tree:
        trees = {"heads": [place[token.head.i] for token in kept], "deps": [token.dep_ for token in kept]}
    doc = Doc(
        nlp.vocab,
        words=[token.lower_ if lower else token.text for token in kept],
        spaces=[_space_after(token, place) for token in kept],
        tags=[token.tag_ for token in kept],
        pos=[token.pos_ for token in kept],
        lemmas=[token.lemma_ for token in kept],
        morphs=[str(token.morph) for token in kept],
        **trees,
    )
    for token, source in zip(doc, kept, strict=True):
        if not source.has_morph():
            token.set_morph(None)
    return doc


def _space_after(token: Token, place: dict[int, int]) -> bool:
    following = token.i + 1
    if following < len(token.doc) and following not in place:
        return bool(token.doc[following].whitespace_)
    return bool(token.whitespace_)
