"""Forms of this room."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from verhalen.duiding.matrix import GENOEG, NIET_GEZET, NOG_NIET, SORTEERSLEUTELS, WEINIG, ZONDER
from verhalen.duiding.models import Relatie
from verhalen.duiding.policies import can_read_fragmenten
from verhalen.duiding.tonen import MINSTENS
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.kwartalen import in_words
from verhalen.programma.models import Deel, Stoplicht
from verhalen.verzameling.perioden import recent_quarters

KWARTALEN = 16
OP_VOLGORDE = "knop"
RELATIES = [(relatie.value, relatie.label) for relatie in Relatie]
HOEVEEL = [
    (GENOEG, _("%(grens)s of meer verhalen") % {"grens": MINSTENS}),
    (WEINIG, _("minder dan %(grens)s verhalen") % {"grens": MINSTENS}),
    (ZONDER, _("zonder verhalen")),
]


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


class MatrixFilter(forms.Form):
    """What the matrix shows: a value that does not exist narrows nothing."""

    tot = forms.ChoiceField(label=_("Twaalf maanden tot en met"), required=False)
    deel = forms.ChoiceField(label=_("Deel"), required=False)
    relatie = forms.ChoiceField(
        label=_("Samen"),
        choices=[("", _("Alles")), *RELATIES, (NOG_NIET, _("nog te weinig om naast elkaar te leggen"))],
        required=False,
    )
    stoplicht = forms.ChoiceField(
        label=_("Stoplicht"),
        choices=[("", _("Alles")), *Stoplicht.Kleur.choices, (NIET_GEZET, _("nog niet gezet"))],
        required=False,
    )
    verhalen = forms.ChoiceField(label=_("Verhalen"), choices=[("", _("Alles")), *HOEVEEL], required=False)
    sorteer = forms.ChoiceField(
        choices=[(f"{teken}{naam}", naam) for naam in SORTEERSLEUTELS for teken in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, data: QueryDict, *, by: Gebruiker, tot: str, dag: date) -> None:
        super().__init__({**data.dict(), "tot": tot})
        # One window alone for who may not read stories: see `choose_tot`.
        recent = [kwartaal for kwartaal, _naam in recent_quarters(dag, KWARTALEN)] if can_read_fragmenten(by) else []
        kwartalen = sorted({*recent, tot}, reverse=True)
        fields: Any = self.fields
        fields["tot"].choices = [(kwartaal, in_words(kwartaal)) for kwartaal in kwartalen]
        fields["deel"].choices = [("", _("Alles")), *Deel.objects.of(by.gemeente).values_list("slug", "naam")]

    @property
    def gekozen(self) -> dict[str, str]:
        """The choices that exist."""
        self.is_valid()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}

    @property
    def sortering(self) -> str:
        """The column to sort by, a minus before it for downwards."""
        return self.gekozen.get("sorteer", OP_VOLGORDE)

    @property
    def is_smaller(self) -> bool:
        """Whether a choice leaves knoppen out."""
        return bool(self.gekozen.keys() - {"tot", "sorteer"})
