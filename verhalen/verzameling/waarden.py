"""What forms, imports and the API hand to the actions: plain values, checked on the way in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from verhalen.stamgegevens.models import Aanbieder, Gebied, Vertellerrol, Zorgvorm


class Intrekreden(TextChoices):
    """Reden: waarom een medewerker een inzending intrekt; een keuze, want vrije tekst zou weer over een mens gaan."""

    VERTELLER = "verteller", _("De verteller vraagt erom")
    OUDER = "ouder", _("Een ouder of voogd vraagt erom")
    ZONDER_TOESTEMMING = "zonder-toestemming", _("Er was geen geldige toestemming")
    VERGISSING = "vergissing", _("Het is bij vergissing ingevoerd")


@dataclass(frozen=True)
class Toestemmingsantwoord:
    """What a teller, and perhaps a parent, answered to the consent questions."""

    bewaren_en_analyseren: bool
    gegeven_door: str
    hoe: str
    tekstversie: str
    leeftijd_verteller: str = ""
    taal: str = "nl"
    citeren: bool = False
    delen_in_duiding: bool = False
    koppelen: bool = False
    opname: bool = False
    opnieuw_benaderen: bool = False


@dataclass(frozen=True)
class Context:
    """What a teller told about the situation; every item may be left open."""

    vertellerrol: Vertellerrol | None = None
    vertellersoort: str = ""
    leeftijdsband: str = ""
    gebied: Gebied | None = None
    periode: str = ""
    verteld_op: date | None = None
    zorgvorm: Zorgvorm | None = None
    aanbieder: Aanbieder | None = None


@dataclass(frozen=True, repr=False)
class Ingediend:
    """One story as it comes in. Does not print its text."""

    soort: str
    tekst: str
    context: Context = field(default_factory=Context)
    # Field values of Oordeel; empty when the teller judged nothing.
    oordeel: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Ingediend {self.soort} {len(self.tekst)} tekens>"
