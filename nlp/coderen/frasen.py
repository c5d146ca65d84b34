"""The phrase language of the codebook: from one line of text to a value that can be matched.

A researcher writes ``verhaal ... opnieuw vertellen`` and means words in that order inside one sentence:

====================  ==================================================================
``wachten``           the lemma, however it is conjugated, split or compounded as the last part
``wachten|duren``     either, in one position
``hulp*``             a word that begins with it; ``*hulp`` ends with it; ``*hulp*`` contains it
``=gehoord``          exactly this form, no lemma
``geen ... hulp``     a gap of nothing up to four words
``school & thuis``    both parts in the same sentence, in any order
====================  ==================================================================
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum

MAX_GAP = 4
_GAP = "..."
_BOTH = "&"
_SIGNS = "*=&|.,;:"


class FraseError(ValueError):
    """A phrase that cannot be read; the message is one Dutch sentence that names the place."""


class Soort(Enum):
    """How one alternative compares with a word in the text."""

    LEMMA = "lemma"
    VORM = "vorm"
    BEGIN = "begin"
    EIND = "eind"
    MIDDEN = "midden"


@dataclass(frozen=True, slots=True)
class Alternatief:
    """One word of a phrase, lower-cased and with its accents folded."""

    soort: Soort
    tekst: str


@dataclass(frozen=True, slots=True)
class Plek:
    """One position: any of the alternatives, at most ``gap`` words after the position before it."""

    alternatieven: tuple[Alternatief, ...]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Frase:
    """A parsed phrase: one or more parts, all of which must occur in one sentence."""

    bron: str
    delen: tuple[tuple[Plek, ...], ...]

    def words(self) -> frozenset[str]:
        """The literal words in it, for the vocabulary that compounds and spelling are checked against."""
        return frozenset(
            alternatief.tekst
            for deel in self.delen
            for plek in deel
            for alternatief in plek.alternatieven
            if alternatief.soort in {Soort.LEMMA, Soort.VORM}
        )


def fold(text: str) -> str:
    """Lower-case and drop accents, which people leave out as often as not; only ``één`` keeps its meaning."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    composed = unicodedata.normalize("NFC", lowered).replace("’", "'")
    if composed in {"één", "éen"}:
        return "één"
    return "".join(sign for sign in unicodedata.normalize("NFD", composed) if not unicodedata.combining(sign))


def parse(bron: str) -> Frase:
    """Read one phrase.

    Raises ``FraseError`` with a Dutch sentence that quotes the phrase and says what is wrong in it.
    """
    delen: list[list[str]] = [[]]
    for token in bron.replace("…", _GAP).replace(_GAP, f" {_GAP} ").split():
        if token == _BOTH:
            delen.append([])
        else:
            delen[-1].append(token)
    return Frase(bron, tuple(_parse_deel(tokens, bron) for tokens in delen))


def _parse_deel(tokens: list[str], bron: str) -> tuple[Plek, ...]:
    if not tokens:
        raise _error(bron, "aan een kant van '&' staat niets" if _BOTH in bron else "er staan geen woorden in")
    if _GAP in (tokens[0], tokens[-1]):
        raise _error(bron, "'...' hoort tussen twee woorden te staan")
    plekken: list[Plek] = []
    gap = 0
    for token in tokens:
        if token == _GAP:
            gap += MAX_GAP
        else:
            plekken.append(Plek(tuple(_parse_alternatief(part, bron) for part in token.split("|")), gap))
            gap = 0
    return tuple(plekken)


def _parse_alternatief(token: str, bron: str) -> Alternatief:
    exact, word = token.startswith("="), token.removeprefix("=")
    begins, ends = word.endswith("*"), word.startswith("*")
    core = fold(word.strip("*").strip(",;:"))
    _check_core(core, token, bron)
    if exact and (begins or ends):
        raise _error(bron, f"'=' en '*' gaan niet samen in '{token}'")
    if exact:
        return Alternatief(Soort.VORM, core)
    glob = {(False, False): Soort.LEMMA, (True, False): Soort.BEGIN, (False, True): Soort.EIND}
    return Alternatief(glob.get((begins, ends), Soort.MIDDEN), core)


def _check_core(core: str, token: str, bron: str) -> None:
    if not core.strip(_SIGNS):
        raise _error(bron, f"in '{token}' ontbreekt een woord")
    for sign in "*=&":
        if sign in core:
            raise _error(bron, f"'{sign}' staat op een verkeerde plek in '{token}'")


def _error(bron: str, reden: str) -> FraseError:
    return FraseError(f"De zoekfrase '{bron}' klopt niet: {reden}.")
