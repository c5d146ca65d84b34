"""What must be gone one day: each room registers the kinds of things it keeps for a time.

`verzameling` and `toewijzing` may not know each other, yet one clean-up reaches both, and one
screen counts both. A room gives counts and a function that destroys one batch; no content passes here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Min, Q
from django.utils import timezone

from verhalen.kern.models import Taak

# Somebody should hear of it while there is still time to do the work.
WAARSCHUW_VOORAF = timedelta(days=60)
# A job that gave no sign for a day was killed; what it held is nobody's any more.
DOOD_NA = timedelta(days=1)


@dataclass(frozen=True)
class Stand:
    """How many things of one kind there are, and how many must go; the term itself is the last day of keeping."""

    aantal: int
    over_tijd: int
    binnenkort: int
    eerste: date | None


@dataclass(frozen=True)
class Bewaring:
    """One kind: a slug, its Dutch name, until when in one sentence, and how to count and destroy it.

    ``tel(gemeente, dag)`` gives the stand on a day. ``ruim_op(gemeente, dag, hoogstens, by)`` destroys at most
    so many things that are due, in one transaction with its event, and returns how many; 0 means nothing is left.
    """

    soort: str
    naam: str
    regel: str
    tel: Callable[[Any, date], Stand]
    ruim_op: Callable[[Any, date, int, Any], int]


_bewaringen: dict[str, Bewaring] = {}
# warns(gemeente, dag, hoogstens, by) -> how many things it warned of now
Waarschuwing = Callable[[Any, date, int, Any], int]
_waarschuwingen: dict[str, Waarschuwing] = {}


def on_opruimen(bewaring: Bewaring) -> None:
    """Register a kind; registering the same slug again replaces it."""
    _bewaringen[bewaring.soort] = bewaring


def on_waarschuwen(naam: str, waarschuwing: Waarschuwing) -> None:
    """Register what tells people in time that unfinished work will be destroyed."""
    _waarschuwingen[naam] = waarschuwing


def bewaringen() -> list[Bewaring]:
    """Return every kind in the order of registration."""
    return list(_bewaringen.values())


def waarschuwingen() -> list[Waarschuwing]:
    """Return every warning."""
    return list(_waarschuwingen.values())


def is_bezig(taak: str) -> Q:
    """Select rows whose job, in field ``taak``, is waiting or at work."""
    recent = timezone.now() - DOOD_NA
    alive = Q(**{f"{taak}__hartslag__gte": recent}) | Q(**{f"{taak}__gemaakt_op__gte": recent})
    return alive & Q(**{f"{taak}__staat__in": [Taak.Staat.WACHT, Taak.Staat.LOOPT]})


def count_terms(rows: models.QuerySet[Any], veld: str, dag: date, *, due: Q | None = None) -> Stand:
    """Count rows by the day in ``veld``; ``due`` narrows which of those past their term may go today."""
    past = Q(**{f"{veld}__lt": dag})
    soon = Q(**{f"{veld}__gte": dag, f"{veld}__lt": dag + WAARSCHUW_VOORAF})
    counts = rows.aggregate(
        aantal=Count("pk"),
        over_tijd=Count("pk", filter=past if due is None else past & due),
        binnenkort=Count("pk", filter=soon if due is None else soon | (past & ~due)),
        eerste=Min(veld),
    )
    return Stand(**counts)
