"""Ages of persons, in figures and words.

A number is an age only beside something that says whose: *ze is 9*, *m'n oudste van 12*, *Sanne (14)*, *op haar
zesde*. Durations, marks, school years, legal limits and the age of a dog or a file have no such neighbour.
"""

from __future__ import annotations

from collections.abc import Iterator

from nlp.deidentificatie.kandidaat import RANG_LEEFTIJD, Kandidaat
from nlp.deidentificatie.regels.leeftijdregels import is_ordinal_age, reason
from nlp.deidentificatie.regels.leeftijdwoorden import (
    JARIG,
    MAAND,
    MET_J,
    TIENTALLER,
    closes,
    is_jubilee,
    is_ordinal,
    is_person,
    neighbours,
    value,
    with_unit,
)
from nlp.deidentificatie.tekst import Tekst

_RIJGTEKENS = frozenset({",", "/", "+", "&", ", en"})


def find_ages(tekst: Tekst) -> Iterator[Kandidaat]:
    """Ages with their unit (*9 jaar*, *14-jarige*) and without (*ze is 9*)."""
    gevonden = dict(_direct(tekst))
    _spread(tekst, gevonden)
    for index, (laatste, bron) in gevonden.items():
        yield Kandidaat(tekst[index].start, tekst[laatste].end, "leeftijd", bron, RANG_LEEFTIJD)


def _direct(tekst: Tekst) -> Iterator[tuple[int, tuple[int, str]]]:
    """First word, last word and rule of each age that its own neighbours give away."""
    for index in range(len(tekst)):
        bron = _as_one_word(tekst, index)
        if bron:
            yield index, (index, bron)
        elif value(tekst, index) is not None:
            laatste = with_unit(tekst, index)
            bron = reason(tekst, index, laatste)
            if bron:
                yield index, (laatste, bron)


def _as_one_word(tekst: Tekst, index: int) -> str | None:
    """*veertienjarige*, *veertiger*, *14j*, *(op haar) zesde*."""
    kaal = tekst[index].kaal
    if JARIG.fullmatch(kaal):
        return None if is_jubilee(tekst, index + 1) else "leeftijd-jarige"
    if TIENTALLER.fullmatch(kaal):
        return "leeftijd-tiental"
    if MET_J.fullmatch(kaal) and is_person(tekst, index - 1):
        return "leeftijd-j"
    return "leeftijd-rang" if is_ordinal_age(tekst, index) else None


def _spread(tekst: Tekst, gevonden: dict[int, tuple[int, str]]) -> None:
    """*van 9 en 12*, *4, 7 en 11*: what is joined to an age is an age."""
    wachtrij = list(gevonden)
    while wachtrij:
        index = wachtrij.pop()
        laatste = gevonden[index][0]
        for buur in (_joined_after(tekst, laatste), _joined_before(tekst, index)):
            einde = None if buur is None or buur in gevonden else _joined_end(tekst, buur, index, laatste)
            if buur is not None and einde is not None:
                gevonden[buur] = (einde, "leeftijd-reeks")
                wachtrij.append(buur)


def _joined_end(tekst: Tekst, buur: int, index: int, laatste: int) -> int | None:
    """The last word of the neighbour when it is an age as well, else ``None``."""
    if is_ordinal(tekst, buur) and is_ordinal(tekst, index):
        return buur
    if value(tekst, buur) is None:
        return None
    einde = with_unit(tekst, buur)
    if tekst[einde].kaal in MAAND and tekst[laatste].kaal not in MAAND:
        return None
    return einde if buur < index or closes(tekst, einde) else None


def _joined_after(tekst: Tekst, laatste: int) -> int | None:
    volgende = tekst[laatste + 1]
    na_komma = volgende.gat == ", " and volgende.kaal in neighbours()["bijna"]
    if (na_komma or volgende.kaal in {"en", "of"}) and tekst.touches(laatste + 2):
        return laatste + 2
    return laatste + 1 if volgende.gat.strip() in _RIJGTEKENS else None


def _joined_before(tekst: Tekst, index: int) -> int | None:
    if tekst[index - 1].kaal in {"en", "of"} and tekst.touches(index) and tekst.touches(index - 1):
        return index - 3 if tekst[index - 2].kaal.startswith(("jaar", "jr")) else index - 2
    return index - 1 if tekst[index].gat.strip() in _RIJGTEKENS else None
