"""How something is said: denied, wished for, imagined, or told of somebody else.

The idea is that of the ConText algorithm: a cue works in a direction over a number of words, until a word
that turns the sentence (*maar*, *toen*) or the cue's own end; something that only looks like a cue (*niet
alleen*) switches it off. The cues are data in ``nlp/resources/context.json``. A flag says how the evidence is
meant and never takes a proposal away: *we kregen geen contactpersoon* is about the contact person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from nlp.coderen.frasen import Frase, parse
from nlp.coderen.woorden import Woord
from nlp.resources import load_resource


class Kenmerk(Enum):
    """How evidence is meant."""

    ONTKEND = "ontkend"
    WENS = "wens"
    HYPOTHETISCH = "hypothetisch"
    ANDER = "ander"


@dataclass(frozen=True, slots=True)
class Signaal:
    """A cue: what it says, which way it works and over how many words."""

    kenmerk: Kenmerk
    richting: str
    bereik: int


@dataclass(frozen=True, slots=True)
class Schijn:
    """Words that look like a cue of this kind but are none."""

    kenmerk: Kenmerk


@dataclass(frozen=True, slots=True)
class Grens:
    """A word at which a cue stops working."""


@dataclass(frozen=True, slots=True)
class Bereik:
    """A cue at work: it holds for the words ``start`` to ``end`` (half open), its own words excepted."""

    kenmerk: Kenmerk
    start: int
    end: int
    signaal: tuple[int, ...]


Contextregel = Signaal | Schijn | Grens
Vondsten = Sequence[tuple[Contextregel, tuple[int, ...]]]


def load_contextregels() -> Iterator[tuple[Frase, Contextregel]]:
    """The cues of the rule file, each with its phrase."""
    regels = load_resource("context")
    for bron in regels["grens"]:
        yield parse(bron), Grens()
    for naam, inhoud in regels["kenmerken"].items():
        kenmerk = Kenmerk(naam)
        for groep in inhoud["signalen"]:
            for bron in groep["frasen"]:
                yield parse(bron), Signaal(kenmerk, groep["richting"], groep["bereik"])
        for bron in inhoud["schijn"]:
            yield parse(bron), Schijn(kenmerk)


def scopes(zin: Sequence[Woord], vondsten: Vondsten) -> list[Bereik]:
    """Where which cue is at work in a sentence, given the context rules found in it."""
    grenzen = {places[0] for regel, places in vondsten if isinstance(regel, Grens)}
    grenzen |= {place for place, woord in enumerate(zin) if woord.grens}
    schijn = [(regel.kenmerk, set(places)) for regel, places in vondsten if isinstance(regel, Schijn)]
    return [
        Bereik(regel.kenmerk, *_reach(regel, places, grenzen, len(zin)), places)
        for regel, places in vondsten
        if isinstance(regel, Signaal)
        and not any(kenmerk is regel.kenmerk and places_ & set(places) for kenmerk, places_ in schijn)
    ]


def _reach(signaal: Signaal, places: tuple[int, ...], grenzen: set[int], length: int) -> tuple[int, int]:
    """The words a cue works on; it never crosses from before a place in ``grenzen`` to that place, or back."""
    first, last = places[0], places[-1]
    start, end = first, last + 1
    if signaal.richting == "zin":
        return 0, length
    if signaal.richting in {"vooruit", "beide"}:
        while end < min(length, last + 1 + signaal.bereik) and end not in grenzen:
            end += 1
    if signaal.richting in {"achteruit", "beide"}:
        while start > max(0, first - signaal.bereik) and start not in grenzen:
            start -= 1
    return start, end


def flags(bereiken: Sequence[Bereik], places: Sequence[int]) -> frozenset[Kenmerk]:
    """How words at these places are meant.

    A cue that is itself among the words does not count: the phrase *niet gehoord* already says so.
    """
    own = set(places)
    return frozenset(
        bereik.kenmerk
        for bereik in bereiken
        if own.isdisjoint(bereik.signaal) and any(bereik.start <= place < bereik.end for place in places)
    )
