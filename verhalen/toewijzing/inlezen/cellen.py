"""One cell into one value, or a sentence that says why not. No sentence repeats the cell: it may be a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from django.utils import timezone

from verhalen.kern.fouten import OngeldigeInvoer

_DATUM = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))")
_MAAND = re.compile(r"(?:(\d{4})-(\d{1,2})|(\d{1,2})[-/](\d{4}))")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?")
_PERIODE = re.compile(r"\d{4}(?:-(?:K[1-4]|H[12]|0[1-9]|1[0-2]))?")
_DUIZENDTALLEN = re.compile(r"-?\d{1,3}(?:\.\d{3})+")
_ONVEILIG = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_WIJKCODE = re.compile(r"(?:WK|BU)?\d{4,8}")
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2200
JA, NEE = frozenset({"ja", "j", "1", "true", "waar", "yes"}), frozenset({"nee", "n", "0", "false", "onwaar", "no"})


def read_datum(cel: str) -> date | None:
    """Return a day, written as 31-12-2025 or 2025-12-31; a time behind it is left out."""
    if not cel:
        return None
    match = _DATUM.fullmatch(cel.split(" ")[0].split("T")[0])
    if match:
        jaar, maand, dag = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
        try:
            return _in_reach(date(int(jaar), int(maand), int(dag)))
        except ValueError:
            pass
    raise OngeldigeInvoer("Dit is geen datum. Schrijf bijvoorbeeld 31-12-2025.")


def read_maand(cel: str) -> date | None:
    """Return the first day of a month, written as 2025-03 or 03-2025, or as any day in it."""
    if not cel:
        return None
    match = _MAAND.fullmatch(cel)
    try:
        if match:
            jaar, maand = (match[1], match[2]) if match[1] else (match[4], match[3])
            return _in_reach(date(int(jaar), int(maand), 1))
        dag = read_datum(cel)
    except (ValueError, OngeldigeInvoer) as error:
        raise OngeldigeInvoer("Dit is geen maand. Schrijf bijvoorbeeld 2025-03.") from error
    return dag and dag.replace(day=1)


def _in_reach(dag: date) -> date:
    if not EERSTE_JAAR <= dag.year < LAATSTE_JAAR:
        raise ValueError
    return dag


def read_moment(cel: str) -> datetime | None:
    """Return a local moment as an aware one; a day alone is its midnight."""
    match = _MOMENT.fullmatch(cel)
    try:
        if match:
            return to_aware(datetime.fromisoformat(f"{match[1]}T{match[2]}"))
        dag = read_datum(cel)
    except (ValueError, OngeldigeInvoer) as error:
        raise OngeldigeInvoer("Dit is geen moment. Schrijf bijvoorbeeld 2025-03-01 14:30:00.") from error
    return None if dag is None else to_aware(datetime.combine(dag, time()))


def to_aware(moment: datetime) -> datetime:
    """Return a local moment with its time zone; in the hour that a clock change repeats, the first one."""
    return moment.replace(tzinfo=timezone.get_default_timezone())


def read_getal(cel: str, *, punt_is_decimaal: bool = False) -> Decimal | None:
    """Return a number. ``1.234,5`` and ``1234,5`` are Dutch; from a spreadsheet file the point is decimal."""
    plain = cel.replace(" ", "").replace("\u00a0", "").removeprefix("€").removeprefix("EUR")
    if not plain:
        return None
    if "," in plain or (_DUIZENDTALLEN.fullmatch(plain) and not punt_is_decimaal):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        getal = Decimal(plain)
    except InvalidOperation as error:
        raise OngeldigeInvoer("Dit is geen getal.") from error
    if not getal.is_finite() or abs(getal) >= Decimal(10) ** 12:
        raise OngeldigeInvoer("Dit is geen getal dat hier past.")
    return getal


def read_geheel(cel: str, *, hoogste: int = 10**9) -> int | None:
    """Return a whole number from 0 to ``hoogste``."""
    getal = read_getal(cel)
    if getal is None:
        return None
    if getal != int(getal) or not 0 <= getal <= hoogste:
        raise OngeldigeInvoer(f"Dit is geen heel getal van 0 tot en met {hoogste}.")
    return int(getal)


def read_centen(cel: str) -> int | None:
    """Return eurocents; a refund is negative."""
    getal = read_getal(cel)
    if getal is None:
        return None
    if getal != int(getal):
        raise OngeldigeInvoer("Dit zijn geen hele centen. Staan er euro's? Noem de kolom dan bedrag.")
    return int(getal)


def read_bedrag(cel: str, *, punt_is_decimaal: bool = False) -> int | None:
    """Return euros as eurocents."""
    getal = read_getal(cel, punt_is_decimaal=punt_is_decimaal)
    if getal is None:
        return None
    if getal * 100 != int(getal * 100):
        raise OngeldigeInvoer("Een bedrag heeft hoogstens twee cijfers achter de komma.")
    return int(getal * 100)


def read_periode(cel: str) -> str:
    """Return the name of a year, half-year, quarter or month."""
    plain = cel.upper().replace("Q", "K")
    if plain and not _PERIODE.fullmatch(plain):
        raise OngeldigeInvoer("Dit is geen periode. Schrijf bijvoorbeeld 2025, 2025-H1, 2025-K2 of 2025-03.")
    return plain


def read_code(patroon: str, zin: str, breedte: int = 0) -> Callable[[str], str]:
    """Return a reader of codes that match ``patroon``; leading zeros that a spreadsheet ate come back."""
    pattern = re.compile(patroon)

    def read(cel: str) -> str:
        plain = cel.zfill(breedte) if cel.isdigit() else cel
        if plain and not pattern.fullmatch(plain):
            raise OngeldigeInvoer(zin)
        return plain

    return read


def read_ja_nee(cel: str) -> bool | None:
    """Return yes or no, or None for an empty cell."""
    plain = cel.casefold()
    if plain in JA or plain in NEE:
        return plain in JA
    if plain:
        raise OngeldigeInvoer("Schrijf hier ja of nee, of laat het leeg.")
    return None


def read_tekst(hoogste: int) -> Callable[[str], str]:
    """Return a reader of a short text."""

    def read(cel: str) -> str:
        if len(cel) > hoogste:
            raise OngeldigeInvoer(f"Deze tekst is te lang: hier passen {hoogste} tekens.")
        if _ONVEILIG.search(cel):
            raise OngeldigeInvoer("In deze tekst staat een stuurteken of een beschadigd teken.")
        return cel

    return read


def is_wijkcode(wijk: str) -> bool:
    """Tell whether this has the form of a code; anything else might be a name and is not kept."""
    return bool(_WIJKCODE.fullmatch(wijk))
