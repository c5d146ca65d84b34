"""Who acts when a command runs, and for which municipality."""

from __future__ import annotations

from django.core.management.base import CommandError

from verhalen.gebruikers.actions import create_gebruiker
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.rollen import Rol
from verhalen.stamgegevens.models import Gemeente


def find_gemeente(code: str | None) -> Gemeente:
    """Return the municipality with ``code``, or the only one. Raises CommandError with what to do."""
    if code:
        found = Gemeente.objects.filter(code=code).first()
        if found is None:
            raise CommandError(f"Gemeente {code} is niet geladen. Laad haar eerst met laad_programma.")
        return found
    known = list(Gemeente.objects.all()[:2])
    if len(known) == 1:
        return known[0]
    if not known:
        raise CommandError("Er is nog geen gemeente. Laad haar eerst met laad_programma.")
    raise CommandError("Er is meer dan een gemeente. Noem de code met --gemeente.")


def import_account(gemeente: Gemeente) -> Gebruiker:
    """Return the account under which commands read files in; nobody can log in with it."""
    username = f"opdracht-{gemeente.code}"
    found = Gebruiker.objects.filter(username=username).first()
    return found or create_gebruiker(
        by=None,
        gemeente=gemeente,
        username=username,
        naam="Opdrachtregel",
        password=None,
        rollen=(Rol.HOOFDONDERZOEKER,),
    )
