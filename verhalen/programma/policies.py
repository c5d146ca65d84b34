"""Rules about the programme."""

from __future__ import annotations

from verhalen.gebruikers.models import Gebruiker
from verhalen.gebruikers.policies import check_heeft
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.rollen import Recht


def check_can_bijwerken(*, by: Gebruiker, gemeente_id: int) -> None:
    """Raise Geweigerd unless ``by`` keeps the programme of this municipality."""
    check_heeft(by, Recht.PROGRAMMA_BIJWERKEN)
    if by.gemeente_id != gemeente_id:
        raise Geweigerd("Dit programma hoort bij een andere gemeente.")


def can_bijwerken(*, by: Gebruiker, gemeente_id: int) -> bool:
    """Tell whether ``by`` may, without the sentence."""
    try:
        check_can_bijwerken(by=by, gemeente_id=gemeente_id)
    except Geweigerd:
        return False
    return True
