"""Turn gzipped CoNLL-U treebank files into spaCy's binary training format.

The treebank stays outside this repository (CC BY-SA 4.0); its folder is an
argument. Documents hold ten sentences, as the official spaCy pipelines were
trained and scored, so that sentence boundaries are learnt too.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.training.converters.conllu_to_docs import conllu_to_docs

SENTENCES_PER_DOCUMENT = 10
SPLITS: dict[str, tuple[str, ...]] = {
    "train": ("train.conllu.gz",),
    "dev": ("dev-lassy.conllu.gz", "dev-alpino.conllu.gz"),
    "test-lassy": ("test-lassy.conllu.gz",),
    "test-alpino": ("test-alpino.conllu.gz",),
}


def read_docs(path: Path) -> Iterator[Doc]:
    """Yield documents of ten sentences from one gzipped CoNLL-U file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        text = stream.read()
    yield from conllu_to_docs(text, n_sents=SENTENCES_PER_DOCUMENT, no_print=True)  # type: ignore[no-untyped-call]


def prepare(treebank: Path, out: Path) -> dict[str, int]:
    """Write one ``.spacy`` file per split; return the number of tokens in each."""
    out.mkdir(parents=True, exist_ok=True)
    tokens: dict[str, int] = {}
    for split, names in SPLITS.items():
        docs = [doc for name in names for doc in read_docs(treebank / name)]
        DocBin(docs=docs, store_user_data=True).to_disk(out / f"{split}.spacy")
        tokens[split] = sum(len(doc) for doc in docs)
    return tokens


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path, help="folder with the gzipped CoNLL-U files")
    parser.add_argument("out", type=Path, help="folder to write the .spacy files to")
    arguments = parser.parse_args()
    print(prepare(arguments.treebank, arguments.out))
