from __future__ import annotations

import pytest

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.programma import IndicatorFactory
from tests.factories.stamgegevens import GebiedFactory, ZorgvormFactory
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.rollen import Rol
from verhalen.stamgegevens.models import Gemeente, Product


@pytest.fixture
def analist(lelystad: Gemeente) -> Gebruiker:
    return GebruikerFactory(gemeente=lelystad, rollen=[Rol.DATA_ANALIST])


@pytest.fixture
def lijsten(lelystad: Gemeente) -> None:
    """A wijk, two products, a zorgvorm and an indicator that tables may name."""
    GebiedFactory(gemeente=lelystad)
    ZorgvormFactory(gemeente=lelystad)
    for code, categorie, hulpvorm in (("45A04", "45", "02"), ("44A07", "44", "11")):
        Product.objects.create(gemeente=lelystad, code=code, omschrijving=code, categorie=categorie, hulpvorm=hulpvorm)
    IndicatorFactory(gemeente=lelystad, slug="betrokkenen", naam="Betrokkenen", eenheid="aantal", bron="tellingen")
