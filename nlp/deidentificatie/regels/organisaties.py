"""Names of schools, providers, practices and clubs, by the generic word beside them or by how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from nlp.deidentificatie.kandidaat import RANG_DEDUCE, RANG_ORGANISATIE, RANG_VERMOEDEN, Kandidaat
from nlp.deidentificatie.lijsten import read_resource
from nlp.deidentificatie.regels.naamdelen import sets
from nlp.deidentificatie.schaduw import fold
from nlp.deidentificatie.tekst import Tekst

_LANGSTE_NAAM = 4
_VERBINDERS = frozenset(["en", "&", "van", "der", "de", "aan", "het"])
_KORTSTE_NAAM = 3


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    bron = read_resource("organisaties")
    soorten = ("voor", "voor_mee", "na", "artikelen", "generiek")
    return {naam: frozenset(fold(woord) for woord in bron[naam].split()) for naam in soorten}


def is_generic(kaal: str) -> bool:
    """A word for the kind of organisation (*basisschool*), which stays readable."""
    return kaal in _lists()["voor"]


def is_kind(kaal: str) -> bool:
    """A word for the kind of organisation, also one that belongs to its name (*Stichting*, *Jeugdhulp*)."""
    return any(kaal in _lists()[soort] for soort in ("voor", "voor_mee", "na"))


def find_organisations(tekst: Tekst) -> Iterator[Kandidaat]:
    """Names beside a generic word, and names that begin with a written-large article."""
    for index in range(len(tekst)):
        for bron, regel, rang in _REGELS:
            plek = regel(tekst, index)
            if plek is not None:
                yield Kandidaat(tekst[plek[0]].start, _end(tekst, plek[1]), "organisatie", bron, rang)
                break


def _after_generic(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*basisschool De Regenboog*, *vv Zuiderzicht*, *gezinshuis de tjalk*."""
    kaal, lijsten = tekst[index].kaal, _lists()
    mee = kaal in lijsten["voor_mee"]
    if not mee and kaal not in lijsten["voor"]:
        return None
    begin = index + 1
    if not tekst.touches(begin) and tekst[begin].gat not in {' "', " '"}:
        return None
    laatste = _name_after(tekst, index, begin)
    if laatste is None:
        return None
    hoort_erbij = mee or (tekst.has_clear_capital(index) and tekst[begin].hoofd)
    return (index if hoort_erbij else begin), laatste


def _name_after(tekst: Tekst, soort: int, begin: int) -> int | None:
    kern = begin + 1 if tekst[begin].kaal in _lists()["artikelen"] and tekst.touches(begin + 1) else begin
    sprekend = tekst.has_clear_capital(kern) and (tekst[begin].hoofd or tekst[kern + 1].hoofd)
    if tekst[kern].hoofd and (_may_be_part(tekst, kern) or sprekend):
        if kern == begin and tekst[soort].zin and tekst[soort].hoofd and tekst.is_ordinary(kern):
            return None
        return _extend(tekst, kern)
    return _small_name(tekst, soort, begin, kern)


def _small_name(tekst: Tekst, soort: int, begin: int, kern: int) -> int | None:
    """In lower case only what no reader would take for a sentence: *op basisschool de regenboog*."""
    woord = tekst[kern]
    if not woord.tekst.isalpha() or len(woord.tekst) < _KORTSTE_NAAM or tekst.lijst.is_closed(woord.kaal):
        return None
    if woord.kaal in _lists()["generiek"] or tekst[soort].kaal in {
        "school",
        "club",
        "groep",
        "team",
        "bureau",
        "locatie",
        "organisatie",
        "instelling",
        "winkel",
        "jeugdhulp",
        "bedrijf",
        "opvang",
        "kerk",
    }:
        return None
    if kern > begin:
        bepaald = tekst[soort - 1].kaal in sets()["bepalers"] and tekst.touches(soort)
        return None if bepaald and tekst.is_ordinary(kern) else kern
    return None if tekst.is_listed_word(kern) else kern


def _before_generic(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*het Arcus College*, *Kompas Jeugdhulp*, *Oeverlicht GGZ*: a capital name before the generic word."""
    if tekst[index].kaal not in _lists()["na"] or not tekst.touches(index):
        return None
    if not tekst[index].hoofd and tekst[index].kaal not in {"college", "lyceum", "gymnasium", "ggz"}:
        return None
    if not tekst[index].hoofd and not tekst[index - 1].hoofd:
        vreemd = tekst[index - 1].tekst.isalpha() and not tekst.is_listed_word(index - 1)
        return (index - 1, index) if vreemd and len(tekst[index - 1].tekst) >= _KORTSTE_NAAM else None
    begin = index
    while index - begin < _LANGSTE_NAAM and _is_capital_part(tekst, begin - 1) and tekst.touches(begin):
        begin -= 1
    if begin == index:
        return None
    if tekst[begin].zin and begin + 1 == index and tekst.is_ordinary(begin) and not tekst[index].hoofd:
        return None
    return begin, _extend(tekst, index)


def _with_large_article(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*bij De Sluiskom*; at a sentence start the second word must have a capital too: *De Kade, groep Noord*."""
    woord, kern = tekst[index], tekst[index + 1]
    if woord.kaal not in {"de", "het", "'t"} or not (woord.hoofd or woord.kaal == "'t") or not kern.hoofd:
        return None
    if not tekst.touches(index + 1) or (kern.hoog and len(kern.tekst) <= 4) or kern.kaal in tekst.lijst.geen_naam:
        return None
    if kern.kaal in _lists()["generiek"] or (tekst.lijst.is_first_name(kern.kaal) and woord.kaal == "'t"):
        return None
    return index, _extend(tekst, index + 1)


def _with_ampersand(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*Groei & Co*."""
    volgende = tekst[index + 1]
    if volgende.gat != " & " or not (tekst[index].hoofd and volgende.hoofd):
        return None
    if tekst.lijst.is_first_name(tekst[index].kaal) or not tekst[index].tekst.isalpha():
        return None
    return index, _extend(tekst, index + 1)


def _after_small_article(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*op het Arcus*, *naar de Boeier*: a capital that nothing else explains."""
    if tekst[index].kaal not in {"op", "bij", "naar", "van", "via", "vanuit", "uit", "met", "door", "voor", "namens"}:
        return None
    lidwoord = tekst[index + 1].kaal in {"de", "het", "'t"} and tekst.touches(index + 1)
    kern = index + 2 if lidwoord else index + 1
    if not tekst.touches(kern) or (lidwoord and tekst[index + 1].hoofd) or not tekst[kern].hoofd:
        return None
    if not _may_be_part(tekst, kern) or tekst[kern].hoog or tekst[kern].kaal in _lists()["generiek"]:
        return None
    return kern, _extend(tekst, kern)


_REGELS = (
    ("organisatie-soort-voor", _after_generic, RANG_ORGANISATIE),
    ("organisatie-soort-na", _before_generic, RANG_ORGANISATIE),
    ("organisatie-lidwoord", _with_large_article, RANG_DEDUCE + 1),
    ("organisatie-en", _with_ampersand, RANG_DEDUCE + 1),
    ("organisatie-hoofdletter", _after_small_article, RANG_VERMOEDEN + 1),
)


def _is_capital_part(tekst: Tekst, index: int) -> bool:
    woord = tekst[index]
    return index >= 0 and woord.hoofd and (_may_be_part(tekst, index) or woord.kaal in _lists()["artikelen"])


def _may_be_part(tekst: Tekst, index: int) -> bool:
    woord = tekst[index]
    return (
        len(woord.tekst) > 1
        and woord.tekst[0].isalpha()
        and woord.kaal not in tekst.lijst.functiewoord
        and (woord.kaal not in tekst.lijst.geen_naam or woord.kaal in _lists()["na"])
        and woord.kaal not in sets()["titels"]
    )


def _extend(tekst: Tekst, laatste: int) -> int:
    """Further capital words, a generic word behind them, and *& Co*."""
    begin = laatste
    while laatste - begin < _LANGSTE_NAAM:
        volgende = tekst[laatste + 1]
        sluit_aan = tekst.touches(laatste + 1) or volgende.gat in {" & ", "-", " '"}
        if not sluit_aan:
            break
        if volgende.hoofd and not volgende.zin and (_may_be_part(tekst, laatste + 1) or volgende.gat == "-"):
            laatste += 1
        elif (
            volgende.kaal in _VERBINDERS
            and tekst[laatste + 2].hoofd
            and tekst.touches(laatste + 2)
            and volgende.kaal not in {"en"}
        ):
            laatste += 2
        elif volgende.kaal in {"college", "lyceum", "gymnasium"} and volgende.gat == " ":
            laatste += 1
        else:
            break
    return laatste


def _end(tekst: Tekst, laatste: int) -> int:
    """With the year that clubs carry: *SV Dijk '67*."""
    einde = tekst[laatste].end
    staart = tekst.tekst[einde : einde + 4]
    is_jaar = len(staart) == 4 and staart[:2] == " '" and staart[2:].isdigit()
    return einde + 4 if is_jaar else einde
