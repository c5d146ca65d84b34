from __future__ import annotations

import copy
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.coderen import CodeboekError, Tagger, load_codeboek
from nlp.pipeline import load
from nlp.types import Suggestie
from tests.nlp.conftest import KLEIN_CODEBOEK, all_evidence
from tests.voorbeelden import voorbeelden

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

WOORDEN = [
    "de", "wachtlijst", "geen", "contactpersoon", "thuiszitten", "zit", "thuis", "niet", "gehoord", "belde",
    "op", "hulp", "hielp", "gei\u0308soleerd", "jeugd\u00adhulp", "😀", "👩‍👧", "[persoon 1]", "WACHTLIJST", "Ömer",
    "שלום", ".", ",", "\n", "\n\n", "’s", "“ja”", "luisteren", "hulpverlenner", "\u00a0", "!!!",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WOORDEN), max_size=40).map(" ".join)
MANY = settings(
    max_examples=voorbeelden(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@MANY
@given(TEXTS)
def test_suggest_evidence_lies_inside_the_text_and_is_no_edge_of_it(tagger: Tagger, text: str) -> None:
    for bewijs in all_evidence(tagger.suggest(text)):
        assert 0 <= bewijs.start < bewijs.end <= len(text)
        piece = text[bewijs.start : bewijs.end]
        assert piece == piece.strip()


@MANY
@given(
    st.lists(st.sampled_from(["wachtlijst", "😀", "e\u0301e\u0301n", "op", "[persoon 2]", "niet", "\n"]), max_size=20)
)
def test_suggest_evidence_of_a_word_is_that_word(tagger: Tagger, words: list[str]) -> None:
    text = " ".join(words)

    suggestie = tagger.suggest(text)

    pieces = [text[bewijs.start : bewijs.end] for bewijs in all_evidence(suggestie)]
    assert pieces == ["wachtlijst"] * words.count("wachtlijst")


@MANY
@given(TEXTS, st.sampled_from(["😀 Hoi! 👨‍👩‍👧‍👦\n", "E\u0301e\u0301n zin.\n\n", "🇳🇱\n"]))
def test_suggest_text_before_it_shifts_evidence_by_its_length(tagger: Tagger, text: str, before: str) -> None:
    alone, behind = tagger.suggest(text), tagger.suggest(before + text)

    assert [(b.start + len(before), b.end + len(before), b.regel) for b in all_evidence(alone)] == [
        (b.start, b.end, b.regel) for b in all_evidence(behind)
    ]


def test_suggest_emoji_in_the_same_line_shifts_evidence(tagger: Tagger) -> None:
    text = "Na een jaar op de wachtlijst ben ik niet gehoord."
    before = "😀👨‍👩‍👧 Hallo daar. "

    alone, behind = tagger.suggest(text), tagger.suggest(before + text)

    assert [(before + text)[b.start : b.end] for b in all_evidence(behind)] == [
        text[b.start : b.end] for b in all_evidence(alone)
    ]


@MANY
@given(st.lists(TEXTS, max_size=6))
def test_suggest_many_equals_one_by_one(tagger: Tagger, texts: list[str]) -> None:
    assert list(tagger.suggest_many(texts)) == [tagger.suggest(text) for text in texts]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "😀", "\x00", "\ud800", "...", "שלום עולם", "a" * 5000])
def test_suggest_text_without_words_of_ours_gets_nothing(tagger: Tagger, text: str) -> None:
    assert tagger.suggest(text) == Suggestie(knoppen=(), themas=(), polariteit="neutraal", wens=False)


@pytest.mark.slow
def test_suggest_256_kb_takes_time_in_proportion(tagger: Tagger) -> None:
    line = "Wij stonden op de wachtlijst en niemand belde ons terug, wat ik ook deed. "
    small, large = line * (16_000 // len(line)), line * (256_000 // len(line))

    def duration(text: str) -> float:
        start = time.process_time()
        tagger.suggest(text)
        return time.process_time() - start

    duration(small)
    assert duration(large) < 40 * max(duration(small), 0.05)


@pytest.mark.parametrize("unit", ["!", "a", "(", "é", "😀", "a\u0301", "-a"])
def test_suggest_long_run_without_spaces_is_no_trap(tagger: Tagger, unit: str) -> None:
    start = time.process_time()

    tagger.suggest(unit * (8_000 // len(unit)))

    assert time.process_time() - start < 30


def test_suggest_many_reads_lazily(tagger: Tagger) -> None:
    def endless() -> Callable[[], None]:
        while True:
            yield "wachtlijst"

    stream = tagger.suggest_many(endless())

    assert next(stream) == next(stream)


def test_suggest_thema_supports_its_knop_that_has_evidence_of_its_own(taalmodel: Language) -> None:
    codeboek = {
        "versie": "1",
        "knoppen": [{"nummer": 11, "sterk": [], "zwak": ["psycholoog"]}, {"nummer": 4, "sterk": [], "zwak": []}],
        "themas": [{"slug": "wachten", "knoppen": [11, 4], "sterk": ["wachtlijst"], "zwak": []}],
    }
    tagger = Tagger(taalmodel, load_codeboek(codeboek))

    suggestie = tagger.suggest("Op de wachtlijst voor de psycholoog.")

    assert [(voorstel.label, len(voorstel.bewijs)) for voorstel in suggestie.knoppen] == [("11", 2)]
    assert tagger.suggest("Alleen de psycholoog.").knoppen == ()
    assert tagger.suggest("Alleen de wachtlijst.").knoppen == ()


def test_suggest_model_without_underscores_in_lemmas_finds_the_same() -> None:
    """Official models may or may not mark the parts of a lemma."""
    from spacy.language import Language as SpacyLanguage

    @SpacyLanguage.component("vh_proef_zonder_streepjes")
    def strip(doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = token.lemma_.replace("_", "")
        return doc

    nlp = load()
    nlp.add_pipe("vh_proef_zonder_streepjes")
    tagger = Tagger(nlp, load_codeboek(KLEIN_CODEBOEK))

    suggestie = tagger.suggest("Ik belde de gemeente op. Weer een jeugdhulpverlener op de wijkschool.")

    assert {bewijs.regel for bewijs in all_evidence(suggestie)} >= {"gemeente", "hulpverlener"}


def test_versie_names_codebook_and_model(taalmodel: Language, tagger: Tagger) -> None:
    other = copy.deepcopy(KLEIN_CODEBOEK)
    other["knoppen"][0]["sterk"].append("vaste contactpersoon")

    assert Tagger(taalmodel, load_codeboek(KLEIN_CODEBOEK)).versie == tagger.versie
    assert Tagger(taalmodel, load_codeboek(other)).versie != tagger.versie
    assert Tagger(taalmodel, load_codeboek(KLEIN_CODEBOEK | {"versie": "proef-2"})).versie != tagger.versie


@pytest.mark.parametrize(
    ("gegevens", "reden"),
    [
        ({}, "geen goede lijst 'knoppen'"),
        ({"knoppen": [{}], "themas": []}, "knop zonder 'nummer'"),
        ({"knoppen": [{"nummer": 4, "sterk": "wachten"}], "themas": []}, "knop 4 .* niet in een lijst"),
        ({"knoppen": [], "themas": [{"slug": "wachten", "zwak": ["a ..."]}]}, "thema wachten .* 'a ...'"),
        ({"knoppen": [{"nummer": 4}, {"nummer": "4"}], "themas": []}, "knop 4 twee keer"),
    ],
)
def test_load_codeboek_bad_one_says_where(gegevens: dict[str, object], reden: str) -> None:
    with pytest.raises(CodeboekError, match=reden):
        load_codeboek(gegevens)
