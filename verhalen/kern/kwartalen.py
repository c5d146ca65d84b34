"""How a quarter such as ``2025-K2`` is written for people."""

from __future__ import annotations

import re

KWARTAAL = re.compile(r"^(\d{4})-K([1-4])$")
VOLGORDE = {"1": "eerste", "2": "tweede", "3": "derde", "4": "vierde"}


def in_words(periode: str) -> str:
    """Write ``2025-K2`` as 'tweede kwartaal 2025'; anything else as it stands."""
    match = KWARTAAL.match(periode or "")
    return f"{VOLGORDE[match[2]]} kwartaal {match[1]}" if match else periode
