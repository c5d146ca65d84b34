"""Files on their way in: what was read from them stays, the files themselves do not."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.classificatie import classify
from verhalen.kern.models import Taak
from verhalen.stamgegevens.models import GemeenteGebonden


class Bestandsoort(models.TextChoices):
    """Bestandsoort: wat er in een bestand met cijfers staat."""

    BERICHTEN = "berichten", _("iJw-berichten")
    TOEWIJZINGEN = "toewijzingen", _("Toewijzingen")
    KOSTEN = "kosten", _("Kosten")
    OVERIGE_KOSTEN = "overige-kosten", _("Overige kosten")
    BEVOLKING = "bevolking", _("Bevolking")
    TELLINGEN = "tellingen", _("Tellingen")
    PRODUCTEN = "producten", _("Producten")


class Tussenopslag(GemeenteGebonden):
    """Tussenopslag: een bestand dat versleuteld wacht, met een sleutel die alleen voor dit bestand is.

    The ciphertext lies in the data folder, the key here: whoever has one of the two has nothing. Destroying
    the row makes the file unreadable for ever, wherever a copy of it may be.
    """

    kenmerk = models.UUIDField(unique=True)
    sleutel = models.BinaryField()
    bewaren_tot = models.DateField()

    privacy = classify(geheim="sleutel", intern="kenmerk bewaren_tot")

    class Meta:
        indexes = [models.Index(fields=["bewaren_tot"])]


class Berichtbestand(GemeenteGebonden):
    """Berichtbestand: een bestand met berichten of een tabel met cijfers, en wat het inlezen ervan opleverde."""

    class Staat(models.TextChoices):
        ONTVANGEN = "ontvangen", _("Ontvangen")
        LOOPT = "loopt", _("Wordt ingelezen")
        KLAAR = "klaar", _("Ingelezen")
        GEANNULEERD = "geannuleerd", _("Gestopt")
        TERUGGENOMEN = "teruggenomen", _("Teruggenomen")

    soort = models.CharField(max_length=16, choices=Bestandsoort.choices)
    bestandsnaam = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    # As shown to the person before it was accepted; blank for xlsx, XML and zip.
    encoding = models.CharField(max_length=12, blank=True)
    scheidingsteken = models.CharField(max_length=2, blank=True)
    koppeling = models.JSONField(default=dict)
    staat = models.CharField(max_length=12, choices=Staat.choices, default=Staat.ONTVANGEN)
    rapport = models.JSONField(default=dict)
    inhoud = models.ForeignKey(Tussenopslag, null=True, on_delete=models.SET_NULL, related_name="+")
    geweigerd = models.ForeignKey(Tussenopslag, null=True, on_delete=models.SET_NULL, related_name="+")
    taak = models.ForeignKey(Taak, null=True, on_delete=models.SET_NULL, related_name="+")
    geplaatst_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    geplaatst_op = models.DateTimeField(auto_now_add=True)

    privacy = classify(
        intern="soort bestandsnaam sha256 encoding scheidingsteken koppeling staat rapport taak geplaatst_op",
        persoon="geplaatst_door",
        geheim="inhoud geweigerd",
    )

    class Meta:
        ordering = ["-geplaatst_op", "-id"]
        indexes = [models.Index(fields=["gemeente", "sha256"])]

    @property
    def is_tabel(self) -> bool:
        """Whether it has columns to choose."""
        return self.soort != Bestandsoort.BERICHTEN

    @property
    def is_mislukt(self) -> bool:
        """Whether reading in broke off; what was kept stays, and starting again goes on from there."""
        return self.staat == self.Staat.LOOPT and self.taak is not None and self.taak.staat == Taak.Staat.MISLUKT
