"""What a form says when something is missing or cannot be: one short sentence, the same on every screen.

Django's own Dutch ("Dit veld is vereist.") names a field where people see a question. A field that says it better
itself keeps its own words.
"""

from __future__ import annotations

from django import forms

KEUZE = {"required": "Maak een keuze.", "invalid_choice": "Deze keuze bestaat niet. Kies er een uit de lijst."}
GETAL = {"required": "Vul een getal in.", "invalid": "Vul een getal in, zonder letters."}
DATUM = "Vul een datum in, bijvoorbeeld 31-12-2025."
MELDINGEN: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "Vul dit in."},
    forms.ChoiceField: KEUZE,
    forms.ModelChoiceField: KEUZE,
    forms.MultipleChoiceField: KEUZE,
    forms.ModelMultipleChoiceField: KEUZE,
    forms.BooleanField: {"required": "Zet hier een vinkje."},
    forms.FileField: {"required": "Kies een bestand.", "empty": "Het bestand is leeg. Kies een ander bestand."},
    forms.DateField: {"required": DATUM, "invalid": DATUM},
    forms.IntegerField: GETAL,
    forms.DecimalField: GETAL,
}


def use_plain_messages() -> None:
    """Let every field that says nothing of its own speak so; called once, when the apps are ready."""
    for field, messages in MELDINGEN.items():
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), **messages}
