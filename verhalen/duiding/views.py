"""Screens where figures and stories meet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from verhalen.duiding.actions import besluit_duiding
from verhalen.duiding.bord import Bord, build_bord, build_zonder_knop, choose_tot
from verhalen.duiding.forms import DuidingForm
from verhalen.duiding.matrixpagina import Matrixpagina, build_matrixpagina, write_matrix
from verhalen.duiding.policies import can_besluiten, can_read_fragmenten
from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.kwartalen import is_kwartaal
from verhalen.kern.rollen import Recht
from verhalen.kern.tabelbestand import write_csv
from verhalen.programma.models import Knopformulering


@met_recht(Recht.DUIDING_LEZEN)
@require_GET
def matrix(request: Verzoek) -> HttpResponse:
    """Show every knop on one row: figure, stories, relation, traffic light, next step."""
    context = {"matrix": _matrix(request), "groot": "groot" in request.GET, **_may(request)}
    return render(request, "duiding/matrix.html", context)


@met_recht(Recht.DUIDING_LEZEN)
@require_GET
def matrix_csv(request: Verzoek) -> HttpResponse:
    """Download the matrix as it is shown, with the same choices and small numbers hidden."""
    page = _matrix(request)
    headers = {"Content-Disposition": f'attachment; filename="knoppen-{page.tot}.csv"'}
    return HttpResponse(write_matrix(page), content_type="text/csv; charset=utf-8", headers=headers)


@met_recht(Recht.DUIDING_LEZEN)
@require_GET
def bord(request: Verzoek, nummer: int) -> HttpResponse:
    """Show the joint display of one knop."""
    shown = _bord(request, nummer)
    may = can_besluiten(by=request.user, gemeente_id=request.user.gemeente_id)
    return render(request, "duiding/bord.html", {"bord": shown, "mag_besluiten": may, **_may(request)})


@met_recht(Recht.DUIDING_LEZEN)
@require_GET
def themas_csv(request: Verzoek, nummer: int) -> HttpResponse:
    """Download the theme profile as it is shown, small numbers hidden."""
    shown = _bord(request, nummer)
    told = [
        [row["naam"], row["totaal"], row["negatief"], row["gemengd"], row["positief"]] for row in shown.verhalen.themas
    ]
    rows = told + [[naam, *["x"] * 4] for naam in shown.verhalen.zeldzaam]
    inhoud = write_csv(["thema", "fragmenten", "negatief", "gemengd of neutraal", "positief"], rows)
    headers = {"Content-Disposition": f'attachment; filename="themas-knop-{nummer}.csv"'}
    return HttpResponse(inhoud, content_type="text/csv; charset=utf-8", headers=headers)


@met_recht(Recht.DUIDING_LEZEN)
@require_GET
def zonder_knop(request: Verzoek) -> HttpResponse:
    """Show what people brought up that the programme has no lever for."""
    tot = _tot(request)
    return render(
        request, "duiding/zonder_knop.html", {"verhalen": build_zonder_knop(by=request.user, tot=tot), "tot": tot}
    )


@met_recht(Recht.DUIDING_SCHRIJVEN)
@require_http_methods(["GET", "POST"])
def besluiten(request: Verzoek, nummer: int) -> HttpResponse:
    """Write down what was decided about a knop."""
    shown = _bord(request, nummer)
    form = DuidingForm(request.POST or None)
    if form.is_valid():
        besluit_duiding(
            knop=shown.formulering.knop,
            periode=shown.periode,
            voorstel=shown.voorstel,
            by=request.user,
            **form.cleaned_data,
        )
        messages.success(request, _("De duiding is bewaard."))
        return redirect("duiding:bord", nummer=nummer)
    return render(request, "duiding/besluiten.html", {"bord": shown, "form": form}, status=422 if form.errors else 200)


def _matrix(request: Verzoek) -> Matrixpagina:
    return build_matrixpagina(by=request.user, vraag=request.GET, tot=_tot(request), dag=timezone.localdate())


def _may(request: Verzoek) -> dict[str, bool]:
    """Which rooms a link may lead to: nobody is sent to a page that says no."""
    return {
        "mag_cijfers": request.user.heeft(Recht.CIJFER_LEZEN),
        "mag_lezen": can_read_fragmenten(request.user),
        "mag_verzamelen": request.user.heeft(Recht.VERHAAL_INVOEREN) or request.user.heeft(Recht.VERHAAL_IMPORTEREN),
    }


def _tot(request: Verzoek) -> str:
    wanted = request.GET.get("tot", "")
    return choose_tot(request.user, wanted if is_kwartaal(wanted) else "", timezone.localdate())


def _bord(request: Verzoek, nummer: int) -> Bord:
    today = timezone.localdate()
    wordings = Knopformulering.objects.visible_to(request.user).op(today).with_parts()
    formulering: Knopformulering = get_object_or_404(wordings, knop__nummer=nummer)
    return build_bord(by=request.user, formulering=formulering, tot=_tot(request), dag=today)
