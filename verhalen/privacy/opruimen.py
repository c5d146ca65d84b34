"""Destroy what is past its term, in every room, in batches that each stand by themselves.

A batch is one transaction with its event: stopping half-way loses nothing and leaves nothing half
done, and starting again goes on with what is still due.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from verhalen.gebruikers.models import Gebruiker
from verhalen.gebruikers.policies import check_heeft
from verhalen.kern.bewaren import bewaringen, waarschuwingen
from verhalen.kern.models import Taak
from verhalen.kern.rollen import Recht
from verhalen.kern.sporen import wipe_traces
from verhalen.kern.taken import Voortgang, start_taak
from verhalen.stamgegevens.models import Gemeente

OPRUIMTAAK = "opruimen"
PER_KEER = 200


def start_opruimen(*, by: Gebruiker) -> Taak:
    """Have everything of the own municipality cleared up that is past its term. Raises Geweigerd without the right."""
    check_heeft(by, Recht.BEWAARTERMIJN_UITVOEREN)
    return start_taak(soort=OPRUIMTAAK, gemeente=by.gemeente, by=by)


def run_opruimen(voortgang: Voortgang) -> dict[str, Any]:
    """Background job: warn, destroy, and wipe what is left below the tables.

    Returns ``{"dag", "gewaarschuwd", "opgeruimd": {soort: aantal}, "sporen"}``.
    """
    gemeente, by, dag = voortgang.taak.gemeente, voortgang.taak.door, timezone.localdate()
    totaal = sum(bewaring.tel(gemeente, dag).over_tijd for bewaring in bewaringen())
    voortgang.report(0, totaal)
    gewaarschuwd, gedaan = _warn(gemeente, by), 0
    opgeruimd: dict[str, int] = {}
    for bewaring in bewaringen():
        while number := bewaring.ruim_op(gemeente, dag, PER_KEER, by):
            opgeruimd[bewaring.soort] = opgeruimd.get(bewaring.soort, 0) + number
            gedaan += number
            voortgang.report(gedaan, max(totaal, gedaan))
    return {
        "dag": dag.isoformat(),
        "gewaarschuwd": gewaarschuwd,
        "opgeruimd": opgeruimd,
        "sporen": wipe_traces().value,
    }


def _warn(gemeente: Gemeente, by: Any) -> int:
    warned = 0
    for waarschuwing in waarschuwingen():
        while number := waarschuwing(gemeente, timezone.localdate(), PER_KEER, by):
            warned += number
    return warned
