"""Reading safe stories, and the public page for a teller with a code."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.rollen import Recht
from verhalen.kern.toegang import openbaar
from verhalen.verzameling.actions import withdraw_inzending
from verhalen.verzameling.forms import CodeForm, VerhaalFilter
from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.pogingen import VENSTER, claim_poging, release_poging
from verhalen.verzameling.queries import (
    describe_context,
    find_by_code,
    safe_segments,
    split_alineas,
    tell_lotgevallen,
)

PER_PAGINA = 25


@met_recht(Recht.VERHAAL_LEZEN)
@require_GET
def lijst(request: Verzoek) -> HttpResponse:
    """Show the checked stories."""
    filter_form = VerhaalFilter(request.GET or None, gebruiker=request.user)
    verhalen = filter_form.narrow(Verhaal.objects.visible_to(request.user).nagekeken().with_context())
    pagina = Paginator(verhalen, PER_PAGINA).get_page(request.GET.get("pagina"))
    template = "verzameling/verhalen.html#lijst" if request.headers.get("HX-Request") else "verzameling/verhalen.html"
    return render(request, template, {"pagina": pagina, "filter": filter_form})


@met_recht(Recht.VERHAAL_LEZEN)
@require_GET
def verhaal(request: Verzoek, pk: int) -> HttpResponse:
    """Show one checked story: safe text alone."""
    found = get_object_or_404(Verhaal.objects.visible_to(request.user).nagekeken().with_context(), pk=pk)
    veilig = found.veilig
    assert veilig is not None
    context = {
        "verhaal": found,
        "over": describe_context(found),
        "alineas": split_alineas(safe_segments(veilig)),
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
        form.add_error("code", _("Deze code kennen wij niet. Kijk of u alle tekens goed hebt overgenomen."))
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
