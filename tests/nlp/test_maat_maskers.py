"""How masks are measured: complete or not at all."""

from __future__ import annotations

import pytest

from nlp.evaluatie.maskers import ALLES, Geval, Goudspan, Maat, evaluate, missed, read_gold, wrong
from nlp.types import Masker

TEXT = "Mijn zoon Jan de Vries woont in Urk."
JAN, URK = Goudspan(10, 22, "persoon"), Goudspan(32, 35, "locatie")


def masker(start: int, end: int, soort: str = "persoon") -> Masker:
    return Masker(start, end, soort, "proef")


def test_half_a_name_is_not_found() -> None:
    geval = Geval(TEXT, [JAN, URK], [masker(10, 13), masker(32, 35)])

    assert missed(geval) == [JAN]


def test_two_masks_side_by_side_cover_a_name_when_no_character_shows() -> None:
    assert missed(Geval(TEXT, [JAN], [masker(10, 14), masker(14, 22)])) == []
    assert missed(Geval(TEXT, [JAN], [masker(10, 13), masker(14, 22)])) == [JAN]


def test_a_mask_of_another_type_covers_all_the_same() -> None:
    assert missed(Geval(TEXT, [URK], [masker(32, 35, "persoon")])) == []


@pytest.mark.parametrize(
    ("start", "end", "is_wrong"),
    [(10, 22, False), (5, 22, False), (0, 13, True), (5, 9, True), (23, 28, True)],
)
def test_a_mask_is_right_when_at_least_half_of_its_letters_are_gold(start: int, end: int, is_wrong: bool) -> None:
    geval = Geval(TEXT, [JAN], [masker(start, end)])

    assert bool(wrong(geval)) is is_wrong


def test_the_figures_count_per_type_and_together() -> None:
    goed = Geval(TEXT, [JAN, URK], [masker(10, 22), masker(32, 35, "locatie"), masker(5, 9)])
    lek = Geval(TEXT, [JAN, URK], [masker(10, 22)])

    uitslag = evaluate([goed, lek])

    assert uitslag.recall == {"locatie": Maat(1, 2), "persoon": Maat(2, 2), ALLES: Maat(3, 4)}
    assert uitslag.precisie == {"locatie": Maat(1, 1), "persoon": Maat(2, 3), ALLES: Maat(3, 4)}
    assert uitslag.zonder_lek == Maat(1, 2)


def test_a_share_of_nothing_does_not_exist() -> None:
    assert evaluate([]).recall[ALLES].aandeel is None
    assert Maat(1, 4).aandeel == 0.25


def test_gold_is_read_from_a_story_row() -> None:
    assert read_gold({"spans": [{"start": 10, "end": 22, "type": "persoon"}]}) == [JAN]
    with pytest.raises(TypeError):
        read_gold({"spans": "nee"})
