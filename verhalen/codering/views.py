"""Coding one story: the screen, and the steps that are taken on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from verhalen.codering import actions
from verhalen.codering.codeerscherm import build_scherm, read_stand
from verhalen.codering.forms import FragmentForm, SelectieForm, VoorstelForm
from verhalen.codering.labels import parse_label
from verhalen.codering.models import Codering, Fragment, Voorstel
from verhalen.codering.policies import check_can_coderen
from verhalen.codering.posities import Bereik, move_edge
from verhalen.codering.queries import next_verhaal
from verhalen.codering.views_lijst import remembered_list
from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.rollen import Recht
from verhalen.verzameling.models import Verhaal

# What a step returns: the fragment to stand on afterwards, or None.
Stap = Callable[[], int | None]


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_GET
def coderen(request: Verzoek, pk: int) -> HttpResponse:
    """Show one story to code."""
    verhaal = _find(request, pk)
    if not _is_htmx(request):
        actions.open_verhaal(verhaal=verhaal, by=request.user)
    return _show(request, verhaal, fragment=_number(request.GET.get("fragment")))


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_POST
def selectie(request: Verzoek, pk: int) -> HttpResponse:
    """Code chosen words, or add a code to the fragment that is selected."""
    verhaal = _find(request, pk)
    return _step(request, verhaal, lambda: _code(request, verhaal))


def _code(request: Verzoek, verhaal: Verhaal) -> int:
    form = SelectieForm(request.POST)
    veilig = verhaal.veilig
    assert veilig is not None
    bereik = form.bereik(veilig) or _bereik_of_fragment(request, verhaal)
    label: dict[str, Any] = parse_label(verhaal.gemeente_id, form.sleutel())
    codering = actions.code_selectie(verhaal=verhaal, start=bereik[0], eind=bereik[1], by=request.user, **label)
    return codering.fragment_id


def _bereik_of_fragment(request: Verzoek, verhaal: Verhaal) -> tuple[int, int]:
    own = Fragment.objects.visible_to(request.user).actief().by(request.user).filter(verhaal=verhaal)
    found = own.filter(pk=_number(request.POST.get("fragment"))).first()
    if found is None:
        raise OngeldigeInvoer(_("Kies eerst woorden in het verhaal. Er is niets veranderd."))
    return found.start, found.eind


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_POST
def aanvaard(request: Verzoek, pk: int) -> HttpResponse:
    """Agree with a proposal."""
    voorstel = _find_voorstel(request, pk)

    def step() -> None:
        actions.accept_voorstel(voorstel=voorstel, by=request.user, **VoorstelForm(request.POST).values())

    return _step(request, voorstel.ronde.verhaal, step)


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_POST
def verwerp(request: Verzoek, pk: int) -> HttpResponse:
    """Disagree with a proposal."""
    voorstel = _find_voorstel(request, pk)

    def step() -> None:
        actions.reject_voorstel(voorstel=voorstel, by=request.user)

    return _step(request, voorstel.ronde.verhaal, step)


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_POST
def wijzig_fragment(request: Verzoek, pk: int) -> HttpResponse:
    """Change polarity, wish, memo or ends of an own fragment."""
    fragment = _find_fragment(request, pk)

    def step() -> int:
        form = FragmentForm(request.POST)
        bereik = _moved(fragment, form.rand_waarde())
        actions.change_fragment(fragment=fragment, by=request.user, bereik=bereik, **form.values())
        return fragment.pk

    return _step(request, fragment.verhaal, step, fragment=fragment.pk)


def _moved(fragment: Fragment, rand: str) -> tuple[int, int] | None:
    veilig = fragment.verhaal.veilig
    if not rand or veilig is None:
        return None
    moved = move_edge(veilig, Bereik(fragment.start, fragment.eind), rand)
    return moved.start, moved.eind


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_POST
def oordeel(request: Verzoek, pk: int) -> HttpResponse:
    """Keep polarity, wish or memo the moment it changes; of the screen only the bar above is redrawn."""
    fragment = _find_fragment(request, pk)
    try:
        actions.change_fragment(fragment=fragment, by=request.user, **FragmentForm(request.POST).values())
    except (OngeldigeInvoer, Geweigerd) as error:
        messages.error(request, str(error))
    if not _is_htmx(request):
        return redirect(_address(fragment.verhaal, fragment.pk))
    stand = read_stand(verhaal=fragment.verhaal, by=request.user)
    context = {"stand": stand, "verhaal": fragment.verhaal, "alleen_stand": True}
    return render(request, "codering/coderen.html#bewaard", context)


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_POST
def verwijder_fragment(request: Verzoek, pk: int) -> HttpResponse:
    """Take an own fragment away with its codes."""
    fragment = _find_fragment(request, pk)
    return _step(request, fragment.verhaal, lambda: actions.remove_fragment(fragment=fragment, by=request.user))


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_POST
def verwijder_codering(request: Verzoek, pk: int) -> HttpResponse:
    """Take one code of an own fragment away."""
    codes = Codering.objects.visible_to(request.user).actief().by(request.user)
    codering: Codering = get_object_or_404(codes.select_related("fragment__verhaal"), pk=pk)

    def step() -> int:
        actions.remove_codering(codering=codering, by=request.user)
        return codering.fragment_id

    return _step(request, codering.fragment.verhaal, step)


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_POST
def ongedaan(request: Verzoek, pk: int) -> HttpResponse:
    """Take the last own step back."""
    verhaal = _find(request, pk)

    def step() -> None:
        actions.undo(verhaal=verhaal, by=request.user)

    return _step(request, verhaal, step)


@met_recht(Recht.CODERING_SCHRIJVEN)
@require_POST
def klaar(request: Verzoek, pk: int) -> HttpResponse:
    """Finish this story and go to the next one of the list."""
    verhaal = _find(request, pk)
    actions.finish_verhaal(verhaal=verhaal, by=request.user)
    messages.success(request, _("Verhaal %(nummer)s is klaar en bewaard.") % {"nummer": verhaal.pk})
    following = next_verhaal(remembered_list(request), verhaal, request.user)
    url = reverse("codering:coderen", args=[following.pk]) if following else reverse("codering:werklijst")
    return HttpResponse(status=204, headers={"HX-Redirect": url}) if _is_htmx(request) else redirect(url)


def _find(request: Verzoek, pk: int) -> Verhaal:
    verhaal: Verhaal = get_object_or_404(Verhaal.objects.visible_to(request.user).levend().with_context(), pk=pk)
    check_can_coderen(by=request.user, verhaal=verhaal)
    return verhaal


def _find_fragment(request: Verzoek, pk: int) -> Fragment:
    own = Fragment.objects.visible_to(request.user).actief().by(request.user)
    fragment: Fragment = get_object_or_404(own.select_related("verhaal"), pk=pk)
    return fragment


def _find_voorstel(request: Verzoek, pk: int) -> Voorstel:
    found = Voorstel.objects.visible_to(request.user).select_related("ronde__verhaal")
    voorstel: Voorstel = get_object_or_404(found, pk=pk)
    return voorstel


def _step(request: Verzoek, verhaal: Verhaal, step: Stap, *, fragment: int | None = None) -> HttpResponse:
    """Take a step; a refusal is a sentence above the same screen, never an empty page."""
    try:
        fragment = step()
    except (OngeldigeInvoer, Geweigerd) as error:
        messages.error(request, str(error))
    if _is_htmx(request):
        return _show(request, _find(request, verhaal.pk), fragment=fragment)
    return redirect(_address(verhaal, fragment))


def _is_htmx(request: Verzoek) -> bool:
    return bool(request.headers.get("HX-Request"))


def _address(verhaal: Verhaal, fragment: int | None) -> str:
    url = reverse("codering:coderen", args=[verhaal.pk])
    return f"{url}?fragment={fragment}#fragment-{fragment}" if fragment else url


def _show(request: Verzoek, verhaal: Verhaal, *, fragment: int | None) -> HttpResponse:
    scherm = build_scherm(
        verhaal=verhaal,
        by=request.user,
        fragment=fragment,
        voorstel=_number(request.GET.get("voorstel")),
        bereik=_range(request),
    )
    htmx = _is_htmx(request)
    template = "codering/coderen.html#werk" if htmx else "codering/coderen.html"
    response = render(request, template, {"scherm": scherm, "stand": scherm.stand, "verhaal": verhaal, "htmx": htmx})
    if htmx and request.method == "POST":
        response["HX-Replace-Url"] = _address(verhaal, scherm.fragment.fragment.pk if scherm.fragment else None)
    return response


def _range(request: Verzoek) -> tuple[int, int] | None:
    start, eind = _number(request.GET.get("start")), _number(request.GET.get("eind"))
    return (start, eind) if start is not None and eind is not None else None


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) < 16 else None
