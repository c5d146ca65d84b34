"""Measuring masks: how much of what identifies is covered, and how much of what is covered identifies.

A gold span counts as found only when masks of whatever type cover every character of it: half a name uncovers
the whole. A mask counts as right when at least half of its letters and digits lie in gold spans.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp.types import Masker

ALLES = "alles"
_HELFT = 0.5


@dataclass(frozen=True, slots=True)
class Goudspan:
    """A span that people marked: half open, in code points."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Maat:
    """``goed`` out of ``n``; ``aandeel`` is ``None`` when there is nothing to count."""

    goed: int
    n: int

    @property
    def aandeel(self) -> float | None:
        """The share, between 0 and 1."""
        return self.goed / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Uitslag:
    """Recall by gold type, precision by type of the mask, both with ``alles``; and texts left without a leak."""

    recall: Mapping[str, Maat]
    precisie: Mapping[str, Maat]
    zonder_lek: Maat


@dataclass(frozen=True, slots=True)
class Geval:
    """A text with its gold spans and the masks proposed for it."""

    text: str
    goud: Sequence[Goudspan]
    maskers: Sequence[Masker]


def read_gold(rij: Mapping[str, object]) -> list[Goudspan]:
    """The gold spans of a row of ``verhalen.jsonl``. Raises ``KeyError`` or ``TypeError`` when it has none."""
    spans = rij["spans"]
    if not isinstance(spans, list):
        raise TypeError("spans is no list")
    return [Goudspan(int(s["start"]), int(s["end"]), str(s["type"])) for s in spans]


def evaluate(gevallen: Iterable[Geval]) -> Uitslag:
    """The figures over all texts together."""
    goed, goud, raak, voorgesteld = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    teksten = zonder_lek = 0
    for geval in gevallen:
        bedekt = covered(geval.maskers, len(geval.text))
        gemist = list(missed(geval))
        teksten, zonder_lek = teksten + 1, zonder_lek + (not gemist)
        goud.update(span.type for span in geval.goud)
        goed.update(span.type for span in geval.goud if all(bedekt[span.start : span.end]))
        voorgesteld.update(masker.type for masker in geval.maskers)
        raak.update(masker.type for masker in geval.maskers if is_right(masker, geval))
    return Uitslag(_per_type(goed, goud), _per_type(raak, voorgesteld), Maat(zonder_lek, teksten))


def missed(geval: Geval) -> list[Goudspan]:
    """Gold spans of which at least one character shows."""
    bedekt = covered(geval.maskers, len(geval.text))
    return [span for span in geval.goud if not all(bedekt[span.start : span.end])]


def wrong(geval: Geval) -> list[Masker]:
    """Masks over ordinary words."""
    return [masker for masker in geval.maskers if not is_right(masker, geval)]


def covered(spans: Iterable[Masker | Goudspan], length: int) -> bytearray:
    """One byte per character, 1 where a span lies over it."""
    bedekt = bytearray(length)
    for span in spans:
        bedekt[span.start : span.end] = b"\x01" * (span.end - span.start)
    return bedekt


def is_right(masker: Masker, geval: Geval) -> bool:
    """Whether at least half of the letters and digits under the mask are gold."""
    goud = covered(geval.goud, len(geval.text))
    tekens = [plek for plek in range(masker.start, masker.end) if geval.text[plek].isalnum()]
    return sum(goud[plek] for plek in tekens) >= _HELFT * max(1, len(tekens))


def _per_type(goed: Counter[str], alle: Counter[str]) -> dict[str, Maat]:
    per_type = {soort: Maat(goed[soort], alle[soort]) for soort in sorted(alle)}
    return per_type | {ALLES: Maat(goed.total(), alle.total())}
