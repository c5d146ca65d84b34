from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from nlp.training.prepare import prepare

TRAIN = """\
1\tDie\tdie\tDET\tVNW|aanw|det|stan|prenom|zonder|rest\tPronType=Dem\t2\tdet\t_\t_
2\tmoeder\tmoeder\tNOUN\tN|soort|ev|basis|zijd|stan\tGender=Com|Number=Sing\t3\tnsubj\t_\t_
3\twacht\twachten\tVERB\tWW|pv|tgw|met-t\tNumber=Sing|Tense=Pres|VerbForm=Fin\t0\troot\t_\t_
4\top\top\tADP\tVZ|init\t_\t5\tcase\t_\t_
5\thulp\thulp\tNOUN\tN|soort|ev|basis|zijd|stan\tGender=Com|Number=Sing\t3\tobl:arg\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\tLET\t_\t3\tpunct\t_\t_

"""
EXTRA = """\
1\tDe\tde\tDET\t_\tDefinite=Def\t2\tdet\t_\t_
2\tmoeder\tmoeder\tNOUN\t_\tGender=Com|Number=Sing\t4\tnsubj\t_\t_
3\twerd\tworden\tAUX\t_\tNumber=Sing\t4\tcop\t_\t_
4\tmoe\tmoe\tADJ\t_\tDegree=Pos\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

1\tMoeder\tmoeder\tNOUN\t_\tGender=Com|Number=Sing\t2\tnsubj\t_\t_
2\twacht\twachten\tVERB\t_\tNumber=Sing\t0\troot\t_\t_

"""


@pytest.fixture
def boombank(tmp_path: Path) -> Path:
    for name in ("train", "dev-lassy", "dev-alpino", "test-lassy", "test-alpino"):
        _write(tmp_path / f"{name}.conllu.gz", TRAIN * 11)
    _write(tmp_path / "extra-lassy-2017.conllu.gz", EXTRA * 6)
    return tmp_path


def _write(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode()))


def docs_of(path: Path) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(spacy.blank("nl").vocab))


def test_prepare_converts_the_training_text_and_leaves_what_measures(boombank: Path, tmp_path: Path) -> None:
    tokens = prepare(boombank, tmp_path / "corpus")

    train, dev = (docs_of(tmp_path / "corpus" / f"{split}.spacy") for split in ("train", "dev"))
    assert tokens == {"train": 66, "dev": 132, "test-lassy": 66, "test-alpino": 66}
    assert [len(list(doc.sents)) for doc in train] == [10, 1]
    assert (train[0][4].dep_, str(train[0][0].morph)) == ("obl", "")
    assert (dev[0][4].dep_, str(dev[0][0].morph)) == ("obl:arg", "PronType=Dem")


def test_prepare_with_a_teacher_adds_the_older_text(boombank: Path, tmp_path: Path, taalmodel: Language) -> None:
    tokens = prepare(boombank, tmp_path / "corpus", taalmodel)

    extra = docs_of(tmp_path / "corpus" / "train.spacy")[2:]
    assert tokens["train"] == 66 + 6 * 7
    assert [len(list(doc.sents)) if doc.has_annotation("DEP") else 0 for doc in extra] == [6, 0, 0, 0, 0, 0, 0]
    assert {token.tag_ for doc in extra for token in doc if token.text == "moeder"} == {"N|soort|ev|basis|zijd|stan"}
    assert {token.lemma_ for doc in extra for token in doc if token.text == "wacht"} == {"wachten"}
