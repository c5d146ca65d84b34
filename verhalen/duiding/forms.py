"""Forms of this room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from verhalen.duiding.models import Relatie


class DuidingForm(forms.Form):
    """What people decided together."""

    besloten = forms.ChoiceField(
        label=_("Wat zeggen cijfer en verhalen samen?"), choices=Relatie.choices, widget=forms.RadioSelect
    )
    tekst = forms.CharField(
        label=_("Wat betekent dat?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Schrijf het zoals u het aan de raad zou vertellen."),
        error_messages={"required": _("Schrijf in een paar zinnen wat het betekent.")},
    )
    afspraken = forms.CharField(
        label=_("Wat is er afgesproken?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
