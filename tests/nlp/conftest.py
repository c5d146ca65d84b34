"""One pipeline for all language tests: loading it takes a second, so it happens once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from nlp.coderen import Codeboek, Tagger, load_codeboek
from nlp.pipeline import load
from nlp.types import Bewijs, Suggestie

if TYPE_CHECKING:
    from spacy.language import Language

KLEIN_CODEBOEK: dict[str, Any] = {
    "versie": "proef-1",
    "knoppen": [
        {
            "nummer": 4,
            "naam": "1 gezin, 1 plan",
            "sterk": ["geen ... contactpersoon", "verhaal & opnieuw vertellen", "niet gehoord"],
            "zwak": ["hulpverlener", "gemeente"],
        },
        {"nummer": 6, "naam": "Schoolaanwezigheid", "sterk": ["thuiszitten", "=thuiszitter"], "zwak": ["school*"]},
        {"nummer": 10, "naam": "Verlengingen", "sterk": ["stopzetten"], "zwak": ["opbellen"]},
    ],
    "themas": [
        {"slug": "wachten", "naam": "Wachten", "knoppen": [11], "sterk": ["wachtlijst", "lang wachten"], "zwak": []},
        {"slug": "hulp-werkte", "naam": "Hulp werkte", "knoppen": [8], "sterk": ["hulp & helpen"], "zwak": []},
        {"slug": "gehoord-worden", "naam": "Gehoord worden", "sterk": ["horen|luisteren"], "zwak": []},
    ],
}


@pytest.fixture(scope="session")
def taalmodel() -> Language:
    """The committed Dutch pipeline."""
    return load()


@pytest.fixture(scope="session")
def klein_codeboek() -> Codeboek:
    """A codebook small enough to know by heart."""
    return load_codeboek(KLEIN_CODEBOEK)


@pytest.fixture(scope="session")
def tagger(taalmodel: Language, klein_codeboek: Codeboek) -> Tagger:
    """A tagger with the small codebook."""
    return Tagger(taalmodel, klein_codeboek)


@pytest.fixture(scope="session")
def tagger_for(taalmodel: Language) -> Callable[..., Tagger]:
    """Make a tagger that looks for the given phrases as strong evidence of knop 1."""

    def make(*sterk: str, zwak: tuple[str, ...] = ()) -> Tagger:
        knop = {"nummer": 1, "naam": "proef", "sterk": list(sterk), "zwak": list(zwak)}
        return Tagger(taalmodel, load_codeboek({"versie": "1", "knoppen": [knop], "themas": []}))

    return make


def all_evidence(suggestie: Suggestie) -> list[Bewijs]:
    """The evidence of all proposals, in one list."""
    return [bewijs for voorstel in (*suggestie.knoppen, *suggestie.themas) for bewijs in voorstel.bewijs]
