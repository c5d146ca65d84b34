"""spaCy documents out of treebank sentences in which some annotation is missing.

spaCy skips an empty tag and an empty lemma when it computes a loss. Features count as missing only when they are
unset: an empty string would teach 'no features'. A sentence without a tree stands in a document of its own, so that
its words do not claim that no sentence begins among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.evaluatie.gesproken import unset_features
from nlp.training.bekering.woord import LEEG, Woord, Zin

SENTENCES_PER_DOCUMENT = 10


def make_docs(vocab: Vocab, zinnen: Sequence[Zin], *, zonder_boom: Sequence[Zin] = ()) -> Iterator[Doc]:
    """Documents of ten sentences with a tree, then one document for every sentence without."""
    for start in range(0, len(zinnen), SENTENCES_PER_DOCUMENT):
        yield make_doc(vocab, zinnen[start : start + SENTENCES_PER_DOCUMENT])
    for zin in zonder_boom:
        yield make_doc(vocab, [zin], tree=False)


def make_doc(vocab: Vocab, zinnen: Sequence[Zin], *, tree: bool = True) -> Doc:
    """One document; without ``tree`` no heads and labels are set."""
    words = [woord for zin in zinnen for woord in zin]
    doc = Doc(
        vocab,
        words=[woord.vorm for woord in words],
        spaces=[woord.spatie for woord in words],
        tags=[woord.xpos for woord in words],
        pos=[woord.upos for woord in words],
        lemmas=[woord.lemma for woord in words],
        morphs=["" if woord.feats == LEEG else woord.feats for woord in words],
        heads=_heads(zinnen) if tree else None,
        deps=["ROOT" if woord.relatie == "root" else woord.relatie for woord in words] if tree else None,
    )
    for token, woord in zip(doc, words, strict=True):
        if not woord.feats:
            unset_features(token)
    return doc


def _heads(zinnen: Sequence[Zin]) -> list[int]:
    heads: list[int] = []
    for zin in zinnen:
        start = len(heads)
        heads.extend(_head(woord, place, start) for place, woord in enumerate(zin, start=start))
    return heads


def _head(woord: Woord, place: int, start: int) -> int:
    return start + woord.hoofd - 1 if woord.hoofd else place
