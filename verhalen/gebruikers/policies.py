"""Rules about accounts and roles."""

from __future__ import annotations

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.rollen import ROLLEN, Recht, Rol, find_verboden_paar


def check_heeft(gebruiker: Gebruiker, recht: Recht) -> None:
    """Raise Geweigerd unless the user holds ``recht`` through one of the roles."""
    if not gebruiker.heeft(recht):
        raise Geweigerd("Uw rol geeft hier geen toegang toe. Vraag de beheerder als dit wel bij uw werk hoort.")


def check_can_create_gebruiker(*, by: Gebruiker | None, gemeente_id: int, username: str) -> None:
    """Raise Geweigerd when ``by`` may not make an account here, or the name is taken, whatever its capitals.

    ``by`` is None only for set-up commands, which run as the owner of the server.
    """
    if by is not None:
        check_heeft(by, Recht.GEBRUIKER_BEHEREN)
        if by.gemeente_id != gemeente_id:
            raise Geweigerd("U maakt alleen accounts voor de eigen gemeente, niet voor een andere gemeente.")
    if Gebruiker.objects.filter(username__iexact=username).exists():
        raise Geweigerd("Deze gebruikersnaam is al in gebruik. Kies een andere.")


def check_can_beheer(*, by: Gebruiker | None, gebruiker: Gebruiker) -> None:
    """Raise Geweigerd unless ``by`` manages the account of ``gebruiker``; None as in `check_can_create_gebruiker`."""
    if by is not None:
        check_heeft(by, Recht.GEBRUIKER_BEHEREN)
        if by.gemeente_id != gebruiker.gemeente_id:
            raise Geweigerd("Deze gebruiker hoort bij een andere gemeente.")


def check_can_verleen_rol(*, by: Gebruiker | None, gebruiker: Gebruiker, rol: Rol) -> None:
    """Raise Geweigerd when ``by`` may not give ``rol``, or the person would hold a forbidden pair.

    ``by`` is None only for set-up commands, which run as the owner of the server.
    """
    check_can_beheer(by=by, gebruiker=gebruiker)
    if by is not None and by.pk == gebruiker.pk:
        raise Geweigerd("U kunt uzelf geen rol geven. Vraag een andere beheerder.")
    paar = find_verboden_paar(gebruiker.rollen | {rol})
    if paar is not None:
        namen = " en ".join(sorted(ROLLEN[een].naam for een in paar))
        raise Geweigerd(f"Deze rollen gaan niet samen bij één persoon: {namen}.")
