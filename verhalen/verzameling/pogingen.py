"""A brake on guessing withdrawal codes: wrong codes are counted per address."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

HOOGSTENS = 10
VENSTER_SECONDEN = 15 * 60


def is_te_vaak(request: HttpRequest) -> bool:
    """Tell whether this address gave too many wrong codes in the last quarter of an hour."""
    return int(cache.get(_key(request), 0)) >= HOOGSTENS


def count_poging(request: HttpRequest) -> None:
    """Count one wrong code."""
    cache.add(_key(request), 0, VENSTER_SECONDEN)
    cache.incr(_key(request))


def _key(request: HttpRequest) -> str:
    # The address itself is not kept, only enough to recognise it for a quarter of an hour.
    return "intrekcode:" + hashlib.sha256(request.META.get("REMOTE_ADDR", "").encode()).hexdigest()[:24]
