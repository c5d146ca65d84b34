"""The words of a text with what rules ask about them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nlp.deidentificatie import lijsten
from nlp.deidentificatie.lijsten import Lijsten
from nlp.deidentificatie.schaduw import fold

_WOORD = re.compile(r"'[tsnmkrTSNMKR](?![^\W_])|[^\W_]+(?:'[^\W_]+)*")
_ZIN_EINDE = re.compile(r"[.!?:•*>\"…]|(?:^|[ ,])'$")
_AFKORTING = frozenset(
    [
        "dhr",
        "mevr",
        "mw",
        "mej",
        "dr",
        "drs",
        "ds",
        "prof",
        "ir",
        "ing",
        "mr",
        "fam",
        "st",
        "nr",
        "tel",
        "o.a",
        "d.d",
        "bijv",
        "bv",
        "ca",
        "evt",
        "incl",
        "i.v.m",
        "m.b.t",
        "jl",
        "a.s",
        "zr",
    ]
)
_HOOFDLETTERZIN = 0.75
_LANGSTE_FRASE = 5
_BEZIT = ("'s",)


@dataclass(frozen=True, slots=True)
class Woord:
    """A word of the shadow text. ``gat`` is what stands between the word before and this one."""

    tekst: str
    kaal: str
    start: int
    end: int
    gat: str
    zin: bool
    hoofd: bool
    hoog: bool

    @property
    def is_number(self) -> bool:
        """Made of digits alone."""
        return self.tekst.isdigit()


_BUITEN = Woord("", "", 0, 0, "\n", True, False, False)


class Tekst:
    """A shadow text cut into words; indices outside it give an empty word."""

    def __init__(self, tekst: str, bekend: Lijsten) -> None:
        self.tekst = tekst
        self.lijst = bekend
        self.woorden = _levelled(list(_words(tekst)))
        self._begins = [woord.start for woord in self.woorden]
        self._eindes = [woord.end for woord in self.woorden]

    def __len__(self) -> int:
        return len(self.woorden)

    def __getitem__(self, index: int) -> Woord:
        return self.woorden[index] if 0 <= index < len(self.woorden) else _BUITEN

    def between(self, start: int, end: int) -> list[int]:
        """Indices of the words that lie in this stretch of the shadow, also when only partly."""
        eerste = bisect_right(self._eindes, start)
        laatste = bisect_left(self._begins, end)
        return list(range(eerste, laatste))

    def touches(self, index: int) -> bool:
        """Whether only spaces stand between this word and the one before it."""
        return 0 < index < len(self.woorden) and self.woorden[index].gat.strip(" ") == ""

    def phrase(self, index: int, aantal: int) -> str:
        """The folded words from ``index`` on that stand together, at most ``aantal``, joined by a space."""
        delen = [self[index].kaal]
        for volgende in range(index + 1, index + aantal):
            if not self.touches(volgende):
                break
            delen.append(self[volgende].kaal)
        return " ".join(delen)

    def fixed_phrases(self, frases: frozenset[str]) -> set[int]:
        """Indices of the words that form one of these phrases (folded, joined by a space)."""
        eerste = {frase.split(" ", 1)[0] for frase in frases}
        vast: set[int] = set()
        for index, woord in enumerate(self.woorden):
            if woord.kaal not in eerste:
                continue
            for aantal in range(1, _LANGSTE_FRASE + 1):
                frase = self.phrase(index, aantal)
                if frase in frases and frase.count(" ") == aantal - 1:
                    vast.update(range(index, index + aantal))
        return vast

    def is_ordinary(self, index: int) -> bool:
        """An ordinary Dutch word, whatever else it may be."""
        kaal = self[index].kaal
        return self.lijst.is_closed(kaal) or lijsten.is_dictionary_word(kaal)

    def is_listed_word(self, index: int) -> bool:
        """An ordinary word by itself; a compound such as *Oeverlicht* is none, though its parts are."""
        kaal = self[index].kaal
        return self.lijst.is_closed(kaal) or lijsten.is_dictionary_entry(kaal)

    def has_clear_capital(self, index: int) -> bool:
        """A capital that no sentence start explains."""
        woord = self[index]
        return woord.hoofd and not woord.zin


def _words(tekst: str) -> Iterator[Woord]:
    einde, vorig = 0, ""
    for match in _WOORD.finditer(tekst):
        woord, gat = match.group(), tekst[einde : match.start()]
        stam = woord[:-2] if len(woord) > 2 and woord.endswith(_BEZIT) else woord
        einde = match.end()
        yield Woord(
            tekst=stam,
            kaal=fold(stam),
            start=match.start(),
            end=match.start() + len(stam),
            gat=gat,
            zin=_starts_sentence(gat, vorig),
            hoofd=stam[0].isupper(),
            hoog=len(stam) > 1 and stam.isupper(),
        )
        vorig = stam


def _starts_sentence(gat: str, vorig: str) -> bool:
    if not vorig or "\n" in gat:
        return True
    if gat.startswith(".") and (vorig.lower() in _AFKORTING or (len(vorig) == 1 and vorig.isalpha())):
        return False
    return _ZIN_EINDE.search(gat) is not None


def _levelled(woorden: list[Woord]) -> list[Woord]:
    """In a sentence in capitals a capital says nothing: its words are read as if they were small."""
    alles = _is_shouted(woorden)
    klaar: list[Woord] = []
    for zin in _sentences(woorden):
        if alles or _is_shouted(zin):
            zin = [replace(woord, hoofd=False, hoog=False) for woord in zin]
        klaar.extend(zin)
    return klaar


def _is_shouted(woorden: list[Woord]) -> bool:
    lang = [woord for woord in woorden if len(woord.tekst) > 1 and woord.tekst.isalpha()]
    return len(lang) > 2 and sum(woord.hoog for woord in lang) >= _HOOFDLETTERZIN * len(lang)


def _sentences(woorden: list[Woord]) -> Iterator[list[Woord]]:
    zin: list[Woord] = []
    for woord in woorden:
        if woord.zin and zin:
            yield zin
            zin = []
        zin.append(woord)
    if zin:
        yield zin
