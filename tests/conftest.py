"""What every test stands on: a keyring, fast hashing, an empty cache, and the cast."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db.backends.sqlite3.base import DatabaseOperations as SQLiteOperations
from django.test import Client

import tests.voorbeelden  # noqa: F401  # sets how many cases hypothesis makes up
from tests.factories.gebruikers import GebruikerFactory
from tests.factories.stamgegevens import GemeenteFactory
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.rollen import Rol
from verhalen.kern.sleutels import create_keyring
from verhalen.stamgegevens.models import Gemeente

WACHTWOORD = "een-lang-wachtwoord"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Put SQLite in a file, as in production: in memory there is no WAL, no lock and nothing on disk to search."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(django_settings.VERHALEN_DATA / "proef.sqlite3")


@pytest.fixture(autouse=True, scope="session")
def leegmaken_mag_in_een_test() -> Iterator[None]:
    """Let the clean-up after a test empty the audit log of SQLite, which its triggers refuse to anybody else.

    PostgreSQL empties tables with TRUNCATE, which no row trigger sees.
    """
    flush = SQLiteOperations.execute_sql_flush

    def flush_past_triggers(operations: Any, sql_list: list[str]) -> None:
        with operations.connection.cursor() as cursor:
            triggers = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        own = [(name, sql) for name, sql in triggers if name.startswith("kern_gebeurtenis_")]
        flush(operations, [*(f"DROP TRIGGER {name}" for name, _sql in own), *sql_list, *(sql for _name, sql in own)])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLiteOperations, "execute_sql_flush", flush_past_triggers)
        yield


@pytest.fixture(autouse=True, scope="session")
def sleutelbos() -> None:
    create_keyring(Path(django_settings.VERHALEN_SLEUTELS))


@pytest.fixture(autouse=True)
def snelle_instellingen(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def lelystad(db: None) -> Gemeente:
    return GemeenteFactory(code="0995", naam="Lelystad", gm_code="GM0995")


@pytest.fixture
def elders(db: None) -> Gemeente:
    return GemeenteFactory(code="9901", naam="Voorbeeldstad", gm_code="GM9901")


@pytest.fixture
def veldwerker(lelystad: Gemeente) -> Gebruiker:
    return GebruikerFactory(gemeente=lelystad, rollen=[Rol.VELDWERKER])


@pytest.fixture
def onderzoeker(lelystad: Gemeente) -> Gebruiker:
    return GebruikerFactory(gemeente=lelystad, rollen=[Rol.ONDERZOEKER])


@pytest.fixture
def hoofdonderzoeker(lelystad: Gemeente) -> Gebruiker:
    return GebruikerFactory(gemeente=lelystad, rollen=[Rol.HOOFDONDERZOEKER])


@pytest.fixture
def programmateam(lelystad: Gemeente) -> Gebruiker:
    return GebruikerFactory(gemeente=lelystad, rollen=[Rol.PROGRAMMATEAM])


@pytest.fixture
def beheerder(lelystad: Gemeente) -> Gebruiker:
    return GebruikerFactory(gemeente=lelystad, rollen=[Rol.BEHEERDER])


@pytest.fixture
def buitenstaander(elders: Gemeente) -> Gebruiker:
    """Someone with every research role, of another municipality."""
    return GebruikerFactory(gemeente=elders, rollen=[Rol.HOOFDONDERZOEKER, Rol.PROGRAMMATEAM])


@pytest.fixture
def als(settings: Any) -> Any:
    """Return a client that is logged in as the given user, past the second factor."""
    settings.TWEEDE_FACTOR = False

    def login(gebruiker: Gebruiker) -> Client:
        client = Client()
        client.force_login(gebruiker, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return login
