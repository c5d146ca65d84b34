"""How small numbers are written on a general screen."""

from __future__ import annotations

from django.utils.translation import gettext as _

MINSTENS = 5


def few(number: int) -> str:
    """Write a count of stories, or that it is too small to show."""
    return str(number) if number >= MINSTENS or number == 0 else _("minder dan %(grens)s") % {"grens": MINSTENS}
