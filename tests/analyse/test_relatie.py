from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verhalen.analyse import onzekerheid, perioden
from verhalen.analyse.indicatoren.basis import Richting
from verhalen.analyse.relatie import (
    Beleving,
    Cijfer,
    Oordeel,
    Polariteit,
    Venster,
    Verband,
    judge_verhalen,
    propose_relatie,
)

POS, NEG, GEM, NEU = Polariteit.POSITIEF, Polariteit.NEGATIEF, Polariteit.GEMENGD, Polariteit.NEUTRAAL


def cijfer(nu: float, toen: float, noemer: float | None = None, richting: Richting = Richting.OMLAAG) -> Cijfer:
    return Cijfer(
        "clienten-met-verblijf",
        richting,
        Venster(perioden.year(2024), nu, noemer),
        Venster(perioden.year(2023), toen, noemer),
        353.0,
    )


def verhalen(*polariteiten: Polariteit, per_verhaal: int = 1) -> list[Beleving]:
    return [Beleving(f"verhaal-{nummer // per_verhaal}", polariteit) for nummer, polariteit in enumerate(polariteiten)]


@pytest.mark.parametrize(
    ("nu", "polariteit", "verband"),
    [
        (250, [POS] * 12, Verband.BEVESTIGEN),
        (450, [NEG] * 12, Verband.BEVESTIGEN),
        (250, [NEG] * 12, Verband.TEGENSPREKEN),
        (450, [POS] * 12, Verband.TEGENSPREKEN),
        (250, [POS, NEG] * 6, Verband.AANVULLEN),
        (350, [NEG] * 12, Verband.AANVULLEN),
        (350, [POS, NEG] * 6, Verband.ONBESLIST),
        (350, [POS] * 9, Verband.TE_WEINIG_VERHALEN),
    ],
)
def test_rule_proposes_by_what_both_sides_say(nu: float, polariteit: list[Polariteit], verband: Verband) -> None:
    relatie = propose_relatie(cijfer(nu, 353), verhalen(*polariteit))

    assert relatie.uitkomst is verband


def test_without_a_figure_the_rule_says_so() -> None:
    assert propose_relatie(None, verhalen(*[POS] * 12)).uitkomst is Verband.GEEN_CIJFER
    assert propose_relatie(None, verhalen(POS)).uitkomst is Verband.GEEN_VAN_BEIDE


def test_ten_fragments_of_one_story_are_one_story() -> None:
    relatie = propose_relatie(cijfer(250, 353), verhalen(*[POS] * 10, per_verhaal=10))

    assert relatie.uitkomst is Verband.TE_WEINIG_VERHALEN
    assert relatie.aantal_verhalen == 1


def test_ten_stories_are_enough() -> None:
    assert propose_relatie(cijfer(250, 353), verhalen(*[POS] * 10)).uitkomst is Verband.BEVESTIGEN


def test_wanted_direction_up_turns_the_judgement() -> None:
    relatie = propose_relatie(cijfer(450, 353, richting=Richting.OMHOOG), [])

    assert relatie.cijfer is not None
    assert relatie.cijfer.oordeel is Oordeel.GUNSTIG


def test_figure_without_wanted_direction_decides_nothing() -> None:
    relatie = propose_relatie(cijfer(450, 353, richting=Richting.GEEN), [])

    assert relatie.cijfer is not None
    assert relatie.cijfer.oordeel is Oordeel.ONBESLIST


def test_share_is_judged_as_a_difference_of_shares() -> None:
    relatie = propose_relatie(cijfer(40, 90, noemer=1000), [])

    assert relatie.cijfer is not None
    assert relatie.cijfer.is_aandeel
    assert relatie.cijfer.verandering.schatting == pytest.approx(-0.05)
    assert relatie.cijfer.oordeel is Oordeel.GUNSTIG


def test_months_that_differ_more_than_chance_widen_the_interval() -> None:
    def venster(jaar: int, totaal: float, maanden: list[float]) -> Venster:
        return Venster(perioden.year(jaar), totaal, None, tuple((maand, None) for maand in maanden))

    vlak = Cijfer("i", Richting.OMLAAG, venster(2024, 300, [25] * 12), venster(2023, 360, [30] * 12))
    grillig = Cijfer("i", Richting.OMLAAG, venster(2024, 300, [0, 50] * 6), venster(2023, 360, [0, 60] * 6))

    rustig, onrustig = propose_relatie(vlak, []).cijfer, propose_relatie(grillig, []).cijfer

    assert rustig is not None
    assert onrustig is not None
    assert rustig.oordeel is Oordeel.GUNSTIG
    assert onrustig.spreiding > 10
    assert onrustig.oordeel is Oordeel.ONBESLIST


def test_result_carries_all_its_inputs() -> None:
    belevingen = verhalen(POS, POS, NEG, GEM, NEU, *[POS] * 8)

    relatie = propose_relatie(cijfer(350, 353), belevingen)

    assert relatie.cijfer is not None
    assert relatie.verhalen is not None
    assert relatie.cijfer.invoer.nulwaarde == 353.0
    kant = relatie.verhalen
    assert (kant.verhalen, kant.fragmenten, kant.positief, kant.negatief) == (13, 13, 10, 1)
    assert kant.saldo.schatting == pytest.approx(9 / 13)
    assert (relatie.minstens_verhalen, relatie.zekerheid) == (10, 0.95)


def test_same_stories_in_another_order_give_the_same_interval() -> None:
    belevingen = verhalen(*[POS, NEG, NEU] * 8, per_verhaal=2)

    assert judge_verhalen(belevingen) == judge_verhalen(belevingen[::-1])


def test_stories_with_many_fragments_weigh_as_one_drawing() -> None:
    los = judge_verhalen(verhalen(*[POS] * 20, *[NEG] * 10))
    geklonterd = judge_verhalen([Beleving(f"v{nr // 5}", POS if nr < 20 else NEG) for nr in range(30)])

    assert los.saldo.schatting == geklonterd.saldo.schatting
    assert geklonterd.saldo.hoog - geklonterd.saldo.laag > los.saldo.hoog - los.saldo.laag


def test_no_fragments_have_no_balance() -> None:
    with pytest.raises(ValueError, match="saldo"):
        judge_verhalen([])


def test_wilson_interval_of_a_known_case() -> None:
    interval = onzekerheid.wilson(10, 100)

    assert (interval.laag, interval.hoog) == (pytest.approx(0.0552, abs=1e-4), pytest.approx(0.1744, abs=1e-4))


@pytest.mark.parametrize(("teller", "noemer"), [(1, 0), (5, 4), (-1, 4)])
def test_share_outside_its_whole_is_refused(teller: float, noemer: float) -> None:
    with pytest.raises(ValueError, match="aandeel"):
        onzekerheid.wilson(teller, noemer)


@given(nu=st.integers(0, 5000), toen=st.integers(0, 5000), spreiding=st.floats(0.1, 50))
def test_interval_of_a_ratio_holds_its_estimate_and_turns_over_with_it(nu: int, toen: int, spreiding: float) -> None:
    heen = onzekerheid.ratio_of_counts(nu, toen, spreiding=spreiding)
    terug = onzekerheid.ratio_of_counts(toen, nu, spreiding=spreiding)

    assert heen.laag < heen.schatting < heen.hoog
    assert heen.laag * terug.hoog == pytest.approx(1)


def test_interval_of_counts_covers_the_truth_about_as_often_as_it_says() -> None:
    import numpy as np

    trekking = np.random.default_rng(7).poisson(40, size=(4000, 2))
    gemist = sum(onzekerheid.ratio_of_counts(nu, toen).excludes(1.0) for nu, toen in trekking.tolist())

    assert 0.03 < gemist / len(trekking) < 0.065


def test_unknown_monthly_spread_widens_nothing() -> None:
    assert onzekerheid.spread_of_counts([], [0, 0, 0]) == 1.0
    assert onzekerheid.spread_of_shares([], [(0, 5), (0, 5)], [(1, 0), (2, 8)]) == 1.0
