"""What the council decided: knoppen, termijnen, doelen, acties, vertrekpunten and indicators, all dated."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.classificatie import classify
from verhalen.programma.querysets import FormuleringQuerySet, GeldigQuerySet, StoplichtQuerySet
from verhalen.stamgegevens.models import GemeenteGebonden


class Richting(models.TextChoices):
    """De kant die een cijfer op moet."""

    OMLAAG = "omlaag", _("omlaag")
    OMHOOG = "omhoog", _("omhoog")
    GEEN = "geen", _("geen richting")


class Geldig(models.Model):
    """Abstract: a decision that holds from one day, and perhaps until another (that day excluded)."""

    geldig_vanaf = models.DateField()
    geldig_tot = models.DateField(null=True, blank=True)

    privacy = classify(openbaar="geldig_vanaf geldig_tot")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=F("geldig_vanaf")),
                name="%(class)s_tot_na_vanaf",
            )
        ]


class Programmaversie(GemeenteGebonden, Geldig):
    """Programmaversie: het programma zoals de raad het op een dag vaststelde."""

    naam = models.CharField(max_length=120)
    bron = models.CharField(max_length=120, blank=True)

    privacy = classify(openbaar="naam bron")
    objects: ClassVar[Any] = GeldigQuerySet.as_manager()

    class Meta(Geldig.Meta):
        ordering = ["-geldig_vanaf"]
        constraints = [
            *Geldig.Meta.constraints,
            models.UniqueConstraint(fields=["gemeente", "geldig_vanaf"], name="een_programmaversie_per_dag"),
        ]


class Deel(GemeenteGebonden):
    """Deel: een groep knoppen die bij elkaar horen."""

    slug = models.SlugField(max_length=60)
    naam = models.CharField(max_length=120)
    volgorde = models.PositiveSmallIntegerField()

    privacy = classify(openbaar="slug naam volgorde")

    class Meta:
        ordering = ["volgorde"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "slug"], name="deel_slug_uniek_per_gemeente")]


class Vertrekpunt(GemeenteGebonden):
    """Vertrekpunt: een van de hoofddoelen waaraan het hele programma wordt gemeten."""

    slug = models.SlugField(max_length=60)
    letter = models.CharField(max_length=2)
    naam = models.CharField(max_length=160)
    toelichting = models.TextField(blank=True)
    volgorde = models.PositiveSmallIntegerField()

    privacy = classify(openbaar="slug letter naam toelichting volgorde")

    class Meta:
        ordering = ["volgorde"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "slug"], name="vertrekpunt_slug_uniek_per_gemeente")]


class Indicator(GemeenteGebonden):
    """Indicator: een cijfer met een vaste naam en een vaste definitie."""

    class Eenheid(models.TextChoices):
        PROCENT = "procent", _("procent")
        EURO = "euro", _("euro")
        MLN_EURO = "mln-euro", _("miljoen euro")
        AANTAL = "aantal", _("aantal")
        DAGEN = "dagen", _("dagen")
        VERHOUDING = "verhouding", _("verhouding")

    class Bron(models.TextChoices):
        BERICHTEN = "berichten", _("berichtenverkeer")
        TELLINGEN = "tellingen", _("tellingen")
        KOSTEN = "kosten", _("kosten")
        VERHALEN = "verhalen", _("verhalen")

    slug = models.SlugField(max_length=60)
    naam = models.CharField(max_length=160)
    vertrekpunt = models.ForeignKey(Vertrekpunt, null=True, on_delete=models.PROTECT, related_name="indicatoren")
    eenheid = models.CharField(max_length=12, choices=Eenheid.choices)
    gewenste_richting = models.CharField(max_length=8, choices=Richting.choices)
    definitie = models.TextField()
    bron = models.CharField(max_length=12, choices=Bron.choices)
    volgorde = models.PositiveSmallIntegerField(default=0)

    privacy = classify(openbaar="slug naam vertrekpunt eenheid gewenste_richting definitie bron volgorde")

    class Meta:
        ordering = ["volgorde", "slug"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "slug"], name="indicator_slug_uniek_per_gemeente")]

    def __str__(self) -> str:
        return self.naam


class Nulwaarde(GemeenteGebonden):
    """Nulwaarde: wat de gemeente zelf als beginwaarde van een indicator heeft gedrukt."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="nulwaarden")
    jaar = models.PositiveSmallIntegerField()
    uitsplitsing = models.CharField(max_length=60, blank=True)
    waarde = models.DecimalField(max_digits=14, decimal_places=2)
    afdruk = models.CharField(max_length=60)

    privacy = classify(openbaar="indicator jaar uitsplitsing waarde afdruk")

    class Meta:
        ordering = ["jaar", "uitsplitsing"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "jaar", "uitsplitsing"], name="nulwaarde_een_per_jaar_en_uitsplitsing"
            )
        ]


class IndicatorDoel(GemeenteGebonden):
    """IndicatorDoel: waar een indicator in een jaar moet uitkomen."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="doelen")
    jaar = models.PositiveSmallIntegerField()
    tekst = models.CharField(max_length=300)
    waarde = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    privacy = classify(openbaar="indicator jaar tekst waarde")

    class Meta:
        ordering = ["jaar"]


class Knop(GemeenteGebonden, Geldig):
    """Knop: een van de beleidsmaatregelen waaraan de gemeente draait."""

    nummer = models.PositiveSmallIntegerField()

    privacy = classify(openbaar="nummer")
    objects: ClassVar[Any] = GeldigQuerySet.as_manager()

    class Meta(Geldig.Meta):
        ordering = ["nummer"]
        constraints = [
            *Geldig.Meta.constraints,
            models.UniqueConstraint(fields=["gemeente", "nummer"], name="knop_nummer_uniek_per_gemeente"),
        ]


class Knopformulering(GemeenteGebonden):
    """Knopformulering: hoe een knop in één versie van het programma heet, en waaraan hij wordt gemeten."""

    knop = models.ForeignKey(Knop, on_delete=models.CASCADE, related_name="formuleringen")
    versie = models.ForeignKey(Programmaversie, on_delete=models.CASCADE, related_name="formuleringen")
    deel = models.ForeignKey(Deel, on_delete=models.PROTECT, related_name="formuleringen")
    naam = models.CharField(max_length=160)
    kern = models.CharField(max_length=400)
    leidend_cijfer = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="knoppen")
    gewenste_richting = models.CharField(max_length=8, choices=Richting.choices)
    # Slugs, not foreign keys: themes belong to the codebook, a room above this one.
    ervaringsthemas = models.JSONField(default=list)

    privacy = classify(openbaar="knop versie deel naam kern leidend_cijfer gewenste_richting ervaringsthemas")
    objects: ClassVar[Any] = FormuleringQuerySet.as_manager()

    class Meta:
        ordering = ["knop__nummer"]
        constraints = [models.UniqueConstraint(fields=["knop", "versie"], name="een_formulering_per_knop_en_versie")]


class Termijn(GemeenteGebonden):
    """Termijn: een fase van een knop, met eigen doelen en acties."""

    knop = models.ForeignKey(Knop, on_delete=models.CASCADE, related_name="termijnen")
    nummer = models.PositiveSmallIntegerField()
    van = models.PositiveSmallIntegerField(null=True)
    tot = models.PositiveSmallIntegerField(null=True)

    privacy = classify(openbaar="knop nummer van tot")

    class Meta:
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["knop", "nummer"], name="termijn_nummer_uniek_per_knop")]


class Doel(GemeenteGebonden, Geldig):
    """Doel: wat een knop in een termijn moet bereiken."""

    termijn = models.ForeignKey(Termijn, on_delete=models.CASCADE, related_name="doelen")
    tekst = models.TextField()

    privacy = classify(openbaar="termijn tekst")
    objects: ClassVar[Any] = GeldigQuerySet.as_manager()

    class Meta(Geldig.Meta):
        ordering = ["geldig_vanaf"]


class Actie(GemeenteGebonden, Geldig):
    """Actie: wat de gemeente doet om een doel te halen."""

    termijn = models.ForeignKey(Termijn, on_delete=models.CASCADE, related_name="acties")
    code = models.CharField(max_length=6)
    tekst = models.TextField()
    volgt_cijfers = models.BooleanField(default=False)
    volgt_verhalen = models.BooleanField(default=False)

    privacy = classify(openbaar="termijn code tekst volgt_cijfers volgt_verhalen")
    objects: ClassVar[Any] = GeldigQuerySet.as_manager()

    class Meta(Geldig.Meta):
        ordering = ["termijn__nummer", "code"]
        constraints = [
            *Geldig.Meta.constraints,
            models.UniqueConstraint(
                fields=["termijn", "code", "geldig_vanaf"], name="actie_code_uniek_per_termijn_en_dag"
            ),
        ]


class Stoplicht(GemeenteGebonden):
    """Stoplicht: hoe een actie er op een dag voor staat; de geschiedenis blijft."""

    class Kleur(models.TextChoices):
        GROEN = "groen", _("op koers")
        GEEL = "geel", _("loopt achter")
        ROOD = "rood", _("staat stil")
        GRIJS = "grijs", _("nog niet begonnen")

    actie = models.ForeignKey(Actie, on_delete=models.PROTECT, related_name="stoplichten")
    kleur = models.CharField(max_length=6, choices=Kleur.choices)
    toelichting = models.CharField(max_length=500, blank=True)
    per = models.DateField()
    gezet_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    gezet_op = models.DateTimeField(auto_now_add=True)

    privacy = classify(openbaar="actie kleur toelichting per gezet_op", persoon="gezet_door")
    objects: ClassVar[Any] = StoplichtQuerySet.as_manager()

    class Meta:
        ordering = ["-per", "-id"]
