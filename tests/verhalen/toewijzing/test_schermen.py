"""Screens for reading files with figures in: per role, as a page and as a part, from drop to report."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.toewijzing import BerichtbestandFactory, bericht_301, csv_of, read_in, run_now, xml_of, zip_of
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Gebeurtenis, Taak
from verhalen.kern.rollen import Rol
from verhalen.kern.taken import run_taak
from verhalen.stamgegevens.models import Gemeente
from verhalen.toewijzing.inlezen.actions import receive_bestand, start_inlezen
from verhalen.toewijzing.models import Berichtbestand, Bevolkingsregel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lijsten")]
GOED = "jaar;leeftijd;gebied;aantal", "2023;7;WK099501;90", "2023;8;Atlantis;80"


@pytest.fixture
def client(als: Any, analist: Gebruiker) -> Client:
    logged_in: Client = als(analist)
    return logged_in


def upload(client: Client, inhoud: bytes, naam: str = "bevolking.csv", soort: str = "") -> Any:
    bestand = SimpleUploadedFile(naam, inhoud)
    return client.post(reverse("toewijzing:bestanden"), {"bestand": bestand, "soort": soort})


def page(client: Client, pk: int, **headers: str) -> str:
    return client.get(reverse("toewijzing:bestand", args=[pk]), headers=headers).content.decode()


def test_the_first_screen_says_that_nothing_was_read_in_yet(client: Client) -> None:
    answer = client.get(reverse("toewijzing:bestanden"))

    assert answer.status_code == 200
    assert "Er is nog geen bestand ingelezen." in answer.content.decode()


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.DATA_ANALIST])
def test_only_a_data_analyst_comes_in(als: Any, lelystad: Gemeente, rol: Rol) -> None:
    bestand = BerichtbestandFactory(gemeente=lelystad)
    somebody = als(GebruikerFactory(gemeente=lelystad, rollen=[rol]))

    assert somebody.get(reverse("toewijzing:bestanden")).status_code == 403
    for naam in ("bestand", "geweigerd", "terugnemen"):
        assert somebody.get(reverse(f"toewijzing:{naam}", args=[bestand.pk])).status_code == 403
    for naam in ("inlezen", "stoppen", "terugnemen"):
        assert somebody.post(reverse(f"toewijzing:{naam}", args=[bestand.pk])).status_code == 403


def test_a_file_of_another_municipality_does_not_exist(als: Any, lelystad: Gemeente, elders: Gemeente) -> None:
    bestand = BerichtbestandFactory(gemeente=lelystad)
    vreemde = als(GebruikerFactory(gemeente=elders, rollen=[Rol.DATA_ANALIST]))

    assert vreemde.get(reverse("toewijzing:bestand", args=[bestand.pk])).status_code == 404
    assert "berichten.zip" not in vreemde.get(reverse("toewijzing:bestanden")).content.decode()


def test_a_table_is_recognised_tried_out_and_read_in(client: Client, analist: Gebruiker) -> None:
    answer = upload(client, csv_of(*GOED))
    bestand = Berichtbestand.objects.get()
    assert answer.headers["Location"] == reverse("toewijzing:bestand", args=[bestand.pk])

    shown = page(client, bestand.pk)
    assert "1 rij wordt bewaard." in shown
    assert "1 rij wordt geweigerd" in shown
    assert "Dit gebied staat niet in de lijst van uw gemeente." in shown
    assert Bevolkingsregel.objects.count() == 0

    client.post(reverse("toewijzing:inlezen", args=[bestand.pk]))
    run_taak(Taak.objects.get(soort="cijfers-inlezen").pk)

    report = page(client, bestand.pk)
    assert "1 regel over inwoners" in report
    assert "1 is geweigerd." in report
    assert "regel 3" in report
    assert Bevolkingsregel.objects.get().aantal == 90


def test_looking_changes_nothing_and_leaves_no_event(client: Client, analist: Gebruiker) -> None:
    bestand = receive_bestand(by=analist, naam="b.csv", inhoud=csv_of(*GOED))
    before = Gebeurtenis.objects.count()

    page(client, bestand.pk)

    assert Gebeurtenis.objects.count() == before


def test_other_columns_can_be_tried_as_a_part_of_the_page(client: Client, analist: Gebruiker) -> None:
    bestand = receive_bestand(
        by=analist, naam="b.csv", inhoud=csv_of("wanneer;leeftijd;aantal", "2023;7;90"), soort="bevolking"
    )
    url = reverse("toewijzing:bestand", args=[bestand.pk])
    assert "Nog niet elke kolom die nodig is, is herkend." in page(client, bestand.pk)
    keuze = {"soort": "bevolking", "kolom_jaar": "wanneer", "kolom_leeftijd": "leeftijd", "kolom_aantal": "aantal"}

    part = client.post(url, keuze, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert "1 rij wordt bewaard." in part
    bestand.refresh_from_db()
    assert bestand.koppeling["jaar"] == "wanneer"


def test_a_missing_choice_is_shown_at_its_field(client: Client, analist: Gebruiker) -> None:
    bestand = receive_bestand(by=analist, naam="b.csv", inhoud=csv_of(*GOED))

    answer = client.post(reverse("toewijzing:bestand", args=[bestand.pk]), {"soort": "bevolking", "kolom_jaar": "jaar"})

    assert answer.status_code == 422
    assert "Kies in welke kolom dit staat." in answer.content.decode()


def test_another_kind_of_table_asks_for_other_columns(client: Client, analist: Gebruiker) -> None:
    bestand = receive_bestand(by=analist, naam="b.csv", inhoud=csv_of("maand;soort;bedrag", "2023-01;Toegang;10"))

    answer = client.post(reverse("toewijzing:bestand", args=[bestand.pk]), {"soort": "bevolking"})

    assert "Aantal inwoners" in answer.content.decode()


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"a;b\n1;2\n", "niet te zien wat dit voor tabel is"),
        (b"bsn;maand;bedrag_cent\n1;2;3\n", "Haal de tabel bij de gemeente eerst door het bronprogramma"),
        (b"  \n", "Het bestand is leeg."),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_and_nothing_is_kept(client: Client, inhoud: bytes, zin: str) -> None:
    answer = upload(client, inhoud)

    assert answer.status_code == 422
    assert zin in answer.content.decode()
    assert Berichtbestand.objects.count() == 0


def test_messages_are_announced_and_read_in(client: Client, analist: Gebruiker) -> None:
    upload(client, zip_of([xml_of(bericht_301()), b"<x/>"]), naam="maart.zip")
    bestand = Berichtbestand.objects.get()
    assert "Alleen berichten van Lelystad komen erin." in page(client, bestand.pk)

    run_now(bestand, analist)

    report = page(client, bestand.pk)
    assert "1 toewijzing" in report
    assert "0002.xml" in report
    download = client.get(reverse("toewijzing:geweigerd", args=[bestand.pk]))
    assert download.headers["Content-Disposition"] == f'attachment; filename="geweigerd-{bestand.pk}.csv"'
    assert "In dit bestand staat geen iJw-bericht." in download.content.decode()


def test_progress_goes_on_after_the_tab_was_closed(client: Client, analist: Gebruiker) -> None:
    bestand = start_inlezen(bestand=receive_bestand(by=analist, naam="b.csv", inhoud=csv_of(*GOED)), by=analist)
    Taak.objects.filter(pk=bestand.taak_id).update(gedaan=40, totaal=100, staat="loopt")

    shown = page(client, bestand.pk)

    assert "40 van 100" in shown
    assert 'hx-trigger="every 1s"' in shown


def test_a_job_that_broke_off_can_go_on(client: Client, analist: Gebruiker) -> None:
    bestand = start_inlezen(bestand=receive_bestand(by=analist, naam="b.csv", inhoud=csv_of(*GOED)), by=analist)
    Taak.objects.filter(pk=bestand.taak_id).update(staat="mislukt", fout="Er ging iets mis (OSError).")
    assert "Ga verder met inlezen" in page(client, bestand.pk)

    client.post(reverse("toewijzing:inlezen", args=[bestand.pk]))
    run_taak(Taak.objects.filter(soort="cijfers-inlezen").latest("pk").pk)

    bestand.refresh_from_db()
    assert bestand.staat == "klaar"


def test_a_file_can_be_stopped_before_and_taken_back_after(client: Client, analist: Gebruiker) -> None:
    waiting = receive_bestand(by=analist, naam="wacht.csv", inhoud=csv_of(*GOED))
    client.post(reverse("toewijzing:stoppen", args=[waiting.pk]))
    assert "gewist voordat het werd ingelezen" in page(client, waiting.pk)

    done = read_in(analist, csv_of(*GOED), naam="klaar.csv")
    assert "Ja, wis deze rijen" in client.get(reverse("toewijzing:terugnemen", args=[done.pk])).content.decode()
    client.post(reverse("toewijzing:terugnemen", args=[done.pk]))

    assert Bevolkingsregel.objects.count() == 0
    assert "Alles wat dit bestand bracht, is weer gewist." in page(client, done.pk)


def test_a_file_that_was_read_in_before_is_announced(client: Client, analist: Gebruiker) -> None:
    read_in(analist, csv_of(*GOED))
    again = receive_bestand(by=analist, naam="kopie.csv", inhoud=csv_of(*GOED))

    assert "Dit bestand is al ingelezen op" in page(client, again.pk)
