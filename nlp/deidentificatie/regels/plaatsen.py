"""Places: a gazetteer in any case, wijken by their ending, streets with number, postcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nlp.deidentificatie.kandidaat import RANG_ADRES, RANG_PLAATS, Kandidaat
from nlp.deidentificatie.lijsten import is_dictionary_entry, read_resource
from nlp.deidentificatie.regels.naamdelen import sets
from nlp.deidentificatie.schaduw import fold
from nlp.deidentificatie.tekst import Tekst

_SCHEIDING = re.compile(r"[\s\-]+")
_GEEN_WIJKNAAM = re.compile(
    r"(?:woon|nieuwbouw|achterstands|aandachts|kracht|pracht|probleem|villa|volks|kinder|stads|binnen|buiten"
    r"|arbeiders|vogelaar|thuis|hele|eigen|vinex|tuin|rand|haven|kern|uit|af|ont|zwang|eigen)?(?:wijk|wijken|buurt|buurten)"
)
_STRAATSOORT = (
    r"(?:straat|laan|weg|dreef|plein|gracht|kade|singel|steeg|plantsoen|pad|hof|dijk|wal|markt|ring|boulevard"
    r"|park|burg|haven|meent|oord|veld|berg|baan|dam|erf|brink|straatje|hoeve|horst|wijk|zand|poort|vaart|tocht)"
)
_NUMMER = r"\d{1,4}(?: ?[a-zA-Z](?![^\W_]))?(?: ?[-/] ?(?:\d{1,4}|[a-zA-Z](?![^\W_])|[IVX]{1,4}\b))?"
_GEEN_NUMMER = r"(?:%|jaar|keer|uur|weken|mensen|kinderen|euro|km|meter|dagen|maanden|minuten)"
_ADRES = re.compile(
    rf"(?<![^\W_])[^\W\d_]{{2,30}}{_STRAATSOORT}(?:,? (?:nr\.?|nummer|huisnummer))? {_NUMMER}"
    rf"(?![\d:]|[.,]\d| ?{_GEEN_NUMMER})",
    re.IGNORECASE,
)
_STRAAT_EINDE = ("straat", "laan", "dreef", "plein", "gracht", "singel", "steeg", "plantsoen", "kade", "weg", "tocht")
_KORTSTE_STRAAT = 7
_LANGSTE_STRAATNAAM = 4
_IN_STRAATNAAM = frozenset(["van", "de", "der", "den", "ter", "ten", "het", "'t", "la"])
_NAAM_MET_TOEVOEGING = re.compile(
    r"\b(?:op|aan|in|naar|van|uit|bij) (?:de |het )?"
    r"(?P<kern>[A-Z][^\W\d_]{2,} \d{1,3}(?: ?[-/] ?\d{1,3}[a-z]?|[a-z]\b))(?!\d)"
)
_HUISNUMMER_MET_DEEL = re.compile(r" \d{1,3} ?- ?\d{1,3}(?!\d)")
_POSTCODE = re.compile(
    r"(?<![\w.])(?P<kern>[1-9]\d{3} ?(?!SA|SD|SS|PM|AM|IS|EN|OF|IN|OP|ER)[A-Z]{2})(?!\w)"
    r"|(?<![\w.])(?P<klein>[1-9]\d{3}(?!mg|ml|gr|kg|km|cm|mm|st|pt|sa|sd|ss|xx)[a-z]{2})(?!\w)"
    r"|(?<=, )(?P<los>[1-9]\d{3} (?!is|en|of|in|op|er|de|ik|je|we|ze|te|na|om|al|pm|uu|eu|km|m2)[a-z]{2})(?!\w)"
    r"|\bpostcode(?: is| van)?:? (?P<cijfers>[1-9]\d{3}(?: ?[a-z]{2})?)(?!\w)",
)


@dataclass(frozen=True, slots=True)
class Plaatslijst:
    """Folded places as tuples of words, by their first word; ``dubbel`` are words or names as well."""

    per_woord: dict[str, tuple[tuple[str, ...], ...]]
    dubbel: frozenset[tuple[str, ...]]
    aanduiding: frozenset[str]
    straten: frozenset[str]


@lru_cache(maxsize=8)
def gazetteer(eigen: frozenset[str]) -> Plaatslijst:
    """Our list with the places that a municipality adds (wijken, buurten, dorpen)."""
    bron = read_resource("plaatsen")
    soorten = {naam: bron[naam].split(" | ") for naam in bron if naam != "toelichting"}
    aanduiding, dubbel, straten = (soorten.pop(naam) for naam in ("lokale_aanduiding", "dubbel", "straten"))
    per_woord: dict[str, set[tuple[str, ...]]] = {}
    for naam in [naam for namen in soorten.values() for naam in namen] + sorted(eigen):
        delen = _parts(naam)
        if delen:
            per_woord.setdefault(delen[0], set()).add(delen)
    return Plaatslijst(
        per_woord={woord: tuple(sorted(rijen, key=len, reverse=True)) for woord, rijen in per_woord.items()},
        dubbel=frozenset(_parts(naam) for naam in dubbel)
        | {(woord,) for woord in map(fold, eigen) if is_dictionary_entry(woord)},
        aanduiding=frozenset(aanduiding),
        straten=frozenset(straten),
    )


def find_places(tekst: Tekst, eigen: frozenset[str]) -> Iterator[Kandidaat]:
    """Listed places and words that end in *wijk* or *buurt* and are no ordinary word."""
    lijst = gazetteer(eigen)
    for index, woord in enumerate(tekst.woorden):
        nummer = _HUISNUMMER_MET_DEEL.match(tekst.tekst, woord.end) if woord.kaal in lijst.straten else None
        if nummer:
            yield Kandidaat(woord.start, nummer.end(), "locatie", "adres-lijst", RANG_ADRES)
        laatste = _listed(tekst, lijst, index)
        if laatste is not None:
            laatste = _with_wind(tekst, lijst, laatste)
            yield Kandidaat(woord.start, tekst[laatste].end, "locatie", "plaats-lijst", RANG_PLAATS)
        elif _is_district(tekst, index):
            yield Kandidaat(woord.start, woord.end, "locatie", "plaats-wijk", RANG_PLAATS)


def find_addresses(tekst: Tekst) -> Iterator[Kandidaat]:
    """Streets with a number as one span, streets with a capital, postcodes."""
    for match in _ADRES.finditer(tekst.tekst):
        start = _street_start(tekst, match.start())
        yield Kandidaat(start, match.end(), "locatie", "adres", RANG_ADRES)
    for index, woord in enumerate(tekst.woorden):
        if _is_street(tekst, index):
            yield Kandidaat(_street_start(tekst, woord.start), woord.end, "locatie", "straat", RANG_PLAATS)
    for match in _NAAM_MET_TOEVOEGING.finditer(tekst.tekst):
        yield Kandidaat(match.start("kern"), match.end("kern"), "locatie", "adres-toevoeging", RANG_ADRES)
    for match in _POSTCODE.finditer(tekst.tekst):
        groep = match.lastgroup or "kern"
        yield Kandidaat(match.start(groep), match.end(groep), "locatie", "postcode", RANG_ADRES)


def _parts(naam: str) -> tuple[str, ...]:
    return tuple(deel for deel in _SCHEIDING.split(fold(naam)) if deel)


def _listed(tekst: Tekst, lijst: Plaatslijst, index: int) -> int | None:
    """Index of the last word of the longest listed place that begins here."""
    for delen in lijst.per_woord.get(tekst[index].kaal, ()):
        laatste = index + len(delen) - 1
        if _matches(tekst, index, delen) and _is_meant(tekst, lijst, index, delen):
            return laatste
    return None


def _matches(tekst: Tekst, index: int, delen: tuple[str, ...]) -> bool:
    return all(
        tekst[index + stap].kaal == deel and (stap == 0 or tekst[index + stap].gat in {" ", "-"})
        for stap, deel in enumerate(delen)
    )


def _is_meant(tekst: Tekst, lijst: Plaatslijst, index: int, delen: tuple[str, ...]) -> bool:
    """Whether a word that is more than a place is meant as one here."""
    woord = tekst[index]
    if delen not in lijst.dubbel:
        return True
    if woord.hoog and len(woord.tekst) <= 2:
        return True
    if woord.hoofd:
        return not woord.zin or tekst[index - 1].kaal in sets()["naar_plaats"]
    return (
        tekst[index - 1].kaal in {"in", "uit", "naar"}
        and tekst.touches(index)
        and any(_is_of_a_home(tekst[stap].kaal) for stap in range(index - 4, index - 1))
        and not tekst.lijst.is_closed(woord.kaal)
    )


def _is_of_a_home(kaal: str) -> bool:
    return kaal in sets()["woonwoorden"] or kaal in sets()["relaties"]


def _with_wind(tekst: Tekst, lijst: Plaatslijst, laatste: int) -> int:
    """*Lelystad Noord*, *Amsterdam-Zuidoost*."""
    volgende = tekst[laatste + 1]
    mee = volgende.kaal in lijst.aanduiding and volgende.gat in {" ", "-"} and (volgende.hoofd or volgende.gat == "-")
    return laatste + 1 if mee else laatste


def _is_district(tekst: Tekst, index: int) -> bool:
    kaal = tekst[index].kaal
    return (
        kaal.endswith(("wijk", "buurt"))
        and len(kaal) > len("wijk") + 2
        and not _GEEN_WIJKNAAM.fullmatch(kaal)
        and (tekst.has_clear_capital(index) or (tekst[index - 1].kaal in {"de", "het"} and not _is_verb_like(kaal)))
    )


def _is_verb_like(kaal: str) -> bool:
    return kaal.startswith(("ge", "be", "ver"))


def _is_street(tekst: Tekst, index: int) -> bool:
    """A word that ends as streets do and is no ordinary word: *Waterbiesstraat*, *de krakeendweg*."""
    woord = tekst[index]
    if not woord.kaal.endswith(_STRAAT_EINDE) or len(woord.kaal) < _KORTSTE_STRAAT or tekst.is_listed_word(index):
        return False
    return tekst.has_clear_capital(index) or (
        tekst[index - 1].kaal in sets()["voor_straat"] and not tekst.is_ordinary(index)
    )


def _street_start(tekst: Tekst, start: int) -> int:
    """Where the street's name begins: *Burgemeester de Vriesstraat*, but not *boven de shoarma op Kluiverhof*."""
    eerste = index = tekst.between(start, start + 1)[0]
    while tekst.touches(index) and index > eerste - _LANGSTE_STRAATNAAM:
        index -= 1
        if tekst.has_clear_capital(index) and tekst[index].kaal not in tekst.lijst.functiewoord:
            start = tekst[index].start
        elif tekst[index].kaal not in _IN_STRAATNAAM:
            break
    return start
