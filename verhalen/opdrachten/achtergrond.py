"""Run background jobs here and now, for commands that must end with the work done."""

from __future__ import annotations

from verhalen.kern.models import Taak
from verhalen.kern.taken import run_taak


def run_waiting(soort: str) -> int:
    """Run every waiting job of one kind; return how many there were. A worker that was faster keeps its job."""
    waiting = list(Taak.objects.filter(soort=soort, staat=Taak.Staat.WACHT).values_list("pk", flat=True))
    for pk in waiting:
        run_taak(pk)
    return len(waiting)
