from __future__ import annotations

import pytest

from tests.analyse.bouwen import Rij, frame
from verhalen.analyse import kolommen as k
from verhalen.analyse import perioden, schema
from verhalen.analyse.indicatoren import tellingen


def telling(slug: str, periode: str, waarde: float, noemer: float | None = None, gebied: str | None = None) -> Rij:
    return {
        k.KNOP: 2,
        k.INDICATOR: slug,
        k.PERIODE: periode,
        k.GEBIED: gebied,
        k.WAARDE: waarde,
        k.NOEMER: noemer,
        k.BRON: "lijst",
    }


def lees(rijen: list[Rij], slug: str, periode: str, gebied: str = "") -> tuple[float, float | None] | None:
    gekozen = tellingen.select(frame(rijen, schema.TELLINGEN), slug, perioden.parse(periode), gebied=gebied)
    return tellingen.value(gekozen)


def test_count_over_the_period_itself_is_preferred_to_its_parts() -> None:
    rijen = [telling("betrokkenen", "2024", 90), *(telling("betrokkenen", f"2024-K{nr}", 20) for nr in (1, 2, 3, 4))]

    assert lees(rijen, "betrokkenen", "2024") == (90.0, None)


def test_people_per_quarter_are_added_when_the_year_is_complete() -> None:
    rijen = [telling("betrokkenen", f"2024-K{nr}", 10 * nr) for nr in (4, 1, 3, 2)]

    assert lees(rijen, "betrokkenen", "2024") == (100.0, None)
    assert lees(rijen[:3], "betrokkenen", "2024") is None


def test_overlapping_parts_are_not_added() -> None:
    rijen = [telling("betrokkenen", naam, 10) for naam in ("2024-H1", "2024-K2", "2024-H2")]

    assert lees(rijen, "betrokkenen", "2024") is None


def test_state_on_a_day_is_that_of_the_last_part() -> None:
    rijen = [telling("thuiszitters", f"2024-K{nr}", 10 * nr) for nr in (1, 2, 3, 4)]

    assert lees(rijen, "thuiszitters", "2024") == (40.0, None)
    assert lees(rijen[:3], "thuiszitters", "2024") is None


def test_unknown_slug_is_taken_as_it_stands_and_never_added() -> None:
    rijen = [telling("eigen-cijfer", "2024-H1", 3, 12), telling("eigen-cijfer", "2024-H2", 4, 12)]

    assert lees(rijen, "eigen-cijfer", "2024-H1") == (3.0, 12.0)
    assert lees(rijen, "eigen-cijfer", "2024") is None


def test_area_and_whole_municipality_are_kept_apart() -> None:
    rijen = [telling("thuiszitters", "2024", 50), telling("thuiszitters", "2024", 7, gebied="WK099501")]

    assert lees(rijen, "thuiszitters", "2024") == (50.0, None)
    assert lees(rijen, "thuiszitters", "2024", gebied="WK099501") == (7.0, None)
    assert lees(rijen, "thuiszitters", "2024", gebied="WK099502") is None


def test_period_that_cannot_be_read_is_told_with_an_example() -> None:
    with pytest.raises(ValueError, match="2025-K2"):
        lees([telling("thuiszitters", "voorjaar", 1)], "thuiszitters", "2024")


@pytest.mark.parametrize("kolom", [k.GEBIED, k.PERIODE, k.INDICATOR, k.WAARDE, k.NOEMER])
def test_table_that_lacks_a_column_is_told_of_by_the_name_of_the_column(kolom: str) -> None:
    tabel = frame([], schema.TELLINGEN).drop(columns=kolom)

    with pytest.raises(schema.SchemaError, match=f"De tabel tellingen mist de kolom {kolom}"):
        tellingen.select(tabel, "betrokkenen", perioden.parse("2024"))


def test_slug_without_counts_gives_no_rows_and_no_slug_is_an_error() -> None:
    tabel = frame([], schema.TELLINGEN)

    assert tellingen.select(tabel, "bestaat-niet", perioden.parse("2024")).empty
    with pytest.raises(ValueError, match="Noem van welke indicator"):
        tellingen.select(tabel, "", perioden.parse("2024"))
