"""A tidy shadow of a text in which names can be recognised, with the way back to the text as given.

Soft hyphens, zero-width characters, decomposed accents, exotic spaces and typographic quotes hide a name from
every list. The shadow is free of them, and remembers for each of its characters which code points of the
original it stands for, so that a mask always lands on the text as it was typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_WEG = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c\u034f\u180e")
_WEG_BEREIKEN = ((0x202A, 0x202E), (0x2066, 0x2069), (0xFE00, 0xFE0F), (0xE0000, 0xE01EF))
_VERVANG = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02bb\u0060\u00b4\u2032\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
    "\x0b": "\n",
    "\x0c": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x85": "\n",
}


@dataclass(frozen=True, slots=True)
class Schaduw:
    """``tekst`` is what rules read; character ``i`` of it stands for ``begin[i]:eind[i]`` of the original."""

    tekst: str
    begin: tuple[int, ...]
    eind: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that ``tekst[start:end]`` (not empty) stands for."""
        return self.begin[start], self.eind[end - 1]


def build(text: str) -> Schaduw:
    """The shadow of ``text``; any string will do, lone surrogates and NUL included."""
    tekens: list[str] = []
    begin: list[int] = []
    eind: list[int] = []
    for start, end in _clusters(text):
        teken = _tidy(text[start:end])
        if teken:
            tekens.append(teken)
            begin.append(start)
            eind.append(end)
    return Schaduw("".join(tekens), tuple(begin), tuple(eind))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each character with the marks and invisible characters that follow it."""
    start = 0
    for index, teken in enumerate(text):
        if index > start and not _hangs_on(teken):
            yield start, index
            start = index
    if text:
        yield start, len(text)


def _hangs_on(teken: str) -> bool:
    return teken > "\x7f" and (unicodedata.combining(teken) != 0 or _is_invisible(teken))


def _is_invisible(teken: str) -> bool:
    code = ord(teken)
    return teken in _WEG or any(laag <= code <= hoog for laag, hoog in _WEG_BEREIKEN)


def _tidy(cluster: str) -> str:
    """One character for a cluster, or nothing when the whole cluster is invisible."""
    if len(cluster) == 1 and cluster < "\x7f" and cluster >= " ":
        return cluster
    kern = "".join(teken for teken in cluster if not _is_invisible(teken))
    if not kern:
        return ""
    samen = unicodedata.normalize("NFC", kern)[0]
    return _replace(samen)


def _replace(teken: str) -> str:
    if teken in _VERVANG:
        return _VERVANG[teken]
    soort = unicodedata.category(teken)
    if soort == "Zs":
        return " "
    if soort == "Cs":
        return "\ufffd"
    breed = unicodedata.normalize("NFKC", teken)
    return breed if len(breed) == 1 and breed.isalnum() else teken


def fold(woord: str) -> str:
    """Lower case without accents: how lists are written and compared."""
    if woord.isascii():
        return woord.lower()
    kaal = unicodedata.normalize("NFD", woord.lower().translate(_LETTERS))
    return "".join(teken for teken in kaal if not unicodedata.combining(teken))


_LETTERS = str.maketrans(
    {
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
        "ə": "e", "ĳ": "ij", "ħ": "h", "ŋ": "n",
    }
)  # fmt: skip


def pieces(tekst: str, limit: int) -> Iterator[tuple[int, int]]:
    """Cut into stretches of at most ``limit`` characters, at a line or sentence end or else a space.

    Some algorithms cost the square of their input; on bounded pieces the whole stays linear.
    """
    start = 0
    while len(tekst) - start > limit:
        cut = max(
            tekst.rfind(scheiding, start + limit // 2, start + limit) + len(scheiding)
            for scheiding in ("\n", ". ", "! ", "? ")
        )
        if cut <= start + limit // 2:
            cut = tekst.rfind(" ", start + limit // 2, start + limit) + 1
        if cut <= start:
            cut = start + limit
        yield start, cut
        start = cut
    if start < len(tekst):
        yield start, len(tekst)
