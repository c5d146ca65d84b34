"""A withdrawal travels upwards: rooms above `verzameling` register what they must undo.

`verzameling` may not import `codering` or anything above it, yet a withdrawn story must
leave every room. Each room registers one function here when its app is ready; all run in
the transaction of the withdrawal itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Afhandelaar = Callable[[Any], None]
_afhandelaars: dict[str, Afhandelaar] = {}


def on_intrekking(naam: str, afhandelaar: Afhandelaar) -> None:
    """Register ``afhandelaar(verhaal)`` under a unique name; registering again replaces it."""
    _afhandelaars[naam] = afhandelaar


def run_afhandelaars(verhaal: Any) -> list[str]:
    """Run every handler in the caller's transaction; return their names in order."""
    for afhandelaar in _afhandelaars.values():
        afhandelaar(verhaal)
    return list(_afhandelaars)


Telling = Callable[[Any], dict[str, int]]
_tellingen: dict[str, Telling] = {}


def on_overzicht(naam: str, telling: Telling) -> None:
    """Register ``telling(inzending) -> {Dutch name of a kind: number}``: what a room made of a submission."""
    _tellingen[naam] = telling


def count_gemaakt(inzending: Any) -> dict[str, int]:
    """Return how many things every room above made of a submission, without a word of them."""
    return {naam: aantal for telling in _tellingen.values() for naam, aantal in telling(inzending).items()}


Controle = Callable[[Any], None]
_controles: dict[str, Controle] = {}


def on_heropening(naam: str, controle: Controle) -> None:
    """Register ``controle(verhaal)``, which raises Geweigerd when its room built on the safe text."""
    _controles[naam] = controle


def check_heropening(verhaal: Any) -> None:
    """Ask every room above whether a story may be opened again; raises Geweigerd with its reason."""
    for controle in _controles.values():
        controle(verhaal)


_opruimers: dict[str, Afhandelaar] = {}


def on_heropend(naam: str, opruimer: Afhandelaar) -> None:
    """Register ``opruimer(verhaal)``, which erases what its room still holds of the safe text that goes."""
    _opruimers[naam] = opruimer


def run_heropend(verhaal: Any) -> None:
    """Let every room forget the safe text, in the transaction in which the story is opened again."""
    for opruimer in _opruimers.values():
        opruimer(verhaal)
