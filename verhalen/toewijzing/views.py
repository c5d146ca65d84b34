"""Screens for reading files with figures in: drop, choose, try, read in, report."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.rollen import Recht
from verhalen.toewijzing import queries
from verhalen.toewijzing.bestandmodellen import Berichtbestand
from verhalen.toewijzing.forms import BestandForm, KoppelForm
from verhalen.toewijzing.inlezen import actions
from verhalen.toewijzing.inlezen.tabellen import Geopend
from verhalen.toewijzing.inlezen.velden import VELDEN


@met_recht(Recht.TOEWIJZING_IMPORTEREN)
@require_http_methods(["GET", "POST"])
def bestanden(request: Verzoek) -> HttpResponse:
    """Receive a file, and show the files that were read in before."""
    form = BestandForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["bestand"]
        try:
            found = actions.receive_bestand(
                by=request.user, naam=upload.name, inhoud=upload.read(), soort=form.cleaned_data["soort"]
            )
        except (OngeldigeInvoer, Geweigerd) as error:
            form.add_error("bestand", str(error))
        else:
            return redirect("toewijzing:bestand", pk=found.pk)
    context = {"form": form, "bestanden": queries.list_bestanden(request.user)}
    return render(request, "toewijzing/bestanden.html", context, status=422 if form.errors else 200)


@met_recht(Recht.TOEWIJZING_IMPORTEREN)
@require_http_methods(["GET", "POST"])
def bestand(request: Verzoek, pk: int) -> HttpResponse:
    """Choose columns and try out, say what will be read, or show how far it is and what came of it."""
    found = _find(request, pk)
    if found.staat != Berichtbestand.Staat.ONTVANGEN:
        return _report(request, found)
    context: dict[str, Any] = {"bestand": found, "eerder": actions.find_earlier(found)}
    if not found.is_tabel:
        return render(request, "toewijzing/berichten.html", context)
    bron = actions.read_bestand(bestand=found, by=request.user)
    form = KoppelForm(request.POST or None, bestand=found, tabel=bron.tabel)
    proef = _try(request, found, form, bron) if form.is_valid() or not form.is_bound else None
    context |= {"form": form, "proef": proef, "rijen": len(bron.tabel.rijen)}
    context["voorbeelden"] = queries.list_columns(bron.tabel, _read_as(found))
    context["voorbeeldrijen"] = queries.list_examples(bron.tabel)
    template = "toewijzing/kolommen.html#koppeling" if request.headers.get("HX-Request") else "toewijzing/kolommen.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _try(request: Verzoek, found: Berichtbestand, form: KoppelForm, bron: Geopend) -> actions.Proef | None:
    """Return what reading in would do; a look alone changes nothing, a choice is kept."""
    if not form.is_bound:
        return actions.peek(found, bron)
    try:
        return actions.choose_koppeling(
            bestand=found, soort=form.gekozen_soort, koppeling=form.koppeling(), by=request.user, bron=bron
        )
    except OngeldigeInvoer as error:
        form.add_error(None, str(error))
        return None


def _read_as(found: Berichtbestand) -> dict[str, str]:
    labels = {veld.naam: veld.label for veld in VELDEN[found.soort]}
    return {kolom: labels[naam] for naam, kolom in found.koppeling.items()}


def _report(request: Verzoek, found: Berichtbestand) -> HttpResponse:
    context = {
        "bestand": found,
        "nieuw": queries.list_new_rows(found.rapport),
        "periode": queries.period_of(found.rapport),
        "weigeringen": queries.list_refusals(request.user, found),
    }
    return render(request, "toewijzing/rapport.html", context)


@met_recht(Recht.TOEWIJZING_IMPORTEREN)
@require_POST
def inlezen(request: Verzoek, pk: int) -> HttpResponse:
    """Start reading the file in."""
    actions.start_inlezen(bestand=_find(request, pk), by=request.user)
    return redirect("toewijzing:bestand", pk=pk)


@met_recht(Recht.TOEWIJZING_IMPORTEREN)
@require_POST
def stoppen(request: Verzoek, pk: int) -> HttpResponse:
    """Drop the file."""
    actions.stop_inlezen(bestand=_find(request, pk), by=request.user)
    messages.success(request, _("Gestopt. Het bestand is gewist; er is niets bewaard."))
    return redirect("toewijzing:bestanden")


@met_recht(Recht.TOEWIJZING_IMPORTEREN)
@require_http_methods(["GET", "POST"])
def terugnemen(request: Verzoek, pk: int) -> HttpResponse:
    """Ask, and then take out what this file brought."""
    found = _find(request, pk)
    if request.method == "POST":
        gewist = actions.take_back(bestand=found, by=request.user)
        messages.success(request, _("Teruggenomen: %(aantal)s rijen zijn gewist.") % {"aantal": gewist})
        return redirect("toewijzing:bestand", pk=pk)
    return render(request, "toewijzing/terugnemen.html", {"bestand": found})


@met_recht(Recht.TOEWIJZING_IMPORTEREN)
@require_GET
def geweigerd(request: Verzoek, pk: int) -> HttpResponse:
    """Download the refusals."""
    inhoud = actions.read_geweigerd(bestand=_find(request, pk), by=request.user)
    headers = {"Content-Disposition": f'attachment; filename="geweigerd-{pk}.csv"'}
    return HttpResponse(inhoud, content_type="text/csv; charset=utf-8", headers=headers)


def _find(request: Verzoek, pk: int) -> Berichtbestand:
    found = Berichtbestand.objects.visible_to(request.user).select_related("inhoud", "geweigerd", "taak", "gemeente")
    bestand: Berichtbestand = get_object_or_404(found, pk=pk)
    return bestand
