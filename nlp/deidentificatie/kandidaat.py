"""What rules propose, and how proposals that overlap become masks that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

RANG_BSN = 90
RANG_CONTACT = 80
RANG_DATUM = 70
RANG_ADRES = 65
RANG_ORGANISATIE = 60
RANG_NAAM_MET_AANWIJZING = 55
RANG_PLAATS = 48
RANG_DEDUCE = 45
RANG_NAAM = 40
RANG_LEEFTIJD = 30
RANG_VERMOEDEN = 10

_SAMEN = frozenset({"persoon", "organisatie"})
_NAMEN = frozenset({"persoon", "organisatie", "locatie"})
_RESTEN = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "in",
        "op",
        "uit",
        "bij",
        "te",
        "ter",
        "ten",
        "aan",
        "en",
        "ben",
        "al",
        "el",
        "la",
    ]
)


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """A proposed mask over the shadow text; where two overlap the higher ``rang`` keeps the stretch."""

    start: int
    end: int
    type: str
    bron: str
    rang: int


def resolve(kandidaten: Iterable[Kandidaat], tekst: str) -> list[Kandidaat]:
    """Sorted proposals without overlap that together cover all that was proposed.

    The highest rank takes its stretch first, then the longest; what is left of a lower one stays a mask when
    it still holds a letter or digit, because uncovering half a name helps nobody.
    """
    volgorde = sorted(_outermost(kandidaten), key=lambda k: (-k.rang, k.start - k.end, k.start, k.type, k.bron))
    bezet = bytearray(len(tekst))
    over: list[Kandidaat] = []
    for kandidaat in volgorde:
        over.extend(_free_runs(kandidaat, bezet, tekst))
        bezet[kandidaat.start : kandidaat.end] = b"\x01" * (kandidaat.end - kandidaat.start)
    return _joined(sorted(over, key=lambda k: k.start), tekst)


def _outermost(kandidaten: Iterable[Kandidaat]) -> list[Kandidaat]:
    """Without names that lie inside a longer, well-founded name: *Sluis* in *De Sluis*."""
    buiten: list[Kandidaat] = []
    omhullend: Kandidaat | None = None
    for kandidaat in sorted(set(kandidaten), key=_outside_in):
        if kandidaat.type not in _NAMEN:
            buiten.append(kandidaat)
            continue
        if omhullend and kandidaat.end <= omhullend.end and _swallows(omhullend, kandidaat):
            continue
        buiten.append(kandidaat)
        if kandidaat.rang >= RANG_NAAM and (not omhullend or kandidaat.end > omhullend.end):
            omhullend = kandidaat
    return buiten


def _outside_in(kandidaat: Kandidaat) -> tuple[int, int, bool, int, str, str]:
    """Longer before shorter, our own rules before deduce, then by rank."""
    k = kandidaat
    return (k.start, -k.end, k.bron == "deduce", -k.rang, k.type, k.bron)


def _swallows(omhullend: Kandidaat, kandidaat: Kandidaat) -> bool:
    langer = omhullend.end - omhullend.start > kandidaat.end - kandidaat.start
    return (
        langer and kandidaat.rang < RANG_ADRES and not (omhullend.bron == "deduce" and kandidaat.rang > omhullend.rang)
    )


def _free_runs(kandidaat: Kandidaat, bezet: bytearray, tekst: str) -> Iterator[Kandidaat]:
    start = kandidaat.start
    while start < kandidaat.end:
        vrij = bezet.find(0, start, kandidaat.end)
        if vrij < 0:
            return
        dicht = bezet.find(1, vrij, kandidaat.end)
        end = kandidaat.end if dicht < 0 else dicht
        schoon = _trimmed(kandidaat, vrij, end, tekst)
        heel = vrij == kandidaat.start and end == kandidaat.end
        if schoon and (heel or not _is_leftover(tekst[schoon.start : schoon.end])):
            yield schoon
        start = end


def _is_leftover(stuk: str) -> bool:
    """Only particles: what remains of *van Urk* once *Urk* is a place."""
    return all(woord in _RESTEN for woord in stuk.split())


def _trimmed(kandidaat: Kandidaat, start: int, end: int, tekst: str) -> Kandidaat | None:
    """Without white space and punctuation at the edges; nothing when nothing else is there."""
    stuk = tekst[start:end]
    if not any(teken.isalnum() for teken in stuk):
        return None
    vooraan = "+(@#" if kandidaat.type == "contact" else "'"
    while not (stuk[0].isalnum() or stuk[0] in vooraan):
        start, stuk = start + 1, stuk[1:]
    while not (stuk[-1].isalnum() or (stuk[-1] == "." and _is_initial(stuk))):
        end, stuk = end - 1, stuk[:-1]
    return Kandidaat(start, end, kandidaat.type, kandidaat.bron, kandidaat.rang)


def _is_initial(stuk: str) -> bool:
    return len(stuk) >= 2 and stuk[-2].isupper() and (len(stuk) == 2 or not stuk[-3].isalnum())


def _joined(kandidaten: list[Kandidaat], tekst: str) -> list[Kandidaat]:
    """First name and surname found apart are one name."""
    samen: list[Kandidaat] = []
    for kandidaat in kandidaten:
        vorige = samen[-1] if samen else None
        if vorige and _is_one(vorige, kandidaat, tekst):
            samen[-1] = Kandidaat(
                vorige.start, kandidaat.end, vorige.type, vorige.bron, max(vorige.rang, kandidaat.rang)
            )
        else:
            samen.append(kandidaat)
    return samen


def _is_one(vorige: Kandidaat, volgende: Kandidaat, tekst: str) -> bool:
    tussen = tekst[vorige.end : volgende.start]
    return vorige.type == volgende.type and vorige.type in _SAMEN and (tussen in {"", " ", "-", ". ", "."})
