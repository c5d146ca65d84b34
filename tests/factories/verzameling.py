from __future__ import annotations

from datetime import date
from typing import Any

import factory
from django.utils import timezone

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.stamgegevens import GemeenteFactory
from verhalen.kluis import deur
from verhalen.kluis.ruw import RuweTekst
from verhalen.verzameling.models import Importbestand, Inzending, Masker, Toestemming, Uitvraag, Verhaal, Vragenlijst
from verhalen.verzameling.waarden import Ingediend, Toestemmingsantwoord

SOORTEN: dict[str, dict[str, Any]] = {
    "verhaal": {
        "context": ["vertellerrol", "leeftijdsband", "gebied", "periode", "zorgvorm", "aanbieder"],
        "doelen": ["bewaren_en_analyseren", "citeren", "delen_in_duiding", "koppelen", "opnieuw_benaderen"],
        "oordeel": True,
        "uitspraken": 1,
    },
    "straatinterview": {
        "context": ["vertellerrol", "leeftijdsband", "gebied", "periode"],
        "doelen": ["bewaren_en_analyseren", "citeren", "opnieuw_benaderen"],
        "oordeel": False,
        "uitspraken": 1,
    },
    "professional": {
        "context": ["vertellersoort", "gebied", "periode", "zorgvorm", "aanbieder"],
        "doelen": ["bewaren_en_analyseren", "citeren", "delen_in_duiding", "opnieuw_benaderen"],
        "oordeel": False,
        "uitspraken": 1,
    },
    "bijeenkomst": {
        "context": ["vertellerrol", "vertellersoort", "gebied", "periode"],
        "doelen": ["bewaren_en_analyseren", "citeren", "delen_in_duiding"],
        "oordeel": False,
        "uitspraken": 6,
    },
}


def definitie(soort: str) -> dict[str, Any]:
    """Return the questions of a kind of story in the form of `Vragenlijst.definitie`."""
    return SOORTEN[soort] | {
        "vraag": "Wat wilt u vertellen?",
        "hulp": "Vertel het in uw eigen woorden.",
        "helpvragen": ["Wat hielp?", "Wat had er anders gemoeten?"],
        "inleiding": ["Meedoen mag, het hoeft niet."],
        "toestemmingstekst": "2025-proef-1",
        "kort": "Een gesprek.",
    }


def antwoord(**fields: Any) -> Toestemmingsantwoord:
    """Return the consent of an adult who agrees to the first purpose alone; ``fields`` change that."""
    given: dict[str, Any] = {
        "bewaren_en_analyseren": True,
        "gegeven_door": "zelf",
        "hoe": "mondeling",
        "tekstversie": "2025-proef-1",
        "leeftijd_verteller": "18+",
    }
    return Toestemmingsantwoord(**given | fields)


def ingediend(tekst: str = "We wachtten zeven maanden op hulp.", **fields: Any) -> Ingediend:
    """Return a story as a form hands it over."""
    return Ingediend(**{"soort": "verhaal", "tekst": tekst} | fields)


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
    definitie = factory.LazyAttribute(lambda self: definitie(self.soort))


def _vragenlijst(soort: str) -> Any:
    return factory.SubFactory(VragenlijstFactory, gemeente=factory.SelfAttribute("..gemeente"), slug=soort, soort=soort)


class UitvraagFactory(factory.django.DjangoModelFactory[Uitvraag]):
    class Meta:
        model = Uitvraag
        django_get_or_create = ("gemeente", "slug")

    gemeente = factory.SubFactory(GemeenteFactory)
    slug = "verhalen-2025"
    naam = "Verhalen 2025"
    vragenlijst = _vragenlijst("verhaal")
    grondslag = "toestemming"
    van = date(2025, 1, 1)

    class Params:
        straat = factory.Trait(slug="straat", vragenlijst=_vragenlijst("straatinterview"))
        professional = factory.Trait(slug="professional", vragenlijst=_vragenlijst("professional"))
        bijeenkomst = factory.Trait(slug="bijeenkomst", vragenlijst=_vragenlijst("bijeenkomst"))
        gesloten = factory.Trait(slug="gesloten", tot=date(2025, 1, 31))


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
        # The machine looked at it; its proposals are made apart.
        voorgesteld = factory.Trait(maskers_voorgesteld_op=factory.LazyFunction(timezone.now))
        ingetrokken = factory.Trait(staat="ingetrokken", ingetrokken_op=factory.LazyFunction(timezone.now))
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


class MaskerFactory(factory.django.DjangoModelFactory[Masker]):
    """A proposal of the machine; ``bevestigd=True`` is one that a person confirmed."""

    class Meta:
        model = Masker

    class Params:
        bevestigd = factory.Trait(
            staat="bevestigd",
            beslist_door=factory.SubFactory(GebruikerFactory, gemeente=factory.SelfAttribute("..gemeente")),
        )

    verhaal = factory.SubFactory(VerhaalFactory, voorgesteld=True)
    gemeente = factory.SelfAttribute("verhaal.gemeente")
    start = 0
    eind = 2
    soort = "persoon"
    herkomst = "proefregel"


class ImportbestandFactory(factory.django.DjangoModelFactory[Importbestand]):
    """A file that was received; its rows stand in the kluis."""

    class Meta:
        model = Importbestand
        skip_postgeneration_save = True

    gemeente = factory.SubFactory(GemeenteFactory)
    soort = "verhalen"
    bestandsnaam = "interviews.csv"
    sha256 = factory.Sequence(lambda n: f"{n:064d}")
    encoding = "utf-8-sig"
    scheidingsteken = ";"
    koppeling = factory.LazyFunction(lambda: {"tekst": "tekst"})
    inhoud = factory.LazyAttribute(
        lambda self: deur.store_bytes(
            inhoud=b"tekst;wijk\nWij wachtten lang.;\n", gemeente=self.gemeente, by=None, soort="bestand"
        )
    )
