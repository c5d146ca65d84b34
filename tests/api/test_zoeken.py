"""Searching through the API: the question goes in a body, never in an address."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories.verzameling import VerhaalFactory
from verhalen.gebruikers.models import Gebruiker
from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.zoeken.index import index_verhaal


@pytest.fixture
def client(als: Any, onderzoeker: Gebruiker) -> Client:
    found: Client = als(onderzoeker)
    return found


def make(onderzoeker: Gebruiker, tekst: str) -> Verhaal:
    verhaal: Verhaal = VerhaalFactory(gemeente=onderzoeker.gemeente, nagekeken=True, tekst_veilig=tekst, pillen=[])
    index_verhaal(verhaal)
    return verhaal


def ask(client: Client, zoek: str) -> Any:
    return client.post("/api/v1/zoekvragen", {"zoek": zoek}, content_type="application/json")


def test_een_zoekvraag_vindt_verhalen_in_de_gevraagde_volgorde(client: Client, onderzoeker: Gebruiker) -> None:
    veel, weinig = make(onderzoeker, "Wachten en wachten."), make(onderzoeker, "Wachten.")
    make(onderzoeker, "De molen.")

    vraag = ask(client, "wacht*").json()["vraag"]
    newest = client.get("/api/v1/verhalen", {"vraag": vraag}).json()
    most = client.get("/api/v1/verhalen", {"vraag": vraag, "volgorde": "treffers"}).json()

    assert "wacht" not in vraag
    assert [row["id"] for row in newest["results"]] == [weinig.pk, veel.pk]
    assert [row["id"] for row in most["results"]] == [veel.pk, weinig.pk]


def test_een_vraag_die_niet_kan_krijgt_een_zin(client: Client) -> None:
    response = ask(client, "(wachten")

    assert response.status_code == 400
    assert "Er mist een haakje-sluiten" in response.json()["detail"]


@pytest.mark.parametrize("body", [{}, {"zoek": ""}, {"zoek": None}, {"zoek": []}])
def test_zonder_zoekvraag_kan_het_niet(client: Client, body: dict[str, Any]) -> None:
    assert client.post("/api/v1/zoekvragen", body, content_type="application/json").status_code == 400


def test_een_verzonnen_vraag_in_het_adres_krijgt_een_zin(client: Client) -> None:
    response = client.get("/api/v1/verhalen", {"vraag": "wachten"})

    assert response.status_code == 400
    assert "Typ uw zoekvraag opnieuw" in response.json()["detail"]
