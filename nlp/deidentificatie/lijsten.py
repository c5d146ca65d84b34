"""The word lists that rules read: our own resources, and what deduce's lists add to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from nlp.deidentificatie import deduce_bron
from nlp.deidentificatie.schaduw import fold
from nlp.resources import load_resource

_KORTSTE_UIT_DEDUCE = 4  # shorter first names of deduce are too often a slip of the finger in lower case


def read_resource(naam: str) -> dict[str, Any]:
    """One of our own JSON lists; where the file wraps a list over lines, its lines are joined by a space."""
    return {soort: _unwrapped(waarde) for soort, waarde in load_resource(f"maskers/{naam}").items()}


def _unwrapped(waarde: Any) -> Any:
    if isinstance(waarde, dict):
        return {soort: _unwrapped(deel) for soort, deel in waarde.items()}
    return " ".join(waarde) if isinstance(waarde, list) else waarde


@dataclass(frozen=True, slots=True)
class Lijsten:
    """Folded words (lower case, no accents) by what they are.

    ``sterk`` are first names in any case, ``hoofdnaam`` first names when written with a capital, ``dubbel``
    first names that are ordinary words too.
    """

    sterk: frozenset[str]
    hoofdnaam: frozenset[str]
    dubbel: frozenset[str]
    achternaam: frozenset[str]
    functiewoord: frozenset[str]
    geen_naam: frozenset[str]

    def is_first_name(self, kaal: str) -> bool:
        """Listed as a first name of any kind."""
        return kaal in self.sterk or kaal in self.hoofdnaam or kaal in self.dubbel

    def is_closed(self, kaal: str) -> bool:
        """A function word, a brand, a month...: never a name without a capital or a very clear cue."""
        return kaal in self.functiewoord or kaal in self.geen_naam


@lru_cache(maxsize=1)
def load() -> Lijsten:
    """All lists; reads deduce's lists too, so the first call costs seconds."""
    eigen, taal = read_resource("namen"), read_resource("taal")
    dubbel = frozenset(eigen["dubbel"].split())
    functiewoord, geen_naam = _folded(taal["functiewoorden"].split()), _folded(taal["geen_naam"].split())
    sterk = _folded(naam for groep in eigen["sterk"].values() for naam in groep.split())
    sterk = sterk - dubbel - functiewoord - geen_naam
    van_deduce = _folded(deduce_bron.words("first_name"))
    onbekend = {naam for naam in van_deduce if not is_dictionary_word(naam)} - dubbel - functiewoord - geen_naam
    return Lijsten(
        sterk=sterk | {naam for naam in onbekend if len(naam) >= _KORTSTE_UIT_DEDUCE},
        hoofdnaam=frozenset(onbekend),
        dubbel=dubbel | (van_deduce - onbekend - sterk),
        achternaam=_folded(deduce_bron.words("surname")) | _folded(deduce_bron.words("interfix_surname")),
        functiewoord=functiewoord,
        geen_naam=geen_naam,
    )


def _folded(woorden: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(woord) for woord in woorden)


@lru_cache(maxsize=100_000)
def is_dictionary_word(kaal: str) -> bool:
    """An ordinary Dutch word, or one made of two of them."""
    return is_dictionary_entry(kaal) or _is_compound(kaal)


@lru_cache(maxsize=20_000)
def is_verb_form(kaal: str) -> bool:
    """A finite form such as *begon* or *slaapt*: its lemma is an infinitive."""
    from simplemma import lemmatize

    stam: str = lemmatize(kaal, lang="nl")
    infinitief = stam.endswith(("en", "aan", "ien", "oen"))
    return infinitief and kaal not in {stam, f"{stam}s"} and not kaal.endswith("en")


def is_dictionary_entry(kaal: str) -> bool:
    """A word or form that the dictionary itself has."""
    from simplemma import is_known

    return bool(is_known(kaal, lang="nl"))


def _is_compound(kaal: str) -> bool:
    for knip in range(_KORTSTE_DEEL, len(kaal) - _KORTSTE_DEEL + 1):
        links, rechts = kaal[:knip], kaal[knip:]
        if is_dictionary_entry(rechts) and (
            is_dictionary_entry(links) or (links[-1] in "sn" and is_dictionary_entry(links[:-1]))
        ):
            return True
    return False


_KORTSTE_DEEL = 4
