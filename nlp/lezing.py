"""The text as the language model reads it, with the way back to the text as it was given.

People paste from Word and type on phones: decomposed accents, soft hyphens, curly quotes, whole paragraphs in
capitals, words as they sound (*nie*, *egt*), lines broken by hand. A model trained on clean text stumbles over
those, and safe text holds masks (``[persoon 1]``) that look like words. So the model gets a tidied reading, and
every position in it maps back to code points of the given text. Lines, overlong paragraphs and runs without any
space become stretches of their own, which keeps time and memory linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp.resources import load_resource

MAX_STRETCH = 3_000  # code points; a paragraph longer than this is cut at a space
WRAPPED = 50  # a line this long that ends without punctuation was broken by hand, not by its writer
MAX_RUN = 200  # code points without a space; spaCy's tokenizer is quadratic in a run of punctuation

STAND_INS = {
    "persoon": "Jan",
    "locatie": "Lelystad",
    "organisatie": "Philips",
    "contact": "nummer",
    "datum": "maandag",
    "leeftijd": "tien",
    "bsn": "nummer",
}
_MASK = re.compile(rf"\[({'|'.join(STAND_INS)})(?: \d+)?\]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_APOSTROPHES = "‘’‚‛ʼ´`"
_QUOTES = "“”„‟«»"
_SPACES = "\t\n\r\v\f\u00a0\u2007\u2009\u202f"
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, byte order mark
_CONTROLS = "\x00-\x1f\x7f-\x9f\ud800-\udfff"
_REPLACED = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_INVISIBLE, "")
)
_UNTIDY = re.compile(f"[{_APOSTROPHES}{_QUOTES}{_SPACES}{_INVISIBLE}{_CONTROLS}\\[]")
_LINE = re.compile(r"[^\n]+")
_SOFT_BREAK = re.compile(r"(?<![.!?…:;\"')\]\s])[ \t\r]*\n(?=[a-zà-ÿ])")
_RUN = re.compile(rf"\S{{{MAX_RUN + 1},}}")


@dataclass(frozen=True, slots=True)
class Lezing:
    """One stretch of the text, tidied.

    ``starts`` and ``ends`` hold for every code point of ``text`` the half-open range of the given text it
    stands for, or are empty when ``text`` is the given text from ``offset`` on. ``masks`` holds the positions
    in ``text`` where a stand-in for a mask begins.
    """

    text: str
    offset: int
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    masks: frozenset[int] = frozenset()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Translate a non-empty range of the reading into code points of the given text."""
        if not self.starts:
            return self.offset + start, self.offset + end
        return self.starts[start], self.ends[end - 1]


def read(text: str) -> list[Lezing]:
    """Split a text of any length into tidied stretches, in order; a text of spaces gives none."""
    return [_tidy(text[start:end], start) for start, end in _stretches(text) if not text[start:end].isspace()]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    joined = _SOFT_BREAK.sub(_join_wrapped, text)
    for line in _LINE.finditer(joined):
        yield from _pieces(joined, line.start(), line.end())


def _join_wrapped(match: re.Match[str]) -> str:
    line_length = match.start() - match.string.rfind("\n", 0, match.start())
    return " " * len(match.group()) if line_length >= WRAPPED else match.group()


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(text, start, end):
        yield from _by_length(text, start, run.start(), MAX_STRETCH)
        yield from _by_length(text, run.start(), run.end(), MAX_RUN)
        start = run.end()
    yield from _by_length(text, start, end, MAX_STRETCH)


def _by_length(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    while end - start > limit:
        cut = text.rfind(" ", start + 1, start + limit)
        cut = start + limit if cut < 0 else cut
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _tidy(given: str, offset: int) -> Lezing:
    shouted = _is_shouted(given)
    wholes = sorted([*_masks(given), *_respelled(given)])
    if not wholes and not shouted and not _UNTIDY.search(given) and unicodedata.is_normalized("NFC", given):
        return Lezing(given, offset)
    builder = _Builder(offset)
    position = 0
    for start, end, instead, is_mask in wholes:
        builder.add_plain(given, position, start, shouted)
        builder.add_whole(instead, start, end, is_mask)
        position = end
    builder.add_plain(given, position, len(given), shouted)
    return builder.build()


def _masks(given: str) -> Iterator[tuple[int, int, str, bool]]:
    for mask in _MASK.finditer(given):
        yield mask.start(), mask.end(), STAND_INS[mask.group(1).lower()], True


def _respelled(given: str) -> Iterator[tuple[int, int, str, bool]]:
    """Words as they sound, with the usual spelling; none of them is the name of a mask."""
    usual = _usual_spellings()
    for word in _WORD.finditer(given):
        if (instead := usual.get(word.group().lower())) is not None:
            yield word.start(), word.end(), instead.capitalize() if word.group().istitle() else instead, False


@cache
def _usual_spellings() -> dict[str, str]:
    spellings: dict[str, str] = load_resource("spreektaal")["schrijfwijzen"]
    return spellings


def _is_shouted(text: str) -> bool:
    upper = sum(map(str.isupper, text))
    lower = sum(map(str.islower, text))
    return upper >= 20 and upper > 3 * lower


class _Builder:
    """Collects the reading piece by piece, with the range of the given text behind every code point."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        self.text: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.masks: set[int] = set()

    def add_plain(self, given: str, start: int, end: int, shouted: bool) -> None:
        for first, last in _clusters(given, start, end):
            self._add(_tidied(given[first:last], shouted), first, last)

    def add_whole(self, instead: str, start: int, end: int, is_mask: bool) -> None:
        """A stretch of the given text that is read as one: each of its signs stands for all of it."""
        if is_mask:
            self.masks.add(len(self.text))
        self._add(instead, start, end)

    def _add(self, piece: str, start: int, end: int) -> None:
        self.text.extend(piece)
        self.starts.extend([self.offset + start] * len(piece))
        self.ends.extend([self.offset + end] * len(piece))

    def build(self) -> Lezing:
        return Lezing("".join(self.text), self.offset, tuple(self.starts), tuple(self.ends), frozenset(self.masks))


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Base characters with the combining marks behind them, because only together they compose."""
    first = start
    for position in range(start + 1, end + 1):
        if position == end or not unicodedata.combining(text[position]):
            yield first, position
            first = position


def _tidied(cluster: str, shouted: bool) -> str:
    piece = unicodedata.normalize("NFC", cluster).translate(_REPLACED)
    if len(piece) == 1 and unicodedata.category(piece) in {"Cc", "Cs"}:
        return " "
    return piece.lower() if shouted else piece
