"""Forms of the privacy officer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from verhalen.verzameling.waarden import Intrekreden


class ZoekForm(forms.Form):
    """What somebody on the telephone can name."""

    gezocht = forms.CharField(
        label=_("Code, kenmerk of nummer"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("De code van het kaartje, het kenmerk van de inzending of het nummer van een verhaal."),
        error_messages={"required": _("Vul een code, een kenmerk of een nummer in.")},
    )


class IntrekForm(forms.Form):
    """Why, and that one knows what it means."""

    reden = forms.ChoiceField(
        label=_("Waarom trekt u deze inzending in?"),
        choices=Intrekreden.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom.")},
    )
    zeker = forms.BooleanField(
        label=_("Ik weet dat wissen niet kan worden teruggedraaid."),
        error_messages={"required": _("Bevestig dat u dit weet.")},
    )
