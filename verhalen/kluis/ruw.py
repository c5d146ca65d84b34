"""Raw text as a type that does not print itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, repr=False)
class RuweTekst:
    """The words as told, names included. Lives in `kluis` and `verzameling.pseudonimisering` only."""

    tekst: str

    def __repr__(self) -> str:
        return f"<RuweTekst {len(self.tekst)} tekens>"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)
