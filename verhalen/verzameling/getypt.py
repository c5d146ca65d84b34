"""What somebody typed on the second screen of the form, while consent has to be asked again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from verhalen.verzameling.forms import VerhaalForm

TEKSTVAK = re.compile(r"tekst_([1-9]\d?)")


def typed_fields(posted: Mapping[str, str]) -> dict[str, str]:
    """Return what was filled in, by field name; empty boxes and anything the form does not know are left out."""
    known = (name for name in posted if name in VerhaalForm.base_fields or TEKSTVAK.fullmatch(name))
    return {name: posted[name] for name in known if posted[name]}


def count_boxes(posted: Mapping[str, str]) -> int:
    """Return the number of the last box for text that was on the screen, filled or not; 0 without any."""
    numbers = (match[1] for name in posted if (match := TEKSTVAK.fullmatch(name)))
    return max(map(int, numbers), default=0)
