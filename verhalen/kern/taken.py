"""Background jobs with progress, on top of Django's task API.

A job is enqueued in the transaction that asks for it. The worker calls `run_taak`, which
claims the row, beats while it works and ends it as done or failed. A sentence is all that
is kept of a failure: a traceback could hold a story.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from verhalen.kern.models import STIL_NA, Taak

logger = logging.getLogger(__name__)
MAX_POGINGEN = 3
Uitvoering = Callable[["Voortgang"], dict[str, Any]]
_soorten: dict[str, Uitvoering] = {}


class Voortgang:
    """What a running job sees of its own row: its input, and a way to tell how far it is."""

    def __init__(self, taak: Taak) -> None:
        self.taak = taak

    def report(self, gedaan: int, totaal: int) -> None:
        """Store progress; both are numbers of items."""
        Taak.objects.filter(pk=self.taak.pk).update(gedaan=gedaan, totaal=totaal, hartslag=timezone.now())

    def track(self, items: list[Any], *, every: int = 10) -> Iterator[Any]:
        """Yield the items and report after every ``every`` of them and at the end."""
        self.report(0, len(items))
        for done, item in enumerate(items, start=1):
            yield item
            if done % every == 0 or done == len(items):
                self.report(done, len(items))


def register(soort: str, uitvoering: Uitvoering) -> None:
    """Make ``uitvoering(voortgang) -> uitkomst`` known under ``soort``."""
    _soorten[soort] = uitvoering


def start_taak(*, soort: str, gemeente: Any, by: Any, invoer: dict[str, Any] | None = None) -> Taak:
    """Enqueue a job, or return the one of the same kind and input that is still busy."""
    with transaction.atomic():
        busy = Taak.objects.filter(
            soort=soort,
            gemeente=gemeente,
            invoer=invoer or {},
            staat__in=[Taak.Staat.WACHT, Taak.Staat.LOOPT],
        ).first()
        if busy is not None and not busy.is_stil:
            _tell_again(busy)
            return busy
        if busy is not None:
            Taak.objects.filter(pk=busy.pk).update(
                staat=Taak.Staat.MISLUKT, fout="De taak gaf geen teken van leven meer."
            )
        taak = Taak.objects.create(soort=soort, gemeente=gemeente, door=by, invoer=invoer or {})
        transaction.on_commit(lambda: voer_uit.enqueue(taak_id=taak.pk))
    taak.refresh_from_db()
    return taak


def _tell_again(taak: Taak) -> None:
    """Hand a job that waits too long to a worker once more: a crash may have come before the first time.

    Harmless when the queue is merely long, for a job is claimed once.
    """
    if taak.staat == Taak.Staat.WACHT and timezone.now() - taak.gemaakt_op > STIL_NA:
        transaction.on_commit(lambda: voer_uit.enqueue(taak_id=taak.pk))


@task()
def voer_uit(taak_id: int) -> None:
    """Run one job; called by the worker."""
    run_taak(taak_id)


def run_taak(taak_id: int) -> None:
    """Claim and run the job; a job that was claimed before is left alone."""
    claimed = Taak.objects.filter(pk=taak_id, staat=Taak.Staat.WACHT).update(
        staat=Taak.Staat.LOOPT, hartslag=timezone.now(), pogingen=F("pogingen") + 1
    )
    if not claimed:
        return
    taak = Taak.objects.select_related("gemeente", "door").get(pk=taak_id)
    try:
        uitkomst = _soorten[taak.soort](Voortgang(taak))
    except Exception as error:
        logger.error("taak %s (%s) mislukt: %s", taak.pk, taak.soort, type(error).__name__)
        Taak.objects.filter(pk=taak_id).update(
            staat=Taak.Staat.MISLUKT,
            fout=f"Er ging iets mis ({type(error).__name__}). Wat klaar was, is bewaard.",
        )
        return
    Taak.objects.filter(pk=taak_id).update(staat=Taak.Staat.KLAAR, uitkomst=uitkomst)


def resume_stil() -> int:
    """Hand jobs whose worker was killed to the next worker; return how many.

    Every kind of job stores what is done in pieces and leaves out what is there, so it may begin again. One
    that was begun three times without coming to an end is given up: it may well be what kills the worker.
    """
    stil = [taak for taak in Taak.objects.filter(staat=Taak.Staat.LOOPT) if taak.is_stil]
    return sum(_resume(taak) for taak in stil)


@transaction.atomic
def _resume(taak: Taak) -> int:
    # The beat as it was read: of two workers that see the same silence one takes the job.
    silent = Taak.objects.filter(pk=taak.pk, staat=Taak.Staat.LOOPT, hartslag=taak.hartslag)
    if taak.pogingen >= MAX_POGINGEN:
        silent.update(staat=Taak.Staat.MISLUKT, fout="Dit is drie keer afgebroken. Wat klaar was, is bewaard.")
        return 0
    if not silent.update(staat=Taak.Staat.WACHT):
        return 0
    transaction.on_commit(lambda: voer_uit.enqueue(taak_id=taak.pk))
    return 1
