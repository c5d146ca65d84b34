from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from nlp.evaluatie.gesproken import as_told

NLP = spacy.blank("nl")


def told_of(words: list[str], heads: list[int], deps: list[str]) -> Doc:
    doc = Doc(NLP.vocab, words=words, heads=heads, deps=deps, lemmas=words, tags=[word.upper() for word in words])
    return as_told(doc)


def test_as_told_loses_capitals_and_the_last_mark_but_keeps_the_annotation() -> None:
    doc = told_of(["Ik", "wacht", ",", "Noor", "."], [1, 1, 3, 1, 1], ["nsubj", "ROOT", "punct", "vocative", "punct"])

    assert [token.text for token in doc] == ["ik", "wacht", ",", "noor"]
    assert [token.lemma_ for token in doc] == ["Ik", "wacht", ",", "Noor"]
    assert [(token.head.i, token.dep_) for token in doc] == [(1, "nsubj"), (1, "ROOT"), (3, "punct"), (1, "vocative")]


def test_as_told_heads_are_counted_anew_behind_a_mark_that_is_gone() -> None:
    doc = told_of(["Ja", ".", "Ik", "wacht"], [0, 0, 3, 3], ["ROOT", "punct", "nsubj", "ROOT"])

    assert [(token.text, token.head.i) for token in doc] == [("ja", 0), ("ik", 2), ("wacht", 2)]
    assert [sent.text.strip() for sent in doc.sents] == ["ja", "ik wacht"]


def test_as_told_mark_that_carries_something_or_is_all_there_is_stays() -> None:
    carries = told_of(["Ja", "."], [1, 1], ["dep", "ROOT"])
    alone = told_of(["."], [0], ["ROOT"])

    assert [token.text for token in carries] == ["ja", "."]
    assert [token.text for token in alone] == ["."]


def test_as_told_missing_stays_missing() -> None:
    doc = Doc(NLP.vocab, words=["Ja", "hoor", "."], morphs=["Number=Sing", "", ""])
    doc[1].set_morph(None)

    told = as_told(doc)

    assert [token.has_morph() for token in told] == [True, False]
    assert not told.has_annotation("DEP")


def test_as_told_space_behind_a_mark_goes_to_the_word_before_it() -> None:
    doc = Doc(NLP.vocab, words=["Ja", ".", "Nee", "."], spaces=[False, True, False, False])
    doc[2].is_sent_start = True

    assert as_told(doc).text == "ja nee"


@given(st.lists(st.sampled_from(["Ik", "wacht", ".", "!", "Noor", "..."]), min_size=1, max_size=12))
def test_as_told_never_empties_a_document_and_is_told_once_and_for_all(words: list[str]) -> None:
    doc = Doc(NLP.vocab, words=words)

    once = as_told(doc)

    assert len(once) >= 1
    assert [t.text for t in once] in ([w.lower() for w in words], [w.lower() for w in words[:-1]])
