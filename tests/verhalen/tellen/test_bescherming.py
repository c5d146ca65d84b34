"""What is hidden on general screens, also against who subtracts months from years."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voorbeelden import voorbeelden
from verhalen.analyse.onthulling import audit
from verhalen.tellen.bescherming import Optelreeks, hidden_groups, hidden_in_series, hidden_values
from verhalen.tellen.perioden import Tijdvak, month_end, months_between, years_between

MAANDEN = months_between(date(2023, 1, 1), date(2025, 6, 30))
JAREN = years_between(date(2023, 1, 1), date(2025, 6, 30))
VENSTER = Tijdvak(date(2024, 7, 1), date(2025, 6, 30))
TELLINGEN = st.lists(st.integers(0, 40), min_size=len(MAANDEN), max_size=len(MAANDEN))


def month(jaar: int, maand: int) -> Tijdvak:
    return Tijdvak(date(jaar, maand, 1), month_end(date(jaar, maand, 1)))


def test_large_months_are_shown() -> None:
    assert hidden_in_series(dict.fromkeys(MAANDEN, 20), JAREN, VENSTER) == frozenset()


def test_a_small_month_takes_another_of_its_year_with_it() -> None:
    maanden = dict.fromkeys(MAANDEN, 20) | {month(2023, 5): 3}

    hidden = hidden_in_series(maanden, JAREN, None)

    assert "2023-05" in hidden
    assert len([slug for slug in hidden if slug.startswith("2023-")]) >= 2
    assert "2023" not in hidden


def test_a_small_month_in_year_and_window_cannot_be_worked_out_from_either() -> None:
    maanden = dict.fromkeys(MAANDEN, 20) | {month(2024, 9): 2}

    hidden = hidden_in_series(maanden, JAREN, VENSTER)

    in_window = {slug for slug in hidden if slug >= "2024-07" and len(slug) == 7}
    in_year = {slug for slug in hidden if slug.startswith("2024-") and len(slug) == 7}
    assert len(in_window) >= 2 or VENSTER.slug in hidden
    assert len(in_year) >= 2 or "2024" in hidden


@settings(max_examples=voorbeelden(60), deadline=None)
@given(TELLINGEN)
def test_no_small_month_can_be_recovered_from_what_is_shown(tellingen: list[int]) -> None:
    maanden = dict(zip(MAANDEN, tellingen, strict=True))

    hidden = hidden_in_series(maanden, JAREN, VENSTER)

    (opgave,) = Optelreeks(maanden, JAREN, VENSTER).opgaven()
    takken = {nummer for nummer, plaats in enumerate(opgave.plaatsen) if plaats and plaats[0] in hidden}
    assert audit(opgave.net, takken, 5) == []
    small = {maand.slug for maand, aantal in maanden.items() if 0 < aantal < 5}
    assert small <= hidden


def test_a_window_that_is_a_year_has_one_place() -> None:
    reeks = Optelreeks(dict.fromkeys(MAANDEN, 20), JAREN, JAREN[-1])

    assert reeks.labels()[0].count("2024") == 1
    assert hidden_in_series(dict.fromkeys(MAANDEN, 1), JAREN, JAREN[-1]) >= {maand.slug for maand in MAANDEN}


def test_a_share_of_few_or_of_nearly_all_is_hidden() -> None:
    labels, noemers = ["weinig", "genoeg", "bijna alles"], [200, 200, 200]

    hidden = hidden_values(labels, [3, 20, 198], noemers, deel_van_geheel=True)

    assert hidden == {"weinig", "bijna alles"}


def test_a_mean_over_few_persons_is_hidden() -> None:
    assert hidden_values(["a", "b"], [4, 9], [4, 9], deel_van_geheel=False) == {"a"}


def test_a_numerator_above_its_denominator_does_not_break() -> None:
    assert hidden_values(["a"], [30], [20], deel_van_geheel=True) == frozenset()


def test_a_small_group_takes_another_with_it() -> None:
    hidden = hidden_groups({"ambulant": 17, "crisis": 3, "daghulp": 9})

    assert hidden == {"crisis", "daghulp"}


def test_without_anything_nothing_is_hidden() -> None:
    assert hidden_groups({}) == hidden_values([], [], [], deel_van_geheel=True) == frozenset()
    assert hidden_in_series({}, [], None) == frozenset()
