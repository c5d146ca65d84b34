"""Bringing a story in: choose a round, ask consent, write down, hand over the card."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core import signing
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
from verhalen.verzameling.models import Uitvraag, Zorgroute
from verhalen.verzameling.policies import check_can_submit, check_toestemming
from verhalen.verzameling.queries import count_stand, open_uitvragen, own_inzendingen
from verhalen.verzameling.waarden import Toestemmingsantwoord

ZOUT = "verzameling.toestemming"
GELDIG_SECONDEN = 12 * 60 * 60
MEER_VAKKEN = 6


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
            pas = signing.dumps({"antwoord": asdict(form.answer()), "kenmerk": str(uuid.uuid4())}, salt=ZOUT)
            return _show_verhaal(request, uitvraag, _verhaal_form(request, uitvraag, form.answer(), bound=False), pas)
    return render(request, "verzameling/toestemming.html", {"form": form, "uitvraag": uitvraag}, status=_status(form))


def _verhaal_stap(request: Verzoek, uitvraag: Uitvraag) -> HttpResponse:
    pas = request.POST["pas"]
    try:
        carried = signing.loads(pas, salt=ZOUT, max_age=GELDIG_SECONDEN)
    except signing.BadSignature:
        messages.error(
            request,
            _("De toestemming is verlopen. Vraag haar opnieuw; uw tekst staat nog in dit scherm als u teruggaat."),
        )
        return redirect("verzameling:invoer", slug=uitvraag.slug)
    antwoord = Toestemmingsantwoord(**carried["antwoord"])
    form = _verhaal_form(request, uitvraag, antwoord, bound=True)
    if "meer" in request.POST or not form.is_valid():
        return _show_verhaal(request, uitvraag, form, pas, meer="meer" in request.POST)
    ontvangst = submit_inzending(
        by=request.user,
        uitvraag=uitvraag,
        toestemming=antwoord,
        verhalen=form.stories(),
        contact=form.cleaned_data.get("contact", ""),
        kenmerk=uuid.UUID(carried["kenmerk"]),
    )
    return render(request, "verzameling/ontvangen.html", {"ontvangst": ontvangst, "uitvraag": uitvraag})


def _verhaal_form(request: Verzoek, uitvraag: Uitvraag, antwoord: Toestemmingsantwoord, *, bound: bool) -> VerhaalForm:
    vakken = uitvraag.vragenlijst.definitie["uitspraken"]
    if bound:
        filled = sum(1 for name in request.POST if name.startswith("tekst_"))
        vakken = max(vakken, min(filled, 60)) + (MEER_VAKKEN if "meer" in request.POST else 0)
    return VerhaalForm(
        request.POST if bound else None,
        vragenlijst=uitvraag.vragenlijst,
        gebruiker=request.user,
        vakken=vakken,
        contact=antwoord.opnieuw_benaderen,
    )


def _show_verhaal(
    request: Verzoek, uitvraag: Uitvraag, form: VerhaalForm, pas: str, *, meer: bool = False
) -> HttpResponse:
    context = {"form": form, "uitvraag": uitvraag, "pas": pas, "meer": meer}
    return render(request, "verzameling/invoer.html", context, status=200 if meer else _status(form))


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200


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
