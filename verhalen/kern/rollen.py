"""Who may do what: roles, rights and the pairs that one person may not combine.

Rights are named after their object first. A privacy officer should be able to read
this file: every role says in one Dutch sentence what it is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Recht(StrEnum):
    """Een recht: iets dat iemand in Verhalen mag doen."""

    VERHAAL_INVOEREN = "verhaal-invoeren"
    VERHAAL_RUW_LEZEN = "verhaal-ruw-lezen"
    VERHAAL_LEZEN = "verhaal-lezen"
    VERHAAL_NAKIJKEN = "verhaal-nakijken"
    VERHAAL_IMPORTEREN = "verhaal-importeren"
    VERHAAL_INTREKKEN = "verhaal-intrekken"
    CODERING_SCHRIJVEN = "codering-schrijven"
    CODEBOEK_BEHEREN = "codeboek-beheren"
    VOORSTEL_BEREKENEN = "voorstel-berekenen"
    TOEWIJZING_IMPORTEREN = "toewijzing-importeren"
    CIJFER_LEZEN = "cijfer-lezen"
    PROGRAMMA_LEZEN = "programma-lezen"
    PROGRAMMA_BIJWERKEN = "programma-bijwerken"
    DUIDING_LEZEN = "duiding-lezen"
    DUIDING_SCHRIJVEN = "duiding-schrijven"
    PUBLICATIE_VRIJGEVEN = "publicatie-vrijgeven"
    WERKLIJST_PERSONEN = "werklijst-personen"
    BEWAARTERMIJN_LEZEN = "bewaartermijn-lezen"
    BEWAARTERMIJN_UITVOEREN = "bewaartermijn-uitvoeren"
    LOGBOEK_LEZEN = "logboek-lezen"
    GEBRUIKER_BEHEREN = "gebruiker-beheren"


class Rol(StrEnum):
    """Een rol: wat iemand in Verhalen komt doen."""

    VELDWERKER = "veldwerker"
    ONDERZOEKER = "onderzoeker"
    HOOFDONDERZOEKER = "hoofdonderzoeker"
    DATA_ANALIST = "data-analist"
    PROGRAMMATEAM = "programmateam"
    CONTRACTMANAGER = "contractmanager"
    CASUSREGIE = "casusregie"
    VRIJGEVER = "vrijgever"
    PRIVACY_OFFICER = "privacy-officer"
    FG = "fg"
    BEHEERDER = "beheerder"
    DEELNEMER = "deelnemer"


@dataclass(frozen=True)
class Rolbeschrijving:
    """A role as people read it, and the rights it brings."""

    naam: str
    doet: str
    rechten: frozenset[Recht]


def _rol(naam: str, doet: str, *rechten: Recht) -> Rolbeschrijving:
    return Rolbeschrijving(naam, doet, frozenset(rechten))


ROLLEN: dict[Rol, Rolbeschrijving] = {
    Rol.VELDWERKER: _rol(
        "Veldwerker",
        "Spreekt mensen en voert hun verhaal in.",
        Recht.VERHAAL_INVOEREN,
        Recht.PROGRAMMA_LEZEN,
    ),
    Rol.ONDERZOEKER: _rol(
        "Onderzoeker",
        "Leest verhalen, kijkt na of er geen namen meer in staan en codeert ze.",
        Recht.VERHAAL_INVOEREN,
        Recht.VERHAAL_RUW_LEZEN,
        Recht.VERHAAL_LEZEN,
        Recht.VERHAAL_NAKIJKEN,
        Recht.CODERING_SCHRIJVEN,
        Recht.VOORSTEL_BEREKENEN,
        Recht.PROGRAMMA_LEZEN,
    ),
    Rol.HOOFDONDERZOEKER: _rol(
        "Hoofdonderzoeker",
        "Beheert het codeboek, importeert verhalen en bewaakt dat iedereen gelijk codeert.",
        Recht.VERHAAL_INVOEREN,
        Recht.VERHAAL_RUW_LEZEN,
        Recht.VERHAAL_LEZEN,
        Recht.VERHAAL_NAKIJKEN,
        Recht.VERHAAL_IMPORTEREN,
        Recht.CODERING_SCHRIJVEN,
        Recht.CODEBOEK_BEHEREN,
        Recht.VOORSTEL_BEREKENEN,
        Recht.PROGRAMMA_LEZEN,
        Recht.DUIDING_LEZEN,
    ),
    Rol.DATA_ANALIST: _rol(
        "Data-analist",
        "Importeert berichten en tabellen en bewaakt definities en kwaliteit van de cijfers.",
        Recht.TOEWIJZING_IMPORTEREN,
        Recht.CIJFER_LEZEN,
        Recht.PROGRAMMA_LEZEN,
        Recht.DUIDING_LEZEN,
    ),
    Rol.PROGRAMMATEAM: _rol(
        "Programmateam",
        "Legt cijfers en verhalen naast elkaar, houdt het stoplicht bij en schrijft de raadsbrief.",
        Recht.VERHAAL_LEZEN,
        Recht.CIJFER_LEZEN,
        Recht.PROGRAMMA_LEZEN,
        Recht.PROGRAMMA_BIJWERKEN,
        Recht.DUIDING_LEZEN,
        Recht.DUIDING_SCHRIJVEN,
    ),
    Rol.CONTRACTMANAGER: _rol(
        "Contractmanager",
        "Ziet cijfers van de eigen contracten; nooit het verhaal van een mens.",
        Recht.CIJFER_LEZEN,
        Recht.PROGRAMMA_LEZEN,
    ),
    Rol.CASUSREGIE: _rol(
        "Casusregie Jeugd Lelystad",
        "Ziet werklijsten van personen, als pseudoniem.",
        Recht.WERKLIJST_PERSONEN,
        Recht.PROGRAMMA_LEZEN,
    ),
    Rol.VRIJGEVER: _rol(
        "Vrijgever",
        "Is het tweede paar ogen voordat iets naar buiten gaat.",
        Recht.PUBLICATIE_VRIJGEVEN,
        Recht.DUIDING_LEZEN,
        Recht.PROGRAMMA_LEZEN,
    ),
    Rol.PRIVACY_OFFICER: _rol(
        "Privacy officer",
        "Voert intrekken, inzage en wissen uit.",
        Recht.VERHAAL_INTREKKEN,
        Recht.BEWAARTERMIJN_LEZEN,
        Recht.BEWAARTERMIJN_UITVOEREN,
        Recht.LOGBOEK_LEZEN,
        Recht.PROGRAMMA_LEZEN,
    ),
    Rol.FG: _rol(
        "Functionaris gegevensbescherming",
        "Ziet wie wat las en waarom; verandert niets en ziet geen tekst van verhalen.",
        Recht.BEWAARTERMIJN_LEZEN,
        Recht.LOGBOEK_LEZEN,
        Recht.PROGRAMMA_LEZEN,
    ),
    Rol.BEHEERDER: _rol(
        "Beheerder",
        "Beheert accounts en apparaten; ziet geen tekst van verhalen.",
        Recht.GEBRUIKER_BEHEREN,
    ),
    Rol.DEELNEMER: _rol(
        "Deelnemer aan duiding",
        "Ziet alleen wat voor een duidingssessie is vrijgegeven.",
    ),
}

# One person may not hold both: whoever manages the accounts may not supervise their use.
# The other forbidden pairs of the programme bind one story or one publication, not an account;
# they stand beside those objects in `codering.policies` and `rapportage.policies`.
VERBODEN_PAREN: frozenset[frozenset[Rol]] = frozenset({frozenset({Rol.BEHEERDER, Rol.FG})})

RECHTEN_OP_VERHAALTEKST = frozenset({Recht.VERHAAL_RUW_LEZEN, Recht.VERHAAL_LEZEN, Recht.VERHAAL_INVOEREN})


def rechten_van(rollen: frozenset[Rol]) -> frozenset[Recht]:
    """Return every right that the roles bring together."""
    return frozenset(recht for rol in rollen for recht in ROLLEN[rol].rechten)


def find_verboden_paar(rollen: frozenset[Rol]) -> frozenset[Rol] | None:
    """Return a pair of roles that one person may not hold together, or None."""
    return next((paar for paar in VERBODEN_PAREN if paar <= rollen), None)


def leest_verhalen(rollen: frozenset[Rol]) -> bool:
    """Tell whether someone with these roles meets story text, and so needs a second factor."""
    return bool(rechten_van(rollen) & RECHTEN_OP_VERHAALTEKST)
