"""A treebank document as somebody would have told or typed it: lower case, no marks at the end of a sentence.

The annotation of the words that stay is kept as it is, capitals of lemmas included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SLOT = frozenset({".", "!", "?", "...", "…"})


def as_told(doc: Doc, *, lower: bool = True, bare: bool = True) -> Doc:
    """A copy in lower case (``lower``) and without sentence-final marks (``bare``); never without any words.

    What is missing in the document stays missing; heads are counted anew where a mark is gone.
    """
    from spacy.tokens import Doc

    kept = [token for token in doc if not (bare and _ends_sentence(token))] or list(doc)
    place = {token.i: number for number, token in enumerate(kept)}
    told = Doc(
        doc.vocab,
        words=[token.lower_ if lower else token.text for token in kept],
        spaces=[_space_after(token, place) for token in kept],
        tags=[token.tag_ for token in kept],
        pos=[token.pos_ for token in kept],
        lemmas=[token.lemma_ for token in kept],
        morphs=[str(token.morph) for token in kept],
        **(_tree(kept, place) if doc.has_annotation("DEP") else {}),
    )
    for token, source in zip(told, kept, strict=True):
        if not source.has_morph():
            unset_features(token)
    return told


def unset_features(token: Any) -> None:
    """Make the features missing: without this they read as 'none', which teaches and counts."""
    token.set_morph(None)


def _tree(kept: list[Token], place: dict[int, int]) -> dict[str, Any]:
    return {"heads": [place[token.head.i] for token in kept], "deps": [token.dep_ for token in kept]}


def _ends_sentence(token: Token) -> bool:
    """Whether this is the last mark of a sentence, with nothing hanging from it and not its only word."""
    last = token.i + 1 == len(token.doc) or bool(token.nbor().is_sent_start)
    leaf = not any(token.children) and (token.head.i != token.i or not token.has_dep())
    return last and leaf and token.text in _SLOT


def _space_after(token: Token, place: dict[int, int]) -> bool:
    """The space after a word, or after the mark behind it when that is gone."""
    following = token.i + 1
    if following < len(token.doc) and following not in place:
        return bool(token.nbor().whitespace_)
    return bool(token.whitespace_)
