"""What counts as a word, which words are one, and where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verhalen.verzameling.teksten import Pil, VeiligeTekst
from verhalen.verzameling.zoeken.woorden import GRENS, LANGSTE_WOORD, fold, lemma_of, read_veilig, read_woorden
from verhalen.verzameling.zoeken.zoektekst_maken import describe


def forms(tekst: str) -> list[str]:
    return [woord.vorm for woord in read_woorden(tekst)]


@pytest.mark.parametrize(
    "woorden",
    [
        # The word list goes round in a circle here: a single look-up keeps wachten apart from wachtte.
        ("wachten", "wachtte", "wachtten", "gewacht", "wacht"),
        ("lopen", "loopt", "liep", "gelopen"),
        ("zitten", "zit", "zat"),
        ("kind", "kinderen"),
        ("gezin", "gezinnen"),
        ("school", "scholen"),
        ("huis", "huizen"),
        ("maand", "maanden"),
        ("auto", "auto's"),
        ("wijkteam", "wijkteams"),
        ("gezinscoach", "gezinscoaches"),
        ("cliëntondersteuner", "cliëntondersteuners"),
        ("café", "café's"),
    ],
)
def test_alle_vormen_van_een_woord_zijn_een_woord(woorden: tuple[str, ...]) -> None:
    assert len({lemma_of(woord) for woord in woorden}) == 1


@pytest.mark.parametrize(("een", "ander"), [("gezin", "zin"), ("gesprek", "sprek"), ("school", "schuld")])
def test_andere_woorden_blijven_apart(een: str, ander: str) -> None:
    assert lemma_of(een) != lemma_of(ander)


def test_hoofdletters_accenten_en_streepjes_maken_niet_uit() -> None:
    assert forms("Eén CAFÉ, niet-pluis; zo’n 1-op-1!") == ["een", "cafe", "niet", "pluis", "zo'n", "1", "op", "1"]


def test_een_emoji_telt_als_tekens_voor_de_plek() -> None:
    tekst = "👩‍👧 wacht 🇳🇱 Ebon\u0304"

    assert [(tekst[woord.start : woord.eind], woord.vorm) for woord in read_woorden(tekst)] == [
        ("wacht", "wacht"),
        ("Ebon\u0304", "ebon"),
    ]


def test_een_eindeloos_woord_wordt_afgekapt() -> None:
    assert [len(vorm) for vorm in forms("a" * 3000)] == [LANGSTE_WOORD]


def test_een_masker_is_geen_woord_maar_wel_een_grens() -> None:
    tekst = "Toen [persoon 1] belde.\n\nNiemand kwam."
    veilig = VeiligeTekst(tekst, (Pil(5, 16, "persoon", 1),))

    assert [woord.vorm for woord in read_veilig(veilig)] == ["toen", GRENS, "belde", GRENS, "niemand", "kwam"]


@given(st.text())
def test_elk_woord_staat_op_zijn_plek(tekst: str) -> None:
    tekst = unicodedata.normalize("NFC", tekst)
    end = 0
    for woord in read_woorden(tekst):
        assert end <= woord.start < woord.eind <= len(tekst)
        assert fold(tekst[woord.start : woord.eind].lower().replace("’", "'").replace("ʼ", "'")) == woord.vorm
        end = woord.eind


@given(st.text())
def test_wat_in_de_index_komt_kan_in_geen_zoektaal_iets_betekenen(tekst: str) -> None:
    for woord in read_woorden(tekst):
        for form in (woord.lemma, woord.vorm):
            assert form
            assert all(character.isalnum() or character == "'" for character in form)
            assert len(form) <= LANGSTE_WOORD


@given(st.text())
def test_de_index_heeft_van_elk_woord_begin_en_eind(tekst: str) -> None:
    described = describe(VeiligeTekst(tekst))

    assert len(described["plekken"]) == 2 * len(described["woorden"].split()) == 2 * len(described["vormen"].split())
