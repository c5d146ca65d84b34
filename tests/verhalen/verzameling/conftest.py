from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nlp.types import Masker as Gevonden
from tests.factories.verzameling import UitvraagFactory, VerhaalFactory
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.models import Uitvraag, Verhaal

TEKST = "Ik sprak Fatima de Boer bij de haven. Fatima zei: wacht maar.\n\nDat was in maart."


@pytest.fixture
def uitvraag(lelystad: Gemeente) -> Uitvraag:
    return UitvraagFactory(gemeente=lelystad)


@pytest.fixture
def verhaal(lelystad: Gemeente) -> Verhaal:
    """A story in the kluis for which the machine had its say: it proposed nothing."""
    return VerhaalFactory(gemeente=lelystad, voorgesteld=True, ruw=TEKST)


@pytest.fixture
def vinder(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the machine find the given words, instead of the lookup structure that takes ten seconds to load."""

    def find_words(*woorden: str, soort: str = "persoon") -> None:
        def find(tekst: str, **lists: Any) -> list[Gevonden]:
            return [
                Gevonden(tekst.index(woord), tekst.index(woord) + len(woord), soort, "proefregel")
                for woord in woorden
                if woord in tekst
            ]

        monkeypatch.setattr("nlp.deidentificatie.find", find)

    return find_words
