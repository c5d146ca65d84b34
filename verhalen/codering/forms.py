"""What people send in this room: filters of the work list, words with a code, judgements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from verhalen.codering.codeboeken import find_codeboek
from verhalen.codering.labels import Labels, parse_label, read_labels
from verhalen.codering.models import Polariteit
from verhalen.codering.posities import RANDEN
from verhalen.codering.queries import STANDEN, codeable, with_open_voorstel
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.tekst import normalize
from verhalen.verzameling.forms import VerhaalFilter
from verhalen.verzameling.maskeren import find_words
from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.teksten import VeiligeTekst

POSITIE: dict[str, Any] = {"required": False, "min_value": 0, "max_value": 1_000_000}


def label_choices(labels: Labels) -> list[tuple[Any, Any]]:
    """Return the labels for a select, in the groups of the codebook."""
    return [(groep.naam, [(label.sleutel, label.voluit) for label in groep.labels]) for groep in labels.groepen]


class WerklijstFilter(VerhaalFilter):
    """What a coder may narrow the work list by."""

    stand = forms.ChoiceField(label=_("Welke"), choices=STANDEN, required=False)
    label = forms.ChoiceField(label=_("Voorstel voor"), required=False)
    field_order = ("stand", "label", "soort", "vertellerrol", "gebied", "periode")

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, gebruiker=gebruiker, **kwargs)
        self.gebruiker = gebruiker
        label: Any = self.fields["label"]
        labels = read_labels(gebruiker.gemeente_id, find_codeboek(gebruiker.gemeente_id))
        label.choices = [("", _("Alles")), *label_choices(labels)]

    def werklijst(self) -> QuerySet[Verhaal]:
        """Return the stories of the list; a value that does not exist narrows nothing."""
        chosen = self.cleaned_data if self.is_valid() else {}
        verhalen = codeable(self.gebruiker, chosen.get("stand", ""))
        if chosen.get("label"):
            verhalen = with_open_voorstel(verhalen, parse_label(self.gebruiker.gemeente_id, chosen["label"]))
        narrow = {name: chosen[name] for name in ("soort", "vertellerrol", "gebied", "periode") if chosen.get(name)}
        return verhalen.filter(**narrow)


class Invoer(forms.Form):
    """A form whose refusal is one sentence: it is sent by buttons, there is no field to return to."""

    def checked(self) -> dict[str, Any]:
        """Return the values. Raises OngeldigeInvoer when they do not fit."""
        if not self.is_valid():
            raise OngeldigeInvoer(_("Dit verzoek klopt niet. Kies opnieuw. Er is niets veranderd."))
        return self.cleaned_data


class SelectieForm(Invoer):
    """Words of the story with a code: by position, by the fragment they stand in, or typed over."""

    start = forms.IntegerField(**POSITIE)
    eind = forms.IntegerField(**POSITIE)
    citaat = forms.CharField(required=False, max_length=5000)
    code = forms.CharField(required=False, max_length=100)
    code_keuze = forms.CharField(required=False, max_length=100)

    def sleutel(self) -> str:
        """Return the code of the button that was pressed, else of the list."""
        values = self.checked()
        return str(values["code"] or values["code_keuze"])

    def bereik(self, veilig: VeiligeTekst) -> tuple[int, int] | None:
        """Return start and end in code points, or None when no words were chosen.

        Raises OngeldigeInvoer when typed words do not occur in the text.
        """
        values = self.checked()
        if values["start"] is not None and values["eind"] is not None:
            return values["start"], values["eind"]
        return find_words(veilig.tekst, normalize(values["citaat"])) if values["citaat"] else None


class PlekkenField(forms.Field):
    """Ticked sentences, each as the indexes of its evidence: ``0.2``."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[int]:
        indexes = [index for item in value or [] for index in str(item).split(".")]
        if not all(index.isdecimal() and len(index) < 5 for index in indexes):
            raise forms.ValidationError(_("Deze plek bestaat niet."))
        return [int(index) for index in indexes]


class VoorstelForm(Invoer):
    """Agreement with a proposal: which places, and how it was told."""

    plek = PlekkenField(required=False)
    polariteit = forms.ChoiceField(choices=Polariteit.choices)
    wens = forms.BooleanField(required=False)
    alleen_woorden = forms.BooleanField(required=False)

    def values(self) -> dict[str, Any]:
        """Return the arguments of `accept_voorstel`."""
        values = self.checked()
        return {
            "plekken": values["plek"],
            "polariteit": values["polariteit"],
            "wens": values["wens"],
            "heel_de_zin": not values["alleen_woorden"],
        }


class FragmentForm(Invoer):
    """How a fragment was told, a memo, or one end moved by a word."""

    polariteit = forms.ChoiceField(choices=Polariteit.choices, required=False)
    wens = forms.BooleanField(required=False)
    # Sent along with the wish: a box that is not ticked is not sent at all.
    met_wens = forms.BooleanField(required=False)
    memo = forms.CharField(required=False, max_length=20_000)
    rand = forms.ChoiceField(choices=[(rand, rand) for rand in RANDEN], required=False)

    def values(self) -> dict[str, Any]:
        """Return the fields of the fragment; what was not sent is None and stays as it is."""
        values = self.checked()
        return {
            "polariteit": values["polariteit"] or None,
            "wens": values["wens"] if values["met_wens"] else None,
            "memo": values["memo"] if "memo" in self.data else None,
        }

    def rand_waarde(self) -> str:
        """Return which end moves, or nothing."""
        return str(self.checked()["rand"])
