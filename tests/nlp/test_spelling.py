from __future__ import annotations

import pytest

from nlp.coderen.samenstelling import heads
from nlp.coderen.spelling import Spelling, known_lemma

WOORDEN = frozenset({"wachtlijst", "hulpverlener", "gemeente", "contactpersoon", "verwijzing", "huisarts", "gehoord"})


def is_word(text: str) -> bool:
    return known_lemma(text) is not None


VOORVOEGSELS = frozenset({"ver", "af", "mis", "voor", "over"})


@pytest.mark.parametrize(
    ("getypt", "bedoeld"),
    [
        ("wachtleist", "wachtlijst"),
        ("wachtlyst", "wachtlijst"),
        ("hulpverlenner", "hulpverlener"),
        ("gmeente", "gemeente"),
        ("gemeetne", "gemeente"),
        ("contactpersoom", "contactpersoon"),
        ("verwijsing", "verwijzing"),
        ("gehoort", "gehoord"),
    ],
)
def test_correct_common_typing_error_is_found(getypt: str, bedoeld: str) -> None:
    assert Spelling(WOORDEN).correct(getypt) == bedoeld


@pytest.mark.parametrize("woord", ["gemeente", "gehoor", "verhuizing", "gem", "wachtlijst2", "ghoord", "huisdier"])
def test_correct_right_short_or_different_word_stays(woord: str) -> None:
    assert Spelling(WOORDEN - {"gehoord"}).correct(woord) is None


def test_correct_between_two_candidates_stays() -> None:
    assert Spelling({"regelaar", "regelbaar"}).correct("regelxaar") is None


def test_known_lemma_knows_forms_and_not_errors() -> None:
    assert known_lemma("belden") == "bellen"
    assert known_lemma("opgebeld") == "opbellen"
    assert known_lemma("hulpverlenner") is None


@pytest.mark.parametrize(
    ("lemma", "koppen"),
    [
        ("wijk_school", ["school"]),
        ("wijkschool", ["school"]),
        ("jeugdhulpverlener", ["hulpverlener"]),
        ("ggz-school", ["school"]),
        ("schoolplein", []),
        ("verhaal", []),
        ("mevrouw", []),
        ("spaargeld", ["geld"]),
        ("afstand", []),
        ("school", []),
    ],
)
def test_heads_are_last_parts_in_the_vocabulary(lemma: str, koppen: list[str]) -> None:
    woorden = frozenset({"school", "hulpverlener", "haal", "stand", "rouw", "geld"})

    assert list(heads(lemma, woorden, VOORVOEGSELS, is_word)) == koppen
