"""A checked story is news for the rooms above: each registers what it wants to do then.

`verzameling` may not import `codering`, yet proposals should be on their way when a coder opens the story.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Ontvanger = Callable[[Any, Any], None]
_ontvangers: dict[str, Ontvanger] = {}


def on_nagekeken(naam: str, ontvanger: Ontvanger) -> None:
    """Register ``ontvanger(verhaal, by)`` under a unique name; registering again replaces it."""
    _ontvangers[naam] = ontvanger


def tell_nagekeken(verhaal: Any, by: Any) -> None:
    """Tell every room, in the transaction in which the story became safe."""
    for ontvanger in _ontvangers.values():
        ontvanger(verhaal, by)
