"""Gold stories: what people decided a text is about."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

POLARITEITEN = ("positief", "negatief", "gemengd", "neutraal")


@dataclass(frozen=True, slots=True)
class Goudverhaal:
    """One story with its gold codes; knoppen are numbers as text, themas are slugs."""

    id: str
    text: str
    primair: frozenset[str]
    secundair: frozenset[str]
    themas: frozenset[str]
    polariteit: str
    wens: bool

    @property
    def knoppen(self) -> frozenset[str]:
        """Primary and secondary knoppen together."""
        return self.primair | self.secundair


def read_goud(rij: Mapping[str, Any]) -> Goudverhaal:
    """Turn one line of gold into a value. Raises ``ValueError`` with a Dutch reason."""
    polariteit = rij.get("polariteit", "neutraal")
    if polariteit not in POLARITEITEN:
        raise ValueError("'polariteit' is geen positief, negatief, gemengd of neutraal")
    return Goudverhaal(
        id=str(rij["id"]),
        text=rij["text"],
        primair=_labels(rij, "knoppen_primair"),
        secundair=_labels(rij, "knoppen_secundair"),
        themas=_labels(rij, "themas"),
        polariteit=polariteit,
        wens=bool(rij.get("wens", False)),
    )


def _labels(rij: Mapping[str, Any], veld: str) -> frozenset[str]:
    waarde = rij.get(veld, [])
    if not isinstance(waarde, list) or not all(isinstance(item, str | int) for item in waarde):
        raise ValueError(f"'{veld}' is geen lijst van labels")
    return frozenset(map(str, waarde))


def is_even(verhaal_id: str) -> bool:
    """The half a story belongs to, for ever: rules are improved on even stories and reported on odd ones."""
    return int(hashlib.sha1(verhaal_id.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0
