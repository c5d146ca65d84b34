"""Dutch numbers in words, as people say ages and dates."""

from __future__ import annotations

_EENHEDEN = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TIENERS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
_TIENTALLEN = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_RANG_ONREGELMATIG = {1: "eerste", 3: "derde", 8: "achtste"}


def _cardinals() -> dict[str, int]:
    woorden = {woord: getal for getal, woord in enumerate(_EENHEDEN + _TIENERS)}
    for tiental, woord in enumerate(_TIENTALLEN, start=2):
        woorden[woord] = 10 * tiental
        for eenheid in range(1, 10):
            woorden[f"{_EENHEDEN[eenheid]}en{woord}"] = 10 * tiental + eenheid
    woorden["honderd"] = 100
    return woorden


def _ordinals() -> dict[str, int]:
    rang: dict[str, int] = {}
    for woord, getal in _cardinals().items():
        if getal == 0:
            continue
        uitgang = "de" if getal < 20 and getal not in {1, 3, 8} else "ste"
        rang[_RANG_ONREGELMATIG.get(getal, woord + uitgang)] = getal
    return rang


HOOFDTELWOORDEN = _cardinals()
RANGTELWOORDEN = _ordinals()


def alternatives(woorden: dict[str, int], laagste: int, hoogste: int) -> str:
    """The number words for a range as one regular expression, longest first so that none hides another."""
    gekozen = (woord for woord, getal in woorden.items() if laagste <= getal <= hoogste)
    return "|".join(sorted(gekozen, key=len, reverse=True))
