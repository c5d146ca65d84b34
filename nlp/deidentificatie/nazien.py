"""A second look at what deduce found: titles off, ordinary words out, ages left to our own rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from nlp.deidentificatie.kandidaat import Kandidaat
from nlp.deidentificatie.regels.naamdelen import particle_length, sets
from nlp.deidentificatie.regels.organisaties import is_generic
from nlp.deidentificatie.tekst import Tekst, Woord

_LANGSTE_TITEL = 3
_NAMEN = frozenset({"persoon", "locatie", "organisatie"})
_ONZE_TAAK = frozenset({"leeftijd", "bsn"})


def review(kandidaten: Iterable[Kandidaat], tekst: Tekst) -> Iterator[Kandidaat]:
    """What remains of deduce's finds by the project's own agreement on what a mask covers."""
    for kandidaat in kandidaten:
        if kandidaat.type in _ONZE_TAAK:
            continue
        if kandidaat.type == "persoon":
            yield from _person(kandidaat, tekst)
        elif kandidaat.type in {"locatie", "organisatie"}:
            yield from _place(kandidaat, tekst)
        else:
            yield kandidaat


def without_fixed_phrases(kandidaten: Iterable[Kandidaat], tekst: Tekst) -> list[Kandidaat]:
    """Without names inside brands and sayings (*Albert Heijn*, *Zwarte Piet*): they point to nobody."""
    vast = tekst.fixed_phrases(sets()["vaste_groepen"])
    if not vast:
        return list(kandidaten)
    return [
        kandidaat
        for kandidaat in kandidaten
        if kandidaat.type not in _NAMEN or not vast.issuperset(_inside(kandidaat, tekst))
    ]


def _person(kandidaat: Kandidaat, tekst: Tekst) -> Iterator[Kandidaat]:
    """The name without the title before it, when a name is left that is not all ordinary words."""
    woorden = _without_title(tekst, _inside(kandidaat, tekst))
    while woorden and _is_no_name(tekst, woorden[0]):
        woorden = woorden[1:]
    while woorden and tekst.lijst.is_closed(tekst[woorden[-1]].kaal) and not _is_after_particle(tekst, woorden):
        woorden = woorden[:-1]
    kern = [index for index in woorden if not particle_length(tekst, index)] or woorden
    if kern and (len(woorden) > len(kern) or any(_is_likely(tekst, index) for index in kern)):
        yield Kandidaat(tekst[woorden[0]].start, tekst[woorden[-1]].end, "persoon", kandidaat.bron, kandidaat.rang)


def _without_title(tekst: Tekst, woorden: list[int]) -> list[int]:
    """*Tjeerd* of *de heer Tjeerd*: what comes after the last title in front."""
    for plek in range(min(len(woorden), _LANGSTE_TITEL) - 1, -1, -1):
        if tekst[woorden[plek]].kaal in sets()["titels"]:
            return woorden[plek + 1 :]
    return woorden


def _is_after_particle(tekst: Tekst, woorden: list[int]) -> bool:
    """*van der Meer*: a surname that is an ordinary word as well."""
    return len(woorden) > 1 and tekst[woorden[-1]].hoofd and particle_length(tekst, woorden[-2]) > 0


def _is_no_name(tekst: Tekst, index: int) -> bool:
    woord = tekst[index]
    if woord.kaal in sets()["titels"] | sets()["beroepen"]:
        return True
    return tekst.lijst.is_closed(woord.kaal) and not particle_length(tekst, index)


def _is_likely(tekst: Tekst, index: int) -> bool:
    """Not the first word of a sentence that happens to be in a list of surnames."""
    woord: Woord = tekst[index]
    if tekst.lijst.is_closed(woord.kaal) or (len(woord.tekst) < 2 and not woord.hoofd):
        return False
    return not (woord.zin and tekst.is_ordinary(index) and woord.kaal not in tekst.lijst.sterk)


def _place(kandidaat: Kandidaat, tekst: Tekst) -> Iterator[Kandidaat]:
    """A place or organisation, unless it is a single ordinary word at the start of a sentence or a brand."""
    woorden = _inside(kandidaat, tekst)
    while woorden and is_generic(tekst[woorden[0]].kaal) and len(woorden) > 1:
        woorden = woorden[1:]
    if not woorden:
        return
    if any(_names_a_place(tekst, index, alleen=len(woorden) == 1) for index in woorden):
        yield replace(kandidaat, start=tekst[woorden[0]].start)


def _names_a_place(tekst: Tekst, index: int, *, alleen: bool) -> bool:
    woord = tekst[index]
    if not woord.tekst[0].isalpha():
        return not alleen
    if tekst.is_ordinary(index):
        return woord.hoofd and not (alleen and (woord.zin or tekst.lijst.is_closed(woord.kaal)))
    return True


def _inside(kandidaat: Kandidaat, tekst: Tekst) -> list[int]:
    return tekst.between(kandidaat.start, kandidaat.end)
