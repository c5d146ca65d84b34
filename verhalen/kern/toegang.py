"""The mark of a view that needs no login; every other view asks for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase

OPENBAAR = "openbaar"


def openbaar(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a view as reachable without login."""
    setattr(view, OPENBAAR, True)
    return view


def is_openbaar(view: Any) -> bool:
    """Tell whether ``view`` was marked."""
    return getattr(view, OPENBAAR, False) is True
