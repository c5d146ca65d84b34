"""Numbers, periods and the names of file kinds the Dutch way."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.formats import number_format

from verhalen.kern.kwartalen import in_words

register = template.Library()


@register.filter
def getal(waarde: float | Decimal | int | None, decimalen: int = 0) -> str:
    """Write a number with decimal comma and thousand points; nothing for None."""
    return "" if waarde is None else number_format(waarde, decimal_pos=decimalen, force_grouping=True)


register.filter("kwartaal", in_words)

TEKENSETS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
SCHEIDINGEN = {";": "puntkomma's", ",": "komma's", "\t": "tabs", "|": "rechte strepen"}


@register.filter
def tekenset(encoding: str) -> str:
    """Write the name of a character set as other programs do: a byte order mark is no set of its own."""
    return TEKENSETS.get(encoding, encoding)


@register.filter
def scheiding(teken: str) -> str:
    """Name what stands between the columns of a csv file."""
    return SCHEIDINGEN.get(teken, teken)
