"""Names that give themselves away: listed first names, and unknown words with a capital no rule explains."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.deidentificatie.kandidaat import RANG_NAAM, RANG_NAAM_MET_AANWIJZING, RANG_VERMOEDEN, Kandidaat
from nlp.deidentificatie.regels.naamdelen import name_end, name_start, particle_length, sets
from nlp.deidentificatie.tekst import Tekst

_TOCH_NAAM = frozenset(["wil", "ben", "lente", "zomer", "april", "juni", "june"])
_MAANDEN = frozenset({"jan", "jun"})
_KORTSTE_ONBEKENDE = 3
_LANGSTE_AFKORTING = 5


def find_listed_names(tekst: Tekst) -> Iterator[Kandidaat]:
    """First names from the lists, with the surname and initials beside them."""
    for index in range(len(tekst)):
        if _is_listed_name(tekst, index):
            yield span(tekst, index, "naam-lijst", RANG_NAAM)


def find_small_surnames(tekst: Tekst) -> Iterator[Kandidaat]:
    """Listed surnames that no dictionary has, in lower case too: *balkenende*."""
    for index, woord in enumerate(tekst.woorden):
        if (
            len(woord.kaal) > _LANGSTE_AFKORTING
            and woord.kaal in tekst.lijst.achternaam
            and not tekst.is_ordinary(index)
        ):
            yield span(tekst, index, "naam-achternaam", RANG_VERMOEDEN + 1)


def find_unknown_names(tekst: Tekst) -> Iterator[Kandidaat]:
    """Unknown words with a capital inside a sentence, or at its start before a verb of persons."""
    for index in range(len(tekst)):
        if _is_unknown_name(tekst, index):
            yield span(tekst, index, "naam-hoofdletter", RANG_VERMOEDEN)


def find_particle_names(tekst: Tekst) -> Iterator[Kandidaat]:
    """*van der Valk*, *el bouazzaoui*: a particle that only surnames have."""
    for index in range(len(tekst)):
        aantal = particle_length(tekst, index)
        if not aantal or tekst.phrase(index, aantal) not in sets()["vaste_tussenvoegsels"]:
            continue
        achternaam = index + aantal
        woord = tekst[achternaam]
        sluit_aan = tekst.touches(achternaam) or woord.gat == "-"
        if sluit_aan and not tekst.lijst.is_closed(woord.kaal) and _is_own_surname(tekst, index, achternaam):
            eind = name_end(tekst, achternaam)
            begin = tekst[name_start(tekst, index)].start
            yield Kandidaat(begin, tekst[eind].end, "persoon", "naam-tussenvoegsel", RANG_NAAM_MET_AANWIJZING)


def span(tekst: Tekst, index: int, bron: str, rang: int) -> Kandidaat:
    """The whole name around a word that was recognised as a name."""
    eerste, laatste = name_start(tekst, index), name_end(tekst, index)
    return Kandidaat(tekst[eerste].start, tekst[laatste].end, "persoon", bron, rang)


def _is_own_surname(tekst: Tekst, index: int, achternaam: int) -> bool:
    woord, voor = tekst[achternaam], tekst[index - 1]
    if not woord.tekst.isalpha() or len(woord.tekst) < _KORTSTE_ONBEKENDE:
        return False
    if tekst[index].gat == ". " and len(voor.tekst) == 1 and voor.tekst.isalpha():
        return True
    if woord.hoofd:
        lid = tekst[index].kaal == "'t" and woord.kaal not in tekst.lijst.achternaam
        return not lid and (not woord.hoog or len(woord.tekst) > _LANGSTE_AFKORTING)
    return (
        tekst[index].kaal != "'t"
        and not tekst.is_ordinary(achternaam)
        and (tekst[index].kaal != "el" or woord.kaal in tekst.lijst.achternaam or len(woord.tekst) > _LANGSTE_AFKORTING)
    )


def _is_listed_name(tekst: Tekst, index: int) -> bool:
    woord, lijst = tekst[index], tekst.lijst
    if not woord.tekst.replace("'", "").isalpha():
        return False
    if woord.kaal in _MAANDEN and not woord.hoofd and (tekst[index + 1].gat[:1] == "." or _has_time_word(tekst, index)):
        return False
    if woord.kaal in lijst.sterk:
        return woord.hoofd or not (_has_article(tekst, index) and tekst.is_ordinary(index))
    if woord.kaal in lijst.hoofdnaam and woord.hoofd and not lijst.is_closed(woord.kaal):
        return True
    if woord.kaal in lijst.dubbel:
        return _is_double_name(tekst, index)
    return _is_possessive(tekst, index) or _follows_initial(tekst, index)


def _follows_initial(tekst: Tekst, index: int) -> bool:
    """*r. oosterhuis*, also in lower case."""
    letter, woord = tekst[index - 1], tekst[index]
    return (
        woord.gat == ". "
        and len(letter.tekst) == 1
        and letter.tekst.isalpha()
        and woord.kaal in tekst.lijst.achternaam
        and not tekst.is_listed_word(index)
    )


def _is_double_name(tekst: Tekst, index: int) -> bool:
    """A name that is a word too: a capital inside the sentence, or at its start before *zegt*, *vindt*..."""
    woord = tekst[index]
    if tekst.lijst.is_closed(woord.kaal) and not (woord.hoofd and woord.kaal in _TOCH_NAAM):
        return False
    if woord.zin or not woord.hoofd:
        spreekt = tekst.touches(index + 1) and tekst[index + 1].kaal in sets()["sprekerswerkwoorden"]
        return spreekt and not _has_article(tekst, index)
    return not _has_article(tekst, index)


def _has_time_word(tekst: Tekst, index: int) -> bool:
    """*in jan*, *sinds jan*, *12 jan*."""
    return tekst[index - 1].kaal in sets()["voor_maanden"] or tekst[index - 1].is_number


def _has_article(tekst: Tekst, index: int) -> bool:
    return tekst.touches(index) and tekst[index - 1].kaal in sets()["lidwoorden"]


def _is_possessive(tekst: Tekst, index: int) -> bool:
    """*Daans broer*, *fatimas moeder*."""
    kaal = tekst[index].kaal
    return (
        len(kaal) > _KORTSTE_ONBEKENDE + 1
        and kaal.endswith("s")
        and kaal[:-1] in tekst.lijst.sterk
        and not tekst.is_ordinary(index)
    )


def _is_unknown_name(tekst: Tekst, index: int) -> bool:
    woord = tekst[index]
    if not woord.hoofd or len(woord.tekst) < _KORTSTE_ONBEKENDE or not woord.tekst.replace("'", "").isalpha():
        return False
    if woord.hoog and len(woord.tekst) <= _LANGSTE_AFKORTING:
        return False
    if tekst.is_listed_word(index) or _is_known_family(tekst, index):
        return False
    return not woord.zin or (_acts_as_person(tekst, index) and not tekst.is_ordinary(index))


def _is_known_family(tekst: Tekst, index: int) -> bool:
    """An inflected or hyphened form of a word that is no name (*Marokkaanse*, *WMO-consulent*)."""
    kaal, volgende = tekst[index].kaal, tekst[index + 1]
    if volgende.gat == "-" and not volgende.hoofd:
        return True
    return any(
        kaal.endswith(uitgang) and tekst.lijst.is_closed(kaal[: -len(uitgang)])
        for uitgang in ("e", "s", "en", "tje", "je")
    )


def _acts_as_person(tekst: Tekst, index: int) -> bool:
    volgende = tekst[index + 1]
    return tekst.touches(index + 1) and volgende.kaal in sets()["persoonswerkwoorden"]
