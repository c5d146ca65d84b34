from __future__ import annotations

import pytest

from nlp.training.bekering.lassy2017 import convert
from tests.nlp.training.zinnen import hoofden, relaties, zin


def test_convert_labels_of_ud1() -> None:
    woorden = zin(
        "Brief brief NOUN _ _ 3 nsubjpass",
        "is zijn AUX _ _ 3 auxpass",
        "bezorgd bezorgen VERB _ _ 0 root",
        "door door ADP _ _ 5 case",
        "Noor Noor PROPN _ _ 3 nmod",
        "Bos Bos PROPN _ _ 5 name",
        "en en CONJ _ _ 5 cc",
    )

    assert convert(woorden)

    assert relaties(woorden) == ["nsubj:pass", "aux:pass", "root", "case", "obl:agent", "flat", "cc"]
    assert woorden[6].upos == "CCONJ"


def test_convert_hangs_a_conjunction_from_the_part_that_follows() -> None:
    woorden = zin(
        "Juf juf NOUN _ _ 0 root",
        ", , PUNCT _ _ 1 punct",
        "meester meester NOUN _ _ 1 conj",
        "en en CCONJ _ _ 1 cc",
        "ouders ouder NOUN _ _ 1 conj",
    )

    convert(woorden)

    assert hoofden(woorden) == [0, 3, 1, 5, 1]


def test_convert_leaves_a_conjunction_that_nothing_follows() -> None:
    woorden = zin("Wachten wachten VERB _ _ 0 root", "en en CCONJ _ _ 1 cc", "maar maar CCONJ _ _ 1 cc")

    convert(woorden)

    assert hoofden(woorden) == [0, 1, 1]


def test_convert_brackets_belong_to_the_phrase_between_them() -> None:
    woorden = zin(
        "School school NOUN _ _ 0 root",
        "( ( PUNCT _ _ 1 punct",
        "de de DET _ _ 4 det",
        "Oever Oever PROPN _ _ 1 appos",
        ") ) PUNCT _ _ 1 punct",
    )

    convert(woorden)

    assert hoofden(woorden) == [0, 4, 4, 1, 4]


def test_convert_brackets_around_two_phrases_stay() -> None:
    woorden = zin(
        "School school NOUN _ _ 0 root",
        "( ( PUNCT _ _ 1 punct",
        "maandag maandag NOUN _ _ 1 nmod",
        "dinsdag dinsdag NOUN _ _ 1 nmod",
        ") ) PUNCT _ _ 1 punct",
    )

    convert(woorden)

    assert hoofden(woorden) == [0, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("rij", "relatie"),
    [
        ("zijn zijn DET _ _ 2 det", "nmod:poss"),
        ("de de DET _ _ 2 det", "det"),
        ("tweede twee NUM _ _ 2 nummod", "amod"),
        ("3e 3 NUM _ _ 2 nummod", "amod"),
        ("twee twee NUM _ _ 2 nummod", "nummod"),
        ("zich zich PRON _ _ 2 obj", "expl:pv"),
    ],
)
def test_convert_word_before_its_head(rij: str, relatie: str) -> None:
    woorden = zin(rij, "plek plek NOUN _ _ 0 root")

    convert(woorden)

    assert woorden[0].relatie == relatie


def test_convert_subject_of_an_active_sentence_stays() -> None:
    woorden = zin("Noor Noor PROPN _ _ 3 nsubj", "heeft hebben AUX _ _ 3 aux", "gebeld bellen VERB _ _ 0 root")

    convert(woorden)

    assert relaties(woorden) == ["nsubj", "aux", "root"]


@pytest.mark.parametrize(
    ("rij", "bruikbaar"),
    [
        ("is zijn AUX _ _ 2 cop", True),
        ("werd worden AUX _ _ 2 cop", False),
        ("bleef blijven AUX _ _ 2 cop", False),
        ("wil willen AUX _ _ 2 aux", False),
        ("kan kunnen AUX _ _ 2 aux", True),
        ("moet moeten VERB _ _ 2 xcomp", False),
    ],
)
def test_convert_tree_around_another_verb_counts_as_missing(rij: str, bruikbaar: bool) -> None:
    assert convert(zin(rij, "moe moe ADJ _ _ 0 root")) is bruikbaar


def test_convert_keeps_every_word_and_one_root() -> None:
    woorden = zin(
        '" " PUNCT _ _ 3 punct',
        "Ik ik PRON _ _ 3 nsubj",
        "wacht wachten VERB _ _ 0 root",
        '" " PUNCT _ _ 3 punct',
        "; ; PUNCT _ _ 3 punct",
        "zei zeggen VERB _ _ 3 parataxis",
    )

    convert(woorden)

    assert hoofden(woorden) == [3, 3, 0, 3, 3, 3]
