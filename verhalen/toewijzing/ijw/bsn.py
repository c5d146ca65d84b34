"""Burgerservicenummer: the eleven-test, and the two numbers that stand for nobody."""

from __future__ import annotations

_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
ONBEKEND = frozenset({"000000000", "999999999"})  # an unborn child, an unknown person


def is_valid(bsn: str) -> bool:
    """Say whether these are nine digits that pass the eleven-test; the numbers that stand for nobody do not."""
    if len(bsn) != 9 or not bsn.isascii() or not bsn.isdigit() or bsn in ONBEKEND:
        return False
    return sum(int(cijfer) * gewicht for cijfer, gewicht in zip(bsn, _GEWICHTEN, strict=True)) % 11 == 0
