"""Load the questionnaires of a municipality and open a round for each; doing it again changes nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.models import Grondslag, Uitvraag, Vragenlijst, Zorgroute

BUITEN_DEFINITIE = {"slug", "versie", "soort", "titel", "taal"}


@transaction.atomic
def load_vragenlijsten(gemeente: Gemeente, data: dict[str, Any], *, vanaf: date) -> int:
    """Store every questionnaire in its version, with a round that starts on ``vanaf``; return how many.

    A version that exists is left as it is: questions that people answered do not change.
    """
    for row in data["vragenlijsten"]:
        definitie = {name: value for name, value in row.items() if name not in BUITEN_DEFINITIE}
        vragenlijst, _created = Vragenlijst.objects.get_or_create(
            gemeente=gemeente,
            slug=row["slug"],
            versie=row["versie"],
            taal=row.get("taal", "nl"),
            defaults={"soort": row["soort"], "titel": row["titel"], "definitie": definitie},
        )
        Uitvraag.objects.get_or_create(
            gemeente=gemeente,
            slug=row["slug"],
            defaults={
                "naam": row["titel"],
                "vragenlijst": vragenlijst,
                "grondslag": Grondslag.TOESTEMMING,
                "van": vanaf,
            },
        )
    Zorgroute.objects.get_or_create(gemeente=gemeente, defaults=data["zorgroute"])
    return len(data["vragenlijsten"])
