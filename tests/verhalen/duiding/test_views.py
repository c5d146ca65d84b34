"""The screens where figures and stories meet."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.duiding import maak_duidbaar, vertel
from tests.factories.gebruikers import GebruikerFactory
from tests.factories.tellen import MetingFactory
from verhalen.duiding.models import Duiding
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Gebeurtenis
from verhalen.kern.rollen import Rol
from verhalen.programma.models import Indicator, Knopformulering
from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen.models import Meting
from verhalen.verzameling.perioden import quarter_of

URL = "/duiden/knoppen/4/"


@pytest.fixture
def formulering(lelystad: Gemeente) -> Knopformulering:
    return maak_duidbaar(lelystad)


def meet(formulering: Knopformulering, jaar: int, waarde: float, **changes: Any) -> Meting:
    indicator, _ = Indicator.objects.get_or_create(
        gemeente=formulering.gemeente,
        slug="aandeel-3-of-meer-aanbieders",
        defaults={"naam": "Drie of meer", "eenheid": "procent", "gewenste_richting": "omlaag", "bron": "berichten"},
    )
    formulering.leidend_cijfer = indicator
    formulering.save(update_fields=["leidend_cijfer"])
    meting: Meting = MetingFactory(
        gemeente=formulering.gemeente,
        indicator=indicator,
        van=date(jaar, 1, 1),
        tot=date(jaar, 12, 31),
        **{"waarde": waarde, "teller": waarde * 10, "noemer": 1000, "laag": None, "hoog": None, **changes},
    )
    return meting


def test_cijfer_en_verhalen_staan_naast_elkaar(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    meet(formulering, 2023, 9.8)
    meet(formulering, 2025, 11.4)
    for _ in range(5):
        vertel(formulering.gemeente, periode="2025-K4")

    page = als(programmateam).get(URL).content.decode()

    assert "11,4\u00a0%" in page
    assert "was 9,8\u00a0% in 2023" in page
    assert "niet vrijgegeven" in page


def test_een_klein_cijfer_wordt_niet_getoond_en_niet_gebruikt(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    meet(formulering, 2023, 9.8)
    meet(formulering, 2025, 0.3, verborgen=True)
    vertel(formulering.gemeente, periode="2025-K4")

    page = als(programmateam).get(URL).content.decode()

    assert "0,3" not in page
    assert "Cijfer: nog geen." in page


def test_zonder_cijfer_en_verhalen_zegt_het_scherm_wat_hier_komt(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    page = als(programmateam).get(URL).content.decode()

    assert "Nog geen cijfer" in page
    assert "Nog geen gecodeerde verhalen in deze periode" in page


def test_te_weinig_verhalen_zegt_meteen_hoeveel_er_nodig_zijn(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    vertel(formulering.gemeente, periode="2025-K4")

    page = als(programmateam).get(URL).content.decode()

    assert "<details open><summary>Hoe de regel tot dit voorstel komt" in page
    assert "nodig zijn er 10" in page


def test_het_programmateam_besluit_en_het_voorstel_blijft_erbij(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    data = {"besloten": "aanvullen", "tekst": "De cijfers zijn nog vroeg.", "afspraken": "In maart opnieuw."}

    response = als(programmateam).post(f"{URL}besluiten/", data)

    assert response.status_code == 302
    duiding = Duiding.objects.get()
    assert duiding.voorgesteld == "nog geen cijfer en nog te weinig verhalen"
    assert duiding.invoer
    assert Gebeurtenis.objects.filter(actie="duiding-besloten", object_id=str(duiding.pk)).exists()


def test_een_leeg_besluit_wordt_niet_bewaard(als: Any, formulering: Knopformulering, programmateam: Gebruiker) -> None:
    response = als(programmateam).post(f"{URL}besluiten/", {"besloten": "aanvullen", "tekst": ""})

    assert response.status_code == 422
    assert not Duiding.objects.exists()


def test_wie_alleen_leest_besluit_niet(als: Any, formulering: Knopformulering) -> None:
    reader = GebruikerFactory(gemeente=formulering.gemeente, rollen=[Rol.DATA_ANALIST])
    client = als(reader)

    assert client.get(URL).status_code == 200
    assert client.post(f"{URL}besluiten/", {"besloten": "aanvullen", "tekst": "x"}).status_code == 403


def test_een_veldwerker_ziet_geen_duiding(als: Any, formulering: Knopformulering, veldwerker: Gebruiker) -> None:
    assert als(veldwerker).get(URL).status_code == 403


def test_een_andere_gemeente_ziet_deze_knop_niet(
    als: Any, formulering: Knopformulering, buitenstaander: Gebruiker
) -> None:
    assert als(buitenstaander).get(URL).status_code == 404


def test_de_matrix_heeft_een_rij_zonder_knop(als: Any, formulering: Knopformulering, programmateam: Gebruiker) -> None:
    vertel(formulering.gemeente, nummer=None)

    page = als(programmateam).get("/duiden/").content.decode()

    assert "Zonder knop" in page
    assert "minder dan 5" in page


def test_de_csv_verbergt_wat_het_scherm_verbergt(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    vertel(formulering.gemeente)

    content = als(programmateam).get(f"{URL}themas.csv").content.decode("utf-8-sig")

    assert "wachten;x;x;x;x" in content


def test_het_bord_komt_ook_uit_de_api(als: Any, formulering: Knopformulering, programmateam: Gebruiker) -> None:
    meet(formulering, 2025, 11.4)

    data = als(programmateam).get("/api/v1/knoppen/4?tot=2025-K4").json()

    assert data["cijfer"] == "11,4\u00a0%"
    assert data["voorstel"]


def test_een_klein_cijfer_komt_niet_uit_de_api(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    meet(formulering, 2025, 0.3, verborgen=True)

    rows = als(programmateam).get("/api/v1/indicatoren?jaar=2025").json()["results"]

    assert [(row["waarde"], row["verborgen"]) for row in rows] == [(None, True)]


GEEN_KWARTAAL = ["0000-K1", "9999-K4", "2025-K4%0A", "%D9%A2%D9%A0%D9%A2%D9%A5-K4", "2025-K5"]


@pytest.mark.parametrize("tot", GEEN_KWARTAAL)
@pytest.mark.parametrize("path", ["/duiden/", "/duiden/knoppen.csv", "/duiden/zonder-knop/", URL, f"{URL}themas.csv"])
def test_een_kwartaal_dat_niet_bestaat_kiest_niets(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker, path: str, tot: str
) -> None:
    meet(formulering, 2025, 11.4)
    client = als(programmateam)

    response = client.get(f"{path}?tot={tot}")

    assert response.status_code == 200
    assert "9999" not in response.headers.get("Content-Disposition", "")


@pytest.mark.parametrize("tot", GEEN_KWARTAAL)
def test_de_api_weigert_een_kwartaal_dat_niet_bestaat(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker, tot: str
) -> None:
    meet(formulering, 2025, 11.4)

    assert als(programmateam).get(f"/api/v1/knoppen/4?tot={tot}").status_code == 400


@pytest.mark.parametrize("path", ["/duiden/", "/duiden/knoppen.csv", URL, f"{URL}themas.csv", "/api/v1/knoppen/4"])
def test_wie_geen_verhalen_leest_ziet_alleen_het_nieuwste_venster(
    als: Any, formulering: Knopformulering, path: str
) -> None:
    """Two windows that overlap give the quarter between them by subtraction."""
    for periode in ["2025-K1"] * 8 + ["2025-K2"] * 3:
        vertel(formulering.gemeente, periode=periode)
    analist = als(GebruikerFactory(gemeente=formulering.gemeente, rollen=[Rol.DATA_ANALIST]))

    asked = (analist.get(f"{path}?tot={tot}").content.decode() for tot in ("2025-K1", "2025-K2", "2026-K1"))

    # A form carries a token that differs each time, and the address it stands on.
    assert len({re.sub(r"\b[A-Za-z0-9]{64}\b|tot=20..-K.", "", answer) for answer in asked}) == 1


def test_een_verhaal_uit_de_toekomst_verschuift_het_scherm_niet(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    """Kept before such quarters were refused."""
    vertel(formulering.gemeente, periode="9999-K4")

    response = als(programmateam).get("/duiden/knoppen.csv")

    assert (
        response.headers["Content-Disposition"]
        == f'attachment; filename="knoppen-{quarter_of(timezone.localdate())}.csv"'
    )
