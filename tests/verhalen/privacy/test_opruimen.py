"""Clearing up: everything past its term goes, nothing else, and nothing without a trace or a warning."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.verzameling import ImportbestandFactory, InzendingFactory, MaskerFactory, VerhaalFactory
from tests.verhalen.privacy.conftest import clean, expire, over
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.bewaren import bewaringen
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.models import Gebeurtenis, Taak
from verhalen.kern.sporen import Sporen, wipe_traces
from verhalen.kluis import deur
from verhalen.kluis.models import Bron
from verhalen.kluis.ruw import RuweTekst
from verhalen.privacy import opruimen
from verhalen.privacy.queries import list_bewaarregels, to_json
from verhalen.stamgegevens.models import Gemeente
from verhalen.toewijzing import tussenopslag
from verhalen.toewijzing.bestandmodellen import Berichtbestand, Tussenopslag
from verhalen.verzameling import opruimen as verhalen_opruimen
from verhalen.verzameling.models import Importbestand, Ontvangen, Verhaal
from verhalen.verzameling.opruimen import RESPIJT
from verhalen.verzameling.policies import check_can_heropen
from verhalen.verzameling.pseudonimisering import finish_nakijken

pytestmark = pytest.mark.django_db
RUW = "Ik sprak Fatima bij de haven."


def store(gemeente: Gemeente, soort: str = "tekst", inhoud: bytes = b"iets") -> Bron:
    return deur.store_bytes(inhoud=inhoud, gemeente=gemeente, by=None, soort=soort)


def checked(gemeente: Gemeente, dagen: int) -> Verhaal:
    verhaal: Verhaal = VerhaalFactory(gemeente=gemeente, nagekeken=True, ruw=RUW)
    expire(verhaal.bron, dagen)
    return verhaal


def unchecked(gemeente: Gemeente, dagen: int, gewaarschuwd: int | None = None) -> Verhaal:
    verhaal: Verhaal = VerhaalFactory(
        gemeente=gemeente,
        voorgesteld=True,
        ruw=RUW,
        bewaarwaarschuwing_op=None if gewaarschuwd is None else over(gewaarschuwd),
    )
    expire(verhaal.bron, dagen)
    return verhaal


def test_raw_text_of_a_checked_story_goes_and_its_safe_text_stays(lelystad: Gemeente) -> None:
    verhaal = checked(lelystad, -1)
    MaskerFactory(verhaal=verhaal, bevestigd=True)
    before = verhaal.veilig

    uitkomst = clean(lelystad)

    verhaal.refresh_from_db()
    assert uitkomst["opgeruimd"] == {"ruwe-tekst": 1}
    assert (verhaal.staat, verhaal.bron, verhaal.veilig) == ("nagekeken", None, before)
    assert Bron.objects.count() == 0


def test_a_term_is_the_last_day_of_keeping(lelystad: Gemeente) -> None:
    today, tomorrow = checked(lelystad, 0), checked(lelystad, 1)

    assert clean(lelystad)["opgeruimd"] == {}

    assert set(Bron.objects.all()) == {today.bron, tomorrow.bron}


def test_a_story_without_raw_text_cannot_be_opened_again_and_says_so(
    lelystad: Gemeente, onderzoeker: Gebruiker
) -> None:
    verhaal = checked(lelystad, -1)
    clean(lelystad)
    verhaal.refresh_from_db()

    with pytest.raises(Geweigerd, match="ruwe tekst is er niet meer"):
        check_can_heropen(by=onderzoeker, verhaal=verhaal)


def test_every_batch_leaves_an_event_per_kind_with_its_number(
    lelystad: Gemeente, officer: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opruimen, "PER_KEER", 2)
    for _time in range(3):
        checked(lelystad, -1)

    clean(lelystad, by=officer)

    events = Gebeurtenis.objects.filter(actie="bewaartermijn-opgeruimd").order_by("pk")
    assert [event.bijzonderheden for event in events] == [
        {"soort": "ruwe-tekst", "aantal": 2},
        {"soort": "ruwe-tekst", "aantal": 1},
    ]
    assert {(event.door, event.gemeente, event.object_id) for event in events} == {
        (officer, lelystad, str(lelystad.pk))
    }
    assert Gebeurtenis.objects.filter(actie="ruwe-tekst-vernietigd").count() == 3


def test_clearing_up_twice_changes_nothing(lelystad: Gemeente) -> None:
    checked(lelystad, -1)
    clean(lelystad)
    before = Gebeurtenis.objects.count()

    assert clean(lelystad)["opgeruimd"] == {}
    assert Gebeurtenis.objects.count() == before


def test_a_run_that_breaks_off_keeps_whole_batches_and_the_next_one_goes_on(
    lelystad: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opruimen, "PER_KEER", 2)
    for _time in range(5):
        checked(lelystad, -1)
    real, calls = deur.destroy, []

    def fail_later(**kwargs: Any) -> None:
        calls.append(kwargs)
        if len(calls) == 4:
            raise OSError("the machine stops")
        real(**kwargs)

    monkeypatch.setattr(deur, "destroy", fail_later)
    with pytest.raises(OSError, match="stops"):
        clean(lelystad)
    left = Bron.objects.count()
    monkeypatch.setattr(deur, "destroy", real)

    assert left == 3
    assert Gebeurtenis.objects.filter(actie="ruwe-tekst-vernietigd").count() == 2
    assert clean(lelystad)["opgeruimd"] == {"ruwe-tekst": 3}


def test_another_municipality_keeps_its_own(lelystad: Gemeente, elders: Gemeente) -> None:
    verhaal = checked(elders, -1)

    clean(lelystad)

    assert Bron.objects.filter(pk=verhaal.bron_id).exists()


# What nobody checked


def test_unchecked_text_past_its_term_stays_until_people_were_warned(lelystad: Gemeente) -> None:
    verhaal = unchecked(lelystad, -400)

    uitkomst = clean(lelystad)

    verhaal.refresh_from_db()
    assert (uitkomst["gewaarschuwd"], uitkomst["opgeruimd"]) == (1, {})
    assert (verhaal.staat, verhaal.bewaarwaarschuwing_op) == ("ingediend", over(0))
    assert verhaal.bron is not None


@pytest.mark.parametrize(("gewaarschuwd", "weg"), [(-RESPIJT.days, True), (-RESPIJT.days + 1, False)])
def test_unchecked_text_goes_thirty_days_after_the_warning(lelystad: Gemeente, gewaarschuwd: int, weg: bool) -> None:
    verhaal = unchecked(lelystad, -1, gewaarschuwd)
    MaskerFactory(verhaal=verhaal)

    uitkomst = clean(lelystad)

    verhaal.refresh_from_db()
    assert uitkomst["opgeruimd"] == ({"niet-nagekeken": 1} if weg else {})
    assert (verhaal.staat, verhaal.bron is None) == (("vervallen", True) if weg else ("ingediend", False))
    assert verhaal.maskers.exists() is not weg


def test_a_warning_comes_two_months_ahead_and_once(lelystad: Gemeente) -> None:
    near, far = unchecked(lelystad, 59), unchecked(lelystad, 60)

    assert clean(lelystad)["gewaarschuwd"] == 1
    assert clean(lelystad)["gewaarschuwd"] == 0

    near.refresh_from_db(), far.refresh_from_db()
    assert (near.bewaarwaarschuwing_op, far.bewaarwaarschuwing_op) == (over(0), None)
    assert Gebeurtenis.objects.get(actie="bewaartermijn-gewaarschuwd").bijzonderheden == {"verhalen": 1}


def test_checking_a_story_in_time_takes_the_warning_off(lelystad: Gemeente, onderzoeker: Gebruiker) -> None:
    """Opened again after its term, it must not vanish the same night on a warning of long ago."""
    verhaal = unchecked(lelystad, -1, gewaarschuwd=-29)

    finish_nakijken(verhaal=verhaal, by=onderzoeker)

    verhaal.refresh_from_db()
    assert verhaal.bewaarwaarschuwing_op is None


def test_a_lapsed_story_is_refused_at_the_desk_and_told_to_its_teller(
    als: Any, lelystad: Gemeente, onderzoeker: Gebruiker
) -> None:
    verhaal = unchecked(lelystad, -1, gewaarschuwd=-31)
    clean(lelystad)

    response = als(onderzoeker).get(f"/nakijken/{verhaal.pk}/")

    assert response.status_code == 403
    assert "De bewaartermijn van dit verhaal is voorbij" in response.content.decode()


def test_researchers_see_the_warning_on_their_list(als: Any, lelystad: Gemeente, onderzoeker: Gebruiker) -> None:
    unchecked(lelystad, 10)
    page = als(onderzoeker).get("/nakijken/")

    # Warned today at the earliest, so thirty days from now.
    assert page.context["verloopt"].laatste_dag == timezone.localdate() + RESPIJT
    assert "De bewaartermijn loopt af" in page.content.decode()


# Everything else in the kluis


def test_contact_details_go_and_the_submission_stays(lelystad: Gemeente) -> None:
    inzending = InzendingFactory(gemeente=lelystad, contact=store(lelystad, "contact"))
    expire(inzending.contact)

    assert clean(lelystad)["opgeruimd"] == {"contact": 1}
    inzending.refresh_from_db()
    assert inzending.contact is None


def test_what_was_set_apart_goes_and_its_fingerprint_stays(lelystad: Gemeente) -> None:
    parked = Ontvangen.objects.create(
        gemeente=lelystad, kenmerk=uuid.uuid4(), sha256="0" * 64, staat="geparkeerd", inhoud=store(lelystad)
    )
    expire(parked.inhoud)

    assert clean(lelystad)["opgeruimd"] == {"apart-gezet": 1}
    parked.refresh_from_db()
    assert (parked.inhoud, parked.sha256) == (None, "0" * 64)


@pytest.mark.parametrize("staat", ["ontvangen", "gekoppeld"])
def test_a_file_that_nobody_came_back_for_goes(lelystad: Gemeente, staat: str) -> None:
    bestand = ImportbestandFactory(gemeente=lelystad, staat=staat)
    expire(bestand.inhoud)

    assert clean(lelystad)["opgeruimd"] == {"importbestand": 1}
    bestand.refresh_from_db()
    assert (bestand.staat, bestand.inhoud) == ("geannuleerd", None)


@pytest.mark.parametrize(
    ("taakstaat", "uren", "weg"),
    [("loopt", 1, False), ("wacht", 1, False), ("mislukt", 1, True), ("loopt", 25, True)],
)
def test_a_file_that_a_job_is_reading_is_left_alone(lelystad: Gemeente, taakstaat: str, uren: int, weg: bool) -> None:
    taak = Taak.objects.create(soort="verhalen-inlezen", gemeente=lelystad, staat=taakstaat)
    moment = timezone.now() - timedelta(hours=uren)
    Taak.objects.filter(pk=taak.pk).update(hartslag=moment, gemaakt_op=moment)
    bestand: Importbestand = ImportbestandFactory(gemeente=lelystad, staat="loopt", taak=taak)
    expire(bestand.inhoud)

    clean(lelystad)

    bestand.refresh_from_db()
    assert (bestand.inhoud is None) is weg


def test_refused_rows_go_and_the_report_stays(lelystad: Gemeente) -> None:
    bestand = ImportbestandFactory(
        gemeente=lelystad, staat="klaar", inhoud=None, geweigerd=store(lelystad, "bestand"), rapport={"rijen": 4}
    )
    expire(bestand.geweigerd)

    assert clean(lelystad)["opgeruimd"] == {"geweigerde-rijen": 1}
    bestand.refresh_from_db()
    assert (bestand.staat, bestand.geweigerd, bestand.rapport) == ("klaar", None, {"rijen": 4})


def test_files_with_figures_go_from_the_folder_too(lelystad: Gemeente, django_capture_on_commit_callbacks: Any) -> None:
    waiting = Berichtbestand.objects.create(
        gemeente=lelystad, soort="kosten", inhoud=tussenopslag.store(inhoud=b"een", gemeente=lelystad)
    )
    done = Berichtbestand.objects.create(
        gemeente=lelystad,
        soort="kosten",
        staat="klaar",
        geweigerd=tussenopslag.store(inhoud=b"twee", gemeente=lelystad),
    )
    paths = [tussenopslag.path_of(plek.kenmerk) for plek in Tussenopslag.objects.all()]
    Tussenopslag.objects.update(bewaren_tot=over(-1))

    with django_capture_on_commit_callbacks(execute=True):
        uitkomst = clean(lelystad)

    waiting.refresh_from_db(), done.refresh_from_db()
    assert uitkomst["opgeruimd"] == {"cijferbestand": 1, "geweigerde-rijen-cijfers": 1}
    assert (waiting.staat, done.staat) == ("geannuleerd", "klaar")
    assert [path for path in paths if path.exists()] == []


MAKERS: dict[str, Callable[[Gemeente], Bron]] = {
    "nagekeken": lambda gemeente: VerhaalFactory(gemeente=gemeente, nagekeken=True, ruw=RUW).bron,
    "gewaarschuwd": lambda gemeente: unchecked(gemeente, 0, gewaarschuwd=-30).bron,
    "contact": lambda gemeente: InzendingFactory(gemeente=gemeente, contact=store(gemeente, "contact")).contact,
    "upload": lambda gemeente: ImportbestandFactory(gemeente=gemeente).inhoud,
    "rijen": lambda gemeente: ImportbestandFactory(gemeente=gemeente, geweigerd=store(gemeente)).geweigerd,
    "los": store,
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(things=st.lists(st.tuples(st.sampled_from(sorted(MAKERS)), st.integers(-3, 3)), max_size=8))
def test_nothing_outlives_its_term_and_nothing_goes_before_it(
    lelystad: Gemeente, things: list[tuple[str, int]]
) -> None:
    Verhaal.objects.update(bron=None)
    Bron.objects.all().delete()
    made = [(MAKERS[kind](lelystad), days) for kind, days in things]
    for bron, days in made:
        expire(bron, days)
    upload_terms = {bestand.inhoud_id for bestand in Importbestand.objects.filter(geweigerd__isnull=False)}
    due = sum(regel.stand.over_tijd for regel in list_bewaarregels(lelystad, timezone.localdate()))

    cleaned = sum(clean(lelystad)["opgeruimd"].values())

    kept = set(Bron.objects.values_list("pk", flat=True)) - upload_terms
    assert kept == {bron.pk for bron, days in made if days >= 0}
    assert cleaned == due == sum(days < 0 for _bron, days in made)


def test_every_stored_thing_is_counted_exactly_once(lelystad: Gemeente) -> None:
    for make in MAKERS.values():
        make(lelystad)

    counted = [bewaring.tel(lelystad, timezone.localdate()).aantal for bewaring in bewaringen()]

    assert sum(counted) == Bron.objects.count()


# The terms themselves


@pytest.mark.parametrize(("soort", "dagen"), [("tekst", 730), ("contact", 730), ("inzending", 730), ("bestand", 30)])
def test_each_kind_has_its_own_term(lelystad: Gemeente, soort: str, dagen: int) -> None:
    assert store(lelystad, soort).bewaren_tot == over(dagen)


def test_a_municipality_may_choose_another_term(lelystad: Gemeente, settings: Any) -> None:
    settings.BEWAARDAGEN = settings.BEWAARDAGEN | {"tekst": 90}

    assert deur.store(tekst=RuweTekst(RUW), gemeente=lelystad, by=None).bewaren_tot == over(90)


# The command


def test_a_dry_run_counts_and_changes_nothing(lelystad: Gemeente, capsys: pytest.CaptureFixture[str]) -> None:
    checked(lelystad, -1)
    before = (Bron.objects.count(), Gebeurtenis.objects.count(), Taak.objects.count())

    call_command("ruim_op", "--proef")

    printed = json.loads(capsys.readouterr().out)
    row = printed["gemeenten"]["0995"]["soorten"]["ruwe-tekst"]
    assert printed["proef"] is True
    assert row == {"aantal": 1, "over_tijd": 1, "binnenkort": 0, "eerste": over(-1).isoformat()}
    assert (Bron.objects.count(), Gebeurtenis.objects.count(), Taak.objects.count()) == before


def test_the_command_clears_up_every_municipality(
    lelystad: Gemeente, elders: Gemeente, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(lelystad, -1)
    checked(elders, -1)

    call_command("ruim_op")

    printed = json.loads(capsys.readouterr().out)["gemeenten"]
    assert {code: (row["staat"], row["opgeruimd"]) for code, row in printed.items()} == {
        "0995": ("klaar", {"ruwe-tekst": 1}),
        "9901": ("klaar", {"ruwe-tekst": 1}),
    }
    assert Bron.objects.count() == 0


def test_the_command_says_when_it_failed(
    lelystad: Gemeente, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(lelystad, -1)

    def fail(**kwargs: Any) -> None:
        raise OSError("no space")

    monkeypatch.setattr(deur, "destroy", fail)

    with pytest.raises(CommandError, match="0995"):
        call_command("ruim_op", "--gemeente", "0995")

    assert json.loads(capsys.readouterr().out)["gemeenten"]["0995"] == {"staat": "mislukt"}


def test_counts_for_machines_hold_no_words(lelystad: Gemeente) -> None:
    checked(lelystad, -1)

    assert "Fatima" not in json.dumps(to_json(list_bewaarregels(lelystad, timezone.localdate())))


# Below the tables


def files_of_the_database() -> bytes:
    path = Path(connection.settings_dict["NAME"])
    log = path.with_name(f"{path.name}-wal")
    return path.read_bytes() + (log.read_bytes() if log.exists() else b"")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads the file of the database")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [40, 20_000], ids=["in a page", "over many pages"])
def test_destroyed_ciphertext_is_gone_from_the_database_and_its_log(lelystad: Gemeente, size: int) -> None:
    bron = store(lelystad, inhoud=secrets.token_bytes(size))
    other = checked(lelystad, 100)
    # Pieces, for one row over many pages is cut at page borders.
    secret = bytes(Bron.objects.get(pk=bron.pk).inhoud)
    pieces = [secret[start : start + 16] for start in range(0, len(secret) - 16, 1000)]
    wipe_traces()
    assert all(piece in files_of_the_database() for piece in pieces[:1])
    expire(bron)

    uitkomst = clean(lelystad)

    on_disk = files_of_the_database()
    assert uitkomst["sporen"] == Sporen.GEWIST
    assert [piece for piece in pieces if piece in on_disk] == []
    assert bytes(Bron.objects.get(pk=other.bron_id).inhoud)[:16] in on_disk


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="is about the log of SQLite")
@pytest.mark.django_db(transaction=True)
def test_without_the_last_step_the_ciphertext_is_still_there(lelystad: Gemeente) -> None:
    """Shows that the test above can fail."""
    bron = store(lelystad, inhoud=secrets.token_bytes(40))
    secret = bytes(Bron.objects.get(pk=bron.pk).inhoud)[:16]
    wipe_traces()
    expire(bron)

    for bewaring in verhalen_opruimen.BEWARINGEN:
        bewaring.ruim_op(lelystad, timezone.localdate(), 10, None)

    assert secret in files_of_the_database()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="is about the log of SQLite")
@pytest.mark.django_db(transaction=True)
def test_a_reader_puts_the_last_step_off_to_the_next_round(lelystad: Gemeente) -> None:
    import sqlite3

    reader = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM kluis_bron").fetchone()
    store(lelystad)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")

    busy = wipe_traces()
    reader.close()

    assert (busy, wipe_traces()) == (Sporen.LATER, Sporen.GEWIST)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 20000")


def test_inside_a_transaction_the_log_is_left_alone() -> None:
    assert wipe_traces() == (Sporen.LATER if connection.vendor == "sqlite" else Sporen.BIJ_VACUUM)
