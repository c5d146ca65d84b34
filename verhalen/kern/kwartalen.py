"""How a quarter such as ``2025-K2`` is written for people."""

from __future__ import annotations

import re

# Years of four digits that a date can hold with a year to either side; other digits than 0-9 are no quarter.
KWARTAAL = re.compile(r"([12][0-9]{3})-K([1-4])")
STREEP = " – "
VOLGORDE = {"1": "eerste", "2": "tweede", "3": "derde", "4": "vierde"}


def is_kwartaal(periode: str) -> bool:
    """Tell whether the whole text is a quarter that can be counted with; addresses hold anything."""
    return KWARTAAL.fullmatch(periode) is not None


def in_words(periode: str) -> str:
    """Write ``2025-K2`` as 'tweede kwartaal 2025', and two of them with a dash as a stretch; else as it stands."""
    van, dash, tot = (periode or "").partition(STREEP)
    if dash:
        return van[:4] if _is_year(van, tot) else f"{in_words(van)} tot en met {in_words(tot)}"
    match = KWARTAAL.fullmatch(periode or "")
    return f"{VOLGORDE[match[2]]} kwartaal {match[1]}" if match else periode


def _is_year(van: str, tot: str) -> bool:
    return van[:4] == tot[:4] and van.endswith("-K1") and tot.endswith("-K4")
