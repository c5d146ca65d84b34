"""The first account of a municipality is made on the server."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories.gebruikers import GebruikerFactory
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Gebeurtenis
from verhalen.kern.rollen import Recht, Rol
from verhalen.opdrachten.management.commands import maak_gebruiker
from verhalen.stamgegevens.models import Gemeente

pytestmark = pytest.mark.django_db
WACHTWOORD = "vijf-natte-paarden-22"


def make(monkeypatch: pytest.MonkeyPatch, *arguments: str, wachtwoord: str = WACHTWOORD) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{wachtwoord}\n"))
    call_command("maak_gebruiker", *arguments, stderr=io.StringIO())


def test_an_account_can_log_in_and_do_what_its_role_allows(lelystad: Gemeente, monkeypatch: pytest.MonkeyPatch) -> None:
    make(monkeypatch, "a.demir", "--naam", "Aylin Demir", "--rol", "onderzoeker")

    made = Gebruiker.objects.get(username="a.demir")
    assert (made.gemeente, made.naam, made.soort) == (lelystad, "Aylin Demir", Gebruiker.Soort.MENS)
    assert made.check_password(WACHTWOORD)
    assert made.heeft(Recht.CODERING_SCHRIJVEN)
    assert Gebeurtenis.objects.filter(actie="gebruiker-gemaakt", object_id=str(made.pk)).count() == 1


@pytest.mark.parametrize(
    ("wachtwoord", "rollen", "zin"),
    [
        ("kort", ("onderzoeker",), "12"),
        ("aylindemir1234", ("onderzoeker",), "lijkt"),
        (WACHTWOORD, ("beheerder", "fg"), "samen"),
    ],
)
def test_a_weak_password_or_a_forbidden_pair_makes_no_account(
    lelystad: Gemeente, monkeypatch: pytest.MonkeyPatch, wachtwoord: str, rollen: tuple[str, ...], zin: str
) -> None:
    roles = [word for rol in rollen for word in ("--rol", rol)]

    with pytest.raises(CommandError, match=zin):
        make(monkeypatch, "aylindemir", "--naam", "Aylin Demir", *roles, wachtwoord=wachtwoord)

    assert not Gebruiker.objects.exists()


def test_a_name_that_is_taken_is_refused(lelystad: Gemeente, monkeypatch: pytest.MonkeyPatch) -> None:
    GebruikerFactory(gemeente=lelystad, username="a.demir")

    with pytest.raises(CommandError, match="al in gebruik"):
        make(monkeypatch, "A.Demir", "--naam", "Aylin Demir", "--rol", Rol.BEHEERDER.value)


class Toetsenbord(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_two_passwords_that_differ_make_no_account(lelystad: Gemeente, monkeypatch: pytest.MonkeyPatch) -> None:
    typed: Any = iter([WACHTWOORD, "iets-heel-anders-33"])
    monkeypatch.setattr("sys.stdin", Toetsenbord())
    monkeypatch.setattr(maak_gebruiker.getpass, "getpass", lambda _vraag: next(typed))

    with pytest.raises(CommandError, match="niet gelijk"):
        call_command("maak_gebruiker", "a.demir", "--naam", "Aylin Demir", "--rol", "onderzoeker")

    assert not Gebruiker.objects.exists()
