"""All indicators of this version, by slug."""

from __future__ import annotations

from types import MappingProxyType

from verhalen.analyse.indicatoren.basis import (
    Deel,
    Eenheid,
    Indicator,
    Keuzes,
    Maat,
    Richting,
    Uitkomst,
    Verblijfsbegrip,
)
from verhalen.analyse.indicatoren.knoppen import KNOPPEN
from verhalen.analyse.indicatoren.vertrekpunten import VERTREKPUNTEN

INDICATOREN = MappingProxyType({indicator.slug: indicator for indicator in (*VERTREKPUNTEN, *KNOPPEN)})

__all__ = [
    "INDICATOREN",
    "Deel",
    "Eenheid",
    "Indicator",
    "Keuzes",
    "Maat",
    "Richting",
    "Uitkomst",
    "Verblijfsbegrip",
]
