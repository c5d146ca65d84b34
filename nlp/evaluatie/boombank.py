"""The pipeline against a treebank, scored the way the published spaCy figures are."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SENTENCES_PER_DOCUMENT = 10
_MEASURES = (
    "tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_p", "sents_r", "sents_f",
)  # fmt: skip


def score(nlp: Language, path: Path) -> dict[str, Any]:
    """spaCy's Scorer on documents of ten sentences: gold tokens, predicted sentence ends, lemmas with ``_``.

    Shares lie in 0..1; ``words_per_second`` is of the whole pipeline on this machine, tokenizing included.
    Raises ``ValueError`` with a Dutch reason for a file without sentences.
    """
    from spacy.tokens import Doc
    from spacy.training import Example

    gold = _read(path, nlp)
    if not gold:
        raise ValueError("er staan geen zinnen in")
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
        "words_per_second": round(scores["speed"]),
    }


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
