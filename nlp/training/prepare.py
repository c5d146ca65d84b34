"""Turn gzipped CoNLL-U treebank files into spaCy's binary training format.

The treebank stays outside this repository (CC BY-SA 4.0); its folder is an argument. Documents hold ten sentences, as
the official spaCy pipelines were trained and scored, so that sentence boundaries are learnt too. The training text is
brought to the conventions of the dev and test sets; dev and test are left as they are.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc, DocBin
from spacy.training.converters.conllu_to_docs import conllu_to_docs

from nlp.training.bekering import lassy2017, v28, woord, zilver
from nlp.training.documenten import SENTENCES_PER_DOCUMENT, make_docs

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.training.bekering.woord import Zin

TRAIN = "train.conllu.gz"
EXTRA = "extra-lassy-2017.conllu.gz"
SPLITS: dict[str, tuple[str, ...]] = {
    "dev": ("dev-lassy.conllu.gz", "dev-alpino.conllu.gz"),
    "test-lassy": ("test-lassy.conllu.gz",),
    "test-alpino": ("test-alpino.conllu.gz",),
}


def read_docs(path: Path) -> Iterator[Doc]:
    """Yield documents of ten sentences from one gzipped CoNLL-U file, as it is."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        text = stream.read()
    yield from conllu_to_docs(text, n_sents=SENTENCES_PER_DOCUMENT, no_print=True)  # type: ignore[no-untyped-call]


def read_sentences(path: Path) -> list[Zin]:
    """The sentences of one gzipped CoNLL-U file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return list(woord.read(stream))


def training_docs(treebank: Path, leraar: Language | None) -> list[Doc]:
    """The training text in the conventions of 2.8; with a teacher also the edition of 2017, silver-tagged."""
    train = read_sentences(treebank / TRAIN)
    v28.convert(train)
    vocab = spacy.blank("nl").vocab
    docs = list(make_docs(vocab, train))
    if leraar is not None:
        extra = read_sentences(treebank / EXTRA)
        usable = [lassy2017.convert(zin) for zin in extra]
        zilver.annotate(extra, leraar, zilver.Woordenboek(train))
        with_tree = [zin for zin, good in zip(extra, usable, strict=True) if good]
        without = [zin for zin, good in zip(extra, usable, strict=True) if not good]
        docs.extend(make_docs(vocab, with_tree, zonder_boom=without))
    return docs


def prepare(treebank: Path, out: Path, leraar: Language | None = None) -> dict[str, int]:
    """Write one ``.spacy`` file per split; return the number of tokens in each."""
    out.mkdir(parents=True, exist_ok=True)
    tokens = {"train": _write(out / "train.spacy", training_docs(treebank, leraar))}
    for split, names in SPLITS.items():
        tokens[split] = _write(out / f"{split}.spacy", [doc for name in names for doc in read_docs(treebank / name)])
    return tokens


def _write(path: Path, docs: list[Doc]) -> int:
    DocBin(docs=docs, store_user_data=True).to_disk(path)
    return sum(len(doc) for doc in docs)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path, help="folder with the gzipped CoNLL-U files")
    parser.add_argument("out", type=Path, help="folder to write the .spacy files to")
    parser.add_argument(
        "--leraar", type=Path, help="trained pipeline that tags the extra text; without it, none is used"
    )
    arguments = parser.parse_args()
    teacher = spacy.load(arguments.leraar) if arguments.leraar else None
    print(prepare(arguments.treebank, arguments.out, teacher))
