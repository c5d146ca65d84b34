"""From raw text and confirmed masks to safe text: pure, no database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kluis.ruw import RuweTekst
from verhalen.verzameling.teksten import Pil, VeiligeTekst


@dataclass(frozen=True)
class Plek:
    """A stretch of raw text, in code points, and the kind of identifier it holds."""

    start: int
    eind: int
    soort: str


def mask(ruw: RuweTekst, plekken: Iterable[Plek]) -> VeiligeTekst:
    """Replace every stretch by a label such as ``[persoon 1]``.

    The same words of the same kind get the same number, whatever their case, so that a
    reader can still follow who is who. Raises OngeldigeInvoer when stretches overlap or
    lie outside the text: a mask that is off by one uncovers a letter of a name.
    """
    ordered = sorted(plekken, key=lambda plek: plek.start)
    check_plekken(ordered, len(ruw.tekst))
    numbers: dict[tuple[str, str], int] = {}
    parts: list[str] = []
    pillen: list[Pil] = []
    position = length = 0
    for plek in ordered:
        kept = ruw.tekst[position : plek.start]
        nummer = _number(numbers, plek.soort, ruw.tekst[plek.start : plek.eind])
        label = f"[{plek.soort} {nummer}]"
        start = length + len(kept)
        pillen.append(Pil(start, start + len(label), plek.soort, nummer))
        parts += [kept, label]
        length = start + len(label)
        position = plek.eind
    parts.append(ruw.tekst[position:])
    return VeiligeTekst("".join(parts), tuple(pillen))


def check_plekken(ordered: list[Plek], length: int) -> None:
    """Raise OngeldigeInvoer unless the stretches lie inside the text and apart from each other."""
    previous = 0
    for plek in ordered:
        if not previous <= plek.start < plek.eind <= length:
            raise OngeldigeInvoer("Twee maskers overlappen elkaar of vallen buiten de tekst. Er is niets veranderd.")
        previous = plek.eind


def trim(tekst: str, start: int, eind: int) -> tuple[int, int]:
    """Return the stretch without the white space at its ends.

    Raises OngeldigeInvoer when nothing is left or the stretch lies outside the text.
    """
    if not 0 <= start < eind <= len(tekst):
        raise OngeldigeInvoer("Deze selectie valt buiten de tekst. Selecteer opnieuw.")
    while start < eind and tekst[start].isspace():
        start += 1
    while eind > start and tekst[eind - 1].isspace():
        eind -= 1
    if start == eind:
        raise OngeldigeInvoer("Er zijn geen woorden geselecteerd. Selecteer opnieuw.")
    return start, eind


def find_words(tekst: str, woorden: str) -> tuple[int, int]:
    """Return where ``woorden`` stand in the text for the first time.

    Raises OngeldigeInvoer when they do not: without a mouse the words are typed.
    """
    start = tekst.find(woorden) if woorden else -1
    if start < 0:
        raise OngeldigeInvoer("Deze woorden staan niet zo in de tekst. Neem ze precies over.")
    return start, start + len(woorden)


RANDEN = ("begin-ruimer", "begin-krapper", "eind-ruimer", "eind-krapper")


def move_rand(tekst: str, start: int, eind: int, rand: str) -> tuple[int, int]:
    """Move one end of a stretch by one word; a stretch never becomes empty.

    ``rand`` is one of `RANDEN`.
    """
    words = [match.span() for match in re.finditer(r"\S+", tekst)]
    if rand == "begin-ruimer":
        start = max((begin for begin, _end in words if begin < start), default=start)
    elif rand == "begin-krapper":
        start = min((begin for begin, _end in words if start < begin < eind), default=start)
    elif rand == "eind-ruimer":
        eind = min((end for _begin, end in words if end > eind), default=eind)
    elif rand == "eind-krapper":
        eind = max((end for _begin, end in words if start < end < eind), default=eind)
    return start, eind


def project(start: int, eind: int, plekken: Iterable[Plek], veilig: VeiligeTekst) -> tuple[int, int]:
    """Return where a stretch of the raw text lies in the safe text made with ``plekken``.

    An end inside a mask moves to the outside of its label.
    """
    pairs = list(zip(sorted(plekken, key=lambda plek: plek.start), veilig.pillen, strict=True))
    return _project(start, pairs, begin=True), _project(eind, pairs, begin=False)


def _project(position: int, pairs: list[tuple[Plek, Pil]], *, begin: bool) -> int:
    shift = 0
    for plek, pil in pairs:
        if position <= plek.start:
            break
        if position < plek.eind:
            return pil.start if begin else pil.eind
        shift = pil.eind - plek.eind
    return position + shift


def _number(numbers: dict[tuple[str, str], int], soort: str, words: str) -> int:
    key = (soort, " ".join(unicodedata.normalize("NFKC", words).casefold().split()))
    if key not in numbers:
        numbers[key] = sum(1 for known in numbers if known[0] == soort) + 1
    return numbers[key]
