"""The wall between municipalities, and the lists that both sides of the house share."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models

from tests.factories.stamgegevens import AanbiederFactory, GebiedFactory, ZorgvormFactory
from verhalen.gebruikers.models import Gebruiker
from verhalen.stamgegevens.laden import (
    load_aanbieders,
    load_gebieden,
    load_gemeente,
    load_producten,
    load_vocabulaires,
    read_date,
)
from verhalen.stamgegevens.models import Aanbieder, Gebied, Gemeente, Product, Vertellerrol, Verwijzer, Zorgvorm

pytestmark = pytest.mark.django_db
GEBIEDEN = {
    "wijken": [{"code": "WK099501", "naam": "Zuiderzeewijk"}, {"code": "WK099502", "naam": "Atolwijk"}],
    "gebieden": [
        {"slug": "lelystad-oost", "naam": "Lelystad-Oost", "wijken": ["WK099501"], "geldig_vanaf": "2025-01-01"}
    ],
}
VOCABULAIRES = {
    "zorgvorm": [{"slug": "ambulant", "naam": "Ambulante hulp"}, {"slug": "crisis", "naam": "Crisishulp"}],
    "vertellerrol": [{"slug": "ouder", "naam": "Ouder"}],
    "verwijzer": [{"code": "02", "naam": "Huisarts"}],
}
PRODUCTEN: list[dict[str, Any]] = [
    {"code": "44A01", "omschrijving": "Verblijf oud", "zorgvorm": "crisis", "opvolger": "44A02", "verblijf": True},
    {"code": "44A02", "omschrijving": "Verblijf nieuw", "zorgvorm": "crisis", "geldig_vanaf": "2024-01-01"},
]


def test_people_see_the_rows_of_their_own_municipality(
    lelystad: Gemeente, elders: Gemeente, onderzoeker: Gebruiker, buitenstaander: Gebruiker
) -> None:
    own = AanbiederFactory(gemeente=lelystad)
    other = AanbiederFactory(gemeente=elders)

    assert list(Aanbieder.objects.visible_to(onderzoeker)) == [own]
    assert list(Aanbieder.objects.visible_to(buitenstaander)) == [other]
    assert list(Aanbieder.objects.of(elders)) == [other]


def test_the_same_slug_may_exist_in_two_municipalities_and_once_in_each(lelystad: Gemeente, elders: Gemeente) -> None:
    Zorgvorm.objects.create(gemeente=lelystad, slug="ambulant", naam="Ambulante hulp")
    Zorgvorm.objects.create(gemeente=elders, slug="ambulant", naam="Ambulante hulp")

    with pytest.raises(IntegrityError):
        Zorgvorm.objects.create(gemeente=lelystad, slug="ambulant", naam="Nog eens")


def test_a_municipality_with_rows_cannot_be_deleted(lelystad: Gemeente) -> None:
    ZorgvormFactory(gemeente=lelystad)

    with pytest.raises(models.ProtectedError):
        lelystad.delete()


def test_an_area_is_valid_from_its_first_day_until_the_day_it_ends(lelystad: Gemeente) -> None:
    GebiedFactory(gemeente=lelystad, code="oost", geldig_vanaf=date(2025, 1, 1), geldig_tot=date(2026, 1, 1))
    GebiedFactory(gemeente=lelystad, code="altijd")

    def codes(dag: date) -> set[str]:
        return set(Gebied.objects.of(lelystad).op(dag).values_list("code", flat=True))

    assert codes(date(2024, 12, 31)) == {"altijd"}
    assert codes(date(2025, 1, 1)) == {"altijd", "oost"}
    assert codes(date(2025, 12, 31)) == {"altijd", "oost"}
    assert codes(date(2026, 1, 1)) == {"altijd"}


def test_an_area_cannot_end_before_it_begins(lelystad: Gemeente) -> None:
    with pytest.raises(IntegrityError):
        GebiedFactory(gemeente=lelystad, geldig_vanaf=date(2025, 1, 1), geldig_tot=date(2025, 1, 1))


def load_everything(gemeente: Gemeente) -> dict[type[models.Model], int]:
    load_vocabulaires(gemeente, VOCABULAIRES)
    load_aanbieders(gemeente, [{"slug": "kompas", "naam": "Kompas", "agb": "98000002"}])
    load_gebieden(gemeente, GEBIEDEN)
    load_producten(gemeente, PRODUCTEN)
    kinds = (Zorgvorm, Vertellerrol, Verwijzer, Aanbieder, Gebied, Product)
    return {kind: kind._default_manager.filter(gemeente=gemeente).count() for kind in kinds}


def test_loading_the_lists_twice_changes_nothing(lelystad: Gemeente) -> None:
    first = load_everything(lelystad)

    second = load_everything(lelystad)

    assert first == second == {Zorgvorm: 2, Vertellerrol: 1, Verwijzer: 1, Aanbieder: 1, Gebied: 3, Product: 2}


def test_loading_again_takes_a_new_name_over(lelystad: Gemeente) -> None:
    load_aanbieders(lelystad, [{"slug": "kompas", "naam": "Kompas", "agb": "98000002"}])
    load_aanbieders(lelystad, [{"slug": "kompas", "naam": "Kompas Jeugdhulp", "agb": "98000002"}])

    assert Aanbieder.objects.get(gemeente=lelystad).naam == "Kompas Jeugdhulp"


def test_a_named_area_is_made_of_the_wijken_of_its_own_municipality(lelystad: Gemeente, elders: Gemeente) -> None:
    GebiedFactory(gemeente=elders, code="WK099501")
    load_gebieden(lelystad, GEBIEDEN)

    oost = Gebied.objects.get(gemeente=lelystad, code="lelystad-oost")

    assert oost.soort == Gebied.Soort.BENOEMD
    assert [(wijk.code, wijk.gemeente) for wijk in oost.wijken.all()] == [("WK099501", lelystad)]


def test_a_product_knows_its_successor_and_its_kind_of_care(lelystad: Gemeente) -> None:
    load_everything(lelystad)

    old = Product.objects.get(gemeente=lelystad, code="44A01")

    assert old.opvolger is not None
    assert old.opvolger.code == "44A02"
    assert old.zorgvorm is not None
    assert old.zorgvorm.slug == "crisis"
    assert old.verblijf is True
    assert old.opvolger.geldig_vanaf == date(2024, 1, 1)


def test_two_municipalities_keep_their_own_lists(lelystad: Gemeente, elders: Gemeente) -> None:
    load_everything(lelystad)
    load_everything(elders)

    product = Product.objects.get(gemeente=elders, code="44A01")
    assert product.opvolger is not None
    assert product.opvolger.gemeente == elders
    assert Product.objects.count() == 4


def test_a_municipality_is_made_once() -> None:
    data = {"code": "0995", "naam": "Lelystad", "gm_code": "GM0995"}

    assert load_gemeente(data) == load_gemeente(data)
    assert Gemeente.objects.count() == 1


@pytest.mark.parametrize(("value", "expected"), [("2025-01-01", date(2025, 1, 1)), ("", None), (None, None)])
def test_read_date(value: str | None, expected: date | None) -> None:
    assert read_date(value) == expected
