"""Make an account: the first one of a municipality, or one more."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from verhalen.gebruikers.actions import create_gebruiker
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.rollen import ROLLEN, Rol
from verhalen.opdrachten.systeem import find_gemeente


class Command(BaseCommand):
    help = "Maakt een account met een of meer rollen. Het wachtwoord wordt gevraagd, of gelezen van de invoer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gebruikersnaam")
        parser.add_argument("--naam", required=True, help="zoals collega's die op het scherm zien")
        parser.add_argument("--gemeente", help="code van de gemeente; nodig als er meer dan een is")
        parser.add_argument(
            "--rol",
            action="append",
            required=True,
            choices=[rol.value for rol in Rol],
            help="; ".join(f"{rol.value}: {ROLLEN[rol].naam}" for rol in Rol),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        gemeente = find_gemeente(options["gemeente"])
        rollen = tuple(Rol(waarde) for waarde in options["rol"])
        wachtwoord = _ask()
        try:
            validate_password(wachtwoord, Gebruiker(username=options["gebruikersnaam"], naam=options["naam"]))
            create_gebruiker(
                by=None,
                gemeente=gemeente,
                username=options["gebruikersnaam"],
                naam=options["naam"],
                password=wachtwoord,
                rollen=rollen,
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Geweigerd as error:
            raise CommandError(str(error)) from error
        self.stderr.write("Het account is gemaakt. Bij het eerste inloggen wordt de tweede factor ingesteld.")


def _ask() -> str:
    """Return the password: typed twice by a person, or one line of a script's input. Never an argument: those show."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Wachtwoord (minstens 12 tekens): ")
    if getpass.getpass("Nog een keer: ") != first:
        raise CommandError("De twee wachtwoorden zijn niet gelijk. Er is geen account gemaakt.")
    return first
