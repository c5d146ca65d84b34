"""A day with its month, in figures or words, with or without a year; never a month or a year alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.deidentificatie.kandidaat import RANG_DATUM, Kandidaat
from nlp.deidentificatie.regels.getallen import HOOFDTELWOORDEN, RANGTELWOORDEN, alternatives
from nlp.deidentificatie.tekst import Tekst

_MAAND = (
    r"(?:januari|jan|februari|feb|febr|maart|mrt|april|apr|mei|juni|jun|juli|jul|augustus|aug"
    r"|september|sept|sep|oktober|okt|november|nov|december|dec)"
)
_DAG = r"(?:0?[1-9]|[12]\d|3[01])"
_JAAR = r"(?:(?:19|20)\d\d|'\d\d)"
_DAGWOORD = f"(?:{alternatives(HOOFDTELWOORDEN, 1, 31)}|{alternatives(RANGTELWOORDEN, 1, 31)})"
_MAANDCIJFER = r"(?:0?[1-9]|1[0-2])"
_STAART = rf"(?:[ .\-/,]{{0,2}}(?:{_JAAR}|\d\d(?![\d:.,]|e\b| (?:jaar|uur|keer|weken|dagen|mensen))))?"

_PATRONEN: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "datum-dag-maand",
        re.compile(
            rf"(?<![\w.,/]){_DAG}(?:e|ste|de)?[ .\-]{{0,2}}(?:van )?{_MAAND}(?![^\W_])\.?{_STAART}", re.I
        ),
    ),
    ("datum-woorden", re.compile(rf"(?<!\w){_DAGWOORD} (?:van )?{_MAAND}(?!\w)(?: {_JAAR})?", re.I)),
    ("datum-maand-dag", re.compile(rf"(?<!\w){_MAAND} {_DAG}(?:e|ste|de)?,? {_JAAR}(?!\d)", re.I)),
    (
        "datum-cijfers",
        re.compile(
            rf"(?<![\d\-/.]){_DAG}(?P<s>[-/. ]){_MAANDCIJFER}(?P=s)(?:(?:19|20)\d\d|'?\d\d)(?![\d]|[-/.]\d)"
        ),
    ),
    ("datum-aaneen", re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d(?!\d)")),
    (
        "datum-jaar-voor",
        re.compile(rf"(?<![\d\-/.])(?:19|20)\d\d(?P<s>[-/.]){_MAANDCIJFER}(?P=s){_DAG}(?!\d)"),
    ),
)  # fmt: skip
_VOOR_KORT = (
    r"(?:op|van|vanaf|sinds|sedert|per|tot|t/m|geboren|geb\.?|jarig|datum|dd\.?|d\.d\.?|voor|na|rond|afspraak"
    r"|ma|di|wo|do|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|verjaardag|overleden|ingang)"
)
_NA_TELLING = (
    r"(?:%|jaar|keer|x\b|uur|u\b|weken|wkn|dagen|dgn|maanden|mnd|mensen|man|personen|deel|punten|kinderen|gezinnen"
    r"|jongeren|gewonnen|verloren|gelijk)"
)
_KORT = re.compile(
    rf"\b{_VOOR_KORT}\b[ :,]{{0,3}}(?:de )?(?P<kern>{_DAG}[-/]{_MAANDCIJFER})(?![\d]|[-/.,]\d)(?! ?{_NA_TELLING})",
    re.IGNORECASE,
)
_SCORE_OF_DUUR = frozenset({"24/7", "7/7"})


def find_dates(tekst: Tekst) -> Iterator[Kandidaat]:
    """Days; a bare ``3/5`` counts only after a word such as *op* or a weekday, else it is a score."""
    for bron, patroon in _PATRONEN:
        for match in patroon.finditer(tekst.tekst):
            yield Kandidaat(match.start(), match.end(), "datum", bron, RANG_DATUM)
    for match in _KORT.finditer(tekst.tekst):
        if match.group("kern") not in _SCORE_OF_DUUR:
            yield Kandidaat(match.start("kern"), match.end("kern"), "datum", "datum-kort", RANG_DATUM)
