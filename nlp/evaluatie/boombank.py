"""The pipeline against a treebank, scored the way the published spaCy figures are."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.evaluatie.gesproken import as_told

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.training import Example

SENTENCES_PER_DOCUMENT = 10
_MEASURES = (
    "tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_p", "sents_r", "sents_f",
)  # fmt: skip


def score(nlp: Language, path: Path, *, told: bool = False) -> dict[str, Any]:
    """spaCy's Scorer on documents of ten sentences: gold tokens, predicted sentence ends, lemmas with ``_``.

    ``told`` measures the spoken register: the same text in lower case and without the marks that end a sentence.
    There a name has lost the capital that its lemma keeps, so ``lemma_acc_lower`` compares without case beside it.

    Shares lie in 0..1; ``words_per_second`` is of the whole pipeline on this machine, gold tokens given.
    Raises ``ValueError`` with a Dutch reason for a file without sentences.
    """
    from spacy.tokens import Doc
    from spacy.training import Example

    gold = _read(path, nlp)
    if not gold:
        raise ValueError("er staan geen zinnen in")
    if told:
        gold = [as_told(doc) for doc in gold]
    examples = [
        Example(Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]), doc)
        for doc in gold
    ]
    scores = nlp.evaluate(examples)
    return {
        "documents": len(gold),
        "sentences": sum(1 for doc in gold for _ in doc.sents),
        "tokens": sum(len(doc) for doc in gold),
        **{measure: round(scores[measure], 4) for measure in _MEASURES if scores.get(measure) is not None},
        **({"lemma_acc_lower": round(_lemmas_without_case(nlp, examples), 4)} if told else {}),
        "words_per_second": round(scores["speed"]),
    }


def _lemmas_without_case(nlp: Language, examples: Sequence[Example]) -> float:
    """The share of lemmas that are right but for capitals; the Scorer annotates copies, so the text is read again."""
    gold = [example.reference for example in examples]
    predicted = nlp.pipe(example.predicted.copy() for example in examples)
    pairs = [
        (t.lemma_.lower(), g.lemma_.lower())
        for p, d in zip(predicted, gold, strict=True)
        for t, g in zip(p, d, strict=True)
    ]
    return sum(one == other for one, other in pairs) / len(pairs)


def _read(path: Path, nlp: Language) -> list[Doc]:
    from spacy.tokens import DocBin
    from spacy.training.converters.conllu_to_docs import conllu_to_docs

    convert: Callable[..., Iterable[Doc]] = conllu_to_docs
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
        docs = list(convert(text, n_sents=SENTENCES_PER_DOCUMENT, no_print=True))
    except (ValueError, IndexError, KeyError) as fout:
        raise ValueError("het is geen CoNLL-U") from fout
    # The converter gives every document a vocabulary of its own; the Scorer wants the pipeline's.
    return list(DocBin(docs=docs, store_user_data=True).get_docs(nlp.vocab))
