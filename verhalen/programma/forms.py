"""Forms of the programme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verhalen.programma.models import Stoplicht


class StoplichtForm(forms.Form):
    """How an action stands."""

    kleur = forms.ChoiceField(
        label=_("Hoe staat het ervoor?"), choices=Stoplicht.Kleur.choices, widget=forms.RadioSelect
    )
    toelichting = forms.CharField(
        label=_("Toelichting"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    per = forms.DateField(label=_("Stand op"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["per"].initial = timezone.localdate()

    def clean_per(self) -> Any:
        dag = self.cleaned_data["per"]
        if dag > timezone.localdate():
            raise forms.ValidationError(_("Deze dag ligt in de toekomst."))
        return dag


class ActieForm(forms.Form):
    """A new action that the council added."""

    code = forms.RegexField(
        r"^\d{1,2}[a-z]?$",
        label=_("Code"),
        max_length=6,
        help_text=_("Bijvoorbeeld 4 of 4a."),
        error_messages={"invalid": _("Een code is een getal, met of zonder letter.")},
    )
    tekst = forms.CharField(
        label=_("Wat gaat de gemeente doen?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )
    vanaf = forms.DateField(label=_("Geldt vanaf"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
