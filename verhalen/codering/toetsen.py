"""The keys of the coding screen, as the help panel lists them."""

from __future__ import annotations

from typing import Any


def _toets(uitleg: str, *toetsen: str) -> dict[str, Any]:
    return {"toetsen": toetsen, "uitleg": uitleg}


TOETSEN = [
    {
        "naam": "Coderen",
        "toetsen": [
            _toets("code met dit cijfer", "1 t/m 9"),
            _toets("zoek een code", "/"),
            _toets("positief, negatief", "+", "-"),
            _toets("gemengd, neutraal", "g", "0"),
            _toets("wens aan of uit", "w"),
            _toets("naar de memo", "m"),
            _toets("ongedaan maken", "u"),
            _toets("klaar, volgende verhaal", "v"),
        ],
    },
    {
        "naam": "Voorstellen",
        "toetsen": [
            _toets("volgende, vorige", "n", "p"),
            _toets("klopt", "Enter"),
            _toets("klopt niet", "x"),
        ],
    },
    {
        "naam": "In de tekst",
        "toetsen": [
            _toets("per woord", "←", "→"),
            _toets("per zin", "↑", "↓"),
            _toets("woorden kiezen", "Shift", "→"),
            _toets("keuze weg", "Esc"),
        ],
    },
]
