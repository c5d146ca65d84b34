"""How many cases hypothesis makes up: a few in the daily suite, many more in the long proofs."""

from __future__ import annotations

import os

from hypothesis import settings

GEWOON = 100  # what hypothesis itself makes up


def voorbeelden(aantal: int) -> int:
    """Return ``aantal``, times the factor that ``make proof`` sets."""
    return aantal * int(os.environ.get("BEWIJS_FACTOR", "1"))


# Tests without a number of their own; a slow machine must not make a long proof fail on time.
settings.register_profile("bewijs", max_examples=voorbeelden(GEWOON), deadline=None)
if "BEWIJS_FACTOR" in os.environ:
    settings.load_profile("bewijs")
