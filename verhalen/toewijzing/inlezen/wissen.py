"""Take rows out again, and persons and numbers of whom nothing is left."""

from __future__ import annotations

from django.db import models

from verhalen.toewijzing.inlezen.bewaren import RIJMODELLEN
from verhalen.toewijzing.models import (
    Berichtbestand,
    Client,
    Kostenregel,
    Startbericht,
    Stopbericht,
    Toewijzing,
    Toewijzingsversie,
)


def take_out(bestand: Berichtbestand) -> int:
    """Delete what this file brought; return how many rows."""
    gewist = sum(model._default_manager.filter(bestand=bestand).delete()[0] for model in RIJMODELLEN)
    _without(Toewijzing, bestand, "toewijzing", Toewijzingsversie, Startbericht, Stopbericht).delete()
    _without(Client, bestand, "client", Toewijzingsversie, Startbericht, Stopbericht, Kostenregel).delete()
    return gewist


def _without(
    model: type[Client] | type[Toewijzing], bestand: Berichtbestand, naam: str, *rijen: type[models.Model]
) -> models.QuerySet[Client] | models.QuerySet[Toewijzing]:
    """Return the rows that nothing refers to any more."""
    left: models.QuerySet[Client] | models.QuerySet[Toewijzing] = model.objects.of(bestand.gemeente)
    for rij in rijen:
        left = left.filter(~models.Exists(rij._default_manager.filter(**{naam: models.OuterRef("pk")})))
    return left
