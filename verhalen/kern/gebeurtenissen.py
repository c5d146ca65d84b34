"""Writing the audit event: in the same transaction as what it tells of, or not at all."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import models, transaction

from verhalen.kern.models import Gebeurtenis


class Doel(StrEnum):
    """Waarvoor iets gebeurde: het doel van de verwerking."""

    VERZAMELEN = "verzamelen"
    NAKIJKEN = "nakijken"
    CODEREN = "coderen"
    TELLEN = "tellen"
    DUIDEN = "duiden"
    RAPPORTEREN = "rapporteren"
    RECHTEN_VAN_BETROKKENE = "rechten-van-betrokkene"
    BEHEER = "beheer"


def record(
    *, by: Any, actie: str, object: models.Model, doel: Doel, gemeente: Any = None, **bijzonderheden: Any
) -> Gebeurtenis:
    """Store who did what, to which object and for which purpose.

    ``by`` is a user, or None for the system itself. ``bijzonderheden`` holds counts,
    slugs and ids; never text, names or keys. Raises RuntimeError outside a transaction:
    an event that survives a rolled-back write would be a lie.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Een gebeurtenis hoort in dezelfde transactie als wat er gebeurt.")
    owner = gemeente or getattr(object, "gemeente", None) or getattr(by, "gemeente", None)
    return Gebeurtenis.objects.create(
        gemeente=owner,
        door=by,
        actie=actie,
        doel=doel,
        object_soort=object._meta.label_lower,
        object_id=str(object.pk),
        bijzonderheden=bijzonderheden,
    )
