"""Screens of what we can count: overview, one indicator, what lies behind it, and starting a computation."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.rollen import Recht
from verhalen.programma.models import Indicator
from verhalen.tellen import actions, erachter, queries
from verhalen.tellen.bereik import find_bereik
from verhalen.tellen.forms import BereikForm
from verhalen.tellen.models import Meting
from verhalen.tellen.policies import can_compute, can_see_rows
from verhalen.tellen.tabelbestanden import series_csv

PER_PAGINA = 50


@met_recht(Recht.CIJFER_LEZEN, Recht.TOEWIJZING_IMPORTEREN)
@require_GET
def overzicht(request: Verzoek) -> HttpResponse:
    """Show every indicator with its newest figure."""
    context = {
        "blokken": queries.list_cijfers(request.user),
        "bereik": find_bereik(request.user.gemeente),
        "taak": queries.find_running(request.user),
        "heeft_gegevens": queries.has_data(request.user),
        "mag_rekenen": can_compute(by=request.user),
    }
    return render(request, "tellen/overzicht.html", context)


@met_recht(Recht.CIJFER_LEZEN, Recht.TOEWIJZING_IMPORTEREN)
@require_GET
def indicator(request: Verzoek, slug: str) -> HttpResponse:
    """Show one indicator: value, definition, trend."""
    found = _find_indicator(request, slug)
    context = {
        "pagina": queries.get_cijferpagina(request.user, found),
        "mag_rijen": can_see_rows(by=request.user),
        "bereik": find_bereik(request.user.gemeente),
    }
    return render(request, "tellen/indicator.html", context)


@met_recht(Recht.CIJFER_LEZEN, Recht.TOEWIJZING_IMPORTEREN)
@require_GET
def reeks_csv(request: Verzoek, slug: str) -> HttpResponse:
    """Download the trend of one indicator."""
    found = _find_indicator(request, slug)
    inhoud = series_csv(found, queries.get_cijferpagina(request.user, found).reeks)
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}.csv"'}
    return HttpResponse(inhoud, content_type="text/csv; charset=utf-8", headers=headers)


@met_recht(Recht.CIJFER_LEZEN, Recht.TOEWIJZING_IMPORTEREN)
@require_GET
def rijen(request: Verzoek, slug: str) -> HttpResponse:
    """Show what a figure consists of; small groups hidden."""
    pagina = queries.get_cijferpagina(request.user, _find_indicator(request, slug))
    keuze = erachter.choose_period(request.user, pagina.indicator, request.GET.get("periode", ""))
    if keuze is None:
        raise Http404
    context = {
        "pagina": pagina,
        "keuze": keuze,
        "verdelingen": erachter.list_verdelingen(request.user, keuze.meting, is_geld=pagina.is_geld, alles=False),
        "mag_rijen": can_see_rows(by=request.user),
    }
    template = "tellen/rijen.html#verdelingen" if request.headers.get("HX-Request") else "tellen/rijen.html"
    return render(request, template, context)


@met_recht(Recht.TOEWIJZING_IMPORTEREN)
@require_GET
def alle_rijen(request: Verzoek, pk: int) -> HttpResponse:
    """Show everything behind a figure, unprotected, to the data analyst; every look is logged."""
    meting = get_object_or_404(Meting.objects.visible_to(request.user).select_related("indicator"), pk=pk)
    actions.open_rows(meting=meting, by=request.user)
    is_geld = queries.get_cijferpagina(request.user, meting.indicator).is_geld
    pagina = Paginator(erachter.list_row_ids(request.user, meting), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "meting": meting,
        "cijfer": erachter.unprotected(meting),
        "verdelingen": erachter.list_verdelingen(request.user, meting, is_geld=is_geld, alles=True),
        "pagina": pagina,
        "regels": erachter.list_toewijzingen(request.user, list(pagina.object_list)),
    }
    return render(request, "tellen/alle_rijen.html", context)


@met_recht(Recht.TOEWIJZING_IMPORTEREN)
@require_POST
def berekenen(request: Verzoek) -> HttpResponse:
    """Start computing every figure."""
    actions.start_metingen(by=request.user)
    return redirect("tellen:overzicht")


@met_recht(Recht.TOEWIJZING_IMPORTEREN)
@require_http_methods(["GET", "POST"])
def bereik(request: Verzoek) -> HttpResponse:
    """Set between which days is counted."""
    nu = find_bereik(request.user.gemeente)
    form = BereikForm(request.POST or None, initial={"vanaf": nu.vanaf, "peildatum": nu.peildatum})
    if form.is_valid():
        try:
            actions.set_bereik(by=request.user, **form.cleaned_data)
        except OngeldigeInvoer as error:
            form.add_error("peildatum", str(error))
        else:
            actions.start_metingen(by=request.user)
            messages.success(request, _("Bewaard. De cijfers worden opnieuw berekend."))
            return redirect("tellen:overzicht")
    return render(request, "tellen/bereik.html", {"form": form, "bereik": nu}, status=422 if form.errors else 200)


def _find_indicator(request: Verzoek, slug: str) -> Indicator:
    indicatoren = Indicator.objects.visible_to(request.user).select_related("vertrekpunt")
    found: Indicator = get_object_or_404(indicatoren.prefetch_related("nulwaarden", "doelen"), slug=slug)
    return found
