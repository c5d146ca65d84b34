"""Finding thousands of phrases in a sentence at a cost that depends on the sentence, not on the phrases.

Every distinct alternative of all phrases gets a number. A word is turned once into the set of numbers it
satisfies (and remembered). Each part of a phrase is filed under its rarest-looking position, its anchor; only
where a word satisfies an anchor is the rest of that part compared with the neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from nlp.coderen.frasen import Alternatief, Frase, Plek, Soort
from nlp.coderen.namen import Naamgever, Namen, Verbinding
from nlp.coderen.woorden import Woord

MAX_KNOWN_WORDS = 100_000  # remembered words; when full the memory starts afresh
MAX_COMBINATIONS = 64  # of part matches considered for one ``&`` phrase in one sentence


@dataclass(frozen=True, slots=True)
class Treffer:
    """A phrase found in a sentence: its index in the list given, and the places of its words, ascending."""

    frase: int
    plaatsen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Deel:
    """One part of a phrase with, per position, the numbers that satisfy it."""

    frase: int
    deel: int
    nummers: tuple[frozenset[int], ...]
    gaps: tuple[int, ...]
    anker: int


class _Nummering:
    """Numbers for alternatives, and which of them a word satisfies."""

    def __init__(self) -> None:
        self._numbers: dict[Alternatief, int] = {}
        self._by_kind: dict[Soort, dict[str, int]] = {soort: {} for soort in Soort}
        self._lengths: dict[Soort, set[int]] = {soort: set() for soort in Soort}

    def number(self, alternatief: Alternatief) -> int:
        number = self._numbers.setdefault(alternatief, len(self._numbers))
        self._by_kind[alternatief.soort][alternatief.tekst] = number
        self._lengths[alternatief.soort].add(len(alternatief.tekst))
        return number

    def satisfied(self, namen: Namen) -> frozenset[int]:
        found = set(self._exact(Soort.VORM, namen.vormen))
        found.update(self._exact(Soort.LEMMA, namen.lemmas), self._exact(Soort.LEMMA, namen.koppen))
        for name in namen.lemmas:
            found.update(self._globs(name))
        return frozenset(found)

    def lemma(self, lemma: str) -> frozenset[int]:
        return frozenset([*self._exact(Soort.LEMMA, (lemma,)), *self._globs(lemma)])

    def _exact(self, soort: Soort, names: Sequence[str] | frozenset[str]) -> Iterator[int]:
        table = self._by_kind[soort]
        return (table[name] for name in names if name in table)

    def _globs(self, name: str) -> Iterator[int]:
        size = len(name)
        begins = (name[:length] for length in self._lengths[Soort.BEGIN] if length <= size)
        ends = (name[size - length :] for length in self._lengths[Soort.EIND] if length <= size)
        yield from self._exact(Soort.BEGIN, tuple(begins))
        yield from self._exact(Soort.EIND, tuple(ends))
        yield from (number for core, number in self._by_kind[Soort.MIDDEN].items() if core in name)


class Zoeker:
    """Finds a fixed list of phrases; build once, use for many sentences."""

    def __init__(self, frasen: Sequence[Frase]) -> None:
        self._frasen = frasen
        self._naamgever = Naamgever(_vocabulary(frasen))
        self._nummering = _Nummering()
        self._known: dict[tuple[str, str, str, bool], frozenset[int]] = {}
        self._anchored: defaultdict[int, list[_Deel]] = defaultdict(list)
        for index, frase in enumerate(frasen):
            for nummer, deel in enumerate(frase.delen):
                self._file(index, nummer, deel)

    def _file(self, frase: int, nummer: int, plekken: tuple[Plek, ...]) -> None:
        nummers = tuple(
            frozenset(self._nummering.number(alternatief) for alternatief in plek.alternatieven) for plek in plekken
        )
        anker = max(range(len(plekken)), key=lambda place: _rarity(plekken[place]))
        deel = _Deel(frase, nummer, nummers, tuple(plek.gap for plek in plekken), anker)
        for number in nummers[anker]:
            self._anchored[number].append(deel)

    def find(self, zin: Sequence[Woord]) -> list[Treffer]:
        """All places where a phrase occurs, in order of phrase and place; deterministic."""
        silent = [woord.vorm in self._naamgever.tussenwoorden for woord in zin]
        vergelijking = _Vergelijking(*self._satisfied(zin), silent)
        found: defaultdict[int, defaultdict[int, set[tuple[int, ...]]]] = defaultdict(lambda: defaultdict(set))
        for place, numbers in enumerate(vergelijking.nummers):
            for number in numbers:
                for deel in self._anchored.get(number, ()):
                    if (words := vergelijking.match(deel, place)) is not None:
                        found[deel.frase][deel.deel].add(words)
        return [
            Treffer(frase, words)
            for frase, delen in sorted(found.items())
            if len(delen) == len(self._frasen[frase].delen)
            for words in _combine([sorted(delen[deel]) for deel in sorted(delen)])
        ]

    def _satisfied(self, zin: Sequence[Woord]) -> tuple[list[frozenset[int]], list[dict[int, tuple[int, ...]]]]:
        """Per word the numbers it satisfies, and for those it satisfies only together, with which words."""
        numbers = [self._own_numbers(woord) for woord in zin]
        partners: list[dict[int, tuple[int, ...]]] = [{} for _ in zin]
        verbindingen = list(self._naamgever.connections(zin))
        for verbinding in verbindingen:
            if verbinding.zeker:
                self._drop_own_lemma(verbinding, zin, numbers)
        for verbinding in verbindingen:
            joined = self._nummering.lemma(verbinding.lemma)
            for place in verbinding.plaatsen:
                for number in joined - numbers[place]:
                    partners[place][number] = verbinding.plaatsen
                numbers[place] = numbers[place] | joined
        return numbers, partners

    def _drop_own_lemma(self, verbinding: Verbinding, zin: Sequence[Woord], numbers: list[frozenset[int]]) -> None:
        """A verb that surely belongs to its particle answers to its own form only."""
        for place in verbinding.plaatsen:
            if zin[place].soort == "WW":
                own = Namen(frozenset({zin[place].vorm}), frozenset())
                numbers[place] = self._nummering.satisfied(own)

    def _own_numbers(self, woord: Woord) -> frozenset[int]:
        key = (woord.vorm, woord.lemma, woord.fijn, woord.naam)
        numbers = self._known.get(key)
        if numbers is None:
            if len(self._known) >= MAX_KNOWN_WORDS:
                self._known.clear()
            numbers = self._known[key] = self._nummering.satisfied(self._naamgever.names(woord))
        return numbers


@dataclass(frozen=True, slots=True)
class _Vergelijking:
    """One sentence as numbers, ready to compare parts with."""

    nummers: list[frozenset[int]]
    partners: list[dict[int, tuple[int, ...]]]
    silent: list[bool]

    def match(self, deel: _Deel, place: int) -> tuple[int, ...] | None:
        """The places of all words of this part when its anchor stands at ``place``; nearest words first."""
        left = self._walk(deel, deel.anker, place, -1)
        right = self._walk(deel, deel.anker, place, 1) if left is not None else None
        if left is None or right is None:
            return None
        places = {*self._with_partners(deel.nummers[deel.anker], place), *left, *right}
        return tuple(sorted(places))

    def _walk(self, deel: _Deel, slot: int, place: int, step: int) -> list[int] | None:
        following = slot + step
        if not 0 <= following < len(deel.nummers):
            return []
        wanted = deel.nummers[following]
        for candidate in self._reachable(place, step, deel.gaps[slot if step < 0 else following]):
            if not wanted.isdisjoint(self.nummers[candidate]):
                rest = self._walk(deel, following, candidate, step)
                if rest is not None:
                    return [*self._with_partners(wanted, candidate), *rest]
        return None

    def _reachable(self, place: int, step: int, gap: int) -> Iterator[int]:
        """The places at most ``gap`` words away; *gewoon*, *eigenlijk* and the like do not count."""
        candidate = place + step
        while 0 <= candidate < len(self.nummers) and gap >= 0:
            yield candidate
            gap -= not self.silent[candidate]
            candidate += step

    def _with_partners(self, wanted: frozenset[int], place: int) -> tuple[int, ...]:
        partners = self.partners[place]
        if not partners or any(number not in partners for number in wanted & self.nummers[place]):
            return (place,)
        return next(partners[number] for number in sorted(wanted) if number in partners)


def _combine(delen: list[list[tuple[int, ...]]]) -> list[tuple[int, ...]]:
    """All matches of a phrase of one part; of several parts the tightest combination that shares no word."""
    if len(delen) == 1:
        return delen[0]
    combinations = [
        tuple(sorted(place for words in choice for place in words))
        for choice, _ in zip(product(*delen), range(MAX_COMBINATIONS), strict=False)
        if len({place for words in choice for place in words}) == sum(map(len, choice))
    ]
    return [min(combinations, key=lambda places: (places[-1] - places[0], places))] if combinations else []


def _rarity(plek: Plek) -> tuple[int, int]:
    """How well a position narrows the search: long literal words best, wildcards and choices less."""
    shortest = min(len(alternatief.tekst) for alternatief in plek.alternatieven)
    wild = any(alternatief.soort is Soort.MIDDEN for alternatief in plek.alternatieven)
    return (0 if wild else shortest, -len(plek.alternatieven))


def _vocabulary(frasen: Sequence[Frase]) -> frozenset[str]:
    return frozenset(word for frase in frasen for word in frase.words())
