"""Screens for reading a file of stories in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from verhalen.gebruikers.toegang import met_recht
from verhalen.gebruikers.verzoek import Verzoek
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.rollen import Recht
from verhalen.kern.tabelbestand import Tabel
from verhalen.verzameling.inlezen import actions
from verhalen.verzameling.inlezen.velden import SOORT_VAN_VERHAAL, VELDEN
from verhalen.verzameling.models import Grondslag, Importbestand, Uitvraag

VOORBEELDEN = 3
VOORBEELD_TEKENS = 60


class BestandForm(forms.Form):
    """A file and what is in it."""

    soort = forms.ChoiceField(
        label=gettext_lazy("Wat staat erin?"), choices=Importbestand.Soort.choices, widget=forms.RadioSelect
    )
    bestand = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("csv of xlsx, hoogstens 20 MB. De eerste regel bevat de namen van de kolommen."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            # A file that is far too large never arrives, so the limit stands here too.
            "required": gettext_lazy("Kies een bestand van hoogstens 20 MB."),
            "empty": gettext_lazy("Het bestand is leeg."),
        },
    )


class KoppelForm(forms.Form):
    """Which column is what, and the legal ground of the whole file."""

    grondslag = forms.ChoiceField(
        label=gettext_lazy("Grondslag van het hele bestand"),
        choices=[("", gettext_lazy("Kies een grondslag")), *Grondslag.choices],
        help_text=gettext_lazy("Op advies van de FG. Citeren en koppelen staan voor ingelezen verhalen uit."),
        error_messages={"required": gettext_lazy("Kies de grondslag van het hele bestand.")},
    )
    uitvraag = forms.ModelChoiceField(
        label=gettext_lazy("Uitvraag"),
        queryset=Uitvraag.objects.none(),
        empty_label=None,
    )

    def __init__(self, *args: Any, bestand: Importbestand, tabel: Tabel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        uitvraag: Any = self.fields["uitvraag"]
        uitvraag.queryset = Uitvraag.objects.of(bestand.gemeente).filter(
            vragenlijst__soort=SOORT_VAN_VERHAAL[Importbestand.Soort(bestand.soort)]
        )
        choices = [("", _("staat er niet in")), *((kolom, kolom) for kolom in tabel.kolommen)]
        for veld in VELDEN:
            self.fields[f"kolom_{veld.naam}"] = forms.ChoiceField(
                label=veld.label,
                choices=choices,
                required=veld.verplicht,
                initial=bestand.koppeling.get(veld.naam, ""),
                error_messages={"required": _("Kies in welke kolom de tekst van het verhaal staat.")},
            )

    def koppeling(self) -> dict[str, str]:
        return {veld.naam: self.cleaned_data[f"kolom_{veld.naam}"] for veld in VELDEN}

    @property
    def kolomvelden(self) -> list[forms.BoundField]:
        return [self[f"kolom_{veld.naam}"] for veld in VELDEN]


@met_recht(Recht.VERHAAL_IMPORTEREN)
@require_http_methods(["GET", "POST"])
def importeren(request: Verzoek) -> HttpResponse:
    """Receive a file, and show the files that were read in before."""
    form = BestandForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["bestand"]
        try:
            bestand = actions.receive_bestand(
                by=request.user, soort=form.cleaned_data["soort"], naam=upload.name, inhoud=upload.read()
            )
        except (OngeldigeInvoer, Geweigerd) as error:
            form.add_error("bestand", str(error))
        else:
            return redirect("verzameling:import", pk=bestand.pk)
    context = {"form": form, "bestanden": Importbestand.objects.visible_to(request.user).select_related("inhoud")[:20]}
    return render(request, "verzameling/importeren.html", context, status=422 if form.errors else 200)


@met_recht(Recht.VERHAAL_IMPORTEREN)
@require_http_methods(["GET", "POST"])
def bestand(request: Verzoek, pk: int) -> HttpResponse:
    """Choose columns and try out, or show how far reading in is."""
    found = _find(request, pk)
    if found.inhoud is None or found.staat == Importbestand.Staat.LOOPT:
        return render(request, "verzameling/import_rapport.html", {"bestand": found, "taak": found.taak})
    tabel = actions.read_bestand(bestand=found, by=request.user)
    form = KoppelForm(request.POST or None, bestand=found, tabel=tabel)
    proef = _try(request, found, form) if form.is_valid() else None
    context = {
        "bestand": found,
        "form": form,
        "proef": proef,
        "voorbeelden": _examples(tabel),
        "rijen": len(tabel.rijen),
    }
    return render(request, "verzameling/import_kolommen.html", context, status=422 if form.errors else 200)


def _try(request: Verzoek, found: Importbestand, form: KoppelForm) -> actions.Proef | None:
    try:
        return actions.choose_koppeling(
            bestand=found,
            koppeling=form.koppeling(),
            grondslag=form.cleaned_data["grondslag"],
            uitvraag=form.cleaned_data["uitvraag"],
            by=request.user,
        )
    except OngeldigeInvoer as error:
        form.add_error(None, str(error))
        return None


def _examples(tabel: Tabel) -> list[tuple[str, list[str]]]:
    rows = [cellen for _nummer, cellen in tabel.rijen[:VOORBEELDEN]]
    return [
        (kolom, [cellen[index][:VOORBEELD_TEKENS] for cellen in rows]) for index, kolom in enumerate(tabel.kolommen)
    ]


@met_recht(Recht.VERHAAL_IMPORTEREN)
@require_POST
def inlezen(request: Verzoek, pk: int) -> HttpResponse:
    """Start reading the file in."""
    actions.start_inlezen(bestand=_find(request, pk), by=request.user)
    return redirect("verzameling:import", pk=pk)


@met_recht(Recht.VERHAAL_IMPORTEREN)
@require_POST
def stoppen(request: Verzoek, pk: int) -> HttpResponse:
    """Drop the file."""
    actions.stop_inlezen(bestand=_find(request, pk), by=request.user)
    messages.success(request, _("Gestopt. Het bestand is gewist; er is niets bewaard."))
    return redirect("verzameling:importeren")


@met_recht(Recht.VERHAAL_IMPORTEREN)
@require_GET
def geweigerd(request: Verzoek, pk: int) -> HttpResponse:
    """Download the refused rows."""
    inhoud = actions.read_geweigerd(bestand=_find(request, pk), by=request.user)
    headers = {"Content-Disposition": f'attachment; filename="geweigerde-rijen-{pk}.csv"'}
    return HttpResponse(inhoud, content_type="text/csv; charset=utf-8", headers=headers)


def _find(request: Verzoek, pk: int) -> Importbestand:
    files = Importbestand.objects.visible_to(request.user).select_related("inhoud", "taak")
    found: Importbestand = get_object_or_404(files, pk=pk)
    return found
