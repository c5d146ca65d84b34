"""Taking hits out of the house: a file with words of tellers leaves a trace."""

from __future__ import annotations

from django.db import transaction

from verhalen.gebruikers.models import Gebruiker
from verhalen.gebruikers.policies import check_heeft
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.kern.rollen import Recht
from verhalen.kern.tabelbestand import write_csv
from verhalen.verzameling.zoeken.zoeken import KOLOMMEN, Uitslag, table_of

MAX_REGELS = 10_000


@transaction.atomic
def export_treffers(*, uitslag: Uitslag, by: Gebruiker) -> bytes:
    """Return the hits as csv, one row each; the event keeps how many, never the question.

    Raises Geweigerd for someone who only reads, and OngeldigeInvoer when there are too many rows.
    """
    check_heeft(by, Recht.CODERING_SCHRIJVEN)
    if uitslag.treffers > MAX_REGELS:
        raise OngeldigeInvoer(
            f"Er zijn {uitslag.treffers} treffers en een bestand krijgt er hoogstens {MAX_REGELS}. Zoek preciezer."
        )
    record(
        by=by,
        actie="treffers-meegenomen",
        object=by.gemeente,
        doel=Doel.CODEREN,
        gemeente=by.gemeente,
        verhalen=uitslag.aantal,
        treffers=uitslag.treffers,
    )
    return write_csv(KOLOMMEN, table_of(uitslag))
