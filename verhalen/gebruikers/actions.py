"""Writes about accounts and roles."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from verhalen.gebruikers.models import Gebruiker, Rolverlening, Toegangssleutel
from verhalen.gebruikers.policies import check_can_beheer, check_can_create_gebruiker, check_can_verleen_rol
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
    """Make an account with its roles.

    Raises Geweigerd without the right, for a name that is taken and for a forbidden pair.
    """
    check_can_create_gebruiker(by=by, gemeente_id=gemeente.pk, username=username)
    gebruiker = Gebruiker.objects.create_user(username, gemeente, password, naam=naam, soort=soort)
    record(by=by, actie="gebruiker-gemaakt", object=gebruiker, doel=Doel.BEHEER)
    for rol in rollen:
        verleen_rol(by=by, gebruiker=gebruiker, rol=rol)
    return gebruiker


@transaction.atomic
def verleen_rol(*, by: Gebruiker | None, gebruiker: Gebruiker, rol: Rol) -> Rolverlening:
    """Give a role. Raises Geweigerd for a forbidden pair or without the right."""
    _forget_rollen(gebruiker)
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


SLEUTEL_GELDIG = timedelta(days=180)


@transaction.atomic
def create_toegangssleutel(*, by: Gebruiker | None, gebruiker: Gebruiker, naam: str) -> str:
    """Make a key for another system and return it; it is shown once and not kept."""
    check_can_beheer(by=by, gebruiker=gebruiker)
    secret = secrets.token_urlsafe(32)
    sleutel = Toegangssleutel.objects.create(
        gemeente=gebruiker.gemeente,
        gebruiker=gebruiker,
        naam=naam,
        vingerafdruk=fingerprint(secret),
        verloopt_op=timezone.now() + SLEUTEL_GELDIG,
    )
    record(by=by, actie="toegangssleutel-gemaakt", object=sleutel, doel=Doel.BEHEER)
    return secret


@transaction.atomic
def revoke_toegangssleutel(*, by: Gebruiker | None, sleutel: Toegangssleutel) -> None:
    """Take a key back; it works at once."""
    check_can_beheer(by=by, gebruiker=sleutel.gebruiker)
    Toegangssleutel.objects.filter(pk=sleutel.pk).update(ingetrokken_op=timezone.now())
    record(by=by, actie="toegangssleutel-ingetrokken", object=sleutel, doel=Doel.BEHEER)


def find_by_sleutel(secret: str) -> Gebruiker | None:
    """Return the active user a key belongs to, or None."""
    found = (
        Toegangssleutel.objects.filter(
            vingerafdruk=fingerprint(secret), ingetrokken_op__isnull=True, verloopt_op__gt=timezone.now()
        )
        .select_related("gebruiker__gemeente")
        .first()
    )
    return found.gebruiker if found is not None and found.gebruiker.is_active else None


def fingerprint(secret: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _forget_rollen(gebruiker: Gebruiker) -> None:
    for cached in ("rollen", "rechten"):
        gebruiker.__dict__.pop(cached, None)
