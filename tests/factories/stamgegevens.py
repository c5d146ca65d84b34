from __future__ import annotations

import factory

from verhalen.stamgegevens.models import Aanbieder, Gebied, Gemeente, Vertellerrol, Zorgvorm


class GemeenteFactory(factory.django.DjangoModelFactory[Gemeente]):
    class Meta:
        model = Gemeente
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"{9000 + n:04d}")
    naam = factory.LazyAttribute(lambda self: f"Gemeente {self.code}")
    gm_code = factory.LazyAttribute(lambda self: f"GM{self.code}")


class GebiedFactory(factory.django.DjangoModelFactory[Gebied]):
    class Meta:
        model = Gebied
        django_get_or_create = ("gemeente", "code")

    gemeente = factory.SubFactory(GemeenteFactory)
    soort = Gebied.Soort.WIJK
    code = "WK099501"
    naam = "Zuiderzeewijk"


class ZorgvormFactory(factory.django.DjangoModelFactory[Zorgvorm]):
    class Meta:
        model = Zorgvorm
        django_get_or_create = ("gemeente", "slug")

    gemeente = factory.SubFactory(GemeenteFactory)
    slug = "ambulant"
    naam = "Ambulante hulp"


class VertellerrolFactory(factory.django.DjangoModelFactory[Vertellerrol]):
    class Meta:
        model = Vertellerrol
        django_get_or_create = ("gemeente", "slug")

    gemeente = factory.SubFactory(GemeenteFactory)
    slug = "ouder"
    naam = "Ouder"


class AanbiederFactory(factory.django.DjangoModelFactory[Aanbieder]):
    class Meta:
        model = Aanbieder
        django_get_or_create = ("gemeente", "slug")

    gemeente = factory.SubFactory(GemeenteFactory)
    slug = "kompas-jeugdhulp"
    naam = "Kompas Jeugdhulp"
    agb = "98000002"
