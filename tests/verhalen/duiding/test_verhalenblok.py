"""What the right side of a display shows, and what it hides."""

from __future__ import annotations

import pytest

from tests.factories.duiding import maak_duidbaar, vertel
from verhalen.duiding.frames import read_gecodeerd
from verhalen.duiding.verhalenblok import Verhalenblok, build_verhalenblok
from verhalen.programma.models import Knopformulering
from verhalen.stamgegevens.models import Gemeente


@pytest.fixture
def formulering(lelystad: Gemeente) -> Knopformulering:
    return maak_duidbaar(lelystad)


def build(formulering: Knopformulering, *, lezen: bool = True) -> Verhalenblok:
    fragmenten = read_gecodeerd(formulering.gemeente, formulering.knop, ["2025-K2"])
    return build_verhalenblok(formulering.gemeente, fragmenten, lezen=lezen)


def test_zonder_verhalen_is_het_leeg(formulering: Knopformulering) -> None:
    blok = build(formulering)

    assert blok.leeg
    assert blok.aantal == "0"


def test_minder_dan_vijf_verhalen_noemt_geen_getal(formulering: Knopformulering) -> None:
    for _ in range(3):
        vertel(formulering.gemeente)

    blok = build(formulering)

    assert blok.aantal == "minder dan 5"
    assert blok.themas == []
    assert blok.zeldzaam == ["wachten"]


def test_een_kleine_groep_vertellers_is_niet_terug_te_rekenen(formulering: Knopformulering) -> None:
    for _ in range(7):
        vertel(formulering.gemeente, rol="ouder")
    for _ in range(2):
        vertel(formulering.gemeente, rol="jeugdige")

    rollen = {rol.naam: rol.aantal for rol in build(formulering).rollen}

    assert rollen["Jeugdige"] == "x"
    # The total is shown, so one other must be hidden too.
    assert rollen["Ouder"] == "x"


def test_themas_dragen_hun_polariteit(formulering: Knopformulering) -> None:
    for polariteit in ("negatief", "negatief", "negatief", "positief", "neutraal", "gemengd"):
        vertel(formulering.gemeente, polariteit=polariteit)

    thema = build(formulering).themas[0]

    assert (thema["naam"], thema["negatief"], thema["gemengd"], thema["positief"]) == ("wachten", 3, 2, 1)


def test_alleen_wie_mocht_worden_geciteerd_wordt_geciteerd(formulering: Knopformulering) -> None:
    vertel(formulering.gemeente, citeren=False)
    allowed = vertel(formulering.gemeente, citeren=True)

    assert [citaat.fragment for citaat in build(formulering).citaten] == [allowed.pk]


def test_een_verhaal_zonder_toestemmingsverslag_wordt_niet_geciteerd(formulering: Knopformulering) -> None:
    fragment = vertel(formulering.gemeente)
    fragment.verhaal.inzending.toestemming.delete()

    assert build(formulering).citaten == []


def test_citaten_komen_uit_verschillende_verhalen_en_van_beide_kanten(formulering: Knopformulering) -> None:
    for polariteit in ("negatief", "negatief", "negatief", "positief"):
        vertel(formulering.gemeente, polariteit=polariteit)

    citaten = build(formulering).citaten

    assert len(citaten) == 3
    assert len({citaat.fragment for citaat in citaten}) == 3


def test_wie_geen_verhalen_leest_krijgt_geen_citaat_en_geen_verwijzing(formulering: Knopformulering) -> None:
    for _ in range(5):
        vertel(formulering.gemeente)

    blok = build(formulering, lezen=False)

    assert blok.citaten == []
    assert blok.themas[0]["url"] == ""
