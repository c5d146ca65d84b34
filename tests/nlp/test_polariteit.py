from __future__ import annotations

import pytest

from nlp.coderen import Tagger
from nlp.coderen.context import Kenmerk
from nlp.coderen.polariteit import decide, meant


@pytest.mark.parametrize(
    ("text", "polariteit"),
    [
        ("De hulp was geweldig, mijn dochter bloeide op en wij zijn heel dankbaar.", "positief"),
        ("Het was verschrikkelijk, niemand luisterde en wij zijn uitgeput.", "negatief"),
        ("De juf was lief en fijn. Thuis was het zwaar en verdrietig.", "gemengd"),
        ("Wij wonen in een flat met drie kamers.", "neutraal"),
        ("", "neutraal"),
    ],
)
def test_suggest_tells_the_tone_of_a_story(tagger: Tagger, text: str, polariteit: str) -> None:
    assert tagger.suggest(text).polariteit == polariteit


def test_suggest_negation_turns_a_good_word(tagger: Tagger) -> None:
    assert tagger.suggest("Het was niet fijn en het was nooit veilig of rustig.").polariteit == "negatief"


def test_suggest_wish_for_something_good_is_no_praise(tagger: Tagger) -> None:
    assert tagger.suggest("Het zou fijn zijn als het rustig was.").polariteit != "positief"


def test_meant_turned_tone_is_weaker_and_wished_tone_nearly_nothing() -> None:
    assert 0 > meant(1.0, {Kenmerk.ONTKEND}) > -1.0
    assert 0 < meant(1.0, {Kenmerk.WENS}) < 0.5
    assert meant(1.0, set()) == 1.0


@pytest.mark.parametrize(
    ("tonen", "polariteit"),
    [([], "neutraal"), ([0.4], "neutraal"), ([2, 2], "positief"), ([-2, -1], "negatief"), ([2, -1.5], "gemengd")],
)
def test_decide_weighs_good_against_bad(tonen: list[float], polariteit: str) -> None:
    assert decide(tonen, on_topic=False) == polariteit


def test_decide_story_on_topic_without_tone_is_taken_for_a_complaint() -> None:
    assert decide([], on_topic=True) == "negatief"
