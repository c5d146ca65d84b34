"""Whether a story is told as good, bad, mixed or neither.

Tone words of our own weigh in with 1 or 2, themes that are good or bad by nature with their own sign. Under a
negation a tone turns (weaker: *niet slecht* is not *goed*), under a wish or a supposition it hardly counts,
because *het zou fijn zijn* tells of something that is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from math import fsum

from nlp.coderen.context import Kenmerk
from nlp.coderen.frasen import Frase, parse
from nlp.resources import load_resource

TURNED = 0.7  # share of a tone that is left, with the other sign, under a negation
WISHED = 0.25  # share that counts when it is wished for, supposed or about somebody else
THEMA = 0.5  # weight of the tone a thema has by nature
DOUBT = 0.6  # tone added on the bad side: what people come to tell about care leans that way
ENOUGH = 0.5  # tone in all, good and bad together, below which a story off our topics is neutral
CLEAR = 0.2  # balance between -1 and 1 from which on one side prevails


@dataclass(frozen=True, slots=True)
class Toon:
    """What a phrase says about the tone: positive or negative, by weight."""

    waarde: float


def load_toonregels() -> Iterator[tuple[Frase, Toon]]:
    """The tone words of the rule file."""
    regels = load_resource("polariteit")
    for naam, teken in (("positief", 1.0), ("negatief", -1.0)):
        for gewicht, bronnen in regels[naam].items():
            for bron in bronnen:
                yield parse(bron), Toon(teken * float(gewicht))


def load_thematoon() -> dict[str, float]:
    """The tone that themes have by nature, by slug; a theme that is not in it has none."""
    return {slug: THEMA * waarde for slug, waarde in load_resource("polariteit")["themas"].items()}


def meant(waarde: float, kenmerken: Set[Kenmerk]) -> float:
    """The tone as it is meant, given how it is said."""
    if Kenmerk.ONTKEND in kenmerken:
        waarde = -TURNED * waarde
    if kenmerken & {Kenmerk.WENS, Kenmerk.HYPOTHETISCH, Kenmerk.ANDER}:
        waarde *= WISHED
    return waarde


def decide(tonen: Iterable[float], *, on_topic: bool) -> str:
    """positief, negatief, gemengd or neutraal, from all tones of a story.

    ``on_topic`` tells whether the codebook found anything in it: only a story that says nothing of ours is
    neutral for lack of tone.
    """
    waarden = list(tonen)
    goed = fsum(waarde for waarde in waarden if waarde > 0)  # fsum: the same in any order
    slecht = -fsum(waarde for waarde in waarden if waarde < 0)
    if goed + slecht < ENOUGH and not on_topic:
        return "neutraal"
    balans = (goed - slecht - DOUBT) / (goed + slecht + DOUBT)
    if abs(balans) < CLEAR:
        return "gemengd"
    return "positief" if balans > 0 else "negatief"
