from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories.verzameling import VerhaalFactory
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.zoeken.index import index_verhaal

Verteller = Callable[..., Verhaal]


def pil_in(tekst: str, label: str) -> dict[str, Any]:
    """Return the mask that stands as ``label`` in a safe text."""
    soort, nummer = label.strip("[]").split()
    start = tekst.index(label)
    return {"start": start, "eind": start + len(label), "soort": soort, "nummer": int(nummer)}


@pytest.fixture
def vertel(lelystad: Gemeente) -> Verteller:
    """Make a checked story that is in the index: ``vertel("tekst", labels=["[persoon 1]"], …)``."""

    def make(tekst: str, labels: tuple[str, ...] = (), **fields: Any) -> Verhaal:
        pillen = [pil_in(tekst, label) for label in labels]
        verhaal: Verhaal = VerhaalFactory(
            **{"gemeente": lelystad, "nagekeken": True, "tekst_veilig": tekst, "pillen": pillen} | fields
        )
        index_verhaal(verhaal)
        return verhaal

    return make
