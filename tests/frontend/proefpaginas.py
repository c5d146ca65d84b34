"""A page for coding as the contract of ``coderen.js`` describes it, with a server that only remembers.

The real screen has its own tests; this one proves the module against any page that keeps the contract.
"""

from __future__ import annotations

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
        {"soort": "masker", "start": len(EERSTE), "eind": len(EERSTE) + 9, "id": 1, "naam": "persoon 1", "staat": "bevestigd"},
        {"soort": "tekst", "start": len(EERSTE) + 9, "tekst": " belde. "},
        {"soort": "tekst", "start": start, "tekst": TWEEDE, "coderingen": [{"id": 12, "naam": "wachten", "kleur": 3, "baan": 1}]},
    ]
    rest = start + len(TWEEDE) + 2
    opvulling = [
        {"segmenten": [{"soort": "tekst", "start": rest + i * (len(LANG) + 2), "tekst": LANG}]} for i in range(30)
    ]
    voorstel = rest + 30 * (len(LANG) + 2)
    laatste = [{"soort": "tekst", "start": voorstel, "tekst": "Had dat eerder gekund.", "voorstellen": [{"id": 7}]}]
    return [{"segmenten": eerste}, *opvulling, {"segmenten": laatste}]


PAGINA = """{% extends "base.html" %}{% load static %}
{% block inhoudklasse %}inhoud--vol{% endblock %}{% block title %}Proef{% endblock %}
{% block inhoud %}<h1 class="alleen-lezer">Proef</h1>{{ werk }}{% endblock %}
{% block scripts %}<script type="module" src="{% static 'verhalen/coderen.js' %}"></script>{% endblock %}"""

WERK = """<div id="coderen" data-coderen class="werk">
<aside class="werk__zij werk__zij--links" aria-label="Codeboek"><div class="werk__plak" id="codeboek">
<label for="zoek">Zoek thema</label><input id="zoek" data-zoek class="utrecht-textbox">
<div data-groep><h2 class="codeboek__groep">Weg naar hulp</h2><ul>
<li><button class="code" form="codeer" name="code" value="thema:wachten" data-code data-naam="wachten" data-toets="1">wachten</button></li>
<li><button class="code" form="codeer" name="code" value="thema:toegang" data-code data-naam="toegang en verwijzing" data-toets="2">toegang</button></li>
</ul></div>
<div data-groep><h2 class="codeboek__groep">Leefwereld</h2><ul>
<li><button class="code" form="codeer" name="code" value="thema:wonen" data-code data-naam="wonen" data-zoekwoorden="creatief reünie">wonen</button></li>
</ul></div></div></aside>
<div class="werk__midden">{{ tekst }}
<form id="codeer" class="keuzebalk" method="post" hx-post="" hx-target="#coderen" hx-swap="outerHTML" data-codeer>{% csrf_token %}
<input type="hidden" name="start"><input type="hidden" name="eind"><input type="hidden" name="fragment">
<span data-gekozen class="keuzebalk__woorden met-js">Kies woorden in de tekst</span>
<label class="zonder-js">Welke woorden? <input name="citaat"></label></form></div>
<aside class="werk__zij werk__zij--rechts" aria-label="Fragment"><div class="werk__plak" id="paneel">
<section class="paneel" id="fragment-12" data-fragment="12"><a data-fragmentlink="12" href="?fragment=12">wachten</a></section>
{% for nummer in voorstellen %}<section class="paneel paneel--voorstel" id="voorstel-{{ nummer }}" data-voorstel="{{ nummer }}"><form method="post" hx-post="" hx-target="#coderen" hx-swap="outerHTML">{% csrf_token %}
<input type="hidden" name="voorstel" value="{{ nummer }}">
<button name="actie" value="klopt" data-actie="klopt">Klopt</button><button name="actie" value="klopt-niet" data-actie="klopt-niet">Klopt niet</button></form></section>{% endfor %}
<form method="post" hx-post="" hx-target="#coderen" hx-swap="outerHTML">{% csrf_token %}<button name="actie" value="ongedaan" data-actie="ongedaan">Ongedaan</button></form>
<label for="memo">Memo</label><textarea id="memo" data-memo></textarea>
</div></aside></div>"""


def _werk(request: HttpRequest) -> SafeString:
    tekst = render_component(request, "verhaaltekst", {"alineas": alineas(), "modus": "coderen"})
    beslist = {post.get("voorstel") for post in ontvangen}
    context = {"tekst": mark_safe(tekst), "voorstellen": [n for n in ("7", "8") if n not in beslist]}  # noqa: S308 - own template
    return mark_safe(engines["django"].from_string(WERK).render(context, request))  # noqa: S308 - own template


@openbaar
def coderen(request: HttpRequest) -> HttpResponse:
    """Remember what was posted and draw the work part again."""
    if request.method == "POST":
        ontvangen.append({naam: str(waarde) for naam, waarde in request.POST.items() if naam != "csrfmiddlewaretoken"})
        if request.headers.get("HX-Request"):
            return HttpResponse(_werk(request))
    return HttpResponse(engines["django"].from_string(PAGINA).render({"werk": _werk(request)}, request))


urlpatterns = [path("proef/", coderen)]
