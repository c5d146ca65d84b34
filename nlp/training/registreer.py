"""What a training needs beyond spaCy itself; give it to ``spacy train`` with ``--code``.

Nothing of it is needed to load the trained pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry as spacy_registry
from thinc.api import NumpyOps, Ops
from thinc.api import registry as thinc_registry

from nlp.evaluatie.gesproken import as_told

Augmenter = Callable[[Language, Example], Iterator[Example]]


@dataclass(frozen=True, slots=True)
class NumpyProducten:
    """Matrix products by numpy's own library instead of the one that comes with spaCy.

    On a processor with AVX-512 it multiplies three to four times as fast, so that a training takes half the time.
    spaCy looks the operations up by ``name`` when a training starts; this takes the place of the usual ones.
    """

    name: str = "numpy"

    def __call__(self, **options: Any) -> Ops:
        """The usual operations, without the library that comes with spaCy."""
        ops: Ops = NumpyOps(**{**options, "use_blis": False})
        return ops


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
    reference = as_told(example.reference, lower=lower, bare=bare)
    words = [token.text for token in reference]
    return Example(Doc(nlp.vocab, words=words, spaces=[bool(token.whitespace_) for token in reference]), reference)


thinc_registry.ops("NumpyOps")(NumpyProducten())
spacy_registry.augmenters.register("verhalen.spreektaal.v1", func=create_spreektaal)
