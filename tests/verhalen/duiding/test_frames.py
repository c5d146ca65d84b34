"""Which fragments a display counts."""

from __future__ import annotations

import pytest

from tests.factories.codering import CoderingFactory
from tests.factories.duiding import maak_duidbaar, vertel
from verhalen.duiding.frames import last_four_quarters, newest_quarter, quarters_between, read_gecodeerd
from verhalen.programma.models import Knop, Knopformulering
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.actions import withdraw_inzending

JAAR = ["2025-K1", "2025-K2", "2025-K3", "2025-K4"]


@pytest.fixture
def formulering(lelystad: Gemeente) -> Knopformulering:
    return maak_duidbaar(lelystad)


def test_twaalf_maanden_lopen_over_de_jaargrens() -> None:
    assert last_four_quarters("2025-K2") == ["2024-K3", "2024-K4", "2025-K1", "2025-K2"]
    assert quarters_between("2024-K4", "2025-K1") == ["2024-K4", "2025-K1"]


def test_een_fragment_van_de_knop_telt_met_thema_en_verteller(formulering: Knopformulering) -> None:
    fragment = vertel(formulering.gemeente, polariteit="positief", rol="jeugdige")

    found = read_gecodeerd(formulering.gemeente, formulering.knop, JAAR)

    assert [(row.fragment, row.polariteit, row.rol, row.themas) for row in found] == [
        (fragment.pk, "positief", "jeugdige", frozenset({"wachten"}))
    ]


def test_wat_buiten_de_twaalf_maanden_speelde_telt_niet(formulering: Knopformulering) -> None:
    vertel(formulering.gemeente, periode="2024-K4")

    assert read_gecodeerd(formulering.gemeente, formulering.knop, JAAR) == []


def test_een_andere_knop_telt_niet(formulering: Knopformulering) -> None:
    vertel(formulering.gemeente, nummer=11)

    assert read_gecodeerd(formulering.gemeente, formulering.knop, JAAR) == []


def test_een_weggehaalde_codering_telt_niet(formulering: Knopformulering) -> None:
    fragment = vertel(formulering.gemeente)
    fragment.coderingen.filter(knop__isnull=False).update(ingetrokken_op=fragment.gemaakt_op)

    assert read_gecodeerd(formulering.gemeente, formulering.knop, JAAR) == []


def test_een_ingetrokken_verhaal_telt_niet_meer(formulering: Knopformulering) -> None:
    fragment = vertel(formulering.gemeente)

    withdraw_inzending(inzending=fragment.verhaal.inzending, by=None)

    assert read_gecodeerd(formulering.gemeente, formulering.knop, JAAR) == []


def test_zonder_knop_is_wat_alleen_een_thema_heeft(formulering: Knopformulering) -> None:
    alone = vertel(formulering.gemeente, nummer=None)
    vertel(formulering.gemeente, nummer=4)

    found = read_gecodeerd(formulering.gemeente, None, JAAR)

    assert [row.fragment for row in found] == [alone.pk]


def test_een_fragment_met_twee_knoppen_telt_bij_allebei(formulering: Knopformulering) -> None:
    fragment = vertel(formulering.gemeente)
    elf = Knop.objects.get(gemeente=formulering.gemeente, nummer=11)
    CoderingFactory(fragment=fragment, knop=elf, thema=None)

    assert [row.fragment for row in read_gecodeerd(formulering.gemeente, elf, JAAR)] == [fragment.pk]
    assert [row.fragment for row in read_gecodeerd(formulering.gemeente, formulering.knop, JAAR)] == [fragment.pk]


def test_een_andere_gemeente_telt_niet_mee(formulering: Knopformulering, elders: Gemeente) -> None:
    maak_duidbaar(elders)
    vertel(elders)

    assert read_gecodeerd(formulering.gemeente, formulering.knop, JAAR) == []


def test_het_laatste_kwartaal_met_een_gecodeerd_verhaal(formulering: Knopformulering) -> None:
    assert newest_quarter(formulering.gemeente) is None

    vertel(formulering.gemeente, periode="2025-K1")
    vertel(formulering.gemeente, periode="2025-K3")

    assert newest_quarter(formulering.gemeente) == "2025-K3"
