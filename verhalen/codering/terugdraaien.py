"""Taking a step back: which rows a step touched, and what they were before.

Steps are undone newest first, so each finds the rows as it left them. Rows are never deleted by coding;
what a step made is withdrawn, what it changed gets its old values again.
"""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from verhalen.codering.models import Codering, Fragment, Handeling, Voorstel
from verhalen.gebruikers.models import Gebruiker
from verhalen.verzameling.models import Verhaal

SOORTEN: dict[str, type[models.Model]] = {"fragment": Fragment, "codering": Codering, "voorstel": Voorstel}
_encoder = DjangoJSONEncoder()


class Spoor:
    """Collects what one step touches, to be stored beside it."""

    def __init__(self) -> None:
        self.stappen: list[dict[str, Any]] = []

    def made(self, row: models.Model) -> None:
        """Remember a row that did not exist before this step."""
        self.stappen.append({"soort": row._meta.model_name, "pk": row.pk, "velden": None})

    def will_change(self, row: models.Model, *velden: str) -> None:
        """Remember the values of ``velden`` as they are now."""
        before = {veld: _plain(getattr(row, _column(row, veld).attname)) for veld in velden}
        self.stappen.append({"soort": row._meta.model_name, "pk": row.pk, "velden": before})

    def store(self, *, verhaal: Verhaal, by: Gebruiker, soort: str) -> Handeling:
        """Keep the step so that it can be taken back."""
        return Handeling.objects.create(
            gemeente_id=verhaal.gemeente_id, verhaal=verhaal, codeur=by, soort=soort, terug=self.stappen
        )


def restore(handeling: Handeling, tekst: str) -> None:
    """Put every row of the step back as it was, last touched first; ``tekst`` is the safe text."""
    for stap in reversed(handeling.terug):
        row = SOORTEN[stap["soort"]].objects.filter(pk=stap["pk"]).first()  # type: ignore[attr-defined]  # models of a registry
        if row is not None:
            _restore_row(row, stap["velden"], tekst)


def _restore_row(row: models.Model, velden: dict[str, Any] | None, tekst: str) -> None:
    if velden is None:
        velden = {"ingetrokken_op": _plain(timezone.now())}
    for veld, waarde in velden.items():
        field = _column(row, veld)
        setattr(row, field.attname, field.to_python(waarde))
    if isinstance(row, Fragment):
        row.citaat = tekst[row.start : row.eind]
    row.save()


def _column(row: models.Model, veld: str) -> models.Field[Any, Any]:
    field = row._meta.get_field(veld)
    assert isinstance(field, models.Field)
    return field


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | bool) else _encoder.default(value)
