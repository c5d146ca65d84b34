"""What the municipality allocated and what was delivered: every version of it, by pseudonym."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from verhalen.kern.classificatie import classify
from verhalen.stamgegevens.models import GemeenteGebonden
from verhalen.toewijzing.bestandmodellen import Berichtbestand, Bestandsoort, Tussenopslag
from verhalen.toewijzing.querysets import ToewijzingsversieQuerySet
from verhalen.toewijzing.tabelmodellen import Bevolkingsregel, Kostenregel, OverigeKosten, Telling

__all__ = [
    "Berichtbestand",
    "Bestandsoort",
    "Bevolkingsregel",
    "Client",
    "Kostenregel",
    "OverigeKosten",
    "Startbericht",
    "Stopbericht",
    "Telling",
    "Toewijzing",
    "Toewijzingsversie",
    "Tussenopslag",
]


class Client(GemeenteGebonden):
    """Cliënt: iemand die jeugdhulp kreeg, hier alleen bekend als pseudoniem."""

    pseudoniem = models.CharField(max_length=64)
    sleutel_id = models.CharField(max_length=12)
    # What the source sent, as ciphertext: opened only for a worklist that is resolved at the source.
    pre_pseudoniem = models.BinaryField()

    privacy = classify(persoon="pseudoniem", intern="sleutel_id", geheim="pre_pseudoniem")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "pseudoniem"], name="client_pseudoniem_uniek_per_gemeente")
        ]


class Toewijzing(GemeenteGebonden):
    """Toewijzing: het besluit dat een cliënt bij een aanbieder hulp krijgt; het nummer is een pseudoniem."""

    pseudoniem = models.CharField(max_length=64)
    sleutel_id = models.CharField(max_length=12)

    privacy = classify(persoon="pseudoniem", intern="sleutel_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "pseudoniem"], name="toewijzing_nummer_uniek_per_gemeente")
        ]


class Toewijzingsversie(GemeenteGebonden):
    """Toewijzingsversie: een toewijzing zoals zij op één moment is verstuurd; elke versie blijft.

    `kenmerk` names message and content, so that the same message read twice is one row. A missing text is
    "", a missing day or number NULL.
    """

    toewijzing = models.ForeignKey(Toewijzing, on_delete=models.CASCADE, related_name="versies")
    client = models.ForeignKey(Client, null=True, on_delete=models.CASCADE, related_name="versies")
    kenmerk = models.CharField(max_length=32)
    moment = models.DateTimeField()
    geboortemaand = models.DateField(null=True)
    leeftijd_bij_start = models.PositiveSmallIntegerField(null=True)
    wijk = models.CharField(max_length=12, blank=True)
    categorie = models.CharField(max_length=2, blank=True)
    productcode = models.CharField(max_length=5, blank=True)
    aanbieder_agb = models.CharField(max_length=8, blank=True)
    ingangsdatum = models.DateField()
    einddatum = models.DateField(null=True)
    reden_wijziging = models.CharField(max_length=2, blank=True)
    volume = models.PositiveIntegerField(null=True)
    eenheid = models.CharField(max_length=2, blank=True)
    frequentie = models.CharField(max_length=1, blank=True)
    budget_cent = models.BigIntegerField(null=True)
    verwijzer_type = models.CharField(max_length=2, blank=True)
    referentie = models.CharField(max_length=64, blank=True)
    bestand = models.ForeignKey(Berichtbestand, on_delete=models.CASCADE, related_name="toewijzingsversies")

    privacy = classify(
        persoon="toewijzing client geboortemaand leeftijd_bij_start wijk categorie productcode aanbieder_agb"
        " ingangsdatum einddatum reden_wijziging volume eenheid frequentie budget_cent verwijzer_type referentie",
        intern="kenmerk moment bestand",
    )
    objects: ClassVar[Any] = ToewijzingsversieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "kenmerk"], name="toewijzingsversie_een_keer"),
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("ingangsdatum")),
                name="toewijzingsversie_eind_na_ingang",
            ),
        ]
        indexes = [models.Index(fields=["toewijzing", "-moment", "-id"])]


class Geleverd(GemeenteGebonden):
    """Abstract: a message of a provider about one product; status 3 takes the record with the same key away."""

    toewijzing = models.ForeignKey(Toewijzing, null=True, on_delete=models.CASCADE, related_name="%(class)sen")
    client = models.ForeignKey(Client, null=True, on_delete=models.CASCADE, related_name="%(class)sen")
    kenmerk = models.CharField(max_length=32)
    categorie = models.CharField(max_length=2, blank=True)
    productcode = models.CharField(max_length=5, blank=True)
    aanbieder_agb = models.CharField(max_length=8, blank=True)
    toewijzing_ingangsdatum = models.DateField(null=True)
    begindatum = models.DateField()
    status = models.CharField(max_length=1, choices=[("1", "eerste aanlevering"), ("3", "verwijderen")])
    dagtekening = models.DateField()
    bestand = models.ForeignKey(Berichtbestand, on_delete=models.CASCADE, related_name="%(class)sen")

    privacy = classify(
        persoon="toewijzing client categorie productcode aanbieder_agb toewijzing_ingangsdatum begindatum",
        intern="kenmerk status dagtekening bestand",
    )

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["gemeente", "kenmerk"], name="%(class)s_een_keer")]


class Startbericht(Geleverd):
    """Startbericht: een aanbieder meldt dat de hulp is begonnen."""

    leeftijd_bij_start = models.PositiveSmallIntegerField(null=True)

    privacy = classify(persoon="leeftijd_bij_start")


class Stopbericht(Geleverd):
    """Stopbericht: een aanbieder meldt dat de hulp is geëindigd, voorgoed of voor even (reden 20)."""

    reden = models.CharField(max_length=2)
    einddatum = models.DateField()

    privacy = classify(persoon="reden einddatum")

    class Meta(Geleverd.Meta):
        constraints = [
            *Geleverd.Meta.constraints,
            models.CheckConstraint(condition=Q(einddatum__gte=F("begindatum")), name="stopbericht_eind_na_begin"),
        ]
