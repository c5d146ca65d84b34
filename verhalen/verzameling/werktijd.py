"""How long checking or coding one story takes, without a clock that runs during lunch."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from verhalen.gebruikers.models import Gebruiker
from verhalen.verzameling.models import Verhaal, Werkbeurt

# A pause longer than this is not work on the story.
STILTE = timedelta(minutes=2)
DOEL_SECONDEN = 8 * 60


@transaction.atomic
def tick(*, verhaal: Verhaal, by: Gebruiker, soort: str) -> Werkbeurt:
    """Count the time since the last sign of work on this story and return the running turn."""
    now = timezone.now()
    beurt: Werkbeurt
    beurt, created = Werkbeurt.objects.select_for_update().get_or_create(
        gemeente_id=verhaal.gemeente_id,
        verhaal=verhaal,
        gebruiker=by,
        soort=soort,
        defaults={"laatst_op": now},
    )
    if not created:
        pause = now - beurt.laatst_op
        if pause <= STILTE:
            beurt.seconden += round(pause.total_seconds())
        beurt.laatst_op = now
        beurt.save(update_fields=["seconden", "laatst_op"])
    return beurt


def stop(*, verhaal: Verhaal, by: Gebruiker, soort: str) -> Werkbeurt:
    """Count the last stretch and close the turn."""
    beurt: Werkbeurt = tick(verhaal=verhaal, by=by, soort=soort)
    beurt.klaar_op = timezone.now()
    beurt.save(update_fields=["klaar_op"])
    return beurt


def reopen(*, verhaal: Verhaal, by: Gebruiker, soort: str) -> None:
    """Let a closed turn run on: the story was not done after all."""
    Werkbeurt.objects.filter(verhaal=verhaal, gebruiker=by, soort=soort).update(klaar_op=None)
