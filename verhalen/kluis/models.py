"""The kluis: raw text and contact details, as ciphertext, with the day on which they must be gone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verhalen.kern.classificatie import classify
from verhalen.stamgegevens.models import GemeenteGebonden


class Bron(GemeenteGebonden):
    """Bron: de woorden zoals ze zijn verteld, versleuteld; alleen door één deur te lezen."""

    class Soort(models.TextChoices):
        TEKST = "tekst", _("Tekst van een verhaal")
        CONTACT = "contact", _("Contactgegevens")
        INZENDING = "inzending", _("Inzending zoals ontvangen")
        BESTAND = "bestand", _("Bestand om in te lezen")

    # The ciphertext is bound to this token, not to the row id: an id can be reused after erasure.
    kenmerk = models.UUIDField(unique=True)
    soort = models.CharField(max_length=10, choices=Soort.choices)
    sleutel_id = models.CharField(max_length=12)
    inhoud = models.BinaryField()
    bewaren_tot = models.DateField()
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    privacy = classify(geheim="inhoud", intern="kenmerk soort sleutel_id bewaren_tot gemaakt_op")

    class Meta:
        indexes = [models.Index(fields=["bewaren_tot"])]
