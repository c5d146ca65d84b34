"""Checking masks: the raw text, the proposals, and a person who decides."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.rollen import Recht
from verhalen.kern.tekst import normalize
from verhalen.verzameling import pseudonimisering as maskering
from verhalen.verzameling.actions import MASKERTAAK, ask_maskers
from verhalen.verzameling.forms import VerhaalFilter
from verhalen.verzameling.maskeren import RANDEN, find_words
from verhalen.verzameling.models import Masker, Verhaal, Werkbeurt
from verhalen.verzameling.nakijkscherm import build_scherm, open_taak
from verhalen.verzameling.policies import check_can_nakijken
from verhalen.verzameling.queries import count_stand, find_verloopt, next_to_check
from verhalen.verzameling.werktijd import stop, tick

PER_PAGINA = 25


@met_recht(Recht.VERHAAL_NAKIJKEN)
@require_GET
def lijst(request: Verzoek) -> HttpResponse:
    """Show which stories wait for a check."""
    filter_form = VerhaalFilter(request.GET or None, gebruiker=request.user)
    waiting = filter_form.narrow(Verhaal.objects.visible_to(request.user).ingediend().with_context())
    context = {
        "pagina": Paginator(waiting.order_by("pk"), PER_PAGINA).get_page(request.GET.get("pagina")),
        "filter": filter_form,
        "stand": count_stand(request.user),
        "verloopt": find_verloopt(request.user),
        "taak": open_taak(request.user, MASKERTAAK),
        "zonder_voorstel": waiting.filter(maskers_voorgesteld_op__isnull=True).count(),
    }
    return render(request, "verzameling/nakijklijst.html", context)


@met_recht(Recht.VERHAAL_NAKIJKEN)
@require_POST
def voorstellen(request: Verzoek) -> HttpResponse:
    """Have masks proposed for stories that have none yet."""
    ask_maskers(gemeente=request.user.gemeente, by=request.user)
    return redirect("verzameling:nakijklijst")


@met_recht(Recht.VERHAAL_NAKIJKEN)
@require_GET
def nakijken(request: Verzoek, pk: int) -> HttpResponse:
    """Show one story with its masks."""
    verhaal = _find(request, pk)
    if verhaal.staat == Verhaal.Staat.NAGEKEKEN:
        return redirect("verzameling:verhaal", pk=pk)
    check_can_nakijken(by=request.user, verhaal=verhaal)
    return _show(request, verhaal)


@met_recht(Recht.VERHAAL_NAKIJKEN)
@require_POST
def masker_toevoegen(request: Verzoek, pk: int) -> HttpResponse:
    """Put a mask over a selection, or over words that were typed."""
    verhaal = _find(request, pk)
    start, eind = _positions(request, verhaal)
    added = maskering.add_masker(
        verhaal=verhaal, start=start, eind=eind, soort=request.POST.get("type", ""), by=request.user
    )
    return _back(request, verhaal, added.pk)


@met_recht(Recht.VERHAAL_NAKIJKEN)
@require_POST
def masker(request: Verzoek, pk: int, masker_pk: int) -> HttpResponse:
    """Decide over one mask: confirm, change its kind, move an end, or drop it."""
    found = _find_masker(request, pk, masker_pk)
    actie = request.POST.get("actie", "")
    if actie == "verwijder":
        maskering.drop_masker(masker=found, by=request.user)
    elif actie in RANDEN:
        maskering.move_masker(masker=found, rand=actie, by=request.user)
    elif actie in {"bevestig", "type"}:
        soort = request.POST.get("type", "") if actie == "type" else ""
        maskering.accept_masker(masker=found, by=request.user, soort=soort)
    else:
        raise OngeldigeInvoer(_("Deze handeling bestaat niet. Er is niets veranderd."))
    return _back(request, found.verhaal, _stay_or_next(found, actie))


def _stay_or_next(masker: Masker, actie: str) -> int | None:
    # A decision goes on to the next open mask; a correction stays where the eye is.
    return None if actie in {"bevestig", "verwijder"} else masker.pk


@met_recht(Recht.VERHAAL_NAKIJKEN)
@require_POST
def rest_akkoord(request: Verzoek, pk: int) -> HttpResponse:
    """Confirm every proposal that is left."""
    verhaal = _find(request, pk)
    maskering.accept_rest(verhaal=verhaal, by=request.user)
    return _back(request, verhaal)


@met_recht(Recht.VERHAAL_NAKIJKEN)
@require_POST
def ongedaan(request: Verzoek, pk: int) -> HttpResponse:
    """Take back this person's last step on this story."""
    verhaal = _find(request, pk)
    if not maskering.undo(verhaal=verhaal, by=request.user):
        messages.info(request, _("Er is niets om ongedaan te maken."))
    return _back(request, verhaal)


@met_recht(Recht.VERHAAL_NAKIJKEN)
@require_POST
def origineel(request: Verzoek, pk: int, masker_pk: int) -> HttpResponse:
    """Show the words under one mask; the look is logged."""
    found = _find_masker(request, pk, masker_pk)
    if request.headers.get("HX-Request") and found.verhaal.staat != Verhaal.Staat.INGEDIEND:
        # The page asks a moment after one stands on a mask; by then the story may be finished.
        return HttpResponse(status=204)
    ruw = maskering.read_ruw(verhaal=found.verhaal, by=request.user, waarom=f"woorden onder masker {found.pk}")
    woorden = ruw.tekst[found.start : found.eind]
    if request.headers.get("HX-Request"):
        return render(request, "verzameling/nakijken.html#woorden", {"woorden": woorden})
    return _show(request, found.verhaal, huidig=found.pk, woorden=woorden)


@met_recht(Recht.VERHAAL_NAKIJKEN)
@require_POST
def afronden(request: Verzoek, pk: int) -> HttpResponse:
    """Declare that no name is left, and go to the next story."""
    verhaal = maskering.finish_nakijken(verhaal=_find(request, pk), by=request.user)
    stop(verhaal=verhaal, by=request.user, soort=Werkbeurt.Soort.NAKIJKEN)
    maskers = len(verhaal.pillen)
    messages.success(
        request,
        ngettext(
            "Nagekeken en bewaard, met %(aantal)s masker.",
            "Nagekeken en bewaard, met %(aantal)s maskers.",
            maskers,
        )
        % {"aantal": maskers},
    )
    volgende = next_to_check(request.user, verhaal)
    return redirect("verzameling:nakijken", pk=volgende.pk) if volgende else redirect("verzameling:nakijklijst")


@met_recht(Recht.VERHAAL_NAKIJKEN)
@require_POST
def heropenen(request: Verzoek, pk: int) -> HttpResponse:
    """Open a checked story again."""
    maskering.heropen(verhaal=_find(request, pk), by=request.user)
    return redirect("verzameling:nakijken", pk=pk)


def _find(request: Verzoek, pk: int) -> Verhaal:
    found: Verhaal = get_object_or_404(Verhaal.objects.visible_to(request.user).levend().with_context(), pk=pk)
    return found


def _find_masker(request: Verzoek, pk: int, masker_pk: int) -> Masker:
    maskers = Masker.objects.visible_to(request.user).select_related("verhaal")
    living = maskers.exclude(verhaal__staat__in=[Verhaal.Staat.INGETROKKEN, Verhaal.Staat.VERVALLEN])
    found: Masker = get_object_or_404(living, pk=masker_pk, verhaal=pk)
    return found


def _positions(request: Verzoek, verhaal: Verhaal) -> tuple[int, int]:
    woorden = request.POST.get("woorden", "").strip()
    if woorden and not request.POST.get("start"):
        ruw = maskering.read_ruw(verhaal=verhaal, by=request.user, waarom="woorden zoeken voor een masker")
        return find_words(ruw.tekst, normalize(woorden))
    try:
        return int(request.POST["start"]), int(request.POST["eind"])
    except (KeyError, ValueError) as error:
        raise OngeldigeInvoer(_("Er zijn geen woorden geselecteerd. Selecteer opnieuw.")) from error


def _back(request: Verzoek, verhaal: Verhaal, huidig: int | None = None) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return _show(request, verhaal, huidig=huidig)
    url = reverse("verzameling:nakijken", args=[verhaal.pk])
    return redirect(f"{url}?masker={huidig}#masker-{huidig}" if huidig else url)


def _show(request: Verzoek, verhaal: Verhaal, *, huidig: int | None = None, woorden: str = "") -> HttpResponse:
    tick(verhaal=verhaal, by=request.user, soort=Werkbeurt.Soort.NAKIJKEN)
    wanted = huidig or _number(request.GET.get("masker"))
    scherm = build_scherm(verhaal=verhaal, by=request.user, huidig=wanted)
    template = "verzameling/nakijken.html"
    if request.headers.get("HX-Request"):
        template += "#werk"
    return render(request, template, {"scherm": scherm, "verhaal": verhaal, "woorden": woorden})


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() else None
