"""How far a name goes: second first names, particles, surnames, initials, hyphens, nicknames."""

from __future__ import annotations

from functools import lru_cache

from nlp.deidentificatie.lijsten import read_resource
from nlp.deidentificatie.schaduw import fold
from nlp.deidentificatie.tekst import Tekst

LANGSTE_NAAM = 8
_FRASES = (
    "tussenvoegsels",
    "vaste_tussenvoegsels",
    "gewone_tussenvoegsels",
    "gewone_voorzetsels",
    "vaste_groepen",
)
_MAX_TUSSEN = 3
_KORTSTE_VREEMDE, _LANGSTE_VREEMDE = 5, 14


@lru_cache(maxsize=1)
def sets() -> dict[str, frozenset[str]]:
    """The cue words of ``taal.json``, folded."""
    bron = read_resource("taal")
    gewoon = {
        naam: frozenset(fold(woord) for woord in woorden.split())
        for naam, woorden in bron.items()
        if naam not in {"toelichting", *_FRASES}
    }
    return gewoon | {naam: frozenset(bron[naam].split(" | ")) for naam in _FRASES}


@lru_cache(maxsize=1)
def _particle_starts() -> frozenset[str]:
    return frozenset(frase.split(" ", 1)[0] for frase in sets()["tussenvoegsels"])


def particle_length(tekst: Tekst, index: int) -> int:
    """Number of words of the particle (*van der*, *el*, *'t*) that begins here; 0 when there is none."""
    if tekst[index].kaal not in _particle_starts():
        return 0
    for aantal in range(_MAX_TUSSEN, 0, -1):
        frase = tekst.phrase(index, aantal)
        if frase.count(" ") == aantal - 1 and frase in sets()["tussenvoegsels"]:
            return aantal
    return 0


def name_end(tekst: Tekst, index: int) -> int:
    """Index of the last word of the name that begins at ``index``."""
    laatste = index
    while laatste - index < LANGSTE_NAAM:
        volgende = _next_part(tekst, laatste + 1)
        if volgende is None:
            return laatste
        laatste = volgende
    return laatste


def name_start(tekst: Tekst, index: int) -> int:
    """Index of the first word of the name around ``index``: initials and nicknames stand before it."""
    eerste = index
    while eerste > 0 and index - eerste < LANGSTE_NAAM and _belongs_before(tekst, eerste - 1):
        eerste -= 1
    return eerste


def is_surname(tekst: Tekst, index: int, *, na_tussenvoegsel: bool) -> bool:
    """Whether this word can be the surname after a first name or after a particle."""
    woord = tekst[index]
    if not _is_wordlike(woord.tekst):
        return False
    if woord.hoofd and not woord.zin and not _is_abbreviation(tekst, index):
        return na_tussenvoegsel or not tekst.lijst.is_closed(woord.kaal)
    if woord.kaal in tekst.lijst.achternaam and na_tussenvoegsel and _ends_clause(tekst, index):
        return True
    if woord.kaal in tekst.lijst.functiewoord or woord.hoofd:
        return False
    if woord.kaal in sets()["achternaam_geen"] or woord.kaal in tekst.lijst.geen_naam:
        return False
    bekend = woord.kaal in tekst.lijst.achternaam or tekst.lijst.is_first_name(woord.kaal)
    return bekend and (na_tussenvoegsel or not tekst.is_ordinary(index))


def is_strange(tekst: Tekst, index: int) -> bool:
    """A word in lower case that no list and no dictionary has: beside a first name probably the surname."""
    woord = tekst[index]
    return (
        _is_wordlike(woord.tekst)
        and _KORTSTE_VREEMDE <= len(woord.kaal) <= _LANGSTE_VREEMDE
        and not tekst.is_ordinary(index)
    )


def _next_part(tekst: Tekst, index: int) -> int | None:
    """Index of the last word of the next part of a name, or ``None`` when the name is over."""
    if not _adjoins(tekst, index):
        return None
    aantal = particle_length(tekst, index)
    if (aantal and tekst.touches(index + aantal)) or (aantal and tekst[index + aantal].gat == "-"):
        if is_surname(tekst, index + aantal, na_tussenvoegsel=_is_firm(tekst, index, aantal)):
            return index + aantal
        if tekst[index].kaal not in {"el", "al", "ben", "bin"}:
            return None
    if is_surname(tekst, index, na_tussenvoegsel=False) or _is_initial(tekst, index):
        return index
    naast_voornaam = tekst[index - 1].kaal in tekst.lijst.sterk
    if tekst[index].gat == "-":
        naam = tekst.lijst.is_first_name(tekst[index].kaal) or tekst[index].kaal in tekst.lijst.achternaam
        verbonden = tekst[index].hoofd or naam
        return index if verbonden else None
    return index if naast_voornaam and is_strange(tekst, index) else None


def _ends_clause(tekst: Tekst, index: int) -> bool:
    """Whether the text, the line or the clause is over after this word."""
    volgende = tekst[index + 1]
    return index + 1 >= len(tekst) or volgende.zin or volgende.gat.strip(" ")[:1] in {",", ")", ";"}


def _is_firm(tekst: Tekst, index: int, aantal: int) -> bool:
    """*van der* and *El* announce a surname; in *sem in de bus* nothing does."""
    frase = tekst.phrase(index, aantal)
    if frase in sets()["gewone_tussenvoegsels"]:
        return frase in {"de", "van", "den", "te"} and _ends_clause(tekst, index + aantal)
    return True


def _adjoins(tekst: Tekst, index: int) -> bool:
    if tekst.touches(index):
        return True
    gat = tekst[index].gat if 0 < index < len(tekst) else ""
    return gat == "-" or (gat in {". ", "."} and _is_initial(tekst, index - 1))


def _belongs_before(tekst: Tekst, index: int) -> bool:
    woord, volgende = tekst[index], tekst[index + 1]
    if _is_initial(tekst, index) and volgende.gat in {" ", ". ", "."}:
        return True
    if woord.kaal in sets()["voorvoegsels_bijnaam"] and woord.hoofd and volgende.gat == " ":
        return True
    return volgende.gat == "-" and woord.hoofd and volgende.hoofd and _is_wordlike(woord.tekst)


def _is_initial(tekst: Tekst, index: int) -> bool:
    woord = tekst[index]
    punt = len(woord.tekst) == 1 and woord.tekst.isalpha() and tekst[index + 1].gat[:1] == "."
    return punt and (woord.hoofd or _is_small_initial(tekst, index))


def _is_small_initial(tekst: Tekst, index: int) -> bool:
    """*r. oosterhuis*: a letter with a point before what can only be a surname."""
    volgende = tekst[index + 1]
    if volgende.gat != ". ":
        return False
    if particle_length(tekst, index + 1) and tekst.phrase(index + 1, 2) in sets()["tussenvoegsels"]:
        return True
    return volgende.kaal in tekst.lijst.achternaam and not tekst.is_listed_word(index + 1)


def _is_abbreviation(tekst: Tekst, index: int) -> bool:
    woord = tekst[index]
    return woord.hoog and len(woord.tekst) <= 4 and not tekst.lijst.is_first_name(woord.kaal)


def _is_wordlike(woord: str) -> bool:
    return len(woord) > 1 and woord.replace("'", "").isalpha()
