from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import get_ops

from nlp.training.documenten import make_doc
from nlp.training.registreer import create_spreektaal
from tests.nlp.training.zinnen import zin

NLP = spacy.blank("nl")


def example() -> Example:
    gold = make_doc(
        NLP.vocab,
        [
            zin("Noor Noor PROPN N|eigen _ 2 nsubj", "wacht wachten VERB WW|pv _ 0 root", ". . PUNCT LET _ 2 punct"),
            zin("Jij jij PRON VNW|pers _ 2 nsubj", "ook ook ADV BW _ 0 root", "? ? PUNCT LET _ 2 punct"),
        ],
    )
    return Example(Doc(NLP.vocab, words=[token.text for token in gold]), gold)


@pytest.mark.parametrize(
    ("aandelen", "words"),
    [
        ((0.0, 0.0, 0.0), "Noor wacht . Jij ook ?"),
        ((1.0, 0.0, 0.0), "noor wacht . jij ook ?"),
        ((0.0, 1.0, 0.0), "Noor wacht Jij ook"),
        ((0.0, 0.0, 1.0), "noor wacht jij ook"),
    ],
)
def test_spreektaal_share_decides_the_form(aandelen: tuple[float, float, float], words: str) -> None:
    klein, kaal, beide = aandelen
    augment = create_spreektaal(klein=klein, kaal=kaal, beide=beide)

    changed = list(augment(NLP, example()))

    assert [" ".join(token.text for token in item.reference) for item in changed] == [words]
    assert [" ".join(token.text for token in item.predicted) for item in changed] == [words]


def test_spreektaal_share_of_documents_is_the_share_asked() -> None:
    np.random.seed(0)
    augment = create_spreektaal(klein=0.1, kaal=0.1, beide=0.1)
    original = example()

    changed = [next(augment(NLP, original)) is not original for _ in range(2000)]

    assert 0.26 < sum(changed) / len(changed) < 0.34


def test_training_multiplies_with_numpy() -> None:
    ops = get_ops("cpu")
    left, right = np.random.rand(7, 5).astype("f"), np.random.rand(3, 5).astype("f")

    assert not ops.use_blis
    assert np.allclose(ops.gemm(left, right, trans2=True), left @ right.T)
