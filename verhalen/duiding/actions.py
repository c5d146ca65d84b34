"""Writes of this room."""

from __future__ import annotations

from django.db import transaction

from verhalen.duiding.models import Duiding
from verhalen.duiding.policies import check_can_besluiten
from verhalen.duiding.relatie import Relatievoorstel
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.programma.models import Knop


@transaction.atomic
def besluit_duiding(
    *, knop: Knop, periode: str, voorstel: Relatievoorstel, besloten: str, tekst: str, afspraken: str, by: Gebruiker
) -> Duiding:
    """Keep what people decided, with the proposal and its inputs as they were; earlier decisions stay.

    Raises Geweigerd without the right.
    """
    check_can_besluiten(by=by, gemeente_id=knop.gemeente_id)
    duiding = Duiding(
        gemeente_id=knop.gemeente_id,
        knop=knop,
        periode=periode,
        voorgesteld=voorstel.uitkomst,
        invoer=list(voorstel.regels),
        besloten=besloten,
        tekst=tekst,
        afspraken=afspraken,
        besloten_door=by,
    )
    duiding.full_clean(exclude=["gemeente", "knop", "besloten_door", "invoer"])
    duiding.save()
    record(by=by, actie="duiding-besloten", object=duiding, doel=Doel.DUIDEN, knop=knop.nummer, besloten=besloten)
    return duiding
