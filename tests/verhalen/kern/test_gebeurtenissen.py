"""The audit event: in the same transaction as what it tells of, and never changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.programma import ActieFactory, ProgrammaversieFactory
from tests.factories.verzameling import UitvraagFactory, VerhaalFactory, antwoord, ingediend
from verhalen.gebruikers.actions import create_gebruiker, trek_rol_in, verleen_rol
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.kern.models import Gebeurtenis
from verhalen.kern.rollen import Rol
from verhalen.kluis import deur
from verhalen.kluis.models import Bron
from verhalen.kluis.ruw import RuweTekst
from verhalen.programma.actions import add_actie, set_stoplicht, start_versie
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling import pseudonimisering
from verhalen.verzameling.actions import count_weigering, submit_inzending, withdraw_inzending
from verhalen.verzameling.inlezen.actions import receive_bestand

pytestmark = pytest.mark.django_db


def test_record_keeps_who_what_which_and_why(lelystad: Gemeente, onderzoeker: Gebruiker) -> None:
    with transaction.atomic():
        record(by=onderzoeker, actie="gelezen", object=lelystad, doel=Doel.NAKIJKEN, aantal=3)

    event = Gebeurtenis.objects.get()
    assert (event.door, event.actie, event.doel) == (onderzoeker, "gelezen", "nakijken")
    assert (event.object_soort, event.object_id) == ("stamgegevens.gemeente", str(lelystad.pk))
    assert event.gemeente == lelystad
    assert event.bijzonderheden == {"aantal": 3}


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_refused() -> None:
    gebruiker = GebruikerFactory()

    with pytest.raises(RuntimeError, match="dezelfde transactie"):
        record(by=gebruiker, actie="gelezen", object=gebruiker, doel=Doel.BEHEER)

    assert Gebeurtenis.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_event_disappears_with_the_write_it_tells_of() -> None:
    gemeente = GebruikerFactory().gemeente

    @transaction.atomic
    def write_and_fail() -> None:
        record(by=None, actie="gewijzigd", object=gemeente, doel=Doel.BEHEER)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()

    assert Gebeurtenis.objects.count() == 0


def test_an_event_cannot_be_changed(lelystad: Gemeente) -> None:
    event = record(by=None, actie="gemaakt", object=lelystad, doel=Doel.BEHEER)
    event.actie = "iets anders"

    with pytest.raises(TypeError, match="niet gewijzigd"):
        event.save()


def test_an_event_cannot_be_deleted(lelystad: Gemeente) -> None:
    event = record(by=None, actie="gemaakt", object=lelystad, doel=Doel.BEHEER)

    with pytest.raises(TypeError, match="niet gewist"):
        event.delete()


@pytest.mark.parametrize(
    "attempt",
    [lambda events: events.update(actie="iets anders"), lambda events: events.delete()],
    ids=["update", "delete"],
)
def test_events_cannot_be_changed_or_deleted_many_at_once(lelystad: Gemeente, attempt: Callable[[Any], object]) -> None:
    record(by=None, actie="gemaakt", object=lelystad, doel=Doel.BEHEER)

    with pytest.raises(TypeError, match="wordt niet"):
        attempt(Gebeurtenis.objects.all())

    assert Gebeurtenis.objects.get().actie == "gemaakt"


POGINGEN = {
    "update": "UPDATE kern_gebeurtenis SET actie = 'iets anders'",
    "update of one": "UPDATE kern_gebeurtenis SET moment = '2020-01-01' WHERE actie = 'gemaakt'",
    "delete": "DELETE FROM kern_gebeurtenis",
}


@pytest.mark.parametrize("sql", POGINGEN.values(), ids=POGINGEN.keys())
def test_the_database_itself_refuses_to_change_or_delete_an_event(lelystad: Gemeente, sql: str) -> None:
    record(by=None, actie="gemaakt", object=lelystad, doel=Doel.BEHEER)

    with pytest.raises(IntegrityError, match="niet gewijzigd of gewist"), transaction.atomic():
        connection.cursor().execute(sql)

    assert Gebeurtenis.objects.get().actie == "gemaakt"


def test_an_event_cannot_be_replaced_by_one_with_the_same_number(lelystad: Gemeente) -> None:
    event = record(by=None, actie="gemaakt", object=lelystad, doel=Doel.BEHEER)
    columns = "id, moment, actie, doel, object_soort, object_id, bijzonderheden"
    values = f"{event.pk}, '2020-01-01', 'anders', '', '', '', '{{}}'"
    replace = {
        "sqlite": f"REPLACE INTO kern_gebeurtenis ({columns}) VALUES ({values})",
        "postgresql": f"INSERT INTO kern_gebeurtenis ({columns}) VALUES ({values})"
        " ON CONFLICT (id) DO UPDATE SET actie = 'anders'",
    }[connection.vendor]

    with pytest.raises(IntegrityError, match="niet gewijzigd of gewist"), transaction.atomic():
        connection.cursor().execute(replace)

    assert Gebeurtenis.objects.get().actie == "gemaakt"


@pytest.mark.django_db(transaction=True)
def test_the_protection_can_be_taken_off_and_put_back_by_a_migration(lelystad: Gemeente) -> None:
    module = import_module("verhalen.kern.migrations.0002_gebeurtenis_alleen_toevoegen")
    with transaction.atomic():
        record(by=None, actie="gemaakt", object=lelystad, doel=Doel.BEHEER)

    with connection.schema_editor() as editor:
        module.release(apps, editor)
    connection.cursor().execute(POGINGEN["update"])
    with connection.schema_editor() as editor:
        module.protect(apps, editor)

    assert Gebeurtenis.objects.get().actie == "iets anders"
    with pytest.raises(IntegrityError):
        connection.cursor().execute(POGINGEN["delete"])


def test_someone_who_left_traces_cannot_be_deleted(onderzoeker: Gebruiker) -> None:
    record(by=onderzoeker, actie="gelezen", object=onderzoeker, doel=Doel.BEHEER)

    with pytest.raises(models.ProtectedError):
        onderzoeker.delete()


def _verhaal(by: Gebruiker, **fields: Any) -> Any:
    return VerhaalFactory(gemeente=by.gemeente, ruw="Ik sprak Fatima.", **fields)


# Each action that writes, on objects that are there before it starts.
ACTIES: dict[str, tuple[Callable[[Gebruiker], Any], Callable[[Gebruiker, Any], object]]] = {
    "submit_inzending": (
        lambda by: UitvraagFactory(gemeente=by.gemeente),
        lambda by, uitvraag: submit_inzending(by=by, uitvraag=uitvraag, toestemming=antwoord(), verhalen=[ingediend()]),
    ),
    "count_weigering": (
        lambda by: UitvraagFactory(gemeente=by.gemeente),
        lambda by, uitvraag: count_weigering(by=by, uitvraag=uitvraag, dag=date(2025, 6, 1)),
    ),
    "withdraw_inzending": (
        lambda by: _verhaal(by, nagekeken=True),
        lambda by, verhaal: withdraw_inzending(inzending=verhaal.inzending, by=None),
    ),
    "add_masker": (
        _verhaal,
        lambda by, verhaal: pseudonimisering.add_masker(verhaal=verhaal, start=9, eind=15, soort="persoon", by=by),
    ),
    "heropen": (
        lambda by: _verhaal(by, nagekeken=True),
        lambda by, verhaal: pseudonimisering.heropen(verhaal=verhaal, by=by),
    ),
    "receive_bestand": (
        lambda by: None,
        lambda by, _: receive_bestand(by=by, soort="verhalen", naam="x.csv", inhoud=b"tekst\nWij wachtten.\n"),
    ),
    "store": (
        lambda by: None,
        lambda by, _: deur.store(tekst=RuweTekst("Ik sprak Fatima."), gemeente=by.gemeente, by=by),
    ),
    "destroy": (
        lambda by: deur.store(tekst=RuweTekst("Ik sprak Fatima."), gemeente=by.gemeente, by=by),
        lambda by, bron: deur.destroy(bron=bron, by=by, doel=Doel.BEHEER, waarom="proef"),
    ),
    "set_stoplicht": (
        lambda by: ActieFactory(gemeente=by.gemeente),
        lambda by, actie: set_stoplicht(actie=actie, kleur="groen", toelichting="", per=date(2025, 6, 1), by=by),
    ),
    "add_actie": (
        lambda by: ActieFactory(gemeente=by.gemeente).termijn,
        lambda by, termijn: add_actie(termijn=termijn, code="9z", tekst="Nieuw", vanaf=date(2025, 6, 1), by=by),
    ),
    "start_versie": (
        lambda by: ProgrammaversieFactory(gemeente=by.gemeente),
        lambda by, _: start_versie(gemeente=by.gemeente, naam="Nieuw", vanaf=date(2026, 1, 1), bron="", by=by),
    ),
    "create_gebruiker": (
        lambda by: None,
        lambda by, _: create_gebruiker(by=by, gemeente=by.gemeente, username="nieuw", naam="Nieuw", password=None),
    ),
    "verleen_rol": (
        lambda by: GebruikerFactory(gemeente=by.gemeente),
        lambda by, ander: verleen_rol(by=by, gebruiker=ander, rol=Rol.ONDERZOEKER),
    ),
    "trek_rol_in": (
        lambda by: GebruikerFactory(gemeente=by.gemeente, rollen=[Rol.ONDERZOEKER]),
        lambda by, ander: trek_rol_in(by=by, gebruiker=ander, rol=Rol.ONDERZOEKER),
    ),
}


def stored_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of ours, to see whether anything at all was written."""
    tables = [model for model in apps.get_models() if model.__module__.startswith("verhalen.")]
    return {model._meta.label: sorted(model._default_manager.values_list(), key=str) for model in tables}


@pytest.mark.parametrize("naam", ACTIES)
def test_a_write_is_undone_when_its_event_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, lelystad: Gemeente, naam: str
) -> None:
    everything = [Rol.HOOFDONDERZOEKER, Rol.PROGRAMMATEAM, Rol.BEHEERDER, Rol.PRIVACY_OFFICER]
    by = GebruikerFactory(gemeente=lelystad, rollen=everything)
    prepare, act = ACTIES[naam]
    prepared = prepare(by)
    before = stored_rows()

    def fail(*args: Any, **kwargs: Any) -> None:
        raise OSError("no room for the event")

    monkeypatch.setattr(Gebeurtenis.objects, "create", fail)
    with pytest.raises(OSError, match="no room"):
        act(by, prepared)

    after = stored_rows()
    assert {table for table in after if after[table] != before[table]} == set()


@pytest.mark.parametrize("naam", ACTIES)
def test_every_write_leaves_an_event(lelystad: Gemeente, naam: str) -> None:
    everything = [Rol.HOOFDONDERZOEKER, Rol.PROGRAMMATEAM, Rol.BEHEERDER, Rol.PRIVACY_OFFICER]
    by = GebruikerFactory(gemeente=lelystad, rollen=everything)
    prepare, act = ACTIES[naam]
    prepared = prepare(by)
    before = Gebeurtenis.objects.count()

    act(by, prepared)

    assert Gebeurtenis.objects.count() > before


def test_bron_is_what_the_kluis_writes(lelystad: Gemeente) -> None:
    bron = deur.store(tekst=RuweTekst("Ik sprak Fatima."), gemeente=lelystad, by=None)

    event = Gebeurtenis.objects.get()
    assert (event.object_soort, event.object_id) == (Bron._meta.label_lower, str(bron.pk))
