"""From text to words that can be searched: lower case, without accents, each with its lemma and its place.

Text and question go through the same door, so what is found does not depend on the database.
simplemma loads its list in half a second when the first word is read, not when the server starts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from verhalen.verzameling.teksten import VeiligeTekst

TAAL = "nl"
# Longer runs of letters are no words; a database refuses them as one.
LANGSTE_WOORD = 60
# Stands where no series of words may run on: a mask, an empty line. No question can hold it.
GRENS = "|"
KORTSTE_STAART, KORTSTE_KOP = 4, 4

_LETTERS = r"(?:[^\W_]|[\u0300-\u036f])+"
_WOORD = re.compile(rf"{_LETTERS}(?:['’ʼ]{_LETTERS})*")
_LEGE_REGEL = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Woord:
    """One word of a text: as it can be found (``lemma``), as it is written (``vorm``), and where, in code points."""

    lemma: str
    vorm: str
    start: int
    eind: int


def read_woorden(tekst: str, offset: int = 0) -> Iterator[Woord]:
    """Yield the words of ``tekst`` in order; punctuation and hyphens only separate them."""
    for match in _WOORD.finditer(tekst):
        geschreven = match.group().lower().replace("’", "'").replace("ʼ", "'")
        vorm = fold(geschreven)
        if vorm:
            yield Woord(fold(lemma_of(geschreven)) or vorm, vorm, offset + match.start(), offset + match.end())


def read_veilig(veilig: VeiligeTekst) -> Iterator[Woord]:
    """Yield the words of a safe text, with a limit at every mask and empty line; labels of masks are no words."""
    position = 0
    for pil in veilig.pillen:
        yield from _read_stuk(veilig.tekst, position, pil.start)
        yield Woord(GRENS, GRENS, pil.start, pil.eind)
        position = pil.eind
    yield from _read_stuk(veilig.tekst, position, len(veilig.tekst))


def _read_stuk(tekst: str, start: int, eind: int) -> Iterator[Woord]:
    for gap in _LEGE_REGEL.finditer(tekst, start, eind):
        yield from read_woorden(tekst[start : gap.start()], start)
        yield Woord(GRENS, GRENS, gap.start(), gap.end())
        start = gap.end()
    yield from read_woorden(tekst[start:eind], start)


def fold(woord: str) -> str:
    """Return the word without accents and with one form per letter, cut at what a database takes as a word."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", woord).casefold())
    kept = (character for character in plain if character.isalnum() or character == "'")
    return "".join(kept)[:LANGSTE_WOORD].strip("'")


@lru_cache(maxsize=50_000)
def lemma_of(woord: str) -> str:
    """Return the dictionary form of a lower-case word; a word that the list does not know is left as it is.

    The list knows ``team`` but not ``wijkteams``: of a compound the last part is looked up.
    """
    from simplemma import is_known

    if len(woord) > LANGSTE_WOORD:
        return woord
    if is_known(woord, TAAL):
        return _lookup(woord)
    if woord.endswith("'s"):
        return woord[:-2]
    return _compound(woord)


def _compound(woord: str) -> str:
    from simplemma import is_known

    for cut in range(KORTSTE_KOP, len(woord) - KORTSTE_STAART + 1):
        kop, staart = woord[:cut], woord[cut:]
        if is_known(staart, TAAL) and (is_known(kop, TAAL) or is_known(kop.removesuffix("s"), TAAL)):
            lemma = _lookup(staart)
            # A longer lemma is a verb: `hondenpoep` is no form of `poepen`.
            return kop + (lemma if len(lemma) < len(staart) else staart)
    return woord


def _lookup(woord: str) -> str:
    """Return one word for all forms of it: follow the list until it turns in a circle, and take the shortest there.

    The list goes from ``wachtte`` to ``wachten``, from there to ``wacht``, and from ``wacht`` back to ``wachten``.
    """
    from simplemma import lemmatize

    seen: list[str] = []
    while woord not in seen:
        seen.append(woord)
        woord = str(lemmatize(woord, TAAL)).lower()
    return min(seen[seen.index(woord) :], key=lambda form: (len(form), form))
