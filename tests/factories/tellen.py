"""Computed figures, straight into the table."""

from __future__ import annotations

from datetime import date

import factory
from django.utils import timezone

from tests.factories.programma import IndicatorFactory
from tests.factories.stamgegevens import GemeenteFactory
from verhalen.tellen.models import Meting
from verhalen.tellen.perioden import Tijdvak


class MetingFactory(factory.django.DjangoModelFactory[Meting]):
    """A share of twelve months; `verborgen=True` keeps it off general screens."""

    class Meta:
        model = Meting

    gemeente = factory.SubFactory(GemeenteFactory)
    indicator = factory.SubFactory(IndicatorFactory, gemeente=factory.SelfAttribute("..gemeente"))
    versie = "1"
    van = date(2023, 1, 1)
    tot = date(2023, 12, 31)
    maanden = factory.LazyAttribute(lambda self: Tijdvak(self.van, self.tot).maanden)
    bron = Meting.Bron.BERICHTEN
    waarde = 12.7
    teller = 2248.0
    noemer = 17700.0
    laag = 12.2
    hoog = 13.2
    peildatum = date(2025, 12, 31)
    invoer_hash = "0" * 64
    berekend_op = factory.LazyFunction(timezone.now)
