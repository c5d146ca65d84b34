"""Files with figures that wait, and their refused rows: gone when their time is over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models, transaction

from verhalen.kern.bewaren import Bewaring, Stand, count_terms, is_bezig
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.toewijzing import tussenopslag
from verhalen.toewijzing.bestandmodellen import Berichtbestand, Tussenopslag

BIJ_INLEZEN = 200


def _waiting(gemeente: Any) -> models.QuerySet[Tussenopslag]:
    """Everything that is kept for later, apart from refused rows and from a file that a job is reading now."""
    busy = Berichtbestand.objects.of(gemeente).filter(is_bezig("taak"), staat=Berichtbestand.Staat.LOOPT)
    kept: models.QuerySet[Tussenopslag] = Tussenopslag.objects.of(gemeente)
    return kept.exclude(pk__in=_refused(gemeente).values("pk")).exclude(
        pk__in=busy.filter(inhoud__isnull=False).values("inhoud")
    )


def _refused(gemeente: Any) -> models.QuerySet[Tussenopslag]:
    held = Berichtbestand.objects.of(gemeente).filter(geweigerd__isnull=False).values("geweigerd")
    refused: models.QuerySet[Tussenopslag] = Tussenopslag.objects.of(gemeente).filter(pk__in=held)
    return refused


def count_waiting(gemeente: Any, dag: date) -> Stand:
    return count_terms(_waiting(gemeente), "bewaren_tot", dag)


def count_refused(gemeente: Any, dag: date) -> Stand:
    return count_terms(_refused(gemeente), "bewaren_tot", dag)


@transaction.atomic
def clean_waiting(gemeente: Any, dag: date, hoogstens: int, by: Any) -> int:
    """Destroy files that nobody came back for; what was already read from one stays."""
    due = list(_waiting(gemeente).filter(bewaren_tot__lt=dag).select_for_update().order_by("pk")[:hoogstens])
    open_files = Berichtbestand.objects.of(gemeente).filter(inhoud__in=due)
    open_files.update(staat=Berichtbestand.Staat.GEANNULEERD)
    return _clean("cijferbestand", due, gemeente, by)


@transaction.atomic
def clean_refused(gemeente: Any, dag: date, hoogstens: int, by: Any) -> int:
    """Destroy refused rows that nobody mended in time."""
    due = list(_refused(gemeente).filter(bewaren_tot__lt=dag).select_for_update().order_by("pk")[:hoogstens])
    return _clean("geweigerde-rijen-cijfers", due, gemeente, by)


def clean_before_receiving(gemeente: Any, dag: date, by: Any) -> None:
    """Destroy a batch of what is over its time, also where nobody planned a clean-up."""
    clean_waiting(gemeente, dag, BIJ_INLEZEN, by)
    clean_refused(gemeente, dag, BIJ_INLEZEN, by)


def _clean(soort: str, due: list[Tussenopslag], gemeente: Any, by: Any) -> int:
    for plek in due:
        tussenopslag.destroy(plek)
    if due:
        record(
            by=by,
            actie="bewaartermijn-opgeruimd",
            object=gemeente,
            doel=Doel.BEHEER,
            gemeente=gemeente,
            soort=soort,
            aantal=len(due),
        )
    return len(due)


BEWARINGEN = (
    Bewaring(
        "cijferbestand",
        "Bestanden met cijfers die niemand inlas",
        "Na inlezen of stoppen meteen, anders 30 dagen.",
        count_waiting,
        clean_waiting,
    ),
    Bewaring(
        "geweigerde-rijen-cijfers",
        "Geweigerde rijen van bestanden met cijfers",
        "30 dagen.",
        count_refused,
        clean_refused,
    ),
)
