"""Ways to reach somebody: telephone, e-mail, handles, extension numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.deidentificatie.kandidaat import RANG_CONTACT, Kandidaat
from nlp.deidentificatie.tekst import Tekst

_NETWERK = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|discord|telegram|signal|twitter|facebook|fb|messenger"
    r"|skype|steam|roblox|psn|gamertag|twitch|whatsapp)"
)
_HANDVAT = r"[\w](?:[\w.\-]{1,38}[\w_])"
_POST = r"[\w.+\-]{1,64}"
_PATRONEN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("contact-email", re.compile(rf"(?<![\w.+\-]){_POST}@[\w\-]{{1,63}}(?:\.[\w\-]{{1,63}}){{1,4}}")),
    (
        "contact-email-uitgeschreven",
        re.compile(
            rf"(?<![\w.+\-]){_POST} ?(?:\(at\)|\[at\]| at | apenstaartje ) ?[\w\-]{{2,40}}"
            r" ?(?:\(punt\)|\[punt\]|\.| punt | dot ) ?(?:nl|com|net|org|eu|be|de)\b",
            re.I,
        ),
    ),
    ("contact-handvat", re.compile(rf"(?<![\w@.])@{_HANDVAT}(?!@)")),
    ("contact-discord", re.compile(r"(?<!\w)[\w.]{2,32}#\d{4}(?!\w)")),
    (
        "contact-profiel",
        re.compile(
            r"(?<!\w)(?:https?://)?(?:www\.)?(?:instagram|facebook|tiktok|snapchat|linkedin|x|twitter|t|wa)"
            r"\.(?:com|me)/[\w.\-/@?=%+]{2,120}",
            re.I,
        ),
    ),
    (
        "contact-telefoon",
        re.compile(
            r"(?<![\d+])(?<!\d[ .\-/])(?:\(?(?:\+|00) ?\d{2}\)?(?: ?\(0\))?|\(?0\d{0,3}\)?)"
            r"(?:[ .\-/]{0,3}\d){6,12}(?!\d)"
        ),
    ),
    ("contact-netnummer", re.compile(r"(?<!\d)14 ?0\d{2,3}(?!\d)")),
)  # fmt: skip
_NA_AANWIJZING: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "contact-handvat-genoemd",
        re.compile(
            rf"\b{_NETWERK}(?:naam|account)?[:,=]? ?(?:(?:is|heet|onder|als|account|op)[:=]? )?"
            rf"(?P<kern>@?(?=[\w.\-]{{1,40}}(?<=[\d_.])\w)[a-z0-9]{_HANDVAT})",
            re.I,
        ),
    ),
    (
        "contact-toestel",
        re.compile(
            r"\b(?:toestel(?:nummer)?|doorkies(?:nummer)?|tst\.?|ext\.?|intern(?= (?:nummer|nr)))"
            r" ?(?:nummer|nr\.?|is|:)* ?(?P<kern>\d{2,6}(?: ?\d{2,4})?)(?!\d)",
            re.I,
        ),
    ),
    (
        "contact-nummer-genoemd",
        re.compile(
            r"\b(?:bel(?:len)?|app(?:en)?|nummer|tel(?:efoon)?(?:nummer|nr)?\.?|mob(?:iel)?\.?|06)\b[^\d\n]{0,24}"
            r"(?P<kern>(?<!\d)\d{2,4}(?:[ .\-/]?\d){4,8})(?!\d)",
            re.I,
        ),
    ),
)
_MINST, _MEEST = 9, 13


def find_contact(tekst: Tekst) -> Iterator[Kandidaat]:
    """Everything somebody can be reached by; the words that announce it stay readable."""
    for bron, patroon in _PATRONEN:
        for match in patroon.finditer(tekst.tekst):
            if bron != "contact-telefoon" or _is_phone_number(match.group()):
                yield Kandidaat(match.start(), match.end(), "contact", bron, RANG_CONTACT)
    for bron, patroon in _NA_AANWIJZING:
        for match in patroon.finditer(tekst.tekst):
            yield Kandidaat(match.start("kern"), match.end("kern"), "contact", bron, RANG_CONTACT)


def _is_phone_number(nummer: str) -> bool:
    """Enough digits, and not a date or a year range that happens to begin with a nought."""
    cijfers = sum(teken.isdecimal() for teken in nummer)
    if nummer.lstrip("(").startswith(("0800", "0900")):
        return cijfers >= _MINST - 1
    return _MINST <= cijfers <= _MEEST and not re.fullmatch(r"0?\d[-/.]\d\d?[-/.]\d{4}.*", nummer)
