"""The search box."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.verzameling.zoeken.vraag import MAX_TEKENS
from verhalen.verzameling.zoeken.zoeken import Volgorde
from verhalen.verzameling.zoeken.zoekvragen import Zoekvraag, make_zoekvraag

VOLGORDEN = [(Volgorde.NIEUWSTE, _("Nieuwste eerst")), (Volgorde.TREFFERS, _("Meeste treffers eerst"))]


class ZoekForm(forms.Form):
    """What somebody is looking for; after `is_valid` the question is in ``zoekvraag``, or None for everything."""

    zoek = forms.CharField(
        label=_("Zoek in de verhalen"),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "maxlength": MAX_TEKENS, "data-zoekvak": ""}
        ),
    )

    def __init__(self, *args: Any, gemeente_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeente_id = gemeente_id
        self.zoekvraag: Zoekvraag | None = None

    def clean_zoek(self) -> str:
        tekst: str = self.cleaned_data["zoek"]
        if tekst:
            try:
                self.zoekvraag = make_zoekvraag(tekst, self.gemeente_id)
            except OngeldigeInvoer as error:
                raise forms.ValidationError(str(error)) from error
        return tekst


class VolgordeForm(forms.Form):
    """In which order results stand."""

    volgorde = forms.ChoiceField(label=_("Volgorde"), choices=VOLGORDEN, required=False)
