"""A small programme: one part, one knop, one term, one action."""

from __future__ import annotations

from datetime import date

import factory

from tests.factories.stamgegevens import GemeenteFactory
from verhalen.programma.models import (
    Actie,
    Deel,
    Indicator,
    Knop,
    Knopformulering,
    Programmaversie,
    Stoplicht,
    Termijn,
    Vertrekpunt,
)

BEGIN = date(2025, 1, 1)


class ProgrammaversieFactory(factory.django.DjangoModelFactory[Programmaversie]):
    class Meta:
        model = Programmaversie
        django_get_or_create = ("gemeente", "geldig_vanaf")

    gemeente = factory.SubFactory(GemeenteFactory)
    naam = "Uitvoeringsprogramma"
    geldig_vanaf = BEGIN


class DeelFactory(factory.django.DjangoModelFactory[Deel]):
    class Meta:
        model = Deel
        django_get_or_create = ("gemeente", "slug")

    gemeente = factory.SubFactory(GemeenteFactory)
    slug = "gezin"
    naam = "Het gezin en het netwerk"
    volgorde = 1


class VertrekpuntFactory(factory.django.DjangoModelFactory[Vertrekpunt]):
    class Meta:
        model = Vertrekpunt
        django_get_or_create = ("gemeente", "slug")

    gemeente = factory.SubFactory(GemeenteFactory)
    slug = "minder-verblijf"
    letter = "A"
    naam = "Minder jeugdhulp met verblijf"
    volgorde = 1


class IndicatorFactory(factory.django.DjangoModelFactory[Indicator]):
    class Meta:
        model = Indicator
        django_get_or_create = ("gemeente", "slug")

    gemeente = factory.SubFactory(GemeenteFactory)
    slug = "clienten-met-verblijf"
    naam = "Jongeren met verblijf"
    eenheid = "procent"
    gewenste_richting = "omlaag"
    definitie = "Aandeel van de jongeren met jeugdhulp dat buiten het eigen gezin verblijft."
    bron = "berichten"


class KnopFactory(factory.django.DjangoModelFactory[Knop]):
    class Meta:
        model = Knop
        django_get_or_create = ("gemeente", "nummer")

    gemeente = factory.SubFactory(GemeenteFactory)
    nummer = 4
    geldig_vanaf = BEGIN


class FormuleringFactory(factory.django.DjangoModelFactory[Knopformulering]):
    """How a knop is worded in the version that holds."""

    class Meta:
        model = Knopformulering

    gemeente = factory.SubFactory(GemeenteFactory)
    knop = factory.SubFactory(KnopFactory, gemeente=factory.SelfAttribute("..gemeente"))
    versie = factory.SubFactory(ProgrammaversieFactory, gemeente=factory.SelfAttribute("..gemeente"))
    deel = factory.SubFactory(DeelFactory, gemeente=factory.SelfAttribute("..gemeente"))
    naam = "Eén gezin, één plan, één contactpersoon"
    kern = "Een gezin heeft één plan en één vast contact."
    gewenste_richting = "omlaag"


class TermijnFactory(factory.django.DjangoModelFactory[Termijn]):
    class Meta:
        model = Termijn
        django_get_or_create = ("knop", "nummer")

    gemeente = factory.SubFactory(GemeenteFactory)
    knop = factory.SubFactory(KnopFactory, gemeente=factory.SelfAttribute("..gemeente"))
    nummer = 1
    van = 2025
    tot = 2028


class ActieFactory(factory.django.DjangoModelFactory[Actie]):
    class Meta:
        model = Actie

    gemeente = factory.SubFactory(GemeenteFactory)
    termijn = factory.SubFactory(TermijnFactory, gemeente=factory.SelfAttribute("..gemeente"))
    code = "4a"
    tekst = "Elk gezin krijgt één contactpersoon."
    geldig_vanaf = BEGIN


class StoplichtFactory(factory.django.DjangoModelFactory[Stoplicht]):
    class Meta:
        model = Stoplicht

    gemeente = factory.SelfAttribute("actie.gemeente")
    actie = factory.SubFactory(ActieFactory)
    kleur = "groen"
    per = BEGIN
