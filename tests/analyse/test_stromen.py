from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyse.bouwen import Rij, gegevens, versie
from tests.voorbeelden import voorbeelden
from verhalen.analyse import perioden
from verhalen.analyse.ketens import Ketenregel
from verhalen.analyse.perioden import Periode
from verhalen.analyse.stromen import INSTROOM, STAND, UITSTROOM, VOORLOPIG, flow_per_month


def stroom(versies: list[Rij], periode: Periode, peildatum: date = date(2025, 12, 31)):
    episodes = gegevens(versies).episodes(Ketenregel())
    return flow_per_month(episodes, periode, peildatum=peildatum)


def test_episode_that_ends_on_the_last_day_of_a_month_is_out_and_not_in_the_stock() -> None:
    frame = stroom([versie("1", "2023-01-10", "2023-02-28")], perioden.parse("2023-K1"))

    assert frame[[INSTROOM, UITSTROOM, STAND]].to_numpy().tolist() == [[1, 0, 1], [0, 1, 0], [0, 0, 0]]


def test_end_after_the_reference_date_has_not_happened_yet() -> None:
    frame = stroom([versie("1", "2023-01-10", "2023-02-20")], perioden.parse("2023-K1"), date(2023, 2, 15))

    assert list(frame.index) == ["2023-01", "2023-02"]
    assert frame[[INSTROOM, UITSTROOM, STAND]].to_numpy().tolist() == [[1, 0, 1], [0, 0, 1]]
    assert frame[VOORLOPIG].all()


def test_one_day_of_care_comes_in_and_goes_out_in_the_same_month() -> None:
    frame = stroom([versie("1", "2023-01-10", "2023-01-10")], perioden.parse("2023-01"))

    assert frame[[INSTROOM, UITSTROOM, STAND]].to_numpy().tolist() == [[1, 1, 0]]


def test_town_without_messages_has_a_flow_of_zero() -> None:
    assert stroom([], perioden.parse("2023-K1"))[STAND].tolist() == [0, 0, 0]


@st.composite
def zorg(draw: st.DrawFn) -> list[Rij]:
    """Any mixture of short, long, adjoining, overlapping, deleted and open-ended allocations over two years."""
    rijen = []
    for nummer in range(draw(st.integers(0, 20))):
        begin = date(2022, 11, 20) + timedelta(days=draw(st.integers(0, 700)))
        duur = draw(st.one_of(st.none(), st.sampled_from([0, 1, 27, 28, 30, 89]), st.integers(0, 500)))
        rijen.append(
            versie(
                str(nummer),
                begin.isoformat(),
                None if duur is None else (begin + timedelta(days=duur)).isoformat(),
                client=f"p{draw(st.integers(1, 3))}",
                reden_wijziging=draw(st.sampled_from([None, None, "04", "13"])),
            )
        )
    return rijen


@settings(max_examples=voorbeelden(50), deadline=None)
@given(rijen=zorg(), peildag=st.integers(0, 800))
def test_stock_is_the_stock_before_plus_in_minus_out_in_every_month(rijen: list[Rij], peildag: int) -> None:
    peildatum = date(2022, 12, 31) + timedelta(days=peildag)
    frame = stroom(rijen, Periode(date(2022, 11, 1), date(2025, 3, 31)), peildatum)

    eerder = frame[STAND].shift(fill_value=0)
    assert (frame[STAND] == eerder + frame[INSTROOM] - frame[UITSTROOM]).all()


@settings(max_examples=voorbeelden(20), deadline=None)
@given(rijen=zorg())
def test_stock_equals_a_slow_count_of_episodes_on_the_last_day(rijen: list[Rij]) -> None:
    episodes = gegevens(rijen).episodes(Ketenregel())
    periode = perioden.parse("2023")

    frame = flow_per_month(episodes, periode, peildatum=date(2025, 12, 31))

    for maand in periode.months():
        traag = sum(
            van <= maand.laatste and not tot <= maand.laatste
            for van, tot in zip(episodes["start"], episodes["einde"], strict=True)
        )
        assert frame.loc[maand.naam, STAND] == traag
