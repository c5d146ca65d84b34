"""What was found once is looked for in the rest of the text, in any case; and beside a name stands another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nlp.deidentificatie.kandidaat import RANG_NAAM, RANG_VERMOEDEN, Kandidaat
from nlp.deidentificatie.regels.aanwijzingen import could_be_name
from nlp.deidentificatie.regels.naamdelen import name_end, particle_length, sets
from nlp.deidentificatie.tekst import Tekst

_OPSOMMING = frozenset({", ", " & ", " / ", "/", " + "})
_HERHAALBAAR = frozenset({"persoon", "organisatie", "locatie"})
_KORTSTE = 3


def find_joined_names(tekst: Tekst, gevonden: Iterable[Kandidaat]) -> Iterator[Kandidaat]:
    """*Bilal, Roos en storm*: the neighbours of a name in an enumeration, as long as new ones turn up."""
    bezet = _word_indices(tekst, (k for k in gevonden if k.type == "persoon"))
    wachtrij = sorted(bezet)
    while wachtrij:
        index = wachtrij.pop()
        for buur in (_after(tekst, index), _before(tekst, index)):
            if buur is None or buur in bezet:
                continue
            met_en = tekst[buur].gat == " " and abs(buur - index) > 1
            if not could_be_name(tekst, buur, dubbel=met_en, los=True):
                continue
            if tekst[buur].zin and not tekst.lijst.is_first_name(tekst[buur].kaal):
                continue
            laatste = name_end(tekst, buur)
            nieuw = set(range(buur, laatste + 1))
            bezet |= nieuw
            wachtrij.extend(nieuw)
            yield Kandidaat(tekst[buur].start, tekst[laatste].end, "persoon", "naam-opsomming", RANG_NAAM)


def find_repeats(tekst: Tekst, gevonden: Iterable[Kandidaat]) -> Iterator[Kandidaat]:
    """The same name elsewhere: any case, unless it is an ordinary word, then with a capital."""
    soort_van: dict[str, str] = {}
    bezet: set[int] = set()
    for kandidaat in gevonden:
        if kandidaat.type in _HERHAALBAAR:
            indices = _word_indices(tekst, [kandidaat])
            bezet |= indices
            if kandidaat.rang > RANG_VERMOEDEN or kandidaat.type == "persoon":
                soort_van.update({tekst[i].kaal: kandidaat.type for i in indices if _is_telling(tekst, i)})
    for index, woord in enumerate(tekst.woorden):
        soort = soort_van.get(woord.kaal) or _possessive_type(woord.kaal, soort_van)
        if soort and index not in bezet and _is_repeat(tekst, index):
            yield Kandidaat(woord.start, woord.end, soort, "herhaling", RANG_NAAM)


def _word_indices(tekst: Tekst, kandidaten: Iterable[Kandidaat]) -> set[int]:
    return {index for kandidaat in kandidaten for index in tekst.between(kandidaat.start, kandidaat.end)}


def _is_telling(tekst: Tekst, index: int) -> bool:
    """Long enough and no particle, title or function word: worth looking for elsewhere."""
    woord = tekst[index]
    return (
        len(woord.kaal) >= _KORTSTE
        and woord.tekst.isalpha()
        and not tekst.lijst.is_closed(woord.kaal)
        and woord.kaal not in sets()["titels"]
        and not particle_length(tekst, index)
    )


def _possessive_type(kaal: str, soort_van: dict[str, str]) -> str | None:
    return soort_van.get(kaal[:-1]) if kaal.endswith("s") else None


def _is_repeat(tekst: Tekst, index: int) -> bool:
    return not tekst.is_listed_word(index) or (tekst[index].hoofd and not tekst[index].zin)


def _after(tekst: Tekst, index: int) -> int | None:
    volgende = tekst[index + 1]
    if volgende.gat in _OPSOMMING:
        return index + 1
    aaneen = tekst.touches(index + 1) and tekst.touches(index + 2)
    return index + 2 if volgende.kaal in {"en", "of"} and aaneen else None


def _before(tekst: Tekst, index: int) -> int | None:
    if tekst[index].gat in _OPSOMMING:
        return index - 1
    aaneen = tekst.touches(index) and tekst.touches(index - 1)
    return index - 2 if tekst[index - 1].kaal in {"en", "of"} and aaneen else None
