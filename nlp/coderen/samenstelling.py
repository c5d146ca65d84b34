"""Compound parts: a *wijkschool* is a *school*, a *schoolplein* is not.

Dutch puts the kind of thing last, so only the last part stands for the whole. Parts come from the ``_`` that
our own pipeline puts into a lemma, from hyphens, and otherwise from the codebook itself: a last part counts
only when it is a word of the codebook and what stands before it is a Dutch word too. That keeps *verhaal* from
ending in *haal* and *mevrouw* in *rouw*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set

MIN_HEAD = 4
MIN_MODIFIER = 3
CERTAIN_MODIFIER = 7  # letters; something this long before a codebook word is a compound of its own
_LINKS = ("", "s", "e", "en", "n")


def heads(lemma: str, vocabulary: Set[str], prefixes: Set[str], is_word: Callable[[str], bool]) -> Iterator[str]:
    """The last parts of a noun that are codebook words, longest first.

    ``lemma`` is folded, with ``_`` still between known parts; ``vocabulary`` holds folded words, ``prefixes``
    what is no modifier but makes a new word (voor|val, over|leg, af|stand); ``is_word`` knows Dutch words.
    """
    plain = lemma.replace("_", "").replace("-", "")
    marked = {len(plain) - len(tail) for tail in _tails(lemma)}
    for cut in range(MIN_MODIFIER, len(plain) - MIN_HEAD + 1):
        head, modifier = plain[cut:], plain[:cut]
        if head in vocabulary and modifier not in prefixes and (cut in marked or _is_modifier(modifier, is_word)):
            yield head


def _is_modifier(modifier: str, is_word: Callable[[str], bool]) -> bool:
    """Whether it is a word, as it stands, without a linking sound, or as the stem of a verb (spaar|geld)."""
    if len(modifier) >= CERTAIN_MODIFIER:
        return True
    stems = [modifier.removesuffix(link) for link in _LINKS]
    return any(len(stem) >= MIN_MODIFIER and is_word(stem) for stem in stems)


def _tails(lemma: str) -> Iterator[str]:
    parts = re.split("[_-]", lemma)
    for index in range(1, len(parts)):
        yield "".join(parts[index:])
