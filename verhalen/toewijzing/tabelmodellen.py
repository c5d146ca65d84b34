"""What comes by table: costs, inhabitants, counts."""

from __future__ import annotations

from django.db import models

from verhalen.kern.classificatie import classify
from verhalen.stamgegevens.models import GemeenteGebonden
from verhalen.toewijzing.bestandmodellen import Berichtbestand


class UitTabel(GemeenteGebonden):
    """Abstract: a row of a table that was read in."""

    bestand = models.ForeignKey(Berichtbestand, on_delete=models.CASCADE, related_name="+")

    privacy = classify(intern="bestand")

    class Meta:
        abstract = True


class Kostenregel(UitTabel):
    """Kostenregel: wat een maand hulp van één cliënt kostte, in centen; een teruggave is negatief."""

    client = models.ForeignKey("toewijzing.Client", null=True, on_delete=models.CASCADE, related_name="kostenregels")
    kenmerk = models.CharField(max_length=32)
    maand = models.DateField()
    categorie = models.CharField(max_length=2, blank=True)
    productcode = models.CharField(max_length=5, blank=True)
    aanbieder_agb = models.CharField(max_length=8, blank=True)
    bedrag_cent = models.BigIntegerField()

    privacy = classify(persoon="client categorie productcode aanbieder_agb maand bedrag_cent", intern="kenmerk")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "kenmerk"], name="kostenregel_een_keer")]
        indexes = [models.Index(fields=["gemeente", "maand"])]


class Bevolkingsregel(UitTabel):
    """Bevolkingsregel: hoeveel inwoners van één leeftijd een wijk op 31 december had."""

    jaar = models.PositiveSmallIntegerField()
    leeftijd = models.PositiveSmallIntegerField()
    gebied = models.CharField(max_length=40, blank=True)
    aantal = models.PositiveIntegerField()

    privacy = classify(openbaar="jaar leeftijd gebied aantal")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "jaar", "leeftijd", "gebied"], name="bevolkingsregel_een_per_jaar_en_leeftijd"
            )
        ]


class OverigeKosten(UitTabel):
    """Overige kosten: uitgaven aan jeugdhulp die niet per cliënt worden gedeclareerd, per maand en soort."""

    maand = models.DateField()
    soort = models.CharField(max_length=120)
    bedrag_cent = models.BigIntegerField()

    privacy = classify(intern="maand soort bedrag_cent")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "maand", "soort"], name="overige_kosten_een_per_maand"),
        ]


class Telling(UitTabel):
    """Telling: een getal waarvoor geen bericht bestaat, zoals iemand het heeft geteld."""

    knop = models.PositiveSmallIntegerField(null=True)
    indicator = models.SlugField(max_length=60)
    periode = models.CharField(max_length=8)
    gebied = models.CharField(max_length=40, blank=True)
    waarde = models.DecimalField(max_digits=16, decimal_places=4)
    noemer = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    bron = models.CharField(max_length=200, blank=True)

    # A count of a few persons is about persons until it has been protected.
    privacy = classify(intern="knop indicator periode gebied bron", persoon="waarde noemer")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "indicator", "periode", "gebied"], name="telling_een_per_indicator_en_periode"
            )
        ]
