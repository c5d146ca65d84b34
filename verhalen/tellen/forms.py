"""Forms of the room of figures."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class BereikForm(forms.Form):
    """Between which days is counted."""

    vanaf = forms.DateField(
        label=_("De berichten zijn volledig vanaf"),
        required=False,
        help_text=_("Van hulp die eerder eindigde, hebben wij geen berichten."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    peildatum = forms.DateField(
        label=_("Tellen tot en met (peildatum)"),
        required=False,
        help_text=_("De laatste dag van een maand. Wat later gebeurt, telt nog niet."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
