"""Reads of the programme as values that templates can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Prefetch

from verhalen.gebruikers.models import Gebruiker
from verhalen.programma.models import (
    Actie,
    Deel,
    Doel,
    Indicator,
    Knopformulering,
    Programmaversie,
    Stoplicht,
    Termijn,
    Vertrekpunt,
)
from verhalen.programma.querysets import newest_stoplichten


@dataclass(frozen=True)
class Actieregel:
    """An action with its present traffic light."""

    actie: Actie
    licht: Stoplicht | None
    eerder: list[Stoplicht]


@dataclass(frozen=True)
class Termijnblok:
    """A termijn with its goals and actions."""

    termijn: Termijn
    doelen: list[Doel]
    acties: list[Actieregel]


@dataclass(frozen=True)
class Deelblok:
    """A part of the programme with its knoppen."""

    deel: Deel
    knoppen: list[Knopformulering]


def current_versie(gebruiker: Gebruiker, dag: date) -> Programmaversie | None:
    """Return the version of the programme that holds on ``dag``."""
    found: Programmaversie | None = Programmaversie.objects.visible_to(gebruiker).op(dag).first()
    return found


def list_delen(gebruiker: Gebruiker, dag: date) -> list[Deelblok]:
    """Return the knoppen of ``dag``, grouped in their parts and in order."""
    formuleringen = Knopformulering.objects.visible_to(gebruiker).op(dag).with_parts()
    return [Deelblok(deel, list(group)) for deel, group in groupby(formuleringen, key=lambda row: row.deel)]


def list_termijnen(gebruiker: Gebruiker, knop_pk: int, dag: date) -> list[Termijnblok]:
    """Return the terms of a knop with what holds on ``dag``."""
    lichten = newest_stoplichten(Stoplicht.objects.visible_to(gebruiker))
    termijnen = (
        Termijn.objects.visible_to(gebruiker)
        .filter(knop=knop_pk)
        .prefetch_related(
            Prefetch("doelen", Doel.objects.op(dag)),
            Prefetch("acties", Actie.objects.op(dag).prefetch_related(lichten)),
        )
    )
    return [
        Termijnblok(termijn, list(termijn.doelen.all()), [_regel(actie) for actie in termijn.acties.all()])
        for termijn in termijnen
    ]


def _regel(actie: Actie) -> Actieregel:
    lichten: list[Stoplicht] = actie.lichten  # type: ignore[attr-defined]  # set by newest_stoplichten
    return Actieregel(actie, lichten[0] if lichten else None, lichten[1:])


@dataclass(frozen=True)
class Vertrekpuntblok:
    """A vertrekpunt, or the overall indicators when there is none, with its indicators."""

    vertrekpunt: Vertrekpunt | None
    indicatoren: list[Indicator]


def list_vertrekpunten(gebruiker: Gebruiker) -> list[Vertrekpuntblok]:
    """Return the indicators grouped by vertrekpunt; those of the whole programme come first."""
    indicatoren = list(
        Indicator.objects.visible_to(gebruiker)
        .select_related("vertrekpunt")
        .prefetch_related("nulwaarden", "doelen", "knoppen__knop")
    )
    blocks = [Vertrekpuntblok(None, [row for row in indicatoren if _is_overall(row)])]
    for vertrekpunt in Vertrekpunt.objects.visible_to(gebruiker):
        blocks.append(Vertrekpuntblok(vertrekpunt, [row for row in indicatoren if row.vertrekpunt == vertrekpunt]))
    return [block for block in blocks if block.indicatoren]


def _is_overall(indicator: Indicator) -> bool:
    # A leading figure of a knop alone is shown with its knop.
    return indicator.vertrekpunt is None and not indicator.knoppen.all()
