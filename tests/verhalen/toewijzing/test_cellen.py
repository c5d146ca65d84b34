"""Cells of a table: what is read, and that no sentence repeats what stood there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.toewijzing.inlezen import cellen
from verhalen.toewijzing.inlezen.velden import VELDEN, guess_soort, propose_koppeling


@given(st.decimals(-(10**9), 10**9, places=2))
def test_an_amount_written_the_dutch_way_comes_back_in_cents(bedrag: Decimal) -> None:
    geheel, decimalen = f"{bedrag:,.2f}".split(".")

    dutch = f"€ {geheel.replace(',', '.')},{decimalen}"

    assert cellen.read_bedrag(dutch) == int(bedrag * 100)


@given(st.decimals(0, 10**6, places=3))
def test_a_number_from_a_spreadsheet_keeps_its_decimal_point(getal: Decimal) -> None:
    assert cellen.read_getal(f"{getal:.3f}", punt_is_decimaal=True) == getal


@pytest.mark.parametrize(
    ("cel", "getal"),
    [("1.234", 1234), ("1.234,5", Decimal("1234.5")), ("12.5", Decimal("12.5")), ("0,4", Decimal("0.4")), ("", None)],
)
def test_points_and_commas_are_read_the_dutch_way(cel: str, getal: object) -> None:
    assert cellen.read_getal(cel) == getal


@pytest.mark.parametrize(("cel", "dag"), [("31-12-2025", date(2025, 12, 31)), ("2025-12-31", date(2025, 12, 31))])
def test_a_day_is_read_in_both_orders(cel: str, dag: date) -> None:
    assert cellen.read_datum(cel) == dag


@pytest.mark.parametrize("cel", ["2025-03", "03-2025", "2025-03-14", "14-3-2025"])
def test_a_month_is_its_first_day(cel: str) -> None:
    assert cellen.read_maand(cel) == date(2025, 3, 1)


def test_a_moment_is_local_time() -> None:
    moment = cellen.read_moment("2025-07-01T14:30:00")

    assert moment is not None
    assert moment.isoformat() == "2025-07-01T14:30:00+02:00"


@pytest.mark.parametrize(
    ("lees", "cel"),
    [
        (cellen.read_datum, "Fadime"),
        (cellen.read_datum, "31-02-2025"),
        (cellen.read_datum, "01-01-0001"),
        (cellen.read_maand, "2025-13"),
        (cellen.read_moment, "2025-01-01 25:00:00"),
        (cellen.read_getal, "Fadime"),
        (cellen.read_getal, "NaN"),
        (cellen.read_getal, "1e99"),
        (cellen.read_geheel, "-1"),
        (cellen.read_geheel, "1,5"),
        (cellen.read_centen, "12,50"),
        (cellen.read_bedrag, "1,005"),
        (cellen.read_periode, "2025-K5"),
        (cellen.read_ja_nee, "Fadime"),
        (cellen.read_tekst(3), "Fadime"),
        (cellen.read_tekst(30), "Fad\0ime"),
        (cellen.read_tekst(30), "Fad\ud800ime"),
        (cellen.read_code("[0-9]{2}", "Twee cijfers."), "Fadime"),
    ],
)
def test_a_wrong_cell_is_refused_without_repeating_it(lees: object, cel: str) -> None:
    with pytest.raises(OngeldigeInvoer) as refusal:
        lees(cel)  # type: ignore[operator]  # readers of several kinds

    assert cel not in str(refusal.value)


def test_leading_zeros_that_a_spreadsheet_ate_come_back() -> None:
    agb = cellen.read_code("[0-9]{8}", "Acht cijfers.", 8)

    assert agb("1234567") == "01234567"


@pytest.mark.parametrize("soort", list(VELDEN))
def test_a_table_with_our_own_column_names_is_recognised(soort: str) -> None:
    kolommen = [veld.naam for veld in VELDEN[soort]]

    assert guess_soort(kolommen) == soort
    assert propose_koppeling(soort, kolommen) == {naam: naam for naam in kolommen}


def test_an_unknown_table_is_not_guessed() -> None:
    assert guess_soort(["a", "b"]) is None
