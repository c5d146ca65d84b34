from __future__ import annotations

import time
from copy import copy
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyse.aanvaller import VER, bounds, sums_of_crosstab, sums_of_flow
from tests.voorbeelden import voorbeelden
from verhalen.analyse import stromen
from verhalen.analyse.onthulling import (
    TOTAAL,
    Bereik,
    Bron,
    Cel,
    Kruistabel,
    Netwerk,
    Stromen,
    Tak,
    VeiligeTabel,
    Verhouding,
    audit,
    choose,
    protect,
)

MAANDEN = ["2025-01", "2025-02", "2025-03"]


def tabel(rijen: list[list[int]]) -> pd.DataFrame:
    return pd.DataFrame(
        rijen, index=[f"wijk {nr}" for nr in range(len(rijen))], columns=[f"band {nr}" for nr in range(len(rijen[0]))]
    )


def getoond(veilig: VeiligeTabel) -> list[list[float | str | None]]:
    return [["x" if cel.verborgen else cel.waarde for cel in rij] for rij in veilig.cellen]


def assert_safe(veilig: VeiligeTabel, bron: Bron, sommen: list) -> None:
    """What the attacker can work out: a small count may be anything from 0 to the threshold, others stay vague."""
    waar = bron.values()
    grenzen = bounds(veilig, sommen)
    for plaats, waarde in waar.items():
        if waarde is not None and 0 < waarde < veilig.drempel:
            assert veilig.cel(*plaats).verborgen
            assert plaats not in grenzen or (grenzen[plaats][0] == 0 and grenzen[plaats][1] >= veilig.drempel)
    for plaats, (laagst, hoogst) in grenzen.items():
        assert laagst <= (waar[plaats] or 0) <= hoogst
        assert hoogst - laagst >= veilig.drempel


def test_large_counts_are_all_shown() -> None:
    veilig = protect(Kruistabel(tabel([[20, 30], [40, 50]])), bereik=Bereik.BUITEN)

    assert getoond(veilig) == [[20, 30, 50], [40, 50, 90], [60, 80, 140]]
    assert veilig.verborgen == frozenset()


def test_one_small_count_takes_three_others_with_it() -> None:
    veilig = protect(Kruistabel(tabel([[3, 30, 60], [40, 50, 70], [55, 35, 25]])), bereik=Bereik.BUITEN)

    assert veilig.cel("wijk 0", "band 0").verborgen
    assert len(veilig.verborgen) == 4
    assert not veilig.cel(TOTAAL, TOTAAL).verborgen


def test_threshold_is_ten_outside_and_five_inside() -> None:
    bron = Kruistabel(tabel([[7], [40], [60]]))

    assert protect(bron, bereik=Bereik.BUITEN).cel("wijk 0", "band 0").verborgen
    assert not protect(bron, bereik=Bereik.BINNEN).verborgen


@pytest.mark.parametrize(("waarde", "verborgen"), [(0, False), (1, True), (9, True), (10, False)])
def test_boundary_of_the_threshold(waarde: int, verborgen: bool) -> None:
    veilig = protect(Kruistabel(tabel([[waarde], [40], [60]])), bereik=Bereik.BUITEN)

    assert veilig.cel("wijk 0", "band 0").verborgen is verborgen


def test_threshold_can_be_raised_and_never_lowered() -> None:
    bron = Kruistabel(tabel([[12], [40], [60]]))

    assert protect(bron, bereik=Bereik.BINNEN, drempel=15).cel("wijk 0", "band 0").verborgen
    with pytest.raises(ValueError, match="niet lager"):
        protect(bron, bereik=Bereik.BUITEN, drempel=9)


def test_series_hides_a_second_cell_so_that_the_total_does_not_tell() -> None:
    veilig = protect(Kruistabel(tabel([[3], [40], [60]])), bereik=Bereik.BUITEN)

    assert getoond(veilig) == [["x"], ["x"], [60], [103]]


def test_series_without_total_hides_the_small_cell_alone() -> None:
    veilig = protect(Kruistabel(tabel([[3], [40], [60]]), totaal_per_kolom=False), bereik=Bereik.BUITEN)

    assert getoond(veilig) == [["x"], [40], [60]]


def test_town_with_hardly_anybody_hides_its_total_too() -> None:
    veilig = protect(Kruistabel(tabel([[1], [2]])), bereik=Bereik.BINNEN)

    assert getoond(veilig) == [["x"], ["x"], ["x"]]


def test_row_in_which_one_cell_holds_everybody_is_not_told() -> None:
    veilig = protect(Kruistabel(tabel([[30, 0], [40, 50], [60, 20]])), bereik=Bereik.BUITEN)

    assert veilig.cel("wijk 0", "band 0").verborgen
    assert veilig.cel("wijk 0", "band 1").verborgen


def test_zero_is_shown_where_it_says_nothing_about_anybody() -> None:
    veilig = protect(Kruistabel(tabel([[30, 0, 20], [40, 50, 30], [60, 20, 25]])), bereik=Bereik.BUITEN)

    assert veilig.cel("wijk 0", "band 1") == Cel(0)


def test_hidden_cell_carries_no_value_and_says_not_why() -> None:
    veilig = protect(Kruistabel(tabel([[3], [40], [60]])), bereik=Bereik.BUITEN)

    assert {veilig.cel("wijk 0", "band 0"), veilig.cel("wijk 1", "band 0")} == {Cel(None, verborgen=True)}


def test_cells_hidden_before_in_the_same_release_stay_hidden() -> None:
    bron = Kruistabel(tabel([[30], [40], [60]]))

    veilig = protect(bron, bereik=Bereik.BUITEN, vast=[("wijk 2", "band 0")])

    assert veilig.cel("wijk 2", "band 0").verborgen
    assert len(veilig.verborgen) == 2
    assert_safe(veilig, bron, sums_of_crosstab(veilig))


def test_nobody_else_makes_a_safe_table() -> None:
    with pytest.raises(TypeError, match="protect"):
        VeiligeTabel(("a",), ("b",), ((Cel(3),),), Bereik.BUITEN, 10, object())


def test_safe_table_cannot_be_changed_into_another() -> None:
    veilig = protect(Kruistabel(tabel([[3], [40], [60]])), bereik=Bereik.BUITEN)

    with pytest.raises(ValueError, match="_maker"):
        replace(veilig, cellen=((Cel(3),),))
    assert copy(veilig) == veilig


def test_share_is_hidden_with_its_numerator_its_rest_or_its_denominator() -> None:
    rijen = ["teller klein", "rest klein", "noemer klein", "niemand", "iedereen", "goed"]
    teller = pd.DataFrame({"2024": [4, 96, 2, 0, 50, 30]}, index=rijen)
    noemer = pd.DataFrame({"2024": [100, 100, 6, 50, 50, 100]}, index=rijen)

    veilig = protect(Verhouding(100 * teller / noemer, teller, noemer, deel_van_geheel=True), bereik=Bereik.BUITEN)

    assert getoond(veilig) == [["x"], ["x"], ["x"], ["x"], ["x"], [30.0]]


def test_average_needs_enough_persons_on_both_sides() -> None:
    rijen = ["weinig rekeningen", "weinig cliënten", "goed", "leeg"]
    teller = pd.DataFrame({"2024": [4, 20, 20, 0]}, index=rijen)
    noemer = pd.DataFrame({"2024": [50, 6, 20, 0]}, index=rijen)
    waarden = pd.DataFrame({"2024": [100.0, 200.0, 300.0, np.nan]}, index=rijen)

    veilig = protect(Verhouding(waarden, teller, noemer, deel_van_geheel=False), bereik=Bereik.BUITEN)

    assert getoond(veilig) == [["x"], ["x"], [300.0], [None]]


def test_month_of_inflow_cannot_be_worked_out_from_stock_and_outflow() -> None:
    frame = pd.DataFrame(
        {stromen.INSTROOM: [4, 30, 25], stromen.UITSTROOM: [20, 22, 30], stromen.STAND: [184, 192, 187]}, index=MAANDEN
    )

    veilig = protect(Stromen(frame), bereik=Bereik.BUITEN)

    assert veilig.cel("2025-01", stromen.INSTROOM).verborgen
    assert veilig.cel(TOTAAL, stromen.STAND) == Cel(None)
    assert_safe(veilig, Stromen(frame), sums_of_flow(veilig))


def test_flow_that_does_not_add_up_is_refused() -> None:
    frame = pd.DataFrame(
        {stromen.INSTROOM: [4, 30], stromen.UITSTROOM: [20, 22], stromen.STAND: [184, 5]}, index=MAANDEN[:2]
    )

    with pytest.raises(ValueError, match="telt niet op"):
        protect(Stromen(frame), bereik=Bereik.BUITEN)


def test_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negatief"):
        protect(Kruistabel(tabel([[-1], [5]])), bereik=Bereik.BUITEN)


def test_audit_finds_the_leak_of_hiding_small_cells_alone() -> None:
    bron = Kruistabel(tabel([[3, 30], [40, 50]]))
    (opgave,) = bron.opgaven()
    kleine = [nr for nr, tak in enumerate(opgave.net.takken) if 0 < tak.waarde < 10]

    (lek,) = audit(opgave.net, kleine, 10)

    assert (lek.laagst, lek.hoogst) == (3, 3)
    assert audit(opgave.net, choose(opgave.net, 10), 10) == []


def test_audit_finds_a_small_cell_that_is_bounded_below_the_threshold() -> None:
    net = Netwerk((Tak(0, 1, 3), Tak(0, 1, 4), Tak(1, 0, 7)))

    assert {lek.hoogst for lek in audit(net, [0, 1], 10)} == {7}


_KLEIN = st.one_of(st.integers(0, 12), st.integers(0, 60), st.sampled_from([0, 1, 9, 10, 300]))


@st.composite
def kruistabellen(draw: st.DrawFn) -> Kruistabel:
    breedte = draw(st.integers(1, 4))
    rijen = draw(st.lists(st.lists(_KLEIN, min_size=breedte, max_size=breedte), min_size=1, max_size=5))
    return Kruistabel(tabel(rijen), draw(st.booleans()), draw(st.booleans()), draw(st.booleans()))


@settings(max_examples=voorbeelden(120), deadline=None)
@given(bron=kruistabellen(), bereik=st.sampled_from(Bereik))
def test_attacker_works_out_no_hidden_cell_of_a_crosstab(bron: Kruistabel, bereik: Bereik) -> None:
    veilig = protect(bron, bereik=bereik)

    assert_safe(veilig, bron, sums_of_crosstab(veilig))


@st.composite
def stroomtabellen(draw: st.DrawFn) -> Stromen:
    stand, rijen = draw(st.integers(0, 60)), []
    for _ in range(draw(st.integers(1, 6))):
        erin = draw(st.integers(0, 25))
        eruit = draw(st.integers(0, min(25, stand + erin)))
        stand += erin - eruit
        rijen.append((erin, eruit, stand))
    kolommen = [stromen.INSTROOM, stromen.UITSTROOM, stromen.STAND]
    return Stromen(pd.DataFrame(rijen, columns=kolommen, index=[f"maand {nr}" for nr in range(len(rijen))]))


@settings(max_examples=voorbeelden(80), deadline=None)
@given(bron=stroomtabellen(), bereik=st.sampled_from(Bereik))
def test_attacker_works_out_no_hidden_month_of_a_flow(bron: Stromen, bereik: Bereik) -> None:
    veilig = protect(bron, bereik=bereik)

    assert_safe(veilig, bron, sums_of_flow(veilig))


@settings(max_examples=voorbeelden(60), deadline=None)
@given(bron=kruistabellen())
def test_audit_and_attacker_see_the_same_bounds(bron: Kruistabel) -> None:
    """The network audit against the simplex, on tables where only the small cells are hidden."""
    (opgave,) = bron.opgaven()
    klein = [nr for nr, tak in enumerate(opgave.net.takken) if tak.getoond and 0 < tak.waarde < 10]
    zonder = protect(bron, bereik=Bereik.BUITEN)
    rijen = tuple(
        tuple(
            Cel(None, verborgen=True) if 0 < (bron.values()[(r, c)] or 0) < 10 else Cel(bron.values()[(r, c)])
            for c in zonder.kolommen
        )
        for r in zonder.rijen
    )
    open_tabel = object.__new__(VeiligeTabel)
    for naam, waarde in {"rijen": zonder.rijen, "kolommen": zonder.kolommen, "cellen": rijen}.items():
        object.__setattr__(open_tabel, naam, waarde)
    lp = bounds(open_tabel, sums_of_crosstab(open_tabel))

    lekken = {opgave.plaatsen[lek.tak] for lek in audit(opgave.net, klein, 10)}

    verwacht = {plaats for plaats, (laagst, hoogst) in lp.items() if laagst > 0 or min(hoogst, VER) < 10}
    assert lekken & set(lp) == verwacht


def test_table_of_wijken_by_months_is_protected_within_seconds() -> None:
    tellingen = np.random.default_rng(3).poisson(9, size=(12, 24))
    bron = Kruistabel(tabel(tellingen.tolist()))

    begin = time.perf_counter()
    veilig = protect(bron, bereik=Bereik.BUITEN)
    duur = time.perf_counter() - begin

    (opgave,) = bron.opgaven()
    dicht = [nr for nr, plaats in enumerate(opgave.plaatsen) if plaats in veilig.verborgen]
    assert audit(opgave.net, dicht, 10) == []
    assert duur < 10
