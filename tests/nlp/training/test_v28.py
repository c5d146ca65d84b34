from __future__ import annotations

import pytest

from nlp.training.bekering.v28 import convert
from tests.nlp.training.zinnen import relaties, zin


def een_woord(rij: str) -> tuple[str, str, str]:
    woorden = zin(rij)
    convert([woorden])
    return woorden[0].upos, woorden[0].xpos, woorden[0].feats


@pytest.mark.parametrize(
    ("rij", "upos", "feats"),
    [
        ("die die DET VNW|aanw|det PronType=Dem 0 root", "DET", "_"),
        ("de de DET LID|bep|stan|rest Definite=Def 0 root", "DET", "Definite=Def"),
        ("die die PRON VNW|betr|pron PronType=Rel 0 root", "PRON", "PronType=Rel"),
        ("in in ADP VZ|init ExtPos=ADP 0 root", "ADP", "_"),
        ("is zijn AUX WW|pv ExtPos=SCONJ|Number=Sing 0 root", "AUX", "Number=Sing"),
        ("office office X SPEC|vreemd Foreign=Yes 0 root", "SYM", "_"),
        ("jeugd- jeugd- X SPEC|afgebr _ 0 root", "SYM", "_"),
    ],
)
def test_convert_word_has_class_and_features_of_28(rij: str, upos: str, feats: str) -> None:
    assert een_woord(rij)[::2] == (upos, feats)


def test_convert_relations_that_28_lacks() -> None:
    woorden = zin(
        "Zowel zowel CCONJ VG|neven _ 2 cc:preconj",
        "moeder moeder NOUN N|soort _ 4 nsubj:outer",
        "altijd altijd ADV BW _ 4 advmod",
        "wacht wachten VERB WW|pv _ 0 root",
        "op op ADP VZ|init _ 6 case",
        "hulp hulp NOUN N|soort _ 4 obl:arg",
    )

    convert([woorden])

    assert relaties(woorden) == ["cc", "nsubj", "advmod", "root", "case", "obl"]


def test_convert_niet_before_a_pair_is_an_adverb() -> None:
    woorden = zin("Niet niet ADV BW _ 2 cc:preconj", "wachten wachten VERB WW|inf _ 0 root")

    convert([woorden])

    assert relaties(woorden) == ["advmod", "root"]


@pytest.mark.parametrize(
    ("hoofdwoord", "extra", "relatie"),
    [
        ("school school NOUN N|soort _ 3 nsubj", "duurt duren VERB WW|pv _ 0 root", "amod"),
        ("school school NOUN N|soort _ 0 root", "open open ADJ ADJ|vrij _ 2 amod", "advmod"),
        ("school school NOUN N|soort _ 3 ccomp", "hij hij PRON VNW _ 2 nsubj", "advmod"),
        ("open open ADJ ADJ|vrij _ 3 advmod", "gaat gaan VERB WW|pv _ 0 root", "advmod"),
    ],
)
def test_convert_adverb_before_a_noun_phrase_is_amod_and_in_a_clause_stays(
    hoofdwoord: str, extra: str, relatie: str
) -> None:
    woorden = zin("Ook ook ADV BW _ 2 advmod", hoofdwoord, extra)
    if woorden[1].relatie == "ccomp":
        woorden[1].hoofd = 3
        woorden[2].hoofd = 2

    convert([woorden])

    assert woorden[0].relatie == relatie


def test_convert_open_gender_of_a_name_is_settled_elsewhere_or_missing() -> None:
    bekend = zin("Zilverveen Zilverveen PROPN N|eigen|ev|basis|onz|stan Gender=Neut|Number=Sing 0 root")
    open_ = zin("Zilverveen Zilverveen PROPN N|eigen|ev|basis|genus|stan Gender=Com,Neut|Number=Sing 0 root")
    onbekend = zin("Oetkerk Oetkerk PROPN N|eigen|ev|basis|genus|stan Gender=Com,Neut|Number=Sing 0 root")

    convert([open_, bekend, onbekend])

    assert (open_[0].xpos, open_[0].feats) == ("N|eigen|ev|basis|onz|stan", "Gender=Neut|Number=Sing")
    assert (onbekend[0].xpos, onbekend[0].upos, onbekend[0].feats) == ("", "", "")
