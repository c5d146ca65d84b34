"""Which tables a command can read in, and the steps for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.models import Taak
from verhalen.kern.taken import Voortgang
from verhalen.opdrachten.cijfers import TABELLEN, read_table
from verhalen.verzameling.inlezen.actions import (
    INLEESTAAK,
    choose_koppeling,
    read_geweigerd,
    receive_bestand,
    run_inlezen,
)
from verhalen.verzameling.inlezen.velden import SOORT_VAN_VERHAAL
from verhalen.verzameling.models import Importbestand, Uitvraag

Uitkomst = tuple[dict[str, Any], bytes]


def read_in(*, soort: str, naam: str, inhoud: bytes, grondslag: str, by: Gebruiker) -> Uitkomst:
    """Read one table in; return the report and the refused rows as csv (empty when there are none)."""
    return SOORTEN[soort](soort, naam, inhoud, grondslag, by)


def _verhalen(soort: str, naam: str, inhoud: bytes, grondslag: str, by: Gebruiker) -> Uitkomst:
    bestand = receive_bestand(by=by, soort=soort, naam=naam, inhoud=inhoud)
    told = SOORT_VAN_VERHAAL[Importbestand.Soort(bestand.soort)]
    uitvraag = Uitvraag.objects.of(by.gemeente).filter(vragenlijst__soort=told).first()
    if uitvraag is None:
        raise OngeldigeInvoer("Er is geen uitvraag voor dit soort verhalen. Laad eerst het programma.")
    choose_koppeling(bestand=bestand, koppeling=bestand.koppeling, grondslag=grondslag, uitvraag=uitvraag, by=by)
    # A command waits for its result: the same job, run here instead of in the worker.
    taak = Taak.objects.create(soort=INLEESTAAK, gemeente=by.gemeente, door=by, invoer={"bestand": bestand.pk})
    run_inlezen(Voortgang(taak))
    Taak.objects.filter(pk=taak.pk).update(staat=Taak.Staat.KLAAR)
    bestand.refresh_from_db()
    return bestand.rapport, read_geweigerd(bestand=bestand, by=by) if bestand.geweigerd else b""


SOORTEN: dict[str, Callable[[str, str, bytes, str, Gebruiker], Uitkomst]] = {
    Importbestand.Soort.VERHALEN.value: _verhalen,
    Importbestand.Soort.STRAATINTERVIEWS.value: _verhalen,
    **dict.fromkeys(TABELLEN, read_table),
}
