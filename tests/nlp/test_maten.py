from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.evaluatie.goud import Goudverhaal, is_even, read_goud
from nlp.evaluatie.maten import Vergelijking, evaluate
from nlp.types import LabelVoorstel, Suggestie


def paar(
    primair: str = "", voorgesteld: str = "", *, secundair: str = "", wens: bool = False, polariteit: str = "neutraal"
) -> Vergelijking:
    """Gold and proposals given as words in a string."""
    goud = Goudverhaal("x", "", frozenset(primair.split()), frozenset(secundair.split()), frozenset(), "neutraal", wens)
    knoppen = tuple(LabelVoorstel(label, 0.7, ()) for label in voorgesteld.split())
    return Vergelijking(goud, Suggestie(knoppen, (), polariteit, wens=False))


def knoppen(*paren: Vergelijking) -> dict[str, Any]:
    uitkomst: dict[str, Any] = evaluate(paren, herhalingen=200)["knoppen"]
    return uitkomst


def test_evaluate_counts_per_label() -> None:
    score = knoppen(paar("4", "4"), paar("4", "8"), paar("8", "8 4"), paar("", ""))["labels"]

    assert [score["4"][field] for field in ("n", "proposed", "correct")] == [2, 2, 1]
    assert score["4"]["precision"]["value"] == 0.5
    assert score["8"]["recall"]["value"] == 1.0
    assert score["8"]["f1"]["value"] == 0.667


def test_evaluate_secondary_knop_is_gold_too_but_no_hit() -> None:
    score = knoppen(paar("4", "8", secundair="8"))

    assert score["labels"]["8"]["correct"] == 1
    assert score["hit_at_3"]["value"] == 0.0


def test_evaluate_ranking_looks_at_first_and_first_three() -> None:
    score = knoppen(paar("4", "8 9 4"), paar("4", "4 8"), paar("4", "1 2 3 4"), paar("", "4"), paar("", ""))

    assert (score["p_at_1"]["n"], score["p_at_1"]["value"]) == (3, 0.333)
    assert score["hit_at_3"]["value"] == 0.667
    assert (score["none_left_alone"]["n"], score["none_left_alone"]["value"]) == (2, 0.5)


def test_evaluate_label_never_proposed_has_no_precision() -> None:
    score = knoppen(paar("4", ""))["labels"]["4"]

    assert score["precision"] == {"value": None, "interval": None}
    assert score["recall"]["value"] == 0.0


def test_evaluate_macro_leaves_labels_without_gold_out() -> None:
    assert knoppen(paar("4", "4 9"))["macro_f1"]["value"] == 1.0


def test_evaluate_interval_holds_the_figure_and_narrows_with_more_stories() -> None:
    few = knoppen(*[paar("4", "4"), paar("4", "")] * 5)["labels"]["4"]["recall"]
    many = knoppen(*[paar("4", "4"), paar("4", "")] * 100)["labels"]["4"]["recall"]

    assert few["interval"][0] <= few["value"] <= few["interval"][1]
    assert many["interval"][1] - many["interval"][0] < few["interval"][1] - few["interval"][0]


def test_evaluate_same_seed_same_figures_and_all_of_it_is_json() -> None:
    paren = [paar("4", "4 8"), paar("8", "4", wens=True, polariteit="positief")] * 4

    assert evaluate(paren, seed=3) == evaluate(paren, seed=3)
    assert json.loads(json.dumps(evaluate(paren)))["polariteit"]["confusion"]["neutraal"]["positief"] == 4


def test_evaluate_no_stories_has_no_figures() -> None:
    assert evaluate([])["knoppen"]["micro"]["f1"]["value"] is None


@given(st.lists(st.tuples(st.sampled_from(["", "4", "8", "4 8"]), st.sampled_from(["", "4", "8 4", "9"])), max_size=12))
def test_evaluate_figures_stay_between_nothing_and_all(rows: list[tuple[str, str]]) -> None:
    score = evaluate([paar(gold, found) for gold, found in rows], herhalingen=20)["knoppen"]

    for figures in (score["micro"], *score["labels"].values()):
        assert figures["correct"] <= min(figures["n"], figures["proposed"])
        assert all(0 <= (figures[name]["value"] or 0) <= 1 for name in ("precision", "recall", "f1"))


def test_read_goud_row_without_codes_is_a_story_about_nothing_of_ours() -> None:
    verhaal = read_goud({"id": 7, "text": "Hoi"})

    assert (verhaal.id, verhaal.knoppen, verhaal.polariteit, verhaal.wens) == ("7", frozenset(), "neutraal", False)


@pytest.mark.parametrize("fout", [{"polariteit": "blij"}, {"themas": "wachten"}, {"knoppen_primair": [{}]}])
def test_read_goud_bad_codes_are_refused(fout: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is geen"):
        read_goud({"id": "a", "text": "Hoi"} | fout)


def test_is_even_halves_are_fixed_and_of_about_equal_size() -> None:
    assert [is_even(f"ouder-{n:03}") for n in range(1, 7)] == [False, False, False, False, True, True]
    assert 400 < sum(is_even(str(n)) for n in range(1000)) < 600
