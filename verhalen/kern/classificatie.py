"""Every field of every model says how private it is; a test fails when one is silent."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.db import models


class Privacy(StrEnum):
    """How much harm a field does when it leaks."""

    OPENBAAR = "openbaar"  # may be published as it stands
    INTERN = "intern"  # about the organisation or the system
    PERSOON = "persoon"  # about a person, also when pseudonymous
    VERHAAL = "verhaal"  # words of a teller, names masked by a person
    GEHEIM = "geheim"  # ciphertext, keys, codes


def classify(**fields: str) -> dict[str, Privacy]:
    """Return a field -> class table from groups: ``classify(openbaar="naam slug", persoon="door")``."""
    return {name: Privacy(privacy) for privacy, names in fields.items() for name in names.split()}


def unclassified_fields(model: type[models.Model]) -> list[str]:
    """Return the fields of ``model`` that no ``privacy`` table along its bases names."""
    known: set[str] = {"id"}
    for base in model.__mro__:
        known |= set(vars(base).get("privacy", {}))
    return [field.name for field in own_fields(model) if field.name not in known]


def own_fields(model: type[models.Model]) -> Iterable[models.Field[object, object]]:
    """Return the concrete and many-to-many fields that ``model`` stores."""
    return [*model._meta.concrete_fields, *model._meta.many_to_many]
