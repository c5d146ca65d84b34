"""What people made of figure and stories together."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from verhalen.duiding.querysets import DuidingQuerySet
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.classificatie import classify
from verhalen.programma.models import Knop
from verhalen.stamgegevens.models import GemeenteGebonden


class Relatie(models.TextChoices):
    """Relatie: wat cijfer en verhalen samen zeggen."""

    BEVESTIGEN = "bevestigen", _("cijfer en verhalen bevestigen elkaar")
    TEGENSPREKEN = "tegenspreken", _("cijfer en verhalen spreken elkaar tegen")
    AANVULLEN = "aanvullen", _("cijfer en verhalen vullen elkaar aan")
    ONBESLIST = "onbeslist", _("nog onbeslist")


class Duiding(GemeenteGebonden):
    """Duiding: wat mensen samen besloten over een knop, met het voorstel en de getallen van dat moment erbij."""

    knop = models.ForeignKey(Knop, on_delete=models.PROTECT, related_name="duidingen")
    periode = models.CharField(max_length=20)
    # The rule's words at that moment, also when it had too little to go on.
    voorgesteld = models.CharField(max_length=60)
    invoer = models.JSONField(default=list)
    besloten = models.CharField(max_length=14, choices=Relatie.choices)
    tekst = models.TextField()
    afspraken = models.TextField(blank=True)
    besloten_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    besloten_op = models.DateTimeField(auto_now_add=True)

    privacy = classify(
        intern="knop periode voorgesteld invoer besloten tekst afspraken besloten_op", persoon="besloten_door"
    )
    objects: ClassVar[Any] = DuidingQuerySet.as_manager()

    class Meta:
        ordering = ["-besloten_op", "-id"]
