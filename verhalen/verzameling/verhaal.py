"""The story itself, the masks over it, and what its teller judged."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.classificatie import classify
from verhalen.kluis.models import Bron
from verhalen.stamgegevens.models import (
    Aanbieder,
    Gebied,
    GemeenteGebonden,
    Leeftijdsband,
    Vertellerrol,
    Zorgvorm,
)
from verhalen.verzameling.querysets import VerhaalQuerySet
from verhalen.verzameling.teksten import Pil, VeiligeTekst

SCORE = [MinValueValidator(1), MaxValueValidator(10)]


class Verhaalsoort(models.TextChoices):
    """Soort: langs welke weg een verhaal werd verteld."""

    STRAATINTERVIEW = "straatinterview", _("Straatinterview")
    VERHAAL = "verhaal", _("Verhaal van ouder of jeugdige")
    PROFESSIONAL = "professional", _("Verhaal van een professional")
    BIJEENKOMST = "bijeenkomst", _("Opbrengst van een bijeenkomst")


class Verhaal(GemeenteGebonden):
    """Verhaal: wat één mens vertelde, met de context die diegene erbij gaf."""

    class Staat(models.TextChoices):
        INGEDIEND = "ingediend", _("Nog nakijken")
        NAGEKEKEN = "nagekeken", _("Nagekeken")
        INGETROKKEN = "ingetrokken", _("Ingetrokken")
        VERVALLEN = "vervallen", _("Vervallen: niet op tijd nagekeken")

    inzending = models.ForeignKey("verzameling.Inzending", on_delete=models.CASCADE, related_name="verhalen")
    volgnummer = models.PositiveSmallIntegerField(default=1)
    soort = models.CharField(max_length=16, choices=Verhaalsoort.choices)
    staat = models.CharField(max_length=12, choices=Staat.choices, default=Staat.INGEDIEND)
    bron = models.OneToOneField(Bron, null=True, on_delete=models.SET_NULL, related_name="+")

    vertellerrol = models.ForeignKey(Vertellerrol, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    vertellersoort = models.CharField(max_length=60, blank=True)
    leeftijdsband = models.CharField(max_length=6, choices=Leeftijdsband.choices, blank=True)
    gebied = models.ForeignKey(Gebied, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    periode = models.CharField(
        max_length=7, blank=True, validators=[RegexValidator(r"^\d{4}-K[1-4]$", _("Kies een kwartaal."))]
    )
    verteld_op = models.DateField(null=True, blank=True)
    zorgvorm = models.ForeignKey(Zorgvorm, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    aanbieder = models.ForeignKey(Aanbieder, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    tekst_veilig = models.TextField(blank=True)
    pillen = models.JSONField(default=list)
    nagekeken_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    nagekeken_op = models.DateTimeField(null=True)
    maskers_voorgesteld_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)
    # When people were told that the raw text goes soon and nobody checked it yet.
    bewaarwaarschuwing_op = models.DateField(null=True)

    privacy = classify(
        intern="inzending volgnummer soort staat nagekeken_op maskers_voorgesteld_op ingetrokken_op"
        " bewaarwaarschuwing_op",
        persoon="vertellerrol vertellersoort leeftijdsband gebied periode verteld_op zorgvorm aanbieder nagekeken_door",
        verhaal="tekst_veilig pillen",
        geheim="bron",
    )
    objects: ClassVar[Any] = VerhaalQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["inzending", "volgnummer"], name="verhaal_volgnummer_uniek"),
            models.CheckConstraint(
                condition=~Q(staat="nagekeken") | (Q(nagekeken_door__isnull=False) & Q(nagekeken_op__isnull=False)),
                name="nagekeken_heeft_een_mens",
            ),
            models.CheckConstraint(
                condition=Q(staat="nagekeken") | Q(tekst_veilig=""), name="veilige_tekst_alleen_na_nakijken"
            ),
        ]
        indexes = [
            models.Index(fields=["gemeente", "staat", "-id"]),
            models.Index(fields=["gemeente", "gebied", "-id"]),
            models.Index(fields=["gemeente", "periode"]),
        ]

    @property
    def verteller(self) -> str:
        """Who told it, as far as that was asked and answered."""
        return self.vertellersoort or (self.vertellerrol.naam if self.vertellerrol else "")

    @property
    def veilig(self) -> VeiligeTekst | None:
        """The safe text, or None as long as nobody checked the masks."""
        if self.staat != self.Staat.NAGEKEKEN:
            return None
        return VeiligeTekst(self.tekst_veilig, tuple(Pil(**pil) for pil in self.pillen))


class Masker(GemeenteGebonden):
    """Masker: een plek in de ruwe tekst waar iemand aan te herkennen is. Bewaart de plek, nooit de woorden."""

    class Soort(models.TextChoices):
        PERSOON = "persoon", _("persoon")
        LOCATIE = "locatie", _("locatie")
        ORGANISATIE = "organisatie", _("organisatie")
        CONTACT = "contact", _("contact")
        DATUM = "datum", _("datum")
        LEEFTIJD = "leeftijd", _("leeftijd")
        BSN = "bsn", _("bsn")

    class Staat(models.TextChoices):
        VOORGESTELD = "voorgesteld", _("voorgesteld")
        BEVESTIGD = "bevestigd", _("bevestigd")
        VERVALLEN = "vervallen", _("vervallen")

    verhaal = models.ForeignKey(Verhaal, on_delete=models.CASCADE, related_name="maskers")
    start = models.PositiveIntegerField()
    eind = models.PositiveIntegerField()
    soort = models.CharField(max_length=12, choices=Soort.choices)
    staat = models.CharField(max_length=12, choices=Staat.choices, default=Staat.VOORGESTELD)
    # Which rule proposed it; 'mens' when a person added it.
    herkomst = models.CharField(max_length=40)
    beslist_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")

    privacy = classify(intern="verhaal start eind soort staat herkomst", persoon="beslist_door")

    class Meta:
        ordering = ["start"]
        constraints = [models.CheckConstraint(condition=Q(eind__gt=F("start")), name="masker_eind_na_start")]


class Maskerstap(GemeenteGebonden):
    """Maskerstap: hoe de maskers stonden vóór een handeling, zodat die ongedaan kan worden gemaakt."""

    verhaal = models.ForeignKey(Verhaal, on_delete=models.CASCADE, related_name="maskerstappen")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    # [[id, start, eind, soort, staat, who decided]]: places and kinds, never words.
    stand = models.JSONField()

    privacy = classify(intern="verhaal stand", persoon="door")

    class Meta:
        ordering = ["-id"]


class Oordeel(GemeenteGebonden):
    """Oordeel: wat de verteller zelf vond, in cijfers en één driehoek."""

    class ZonderHulp(models.TextChoices):
        ZELFDE = "zelfde-of-zwaarder", _("Nee, dezelfde of meer hulp is nodig")
        LICHTER = "lichter", _("Met lichtere hulp red ik het")
        NU_NIET = "nu-niet-later-misschien", _("Nu wel, later misschien niet")
        NIET_MEER = "niet-meer-nodig", _("Ja, hulp is niet meer nodig")

    verhaal = models.OneToOneField(Verhaal, on_delete=models.CASCADE, related_name="oordeel")
    inspraak = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORE)
    hielp = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORE)
    zonder_hulp = models.CharField(max_length=24, choices=ZonderHulp.choices, blank=True)
    cijfer = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORE)
    # Percentages that add up to 100, or all null; `driehoek_past_niet` when the question did not fit.
    driehoek_zelf = models.PositiveSmallIntegerField(null=True, blank=True)
    driehoek_mensen = models.PositiveSmallIntegerField(null=True, blank=True)
    driehoek_hulpverleners = models.PositiveSmallIntegerField(null=True, blank=True)
    driehoek_past_niet = models.BooleanField(default=False)

    privacy = classify(
        persoon="verhaal inspraak hielp zonder_hulp cijfer driehoek_zelf driehoek_mensen driehoek_hulpverleners"
        " driehoek_past_niet"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    driehoek_zelf__isnull=True,
                    driehoek_mensen__isnull=True,
                    driehoek_hulpverleners__isnull=True,
                )
                | Q(
                    driehoek_zelf=100 - F("driehoek_mensen") - F("driehoek_hulpverleners"),
                    driehoek_past_niet=False,
                ),
                name="driehoek_telt_op_tot_100",
            ),
            models.CheckConstraint(
                condition=(Q(inspraak__isnull=True) | Q(inspraak__range=(1, 10)))
                & (Q(hielp__isnull=True) | Q(hielp__range=(1, 10)))
                & (Q(cijfer__isnull=True) | Q(cijfer__range=(1, 10))),
                name="oordeel_is_1_tot_10",
            ),
        ]


class Werkbeurt(GemeenteGebonden):
    """Werkbeurt: hoe lang iemand aan één verhaal werkte; stilte van meer dan twee minuten telt niet mee."""

    class Soort(models.TextChoices):
        NAKIJKEN = "nakijken", _("Nakijken")
        CODEREN = "coderen", _("Coderen")

    verhaal = models.ForeignKey(Verhaal, on_delete=models.CASCADE, related_name="werkbeurten")
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="werkbeurten")
    soort = models.CharField(max_length=10, choices=Soort.choices)
    begonnen_op = models.DateTimeField(auto_now_add=True)
    laatst_op = models.DateTimeField()
    seconden = models.PositiveIntegerField(default=0)
    klaar_op = models.DateTimeField(null=True)

    privacy = classify(intern="verhaal soort begonnen_op laatst_op seconden klaar_op", persoon="gebruiker")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["verhaal", "gebruiker", "soort"], name="een_werkbeurt_per_soort")
        ]
