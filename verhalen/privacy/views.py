"""The room of the privacy officer: terms, clearing up, and withdrawing for a teller."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.rollen import Recht
from verhalen.privacy import queries
from verhalen.privacy.forms import IntrekForm, ZoekForm
from verhalen.privacy.opruimen import start_opruimen
from verhalen.verzameling.actions import open_intrekking, withdraw_inzending
from verhalen.verzameling.models import Inzending
from verhalen.verzameling.queries import find_verloopt


@met_recht(Recht.BEWAARTERMIJN_LEZEN)
@require_GET
def start(request: Verzoek) -> HttpResponse:
    """Show what is kept, until when, and when was cleared up last."""
    regels = queries.list_bewaarregels(request.user.gemeente, timezone.localdate())
    context = {
        "regels": regels,
        "over_tijd": sum(regel.stand.over_tijd for regel in regels),
        "laatste": queries.last_opruiming(request.user.gemeente),
        "verloopt": find_verloopt(request.user),
        "mag_opruimen": request.user.heeft(Recht.BEWAARTERMIJN_UITVOEREN),
        "mag_intrekken": request.user.heeft(Recht.VERHAAL_INTREKKEN),
    }
    return render(request, "privacy/start.html", context)


@met_recht(Recht.BEWAARTERMIJN_LEZEN)
@require_GET
def bewaartermijnen_csv(request: Verzoek) -> HttpResponse:
    """Download the same counts."""
    dag = timezone.localdate()
    inhoud = queries.to_csv(queries.list_bewaarregels(request.user.gemeente, dag))
    headers = {"Content-Disposition": f'attachment; filename="bewaartermijnen-{dag:%Y-%m-%d}.csv"'}
    return HttpResponse(inhoud, content_type="text/csv; charset=utf-8", headers=headers)


@met_recht(Recht.BEWAARTERMIJN_UITVOEREN)
@require_POST
def opruimen(request: Verzoek) -> HttpResponse:
    """Clear up now."""
    start_opruimen(by=request.user)
    return redirect("privacy:start")


@met_recht(Recht.VERHAAL_INTREKKEN)
@sensitive_post_parameters("gezocht")
@require_http_methods(["GET", "POST"])
def zoeken(request: Verzoek) -> HttpResponse:
    """Find a submission by what a teller can name; the code travels in the body, never in an address."""
    form = ZoekForm(request.POST or None)
    if form.is_valid():
        found = queries.find_inzending(request.user, form.cleaned_data["gezocht"])
        if found is not None:
            return redirect("privacy:intrekken", kenmerk=found.pk)
        form.add_error("gezocht", _("Hierbij hoort geen inzending van uw gemeente. Kijk of alle tekens kloppen."))
    return render(request, "privacy/zoeken.html", {"form": form}, status=422 if form.errors else 200)


@met_recht(Recht.VERHAAL_INTREKKEN)
@require_http_methods(["GET", "POST"])
def intrekken(request: Verzoek, kenmerk: uuid.UUID) -> HttpResponse:
    """Show what there is of a submission, and withdraw it with a reason."""
    own = Inzending.objects.visible_to(request.user).select_related("uitvraag")
    inzending: Inzending = get_object_or_404(own, pk=kenmerk)
    form = IntrekForm(request.POST or None)
    if form.is_valid():
        number = withdraw_inzending(inzending=inzending, by=request.user, reden=form.cleaned_data["reden"])
        done = ngettext("Ingetrokken: %(n)s verhaal is gewist.", "Ingetrokken: %(n)s verhalen zijn gewist.", number)
        messages.success(request, done % {"n": number} if number else _("Deze inzending was al ingetrokken."))
        return redirect("privacy:intrekken", kenmerk=kenmerk)
    open_intrekking(inzending=inzending, by=request.user)
    context = {"beeld": queries.get_beeld(inzending), "form": form}
    return render(request, "privacy/intrekken.html", context, status=422 if form.errors else 200)
