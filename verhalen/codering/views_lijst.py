"""The work list, and the background job that computes proposals."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from verhalen.codering import actions
from verhalen.codering.codeboeken import find_codeboek
from verhalen.codering.forms import WerklijstFilter
from verhalen.codering.policies import can_berekenen
from verhalen.codering.queries import count_stand, find_taak, read_werkregels
from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.rollen import Recht
from verhalen.verzameling.models import Verhaal

PER_PAGINA = 25
LIJST = "codering_lijst"


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_GET
def werklijst(request: Verzoek) -> HttpResponse:
    """Show which stories there are to code, and remember the list for 'next'."""
    filter_form = WerklijstFilter(request.GET, gebruiker=request.user)
    verhalen = filter_form.werklijst().with_context()  # type: ignore[attr-defined]  # django-stubs loses the queryset class
    pagina = Paginator(verhalen, PER_PAGINA).get_page(request.GET.get("pagina"))
    regels = read_werkregels(list(pagina), request.user)
    request.session[LIJST] = request.GET.urlencode()
    context = {
        "pagina": pagina,
        "regels": regels,
        "filter": filter_form,
        "codeboek": find_codeboek(request.user.gemeente_id),
        "eerste": next((regel.verhaal.pk for regel in regels if not regel.klaar), None),
        **_voortgang(request),
    }
    return render(request, "codering/werklijst.html", context)


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_GET
def voortgang(request: Verzoek) -> HttpResponse:
    """Show how far the computing of proposals is."""
    if not request.headers.get("HX-Request"):
        return redirect("codering:werklijst")
    context = _voortgang(request)
    return render(request, "codering/werklijst.html#voortgang", {**context, "net_klaar": context["taak"] is None})


@met_recht(Recht.VOORSTEL_BEREKENEN)
@require_POST
def bereken(request: Verzoek) -> HttpResponse:
    """Have proposals computed for the stories that have none."""
    actions.start_voorstellen(by=request.user)
    return redirect("codering:werklijst")


def _voortgang(request: Verzoek) -> dict[str, object]:
    return {
        "stand": count_stand(request.user),
        "taak": find_taak(request.user),
        "mag_berekenen": can_berekenen(by=request.user),
    }


def remembered_list(request: Verzoek) -> QuerySet[Verhaal]:
    """Return the stories of the list this person came from."""
    return WerklijstFilter(QueryDict(request.session.get(LIJST, "")), gebruiker=request.user).werklijst()
