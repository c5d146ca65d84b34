"""What every room shares: the audit event and the background job."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verhalen.kern.classificatie import classify

STIL_NA = timedelta(minutes=5)


class Tijdstempel(models.Model):
    """Abstract: when a row was made and last changed."""

    gemaakt_op = models.DateTimeField(auto_now_add=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)

    privacy = classify(intern="gemaakt_op gewijzigd_op")

    class Meta:
        abstract = True


class GebeurtenisQuerySet(models.QuerySet["Gebeurtenis"]):
    """Events can be added and read; triggers in the database refuse the rest to whoever comes past this class."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("Een gebeurtenis wordt niet gewijzigd.")

    def delete(self) -> NoReturn:
        raise TypeError("Een gebeurtenis wordt niet gewist.")


class Gebeurtenis(models.Model):
    """Gebeurtenis: wie wat deed, waarmee, en waarvoor. Wordt nooit gewijzigd of gewist."""

    moment = models.DateTimeField(auto_now_add=True)
    gemeente = models.ForeignKey("stamgegevens.Gemeente", null=True, on_delete=models.PROTECT, related_name="+")
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="gebeurtenissen"
    )
    actie = models.CharField(max_length=60)
    doel = models.CharField(max_length=40)
    object_soort = models.CharField(max_length=60)
    object_id = models.CharField(max_length=64)
    bijzonderheden = models.JSONField(default=dict)

    privacy = classify(intern="moment gemeente actie doel object_soort object_id bijzonderheden", persoon="door")
    objects = GebeurtenisQuerySet.as_manager()

    class Meta:
        ordering = ["-moment", "-id"]
        indexes = [
            models.Index(fields=["gemeente", "-moment"]),
            models.Index(fields=["object_soort", "object_id"]),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("Een gebeurtenis wordt niet gewijzigd.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Een gebeurtenis wordt niet gewist.")


class Taak(Tijdstempel):
    """Taak: lang werk op de achtergrond, met voortgang die het sluiten van het scherm overleeft."""

    class Staat(models.TextChoices):
        WACHT = "wacht", _("Wacht")
        LOOPT = "loopt", _("Loopt")
        KLAAR = "klaar", _("Klaar")
        MISLUKT = "mislukt", _("Mislukt")

    gemeente = models.ForeignKey("stamgegevens.Gemeente", on_delete=models.PROTECT, related_name="taken")
    soort = models.CharField(max_length=60)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="taken")
    staat = models.CharField(max_length=10, choices=Staat.choices, default=Staat.WACHT)
    gedaan = models.PositiveIntegerField(default=0)
    totaal = models.PositiveIntegerField(default=0)
    hartslag = models.DateTimeField(null=True)
    # How often it was begun: work that ends its worker every time must not end every worker for ever.
    pogingen = models.PositiveSmallIntegerField(default=0)
    invoer = models.JSONField(default=dict)
    uitkomst = models.JSONField(default=dict)
    fout = models.CharField(max_length=300, blank=True)

    privacy = classify(
        intern="gemeente soort staat gedaan totaal hartslag pogingen invoer uitkomst fout", persoon="door"
    )

    class Meta:
        ordering = ["-gemaakt_op"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gedaan__lte=F("totaal")) | Q(totaal=0), name="taak_gedaan_hoogstens_totaal"
            )
        ]

    @property
    def naam(self) -> str:
        return self.soort.replace("-", " ").capitalize()

    @property
    def is_stil(self) -> bool:
        """Whether it runs but has not beaten for five minutes: its worker was killed."""
        beat = self.hartslag
        return self.staat == self.Staat.LOOPT and (beat is None or timezone.now() - beat > STIL_NA)

    @property
    def is_bezig(self) -> bool:
        return self.staat in {self.Staat.WACHT, self.Staat.LOOPT}
