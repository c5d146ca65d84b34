"""Finds what in a told story may point to a person, so that a person can decide what to mask.

Nothing heavy loads at import; the first ``find`` of a process loads deduce (seconds), and the first ever builds
its lookup structure (minutes, see ``prebuild``). Nothing of a text is ever logged or printed. The masks are a
proposal: they lower a risk, they do not make a text anonymous.
"""

from __future__ import annotations

from collections.abc import Callable

from nlp.types import Masker

TYPES = ("persoon", "locatie", "organisatie", "contact", "datum", "leeftijd", "bsn")

__all__ = ["TYPES", "find", "prebuild"]


def find(
    text: str,
    *,
    plaatsen: frozenset[str] = frozenset(),
    organisaties: frozenset[str] = frozenset(),
) -> list[Masker]:
    """Masks for ``text``: sorted, not overlapping, in code points of the text exactly as given.

    ``plaatsen`` and ``organisaties`` are names a municipality adds to our lists (its wijken, its providers);
    pass the same set each time, for what is made of it is kept. Any string will do; the work grows linearly
    with its length. Thread safe.
    """
    from nlp.deidentificatie.zoeken import find as search

    return search(text, plaatsen=plaatsen, organisaties=organisaties)


def prebuild(progress: Callable[[str], None]) -> None:
    """Build deduce's lookup structure into ``VERHALEN_CACHE`` (default ``var/cache``) unless it is there.

    ``progress`` gets short Dutch sentences for people. Takes one to two minutes the first time.
    """
    from nlp.deidentificatie.deduce_bron import prebuild as build

    build(progress)
