"""A small real codebook with its knoppen, and what machine and coders made of a story."""

from __future__ import annotations

from datetime import date
from typing import Any

import factory
from django.utils import timezone

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.verzameling import VerhaalFactory
from verhalen.codering.actions import load_codeboek
from verhalen.codering.codeboeken import get_codeboek
from verhalen.codering.models import Codeboek, Codering, Fragment, Thema, Voorstel, Voorstelronde
from verhalen.programma.models import Deel, Knop, Knopformulering, Programmaversie
from verhalen.stamgegevens.models import Gemeente

TEKST = (
    "We wachtten zeven maanden op hulp. Toen belde [persoon 1] eindelijk op.\n\n"
    "Ik heb het nu vijf keer verteld. Elke keer moest ik opnieuw beginnen."
)
PILLEN = [{"start": 46, "eind": 57, "soort": "persoon", "nummer": 1}]
KNOPNAMEN = {4: "Eén gezin, één plan, één contactpersoon", 11: "Inzetten op lichte jeugdhulp"}


def _regel(naam: str, sterk: list[str], zwak: list[str]) -> dict[str, Any]:
    return {
        "definitie": f"Alles over {naam}.",
        "wel": f"Gebruik dit als iemand over {naam} vertelt.",
        "niet": "Niet als het alleen een woord is.",
        "voorbeeld": f"“Het ging steeds over {naam}.”",
        "sterk": sterk,
        "zwak": zwak,
    }


def codeboek_data(versie: str = "2025-01") -> dict[str, Any]:
    """Return a codebook of three themas and two knoppen in the form of its file."""
    return {
        "versie": versie,
        "groepen": [
            {"slug": "weg-naar-hulp", "naam": "Weg naar hulp"},
            {"slug": "bejegening-en-regie", "naam": "Bejegening en regie"},
        ],
        "themas": [
            {"slug": "wachten", "naam": "wachten", "groep": "weg-naar-hulp", "knoppen": [11]}
            | _regel("wachten", ["wachten"], []),
            {"slug": "bureaucratie", "naam": "bureaucratie", "groep": "weg-naar-hulp", "knoppen": [4]}
            | _regel("papier", ["formulier"], []),
            {"slug": "gehoord-worden", "naam": "gehoord worden", "groep": "bejegening-en-regie", "knoppen": []}
            | _regel("luisteren", ["luisteren"], []),
        ],
        "knoppen": [
            {"nummer": 4, "naam": KNOPNAMEN[4]} | _regel("veel hulpverleners", ["keer ... vertellen"], []),
            {"nummer": 11, "naam": KNOPNAMEN[11]} | _regel("lichte hulp", ["lichte & hulp"], []),
        ],
    }


def maak_knoppen(gemeente: Gemeente) -> dict[int, Knop]:
    """Give a municipality the knoppen of the small codebook, with their names."""
    begin = date(2025, 1, 1)
    versie, _ = Programmaversie.objects.get_or_create(
        gemeente=gemeente, geldig_vanaf=begin, defaults={"naam": "Programma"}
    )
    deel, _ = Deel.objects.get_or_create(
        gemeente=gemeente, slug="gezin", defaults={"naam": "Het gezin en het netwerk", "volgorde": 1}
    )
    found = {}
    for nummer, naam in KNOPNAMEN.items():
        found[nummer], _ = Knop.objects.get_or_create(
            gemeente=gemeente, nummer=nummer, defaults={"geldig_vanaf": begin}
        )
        Knopformulering.objects.get_or_create(
            gemeente=gemeente,
            knop=found[nummer],
            versie=versie,
            defaults={"deel": deel, "naam": naam, "kern": naam, "gewenste_richting": "omlaag"},
        )
    return found


def maak_codeboek(gemeente: Gemeente, versie: str = "2025-01") -> Codeboek:
    """Load the small codebook through the real action."""
    maak_knoppen(gemeente)
    load_codeboek(gemeente=gemeente, data=codeboek_data(versie), by=None)
    return get_codeboek(gemeente)


class CodeerbaarVerhaalFactory(VerhaalFactory):
    """A checked story of two paragraphs with one mask."""

    staat = "nagekeken"
    tekst_veilig = TEKST
    pillen = PILLEN
    nagekeken_op = factory.LazyFunction(timezone.now)
    nagekeken_door = factory.SubFactory(GebruikerFactory, gemeente=factory.SelfAttribute("..gemeente"))


class VoorstelrondeFactory(factory.django.DjangoModelFactory[Voorstelronde]):
    class Meta:
        model = Voorstelronde

    verhaal = factory.SubFactory(CodeerbaarVerhaalFactory)
    gemeente = factory.SelfAttribute("verhaal.gemeente")
    codeboek = factory.LazyAttribute(lambda self: get_codeboek(self.gemeente))
    taggerversie = "proef-1"
    polariteit = "negatief"
    wens = False


class VoorstelFactory(factory.django.DjangoModelFactory[Voorstel]):
    """A proposal of the thema wachten on the words 'wachtten zeven maanden'."""

    class Meta:
        model = Voorstel

    class Params:
        verworpen = factory.Trait(
            staat="verworpen",
            beslist_op=factory.LazyFunction(timezone.now),
            beslist_door=factory.SubFactory(GebruikerFactory, gemeente=factory.SelfAttribute("..gemeente")),
        )

    ronde = factory.SubFactory(VoorstelrondeFactory)
    gemeente = factory.SelfAttribute("ronde.gemeente")
    thema = factory.LazyAttribute(
        lambda self: None if self.knop else Thema.objects.get(gemeente=self.gemeente, slug="wachten")
    )
    knop = None
    score = 0.82
    onderbouwing = factory.LazyFunction(
        lambda: [{"start": 3, "eind": 25, "regel": "wachten", "sterk": True, "ontkend": False, "wens": False}]
    )


class FragmentFactory(factory.django.DjangoModelFactory[Fragment]):
    """A fragment over the first sentence, straight into the table."""

    class Meta:
        model = Fragment

    verhaal = factory.SubFactory(CodeerbaarVerhaalFactory)
    gemeente = factory.SelfAttribute("verhaal.gemeente")
    codeur = factory.SubFactory(GebruikerFactory, gemeente=factory.SelfAttribute("..gemeente"))
    start = 0
    eind = 34
    citaat = factory.LazyAttribute(lambda self: self.verhaal.tekst_veilig[self.start : self.eind])


class CoderingFactory(factory.django.DjangoModelFactory[Codering]):
    """The thema wachten on a fragment."""

    class Meta:
        model = Codering

    fragment = factory.SubFactory(FragmentFactory)
    gemeente = factory.SelfAttribute("fragment.gemeente")
    codeboek = factory.LazyAttribute(lambda self: get_codeboek(self.gemeente))
    thema = factory.LazyAttribute(
        lambda self: None if self.knop else Thema.objects.get(gemeente=self.gemeente, slug="wachten")
    )
    knop = None
