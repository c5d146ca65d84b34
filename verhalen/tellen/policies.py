"""Rules about figures: who sees them, who sees what lies behind them, who computes them."""

from __future__ import annotations

from verhalen.gebruikers.models import Gebruiker
from verhalen.gebruikers.policies import check_heeft
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.rollen import Recht


def check_can_compute(*, by: Gebruiker) -> None:
    """Raise Geweigerd unless ``by`` keeps the figures of the municipality."""
    check_heeft(by, Recht.TOEWIJZING_IMPORTEREN)


def check_can_see_rows(*, by: Gebruiker) -> None:
    """Raise Geweigerd unless ``by`` may see small numbers and the rows behind a figure; each look is logged."""
    check_heeft(by, Recht.TOEWIJZING_IMPORTEREN)


def can_see_rows(*, by: Gebruiker) -> bool:
    """Tell whether ``by`` may, without the sentence."""
    try:
        check_can_see_rows(by=by)
    except Geweigerd:
        return False
    return True


def can_compute(*, by: Gebruiker) -> bool:
    """Tell whether ``by`` may start the computation."""
    return by.heeft(Recht.TOEWIJZING_IMPORTEREN)
