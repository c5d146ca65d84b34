"""Writes about accounts and roles."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from verhalen.gebruikers.models import Gebruiker, Rolverlening
from verhalen.gebruikers.policies import check_can_verleen_rol
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.kern.rollen import Rol
from verhalen.stamgegevens.models import Gemeente


@transaction.atomic
def create_gebruiker(
    *,
    by: Gebruiker | None,
    gemeente: Gemeente,
    username: str,
    naam: str,
    password: str | None,
    rollen: tuple[Rol, ...] = (),
    soort: str = Gebruiker.Soort.MENS,
) -> Gebruiker:
    """Make an account with its roles. Raises Geweigerd for a forbidden pair."""
    gebruiker = Gebruiker.objects.create_user(username, gemeente, password, naam=naam, soort=soort)
    record(by=by, actie="gebruiker-gemaakt", object=gebruiker, doel=Doel.BEHEER)
    for rol in rollen:
        verleen_rol(by=by, gebruiker=gebruiker, rol=rol)
    return gebruiker


@transaction.atomic
def verleen_rol(*, by: Gebruiker | None, gebruiker: Gebruiker, rol: Rol) -> Rolverlening:
    """Give a role. Raises Geweigerd for a forbidden pair or without the right."""
    check_can_verleen_rol(by=by, gebruiker=gebruiker, rol=rol)
    verlening, created = Rolverlening.objects.get_or_create(
        gebruiker=gebruiker, rol=rol, ingetrokken_op=None, defaults={"verleend_door": by}
    )
    if created:
        record(by=by, actie="rol-verleend", object=gebruiker, doel=Doel.BEHEER, rol=rol.value)
    _forget_rollen(gebruiker)
    return verlening


@transaction.atomic
def trek_rol_in(*, by: Gebruiker | None, gebruiker: Gebruiker, rol: Rol) -> None:
    """Take a role back; it works at once, also in open sessions."""
    if by is not None:
        check_can_verleen_rol(by=by, gebruiker=gebruiker, rol=rol)
    gebruiker.rolverleningen.actief().filter(rol=rol).update(ingetrokken_op=timezone.now())
    record(by=by, actie="rol-ingetrokken", object=gebruiker, doel=Doel.BEHEER, rol=rol.value)
    _forget_rollen(gebruiker)


def _forget_rollen(gebruiker: Gebruiker) -> None:
    for cached in ("rollen", "rechten"):
        gebruiker.__dict__.pop(cached, None)
