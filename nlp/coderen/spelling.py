"""Typing errors, only where a correction is safe.

A word is corrected only when a Dutch word list does not know it, when it is long enough to be recognisable
and when exactly one word of the codebook is either one letter away (added, dropped, changed or swapped,
first letter kept) or sounds the same by the usual confusions (ei/ij, au/ou, d/t, g/ch, double letters).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simplemma.strategies import DictionaryLookupStrategy

MIN_LENGTH = 6
_TAAL = "nl"
_SOUNDS = (
    (re.compile("ij|ei|y"), "y"),
    (re.compile("au|ou"), "ou"),
    (re.compile("ch|g"), "g"),
    (re.compile("c(?=[aouklrt])"), "k"),
    (re.compile("th"), "t"),
    (re.compile("v"), "f"),
    (re.compile("z"), "s"),
    (re.compile("(?:dt|d)(?=$|[^a-z])"), "t"),
    (re.compile(r"([a-z])\1"), r"\1"),
)


def known_lemma(form: str) -> str | None:
    """The lemma of a lower-case form by simplemma's word list, without ``_``; ``None`` for an unknown form.

    The list is loaded on first use and kept: some 0.4 s and 50 MB.
    """
    found = _word_list().get_lemma(form, _TAAL)
    return None if found is None else found.replace("_", "").lower()


@cache
def _word_list() -> DictionaryLookupStrategy:
    from simplemma.strategies import DictionaryLookupStrategy

    return DictionaryLookupStrategy()


class Spelling:
    """Corrects unknown words towards the vocabulary it was built from."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        self._sounds: defaultdict[str, set[str]] = defaultdict(set)
        for word in vocabulary:
            if len(word) >= MIN_LENGTH and word.isalpha():
                self._add(word)

    def _add(self, word: str) -> None:
        self._words.add(word)
        self._sounds[sound(word)].add(word)
        for key in _deletions(word):
            self._near[key].add(word)

    def correct(self, word: str) -> str | None:
        """The one codebook word this unknown word must be, or ``None``."""
        if len(word) < MIN_LENGTH or not word.isalpha() or word in self._words:
            return None
        same_sound = self._sounds.get(sound(word), set())
        if len(same_sound) == 1:
            return next(iter(same_sound))
        candidates = {found for key in _deletions(word) for found in self._near.get(key, ())}
        near = {found for found in candidates if found[0] == word[0] and _is_one_edit(word, found)}
        return near.pop() if len(near) == 1 else None


def sound(word: str) -> str:
    """A key that two spellings of the same sound share."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def _deletions(word: str) -> Iterator[str]:
    yield word
    for index in range(1, len(word)):
        yield word[:index] + word[index + 1 :]


def _is_one_edit(left: str, right: str) -> bool:
    """One letter added, dropped or changed, or two neighbours swapped."""
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])
