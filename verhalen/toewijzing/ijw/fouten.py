"""What went wrong with a message, for people: a Dutch sentence with the file and the place in it, never a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reden(StrEnum):
    """Kind of refusal, for counting and for tests."""

    BESTAND = "bestand"  # the file cannot be opened, is too large or hides something
    XML = "xml"  # not well-formed, or a DTD, or too deep
    BERICHT = "bericht"  # no message we know
    GEMEENTE = "gemeente"  # of another municipality
    INHOUD = "inhoud"  # an element is missing, double or wrong


@dataclass(frozen=True, slots=True)
class Fout:
    """A refused file or message; `regel` and `element` say where, when that is known."""

    bestand: str
    reden: Reden
    zin: str
    regel: int | None = None
    element: str = ""


@dataclass(frozen=True, slots=True)
class Overgeslagen:
    """A file or message that is sound as far as we can see, but that this reader does not use."""

    bestand: str
    zin: str


class BerichtError(Exception):
    """A message cannot be read; carries what `Fout` needs but the name of the file."""

    def __init__(self, reden: Reden, zin: str, regel: int | None = None, element: str = "") -> None:
        super().__init__(zin)
        self.reden, self.zin, self.regel, self.element = reden, zin, regel, element

    def to_fout(self, bestand: str) -> Fout:
        """Return the refusal with its file."""
        return Fout(bestand, self.reden, self.zin, self.regel, self.element)
