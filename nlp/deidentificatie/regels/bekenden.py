"""Organisations known by name: those a municipality gives us, and those many people know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from nlp.deidentificatie.kandidaat import RANG_ORGANISATIE, Kandidaat
from nlp.deidentificatie.lijsten import read_resource
from nlp.deidentificatie.regels.organisaties import is_kind
from nlp.deidentificatie.schaduw import fold
from nlp.deidentificatie.tekst import Tekst

Naamlijst = dict[str, tuple[tuple[str, ...], ...]]
_LIDWOORDEN = frozenset({"de", "het", "'t"})


def find_known_organisations(tekst: Tekst, namen: frozenset[str]) -> Iterator[Kandidaat]:
    """Full names in any case; what people shorten them to (*Kompas*, *De Kade*) where it can be no ordinary word."""
    altijd, hoofdletter = _general()

    def telling(eerste: int, aantal: int) -> bool:
        return _is_telling(tekst, range(eerste, eerste + aantal))

    yield from _listed(tekst, _full(namen))
    yield from _listed(tekst, _full(altijd))
    yield from _listed(tekst, _short(namen), telling)
    yield from _listed(tekst, _full(hoofdletter), telling)


@lru_cache(maxsize=1)
def _general() -> tuple[frozenset[str], frozenset[str]]:
    """Providers and schools many know: in any case, and only when the words are no ordinary ones here."""
    bron = read_resource("organisaties")
    return frozenset(bron["bekend"].split(" | ")), frozenset(bron["bekend_hoofdletter"].split(" | "))


@lru_cache(maxsize=16)
def _full(namen: frozenset[str]) -> Naamlijst:
    return _by_first_word(_words(naam) for naam in namen)


@lru_cache(maxsize=16)
def _short(namen: frozenset[str]) -> Naamlijst:
    """*Stichting De Lage Dijk* without *Stichting*, *Kompas Jeugdhulp* without *Jeugdhulp*."""
    korter = (tuple(woord for woord in _words(naam) if not is_kind(woord)) for naam in namen)
    return _by_first_word(delen for delen in korter if not _LIDWOORDEN.issuperset(delen))


def _words(naam: str) -> tuple[str, ...]:
    return tuple(fold(naam).replace("-", " ").replace("&", " ").split())


def _by_first_word(rijen: Iterator[tuple[str, ...]]) -> Naamlijst:
    """Names by their first word, longest first."""
    per_woord: dict[str, set[tuple[str, ...]]] = {}
    for delen in rijen:
        if delen:
            per_woord.setdefault(delen[0], set()).add(delen)
    return {woord: tuple(sorted(groep, key=len, reverse=True)) for woord, groep in per_woord.items()}


def _listed(
    tekst: Tekst, bekend: Naamlijst, passes: Callable[[int, int], bool] = lambda eerste, aantal: True
) -> Iterator[Kandidaat]:
    for index, woord in enumerate(tekst.woorden):
        for delen in bekend.get(woord.kaal, ()):
            if _stands_at(tekst, index, delen) and passes(index, len(delen)):
                einde = tekst[index + len(delen) - 1].end
                yield Kandidaat(woord.start, einde, "organisatie", "organisatie-bekend", RANG_ORGANISATIE + 1)
                break


def _stands_at(tekst: Tekst, index: int, delen: tuple[str, ...]) -> bool:
    """Whether these words follow each other on one line, whatever stands between them (*Groei & Co*)."""
    return all(
        tekst[index + stap].kaal == deel and (stap == 0 or "\n" not in tekst[index + stap].gat)
        for stap, deel in enumerate(delen)
    )


def _is_telling(tekst: Tekst, indices: range) -> bool:
    """A capital on each word that is no article, or a word that the dictionary does not have."""
    kern = [index for index in indices if tekst[index].kaal not in _LIDWOORDEN]
    return all(tekst[index].hoofd for index in kern) or any(not tekst.is_listed_word(index) for index in kern)
