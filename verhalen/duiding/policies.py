"""Rules about deciding what figure and stories say together."""

from __future__ import annotations

from verhalen.gebruikers.models import Gebruiker
from verhalen.gebruikers.policies import check_heeft
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.rollen import Recht


def check_can_besluiten(*, by: Gebruiker, gemeente_id: int) -> None:
    """Raise Geweigerd unless ``by`` decides for this municipality."""
    check_heeft(by, Recht.DUIDING_SCHRIJVEN)
    if by.gemeente_id != gemeente_id:
        raise Geweigerd("Deze knop hoort bij een andere gemeente.")


def can_besluiten(*, by: Gebruiker, gemeente_id: int) -> bool:
    """Tell whether ``by`` may, without the sentence."""
    try:
        check_can_besluiten(by=by, gemeente_id=gemeente_id)
    except Geweigerd:
        return False
    return True


def can_read_fragmenten(by: Gebruiker) -> bool:
    """Tell whether ``by`` may open the quotes and stories behind a display."""
    return by.heeft(Recht.VERHAAL_LEZEN)
