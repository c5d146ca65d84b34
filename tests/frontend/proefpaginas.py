"""A page for coding as the contract of ``coderen.js`` describes it, with a server that only remembers.

The real screen has its own tests; this one proves the module against any page that keeps the contract.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils.safestring import SafeString, mark_safe
from django_cotton import render_component

from verhalen.kern.toegang import openbaar

# A joined family (five code points, eight UTF-16 units), a combining accent and right-to-left letters:
# every position after them is wrong when someone counts units.
EERSTE = "👩‍👧‍👦 Rene\u0301 zei שלום. "
TWEEDE = "Steeds een nieuw gezicht, steeds opnieuw."
LANG = "Daarna bleef het stil en gebeurde er een tijd niets. "

ontvangen: list[dict[str, str]] = []


def alineas() -> list[dict[str, Any]]:
    """Return the story in pieces: text, a mask of nine code points, a coded piece, a proposal, padding."""
    start = len(EERSTE) + 9 + len(" belde. ")
    eerste = [
        {"soort": "tekst", "start": 0, "tekst": EERSTE},
        {
            "soort": "masker",
            "start": len(EERSTE),
            "eind": len(EERSTE) + 9,
            "id": 1,
            "naam": "persoon 1",
            "staat": "bevestigd",
        },
        {"soort": "tekst", "start": len(EERSTE) + 9, "tekst": " belde. "},
        {
            "soort": "tekst",
            "start": start,
            "tekst": TWEEDE,
            "coderingen": [{"id": 12, "naam": "wachten", "kleur": 3, "baan": 1}],
        },
    ]
    rest = start + len(TWEEDE) + 2
    opvulling = [
        {"segmenten": [{"soort": "tekst", "start": rest + i * (len(LANG) + 2), "tekst": LANG}]} for i in range(30)
    ]
    voorstel = rest + 30 * (len(LANG) + 2)
    laatste = [{"soort": "tekst", "start": voorstel, "tekst": "Had dat eerder gekund.", "voorstellen": [{"id": 7}]}]
    return [{"segmenten": eerste}, *opvulling, {"segmenten": laatste}]


HIER = Path(__file__).parent
PAGINA = (HIER / "proef_pagina.html").read_text(encoding="utf-8")
WERK = (HIER / "proef_coderen.html").read_text(encoding="utf-8")


def _werk(request: HttpRequest) -> SafeString:
    tekst = render_component(request, "verhaaltekst", {"alineas": alineas(), "modus": "coderen"})
    beslist = {post.get("voorstel") for post in ontvangen}
    context = {"tekst": mark_safe(tekst), "voorstellen": [n for n in ("7", "8") if n not in beslist]}
    return mark_safe(engines["django"].from_string(WERK).render(context, request))


@openbaar
def coderen(request: HttpRequest) -> HttpResponse:
    """Remember what was posted and draw the work part again."""
    if request.method == "POST":
        ontvangen.append({naam: str(waarde) for naam, waarde in request.POST.items() if naam != "csrfmiddlewaretoken"})
        if request.headers.get("HX-Request"):
            return HttpResponse(_werk(request))
    return HttpResponse(engines["django"].from_string(PAGINA).render({"werk": _werk(request)}, request))


urlpatterns = [path("proef/", coderen)]
