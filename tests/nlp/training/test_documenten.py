from __future__ import annotations

import spacy
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from nlp.training.documenten import make_doc, make_docs
from tests.nlp.training.zinnen import zin

VOLLEDIG = (
    "Ik ik PRON VNW|pers Person=1 2 nsubj",
    "wacht wachten VERB WW|pv Number=Sing 0 root",
    ". . PUNCT LET _ 2 punct",
)


def gold_of(doc: Doc, attribute: str) -> list[str | None]:
    blank = Doc(doc.vocab, words=[token.text for token in doc])
    values: list[str | None] = Example(blank, doc).get_aligned(attribute, as_string=True)
    return values


def test_make_doc_two_sentences_have_their_own_roots() -> None:
    doc = make_doc(spacy.blank("nl").vocab, [zin(*VOLLEDIG), zin(*VOLLEDIG)])

    assert [token.head.i for token in doc] == [1, 1, 1, 4, 4, 4]
    assert [sent.text.strip() for sent in doc.sents] == ["Ik wacht ."] * 2
    assert gold_of(doc, "MORPH")[:3] == ["Person=1", "Number=Sing", "_"]


def test_make_doc_what_is_missing_teaches_nothing() -> None:
    woorden = zin(*VOLLEDIG)
    woorden[1].lemma = woorden[1].xpos = woorden[1].upos = woorden[1].feats = ""
    vocab = spacy.blank("nl").vocab
    stored = DocBin(docs=[make_doc(vocab, [woorden])]).to_bytes()

    doc = next(DocBin().from_bytes(stored).get_docs(vocab))

    assert [gold_of(doc, name)[1] for name in ("TAG", "LEMMA", "POS", "MORPH")] == ["", "", "", ""]
    assert [token.has_morph() for token in doc] == [True, False, True]


def test_missing_words_leave_tagger_morphologizer_and_lemmatizer_as_they_are() -> None:
    nlp = spacy.blank("nl")
    names = ("morphologizer", "tagger", "trainable_lemmatizer")
    for name in names:
        nlp.add_pipe(name, config={"min_tree_freq": 1} if name == "trainable_lemmatizer" else {})
    full = make_doc(nlp.vocab, [zin(*VOLLEDIG)])
    woorden = zin(*VOLLEDIG)
    for woord in woorden:
        woord.lemma = woord.xpos = woord.upos = woord.feats = ""
    empty = make_doc(nlp.vocab, [woorden])
    nlp.initialize(lambda: [Example(nlp.make_doc(full.text), full)])

    for name in names:
        pipe = nlp.get_pipe(name)
        example = Example(Doc(nlp.vocab, words=[token.text for token in empty]), empty)
        loss, gradient = pipe.get_loss([example], pipe.model.predict([example.predicted]))
        assert loss == 0.0, name
        assert not gradient[0].any(), name


def test_make_docs_a_sentence_without_a_tree_stands_alone_and_claims_no_boundaries() -> None:
    vocab = spacy.blank("nl").vocab

    docs = list(make_docs(vocab, [zin(*VOLLEDIG)] * 11, zonder_boom=[zin(*VOLLEDIG)] * 2))

    assert [len(doc) for doc in docs] == [30, 3, 3, 3]
    assert [doc.has_annotation("DEP") for doc in docs] == [True, True, False, False]
    assert not docs[-1].has_annotation("SENT_START")
