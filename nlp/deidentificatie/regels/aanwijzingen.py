"""Names that the words around them give away: *juf X*, *mijn zoon X*, *ik heet X*, *X is tien*, *groetjes X*.

Beside such words a name is found in lower case too, also one that no list has.
"""

from __future__ import annotations

from collections.abc import Iterator

from nlp.deidentificatie.kandidaat import RANG_NAAM_MET_AANWIJZING, Kandidaat
from nlp.deidentificatie.regels.getallen import HOOFDTELWOORDEN
from nlp.deidentificatie.regels.naamdelen import is_surname, name_end, name_start, particle_length, sets
from nlp.deidentificatie.tekst import Tekst

_NA_NAAM_IS = frozenset(["is", "was", "werd", "wordt"])
_LANGSTE_ONBEKENDE = 12
_MEESTE_TUSSENWOORDEN = 3
_KORTSTE_ONBEKENDE = 3


def find_cued_names(tekst: Tekst) -> Iterator[Kandidaat]:
    """Every name that a neighbouring word announces."""
    for index in range(len(tekst)):
        for bron, regel in _REGELS:
            plek = regel(tekst, index)
            if plek is not None:
                eerste, laatste = plek
                punt = len(tekst[laatste].tekst) == 1 and tekst[laatste + 1].gat[:1] == "."
                yield Kandidaat(
                    tekst[name_start(tekst, eerste)].start,
                    tekst[laatste].end + punt,
                    "persoon",
                    bron,
                    RANG_NAAM_MET_AANWIJZING,
                )
                break


def _after_title(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*mevrouw van der Meer*, *juf roos*, *de heer K.*, *tante Abena*."""
    if tekst[index].kaal not in sets()["titels"] or not _follows(tekst, index + 1):
        return None
    naam = index + 1
    if tekst[naam].kaal in sets()["titels"]:
        return None  # the inner title will find it
    achternaam = naam
    while (aantal := particle_length(tekst, achternaam)) and tekst.touches(achternaam + aantal):
        achternaam += aantal
    if achternaam > naam:
        return _titled_surname(tekst, index, naam, achternaam)
    if _is_initial_only(tekst, naam) or _fits(
        tekst, naam, met_achternaam=tekst[index].kaal in sets()["titels_met_achternaam"]
    ):
        return naam, name_end(tekst, naam)
    return None


def _titled_surname(tekst: Tekst, titel: int, begin: int, achternaam: int) -> tuple[int, int] | None:
    woord = tekst[achternaam]
    klein = not woord.hoofd or woord.zin
    verboden = woord.kaal in sets()["achternaam_geen"] or (klein and tekst.lijst.is_closed(woord.kaal))
    if verboden or not woord.tekst.isalpha():
        return None
    stevig = tekst.phrase(begin, achternaam - begin) not in sets()["gewone_voorzetsels"]
    if woord.hoofd or stevig or woord.kaal in tekst.lijst.achternaam:
        return begin, name_end(tekst, achternaam)
    return None


def _after_profession(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*haar mentor Joris*, *de gezinsvoogd djenairo*: only what cannot be an ordinary word."""
    if tekst[index].kaal not in sets()["beroepen"] or not tekst.touches(index + 1):
        return None
    return _if_name(tekst, index + 1, dubbel=False)


def _after_relation(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*mijn zoon Storm*, *haar vriendin, Priya,*, *ons oudste kees*."""
    if tekst[index].kaal not in sets()["relaties"]:
        return None
    bezit = tekst.touches(index) and (
        tekst[index - 1].kaal in sets()["bezitters"]
        or (tekst[index - 2].kaal in sets()["bezitters"] and tekst.touches(index - 1))
    )
    if tekst.touches(index + 1):
        return _if_name(tekst, index + 1, dubbel=bezit, onbekend=bezit)
    if bezit and tekst[index + 1].gat in {", ", " (", ": "} and tekst[index + 1].hoofd:
        return _if_name(tekst, index + 1, dubbel=True)
    return None


def _after_naming(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*ik heet X*, *mijn naam is X*, *iedereen noemt me X*, *zijn bijnaam is X*, *een jongen genaamd X*."""
    kaal, is_woord = tekst[index].kaal, tekst[index + 1].kaal in {"is", "was"}
    if kaal not in sets()["noemen"] and not (kaal == "naam" and is_woord):
        return None
    begin = index + 1 + is_woord
    plek = begin
    while plek < begin + _MEESTE_TUSSENWOORDEN and _stands_between(tekst, plek):
        plek += 1
    iemand = any(tekst[tussen].kaal in sets()["voorwerpen"] for tussen in range(begin, plek))
    if kaal.startswith("noem") and not iemand:
        return None
    if not tekst.touches(plek) and tekst[plek].gat.strip() not in {'"', "'", ":"}:
        return None
    return _if_name(tekst, plek, dubbel=True, onbekend=True)


def _stands_between(tekst: Tekst, index: int) -> bool:
    """*we hem altijd* in *noemen we hem altijd X*."""
    kaal = tekst[index].kaal
    return kaal in sets()["voorwerpen"] or kaal in sets()["tussenwerpsels"] or kaal in {"we", "ik", "hij", "iedereen"}


def _before_naming(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*Femke heet ze*, *storm heet mijn zoon*."""
    if tekst[index + 1].kaal not in {"heet", "heette"} or not tekst.touches(index + 1):
        return None
    return _if_name(tekst, index, dubbel=True) if tekst[index].kaal not in sets()["relaties"] else None


def _after_i_am(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*ik ben Noor*, *dit is Tess*."""
    if tekst[index].kaal not in {"ik", "dit", "dat"} or not tekst.touches(index + 2):
        return None
    if tekst.phrase(index, 2) not in {"ik ben", "dit is", "dat is"}:
        return None
    naam = index + 2
    if tekst[naam].hoofd or tekst[naam].kaal in tekst.lijst.sterk:
        return _if_name(tekst, naam, dubbel=True)
    return None


def _before_age(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*semhar is tien*, *storm (9)*, *yves van 12*."""
    volgende, derde = tekst[index + 1], tekst[index + 2]
    if volgende.gat == ". (" and _is_initial_only(tekst, index) and _is_age_number(volgende.kaal):
        return index, index
    getal = volgende if volgende.gat == " (" else derde
    tussen = volgende.gat == " (" or (
        tekst.touches(index + 1) and tekst.touches(index + 2) and volgende.kaal in _NA_NAAM_IS | {"van"}
    )
    if not tussen or not _is_age_number(getal.kaal) or tekst[index].kaal in sets()["relaties"]:
        return None
    na = tekst[index + (2 if getal is volgende else 3)]
    if na.gat.strip(" ")[:1] not in {"", ",", ".", ";", "!", "?", ")", "\n"}:
        return None
    if na.gat == " " and na.kaal not in {"en", "jaar", "jr", "maar", "geworden", "nu"}:
        return None
    return _if_name(tekst, index, dubbel=not tekst[index - 1].kaal.startswith(("de", "het", "een")), onbekend=True)


def _after_greeting(tekst: Tekst, index: int) -> tuple[int, int] | None:
    """*groetjes, Ilse*, *hoi Bas*."""
    volgende = tekst[index + 1]
    if tekst[index].kaal not in sets()["groeten"] or volgende.gat.strip(" \n") not in {"", ",", ".", ":"}:
        return None
    einde = index + 2 >= len(tekst) or not tekst.touches(index + 2)
    if volgende.hoofd or volgende.kaal in tekst.lijst.sterk:
        return _if_name(tekst, index + 1, dubbel=einde, los=einde)
    return None


_REGELS = (
    ("naam-titel", _after_title),
    ("naam-beroep", _after_profession),
    ("naam-relatie", _after_relation),
    ("naam-heet", _after_naming),
    ("naam-heet-voor", _before_naming),
    ("naam-ik-ben", _after_i_am),
    ("naam-leeftijd", _before_age),
    ("naam-groet", _after_greeting),
)


def _follows(tekst: Tekst, index: int) -> bool:
    return tekst.touches(index) or tekst[index].gat in {". ", "."}


def _is_initial_only(tekst: Tekst, index: int) -> bool:
    woord = tekst[index]
    return len(woord.tekst) == 1 and woord.hoofd and woord.tekst.isalpha()


def _fits(tekst: Tekst, index: int, *, met_achternaam: bool) -> bool:
    woord = tekst[index]
    if could_be_name(tekst, index, dubbel=True, onbekend=True):
        return True
    klein_maar_bekend = met_achternaam and woord.kaal in tekst.lijst.achternaam
    return klein_maar_bekend and woord.kaal not in sets()["achternaam_geen"] and not tekst.lijst.is_closed(woord.kaal)


def _if_name(
    tekst: Tekst, index: int, *, dubbel: bool, onbekend: bool = False, los: bool = False
) -> tuple[int, int] | None:
    aantal = particle_length(tekst, index)
    if aantal and tekst.touches(index + aantal) and _is_particle_surname(tekst, index, index + aantal):
        return index, name_end(tekst, index + aantal)
    if could_be_name(tekst, index, dubbel=dubbel, onbekend=onbekend, los=los):
        return index, name_end(tekst, index)
    return None


def _is_particle_surname(tekst: Tekst, index: int, achternaam: int) -> bool:
    woord = tekst[achternaam]
    if tekst[index].hoofd:
        return is_surname(tekst, achternaam, na_tussenvoegsel=True)
    if woord.hoofd:
        return tekst.phrase(index, achternaam - index) not in sets()["gewone_voorzetsels"] and is_surname(
            tekst, achternaam, na_tussenvoegsel=False
        )
    return woord.kaal in tekst.lijst.achternaam and not tekst.is_ordinary(achternaam)


def could_be_name(tekst: Tekst, index: int, *, dubbel: bool, onbekend: bool = False, los: bool = False) -> bool:
    """Whether this word may be a name where one is expected.

    ``dubbel`` allows names that are ordinary words, ``onbekend`` words in lower case that no list and no
    dictionary has, ``los`` a capital that a sentence start explains.
    """
    woord, lijst = tekst[index], tekst.lijst
    if not woord.tekst.replace("'", "").isalpha() or len(woord.tekst) < 2 or lijst.is_closed(woord.kaal):
        return False
    if woord.kaal in lijst.sterk:
        return True
    if woord.hoofd and (los or not woord.zin):
        return not (woord.hoog and len(woord.tekst) <= 4 and not lijst.is_first_name(woord.kaal))
    if woord.kaal in lijst.dubbel:
        return dubbel
    return onbekend and _KORTSTE_ONBEKENDE <= len(woord.kaal) <= _LANGSTE_ONBEKENDE and not tekst.is_ordinary(index)


def _is_age_number(kaal: str) -> bool:
    return (kaal.isdecimal() and len(kaal) <= 2) or kaal in HOOFDTELWOORDEN
