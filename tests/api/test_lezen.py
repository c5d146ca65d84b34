"""Reading through the API: safe text alone, the own municipality alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories.stamgegevens import GebiedFactory
from tests.factories.verzameling import VerhaalFactory
from verhalen.gebruikers.models import Gebruiker


def test_een_verhaal_komt_er_veilig_uit(als: Any, onderzoeker: Gebruiker) -> None:
    verhaal = VerhaalFactory(gemeente=onderzoeker.gemeente, nagekeken=True)

    data = als(onderzoeker).get(f"/api/v1/verhalen/{verhaal.pk}").json()

    assert data["tekst"] == verhaal.tekst_veilig
    pil = data["maskers"][0]
    assert data["tekst"][pil["start"] : pil["eind"]] == "[persoon 1]"


def test_een_verhaal_dat_niemand_nakeek_bestaat_niet(als: Any, onderzoeker: Gebruiker) -> None:
    verhaal = VerhaalFactory(gemeente=onderzoeker.gemeente)

    assert als(onderzoeker).get(f"/api/v1/verhalen/{verhaal.pk}").status_code == 404


def test_een_andere_gemeente_ziet_niets(als: Any, onderzoeker: Gebruiker, buitenstaander: Gebruiker) -> None:
    verhaal = VerhaalFactory(gemeente=onderzoeker.gemeente, nagekeken=True)
    client: Client = als(buitenstaander)

    assert client.get(f"/api/v1/verhalen/{verhaal.pk}").status_code == 404
    assert client.get("/api/v1/verhalen").json()["count"] == 0


def test_filteren_op_wijk(als: Any, onderzoeker: Gebruiker) -> None:
    wijk = GebiedFactory(gemeente=onderzoeker.gemeente, code="WK099503", naam="Boswijk")
    VerhaalFactory(gemeente=onderzoeker.gemeente, nagekeken=True, gebied=wijk)
    VerhaalFactory(gemeente=onderzoeker.gemeente, nagekeken=True)

    data = als(onderzoeker).get("/api/v1/verhalen?gebied=WK099503").json()

    assert [row["gebied"] for row in data["results"]] == ["WK099503"]


@pytest.mark.parametrize("path", ["/api/v1/verhalen", "/api/v1/coderingen"])
def test_een_veldwerker_leest_geen_verhalen(als: Any, veldwerker: Gebruiker, path: str) -> None:
    response = als(veldwerker).get(path)

    assert response.status_code == 403
    assert response["Content-Type"] == "application/problem+json"


def test_een_verkeerd_getal_in_het_filter_krijgt_een_zin(als: Any, onderzoeker: Gebruiker) -> None:
    assert als(onderzoeker).get("/api/v1/coderingen?knop=vier").status_code == 400


def test_het_document_is_openbaar_en_31(client: Client, db: None) -> None:
    data = client.get("/api/v1/openapi.json").json()

    assert data["openapi"].startswith("3.1")
    assert "/inzendingen/{kenmerk}" in data["paths"]


def test_de_leespagina_heeft_geen_script_van_buiten(client: Client, db: None) -> None:
    response = client.get("/api/v1/")

    assert response.status_code == 200
    assert b"//cdn" not in response.content
    assert "script-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("naam", ["verhaal", "knop"])
def test_een_getal_dat_in_geen_database_past_krijgt_een_zin(als: Any, onderzoeker: Gebruiker, naam: str) -> None:
    assert als(onderzoeker).get(f"/api/v1/coderingen?{naam}={'9' * 26}").status_code == 400


@pytest.mark.parametrize("jaar", ["0000", "%D9%A2%D9%A0%D9%A2%D9%A4"])
def test_een_jaar_dat_niet_bestaat_krijgt_een_zin(als: Any, programmateam: Gebruiker, jaar: str) -> None:
    assert als(programmateam).get(f"/api/v1/indicatoren?jaar={jaar}").status_code == 400


@pytest.mark.parametrize("vraag", ["coderingen?thema=a%00b", "verhalen?gebied=a%00b", "verhalen?soort=%00"])
def test_een_nulteken_in_een_filter_krijgt_een_zin(als: Any, onderzoeker: Gebruiker, vraag: str) -> None:
    """PostgreSQL takes no text with a NUL; SQLite finds nothing."""
    response = als(onderzoeker).get(f"/api/v1/{vraag}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_een_nulteken_in_het_adres_van_een_pagina_krijgt_een_zin(als: Any, onderzoeker: Gebruiker) -> None:
    response = als(onderzoeker).get("/verhalen/?soort=a%00b")

    assert response.status_code == 400
    assert "Dit verzoek konden we niet lezen" in response.content.decode()


@pytest.mark.parametrize("versie", ["2%0A", "2%0D%0ASet-Cookie:x=y", "%22.html"])
def test_wie_een_versie_van_het_document_verzint_krijgt_het_document(client: Client, versie: str) -> None:
    response = client.get(f"/api/v1/openapi.json?version={versie}")

    assert response.status_code == 200
    assert response["Content-Disposition"] == 'inline; filename="Verhalen.json"'
