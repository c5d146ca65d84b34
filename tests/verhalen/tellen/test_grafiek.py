"""The geometry of a chart: everything inside, gaps where something is missing, words that do not collide."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from verhalen.tellen.grafiek import BREED, HALF, SMAL, TEKSTHOOGTE, Grafiek, Maten, Punt, draw

MATEN = (BREED, HALF, SMAL)
GETALLEN = st.floats(0, 1e7, allow_nan=False)


def teken(punten: list[Punt], maten: Maten = BREED, nulwaarde: float | None = None) -> Grafiek:
    found = draw(punten, maten, str, str, nulwaarde=nulwaarde)
    assert found is not None
    return found


def reeks(waarden: list[float | None], **velden: object) -> list[Punt]:
    return [Punt(date(2023, 1, 1) + timedelta(days=31 * nr), waarde, **velden) for nr, waarde in enumerate(waarden)]  # type: ignore[arg-type]


def points(pad: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([-\d.]+),([-\d.]+)", pad)]


@given(st.lists(GETALLEN, min_size=2, max_size=48), st.one_of(st.none(), GETALLEN), st.sampled_from(MATEN))
def test_every_point_lies_inside_the_plot(waarden: list[float], nulwaarde: float | None, maten: Maten) -> None:
    grafiek = teken(reeks([*waarden]), maten, nulwaarde)

    found = [plek for pad in (*grafiek.vast, *grafiek.voorlopig) for plek in points(pad)]
    assert len(found) == len(waarden)
    assert all(maten.links <= x <= grafiek.plotrechts for x, _y in found)
    assert all(maten.boven - 0.1 <= y <= grafiek.plotonder + 0.1 for _x, y in found)
    assert 1 <= len(grafiek.schaal) <= 12


@given(st.floats(1, 1000), st.floats(1, 1000))
def test_the_word_at_the_end_keeps_clear_of_the_zero_value(eind: float, nul: float) -> None:
    assume(eind != nul)
    grafiek = teken(reeks([5.0, eind]), BREED, nul)

    assert grafiek.nullijn is not None
    assert grafiek.eindtekst is not None
    assert abs(grafiek.eindtekst.plek - grafiek.nullijn.plek) >= 2 * TEKSTHOOGTE


def test_a_higher_value_lies_higher() -> None:
    (eerste, tweede) = points(teken(reeks([1.0, 2.0])).vast[0])

    assert tweede[1] < eerste[1]


def test_what_is_provisional_is_a_piece_of_its_own_that_joins_on() -> None:
    punten = [*reeks([1.0, 2.0, 3.0]), Punt(date(2023, 5, 1), 4.0, voorlopig=True)]

    grafiek = teken(punten)

    assert len(points(grafiek.vast[0])) == 3
    assert points(grafiek.voorlopig[0])[0] == points(grafiek.vast[0])[-1]


def test_a_hidden_period_leaves_a_gap_and_is_hatched() -> None:
    punten = [*reeks([1.0, 2.0]), Punt(date(2023, 3, 15), None, verborgen=True), Punt(date(2023, 4, 15), 4.0)]

    grafiek = teken(punten)

    assert len(grafiek.vast) == 1
    assert len(grafiek.verborgen) == 1
    assert len(grafiek.los) == 1


def test_a_band_is_drawn_only_where_both_bounds_are_known() -> None:
    assert teken(reeks([1.0, 2.0], laag=0.5, hoog=3.0)).band != ()
    assert teken(reeks([1.0, 2.0])).band == ()


def test_years_are_named_where_they_begin() -> None:
    grafiek = teken(reeks([float(nr) for nr in range(30)]))

    assert [streep.tekst for streep in grafiek.jaren] == ["2023", "2024", "2025"]


def test_there_is_nothing_to_draw_without_a_value() -> None:
    assert draw(reeks([None, None]), BREED, str, str) is None
