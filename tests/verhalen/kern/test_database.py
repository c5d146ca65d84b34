"""SQLite is safe under several writers: asked of the connection itself, not of a settings file."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, connections, transaction

from tests.factories.stamgegevens import GemeenteFactory
from verhalen.stamgegevens.models import Gebied, Gemeente

pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3",
    reason="these are promises about SQLite; PostgreSQL keeps them by itself",
)
WRITERS = 6
ROUNDS = 5


def pragma(name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL: consent and text survive a power cut
        ("foreign_keys", 1),
        ("busy_timeout", 20_000),
        ("secure_delete", 1),
    ],
)
def test_every_connection_asks_for_the_safe_pragma(name: str, value: Any) -> None:
    assert pragma(name) == value


@pytest.mark.django_db(transaction=True)
def test_a_transaction_takes_the_write_lock_at_its_start() -> None:
    statements: list[str] = []
    connection.ensure_connection()
    connection.connection.set_trace_callback(statements.append)

    with transaction.atomic():
        Gemeente.objects.count()

    connection.connection.set_trace_callback(None)
    assert "BEGIN IMMEDIATE" in statements


def read_then_write() -> None:
    with transaction.atomic():
        number = Gemeente.objects.count()
        time.sleep(0.005)
        GemeenteFactory(naam=f"Na {number}")


def run_at_once(work: Callable[[], None]) -> list[str]:
    """Let several threads do ``work`` a few times; return the errors of the database."""
    errors: list[str] = []

    def turn() -> None:
        try:
            for _round in range(ROUNDS):
                work()
        except OperationalError as error:
            errors.append(str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=turn) for _writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.django_db(transaction=True)
def test_reading_before_writing_in_many_threads_never_says_locked() -> None:
    errors = run_at_once(read_then_write)

    assert errors == []
    assert Gemeente.objects.count() == WRITERS * ROUNDS
    # Each one saw what the one before had written.
    assert len(set(Gemeente.objects.values_list("naam", flat=True))) == WRITERS * ROUNDS


@pytest.mark.django_db(transaction=True)
def test_without_immediate_the_same_work_does_say_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shows that the test above can fail: this is what Django does unasked."""
    monkeypatch.setitem(settings.DATABASES["default"]["OPTIONS"], "transaction_mode", "DEFERRED")

    errors = run_at_once(read_then_write)

    assert any("locked" in error for error in errors)


@pytest.mark.django_db(transaction=True)
def test_a_broken_reference_is_refused() -> None:
    with pytest.raises(IntegrityError):
        Gebied.objects.create(gemeente_id=999_999, soort="wijk", code="WK000000", naam="Nergens")
