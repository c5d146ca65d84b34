"""What ages are made of: numbers, units, ordinals, and the words beside them that say whose age it is."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.deidentificatie.lijsten import is_verb_form, read_resource
from nlp.deidentificatie.regels.getallen import HOOFDTELWOORDEN, RANGTELWOORDEN, alternatives
from nlp.deidentificatie.regels.naamdelen import sets
from nlp.deidentificatie.schaduw import fold
from nlp.deidentificatie.tekst import Tekst

JAAR = frozenset({"jaar", "jr", "jaren", "jaartjes", "j", "y"})
MAAND = frozenset({"maanden", "maand", "mnd", "mndn", "weken", "week", "wk", "wkn", "dagen"})
_EENHEDEN = JAAR | MAAND | {"jarige", "jarig", "jarigen"}
_OUDSTE = 105
_GETAL = {fold(woord): waarde for woord, waarde in HOOFDTELWOORDEN.items()} | {
    fold(f"{woord}enhalf"): waarde for woord, waarde in HOOFDTELWOORDEN.items() if 1 < waarde < 18
}
_GETAL["anderhalf"] = 1
_RANG = {fold(woord): waarde for woord, waarde in RANGTELWOORDEN.items()}
_RANGCIJFER = re.compile(r"(\d{1,2})(?:e|de|ste)")
_DEEL_VAN_GETAL = (".", ",", "/", "-", ":", "#", "€", "€ ")
_LEESTEKENS = frozenset(",.;:!?()\n\"'…-/")
_GETALSTEKENS = frozenset({",", ".", ":", "/", "-"})
JARIG = re.compile(rf"(?:\d{{1,3}}|{alternatives(_GETAL, 0, 100)})(?:jarigen?|jarige?s?)")
TIENTALLER = re.compile(r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)ers?")
MET_J = re.compile(r"\d{1,2}(?:j|jr|jaar)")


@lru_cache(maxsize=1)
def neighbours() -> dict[str, frozenset[str]]:
    """The word lists of ``leeftijd.json``."""
    bron = read_resource("leeftijd")
    soorten = {naam: frozenset(woorden.split()) for naam, woorden in bron.items() if naam != "toelichting"}
    soorten["bijwoorden_en_hulpwerkwoorden"] = soorten["bijwoorden"] | soorten["hulpwerkwoorden"]
    return soorten


def value(tekst: Tekst, index: int) -> int | None:
    """The whole number that this word is, when somebody can be that old; ``None`` for all else."""
    woord = tekst[index]
    if woord.is_number and woord.tekst.isascii() and len(woord.tekst) <= len(str(_OUDSTE)):
        waarde = int(woord.tekst)
        onderdeel = woord.gat.endswith(_DEEL_VAN_GETAL) and tekst[index - 1].is_number
        return waarde if waarde <= _OUDSTE and not onderdeel and woord.tekst[0] != "0" else None
    if woord.kaal == "een" and "é" not in woord.tekst and tekst[index + 2].kaal not in {"oud", "jong"}:
        return None
    return _GETAL.get(woord.kaal)


def with_unit(tekst: Tekst, index: int) -> int:
    """Index of the last word of the age: the number itself, or *jaar*, *maanden* or *jarige* after it."""
    if tekst[index + 1].kaal == "5" and tekst[index + 1].gat in {",", "."}:
        index += 1
    volgende = tekst[index + 1]
    if volgende.kaal in JAAR and tekst[index + 2].kaal == "en" and tekst[index + 4].kaal in MAAND:
        return index + 4
    return index + 1 if volgende.gat in {" ", "-", ""} and volgende.kaal in _EENHEDEN else index


def is_ordinal(tekst: Tekst, index: int) -> bool:
    """*14e*, *zesde*."""
    kaal = tekst[index].kaal
    return kaal in _RANG or _RANGCIJFER.fullmatch(kaal) is not None


def ordinal_value(tekst: Tekst, index: int) -> int:
    """The number of an ordinal; 0 for any other word."""
    cijfer = _RANGCIJFER.fullmatch(tekst[index].kaal)
    return int(cijfer.group(1)) if cijfer else _RANG.get(tekst[index].kaal, 0)


def past_adverbs(tekst: Tekst, index: int) -> int:
    """The index of *nu* in *nu 11*, of *bijna* in *van bijna 16*; else the index itself."""
    while tekst.touches(index) and tekst[index - 1].kaal in neighbours()["bijna"]:
        index -= 1
    return index


def is_person(tekst: Tekst, index: int) -> bool:
    """A word for a person: *ik*, *dochter*, *mevrouw*, a name."""
    kaal = tekst[index].kaal
    return is_relation(kaal) or kaal in neighbours()["voornaamwoorden"] or is_name(tekst, index)


def is_relation(kaal: str) -> bool:
    """*zoon*, *meisje*, *juf*."""
    return kaal in neighbours()["personen"] or kaal in sets()["titels"]


def is_name(tekst: Tekst, index: int) -> bool:
    """A listed name, or a word with a capital that the dictionary does not have."""
    woord = tekst[index]
    if tekst.lijst.is_closed(woord.kaal) or not woord.tekst.isalpha():
        return False
    if woord.kaal in tekst.lijst.sterk:
        return True
    return woord.hoofd and (tekst.lijst.is_first_name(woord.kaal) or not tekst.is_ordinary(index))


def ends(tekst: Tekst, laatste: int) -> bool:
    """Whether the clause is over after this word: a punctuation mark, or nothing more."""
    volgende = tekst[laatste + 1]
    if laatste + 1 < len(tekst) and volgende.gat.strip(" ")[:1] not in _LEESTEKENS:
        return False
    return not (volgende.is_number and volgende.gat in _GETALSTEKENS)


def closes(tekst: Tekst, laatste: int) -> bool:
    """Whether no noun follows that the number could count."""
    if ends(tekst, laatste):
        return True
    volgende = tekst[laatste + 1]
    if volgende.gat != " ":
        return False
    if volgende.kaal in neighbours()["sluiters"] or volgende.kaal in sets()["persoonswerkwoorden"]:
        return True
    voltooid = volgende.kaal.startswith("ge") and volgende.kaal.endswith(("t", "d"))
    return is_verb_form(volgende.kaal) and not voltooid


def is_range(tekst: Tekst, index: int, laatste: int) -> bool:
    """*van 12 tot 18*, *4-12 jaar*, *18+*: a group, nobody in particular."""
    na, voor = tekst[laatste + 1], tekst[index]
    if na.gat.startswith("+") or (na.gat.strip() in {"-", "+"} and na.is_number):
        return True
    if voor.gat.strip() in {"-", "+"} and tekst[index - 1].is_number:
        return True
    if tekst[index - 1].kaal == "tot" and value(tekst, index - 2) is not None:
        return True
    return na.kaal in {"tot", "t"} and (value(tekst, laatste + 2) is not None or tekst[laatste + 2].kaal == "m")


def is_jubilee(tekst: Tekst, index: int) -> bool:
    """*bestaan*, *contract*: what a number of years also goes with."""
    return tekst[index].kaal in neighbours()["jubilea"]
