"""The reasons for which a number is an age; each rule gets the number and the last word of number and unit."""

from __future__ import annotations

from nlp.deidentificatie.regels.leeftijdwoorden import (
    JAAR,
    MAAND,
    closes,
    ends,
    is_jubilee,
    is_name,
    is_ordinal,
    is_person,
    is_range,
    is_relation,
    neighbours,
    ordinal_value,
    past_adverbs,
    value,
)
from nlp.deidentificatie.tekst import Tekst

_KOPPEL = frozenset(
    {"is", "ben", "bent", "was", "werd", "wordt", "word", "zijn", "waren", "worden", "werden", "geworden"}
)
_GRENZEN = frozenset({16, 18, 21, 23})  # ages at which the law changes something for everybody
_ALGEMEEN = frozenset({"je", "jij", "men", "jongeren", "kinderen", "iedereen", "iemand"})
_VERJAARDAG = frozenset({"verjaardag", "levensjaar", "verjaardagsfeest", "verjaardagsfeestje"})
_ROND_TIENTAL = frozenset({"in de", "tegen de", "richting de", "rond de", "over de", "boven de", "naar de"})
_MAX_STAPPEN = 5
_TIENERS = range(11, 20)
_GEEN_DUUR = 6  # years: nobody says in two words that they waited longer


def reason(tekst: Tekst, index: int, laatste: int) -> str | None:
    """The id of the rule by which the number at ``index`` is an age, or ``None``."""
    eenheid = tekst[index + 1].kaal if laatste > index else ""
    if eenheid.startswith("jarig"):
        return None if is_jubilee(tekst, laatste + 1) else "leeftijd-jarige"
    if is_range(tekst, index, laatste):
        return None
    regels = _REGELS if eenheid not in MAAND else _REGELS_VOOR_MAANDEN
    return next((bron for bron, regel in regels if regel(tekst, index, laatste)), None)


def is_ordinal_age(tekst: Tekst, index: int) -> bool:
    """*op haar 14e*, *sinds mijn twaalfde*, *zesde verjaardag*; not *op zijn derde school*, *na je achttiende*."""
    if not is_ordinal(tekst, index):
        return False
    if tekst[index + 1].kaal in _VERJAARDAG and tekst.touches(index + 1):
        return True
    van_wie = tekst[index - 1].kaal
    if van_wie not in neighbours()["bezitters"] or not tekst.touches(index):
        return False
    if van_wie in {"je", "jouw", "hun"} and ordinal_value(tekst, index) in _GRENZEN:
        return False
    return tekst[index - 2].kaal in neighbours()["voorzetsels"] and closes(tekst, index)


def _is_old(tekst: Tekst, index: int, laatste: int) -> bool:
    """*9 jaar oud*, *drie maanden oud*, unless it is the dog's."""
    return (
        laatste > index
        and tekst[laatste + 1].kaal in {"oud", "jong"}
        and tekst.touches(laatste + 1)
        and not any(tekst[stap].kaal in neighbours()["dingen"] for stap in range(max(0, index - 5), index))
    )


def _after_copula(tekst: Tekst, index: int, laatste: int) -> bool:
    """*ze is 9*, *in mei wordt mijn zoon twaalf*, *ik ben bijna 16*."""
    if not closes(tekst, laatste):
        return False
    personen: list[str] = []
    for stap in range(index - 1, max(-1, index - 1 - _MAX_STAPPEN), -1):
        woord = tekst[stap]
        if not tekst.touches(stap + 1):
            return False
        if woord.kaal in _KOPPEL:
            personen += ["ik"] * (woord.kaal == "ben")
            return _is_subject(tekst, stap, personen, value(tekst, index) or 0)
        if is_person(tekst, stap):
            personen.append(woord.kaal)
        elif woord.kaal not in neighbours()["bijwoorden"]:
            return False
    return False


def _is_subject(tekst: Tekst, koppel: int, personen: list[str], waarde: int) -> bool:
    if not personen and (tekst.touches(koppel) or tekst[koppel].zin):
        voor = koppel - 1
        if tekst[koppel].zin and tekst[koppel].kaal not in {"zijn", "waren"}:
            return True
        if is_person(tekst, voor) or tekst[voor].kaal in {"en", "maar"}:
            personen = [tekst[voor].kaal]
    return bool(personen) and not (waarde in _GRENZEN and _ALGEMEEN.intersection(personen))


def _before_copula(tekst: Tekst, index: int, laatste: int) -> bool:
    """*toen ik twaalf was*, *sinds hij 9 is*, *als ze in mei 16 wordt*, *net acht geworden*, *twaalf was ie*."""
    if tekst[laatste + 1].kaal not in _KOPPEL or not tekst.touches(laatste + 1):
        return False
    if tekst[laatste + 1].kaal == "geworden":
        return True
    if tekst[index].zin or tekst[index].gat == ", ":
        return tekst[laatste + 2].kaal in neighbours()["voornaamwoorden"] or is_name(tekst, laatste + 2)
    for stap in range(index - 1, max(-1, index - 1 - _MAX_STAPPEN), -1):
        if not tekst.touches(stap + 1):
            return False
        if is_person(tekst, stap):
            return _is_subject(tekst, -1, [tekst[stap].kaal], value(tekst, index) or 0)
        if tekst[stap].kaal not in neighbours()["bijwoorden_en_hulpwerkwoorden"]:
            return False
    return False


def _after_van(tekst: Tekst, index: int, laatste: int) -> bool:
    """*een meisje van zestien*, *m'n oudste van 12 jaar*."""
    stap = past_adverbs(tekst, index) - 1
    return (
        tekst[stap].kaal in {"van", "v"}
        and tekst.touches(stap + 1)
        and tekst.touches(stap)
        and (is_person(tekst, stap - 1) or _is_somebody(tekst, stap - 1))
        and (laatste > index or closes(tekst, laatste) or tekst.phrase(stap - 2, 2) == "er een")
        and tekst[laatste + 1].kaal not in neighbours()["duur"]
    )


def _is_somebody(tekst: Tekst, index: int) -> bool:
    """*een joch van tien*, *zo'n ukkie van 2*: a diminutive or pet name with an article, but no group."""
    kaal = tekst[index].kaal
    if kaal in {"eentje", "een", "die", "mij", "ons", "onze"}:
        return True
    bepaald = tekst[index - 1].kaal in {"een", "'n", "zo'n", "die", "dat", "mijn", "m'n", "onze", "ons", "haar", "zijn"}
    return bepaald and kaal.endswith(("je", "ie", "joch", "gup")) and kaal not in neighbours()["groepjes"]


def _with_sixteen(tekst: Tekst, index: int, laatste: int) -> bool:
    """*Met zestien ging ik uit huis*."""
    return (
        tekst[index - 1].kaal == "met"
        and tekst[index - 1].zin
        and tekst.touches(index)
        and (value(tekst, index) or 0) in range(5, 30)
        and tekst[laatste + 1].kaal in tekst.lijst.functiewoord
        and tekst[laatste + 1].kaal in neighbours()["sluiters"]
    )


def _in_brackets(tekst: Tekst, index: int, laatste: int) -> bool:
    """*Sanne (14)*, *broertje en zusje (4 en 6)*, *zoon (9, groep 5)*."""
    index = past_adverbs(tekst, index)
    sluit = tekst[laatste + 1].gat.lstrip()[:1] if laatste + 1 < len(tekst) else ")"
    return (
        tekst[index].gat.strip().endswith("(")
        and (is_person(tekst, index - 1) or tekst[index - 1].hoofd or tekst[laatste].kaal in JAAR)
        and (sluit in {")", ",", ";", "/"} or tekst[laatste + 1].kaal in {"en", "vmbo", "havo", "vwo", "mbo"})
    )


def _between_commas(tekst: Tekst, index: int, laatste: int) -> bool:
    """*meisje, 16, stond op de lijst*; *Gerda van de overblijf, 67, zegt*."""
    telt_op = tekst[laatste + 1].kaal == "en" and value(tekst, laatste + 2) is not None
    einde, index = laatste, past_adverbs(tekst, index)
    if not tekst[index].gat.strip().endswith(",") or not (telt_op or ends(tekst, einde)):
        return False
    if tekst[index - 1].kaal in {"ik", "hij", "zij", "ze"}:
        return True
    if laatste > index and tekst[laatste].kaal in JAAR and (value(tekst, index) or 0) >= _GEEN_DUUR:
        return True
    for stap in range(index - 1, max(-1, index - 3 - _MAX_STAPPEN), -1):
        woord = tekst[stap]
        if woord.is_number or (stap < index - 1 and not tekst.touches(stap + 1)):
            return False
        if is_relation(woord.kaal) or is_name(tekst, stap):
            return True
    return False


def _beside_person(tekst: Tekst, index: int, laatste: int) -> bool:
    """*zoon 13.*, *meisje 14 jaar*, *Sem 9 jaar*, *drie kinderen: 15, 12 en 9*, *leeftijd: 14*."""
    if tekst.phrase(index - 2, 2) in {"jaar of", "jaartje of"}:
        return not any(tekst[index + stap].kaal in neighbours()["duur"] for stap in (1, 2, 3))
    if tekst[index - 1].kaal in {"leeftijd", "lft"} and tekst[index].gat.strip() in {":", "", "=", "-"}:
        return True
    if tekst[index].gat == ": " and tekst[index - 1].kaal in neighbours()["personen"]:
        return True
    if not tekst.touches(index):
        return False
    if is_relation(tekst[index - 1].kaal):
        return closes(tekst, laatste)
    return laatste > index and tekst[laatste].kaal in JAAR and is_name(tekst, index - 1)


def _decade(tekst: Tekst, index: int, laatste: int) -> bool:
    """*hij is eind veertig*, *ergens in de dertig*."""
    waarde = value(tekst, index) or 0
    return (
        waarde in range(20, 100, 10)
        and tekst.touches(index)
        and closes(tekst, laatste)
        and (
            tekst[index - 1].kaal in {"begin", "midden", "eind", "half"}
            or (tekst.phrase(index - 2, 2) in _ROND_TIENTAL and not tekst[index].is_number)
        )
    )


def _at_start(tekst: Tekst, index: int, laatste: int) -> bool:
    """*15 jaar, vmbo.* as the first words of an interview; *16 jaar.* as a sentence of its own."""
    waarde = value(tekst, index) or 0
    if not tekst[index].zin or (index > 0 and waarde < _GEEN_DUUR):
        return False
    if laatste == index:
        return waarde in _TIENERS and tekst[index + 1].zin and index + 1 < len(tekst)
    door = tekst[laatste + 1].kaal in {"en", "maar", "nog", "net", "pas", "dus"} and tekst.touches(laatste + 1)
    return door or ends(tekst, laatste)


def _is_months(tekst: Tekst, index: int, laatste: int) -> bool:
    """*hij is zeven maanden.*, but not *hij is zeven maanden bezig*."""
    return _after_copula(tekst, index, laatste) and ends(tekst, laatste)


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
