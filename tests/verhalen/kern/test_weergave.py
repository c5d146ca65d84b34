"""Pages of the house itself, and numbers the Dutch way."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import path

from tests.factories.gebruikers import GebruikerFactory
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.kwartalen import in_words
from verhalen.kern.models import Taak
from verhalen.kern.rollen import Rol
from verhalen.kern.templatetags.verhalen import getal
from verhalen.kern.toegang import openbaar
from verhalen.stamgegevens.models import Gemeente


@pytest.mark.parametrize(
    ("rol", "kamer"),
    [
        (Rol.VELDWERKER, "/verzamelen/"),
        (Rol.ONDERZOEKER, "/verzamelen/"),
        (Rol.HOOFDONDERZOEKER, "/verzamelen/"),
        (Rol.CONTRACTMANAGER, "/tellen/"),
    ],
)
def test_the_front_door_leads_to_the_first_room_of_a_role(als: Any, lelystad: Gemeente, rol: Rol, kamer: str) -> None:
    response = als(GebruikerFactory(gemeente=lelystad, rollen=[rol])).get("/")

    assert (response.status_code, response["Location"]) == (302, kamer)


def test_someone_without_work_reads_what_to_do(als: Any, lelystad: Gemeente) -> None:
    response = als(GebruikerFactory(gemeente=lelystad)).get("/")

    assert response.status_code == 200
    assert "Vraag de beheerder" in response.content.decode()


def test_a_room_is_shown_only_to_whom_it_opens(als: Any, lelystad: Gemeente) -> None:
    client = als(GebruikerFactory(gemeente=lelystad, rollen=[Rol.CONTRACTMANAGER]))

    namen = [kamer["naam"] for kamer in client.get("/programma/").context["navigatie"]]

    assert "Programma" in namen
    assert not {"Verzamelen", "Nakijken", "Coderen"} & set(namen)


def test_a_room_that_one_stands_in_is_marked(als: Any, veldwerker: Gebruiker) -> None:
    navigatie = als(veldwerker).get("/verzamelen/").context["navigatie"]

    assert [kamer["naam"] for kamer in navigatie if kamer["actief"]] == ["Verzamelen"]


def test_the_demo_says_so_on_every_page(als: Any, veldwerker: Gebruiker) -> None:
    client = als(veldwerker)

    with override_settings(VERHALEN_DEMO=True):
        demo = client.get("/verzamelen/").content.decode()
    with override_settings(VERHALEN_DEMO=False):
        echt = client.get("/verzamelen/").content.decode()

    assert "Alle verhalen en mensen zijn verzonnen" in demo
    assert "Alle verhalen en mensen zijn verzonnen" not in echt


@pytest.fixture
def taak(lelystad: Gemeente) -> Taak:
    return Taak.objects.create(
        soort="maskers-voorstellen", gemeente=lelystad, staat=Taak.Staat.LOOPT, gedaan=3, totaal=10
    )


def test_progress_is_a_page(als: Any, veldwerker: Gebruiker, taak: Taak) -> None:
    content = als(veldwerker).get(f"/taken/{taak.pk}/").content.decode()

    assert "<html" in content
    assert "Maskers voorstellen" in content


def test_progress_for_htmx_is_a_part_of_that_page(als: Any, veldwerker: Gebruiker, taak: Taak) -> None:
    content = als(veldwerker).get(f"/taken/{taak.pk}/", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in content
    assert "3" in content
    assert "10" in content


def test_progress_of_another_municipality_does_not_exist(als: Any, buitenstaander: Gebruiker, taak: Taak) -> None:
    assert als(buitenstaander).get(f"/taken/{taak.pk}/").status_code == 404


def test_a_failed_job_says_so_in_a_sentence(als: Any, veldwerker: Gebruiker, taak: Taak) -> None:
    taak.staat, taak.fout = Taak.Staat.MISLUKT, "Er ging iets mis (ValueError). Wat klaar was, is bewaard."
    taak.save()

    assert taak.fout in als(veldwerker).get(f"/taken/{taak.pk}/").content.decode()


def test_a_number_that_no_table_can_hold_is_not_found(als: Any, veldwerker: Gebruiker) -> None:
    assert als(veldwerker).get(f"/taken/{10**30}/").status_code == 404


@openbaar
def refuses(request: Any) -> Any:
    raise Geweigerd("Deze uitvraag is nu niet open.")


@openbaar
def does_not_understand(request: Any) -> Any:
    raise OngeldigeInvoer("Er zijn geen woorden geselecteerd.")


urlpatterns = [
    path("", refuses, name="start"),
    path("weigert/", refuses),
    path("begrijpt-niet/", does_not_understand),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("url", "status", "zin"),
    [
        ("/weigert/", 403, "Deze uitvraag is nu niet open."),
        ("/begrijpt-niet/", 400, "Er zijn geen woorden geselecteerd."),
    ],
)
def test_a_refusal_is_a_page_with_its_sentence(client: Client, url: str, status: int, zin: str) -> None:
    response = client.get(url)

    assert response.status_code == status
    assert zin in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_plain_words() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/mijn-verhaal/", {"code": "k7fd-x2mb-9tqs"})

    assert response.status_code == 403
    assert "Er is niets veranderd" in response.content.decode()


@pytest.mark.parametrize(
    ("waarde", "decimalen", "geschreven"),
    [
        (1234567, 0, "1.234.567"),
        (Decimal("12.70"), 1, "12,7"),
        (0.5, 2, "0,50"),
        (0, 0, "0"),
        (None, 0, ""),
        (-1500, 0, "-1.500"),
    ],
)
def test_getal(waarde: Any, decimalen: int, geschreven: str) -> None:
    assert getal(waarde, decimalen) == geschreven


@pytest.mark.parametrize(
    ("periode", "geschreven"),
    [("2025-K2", "tweede kwartaal 2025"), ("2024-K4", "vierde kwartaal 2024"), ("", ""), ("2025-K5", "2025-K5")],
)
def test_a_quarter_is_written_in_words(periode: str, geschreven: str) -> None:
    assert in_words(periode) == geschreven


@pytest.mark.django_db
def test_a_role_without_a_screen_is_not_told_that_it_has_no_role(client: Client, lelystad: Gemeente) -> None:
    """The administrator was sent to the administrator for a role."""
    client.force_login(GebruikerFactory.create(gemeente=lelystad, rollen=[Rol.DEELNEMER]))

    page = client.get("/").content.decode()

    assert "Voor uw rol (Deelnemer aan duiding) is hier geen scherm." in page
    assert "nog geen rol" not in page
