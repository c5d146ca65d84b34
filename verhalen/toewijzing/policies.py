"""Rules about files with figures."""

from __future__ import annotations

from verhalen.gebruikers.models import Gebruiker
from verhalen.gebruikers.policies import check_heeft
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.rollen import Recht
from verhalen.toewijzing.bestandmodellen import Berichtbestand


def check_can_import(*, by: Gebruiker) -> None:
    """Raise Geweigerd unless ``by`` may bring in messages and tables."""
    check_heeft(by, Recht.TOEWIJZING_IMPORTEREN)


def check_can_handle(*, by: Gebruiker, bestand: Berichtbestand) -> None:
    """Raise Geweigerd unless ``by`` may do something with this file."""
    check_can_import(by=by)
    if bestand.gemeente_id != by.gemeente_id:
        raise Geweigerd("Dit bestand hoort bij een andere gemeente.")


def check_is_open(*, by: Gebruiker, bestand: Berichtbestand) -> None:
    """Raise Geweigerd when the file is being read in, was read in or was stopped."""
    check_can_handle(by=by, bestand=bestand)
    if bestand.staat != Berichtbestand.Staat.ONTVANGEN:
        raise Geweigerd("Dit bestand wordt al ingelezen of is klaar.")


def check_can_take_back(*, by: Gebruiker, bestand: Berichtbestand) -> None:
    """Raise Geweigerd unless what this file brought can be taken out again."""
    check_can_handle(by=by, bestand=bestand)
    if bestand.staat != Berichtbestand.Staat.KLAAR:
        raise Geweigerd("Alleen een ingelezen bestand kan worden teruggenomen.")
    if bestand.soort == "producten":
        raise Geweigerd("Producten worden niet teruggenomen: lees een verbeterde lijst in.")


def can_import(*, by: Gebruiker) -> bool:
    """Tell whether ``by`` may, without the sentence."""
    return by.heeft(Recht.TOEWIJZING_IMPORTEREN)
