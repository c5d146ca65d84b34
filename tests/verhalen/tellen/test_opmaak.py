"""Figures as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verhalen.tellen import opmaak


@pytest.mark.parametrize(
    ("waarde", "eenheid", "tekst"),
    [
        (12.7, "procent", "12,7 %"),
        (17314.6, "euro", "EUR 17.315"),
        (41.728, "mln-euro", "EUR 41,7 miljoen"),
        (2316, "aantal", "2.316"),
        (123, "dagen", "123 dagen"),
        (1.333, "verhouding", "1,33"),
        (-0.04, "procent", "0,0 %"),
    ],
)
def test_a_figure_has_its_unit_and_stays_on_one_line(waarde: float, eenheid: str, tekst: str) -> None:
    assert opmaak.in_eenheid(waarde, eenheid) == tekst.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("nu", "toen", "eenheid", "tekst"),
    [
        (11.4, 12.7, "procent", "1,3 procentpunt lager"),
        (12.7, 12.72, "procent", "gelijk"),
        (353, 300, "aantal", "18 % hoger"),
        (0, 0, "aantal", "gelijk"),
        (4, 0, "aantal", "4 hoger"),
    ],
)
def test_a_change_is_told_in_words(nu: float, toen: float, eenheid: str, tekst: str) -> None:
    assert opmaak.change(nu, toen, eenheid).replace("\u00a0", " ") == tekst


@pytest.mark.parametrize(
    ("waarde", "eenheid", "tekst"), [(12.7, "procent", "12,70"), (2316.0, "aantal", "2316"), (None, "euro", "")]
)
def test_a_number_for_a_spreadsheet_has_no_points(waarde: float | None, eenheid: str, tekst: str) -> None:
    assert opmaak.for_table(waarde, eenheid) == tekst


@given(st.floats(-1e6, 1e6))
def test_a_number_on_a_scale_is_never_longer_than_three_decimals(waarde: float) -> None:
    _, _, decimalen = opmaak.on_axis(waarde, "aantal").partition(",")

    assert len(decimalen) <= 3
