"""Codebook and codes: what machines propose and what people judge, in different tables for ever."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from verhalen.codering.querysets import (
    CodeboekQuerySet,
    CoderingQuerySet,
    FragmentQuerySet,
    HandelingQuerySet,
    VoorstelQuerySet,
    VoorstelrondeQuerySet,
)
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.classificatie import classify
from verhalen.programma.models import Knop
from verhalen.stamgegevens.models import GemeenteGebonden
from verhalen.verzameling.models import Verhaal

EEN_LABEL = Q(knop__isnull=False, thema__isnull=True) | Q(knop__isnull=True, thema__isnull=False)


class Polariteit(models.TextChoices):
    """Polariteit: hoe de verteller het ervoer."""

    POSITIEF = "positief", _("positief")
    NEGATIEF = "negatief", _("negatief")
    GEMENGD = "gemengd", _("gemengd")
    NEUTRAAL = "neutraal", _("neutraal")


class Codeboek(GemeenteGebonden):
    """Codeboek: de vaste afspraken waarmee verhalen worden gecodeerd, per versie."""

    versie = models.CharField(max_length=20)
    geldig_vanaf = models.DateField()
    geldig_tot = models.DateField(null=True)

    privacy = classify(openbaar="versie geldig_vanaf geldig_tot")
    objects: ClassVar[Any] = CodeboekQuerySet.as_manager()

    class Meta:
        ordering = ["-geldig_vanaf", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "versie"], name="codeboek_versie_uniek_per_gemeente")
        ]


class Themagroep(GemeenteGebonden):
    """Themagroep: themas die bij elkaar horen."""

    slug = models.SlugField(max_length=60)
    naam = models.CharField(max_length=120)
    volgorde = models.PositiveSmallIntegerField()

    privacy = classify(openbaar="slug naam volgorde")

    class Meta:
        ordering = ["volgorde"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "slug"], name="themagroep_slug_uniek_per_gemeente")]


class Thema(GemeenteGebonden):
    """Thema: waar een stuk van een verhaal over gaat."""

    slug = models.SlugField(max_length=60)
    naam = models.CharField(max_length=120)
    groep = models.ForeignKey(Themagroep, on_delete=models.PROTECT, related_name="themas")
    volgorde = models.PositiveSmallIntegerField(default=0)

    privacy = classify(openbaar="slug naam groep volgorde")

    class Meta:
        ordering = ["groep__volgorde", "volgorde"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "slug"], name="thema_slug_uniek_per_gemeente")]

    def __str__(self) -> str:
        return self.naam


class Codeerregel(GemeenteGebonden):
    """Codeerregel: wat een thema of knop in één versie van het codeboek betekent, en wanneer niet."""

    codeboek = models.ForeignKey(Codeboek, on_delete=models.CASCADE, related_name="regels")
    knop = models.ForeignKey(Knop, null=True, on_delete=models.CASCADE, related_name="codeerregels")
    thema = models.ForeignKey(Thema, null=True, on_delete=models.CASCADE, related_name="codeerregels")
    definitie = models.TextField()
    wel = models.TextField()
    niet = models.TextField()
    voorbeeld = models.TextField()
    # Of a thema: the levers it says most about.
    knoppen = models.ManyToManyField(Knop, blank=True, related_name="+")
    frasen_sterk = models.JSONField(default=list)
    frasen_zwak = models.JSONField(default=list)

    privacy = classify(openbaar="codeboek knop thema definitie wel niet voorbeeld knoppen frasen_sterk frasen_zwak")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=EEN_LABEL, name="codeerregel_knop_of_thema"),
            models.UniqueConstraint(fields=["codeboek", "knop"], name="een_regel_per_knop"),
            models.UniqueConstraint(fields=["codeboek", "thema"], name="een_regel_per_thema"),
        ]


class Voorstelronde(GemeenteGebonden):
    """Voorstelronde: één keer dat de machine een verhaal las, met een vaste versie."""

    verhaal = models.ForeignKey(Verhaal, on_delete=models.CASCADE, related_name="voorstelrondes")
    # With which rules the machine read; the screen counts by this, because only the worker knows the tagger.
    codeboek = models.ForeignKey(Codeboek, on_delete=models.PROTECT, related_name="+")
    taggerversie = models.CharField(max_length=64)
    polariteit = models.CharField(max_length=10, choices=Polariteit.choices)
    wens = models.BooleanField()
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    privacy = classify(intern="verhaal codeboek taggerversie gemaakt_op", verhaal="polariteit wens")
    objects: ClassVar[Any] = VoorstelrondeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["verhaal", "taggerversie"], name="een_ronde_per_versie")]


class Voorstel(GemeenteGebonden):
    """Voorstel: een knop of thema dat de machine ziet, met de woorden die dat laten zien."""

    class Staat(models.TextChoices):
        OPEN = "open", _("open")
        AANVAARD = "aanvaard", _("klopt")
        VERWORPEN = "verworpen", _("klopt niet")

    ronde = models.ForeignKey(Voorstelronde, on_delete=models.CASCADE, related_name="voorstellen")
    knop = models.ForeignKey(Knop, null=True, on_delete=models.CASCADE, related_name="voorstellen")
    thema = models.ForeignKey(Thema, null=True, on_delete=models.CASCADE, related_name="voorstellen")
    score = models.FloatField()
    # [{"start", "eind", "regel", "sterk", "ontkend", "wens"}]: code points of the safe text.
    onderbouwing = models.JSONField()
    staat = models.CharField(max_length=10, choices=Staat.choices, default=Staat.OPEN)
    beslist_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    beslist_op = models.DateTimeField(null=True)

    privacy = classify(intern="ronde knop thema score staat beslist_op", verhaal="onderbouwing", persoon="beslist_door")
    objects: ClassVar[Any] = VoorstelQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.CheckConstraint(condition=EEN_LABEL, name="voorstel_knop_of_thema"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="voorstel_score_0_tot_1"),
            models.CheckConstraint(
                condition=Q(staat="open", beslist_door__isnull=True, beslist_op__isnull=True)
                | Q(~Q(staat="open"), beslist_door__isnull=False, beslist_op__isnull=False),
                name="voorstel_beslist_door_een_mens",
            ),
        ]


class Fragment(GemeenteGebonden):
    """Fragment: een stuk van de veilige tekst dat een codeur aanwees, met de woorden erbij."""

    verhaal = models.ForeignKey(Verhaal, on_delete=models.CASCADE, related_name="fragmenten")
    codeur = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="fragmenten")
    start = models.PositiveIntegerField()
    eind = models.PositiveIntegerField()
    citaat = models.TextField()
    polariteit = models.CharField(max_length=10, choices=Polariteit.choices, default=Polariteit.NEUTRAAL)
    wens = models.BooleanField(default=False)
    memo = models.TextField(blank=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    ingetrokken_op = models.DateTimeField(null=True)

    privacy = classify(
        intern="verhaal start eind gemaakt_op ingetrokken_op",
        persoon="codeur",
        verhaal="citaat polariteit wens memo",
    )
    objects: ClassVar[Any] = FragmentQuerySet.as_manager()
    geschiedenis = HistoricalRecords(excluded_fields=["citaat"])

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(eind__gt=F("start")), name="fragment_eind_na_start"),
            models.UniqueConstraint(
                fields=["verhaal", "codeur", "start", "eind"],
                condition=Q(ingetrokken_op__isnull=True),
                name="fragment_een_keer_per_codeur",
            ),
        ]
        indexes = [models.Index(fields=["gemeente", "verhaal"])]


class Codering(GemeenteGebonden):
    """Codering: het oordeel van een mens dat een fragment over een knop of thema gaat."""

    fragment = models.ForeignKey(Fragment, on_delete=models.CASCADE, related_name="coderingen")
    knop = models.ForeignKey(Knop, null=True, on_delete=models.PROTECT, related_name="coderingen")
    thema = models.ForeignKey(Thema, null=True, on_delete=models.PROTECT, related_name="coderingen")
    # Which proposal a person agreed with; null when coded by hand.
    voorstel = models.ForeignKey(Voorstel, null=True, on_delete=models.SET_NULL, related_name="coderingen")
    codeboek = models.ForeignKey(Codeboek, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    ingetrokken_op = models.DateTimeField(null=True)

    privacy = classify(intern="voorstel codeboek gemaakt_op ingetrokken_op", verhaal="fragment knop thema")
    objects: ClassVar[Any] = CoderingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=EEN_LABEL, name="codering_knop_of_thema"),
            models.UniqueConstraint(
                fields=["fragment", "knop"],
                condition=Q(ingetrokken_op__isnull=True),
                name="codering_knop_een_keer",
            ),
            models.UniqueConstraint(
                fields=["fragment", "thema"],
                condition=Q(ingetrokken_op__isnull=True),
                name="codering_thema_een_keer",
            ),
        ]


class Handeling(GemeenteGebonden):
    """Handeling: één stap van een codeur in een verhaal, met wat nodig is om die stap terug te draaien."""

    class Soort(models.TextChoices):
        CODEREN = "coderen", _("coderen")
        AANVAARDEN = "aanvaarden", _("voorstel klopt")
        VERWERPEN = "verwerpen", _("voorstel klopt niet")
        WIJZIGEN = "wijzigen", _("fragment wijzigen")
        WEGHALEN = "weghalen", _("codering weghalen")
        AFRONDEN = "afronden", _("verhaal klaar")

    verhaal = models.ForeignKey(Verhaal, on_delete=models.CASCADE, related_name="handelingen")
    codeur = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="handelingen")
    soort = models.CharField(max_length=12, choices=Soort.choices)
    # [{"soort", "pk", "velden"}]: the rows to put back, last one first; see `terugdraaien`.
    terug = models.JSONField()
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    ongedaan_op = models.DateTimeField(null=True)

    privacy = classify(intern="verhaal soort gemaakt_op ongedaan_op", persoon="codeur", verhaal="terug")
    objects: ClassVar[Any] = HandelingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["verhaal", "codeur", "-id"])]
