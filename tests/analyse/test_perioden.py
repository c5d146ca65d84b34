from __future__ import annotations

from datetime import date

import pytest

from verhalen.analyse import perioden
from verhalen.analyse.perioden import Periode


@pytest.mark.parametrize(
    ("naam", "van", "tot"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025-K2", date(2025, 4, 1), date(2025, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_name_of_a_period_reads_and_writes_the_same(naam: str, van: date, tot: date) -> None:
    periode = perioden.parse(naam)

    assert periode == Periode(van, tot)
    assert periode.naam == naam


@pytest.mark.parametrize("naam", ["2025-K5", "2025-13", "25", "", "2025-k2", "2025-01-01"])
def test_name_that_is_no_period_is_refused_with_an_example(naam: str) -> None:
    with pytest.raises(ValueError, match="2025-K2"):
        perioden.parse(naam)


def test_end_before_begin_is_refused() -> None:
    with pytest.raises(ValueError, match="eindigen"):
        Periode(date(2025, 2, 1), date(2025, 1, 31))


@pytest.mark.parametrize(
    ("peildatum", "naam"),
    [
        (date(2025, 12, 31), "2025"),
        (date(2025, 3, 31), "2024-04/2025-03"),
        (date(2025, 4, 15), "2024-04/2025-03"),
        (date(2024, 2, 29), "2023-03/2024-02"),
        (date(2025, 1, 1), "2024"),
    ],
)
def test_last_twelve_months_are_whole_months_that_have_ended(peildatum: date, naam: str) -> None:
    periode = perioden.last_twelve_months(peildatum)

    assert periode.naam == naam
    assert periode.aantal_maanden == 12


def test_months_of_an_uneven_period_are_cut_to_it() -> None:
    periode = Periode(date(2024, 12, 15), date(2025, 2, 10))

    maanden = [(maand.van, maand.tot) for maand in periode.months()]

    assert maanden == [
        (date(2024, 12, 15), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 1, 31)),
        (date(2025, 2, 1), date(2025, 2, 10)),
    ]
    assert periode.naam == "2024-12-15/2025-02-10"


def test_last_three_months_before_the_reference_date_are_provisional() -> None:
    peildatum = date(2025, 6, 30)

    voorlopig = [perioden.is_provisional(perioden.parse(f"2025-0{maand}"), peildatum) for maand in range(1, 7)]

    assert voorlopig == [False, False, False, True, True, True]
