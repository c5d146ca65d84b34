"""Reading safe stories, and the public page for a teller with a code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.rollen import Recht
from verhalen.kern.toegang import openbaar
from verhalen.verzameling.actions import withdraw_inzending
from verhalen.verzameling.forms import CodeForm, VerhaalFilter
from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.pogingen import VENSTER, claim_poging, release_poging
from verhalen.verzameling.queries import describe_context, find_by_code, tell_lotgevallen
from verhalen.verzameling.zoeken.actions import export_treffers
from verhalen.verzameling.zoeken.forms import ZoekForm
from verhalen.verzameling.zoeken.scherm import build_zoekscherm, choices_in_address, read_alineas, search_for
from verhalen.verzameling.zoeken.zoekvragen import open_zoekvraag

PER_PAGINA = 25


@met_recht(Recht.VERHAAL_LEZEN)
@require_GET
def lijst(request: Verzoek) -> HttpResponse:
    """Show the checked stories, or what answers the question in the address."""
    zoekvraag = open_zoekvraag(request.GET.get("vraag", ""), request.user.gemeente_id)
    scherm = build_zoekscherm(request.user, request.GET, zoekvraag, PER_PAGINA)
    template = "verzameling/verhalen.html#lijst" if request.headers.get("HX-Request") else "verzameling/verhalen.html"
    return render(request, template, scherm)


@met_recht(Recht.VERHAAL_LEZEN)
@require_POST
def zoek(request: Verzoek) -> HttpResponse:
    """Take a question, which must not stand in an address as it is, and lead to its results."""
    form = ZoekForm(request.POST, gemeente_id=request.user.gemeente_id)
    if not form.is_valid():
        scherm = {"zoekform": form, "filter": VerhaalFilter(request.POST, gebruiker=request.user)}
        return render(request, "verzameling/verhalen.html", scherm, status=422)
    return redirect(f"{reverse('verzameling:verhalen')}{choices_in_address(request.POST, form.zoekvraag)}")


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_GET
def treffers_csv(request: Verzoek) -> HttpResponse:
    """Give the hits as a file."""
    zoekvraag = open_zoekvraag(request.GET.get("vraag", ""), request.user.gemeente_id)
    if zoekvraag is None:
        return redirect("verzameling:verhalen")
    uitslag = search_for(request.user, request.GET, zoekvraag)
    inhoud = export_treffers(uitslag=uitslag, by=request.user)
    headers = {"Content-Disposition": 'attachment; filename="treffers-niet-vrijgegeven.csv"'}
    return HttpResponse(inhoud, content_type="text/csv; charset=utf-8", headers=headers)


@met_recht(Recht.VERHAAL_LEZEN)
@require_GET
def verhaal(request: Verzoek, pk: int) -> HttpResponse:
    """Show one checked story: safe text alone, with the hits marked of the question that led here."""
    found = get_object_or_404(Verhaal.objects.visible_to(request.user).nagekeken().with_context(), pk=pk)
    zoekvraag = open_zoekvraag(request.GET.get("vraag", ""), request.user.gemeente_id)
    context = {
        "verhaal": found,
        "over": describe_context(found),
        "alineas": read_alineas(found, zoekvraag),
        "zoekvraag": zoekvraag,
        "mag_nakijken": request.user.heeft(Recht.VERHAAL_NAKIJKEN),
        "mag_coderen": request.user.heeft(Recht.CODERING_SCHRIJVEN),
    }
    return render(request, "verzameling/verhaal.html", context)


@openbaar
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def mijn_verhaal(request: HttpRequest) -> HttpResponse:
    """Tell a teller what happened to the story, and withdraw it when asked; asks nothing but the code."""
    form = CodeForm(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return render(request, "verzameling/mijn_verhaal.html", {"form": form})
    if not claim_poging(request):
        form.add_error("code", _("Er is te vaak een code geprobeerd. Wacht een kwartier, of bel de gemeente."))
        headers = {"Retry-After": str(int(VENSTER.total_seconds()))}
        page = render_to_string("verzameling/mijn_verhaal.html", {"form": form}, request)
        return HttpResponse(page, status=429, headers=headers)
    inzending = find_by_code(form.cleaned_data["code"])
    if inzending is None:
        form.add_error("code", _("Deze code kennen wij niet. Kijk of u alle tekens goed heeft overgenomen."))
        return render(request, "verzameling/mijn_verhaal.html", {"form": form}, status=404)
    release_poging(request)
    gewist = withdraw_inzending(inzending=inzending, by=None) if request.POST.get("wissen") == "ja" else 0
    context = {
        "form": form,
        "inzending": inzending,
        "lotgevallen": tell_lotgevallen(inzending),
        "gewist": gewist,
    }
    return render(request, "verzameling/mijn_verhaal.html", context)
