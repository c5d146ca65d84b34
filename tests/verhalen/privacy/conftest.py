from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.gebruikers import GebruikerFactory
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Taak
from verhalen.kern.rollen import Rol
from verhalen.kern.taken import Voortgang
from verhalen.kluis.models import Bron
from verhalen.privacy.opruimen import OPRUIMTAAK, run_opruimen
from verhalen.stamgegevens.models import Gemeente


@pytest.fixture
def officer(lelystad: Gemeente) -> Gebruiker:
    return GebruikerFactory(gemeente=lelystad, rollen=[Rol.PRIVACY_OFFICER])


def over(dagen: int) -> date:
    """Return a day as a number of days from today; below zero is past."""
    return timezone.localdate() + timedelta(days=dagen)


def expire(bron: Bron | None, dagen: int = -1) -> None:
    """Set the last day on which this may be kept."""
    assert bron is not None
    Bron.objects.filter(pk=bron.pk).update(bewaren_tot=over(dagen))


def clean(gemeente: Gemeente, by: Any = None) -> dict[str, Any]:
    """Run the clean-up here and now."""
    taak = Taak.objects.create(soort=OPRUIMTAAK, gemeente=gemeente, door=by, staat=Taak.Staat.LOOPT)
    return run_opruimen(Voortgang(taak))
