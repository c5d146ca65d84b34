"""Reading what was coded: one fragment, all fragments of a label, the codebook."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from verhalen.codering import actions
from verhalen.codering.codeboekbestand import write_codeboek
from verhalen.codering.codeboeken import find_codeboek
from verhalen.codering.codeboekzoeken import narrow_codeboek
from verhalen.codering.fragmentpagina import read_fragment
from verhalen.codering.labels import parse_label, read_labels
from verhalen.codering.queries import fragmenten_met, read_codeboek, visible_fragmenten
from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.rollen import Recht

PER_PAGINA = 20
MAX_ZOEK = 100


@met_recht(Recht.VERHAAL_LEZEN)
@require_GET
def fragment(request: Verzoek, pk: int) -> HttpResponse:
    """Show one fragment where it stands in its story."""
    found = get_object_or_404(visible_fragmenten(request.user).select_related("verhaal"), pk=pk)
    actions.open_fragment(fragment=found, by=request.user)
    return render(request, "codering/fragment.html", {"pagina": read_fragment(found, request.user)})


@met_recht(Recht.VERHAAL_LEZEN)
@require_GET
def fragmenten(request: Verzoek) -> HttpResponse:
    """Show the fragments with one label, or the labels to choose from."""
    gemeente = request.user.gemeente_id
    sleutel = request.GET.get("code", "")
    if not sleutel:
        return render(request, "codering/fragmentkeuze.html", {"codeboek": read_codeboek(request.user)})
    found = fragmenten_met(request.user, parse_label(gemeente, sleutel))
    context = {
        "pagina": Paginator(found, PER_PAGINA).get_page(request.GET.get("pagina")),
        "label": read_labels(gemeente, find_codeboek(gemeente)).get(sleutel),
        "alles": request.user.heeft(Recht.DUIDING_LEZEN),
    }
    return render(request, "codering/fragmenten.html", context)


@met_recht(Recht.PROGRAMMA_LEZEN, Recht.CODERING_SCHRIJVEN)
@require_GET
def codeboek(request: Verzoek) -> HttpResponse:
    """Show the codebook to read, to search and to print."""
    zoek = request.GET.get("zoek", "").strip()[:MAX_ZOEK]
    context = {
        "codeboek": narrow_codeboek(read_codeboek(request.user), zoek),
        "zoek": zoek,
        "toon": request.GET.get("toon", ""),
        "alles": bool(zoek) or "alles" in request.GET,
        "mag_lezen": request.user.heeft(Recht.VERHAAL_LEZEN),
    }
    return render(request, "codering/codeboek.html", context)


@met_recht(Recht.PROGRAMMA_LEZEN, Recht.CODERING_SCHRIJVEN)
@require_GET
def codeboek_csv(request: Verzoek) -> HttpResponse:
    """Give the codebook as a csv file."""
    pagina = read_codeboek(request.user)
    response = HttpResponse(write_codeboek(pagina), content_type="text/csv; charset=utf-8")
    versie = pagina.codeboek.versie if pagina.codeboek else "leeg"
    response["Content-Disposition"] = f'attachment; filename="codeboek-{versie}.csv"'
    return response
