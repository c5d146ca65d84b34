"""Each operator of the phrase language, on real sentences through the real pipeline."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.coderen import Tagger
from tests.nlp.conftest import all_evidence

TaggerFor = Callable[..., Tagger]


def found(tagger: Tagger, text: str) -> list[str]:
    return [text[bewijs.start : bewijs.end] for bewijs in all_evidence(tagger.suggest(text))]


@pytest.mark.parametrize(
    ("frase", "text", "gevonden"),
    [
        ("wachtlijst", "Wij stonden op twee wachtlijsten.", ["wachtlijsten"]),
        ("wachtlijst", "WIJ STONDEN OP EEN WACHTLIJST EN NIEMAND BELDE", ["WACHTLIJST"]),
        ("wachten|duren", "Het duurde lang.", ["duurde"]),
        ("school*", "Op het schoolplein stond ik alleen.", ["schoolplein"]),
        ("*school", "Ze gaat naar de basisschool.", ["basisschool"]),
        ("*school*", "De basisschooltijd was fijn.", ["basisschooltijd"]),
        ("=gehoord", "Ik heb niets gehoord.", ["gehoord"]),
        ("=gehoord", "Ik hoor niets.", []),
        ("geen ... contactpersoon", "Er was geen contactpersoon.", ["geen contactpersoon"]),
        ("geen ... hulp", "Geen een twee drie vier hulp.", ["Geen een twee drie vier hulp"]),
        ("geen ... contactpersoon", "Geen een twee drie vier vijf contactpersoon.", []),
        ("geen contactpersoon", "Er was geen vaste contactpersoon.", []),
        ("school & thuis", "Hij zat thuis en ging niet naar school.", ["thuis en ging niet naar school"]),
        ("school & thuis", "Hij zat thuis. De school belde.", []),
        ("client", "De cliënt vertelde het.", ["cliënt"]),
        ("één plan", "Er kwam 1 plan voor ons.", ["1 plan"]),
        ("vier ... begeleider", "Ik had 4 begeleiders.", ["4 begeleiders"]),
        ("vier ... begeleider", "Op 4 november kwam de begeleider.", []),
        ("goed geholpen", "Wij zijn gewoon echt goed, eh, geholpen.", ["goed, eh, geholpen"]),
        ("lang wachten", "Dat was lang, wachten doe je.", ["lang, wachten"]),
    ],
)  # fmt: skip
def test_find_operator(tagger_for: TaggerFor, frase: str, text: str, gevonden: list[str]) -> None:
    assert found(tagger_for(frase), text) == gevonden


@pytest.mark.parametrize(
    ("frase", "text", "gevonden"),
    [
        ("opbellen", "Ik belde de gemeente drie keer op.", ["belde de gemeente drie keer op"]),
        ("opbellen", "Ze heeft mij opgebeld.", ["opgebeld"]),
        ("opbellen", "Ik probeerde ze op te bellen.", ["op te bellen"]),
        ("stopzetten", "Ze zetten de hulp na een jaar zomaar stop.", ["zetten de hulp na een jaar zomaar stop"]),
        ("hulp ... stopzetten", "Toen zetten ze de hulp van mijn zoon stop.", ["zetten ze de hulp van mijn zoon stop"]),
        ("doorverwijzen", "Wij zijn door verwezen naar een ander.", ["door verwezen"]),
    ],
)  # fmt: skip
def test_find_separable_verb(tagger_for: TaggerFor, frase: str, text: str, gevonden: list[str]) -> None:
    assert found(tagger_for(frase), text) == gevonden


def test_find_separable_verb_is_not_its_own_stem(tagger_for: TaggerFor) -> None:
    tagger = tagger_for("opgeven", zwak=("geven",))

    assert found(tagger, "Ik geef het op.") == ["geef het op"]


@pytest.mark.parametrize(
    ("frase", "text", "gevonden"),
    [
        ("hulpverlener", "Weer een andere jeugdhulpverlener.", ["jeugdhulpverlener"]),
        ("hulpverlener", "De jeugd-hulpverlener kwam niet.", ["jeugd-hulpverlener"]),
        ("school", "Ik stond op het schoolplein.", []),
        ("rouw", "Die mevrouw was aardig.", []),
        ("schamen", "Ik kom uit Schagen.", []),
        ("doorgaan", "Ze sliep door, ging weer logeren.", []),
        ("wachtlijst", "De wacht lijst was eindeloos.", ["wacht lijst"]),
        ("uithuisplaatsing", "Na de uit huis plaatsing was ik stil.", ["uit huis plaatsing"]),
        ("hulpverlener", "De hulpverlener/leerkracht zei nee.", ["hulpverlener/leerkracht"]),
        ("hulpverlener", "De hulpverlenners wisselden steeds.", ["hulpverlenners"]),
        ("psycholoog", "ik moet naar een psygoloog", ["psygoloog"]),
        ("niet luisteren", "ze luisteren nie en nie luisteren is dom", ["nie luisteren"]),
    ],
)
def test_find_compound_or_misspelling(tagger_for: TaggerFor, frase: str, text: str, gevonden: list[str]) -> None:
    assert found(tagger_for(frase), text) == gevonden


def test_find_mask_is_no_word_and_no_obstacle(tagger_for: TaggerFor) -> None:
    tagger = tagger_for("persoon", "hulp van ... gemeente", "nummer|jan")

    assert found(tagger, "De hulp van [persoon 1] van de gemeente kwam, zei [contact 2].") == [
        "hulp van [persoon 1] van de gemeente"
    ]


def test_find_ampersand_takes_the_nearest_words(tagger_for: TaggerFor) -> None:
    text = "School belde over school en thuis."

    assert found(tagger_for("school & thuis"), text) == ["school en thuis"]
