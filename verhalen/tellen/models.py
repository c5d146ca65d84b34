"""Figures as they were computed, with what is needed to read, check and protect them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.classificatie import classify
from verhalen.programma.models import Indicator
from verhalen.stamgegevens.models import GemeenteGebonden
from verhalen.tellen.querysets import MetingQuerySet
from verhalen.toewijzing.models import Toewijzing


class Meetbereik(GemeenteGebonden):
    """Meetbereik: vanaf welke dag de berichten volledig zijn, en tot en met welke dag wordt geteld."""

    vanaf = models.DateField(null=True)
    peildatum = models.DateField(null=True)
    gezet_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    gezet_op = models.DateTimeField(auto_now=True)

    privacy = classify(intern="vanaf peildatum gezet_op", persoon="gezet_door")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente"], name="een_meetbereik_per_gemeente"),
            models.CheckConstraint(
                condition=Q(vanaf__isnull=True) | Q(peildatum__isnull=True) | Q(peildatum__gt=F("vanaf")),
                name="meetbereik_peildatum_na_vanaf",
            ),
        ]


class Meetdefinitie(GemeenteGebonden):
    """Meetdefinitie: hoe een indicator wordt geteld, in één versie die niet meer verandert."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="definities")
    versie = models.CharField(max_length=12)
    zin = models.TextField()
    teller = models.CharField(max_length=200, blank=True)
    noemer = models.CharField(max_length=200, blank=True)
    keuzes = models.JSONField(default=list)
    grenzen = models.JSONField(default=list)
    bronnen = models.JSONField(default=list)

    privacy = classify(openbaar="indicator versie zin teller noemer keuzes grenzen bronnen")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "indicator", "versie"], name="een_meetdefinitie_per_versie")
        ]


class Meting(GemeenteGebonden):
    """Meting: een indicator uitgerekend over een periode, volgens één versie van de definitie.

    `uitsplitsing` and `gebied` are "" for the whole. `waarde`, `laag` and `hoog` are in the unit of the
    indicator; `teller` and `noemer` are persons, rows, eurocents or inhabitants. `verborgen`: not for
    general screens, also because another figure could be worked out from it.
    """

    class Bron(models.TextChoices):
        BERICHTEN = "berichten", _("berichten en tabellen")
        TELLINGEN = "tellingen", _("tellingen")

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="metingen")
    versie = models.CharField(max_length=12)
    van = models.DateField()
    tot = models.DateField()
    maanden = models.PositiveSmallIntegerField()
    uitsplitsing = models.CharField(max_length=60, blank=True)
    gebied = models.CharField(max_length=40, blank=True)
    bron = models.CharField(max_length=10, choices=Bron.choices)
    waarde = models.FloatField(null=True)
    teller = models.FloatField(null=True)
    noemer = models.FloatField(null=True)
    personen_teller = models.PositiveIntegerField(null=True)
    personen_noemer = models.PositiveIntegerField(null=True)
    laag = models.FloatField(null=True)
    hoog = models.FloatField(null=True)
    onbekend = models.PositiveIntegerField(default=0)
    voorlopig = models.BooleanField(default=False)
    verborgen = models.BooleanField(default=False)
    opmerkingen = models.JSONField(default=list)
    peildatum = models.DateField()
    invoer_hash = models.CharField(max_length=64)
    berekend_op = models.DateTimeField()

    # A small figure is about persons until it has been protected.
    privacy = classify(
        intern="indicator versie van tot maanden uitsplitsing gebied bron onbekend voorlopig verborgen opmerkingen"
        " peildatum invoer_hash berekend_op",
        persoon="waarde teller noemer personen_teller personen_noemer laag hoog",
    )
    objects: ClassVar[Any] = MetingQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "van", "tot"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "indicator", "versie", "van", "tot", "uitsplitsing", "gebied"],
                name="meting_een_keer_per_versie",
            ),
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="meting_tot_na_van"),
        ]
        indexes = [models.Index(fields=["gemeente", "maanden", "tot"])]


class Verdeling(GemeenteGebonden):
    """Verdeling: hoe een meting uiteenvalt naar één kenmerk van de rijen erachter."""

    class Kenmerk(models.TextChoices):
        ZORGVORM = "zorgvorm", _("Soort hulp")
        WIJK = "wijk", _("Wijk")
        PRODUCT = "productcode", _("Product")
        AANBIEDER = "aanbieder_agb", _("Aanbieder")

    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="verdelingen")
    kenmerk = models.CharField(max_length=14, choices=Kenmerk.choices)
    groep = models.CharField(max_length=60)
    teller = models.FloatField()
    personen = models.PositiveIntegerField(null=True)
    verborgen = models.BooleanField(default=False)

    privacy = classify(intern="meting kenmerk groep verborgen", persoon="teller personen")

    class Meta:
        ordering = ["kenmerk", "-teller", "groep"]
        constraints = [
            models.UniqueConstraint(fields=["meting", "kenmerk", "groep"], name="verdeling_een_rij_per_groep")
        ]


class Metingrijen(GemeenteGebonden):
    """Metingrijen: welke toewijzingen in een meting zijn geteld; alleen voor de data-analist."""

    meting = models.OneToOneField(Meting, on_delete=models.CASCADE, related_name="rijen")
    toewijzingen = models.JSONField(default=list)

    privacy = classify(intern="meting", persoon="toewijzingen")


class Looptijd(GemeenteGebonden):
    """Looptijd: van wanneer tot wanneer een toewijzing echt liep, zoals berekend op de peildatum."""

    toewijzing = models.OneToOneField(Toewijzing, on_delete=models.CASCADE, related_name="looptijd")
    start = models.DateField()
    einde = models.DateField(null=True)
    leeftijd = models.PositiveSmallIntegerField(null=True)
    verblijf = models.BooleanField(null=True)
    zorgvorm = models.CharField(max_length=60, blank=True)
    nooit_gestart = models.BooleanField(default=False)
    stop_ontbreekt = models.BooleanField(default=False)

    privacy = classify(
        persoon="toewijzing start einde leeftijd verblijf zorgvorm", intern="nooit_gestart stop_ontbreekt"
    )
