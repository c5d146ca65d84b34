"""By which names a word goes: lemmas, spoken forms, corrected spelling, halves of a verb or a compound.

The pipeline errs on forms it never saw, people write *wacht lijst* and *psygoloog*, and Dutch puts half of
*opbellen* at the end of the sentence. Each gives a word one more name; a name is never taken away, except
that a verb that surely belongs to its particle (*geven* ... *op*) no longer goes by its own lemma.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from nlp.coderen.frasen import fold
from nlp.coderen.samenstelling import heads
from nlp.coderen.spelling import Spelling, known_lemma
from nlp.coderen.woorden import Woord
from nlp.resources import load_resource

MIN_JOINED = 7  # letters; shorter pairs of neighbours spell other words by accident
MIN_HALF = 3
MAX_JOINED = 3  # uit huis plaatsing


@dataclass(frozen=True, slots=True)
class Namen:
    """The names of one word.

    ``vormen`` are compared with ``=woord``, ``lemmas`` with plain words and wildcards, ``koppen`` (the last
    parts of a compound) with plain words only.
    """

    vormen: frozenset[str]
    lemmas: frozenset[str]
    koppen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verbinding:
    """Words of one sentence that make one lemma together: halves of a verb, or a compound written apart."""

    lemma: str
    plaatsen: tuple[int, ...]
    zeker: bool


NIEMAND = Namen(frozenset(), frozenset())


class Naamgever:
    """Finds the names of words against one vocabulary (folded words of codebook and rule files)."""

    def __init__(self, vocabulary: Set[str]) -> None:
        self._vocabulary = vocabulary
        self._spelling = Spelling(vocabulary)
        self._prefixes = frozenset(load_resource("samenstelling")["voorvoegsels"])
        spreektaal = load_resource("spreektaal")
        self.tussenwoorden = frozenset(map(fold, spreektaal["tussenwoorden"]))
        self._bedoeld: dict[str, str] = {fold(k): fold(v) for k, v in spreektaal["vormen"].items()}
        for cijfer, telwoord in spreektaal["telwoorden"].items():
            self._bedoeld |= {cijfer: fold(telwoord), fold(telwoord): cijfer}

    def names(self, woord: Woord) -> Namen:
        """The names of a word on its own; a mask has none."""
        if not woord.vorm:
            return NIEMAND
        lemmas = frozenset(self._lemmas(woord))
        return Namen(frozenset({woord.vorm}), lemmas, frozenset(self._heads(woord)) - lemmas)

    def _heads(self, woord: Woord) -> Iterator[str]:
        if woord.is_noun and not woord.is_name:
            yield from heads(woord.lemma, self._vocabulary, self._prefixes, self._is_word)

    def _is_word(self, text: str) -> bool:
        return text in self._vocabulary or known_lemma(text) is not None

    def _lemmas(self, woord: Woord) -> Iterator[str]:
        known = known_lemma(woord.vorm)
        yield woord.vorm
        yield woord.lemma.replace("_", "")
        if "/" in woord.vorm or "-" in woord.vorm:
            yield from filter(None, woord.vorm.replace("-", "/").split("/"))
            yield woord.vorm.replace("-", "")
        if woord.vorm.endswith("jes"):
            yield woord.vorm[:-1]
        if bedoeld := self._bedoeld.get(woord.vorm):
            yield bedoeld
        if known is not None:
            yield fold(known)
        elif not woord.is_name and (corrected := self._correct(woord)):
            yield corrected

    def _correct(self, woord: Woord) -> str | None:
        return self._spelling.correct(woord.lemma.replace("_", "")) or self._spelling.correct(woord.vorm)

    def connections(self, zin: Sequence[Woord]) -> Iterator[Verbinding]:
        """Lemmas that are spread over several words of the sentence."""
        yield from self._parsed_verbs(zin)
        yield from self._unparsed_verbs(zin)
        yield from self._written_apart(zin)

    def _parsed_verbs(self, zin: Sequence[Woord]) -> Iterator[Verbinding]:
        for plaats, woord in enumerate(zin):
            if woord.prt >= 0 and zin[woord.prt].soort == "WW":
                yield from self._join_verb(zin, woord.prt, (plaats,), sure=True)

    def _unparsed_verbs(self, zin: Sequence[Woord]) -> Iterator[Verbinding]:
        """What the parser missed: a finite verb and a later word of its clause that make a codebook verb."""
        finite = [plaats for plaats, woord in enumerate(zin) if woord.is_finite]
        for verb, following in pairwise([*finite, len(zin)]):
            free = [
                plaats
                for plaats in range(verb + 1, following)
                if zin[plaats].prt < 0 and not zin[plaats].fijn.startswith("VZ|init")
            ]
            yield from self._join_verb(zin, verb, free, sure=False)

    def _join_verb(self, zin: Sequence[Woord], verb: int, particles: Sequence[int], sure: bool) -> Iterator[Verbinding]:
        bases = dict.fromkeys(self._bases(zin[verb]))
        for particle in particles:
            for base in bases:
                joined = zin[particle].vorm + base
                if zin[particle].vorm and joined in self._vocabulary:
                    yield Verbinding(joined, tuple(sorted((verb, particle))), sure)

    def _bases(self, verb: Woord) -> Iterator[str]:
        yield verb.lemma.rpartition("_")[2]
        if known := known_lemma(verb.vorm):
            yield fold(known)

    def _written_apart(self, zin: Sequence[Woord]) -> Iterator[Verbinding]:
        for plaats in range(len(zin) - 1):
            first = zin[plaats]
            if len(first.vorm) < MIN_HALF and first.soort != "VZ":
                continue
            for length in range(2, min(MAX_JOINED, len(zin) - plaats) + 1):
                yield from self._join_neighbours(zin[plaats : plaats + length], plaats)

    def _join_neighbours(self, woorden: Sequence[Woord], plaats: int) -> Iterator[Verbinding]:
        last = woorden[-1]
        if last.is_finite or not all(woord.vorm for woord in woorden):
            return
        if any(woord.grens for woord in woorden[1:]):
            return
        if woorden[0].fijn.startswith("VZ|init") and last.is_noun and len(woorden) == 2:
            return
        start = "".join(woord.vorm for woord in woorden[:-1])
        for end in dict.fromkeys((last.vorm, last.lemma.replace("_", ""), *self._bases(last))):
            if len(start + end) >= MIN_JOINED and start + end in self._vocabulary:
                yield Verbinding(start + end, tuple(range(plaats, plaats + len(woorden))), zeker=False)
