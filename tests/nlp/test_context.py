"""How evidence is meant: scope, direction, end and pseudo cues, on real sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.coderen import Tagger
from nlp.coderen.context import Bereik, Grens, Kenmerk, Schijn, Signaal, flags, scopes
from nlp.coderen.woorden import Woord
from tests.nlp.conftest import all_evidence

TaggerFor = Callable[..., Tagger]


@pytest.mark.parametrize(
    ("text", "ontkend"),
    [
        ("Wij kregen een contactpersoon.", False),
        ("Wij kregen geen contactpersoon.", True),
        ("Wij zaten zonder vaste contactpersoon.", True),
        ("Die contactpersoon kwam er niet.", True),
        ("Niet alleen de contactpersoon was nieuw.", False),
        ("Geen hulp, maar wel een contactpersoon.", False),
        ("Er was geen hulp en de contactpersoon belde.", False),
        ("Er was geen hulp. De contactpersoon belde.", False),
        ("Geen een twee drie vier vijf zes zeven contactpersoon.", False),
        ("wij kregen nie een contactpersoon", True),
    ],
)
def test_negation_reaches_as_far_as_it_should(tagger_for: TaggerFor, text: str, ontkend: bool) -> None:
    (bewijs,) = all_evidence(tagger_for("contactpersoon").suggest(text))

    assert bewijs.ontkend is ontkend


def test_negation_inside_the_phrase_is_no_negation_of_it(tagger_for: TaggerFor) -> None:
    (bewijs,) = all_evidence(tagger_for("geen contactpersoon").suggest("Wij kregen geen contactpersoon."))

    assert not bewijs.ontkend


@pytest.mark.parametrize(
    ("text", "wens"),
    [
        ("Ik zou graag een contactpersoon willen.", True),
        ("Een vaste contactpersoon zou fijn zijn.", True),
        ("Hadden we maar een contactpersoon.", True),
        ("Ik hoop op een contactpersoon.", True),
        ("Er moet een contactpersoon komen.", True),
        ("De contactpersoon belde elke week.", False),
        ("Ik was graag bij de contactpersoon.", False),
    ],
)
def test_wish_is_seen(tagger_for: TaggerFor, text: str, wens: bool) -> None:
    suggestie = tagger_for("contactpersoon").suggest(text)

    assert suggestie.wens is wens
    assert [bewijs.wens for bewijs in all_evidence(suggestie)] == [wens]


def test_wish_in_one_sentence_leaves_the_next_alone(tagger_for: TaggerFor) -> None:
    suggestie = tagger_for("contactpersoon").suggest("Ik hoop op rust. De contactpersoon belde elke week.")

    assert suggestie.wens
    assert [bewijs.wens for bewijs in all_evidence(suggestie)] == [False]


@pytest.mark.parametrize("text", ["geen contactpersoon", "een contactpersoon zou fijn zijn", "contactpersoon"])
def test_flags_never_take_a_proposal_away(tagger_for: TaggerFor, text: str) -> None:
    assert [voorstel.label for voorstel in tagger_for("contactpersoon").suggest(text).knoppen] == ["1"]


def woorden(aantal: int, *grenzen: int) -> list[Woord]:
    return [Woord(n, n + 1, "x", "x", "N", "N|", grens=n in grenzen) for n in range(aantal)]


@pytest.mark.parametrize(
    ("richting", "verwacht"), [("vooruit", (4, 7)), ("achteruit", (2, 5)), ("beide", (2, 7)), ("zin", (0, 10))]
)
def test_scopes_direction_and_range(richting: str, verwacht: tuple[int, int]) -> None:
    (bereik,) = scopes(woorden(10), [(Signaal(Kenmerk.ONTKEND, richting, 2), (4,))])

    assert (bereik.start, bereik.end) == verwacht


def test_scopes_stop_at_a_turn_and_at_a_comma() -> None:
    signaal = (Signaal(Kenmerk.ONTKEND, "beide", 5), (5,))

    (bereik,) = scopes(woorden(10, 4), [signaal, (Grens(), (7,))])

    assert (bereik.start, bereik.end) == (4, 7)


def test_scopes_pseudo_cue_of_the_same_kind_switches_off() -> None:
    signaal = (Signaal(Kenmerk.ONTKEND, "vooruit", 5), (3,))

    assert scopes(woorden(10), [signaal, (Schijn(Kenmerk.ONTKEND), (3, 4))]) == []
    assert len(scopes(woorden(10), [signaal, (Schijn(Kenmerk.WENS), (3, 4))])) == 1


def test_flags_one_word_in_reach_is_enough() -> None:
    bereik = Bereik(Kenmerk.WENS, 2, 5, (2,))

    assert flags([bereik], (4, 8)) == {Kenmerk.WENS}
    assert flags([bereik], (5, 8)) == frozenset()
