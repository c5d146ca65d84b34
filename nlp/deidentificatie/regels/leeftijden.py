"""Ages of persons, in figures and words.

A number is an age only beside something that says whose: *ze is 9*, *m'n oudste van 12*, *Sanne (14)*, *op haar
zesde*. Durations, marks, school years, legal limits and the age of a dog or a file have no such neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nlp.deidentificatie.kandidaat import RANG_LEEFTIJD, Kandidaat
from nlp.deidentificatie.lijsten import is_verb_form, read_resource
from nlp.deidentificatie.regels.getallen import HOOFDTELWOORDEN, RANGTELWOORDEN, alternatives
from nlp.deidentificatie.regels.naamdelen import sets
from nlp.deidentificatie.schaduw import fold
from nlp.deidentificatie.tekst import Tekst

_OUDSTE = 105
_GETAL = {fold(woord): waarde for woord, waarde in HOOFDTELWOORDEN.items()} | {
    fold(f"{woord}enhalf"): waarde for woord, waarde in HOOFDTELWOORDEN.items() if 1 < waarde < 18
}
_GETAL["anderhalf"] = 1
_RANG = {fold(woord): waarde for woord, waarde in RANGTELWOORDEN.items()}
_RANGCIJFER = re.compile(r"(\d{1,2})(?:e|de|ste)")
_JARIG = re.compile(rf"(?:\d{{1,3}}|{alternatives(_GETAL, 0, 100)})(?:jarigen?|jarige?s?)")
_MET_J = re.compile(r"\d{1,2}(?:j|jr|jaar)")
_JAAR = frozenset("jaar jr jaren jaartjes j y".split())
_MAAND = frozenset("maanden maand mnd mndn weken week wk wkn dagen".split())
_KOPPEL = frozenset("is ben bent was werd wordt word zijn waren worden werden geworden".split())
_GRENZEN = frozenset({16, 18, 21, 23})
_ALGEMEEN = frozenset("je jij men jongeren kinderen iedereen iemand".split())
_MAX_STAPPEN = 5
_VERJAARDAG = frozenset({"verjaardag", "levensjaar", "verjaardagsfeest", "verjaardagsfeestje"})
_TIENERS = range(11, 20)
_GEEN_DUUR = 6  # years: nobody says they waited longer than this in two words
_DUUR = frozenset("terug geleden later lang eerder ervaring hoog garantie".split())
_ROND_TIENTAL = frozenset({"in de", "tegen de", "richting de", "rond de", "over de", "boven de", "naar de"})
_TIENTALLER = re.compile(r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)ers?")
_BIJNA = frozenset("bijna net ruim toen nu nog geen pas amper inmiddels ongeveer destijds".split())
_HALF = re.compile(r"[,.]")


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    bron = read_resource("leeftijd")
    return {naam: frozenset(woorden.split()) for naam, woorden in bron.items() if naam != "toelichting"}


def find_ages(tekst: Tekst) -> Iterator[Kandidaat]:
    """Ages with their unit (*9 jaar*, *14-jarige*) and without (*ze is 9*)."""
    gevonden = dict(_direct(tekst))
    _spread(tekst, gevonden)
    for index, (laatste, bron) in gevonden.items():
        yield Kandidaat(tekst[index].start, tekst[laatste].end, "leeftijd", bron, RANG_LEEFTIJD)


def _direct(tekst: Tekst) -> Iterator[tuple[int, tuple[int, str]]]:
    """First word, last word and rule of each age that its own neighbours give away."""
    for index, woord in enumerate(tekst.woorden):
        if _MET_J.fullmatch(woord.kaal) and _is_person(tekst, index - 1):
            yield index, (index, "leeftijd-j")
        elif _TIENTALLER.fullmatch(woord.kaal):
            yield index, (index, "leeftijd-tiental")
        elif _JARIG.fullmatch(woord.kaal):
            if not _is_jubilee(tekst, index + 1):
                yield index, (index, "leeftijd-jarige")
        elif _is_ordinal_age(tekst, index):
            yield index, (index, "leeftijd-rang")
        elif _value(tekst, index) is not None:
            laatste = _with_unit(tekst, index)
            bron = _reason(tekst, index, laatste)
            if bron:
                yield index, (laatste, bron)


def _value(tekst: Tekst, index: int) -> int | None:
    woord = tekst[index]
    if woord.is_number and len(woord.tekst) <= 3 and woord.tekst.isascii():
        waarde = int(woord.tekst)
        is_part = woord.gat.endswith((".", ",", "/", "-", ":", "€ ", "€", "#")) and index > 0 and tekst[index - 1].is_number
        return waarde if waarde <= _OUDSTE and not is_part and woord.tekst[0] != "0" else None
    if woord.kaal == "een" and "é" not in woord.tekst and tekst[index + 1].kaal not in _JAAR:
        return None
    return _GETAL.get(woord.kaal)


def _with_unit(tekst: Tekst, index: int) -> int:
    """Index of the last word of the age: the number itself, or *jaar*, *maanden* or *jarige* after it."""
    if tekst[index + 1].kaal == "5" and _HALF.fullmatch(tekst[index + 1].gat):
        index += 1
    volgende = tekst[index + 1]
    if volgende.kaal in _JAAR and tekst[index + 2].kaal == "en" and tekst[index + 4].kaal in _MAAND:
        return index + 4
    if volgende.gat in {" ", "-", ""} and (
        volgende.kaal in _JAAR | _MAAND or volgende.kaal in {"jarige", "jarig", "jarigen"}
    ):
        return index + 1
    return index


def _reason(tekst: Tekst, index: int, laatste: int) -> str | None:
    """The rule by which this number is an age, or ``None``."""
    eenheid = tekst[index + 1].kaal if laatste > index else ""
    if eenheid.startswith("jarig"):
        return None if _is_jubilee(tekst, laatste + 1) else "leeftijd-jarige"
    if tekst[laatste + 1].gat.startswith("+") or _is_range(tekst, index, laatste):
        return None
    regels = _REGELS if eenheid not in _MAAND else _REGELS_VOOR_MAANDEN
    for bron, regel in regels:
        if regel(tekst, index, laatste):
            return bron
    return None


def _is_old(tekst: Tekst, index: int, laatste: int) -> bool:
    """*9 jaar oud*, *drie maanden oud*, unless it is the dog's."""
    return (
        laatste > index
        and tekst[laatste + 1].kaal in {"oud", "jong"}
        and tekst.touches(laatste + 1)
        and not any(tekst[stap].kaal in _sets()["dingen"] for stap in range(max(0, index - 5), index))
    )


def _after_copula(tekst: Tekst, index: int, laatste: int) -> bool:
    """*ze is 9*, *in mei wordt mijn zoon twaalf*, *ik ben bijna 16*."""
    if not _closes(tekst, laatste):
        return False
    sets, personen = _sets(), []
    for stap in range(index - 1, max(-1, index - 1 - _MAX_STAPPEN), -1):
        woord = tekst[stap]
        if not tekst.touches(stap + 1):
            return False
        if woord.kaal in _KOPPEL:
            personen += ["ik"] * (woord.kaal == "ben")
            return _is_subject(tekst, stap, personen, _value(tekst, index) or 0)
        if _is_person(tekst, stap):
            personen.append(woord.kaal)
        elif woord.kaal not in sets["bijwoorden"]:
            return False
    return False


def _is_subject(tekst: Tekst, koppel: int, personen: list[str], waarde: int) -> bool:
    if not personen and (tekst.touches(koppel) or tekst[koppel].zin):
        voor = koppel - 1
        if tekst[koppel].zin and tekst[koppel].kaal not in {"zijn", "waren"}:
            return True
        if _is_person(tekst, voor) or tekst[voor].kaal in {"en", "maar"}:
            personen = [tekst[voor].kaal]
    return bool(personen) and not (waarde in _GRENZEN and _ALGEMEEN.intersection(personen))


def _before_copula(tekst: Tekst, index: int, laatste: int) -> bool:
    """*toen ik twaalf was*, *sinds hij 9 is*, *als ze in mei 16 wordt*, *net acht geworden*, *twaalf was ie*."""
    if tekst[laatste + 1].kaal not in _KOPPEL or not tekst.touches(laatste + 1):
        return False
    if tekst[laatste + 1].kaal == "geworden":
        return True
    if tekst[index].zin or tekst[index].gat == ", ":
        return tekst[laatste + 2].kaal in _sets()["voornaamwoorden"] or _is_name(tekst, laatste + 2)
    for stap in range(index - 1, max(-1, index - 1 - _MAX_STAPPEN), -1):
        if not tekst.touches(stap + 1):
            return False
        if _is_person(tekst, stap):
            return _is_subject(tekst, -1, [tekst[stap].kaal], _value(tekst, index) or 0)
        if tekst[stap].kaal not in _sets()["bijwoorden"] | _sets()["hulpwerkwoorden"]:
            return False
    return False


def _after_van(tekst: Tekst, index: int, laatste: int) -> bool:
    """*een meisje van zestien*, *m'n oudste van 12 jaar*."""
    stap = _past_adverbs(tekst, index) - 1
    return (
        tekst[stap].kaal in {"van", "v"}
        and tekst.touches(stap + 1)
        and tekst.touches(stap)
        and (_is_person(tekst, stap - 1) or _is_somebody(tekst, stap - 1))
        and (laatste > index or _closes(tekst, laatste) or tekst.phrase(stap - 2, 2) == "er een")
        and tekst[laatste + 1].kaal not in _DUUR
    )


def _is_somebody(tekst: Tekst, index: int) -> bool:
    """*een joch van tien*, *zo'n ukkie van 2*: a diminutive or pet name with an article, but no group."""
    kaal = tekst[index].kaal
    if kaal in {"eentje", "een", "die", "mij", "ons", "onze"}:
        return True
    bepaald = tekst[index - 1].kaal in {"een", "'n", "zo'n", "die", "dat", "mijn", "m'n", "onze", "ons", "haar", "zijn"}
    return bepaald and kaal.endswith(("je", "ie", "joch", "gup")) and kaal not in _sets()["groepjes"]


def _with_sixteen(tekst: Tekst, index: int, laatste: int) -> bool:
    """*Met zestien ging ik uit huis*."""
    return (
        tekst[index - 1].kaal == "met"
        and tekst[index - 1].zin
        and tekst.touches(index)
        and (_value(tekst, index) or 0) in range(5, 30)
        and tekst[laatste + 1].kaal in tekst.lijst.functiewoord
        and tekst[laatste + 1].kaal in _sets()["sluiters"]
    )


def _in_brackets(tekst: Tekst, index: int, laatste: int) -> bool:
    """*Sanne (14)*, *broertje en zusje (4 en 6)*, *zoon (9, groep 5)*."""
    index = _past_adverbs(tekst, index)
    sluit = tekst[laatste + 1].gat.lstrip()[:1] if laatste + 1 < len(tekst) else ")"
    return (
        tekst[index].gat.strip().endswith("(")
        and (_is_person(tekst, index - 1) or tekst[index - 1].hoofd or tekst[laatste].kaal in _JAAR)
        and (sluit in {")", ",", ";", "/"} or tekst[laatste + 1].kaal in {"en", "vmbo", "havo", "vwo", "mbo"})
    )


def _between_commas(tekst: Tekst, index: int, laatste: int) -> bool:
    """*meisje, 16, stond op de lijst*; *Gerda van de overblijf, 67, zegt*."""
    telt_op = tekst[laatste + 1].kaal == "en" and _value(tekst, laatste + 2) is not None
    einde, index = laatste, _past_adverbs(tekst, index)
    if not tekst[index].gat.strip().endswith(",") or not (telt_op or _closes(tekst, einde, alleen_leesteken=True)):
        return False
    if tekst[index - 1].kaal in {"ik", "hij", "zij", "ze"}:
        return True
    if laatste > index and tekst[laatste].kaal in _JAAR and (_value(tekst, index) or 0) >= _GEEN_DUUR:
        return True
    for stap in range(index - 1, max(-1, index - 3 - _MAX_STAPPEN), -1):
        woord = tekst[stap]
        if woord.is_number or (stap < index - 1 and not tekst.touches(stap + 1)):
            return False
        if _is_relation(woord.kaal) or _is_name(tekst, stap):
            return True
    return False


def _beside_person(tekst: Tekst, index: int, laatste: int) -> bool:
    """*zoon 13.*, *meisje 14 jaar*, *Sem 9 jaar*, *drie kinderen: 15, 12 en 9*, *leeftijd: 14*."""
    if tekst.phrase(index - 2, 2) in {"jaar of", "jaartje of"}:
        return not any(tekst[index + stap].kaal in _DUUR for stap in (1, 2, 3))
    if tekst[index - 1].kaal in {"leeftijd", "lft"} and tekst[index].gat.strip() in {":", "", "=", "-"}:
        return True
    if tekst[index].gat == ": " and tekst[index - 1].kaal in _sets()["personen"]:
        return True
    if not tekst.touches(index):
        return False
    if _is_relation(tekst[index - 1].kaal):
        return _closes(tekst, laatste)
    return laatste > index and tekst[laatste].kaal in _JAAR and _is_name(tekst, index - 1)


def _decade(tekst: Tekst, index: int, laatste: int) -> bool:
    """*hij is eind veertig*, *ergens in de dertig*."""
    waarde = _value(tekst, index) or 0
    return (
        waarde in range(20, 100, 10)
        and tekst.touches(index)
        and _closes(tekst, laatste)
        and (
            tekst[index - 1].kaal in {"begin", "midden", "eind", "half"}
            or (tekst.phrase(index - 2, 2) in _ROND_TIENTAL and not tekst[index].is_number)
        )
    )


def _at_start(tekst: Tekst, index: int, laatste: int) -> bool:
    """*15 jaar, vmbo.* as the first words of an interview; *16 jaar.* as a sentence of its own."""
    waarde = _value(tekst, index) or 0
    if not tekst[index].zin or (index > 0 and waarde < _GEEN_DUUR):
        return False
    if laatste == index:
        return waarde in _TIENERS and tekst[index + 1].zin and index + 1 < len(tekst)
    door = tekst[laatste + 1].kaal in {"en", "maar", "nog", "net", "pas", "dus"} and tekst.touches(laatste + 1)
    return door or _closes(tekst, laatste, alleen_leesteken=True)


def _is_months(tekst: Tekst, index: int, laatste: int) -> bool:
    """*hij is zeven maanden.*, but not *hij is zeven maanden bezig*."""
    return _after_copula(tekst, index, laatste) and _closes(tekst, laatste, alleen_leesteken=True)


_REGELS = (
    ("leeftijd-oud", _is_old),
    ("leeftijd-is", _after_copula),
    ("leeftijd-toen", _before_copula),
    ("leeftijd-van", _after_van),
    ("leeftijd-met", _with_sixteen),
    ("leeftijd-haakjes", _in_brackets),
    ("leeftijd-komma", _between_commas),
    ("leeftijd-naast", _beside_person),
    ("leeftijd-tiental", _decade),
    ("leeftijd-begin", _at_start),
)
_REGELS_VOOR_MAANDEN = (
    ("leeftijd-oud", _is_old),
    ("leeftijd-is", _is_months),
    ("leeftijd-van", _after_van),
)


def _past_adverbs(tekst: Tekst, index: int) -> int:
    """The index of *nu* in *nu 11*, *bijna* in *van bijna 16*, else the index itself."""
    while tekst.touches(index) and tekst[index - 1].kaal in _BIJNA:
        index -= 1
    return index


def _is_person(tekst: Tekst, index: int) -> bool:
    kaal = tekst[index].kaal
    return _is_relation(kaal) or kaal in _sets()["voornaamwoorden"] or _is_name(tekst, index)


def _is_relation(kaal: str) -> bool:
    return kaal in _sets()["personen"] or kaal in sets()["titels"]


def _is_name(tekst: Tekst, index: int) -> bool:
    woord = tekst[index]
    if tekst.lijst.is_closed(woord.kaal) or not woord.tekst.isalpha():
        return False
    return (
        woord.kaal in tekst.lijst.sterk
        or (woord.hoofd and tekst.lijst.is_first_name(woord.kaal))
        or (woord.hoofd and not tekst.is_ordinary(index))
    )


def _closes(tekst: Tekst, laatste: int, *, alleen_leesteken: bool = False) -> bool:
    """Whether no noun follows that this number could count."""
    volgende = tekst[laatste + 1]
    if laatste + 1 >= len(tekst) or volgende.gat.strip(" ")[:1] in {",", ".", ";", ":", "!", "?", ")", "(", "\n", '"', "'", "…", "-", "/"}:
        return not (volgende.is_number and volgende.gat in {",", ".", ":", "/", "-"})
    if alleen_leesteken or volgende.gat != " ":
        return False
    voltooid = volgende.kaal.startswith("ge") and volgende.kaal.endswith(("t", "d"))
    sluiters = _sets()["sluiters"] | sets()["persoonswerkwoorden"]
    return volgende.kaal in sluiters or (is_verb_form(volgende.kaal) and not voltooid)


def _is_range(tekst: Tekst, index: int, laatste: int) -> bool:
    """*van 12 tot 18*, *4-12 jaar*: a group, nobody in particular."""
    na, voor = tekst[laatste + 1], tekst[index]
    return (
        (na.kaal in {"tot", "t"} and (_value(tekst, laatste + 2) is not None or tekst[laatste + 2].kaal == "m"))
        or (na.gat.strip() in {"-", "+"} and na.is_number)
        or (voor.gat.strip() in {"-", "+"} and tekst[index - 1].is_number)
        or (tekst[index - 1].kaal == "tot" and _value(tekst, index - 2) is not None)
    )


def _is_jubilee(tekst: Tekst, index: int) -> bool:
    return tekst[index].kaal in _sets()["jubilea"]


def _is_ordinal_age(tekst: Tekst, index: int) -> bool:
    """*op haar 14e*, *sinds mijn twaalfde*, *zijn zesde verjaardag*; not *op zijn derde school*."""
    if not _is_ordinal(tekst, index):
        return False
    if tekst[index + 1].kaal in _VERJAARDAG and tekst.touches(index + 1):
        return True
    if tekst[index - 1].kaal not in _sets()["bezitters"] or not tekst.touches(index):
        return False
    if tekst[index - 1].kaal in {"je", "jouw", "hun", "ieders"} and _ordinal_value(tekst, index) in _GRENZEN:
        return False
    return tekst[index - 2].kaal in _sets()["voorzetsels"] and _closes(tekst, index)


def _is_ordinal(tekst: Tekst, index: int) -> bool:
    kaal = tekst[index].kaal
    return kaal in _RANG or _RANGCIJFER.fullmatch(kaal) is not None


def _ordinal_value(tekst: Tekst, index: int) -> int:
    cijfer = _RANGCIJFER.fullmatch(tekst[index].kaal)
    return int(cijfer.group(1)) if cijfer else _RANG.get(tekst[index].kaal, 0)


def _spread(tekst: Tekst, gevonden: dict[int, tuple[int, str]]) -> None:
    """*van 9 en 12*, *4, 7 en 11*: what is joined to an age is an age."""
    wachtrij = list(gevonden)
    while wachtrij:
        index = wachtrij.pop()
        laatste = gevonden[index][0]
        for buur in (_joined_after(tekst, laatste), _joined_before(tekst, index)):
            if buur is None or buur in gevonden:
                continue
            if _is_ordinal(tekst, buur) and _is_ordinal(tekst, index):
                gevonden[buur] = (buur, "leeftijd-reeks")
            if _value(tekst, buur) is None:
                continue
            eind = _with_unit(tekst, buur)
            if tekst[eind].kaal in _MAAND and tekst[gevonden[index][0]].kaal not in _MAAND:
                continue
            if buur > index and not _closes(tekst, eind):
                continue
            gevonden[buur] = (eind, "leeftijd-reeks")
            wachtrij.append(buur)


def _joined_after(tekst: Tekst, laatste: int) -> int | None:
    volgende = tekst[laatste + 1]
    if volgende.kaal in {"en", "of"} and tekst.touches(laatste + 2):
        return laatste + 2
    if volgende.kaal in _BIJNA and volgende.gat == ", " and tekst.touches(laatste + 2):
        return laatste + 2
    return laatste + 1 if volgende.gat.strip() in {",", "/", "+", "&", ", en"} else None


def _joined_before(tekst: Tekst, index: int) -> int | None:
    if tekst[index - 1].kaal in {"en", "of"} and tekst.touches(index) and tekst.touches(index - 1):
        return index - 2 if not tekst[index - 2].kaal.startswith(("jaar", "jr")) else index - 3
    return index - 1 if tekst[index].gat.strip() in {",", "/", "+", "&"} else None
