"""Bringing a story in: choose a round, ask consent, write down, hand over the card."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.rollen import Recht
from verhalen.verzameling.actions import count_weigering, submit_inzending
from verhalen.verzameling.forms import ToestemmingForm, VerhaalForm
from verhalen.verzameling.getypt import count_boxes, typed_fields
from verhalen.verzameling.models import Uitvraag, Zorgroute
from verhalen.verzameling.pas import issue, redeem
from verhalen.verzameling.policies import check_can_submit, check_toestemming
from verhalen.verzameling.queries import count_stand, open_uitvragen, own_inzendingen
from verhalen.verzameling.waarden import Toestemmingsantwoord

MEER_VAKKEN, MAX_VAKKEN = 6, 60


@met_recht(Recht.VERHAAL_INVOEREN, Recht.VERHAAL_IMPORTEREN)
@require_GET
def start(request: Verzoek) -> HttpResponse:
    """Show the open rounds and what this person brought in lately."""
    context = {
        "uitvragen": open_uitvragen(request.user, timezone.localdate()),
        "inzendingen": own_inzendingen(request.user),
        "stand": count_stand(request.user),
        "mag_importeren": request.user.heeft(Recht.VERHAAL_IMPORTEREN),
    }
    return render(request, "verzameling/start.html", context)


@met_recht(Recht.VERHAAL_INVOEREN)
@require_http_methods(["GET", "POST"])
def invoer(request: Verzoek, slug: str) -> HttpResponse:
    """Walk through consent and story; nothing is kept before the last step."""
    uitvraag = _find_uitvraag(request, slug)
    check_can_submit(by=request.user, uitvraag=uitvraag, dag=timezone.localdate())
    if request.method == "POST" and "pas" in request.POST:
        return _verhaal_stap(request, uitvraag)
    return _toestemming_stap(request, uitvraag)


def _find_uitvraag(request: Verzoek, slug: str) -> Uitvraag:
    rounds = Uitvraag.objects.visible_to(request.user).select_related("vragenlijst")
    found: Uitvraag = get_object_or_404(rounds, slug=slug)
    return found


def _toestemming_stap(request: Verzoek, uitvraag: Uitvraag) -> HttpResponse:
    form = ToestemmingForm(request.POST or None, vragenlijst=uitvraag.vragenlijst)
    if form.is_bound and form.is_valid():
        try:
            check_toestemming(antwoord=form.answer(), soort=uitvraag.vragenlijst.soort)
        except Geweigerd as error:
            form.add_error(None, str(error))
        else:
            antwoord = form.answer()
            pas = issue(antwoord=antwoord, uitvraag=uitvraag, by=request.user)
            return _show_verhaal(request, uitvraag, _verhaal_form(request, uitvraag, antwoord, bound=False), pas)
    return _show_toestemming(request, uitvraag, form)


def _show_toestemming(request: Verzoek, uitvraag: Uitvraag, form: ToestemmingForm) -> HttpResponse:
    """Ask consent; what was typed before it ran out travels along in the page and is kept nowhere."""
    context = {"form": form, "uitvraag": uitvraag, "getypt": typed_fields(request.POST)}
    return render(request, "verzameling/toestemming.html", context, status=_status(form))


def _verhaal_stap(request: Verzoek, uitvraag: Uitvraag) -> HttpResponse:
    pas = request.POST["pas"]
    try:
        carried = redeem(pas, uitvraag=uitvraag, by=request.user)
    except Geweigerd as error:
        anew = ToestemmingForm(vragenlijst=uitvraag.vragenlijst)
        anew.ask_again(str(error))
        return _show_toestemming(request, uitvraag, anew)
    form = _verhaal_form(request, uitvraag, carried.antwoord, bound=True)
    if "meer" in request.POST or not form.is_valid():
        return _show_verhaal(request, uitvraag, form, pas, meer="meer" in request.POST)
    ontvangst = submit_inzending(
        by=request.user,
        uitvraag=uitvraag,
        toestemming=carried.antwoord,
        verhalen=form.stories(),
        contact=form.cleaned_data.get("contact", ""),
        kenmerk=carried.kenmerk,
    )
    return render(request, "verzameling/ontvangen.html", {"ontvangst": ontvangst, "uitvraag": uitvraag})


def _verhaal_form(request: Verzoek, uitvraag: Uitvraag, antwoord: Toestemmingsantwoord, *, bound: bool) -> VerhaalForm:
    vakken = max(uitvraag.vragenlijst.definitie["uitspraken"], count_boxes(request.POST))
    return VerhaalForm(
        request.POST if bound else None,
        initial=typed_fields(request.POST),
        vragenlijst=uitvraag.vragenlijst,
        gebruiker=request.user,
        vakken=min(vakken + (MEER_VAKKEN if "meer" in request.POST else 0), MAX_VAKKEN),
        contact=antwoord.opnieuw_benaderen,
    )


def _show_verhaal(
    request: Verzoek, uitvraag: Uitvraag, form: VerhaalForm, pas: str, *, meer: bool = False
) -> HttpResponse:
    context = {"form": form, "uitvraag": uitvraag, "pas": pas, "meer": meer}
    return render(request, "verzameling/invoer.html", context, status=200 if meer else _status(form))


def _status(form: Any) -> int:
    return 422 if form.errors else 200


@met_recht(Recht.VERHAAL_INVOEREN)
@require_POST
def weigering(request: Verzoek, slug: str) -> HttpResponse:
    """Count somebody who said no."""
    uitvraag = _find_uitvraag(request, slug)
    count_weigering(by=request.user, uitvraag=uitvraag, dag=timezone.localdate())
    messages.success(request, _("Geteld als weigering. Verder is er niets bewaard."))
    return redirect("verzameling:start")


@require_GET
def zorgsignaal(request: Verzoek) -> HttpResponse:
    """Show the agreed route when somebody seems unsafe; nothing is kept of this visit's reason."""
    route = Zorgroute.objects.visible_to(request.user).first()
    return render(request, "verzameling/zorgsignaal.html", {"route": route})
