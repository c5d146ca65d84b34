from __future__ import annotations

from datetime import date
from typing import Any

import factory
from django.utils import timezone

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.stamgegevens import GemeenteFactory
from verhalen.kluis import deur
from verhalen.kluis.ruw import RuweTekst
from verhalen.verzameling.models import Inzending, Toestemming, Uitvraag, Verhaal, Vragenlijst


class VragenlijstFactory(factory.django.DjangoModelFactory[Vragenlijst]):
    class Meta:
        model = Vragenlijst
        django_get_or_create = ("gemeente", "slug", "versie", "taal")

    gemeente = factory.SubFactory(GemeenteFactory)
    slug = "verhaal"
    versie = 1
    soort = "verhaal"
    titel = "Verhaal van ouder of jeugdige"
    taal = "nl"
    definitie = factory.LazyFunction(dict)


class UitvraagFactory(factory.django.DjangoModelFactory[Uitvraag]):
    class Meta:
        model = Uitvraag
        django_get_or_create = ("gemeente", "slug")

    gemeente = factory.SubFactory(GemeenteFactory)
    slug = "verhalen-2025"
    naam = "Verhalen 2025"
    vragenlijst = factory.SubFactory(VragenlijstFactory, gemeente=factory.SelfAttribute("..gemeente"))
    grondslag = "toestemming"
    van = date(2025, 1, 1)


class InzendingFactory(factory.django.DjangoModelFactory[Inzending]):
    class Meta:
        model = Inzending

    gemeente = factory.SubFactory(GemeenteFactory)
    uitvraag = factory.SubFactory(UitvraagFactory, gemeente=factory.SelfAttribute("..gemeente"))
    kanaal = Inzending.Kanaal.FORMULIER
    grondslag = "toestemming"


class ToestemmingFactory(factory.django.DjangoModelFactory[Toestemming]):
    class Meta:
        model = Toestemming

    inzending = factory.SubFactory(InzendingFactory)
    gemeente = factory.SelfAttribute("inzending.gemeente")
    tekstversie = "2025-01"
    hoe = "mondeling"
    gegeven_door = "zelf"
    bewaren_en_analyseren = True
    citeren = True
    moment = factory.LazyFunction(timezone.now)


class VerhaalFactory(factory.django.DjangoModelFactory[Verhaal]):
    """A story that waits for its check; ``nagekeken=True`` gives safe text, ``ruw='…'`` fills the kluis."""

    class Meta:
        model = Verhaal
        skip_postgeneration_save = True

    class Params:
        nagekeken = factory.Trait(
            staat="nagekeken",
            tekst_veilig="We wachtten zeven maanden. Toen belde [persoon 1].",
            pillen=[{"start": 38, "eind": 49, "soort": "persoon", "nummer": 1}],
            nagekeken_op=factory.LazyFunction(timezone.now),
            nagekeken_door=factory.SubFactory(GebruikerFactory, gemeente=factory.SelfAttribute("..gemeente")),
        )

    gemeente = factory.SubFactory(GemeenteFactory)
    inzending = factory.SubFactory(InzendingFactory, gemeente=factory.SelfAttribute("..gemeente"))
    soort = "verhaal"

    @factory.post_generation
    def ruw(self: Any, create: bool, extracted: str | None, **_kwargs: Any) -> None:
        if extracted is not None:
            self.bron = deur.store(tekst=RuweTekst(extracted), gemeente=self.gemeente, by=None)
            self.save(update_fields=["bron"])
