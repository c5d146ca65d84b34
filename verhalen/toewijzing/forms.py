"""Forms for reading files with figures in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verhalen.kern.tabelbestand import Tabel
from verhalen.toewijzing.bestandmodellen import Berichtbestand, Bestandsoort
from verhalen.toewijzing.inlezen.velden import VELDEN, propose_koppeling

TABELSOORTEN = [(soort.value, soort.label) for soort in Bestandsoort if soort is not Bestandsoort.BERICHTEN]


class BestandForm(forms.Form):
    """A file; what is in it is recognised, or chosen."""

    bestand = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("Een zip of XML met iJw-berichten, of een tabel als csv of xlsx."),
        widget=forms.FileInput(attrs={"accept": ".zip,.xml,.csv,.xlsx"}),
        error_messages={
            "required": gettext_lazy("Kies een bestand."),
            "empty": gettext_lazy("Het bestand is leeg."),
        },
    )
    soort = forms.ChoiceField(
        label=gettext_lazy("Wat staat erin?"),
        choices=[("", gettext_lazy("Laat Verhalen naar de kolommen kijken")), *TABELSOORTEN],
        required=False,
        help_text=gettext_lazy("Meestal is het aan de kolommen te zien."),
    )


class KoppelForm(forms.Form):
    """What a table is, and which column is what."""

    soort = forms.ChoiceField(label=gettext_lazy("Wat staat erin?"), choices=TABELSOORTEN)

    def __init__(self, *args: Any, bestand: Berichtbestand, tabel: Tabel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = str(self.data.get("soort") or bestand.soort) if self.is_bound else bestand.soort
        self.gekozen_soort = chosen if chosen in VELDEN else bestand.soort
        same = self.gekozen_soort == bestand.soort
        known = bestand.koppeling if same else propose_koppeling(self.gekozen_soort, tabel.kolommen)
        choices = [("", _("staat er niet in")), *((kolom, kolom) for kolom in tabel.kolommen)]
        self.fields["soort"].initial = self.gekozen_soort
        for veld in VELDEN[self.gekozen_soort]:
            self.fields[f"kolom_{veld.naam}"] = forms.ChoiceField(
                label=veld.label,
                choices=choices,
                required=veld.verplicht,
                initial=known.get(veld.naam, ""),
                error_messages={"required": _("Kies in welke kolom dit staat.")},
            )

    def koppeling(self) -> dict[str, str]:
        """Return field -> column as chosen."""
        return {veld.naam: self.cleaned_data[f"kolom_{veld.naam}"] for veld in VELDEN[self.gekozen_soort]}

    @property
    def gekozen_naam(self) -> str:
        """What the table is taken to hold, in the middle of a sentence."""
        return str(dict(TABELSOORTEN)[self.gekozen_soort]).lower()

    @property
    def kolomvelden(self) -> list[forms.BoundField]:
        """The choices of columns, in the order of the table."""
        return [self[f"kolom_{veld.naam}"] for veld in VELDEN[self.gekozen_soort]]
