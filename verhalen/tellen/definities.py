"""How each figure is counted, in sentences; worker only, what it returns is stored for the screens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verhalen.analyse.indicatoren import INDICATOREN, Indicator, Keuzes, Verblijfsbegrip
from verhalen.analyse.ketens import Sleutel


def describe_all(slugs: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the definition of every indicator that is computed from messages, costs and inhabitants."""
    return {slug: describe(INDICATOREN[slug]) for slug in slugs if slug in INDICATOREN}


def describe(indicator: Indicator) -> dict[str, Any]:
    """Return the fields of `models.Meetdefinitie`."""
    return {
        "versie": indicator.versie,
        "zin": indicator.definitie,
        "teller": indicator.teller.omschrijving,
        "noemer": "" if indicator.noemer is None else indicator.noemer.omschrijving,
        "keuzes": [_choice(naam, indicator.keuzes) for naam in indicator.gebruikt],
        "grenzen": list(indicator.grenzen),
        "bronnen": list(indicator.bronnen),
    }


def _choice(naam: str, keuzes: Keuzes) -> str:
    return {
        "leeftijd_max": _age(keuzes),
        "verblijf": _stay(keuzes),
        "bescherming": "Jeugdbescherming en jeugdreclassering tellen "
        + ("mee." if keuzes.bescherming else "niet mee."),
        "onbekend_is_zonder": "Hulp waarvan de soort niet bekend is, telt "
        + ("als hulp zonder verblijf." if keuzes.onbekend_is_zonder else "niet mee."),
        "keten": _chain(keuzes),
        "pleegzorg": _foster_care(keuzes),
        "terugkijk_dagen": f"Nieuw is wie in de {keuzes.terugkijk_dagen} dagen ervoor geen hulp had.",
        "minstens_aanbieders": f"Het gaat om {keuzes.minstens_aanbieders} of meer aanbieders tegelijk.",
        "clienten_met_rekening": "Gedeeld door cliënten met "
        + ("een rekening in de periode." if keuzes.clienten_met_rekening else "verblijf in de periode."),
    }[naam]


def _age(keuzes: Keuzes) -> str:
    if keuzes.leeftijd_max is None:
        return "Er is geen grens aan de leeftijd."
    return f"Leeftijd op de eerste dag van de hulp: tot en met {keuzes.leeftijd_max} jaar."


def _stay(keuzes: Keuzes) -> str:
    if keuzes.verblijf is Verblijfsbegrip.CBS:
        return "Verblijf volgens het CBS: hulpvorm 11 tot en met 14."
    return "Verblijf is productcategorie 43 of 44, of een eigen code van de gemeente."


def _chain(keuzes: Keuzes) -> str:
    dagen = "de volgende dag" if keuzes.keten.max_gap == 1 else f"binnen {keuzes.keten.max_gap} dagen"
    wat = "hetzelfde product" if keuzes.keten.sleutel is Sleutel.PRODUCT else f"dezelfde {keuzes.keten.sleutel}"
    return f"Hulp loopt door als {dagen} een nieuwe toewijzing voor {wat} begint."


def _foster_care(keuzes: Keuzes) -> str:
    if keuzes.pleegzorg is None:
        return "Pleegzorg telt mee als verblijf."
    return "Alleen pleegzorg telt mee." if keuzes.pleegzorg else "Pleegzorg telt niet mee."
