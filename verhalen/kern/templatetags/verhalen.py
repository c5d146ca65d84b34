"""Numbers and periods the Dutch way."""

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
