"""The values that cross the border of ``nlp``: frozen, free of Django and of any library object.

Every position is a Unicode code point into the text as it was given, half open: ``text[start:end]``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Masker:
    """A stretch of text that may identify a person.

    ``type`` is one of persoon, locatie, organisatie, contact, datum, leeftijd, bsn; ``bron`` names what
    found it: ``deduce`` or the id of one of our own rules.
    """

    start: int
    end: int
    type: str
    bron: str


@dataclass(frozen=True, slots=True)
class Bewijs:
    """The words that made a rule propose a label, with how they were said.

    ``regel`` is the phrase as the codebook writes it, ``sterk`` whether one hit of it suffices, ``ontkend``
    whether the words stand under a negation, ``wens`` whether they tell what somebody would like.
    """

    start: int
    end: int
    regel: str
    sterk: bool
    ontkend: bool
    wens: bool


@dataclass(frozen=True, slots=True)
class LabelVoorstel:
    """A proposed label: the number of a knop as text (``"4"``) or the slug of a thema, with its evidence."""

    label: str
    score: float
    bewijs: tuple[Bewijs, ...]


@dataclass(frozen=True, slots=True)
class Suggestie:
    """Everything the machine proposes for one text; a person decides."""

    knoppen: tuple[LabelVoorstel, ...]
    themas: tuple[LabelVoorstel, ...]
    polariteit: str
    wens: bool
