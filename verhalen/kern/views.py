"""Pages of the house itself: the front door, refusals, the style guide, jobs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from verhalen.kern.context import KAMERS
from verhalen.kern.models import Taak
from verhalen.kern.toegang import openbaar


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Bring someone to the first room that the own roles open."""
    gebruiker: Any = request.user
    for _naam, url_name, rechten in KAMERS:
        if gebruiker.rechten & set(rechten):
            return redirect(url_name)
    return render(request, "kern/geen_kamer.html")


@openbaar
@require_GET
def stijlgids(request: HttpRequest) -> HttpResponse:
    """Show every component in all its states."""
    return render(request, "stijlgids/index.html")


@require_GET
def taak(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a background job is; only inside its own municipality."""
    gebruiker: Any = request.user
    found = get_object_or_404(Taak.objects.filter(gemeente=gebruiker.gemeente_id), pk=pk)
    template = "kern/_taak.html" if request.headers.get("HX-Request") else "kern/taak.html"
    return render(request, template, {"taak": found})


@openbaar
def csrf_geweigerd(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say in plain words that the form was too old; nothing was changed."""
    return render(request, "403_csrf.html", status=403)
