"""Safe text as a type: a person checked the masks, or this value does not exist."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Pil:
    """One mask in the safe text: where its label stands, of which kind, and which one of that kind."""

    start: int
    eind: int
    soort: str
    nummer: int

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class VeiligeTekst:
    """The words of a teller with every identifier replaced by a label such as ``[persoon 1]``.

    Positions everywhere are Unicode code points into ``tekst``.
    """

    tekst: str
    pillen: tuple[Pil, ...] = ()
