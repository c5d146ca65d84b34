"""Every field says how private it is, and every row belongs to a municipality."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from verhalen.kern.classificatie import Privacy, classify, own_fields, unclassified_fields
from verhalen.stamgegevens.models import Gemeente, GemeenteGebonden

# A row without its own municipality, and why.
ZONDER_GEMEENTE = {
    "stamgegevens.gemeente": "is the municipality",
    "verzameling.codepoging": "counts wrong codes, which point at no municipality; gone after a quarter of an hour",
    "gebruikers.rolverlening": "belongs to a Gebruiker, who belongs to one; deleted with that person",
}
# A municipality that may be empty, and why.
SOMS_ZONDER_GEMEENTE = {
    "kern.gebeurtenis": "set-up by the owner of the server belongs to no municipality",
}


def is_historical(model: type[models.Model]) -> bool:
    """Tell whether simple-history made this model as the shadow of one of ours."""
    return hasattr(model, "instance_type")


def own_models() -> list[type[models.Model]]:
    """Return the models we wrote; shadows and the tables between two of ours are judged apart."""
    written = [model for model in apps.get_models() if model.__module__.startswith("verhalen.")]
    return [model for model in written if not is_historical(model)]


def historical_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("verhalen.") and is_historical(model)]


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


@pytest.mark.parametrize("model", own_models(), ids=label)
def test_every_field_is_classified(model: type[models.Model]) -> None:
    assert unclassified_fields(model) == []


@pytest.mark.parametrize("model", own_models(), ids=label)
def test_a_classification_names_no_field_that_does_not_exist(model: type[models.Model]) -> None:
    fields = {field.name for field in own_fields(model)}
    named = {name for base in model.__mro__ for name in vars(base).get("privacy", {})}

    assert named - fields == set()


@pytest.mark.parametrize("model", historical_models(), ids=label)
def test_a_shadow_holds_only_classified_fields_of_its_model(model: type[models.Model]) -> None:
    """A shadow needs no table of its own: each field is a copy, apart from who changed it and when."""
    original = {field.name for field in own_fields(model.instance_type)}  # type: ignore[attr-defined]

    shadow = {field.name for field in model._meta.concrete_fields if not field.name.startswith("history_")}

    assert shadow <= original


def test_a_field_without_a_class_is_found() -> None:
    with isolate_apps("verhalen.kern"):

        class Nieuw(models.Model):
            naam = models.CharField(max_length=10)
            bsn = models.CharField(max_length=9)
            privacy = classify(openbaar="naam")

            class Meta:
                app_label = "kern"

        assert unclassified_fields(Nieuw) == ["bsn"]


def test_a_class_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="vertrouwelijk"):
        classify(vertrouwelijk="naam")


def test_a_classification_names_many_fields_at_once() -> None:
    assert classify(openbaar="naam slug", geheim="sleutel") == {
        "naam": Privacy.OPENBAAR,
        "slug": Privacy.OPENBAAR,
        "sleutel": Privacy.GEHEIM,
    }


@pytest.mark.parametrize("model", own_models(), ids=label)
def test_every_row_belongs_to_a_municipality(model: type[models.Model]) -> None:
    if label(model) in ZONDER_GEMEENTE:
        assert not any(field.name == "gemeente" for field in own_fields(model))
        return

    gemeente = model._meta.get_field("gemeente")

    assert gemeente.related_model is Gemeente
    assert gemeente.null == (label(model) in SOMS_ZONDER_GEMEENTE)
    # Deleting a municipality must never take its people's words along silently.
    assert gemeente.remote_field.on_delete is models.PROTECT  # type: ignore[union-attr]


@pytest.mark.parametrize("model", own_models(), ids=label)
def test_rows_that_people_ask_for_can_be_limited_to_their_municipality(model: type[models.Model]) -> None:
    if not issubclass(model, GemeenteGebonden) or label(model) == "gebruikers.gebruiker":
        return

    assert hasattr(model._default_manager.all(), "visible_to")


def test_the_exceptions_still_exist() -> None:
    known = {label(model) for model in own_models()}

    assert set(ZONDER_GEMEENTE) | set(SOMS_ZONDER_GEMEENTE) <= known
