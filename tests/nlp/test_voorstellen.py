from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp.coderen.context import Kenmerk
from nlp.coderen.voorstellen import DREMPEL, Vondst, propose, score


def vondst(regel: str, start: int, *, sterk: bool, end: int | None = None, label: str = "4") -> Vondst:
    return Vondst("knop", label, regel, sterk, start, start + 3 if end is None else end, frozenset())


VONDSTEN = st.lists(
    st.builds(
        lambda regel, start, length, sterk: vondst(regel, start, end=start + length, sterk=sterk),
        st.sampled_from("abcdef"),
        st.integers(0, 30),
        st.integers(1, 6),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


def test_score_one_strong_phrase_suffices() -> None:
    assert score([vondst("a", 0, sterk=True)]) >= DREMPEL


def test_score_one_weak_phrase_does_not_suffice_two_different_do() -> None:
    assert score([vondst("a", 0, sterk=False)]) < DREMPEL
    assert score([vondst("a", 0, sterk=False), vondst("b", 9, sterk=False)]) >= DREMPEL


def test_score_same_weak_phrase_twice_counts_once() -> None:
    assert score([vondst("a", 0, sterk=False), vondst("a", 9, sterk=False)]) < DREMPEL


def test_score_weak_phrases_in_the_same_words_count_once() -> None:
    assert score([vondst("a", 0, sterk=False), vondst("b", 1, sterk=False)]) < DREMPEL


def test_score_weak_beside_strong_raises_it() -> None:
    strong = vondst("a", 0, sterk=True)

    assert score([strong, vondst("b", 9, sterk=False)]) > score([strong])


@given(VONDSTEN, VONDSTEN)
def test_score_never_falls_with_more_evidence(first: list[Vondst], more: list[Vondst]) -> None:
    assert 0 <= score(first) <= score(first + more) <= 1


@given(VONDSTEN)
def test_propose_does_not_depend_on_the_order_of_evidence(vondsten: list[Vondst]) -> None:
    assert propose(vondsten) == propose(vondsten[::-1])


def test_propose_best_label_first_and_unsure_ones_not_at_all() -> None:
    vondsten = [
        vondst("a", 0, sterk=False, label="1"),
        vondst("b", 5, sterk=True, label="2"),
        vondst("c", 9, sterk=True, label="3"),
        vondst("d", 15, sterk=True, label="3"),
    ]

    assert [voorstel.label for voorstel in propose(vondsten)] == ["3", "2"]


def test_propose_evidence_says_how_it_was_meant() -> None:
    found = Vondst("knop", "4", "a", True, 0, 3, frozenset({Kenmerk.ONTKEND, Kenmerk.WENS}))

    ((bewijs,),) = (propose([found])[0].bewijs,)

    assert (bewijs.ontkend, bewijs.wens, bewijs.sterk, bewijs.regel) == (True, True, True, "a")
