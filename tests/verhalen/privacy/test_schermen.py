"""The room of the privacy officer: counts and dates, and a withdrawal with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories.codering import CoderingFactory, FragmentFactory, maak_codeboek
from tests.factories.verzameling import ToestemmingFactory, VerhaalFactory, antwoord, ingediend
from tests.factories.verzameling import UitvraagFactory as Uitvragen
from tests.verhalen.privacy.conftest import expire
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Gebeurtenis, Taak
from verhalen.kern.taken import run_taak
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.actions import submit_inzending
from verhalen.verzameling.models import Verhaal

pytestmark = pytest.mark.django_db
KANARIE = "kanariegeel"


@pytest.fixture
def client(als: Any, officer: Gebruiker) -> Client:
    logged_in: Client = als(officer)
    return logged_in


@pytest.fixture
def verhaal(lelystad: Gemeente, onderzoeker: Gebruiker) -> Verhaal:
    """A checked and coded story with consent, and a canary in every text."""
    maak_codeboek(lelystad)
    made: Verhaal = VerhaalFactory(
        gemeente=lelystad, nagekeken=True, ruw=f"Fatima {KANARIE}", tekst_veilig=f"Wij {KANARIE} wachtten.", pillen=[]
    )
    ToestemmingFactory(inzending=made.inzending, leeftijdsband="18+")
    CoderingFactory(fragment=FragmentFactory(verhaal=made, codeur=onderzoeker, eind=5))
    return made


def test_the_first_screen_says_what_is_kept_and_what_must_go(client: Client, verhaal: Verhaal) -> None:
    expire(verhaal.bron)

    page = client.get("/privacy/")

    stand = {regel.soort: regel.stand for regel in page.context["regels"]}["ruwe-tekst"]
    assert (stand.aantal, stand.over_tijd) == (1, 1)
    assert "Ruim nu op: 1 moet weg" in page.content.decode()
    assert "Er is nog nooit opgeruimd." in page.content.decode()
    assert KANARIE not in page.content.decode()


def test_clearing_up_is_a_button_and_the_screen_tells_what_went(client: Client, verhaal: Verhaal) -> None:
    expire(verhaal.bron)

    assert client.post("/privacy/opruimen/").status_code == 302
    run_taak(Taak.objects.get(soort="opruimen").pk)
    page = client.get("/privacy/").content.decode()

    assert "Het laatst opgeruimd op" in page
    assert "Ruwe tekst van nagekeken verhalen: 1" in page
    assert Verhaal.objects.get().bron is None


def test_a_job_at_work_is_shown_instead_of_the_button(client: Client) -> None:
    client.post("/privacy/opruimen/")

    page = client.get("/privacy/").content.decode()

    assert "Ruim nu op" not in page
    assert "U kunt dit scherm sluiten" in page


def test_the_table_comes_as_csv(client: Client, verhaal: Verhaal) -> None:
    lines = client.get("/privacy/bewaartermijnen.csv").content.decode("utf-8-sig").splitlines()

    assert lines[0].startswith("soort;wat;tot wanneer;aantal")
    assert lines[1].startswith("ruwe-tekst;Ruwe tekst van nagekeken verhalen;")
    assert f";1;{verhaal.bron.bewaren_tot:%Y-%m-%d};0;0" in lines[1]  # type: ignore[union-attr]


def test_a_submission_is_found_by_kenmerk_by_number_and_by_code(
    client: Client, veldwerker: Gebruiker, verhaal: Verhaal
) -> None:
    told = submit_inzending(
        by=veldwerker,
        uitvraag=Uitvragen(gemeente=veldwerker.gemeente),
        toestemming=antwoord(),
        verhalen=[ingediend()],
    )
    asked = {
        str(verhaal.inzending_id): verhaal.inzending_id,
        f" {verhaal.pk} ": verhaal.inzending_id,
        told.intrekcode.upper(): told.inzending.pk,
    }

    found = {text: client.post("/privacy/intrekken/", {"gezocht": text}) for text in asked}

    assert {text: response["Location"] for text, response in found.items()} == {
        text: f"/privacy/intrekken/{pk}/" for text, pk in asked.items()
    }


@pytest.mark.parametrize("gezocht", ["", "bbbb-bbbb-bbbb", "00000000-0000-4000-8000-000000000000", "999999999"])
def test_what_is_not_there_gets_a_sentence(client: Client, gezocht: str) -> None:
    response = client.post("/privacy/intrekken/", {"gezocht": gezocht})

    assert response.status_code == 422
    assert "Er is nog niets veranderd" in response.content.decode()


def test_a_code_of_another_municipality_finds_nothing(client: Client, elders: Gemeente) -> None:
    other = VerhaalFactory(gemeente=elders)

    assert client.post("/privacy/intrekken/", {"gezocht": str(other.inzending_id)}).status_code == 422
    assert client.post("/privacy/intrekken/", {"gezocht": str(other.pk)}).status_code == 422


def test_the_screen_shows_what_exists_without_a_word_of_it(
    client: Client, officer: Gebruiker, verhaal: Verhaal
) -> None:
    page = client.get(f"/privacy/intrekken/{verhaal.inzending_id}/")

    beeld = page.context["beeld"]
    assert beeld.gemaakt["Fragmenten"] == beeld.gemaakt["Coderingen"] == 1
    assert [(een.nummer, een.heeft_ruwe_tekst) for een in beeld.verhalen] == [(verhaal.pk, True)]
    assert KANARIE not in page.content.decode()
    event = Gebeurtenis.objects.get(actie="inzending-opgezocht")
    assert (event.door, event.object_id) == (officer, str(verhaal.inzending_id))


def test_a_withdrawal_takes_a_reason_and_a_confirmation(client: Client, verhaal: Verhaal) -> None:
    url = f"/privacy/intrekken/{verhaal.inzending_id}/"

    without = [client.post(url, data).status_code for data in ({"reden": ""}, {"reden": "verteller"}, {"zeker": "on"})]

    assert without == [422, 422, 422]
    assert Verhaal.objects.levend().count() == 1


def test_a_withdrawn_submission_is_empty_and_the_screen_says_so(
    client: Client, officer: Gebruiker, verhaal: Verhaal
) -> None:
    url = f"/privacy/intrekken/{verhaal.inzending_id}/"

    page = client.post(url, {"reden": "ouder", "zeker": "on"}, follow=True)

    text = page.content.decode()
    assert "Ingetrokken: 1 verhaal is gewist." in text
    assert "ingetrokken op" in text
    assert 'name="reden"' not in text
    assert set(page.context["beeld"].gemaakt.values()) == {0}
    event = Gebeurtenis.objects.get(actie="inzending-ingetrokken")
    assert (event.door, event.bijzonderheden["reden"]) == (officer, "ouder")
    again = client.post(url, {"reden": "ouder", "zeker": "on"}, follow=True).content.decode()
    assert "was al ingetrokken" in again
