"""Rounds, questionnaires and submissions: how a story comes in."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.classificatie import classify
from verhalen.kern.models import Taak
from verhalen.kluis.models import Bron
from verhalen.stamgegevens.models import GemeenteGebonden, Leeftijdsband
from verhalen.verzameling.verhaal import Masker, Maskerstap, Oordeel, Verhaal, Verhaalsoort, Werkbeurt
from verhalen.verzameling.zoektekst import Zoektekst

__all__ = [
    "Codepoging",
    "Grondslag",
    "Importbestand",
    "Inzending",
    "Masker",
    "Maskerstap",
    "Ontvangen",
    "Oordeel",
    "Toestemming",
    "Uitvraag",
    "Verhaal",
    "Verhaalsoort",
    "Vragenlijst",
    "Weigering",
    "Werkbeurt",
    "Zoektekst",
    "Zorgroute",
]


class Grondslag(models.TextChoices):
    """Grondslag: waarom de gemeente het verhaal mag bewaren; gekozen op advies van de FG."""

    TOESTEMMING = "toestemming", _("Toestemming van de verteller")
    PUBLIEKE_TAAK = "publieke-taak", _("Publieke taak van de gemeente")
    GERECHTVAARDIGD_BELANG = "gerechtvaardigd-belang", _("Gerechtvaardigd belang")


class Vragenlijst(GemeenteGebonden):
    """Vragenlijst: de vragen van een uitvraag, in een vaste versie die niet meer verandert."""

    class Staat(models.TextChoices):
        CONCEPT = "concept", _("Concept")
        OPEN = "open", _("Open")
        GESLOTEN = "gesloten", _("Gesloten")

    slug = models.SlugField(max_length=60)
    versie = models.PositiveSmallIntegerField(default=1)
    soort = models.CharField(max_length=16, choices=Verhaalsoort.choices)
    titel = models.CharField(max_length=120)
    taal = models.CharField(max_length=8, default="nl")
    staat = models.CharField(max_length=10, choices=Staat.choices, default=Staat.OPEN)
    definitie = models.JSONField()

    privacy = classify(openbaar="slug versie soort titel taal staat definitie")

    class Meta:
        ordering = ["slug", "-versie"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "slug", "versie", "taal"], name="vragenlijst_versie_uniek")
        ]


class Uitvraag(GemeenteGebonden):
    """Uitvraag: een ronde waarin de gemeente verhalen ophaalt, met één grondslag."""

    slug = models.SlugField(max_length=60)
    naam = models.CharField(max_length=120)
    vragenlijst = models.ForeignKey(Vragenlijst, on_delete=models.PROTECT, related_name="uitvragen")
    grondslag = models.CharField(max_length=24, choices=Grondslag.choices)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    privacy = classify(openbaar="slug naam vragenlijst grondslag van tot")

    class Meta:
        ordering = ["-van", "naam"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "slug"], name="uitvraag_slug_uniek_per_gemeente"),
            models.CheckConstraint(condition=Q(tot__isnull=True) | Q(tot__gte=F("van")), name="uitvraag_tot_na_van"),
        ]

    def __str__(self) -> str:
        return self.naam


class Inzending(GemeenteGebonden):
    """Inzending: één keer iets binnengebracht, met één of meer verhalen erin."""

    class Kanaal(models.TextChoices):
        FORMULIER = "formulier", _("Formulier")
        IMPORT = "import", _("Import")
        API = "api", _("Tablet of koppeling")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    uitvraag = models.ForeignKey(Uitvraag, on_delete=models.PROTECT, related_name="inzendingen")
    kanaal = models.CharField(max_length=12, choices=Kanaal.choices)
    grondslag = models.CharField(max_length=24, choices=Grondslag.choices)
    ontvangen_op = models.DateTimeField(auto_now_add=True)
    ingevoerd_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="inzendingen")
    contact = models.ForeignKey(Bron, null=True, on_delete=models.SET_NULL, related_name="+")
    # HMAC of the code on the teller's card: it can be looked up, not read back.
    intrekcode = models.CharField(max_length=80, blank=True, db_index=True)

    privacy = classify(
        intern="id uitvraag kanaal grondslag ontvangen_op",
        persoon="ingevoerd_door",
        geheim="contact intrekcode",
    )

    class Meta:
        ordering = ["-ontvangen_op"]


class Ontvangen(GemeenteGebonden):
    """Ontvangen: dat een tablet of koppeling iets stuurde, en of het is verwerkt of apart gezet."""

    class Staat(models.TextChoices):
        VERWERKT = "verwerkt", _("Verwerkt")
        GEPARKEERD = "geparkeerd", _("Apart gezet: andere inhoud onder hetzelfde kenmerk")

    kenmerk = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    staat = models.CharField(max_length=10, choices=Staat.choices)
    # Only what was set apart is kept as it came; the rest lives on as story, consent and contact.
    inhoud = models.ForeignKey(Bron, null=True, on_delete=models.SET_NULL, related_name="+")
    ontvangen_van = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    ontvangen_op = models.DateTimeField(auto_now_add=True)

    privacy = classify(intern="kenmerk sha256 staat ontvangen_op", persoon="ontvangen_van", geheim="inhoud")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kenmerk", "sha256"], name="een_keer_ontvangen"),
            models.UniqueConstraint(fields=["kenmerk"], condition=Q(staat="verwerkt"), name="een_keer_verwerkt"),
        ]


class Toestemming(GemeenteGebonden):
    """Toestemming: waarvoor iemand ja zei, wie dat deed, en met welke tekst het werd gevraagd."""

    class Hoe(models.TextChoices):
        MONDELING = "mondeling", _("Mondeling")
        HANDTEKENING = "handtekening", _("Met handtekening")

    class Door(models.TextChoices):
        ZELF = "zelf", _("De verteller zelf")
        OUDER = "ouder", _("Ouder of voogd")
        BEIDEN = "beiden", _("Verteller en ouder of voogd")

    inzending = models.OneToOneField(Inzending, on_delete=models.CASCADE, related_name="toestemming")
    tekstversie = models.CharField(max_length=20)
    taal = models.CharField(max_length=8, default="nl")
    hoe = models.CharField(max_length=14, choices=Hoe.choices)
    gegeven_door = models.CharField(max_length=8, choices=Door.choices)
    leeftijdsband = models.CharField(max_length=6, choices=Leeftijdsband.choices, blank=True)
    bewaren_en_analyseren = models.BooleanField()
    citeren = models.BooleanField(default=False)
    delen_in_duiding = models.BooleanField(default=False)
    koppelen = models.BooleanField(default=False)
    opname = models.BooleanField(default=False)
    opnieuw_benaderen = models.BooleanField(default=False)
    moment = models.DateTimeField()
    # After a withdrawal the row proves that there was consent, and until when; it allows nothing any more.
    ingetrokken_op = models.DateTimeField(null=True)

    DOELEN = (
        "bewaren_en_analyseren",
        "citeren",
        "delen_in_duiding",
        "koppelen",
        "opname",
        "opnieuw_benaderen",
    )
    privacy = classify(
        intern="tekstversie taal hoe moment ingetrokken_op",
        persoon="inzending gegeven_door leeftijdsband bewaren_en_analyseren citeren delen_in_duiding koppelen"
        " opname opnieuw_benaderen",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(bewaren_en_analyseren=True), name="zonder_toestemming_wordt_niets_bewaard"
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op__isnull=True) | Q(leeftijdsband=""), name="ingetrokken_zonder_leeftijd"
            ),
        ]


class Weigering(GemeenteGebonden):
    """Weigering: hoeveel mensen op een dag niet mee wilden doen; meer wordt er niet van bewaard."""

    uitvraag = models.ForeignKey(Uitvraag, on_delete=models.PROTECT, related_name="weigeringen")
    dag = models.DateField()
    aantal = models.PositiveIntegerField(default=0)

    privacy = classify(intern="uitvraag dag aantal")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uitvraag", "dag"], name="een_telling_per_dag")]


class Codepoging(models.Model):
    """Codepoging: hoeveel verkeerde intrekcodes er in een kwartier kwamen, van één plek of van overal."""

    # No address: an HMAC of it, or 'overal'.
    sleutel = models.CharField(max_length=32, unique=True)
    aantal = models.PositiveIntegerField(default=0)
    verloopt_op = models.DateTimeField(db_index=True)

    privacy = classify(persoon="sleutel", intern="aantal verloopt_op")


class Zorgroute(GemeenteGebonden):
    """Zorgroute: wat een veldwerker doet als een verteller niet veilig lijkt."""

    inleiding = models.TextField()
    stappen = models.JSONField(default=list)
    nummers = models.JSONField(default=list)

    privacy = classify(openbaar="inleiding stappen nummers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente"], name="een_zorgroute_per_gemeente")]


class Importbestand(GemeenteGebonden):
    """Importbestand: een bestand met verhalen dat stap voor stap wordt ingelezen."""

    class Soort(models.TextChoices):
        VERHALEN = "verhalen", _("Verhalen")
        STRAATINTERVIEWS = "straatinterviews", _("Straatinterviews")

    class Staat(models.TextChoices):
        ONTVANGEN = "ontvangen", _("Ontvangen")
        GEKOPPELD = "gekoppeld", _("Kolommen gekozen")
        LOOPT = "loopt", _("Wordt ingelezen")
        KLAAR = "klaar", _("Ingelezen")
        GEANNULEERD = "geannuleerd", _("Gestopt")

    soort = models.CharField(max_length=18, choices=Soort.choices)
    bestandsnaam = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    # cp1252 or utf-8, and the separator, as shown to the person before it was accepted; blank for xlsx.
    encoding = models.CharField(max_length=12, blank=True)
    scheidingsteken = models.CharField(max_length=2, blank=True)
    inhoud = models.ForeignKey(Bron, null=True, on_delete=models.SET_NULL, related_name="+")
    geweigerd = models.ForeignKey(Bron, null=True, on_delete=models.SET_NULL, related_name="+")
    koppeling = models.JSONField(default=dict)
    grondslag = models.CharField(max_length=24, choices=Grondslag.choices, blank=True)
    uitvraag = models.ForeignKey(Uitvraag, null=True, on_delete=models.PROTECT, related_name="importbestanden")
    staat = models.CharField(max_length=12, choices=Staat.choices, default=Staat.ONTVANGEN)
    rapport = models.JSONField(default=dict)
    taak = models.ForeignKey(Taak, null=True, on_delete=models.SET_NULL, related_name="+")
    geplaatst_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    geplaatst_op = models.DateTimeField(auto_now_add=True)

    privacy = classify(
        intern="soort bestandsnaam sha256 encoding scheidingsteken koppeling grondslag uitvraag staat rapport taak"
        " geplaatst_op",
        persoon="geplaatst_door",
        geheim="inhoud geweigerd",
    )

    class Meta:
        ordering = ["-geplaatst_op"]

    @property
    def is_mislukt(self) -> bool:
        """Whether reading in broke off; what was kept stays, and starting again goes on from there."""
        if self.staat != self.Staat.LOOPT or self.taak is None:
            return False
        return self.taak.staat == Taak.Staat.MISLUKT or self.taak.is_stil
