"""Screens of the programme: knoppen, one knop, vertrekpunten."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.rollen import Recht
from verhalen.programma.actions import add_actie, set_stoplicht
from verhalen.programma.forms import ActieForm, StoplichtForm
from verhalen.programma.models import Actie, Knopformulering, Termijn
from verhalen.programma.policies import can_bijwerken
from verhalen.programma.queries import current_versie, list_delen, list_termijnen, list_vertrekpunten


@met_recht(Recht.PROGRAMMA_LEZEN)
@require_GET
def knoppen(request: Verzoek) -> HttpResponse:
    """Show the knoppen in their parts."""
    today = timezone.localdate()
    context = {"delen": list_delen(request.user, today), "versie": current_versie(request.user, today)}
    return render(request, "programma/knoppen.html", context)


@met_recht(Recht.PROGRAMMA_LEZEN)
@require_GET
def knop(request: Verzoek, nummer: int) -> HttpResponse:
    """Show one knop: terms, goals, actions and their traffic lights."""
    formulering = _find_formulering(request, nummer)
    context = {
        "formulering": formulering,
        "mag_duiden": request.user.heeft(Recht.DUIDING_LEZEN),
        "termijnen": list_termijnen(request.user, formulering.knop_id, timezone.localdate()),
        "mag_bijwerken": can_bijwerken(by=request.user, gemeente_id=request.user.gemeente_id),
    }
    return render(request, "programma/knop.html", context)


@met_recht(Recht.PROGRAMMA_BIJWERKEN)
@require_http_methods(["GET", "POST"])
def stoplicht(request: Verzoek, pk: int) -> HttpResponse:
    """Show the history of an action's traffic light and set a new one."""
    actie = get_object_or_404(Actie.objects.visible_to(request.user).select_related("termijn__knop"), pk=pk)
    form = StoplichtForm(request.POST or None)
    if form.is_valid():
        set_stoplicht(actie=actie, by=request.user, **form.cleaned_data)
        messages.success(request, _("Het stoplicht is bewaard."))
        return redirect("programma:knop", nummer=actie.termijn.knop.nummer)
    context = {"actie": actie, "form": form, "lichten": actie.stoplichten.newest_first()}
    return render(request, "programma/stoplicht.html", context, status=422 if form.errors else 200)


@met_recht(Recht.PROGRAMMA_BIJWERKEN)
@require_http_methods(["GET", "POST"])
def actie_toevoegen(request: Verzoek, pk: int) -> HttpResponse:
    """Add an action to a term."""
    termijn = get_object_or_404(Termijn.objects.visible_to(request.user).select_related("knop"), pk=pk)
    form = ActieForm(request.POST or None, initial={"vanaf": timezone.localdate()})
    if form.is_valid():
        try:
            add_actie(termijn=termijn, by=request.user, **form.cleaned_data)
        except Geweigerd as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, _("De actie is bewaard."))
            return redirect("programma:knop", nummer=termijn.knop.nummer)
    context = {"termijn": termijn, "form": form}
    return render(request, "programma/actie.html", context, status=422 if form.errors else 200)


@met_recht(Recht.PROGRAMMA_LEZEN)
@require_GET
def vertrekpunten(request: Verzoek) -> HttpResponse:
    """Show the vertrekpunten with their indicators, zero values and goals."""
    return render(request, "programma/vertrekpunten.html", {"blokken": list_vertrekpunten(request.user)})


def _find_formulering(request: Verzoek, nummer: int) -> Knopformulering:
    wordings = Knopformulering.objects.visible_to(request.user).op(timezone.localdate()).with_parts()
    found: Knopformulering = get_object_or_404(wordings, knop__nummer=nummer)
    return found
