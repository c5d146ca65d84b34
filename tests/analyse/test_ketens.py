from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyse.bouwen import Rij, gegevens, start, stop, versie
from tests.voorbeelden import voorbeelden
from verhalen.analyse import kolommen as k
from verhalen.analyse.ketens import Basis, Ketenregel, Sleutel, episodes, link


def ketens(versies: list[Rij], regel: Ketenregel, *, starts: list[Rij] | None = None, stops: list[Rij] | None = None):
    rows = episodes(gegevens(versies, starts or [], stops or []).toewijzingen, regel)
    return sorted(
        (rij[k.EPISODE], f"{rij[k.START]:%m-%d}", "open" if pd.isna(rij[k.EINDE]) else f"{rij[k.EINDE]:%m-%d}")
        for rij in rows.to_dict("records")
    )


EFFECTIEF = Ketenregel(basis=Basis.EFFECTIEF)


def test_allocation_that_follows_the_next_day_is_one_episode() -> None:
    versies = [versie("1", "2023-01-01", "2023-03-31"), versie("2", "2023-04-01", "2023-06-30")]

    assert ketens(versies, EFFECTIEF) == [("1", "01-01", "06-30")]


def test_one_free_day_breaks_the_chain_unless_the_rule_reads_it_literally() -> None:
    versies = [versie("1", "2023-01-01", "2023-03-31"), versie("2", "2023-04-02", "2023-06-30")]

    assert len(ketens(versies, EFFECTIEF)) == 2
    assert ketens(versies, Ketenregel(max_gap=2, basis=Basis.EFFECTIEF)) == [("1", "01-01", "06-30")]


def test_overlapping_allocations_stay_apart() -> None:
    versies = [versie("1", "2023-01-01", "2023-03-31"), versie("2", "2023-03-31", "2023-06-30")]

    assert len(ketens(versies, Ketenregel())) == 2


def test_open_ended_allocation_has_no_successor() -> None:
    versies = [versie("1", "2023-01-01"), versie("2", "2023-04-01", "2023-06-30")]

    assert ketens(versies, Ketenregel()) == [("1", "01-01", "open"), ("2", "04-01", "06-30")]


def test_another_product_or_person_is_another_episode() -> None:
    versies = [
        versie("1", "2023-01-01", "2023-03-31"),
        versie("2", "2023-04-01", "2023-06-30", productcode="45A48"),
        versie("3", "2023-04-01", "2023-06-30", client="p2"),
    ]

    assert len(ketens(versies, Ketenregel())) == 3
    assert ketens(versies, Ketenregel(sleutel=Sleutel.CATEGORIE)) == [("1", "01-01", "06-30"), ("3", "04-01", "06-30")]


def test_successor_of_a_product_in_the_catalogue_continues_it_when_asked() -> None:
    versies = [
        versie("1", "2023-10-01", "2023-11-30", productcode="45A05"),
        versie("2", "2023-12-01", "2023-12-31", productcode="45A48"),
    ]

    assert len(ketens(versies, Ketenregel())) == 2
    assert ketens(versies, Ketenregel(sleutel=Sleutel.PRODUCTLIJN)) == [("1", "10-01", "12-31")]


def test_generic_allocations_without_product_follow_each_other() -> None:
    versies = [
        versie("1", "2023-01-01", "2023-03-31", productcode=None, categorie=None),
        versie("2", "2023-04-01", "2023-06-30", productcode=None, categorie=None),
    ]

    assert ketens(versies, Ketenregel()) == [("1", "01-01", "06-30")]


def test_same_provider_is_preferred_when_two_could_follow() -> None:
    versies = [
        versie("1", "2023-01-01", "2023-03-31", aanbieder_agb="98000002"),
        versie("2", "2023-04-01", "2023-05-31", aanbieder_agb="98000001"),
        versie("3", "2023-04-01", "2023-06-30", aanbieder_agb="98000002"),
    ]

    assert ketens(versies, Ketenregel()) == [("1", "01-01", "06-30"), ("2", "04-01", "05-31")]


def test_late_first_appointment_after_new_year_is_bridged_by_the_dates_of_the_allocations() -> None:
    versies = [versie("1", "2023-01-01", "2023-06-30"), versie("2", "2023-07-01", "2023-12-31")]
    starts = [start("1", "2023-01-01"), start("2", "2023-07-09")]

    assert len(ketens(versies, EFFECTIEF, starts=starts)) == 2
    assert ketens(versies, Ketenregel(), starts=starts) == [("1", "01-01", "12-31")]


def test_care_that_really_stopped_early_is_not_continued_on_paper() -> None:
    versies = [versie("1", "2023-01-01", "2023-06-30"), versie("2", "2023-07-01", "2023-12-31")]
    stops = [stop("1", "2023-03-15")]

    assert len(ketens(versies, Ketenregel(), stops=stops)) == 2
    assert ketens(versies, Ketenregel(vroege_stop_breekt=False), stops=stops) == [("1", "01-01", "12-31")]


def test_long_line_of_allocations_is_one_episode() -> None:
    versies = [
        versie(f"{maand:02d}", f"2023-{maand:02d}-01", f"{date(2023, maand, 28) + timedelta(days=31):%Y-%m-01}")
        for maand in range(1, 12)
    ]
    for rij in versies:
        einde = date.fromisoformat(str(rij[k.EINDDATUM])) - timedelta(days=1)
        rij[k.EINDDATUM] = einde.isoformat()  # type: ignore[index]  # rows are plain dicts underneath

    assert ketens(versies, Ketenregel()) == [("01", "01-01", "11-30")]


_DAG = st.integers(0, 12)


@st.composite
def stads_rijen(draw: st.DrawFn) -> list[Rij]:
    """Crowded little towns: few days, few persons and providers, so that many could follow many."""
    aantal = draw(st.integers(1, 14))
    rijen = []
    for nummer in range(aantal):
        begin = draw(_DAG)
        duur = draw(st.one_of(st.none(), st.integers(0, 4)))
        dag = date(2023, 1, 1) + timedelta(days=begin)
        rijen.append(
            versie(
                f"{nummer:02d}",
                dag.isoformat(),
                None if duur is None else (dag + timedelta(days=duur)).isoformat(),
                client=draw(st.sampled_from(["p1", "p2"])),
                aanbieder_agb=draw(st.sampled_from(["98000001", "98000002"])),
                productcode=draw(st.sampled_from(["45A04", None])),
            )
        )
    return rijen


@settings(max_examples=voorbeelden(30), deadline=None)
@given(rijen=stads_rijen(), gap=st.integers(1, 3))
def test_chains_are_one_to_one_and_miss_no_possible_pair(rijen: list[Rij], gap: int) -> None:
    rows = gegevens(rijen).toewijzingen

    voorganger = link(rows, Ketenregel(max_gap=gap))

    gebruikt = [positie for positie in voorganger if positie != -1]
    assert len(gebruikt) == len(set(gebruikt))
    for later, eerder in enumerate(voorganger):
        if eerder != -1:
            assert follows(rows, eerder, later, gap)
    vrij_eerder = set(range(len(rows))) - set(gebruikt)
    vrij_later = [rij for rij, eerder in enumerate(voorganger) if eerder == -1]
    assert not any(follows(rows, eerder, later, gap) for eerder in vrij_eerder for later in vrij_later)


@settings(max_examples=voorbeelden(30), deadline=None)
@given(rijen=stads_rijen())
def test_chains_keep_every_allocation_exactly_once(rijen: list[Rij]) -> None:
    rows = gegevens(rijen).toewijzingen

    samen = episodes(rows, Ketenregel())

    assert samen[k.AANTAL].sum() == len(rows)
    assert (samen[k.EINDE].isna() | (samen[k.EINDE] >= samen[k.START])).all()


@settings(max_examples=voorbeelden(8), deadline=None)
@given(rijen=stads_rijen(), volgorde=st.randoms(use_true_random=False))
def test_order_of_the_rows_does_not_change_the_chains(rijen: list[Rij], volgorde) -> None:
    anders = list(rijen)
    volgorde.shuffle(anders)

    assert ketens(anders, Ketenregel()) == ketens(rijen, Ketenregel())


def follows(rows: pd.DataFrame, eerder: int, later: int, gap: int) -> bool:
    """The definition, slowly: same person and product, and 1 to `gap` days after the other's last day."""
    voor, na = rows.iloc[eerder], rows.iloc[later]
    if pd.isna(voor[k.EINDE]) or voor[k.CLIENT] != na[k.CLIENT]:
        return False
    producten = [None if pd.isna(rij[k.PRODUCT]) else rij[k.PRODUCT] for rij in (voor, na)]
    return producten[0] == producten[1] and 1 <= (na[k.START] - voor[k.EINDE]).days <= gap


@pytest.mark.parametrize("sleutel", list(Sleutel))
def test_every_key_makes_chains_of_an_empty_town(sleutel: Sleutel) -> None:
    assert episodes(gegevens([]).toewijzingen, Ketenregel(sleutel=sleutel)).empty
