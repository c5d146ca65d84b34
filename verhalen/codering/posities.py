"""Where a selection may begin and end in a safe text.

Never inside a mask, never inside a character as people see it (an emoji of five code points, a letter with
its accent), never on white space. Pure: positions are code points, half open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.verzameling.teksten import VeiligeTekst

ZWJ = "\u200d"
_EXTENDERS = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
# Possessive and anchored at the first sign of a run: linear, also for 256 kB of full stops.
_ENDS = re.compile(r"""(?<![.!?…])(?P<teken>[.!?…]++)["'”’»)\]]*+\s++|\n\s*+""")
# A full stop behind these does not end a sentence.
_AFKORTINGEN = frozenset(
    ["dhr", "mevr", "mw", "mr", "dr", "drs", "prof", "st", "nr", "bijv", "bv", "ca", "evt", "m.n", "o.a", "d.w.z"]
)
_WORD = re.compile(r"\S+")
_LAST_WORD = re.compile(r"[\w./]*$")


RANDEN = ("begin-ruimer", "begin-krapper", "eind-ruimer", "eind-krapper")


@dataclass(frozen=True, order=True)
class Bereik:
    """A stretch of a safe text, half open."""

    start: int
    eind: int

    def raakt(self, start: int, eind: int) -> bool:
        """Tell whether it shares at least one code point with ``start:eind``."""
        return self.start < eind and start < self.eind

    def bevat(self, start: int, eind: int) -> bool:
        """Tell whether ``start:eind`` lies inside it."""
        return self.start <= start and eind <= self.eind


def snap(veilig: VeiligeTekst, start: int, eind: int) -> Bereik:
    """Return the nearest stretch that may carry a code; snapping it again changes nothing.

    Raises OngeldigeInvoer outside the text, and when nothing but masks and white space was chosen.
    """
    tekst = veilig.tekst
    if not 0 <= start < eind <= len(tekst):
        raise OngeldigeInvoer("Deze plek ligt buiten het verhaal. Kies de woorden opnieuw. Er is niets veranderd.")
    start, eind = _trim(tekst, start, eind)
    if start == eind:
        raise OngeldigeInvoer("Kies eerst woorden in het verhaal. Er is niets veranderd.")
    start, eind = _widen(veilig, start, eind)
    if is_only_masks(veilig, start, eind):
        raise OngeldigeInvoer("Hier staat alleen een masker. Kies ook de woorden eromheen. Er is niets veranderd.")
    return Bereik(start, eind)


def is_only_masks(veilig: VeiligeTekst, start: int, eind: int) -> bool:
    """Tell whether ``start:eind`` holds no word or sign outside the masks."""
    covered = [(pil.start, pil.eind) for pil in veilig.pillen]
    return not any(
        unicodedata.category(veilig.tekst[place])[0] in "LNSM" and not any(a <= place < b for a, b in covered)
        for place in range(start, eind)
    )


def move_edge(veilig: VeiligeTekst, bereik: Bereik, rand: str) -> Bereik:
    """Move one end by one word; a mask counts as one word, and a stretch never becomes empty.

    ``rand`` is one of `RANDEN`. Raises OngeldigeInvoer for another one.
    """
    woorden = _words(veilig)
    start, eind = bereik.start, bereik.eind
    if rand == "begin-ruimer":
        start = max((woord.start for woord in woorden if woord.start < start), default=start)
    elif rand == "begin-krapper":
        start = min((woord.start for woord in woorden if start < woord.start < eind), default=start)
    elif rand == "eind-ruimer":
        eind = min((woord.eind for woord in woorden if woord.eind > eind), default=eind)
    elif rand == "eind-krapper":
        eind = max((woord.eind for woord in woorden if start < woord.eind < eind), default=eind)
    else:
        raise OngeldigeInvoer("Deze handeling bestaat niet. Er is niets veranderd.")
    return snap(veilig, start, eind)


def _words(veilig: VeiligeTekst) -> list[Bereik]:
    """Return the runs without white space, masks taken whole."""
    woorden: list[Bereik] = []
    for match in _WORD.finditer(veilig.tekst):
        start, eind = _over_masks(veilig, *match.span())
        if woorden and start < woorden[-1].eind:
            woorden[-1] = Bereik(woorden[-1].start, max(eind, woorden[-1].eind))
        else:
            woorden.append(Bereik(start, eind))
    return woorden


def sentences(veilig: VeiligeTekst) -> list[Bereik]:
    """Split the text into sentences, in order; together they hold everything that is not white space.

    A rule, not a model: this runs in the web process, where no model is loaded. People who write without
    capitals get their sentences too; an abbreviation or a mask never ends one.
    """
    tekst = veilig.tekst
    found: list[Bereik] = []
    begin = 0
    for match in _ENDS.finditer(tekst):
        if _ends_sentence(veilig, match):
            _add(found, tekst, begin, match.end())
            begin = match.end()
    _add(found, tekst, begin, len(tekst))
    return found


def sentence_number(zinnen: list[Bereik], start: int) -> int:
    """Return which sentence, counted from 1, holds the code point at ``start``."""
    return next((nummer for nummer, zin in enumerate(zinnen, start=1) if zin.eind > start), len(zinnen))


def around(veilig: VeiligeTekst, start: int, eind: int) -> Bereik:
    """Return the sentence, or run of sentences, that holds ``start:eind``."""
    touched = [zin for zin in sentences(veilig) if zin.raakt(start, eind)]
    if not touched:
        return snap(veilig, start, eind)
    return snap(veilig, touched[0].start, touched[-1].eind)


def _add(found: list[Bereik], tekst: str, start: int, eind: int) -> None:
    start, eind = _trim(tekst, start, eind, str.isspace)
    if start < eind:
        found.append(Bereik(start, eind))


def _ends_sentence(veilig: VeiligeTekst, match: re.Match[str]) -> bool:
    teken = match["teken"]
    if teken is None:
        return True
    tekst = veilig.tekst
    following = tekst[match.end() : match.end() + 1]
    if "\n" in match.group() or any(pil.start < match.start("teken") < pil.eind for pil in veilig.pillen):
        return "\n" in match.group()
    if teken != "." and not teken.strip(".…"):
        return not following.islower()
    before = _LAST_WORD.search(tekst, max(0, match.start() - 12), match.start())
    return teken != "." or before is None or before.group().lower() not in _AFKORTINGEN


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Cf"


def _trim(tekst: str, start: int, eind: int, blank: Callable[[str], bool] = _is_blank) -> tuple[int, int]:
    while start < eind and blank(tekst[start]):
        start += 1
    while eind > start and blank(tekst[eind - 1]):
        eind -= 1
    return start, eind


def _widen(veilig: VeiligeTekst, start: int, eind: int) -> tuple[int, int]:
    while True:
        wider = _over_characters(veilig.tekst, *_over_masks(veilig, start, eind))
        if wider == (start, eind):
            return wider
        start, eind = wider


def _over_masks(veilig: VeiligeTekst, start: int, eind: int) -> tuple[int, int]:
    for pil in veilig.pillen:
        if pil.start < eind and start < pil.eind:
            start, eind = min(start, pil.start), max(eind, pil.eind)
    return start, eind


def _over_characters(tekst: str, start: int, eind: int) -> tuple[int, int]:
    while start > 0 and not _is_edge(tekst, start) and not tekst[start - 1].isspace():
        start -= 1
    while eind < len(tekst) and not _is_edge(tekst, eind):
        eind += 1
    return start, eind


def _is_edge(tekst: str, place: int) -> bool:
    """Tell whether a character as people see it ends before ``place``."""
    here, before = tekst[place], tekst[place - 1]
    if here == ZWJ or before == ZWJ or _EXTENDERS.match(here) or unicodedata.category(here) in {"Mn", "Me", "Mc"}:
        return False
    return not (_is_flag(here) and _is_flag(before) and _flags_before(tekst, place) % 2 == 1)


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flags_before(tekst: str, place: int) -> int:
    count = 0
    while place - count > 0 and _is_flag(tekst[place - count - 1]):
        count += 1
    return count
