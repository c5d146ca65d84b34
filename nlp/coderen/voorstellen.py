"""From evidence to proposals: a score that can be explained with two numbers.

Every strong phrase found is evidence with weight 0.70, every weak one with 0.35, joined as chances
that at least one of them is right: ``1 - 0.30**strong * 0.65**weak``. The same phrase said twice counts once,
and of weak phrases that share words only those that stand apart count. The score lies in 0..1 and never falls
when evidence is added. With a threshold of 0.5 one strong phrase (0.70) or two weak ones (0.58) suffice and
one weak phrase (0.35) does not: then nothing is proposed. A knop that has evidence of its own gets the strong
evidence for its themas as weak evidence besides. How evidence is meant (denied, wished for) does not
change the score: a story about what was missing is about that too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.coderen.context import Kenmerk
from nlp.types import Bewijs, LabelVoorstel

STERK = 0.70
ZWAK = 0.35
DREMPEL = 0.5


@dataclass(frozen=True, slots=True)
class Vondst:
    """A phrase of the codebook found in the text, in code points of the given text."""

    soort: str
    label: str
    regel: str
    sterk: bool
    start: int
    end: int
    kenmerken: frozenset[Kenmerk]

    def evidence(self) -> Bewijs:
        """This find as it leaves the library."""
        return Bewijs(
            start=self.start,
            end=self.end,
            regel=self.regel,
            sterk=self.sterk,
            ontkend=Kenmerk.ONTKEND in self.kenmerken,
            wens=Kenmerk.WENS in self.kenmerken,
        )


def propose(vondsten: Iterable[Vondst], drempel: float = DREMPEL) -> tuple[LabelVoorstel, ...]:
    """One proposal per label that reaches the threshold, best first; equal scores by first mention."""
    per_label: defaultdict[str, list[Vondst]] = defaultdict(list)
    for vondst in vondsten:
        per_label[vondst.label].append(vondst)
    voorstellen = [
        LabelVoorstel(label, round(score(found), 4), _evidence(found))
        for label, found in per_label.items()
        if score(found) >= drempel
    ]
    voorstellen.sort(key=lambda voorstel: (-voorstel.score, voorstel.bewijs[0].start, voorstel.label))
    return tuple(voorstellen)


def score(vondsten: Sequence[Vondst]) -> float:
    """The score of one label from all finds for it, in 0..1."""
    strong = [vondst for vondst in vondsten if vondst.sterk]
    weak = [vondst for vondst in vondsten if not vondst.sterk]
    return float(1 - (1 - STERK) ** _distinct(strong) * (1 - ZWAK) ** _distinct(weak))


def _distinct(vondsten: Sequence[Vondst]) -> int:
    """How many different phrases were found in words of their own."""
    return min(len({vondst.regel for vondst in vondsten}), _apart(vondsten))


def _apart(vondsten: Sequence[Vondst]) -> int:
    """The largest number of finds of which no two overlap (earliest end first is optimal)."""
    count, end = 0, -1
    for vondst in sorted(vondsten, key=lambda vondst: vondst.end):
        if vondst.start >= end:
            count, end = count + 1, vondst.end
    return count


def _evidence(vondsten: Iterable[Vondst]) -> tuple[Bewijs, ...]:
    bewijs = {vondst.evidence() for vondst in vondsten}
    return tuple(
        sorted(bewijs, key=lambda item: (item.start, item.end, item.regel, not item.sterk, item.ontkend, item.wens))
    )
