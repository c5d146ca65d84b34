"""Periods of whole months and what people call them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verhalen.tellen.perioden import (
    Tijdvak,
    month_end,
    months_between,
    twelve_months_until,
    windows_between,
    years_between,
)

DAGEN = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@given(DAGEN, DAGEN)
def test_months_follow_each_other_and_lie_within(van: date, tot: date) -> None:
    maanden = months_between(van, tot)

    assert all(van <= maand.van and maand.tot <= tot and maand.maanden == 1 for maand in maanden)
    assert all(eerste.tot + timedelta(days=1) == tweede.van for eerste, tweede in pairwise(maanden))


@given(DAGEN)
def test_twelve_months_end_with_the_month_and_are_twelve(dag: date) -> None:
    vak = twelve_months_until(dag)

    assert (vak.tot, vak.maanden) == (month_end(dag), 12)


def test_windows_end_with_a_quarter_and_at_the_newest_month() -> None:
    vensters = windows_between(date(2023, 1, 1), date(2024, 8, 31))

    assert [vak.tot for vak in vensters] == [
        date(2023, 12, 31),
        date(2024, 3, 31),
        date(2024, 6, 30),
        date(2024, 8, 31),
    ]


def test_only_whole_years_count() -> None:
    assert [vak.naam for vak in years_between(date(2022, 3, 1), date(2024, 12, 30))] == ["2023"]


@pytest.mark.parametrize(
    ("vak", "naam", "slug"),
    [
        (Tijdvak(date(2024, 1, 1), date(2024, 12, 31)), "2024", "2024"),
        (Tijdvak(date(2025, 3, 1), date(2025, 3, 31)), "maart 2025", "2025-03"),
        (Tijdvak(date(2025, 4, 1), date(2025, 6, 30)), "tweede kwartaal 2025", "2025-K2"),
        (Tijdvak(date(2025, 7, 1), date(2025, 12, 31)), "tweede helft van 2025", "2025-H2"),
        (Tijdvak(date(2025, 2, 1), date(2025, 4, 30)), "februari 2025 t/m april 2025", "2025-02_2025-04"),
        (Tijdvak(date(2024, 4, 1), date(2025, 3, 31)), "april 2024 t/m maart 2025", "2024-04_2025-03"),
    ],
)
def test_a_period_has_a_name_for_people_and_one_for_addresses(vak: Tijdvak, naam: str, slug: str) -> None:
    assert (vak.naam, vak.slug) == (naam, slug)
