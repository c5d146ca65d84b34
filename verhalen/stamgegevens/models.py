"""What both sides of the house share: on these lists stories and figures meet."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verhalen.kern.classificatie import classify
from verhalen.stamgegevens.querysets import GebiedQuerySet, GemeenteGebondenQuerySet


class Gemeente(models.Model):
    """Gemeente: de organisatie waarvan de verhalen en de cijfers zijn."""

    code = models.CharField(max_length=4, unique=True)
    naam = models.CharField(max_length=80)
    gm_code = models.CharField(max_length=6, unique=True)

    privacy = classify(openbaar="code naam gm_code")

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class GemeenteGebonden(models.Model):
    """Abstract: a row that belongs to one Gemeente and is seen by its people alone."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")

    privacy = classify(intern="gemeente")
    objects: ClassVar[Any] = GemeenteGebondenQuerySet.as_manager()

    class Meta:
        abstract = True


class Gebied(GemeenteGebonden):
    """Gebied: een wijk van het CBS, of een benoemd gebied dat uit wijken bestaat."""

    class Soort(models.TextChoices):
        WIJK = "wijk", _("Wijk")
        BENOEMD = "benoemd", _("Benoemd gebied")

    soort = models.CharField(max_length=10, choices=Soort.choices)
    code = models.SlugField(max_length=40)
    naam = models.CharField(max_length=80)
    wijken = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="delen_van")
    geldig_vanaf = models.DateField(null=True, blank=True)
    geldig_tot = models.DateField(null=True, blank=True)

    privacy = classify(openbaar="soort code naam wijken geldig_vanaf geldig_tot")
    objects: ClassVar[Any] = GebiedQuerySet.as_manager()

    class Meta:
        ordering = ["soort", "naam"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "code"], name="gebied_code_uniek_per_gemeente"),
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=F("geldig_vanaf")),
                name="gebied_tot_na_vanaf",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Lijstwaarde(GemeenteGebonden):
    """Abstract: one value of a shared list, by slug."""

    slug = models.SlugField(max_length=60)
    naam = models.CharField(max_length=120)
    volgorde = models.PositiveSmallIntegerField(default=0)

    privacy = classify(openbaar="slug naam volgorde")

    class Meta:
        abstract = True
        ordering = ["volgorde", "naam"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "slug"], name="%(class)s_slug_uniek_per_gemeente")]

    def __str__(self) -> str:
        return self.naam


class Zorgvorm(Lijstwaarde):
    """Zorgvorm: het soort hulp, in de woorden waarop verhalen en toewijzingen elkaar vinden."""


class Vertellerrol(Lijstwaarde):
    """Vertellerrol: in welke rol iemand een verhaal vertelt."""


class Aanbieder(Lijstwaarde):
    """Aanbieder: een organisatie die jeugdhulp geeft."""

    agb = models.CharField(max_length=8, blank=True)

    privacy = classify(openbaar="agb")


class Verwijzer(Lijstwaarde):
    """Verwijzer: wie volgens de wet naar jeugdhulp verwijst."""

    code = models.CharField(max_length=2)

    privacy = classify(openbaar="code")


class Product(GemeenteGebonden):
    """Product: een soort jeugdhulp zoals die wordt toegewezen en betaald."""

    code = models.CharField(max_length=5)
    omschrijving = models.CharField(max_length=200)
    categorie = models.CharField(max_length=2, blank=True)
    hulpvorm = models.CharField(max_length=2, blank=True)
    zorgvorm = models.ForeignKey(Zorgvorm, null=True, on_delete=models.PROTECT, related_name="producten")
    verblijf = models.BooleanField(null=True)
    verblijf_cbs = models.BooleanField(null=True)
    zwaarte = models.PositiveSmallIntegerField(null=True)
    geldig_vanaf = models.DateField(null=True)
    geldig_tot = models.DateField(null=True)
    opvolger = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="voorgangers")

    privacy = classify(
        openbaar="code omschrijving categorie hulpvorm zorgvorm verblijf verblijf_cbs zwaarte geldig_vanaf"
        " geldig_tot opvolger"
    )

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "code"], name="product_code_uniek_per_gemeente")]

    def __str__(self) -> str:
        return f"{self.code} {self.omschrijving}"


class Leeftijdsband(models.TextChoices):
    """Leeftijdsband: hoe oud de jeugdige is over wie het gaat, in vier groepen."""

    TOT_12 = "0-11", _("0 tot en met 11 jaar")
    VAN_12 = "12-15", _("12 tot en met 15 jaar")
    VAN_16 = "16-17", _("16 of 17 jaar")
    VANAF_18 = "18+", _("18 jaar of ouder")
