"""Numbers and periods the Dutch way."""

from __future__ import annotations

import re
from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()
KWARTAAL = re.compile(r"^(\d{4})-K([1-4])$")
SEIZOEN = {"1": "eerste", "2": "tweede", "3": "derde", "4": "vierde"}


@register.filter
def getal(waarde: float | Decimal | int | None, decimalen: int = 0) -> str:
    """Write a number with decimal comma and thousand points; nothing for None."""
    return "" if waarde is None else number_format(waarde, decimal_pos=decimalen, force_grouping=True)


@register.filter
def kwartaal(periode: str) -> str:
    """Write ``2025-K2`` as 'tweede kwartaal 2025'."""
    match = KWARTAAL.match(periode or "")
    return f"{SEIZOEN[match[2]]} kwartaal {match[1]}" if match else periode
