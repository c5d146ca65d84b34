from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from spacy.language import Language

from nlp.training.bekering.woord import Zin
from nlp.training.bekering.zilver import ZEKER, Woordenboek, agree, annotate, keys
from tests.nlp.training.zinnen import zin


@given(
    scores=arrays(np.float64, (12, 4), elements=st.floats(0.01, 1.0)),
    sleutels=st.lists(st.sampled_from("abc"), min_size=12, max_size=12),
)
def test_agree_gives_probabilities(scores: np.ndarray, sleutels: list[str]) -> None:
    kansen = scores / scores.sum(axis=1, keepdims=True)

    posterior = agree(kansen, sleutels)

    assert posterior.shape == kansen.shape
    assert np.allclose(posterior.sum(axis=1), 1.0)


def test_agree_the_class_of_the_edition_settles_a_doubt() -> None:
    sure_noun, sure_verb, doubt = [0.98, 0.02], [0.02, 0.98], [0.55, 0.45]
    kansen = np.array([sure_noun] * 20 + [sure_verb] * 20 + [doubt])

    posterior = agree(kansen, ["NOUN"] * 20 + ["VERB"] * 20 + ["VERB"])

    assert posterior[-1, 1] > ZEKER


def test_agree_a_class_seen_nowhere_else_leaves_the_doubt() -> None:
    kansen = np.array([[0.98, 0.02]] * 20 + [[0.02, 0.98]] * 20 + [[0.55, 0.45]])

    posterior = agree(kansen, ["NOUN"] * 20 + ["VERB"] * 20 + ["X"])

    assert posterior[-1].max() < ZEKER


def test_keys_parts_of_a_name_know_each_other() -> None:
    naam = zin("Noor Noor PROPN _ _ 0 root", "Bos Bos PROPN _ _ 1 flat", "belt bellen VERB _ _ 1 parataxis")

    assert [in_name for _, _, in_name in keys(naam)] == [True, True, False]


def woordenboek() -> Woordenboek:
    return Woordenboek(
        [
            zin("raadslid raad_lid NOUN N|soort Number=Sing 0 root"),
            zin("werk werk NOUN N|soort Number=Sing 0 root"),
            zin("meer veel ADV VNW|comp _ 0 root"),
            zin("meer veel PRON VNW|comp _ 0 root"),
            zin("meer veel DET VNW|comp _ 0 det"),
            zin("Bos Bos PROPN SPEC|deeleigen _ 0 root"),
        ]
    )


def test_woordenboek_class_by_relation_and_nothing_where_the_text_is_divided() -> None:
    boek = woordenboek()

    assert boek.klasse("N|soort", "obj") == ("NOUN", "Number=Sing")
    assert boek.klasse("VNW|comp", "det") == ("DET", "_")
    assert boek.klasse("VNW|comp", "root") is None
    assert boek.klasse("ONBEKEND", "root") is None


def test_woordenboek_names_keep_their_capital() -> None:
    boek = woordenboek()

    assert boek.lemma("Raadslid", "N|soort") == "raad_lid"
    assert boek.lemma("bos", "SPEC|deeleigen") is None


def silver(zinnen: list[Zin], taalmodel: Language, boek: Woordenboek) -> list[tuple[str, str]]:
    annotate(zinnen, taalmodel, boek)
    return [(woord.xpos.partition("|")[0], woord.lemma) for zin in zinnen for woord in zin]


def test_annotate_keeps_what_the_tagger_and_the_edition_agree_on(taalmodel: Language) -> None:
    zinnen = [
        zin("De de DET _ Definite=Def 2 det", "school school NOUN _ _ 3 nsubj", "wacht wachten VERB _ _ 0 root")
        for _ in range(30)
    ]

    tags = silver(zinnen, taalmodel, woordenboek())

    assert tags[:3] == [("LID", "de"), ("N", "school"), ("WW", "wachten")]


def test_annotate_lemma_of_a_separated_verb_gets_its_particle(taalmodel: Language) -> None:
    zinnen = [
        zin(
            "Ik ik PRON _ _ 2 nsubj",
            "bel bellen VERB _ _ 0 root",
            "haar haar PRON _ _ 2 obj",
            "op op ADP _ _ 2 compound:prt",
        )
        for _ in range(30)
    ]

    assert ("WW", "op_bellen") in silver(zinnen, taalmodel, woordenboek())


def test_annotate_a_long_unknown_noun_has_no_lemma(taalmodel: Language) -> None:
    zinnen = [zin("De de DET _ Definite=Def 2 det", "lantaarnpaal lantaarnpaal NOUN _ _ 0 root") for _ in range(30)]

    assert silver(zinnen, taalmodel, woordenboek())[1] == ("N", "")


def test_annotate_another_lemma_than_the_editions_is_missing(taalmodel: Language) -> None:
    zinnen = [zin("Het het DET _ Definite=Def 2 det", "werk werken NOUN _ _ 0 root") for _ in range(30)]

    assert silver(zinnen, taalmodel, woordenboek())[1] == ("N", "")
