"""Words as the matcher sees them: where they stand, their form, their lemma, their kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from nlp.coderen.frasen import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

    from nlp.lezing import Lezing

_SENTENCE_ENDS = frozenset({".", "!", "?"})
_TURNS = frozenset({",", ":", ";"})
_MONTHS = frozenset({
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Woord:
    """One word of a sentence; ``start`` and ``end`` are code points of the given text.

    ``vorm`` and ``lemma`` are folded (the lemma keeps ``_``) and empty for a mask, which is nobody's word.
    ``soort`` is the head of the CGN tag (N, WW, ADJ, VZ, ...), ``fijn`` the whole of it. ``prt`` is the index
    in the sentence of the verb this particle belongs to, by the parser, or -1. ``grens`` tells that a comma,
    colon or semicolon stands before it, ``naam`` that it has a capital where no sentence begins.
    """

    start: int
    end: int
    vorm: str
    lemma: str
    soort: str
    fijn: str
    prt: int = -1
    grens: bool = False
    naam: bool = False

    @property
    def is_noun(self) -> bool:
        """A noun, common or proper."""
        return self.soort == "N"

    @property
    def is_name(self) -> bool:
        """A proper noun, or written with a capital where no sentence begins."""
        return self.naam or self.soort == "SPEC" or self.fijn.startswith("N|eigen")

    @property
    def is_finite(self) -> bool:
        """A verb in the form that goes with its subject."""
        return self.fijn.startswith("WW|pv")


def sentences(tokens: Iterable[Token], lezing: Lezing) -> Iterator[list[Woord]]:
    """The sentences of one stretch, without spaces and punctuation.

    A sentence ends where the parser says and at every full stop, question or exclamation mark.
    """
    current: list[Token] = []
    for token in tokens:
        if current and (token.is_sent_start or current[-1].text in _SENTENCE_ENDS):
            yield _words(current, lezing)
            current = []
        current.append(token)
    if current:
        yield _words(current, lezing)


def _words(tokens: Sequence[Token], lezing: Lezing) -> list[Woord]:
    kept = [token for token in tokens if not token.is_space and not token.is_punct]
    places = {token.i: place for place, token in enumerate(kept)}
    turns = {token.i + 1 for token in tokens if token.text in _TURNS}
    begins = {kept[0].i if kept else -1} | {token.i + 1 for token in tokens if token.is_quote or token.text == ":"}
    woorden = [_word(token, lezing, places, token.i in turns, token.i in begins) for token in kept]
    return [_without_count(woord, following) for woord, following in zip_longest(woorden, woorden[1:])]


def _without_count(woord: Woord, following: Woord | None) -> Woord:
    """A day of the month counts nothing: four helpers is a number, *4 november* is none."""
    if following is None or not woord.vorm.isdigit() or following.vorm not in _MONTHS:
        return woord
    return replace(woord, vorm="", lemma="")


def _word(token: Token, lezing: Lezing, places: Mapping[int, int], grens: bool, begins: bool) -> Woord:
    start, end = lezing.origin(token.idx, token.idx + len(token))
    tag: str = token.tag_
    if token.idx in lezing.masks:
        return Woord(start, end, "", "", "N", tag, grens=grens)
    return Woord(
        start=start,
        end=end,
        vorm=fold(token.text),
        lemma=fold(token.lemma_ or token.text),
        soort=tag.partition("|")[0],
        fijn=tag,
        prt=places.get(token.head.i, -1) if token.dep_.startswith("compound:prt") else -1,
        grens=grens,
        naam=not begins and token.text[0].isupper(),
    )
