"""Writes about the programme: load it, add to it, and keep the traffic lights."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.gebeurtenissen import Doel as Gebeurtenisdoel
from verhalen.kern.gebeurtenissen import record
from verhalen.programma.models import (
    Actie,
    Deel,
    Indicator,
    Knop,
    Knopformulering,
    Programmaversie,
    Stoplicht,
    Termijn,
)
from verhalen.programma.policies import check_can_bijwerken


@transaction.atomic
def set_stoplicht(*, actie: Actie, kleur: str, toelichting: str, per: date, by: Gebruiker) -> Stoplicht:
    """Add a traffic light to the history of an action. Raises Geweigerd without the right."""
    check_can_bijwerken(by=by, gemeente_id=actie.gemeente_id)
    stoplicht = Stoplicht(
        gemeente_id=actie.gemeente_id, actie=actie, kleur=kleur, toelichting=toelichting, per=per, gezet_door=by
    )
    stoplicht.full_clean(exclude=["gemeente", "actie", "gezet_door"])
    stoplicht.save()
    record(by=by, actie="stoplicht-gezet", object=actie, doel=Gebeurtenisdoel.DUIDEN, kleur=kleur, per=str(per))
    return stoplicht


@transaction.atomic
def start_versie(*, gemeente: Any, naam: str, vanaf: date, bron: str, by: Gebruiker) -> Programmaversie:
    """Open a new version of the programme: the wording of every knop is carried over, the old one closes.

    Raises Geweigerd when ``vanaf`` does not lie after the start of the present version.
    """
    check_can_bijwerken(by=by, gemeente_id=gemeente.pk)
    current = Programmaversie.objects.of(gemeente).filter(geldig_tot__isnull=True).order_by("-geldig_vanaf").first()
    if current is not None and vanaf <= current.geldig_vanaf:
        raise Geweigerd(f"Een nieuwe versie begint na {current.geldig_vanaf:%d-%m-%Y}.")
    versie = Programmaversie.objects.create(gemeente=gemeente, naam=naam, geldig_vanaf=vanaf, bron=bron)
    if current is not None:
        Programmaversie.objects.filter(pk=current.pk).update(geldig_tot=vanaf)
        for formulering in current.formuleringen.all():
            formulering.pk = None
            formulering.versie = versie
            formulering.save()
    record(by=by, actie="programmaversie-gestart", object=versie, doel=Gebeurtenisdoel.BEHEER)
    return versie


@transaction.atomic
def add_knop(
    *,
    versie: Programmaversie,
    nummer: int,
    naam: str,
    kern: str,
    deel: Deel,
    richting: str,
    by: Gebruiker,
    leidend_cijfer: Indicator | None = None,
) -> Knop:
    """Add a lever that holds from the first day of ``versie``; earlier versions stay as they were."""
    check_can_bijwerken(by=by, gemeente_id=versie.gemeente_id)
    if Knop.objects.of(versie.gemeente_id).filter(nummer=nummer).exists():
        raise Geweigerd(f"Knop {nummer} bestaat al. Kies een nummer dat nog vrij is.")
    knop = Knop.objects.create(gemeente_id=versie.gemeente_id, nummer=nummer, geldig_vanaf=versie.geldig_vanaf)
    Knopformulering.objects.create(
        gemeente_id=versie.gemeente_id,
        knop=knop,
        versie=versie,
        deel=deel,
        naam=naam,
        kern=kern,
        leidend_cijfer=leidend_cijfer,
        gewenste_richting=richting,
    )
    record(by=by, actie="knop-toegevoegd", object=knop, doel=Gebeurtenisdoel.BEHEER, nummer=nummer)
    return knop


@transaction.atomic
def add_actie(*, termijn: Termijn, code: str, tekst: str, vanaf: date, by: Gebruiker) -> Actie:
    """Add an action that holds from ``vanaf``. Raises Geweigerd when its code is taken on that day or later."""
    check_can_bijwerken(by=by, gemeente_id=termijn.gemeente_id)
    taken = termijn.acties.filter(code=code).exclude(geldig_tot__lte=vanaf)
    if taken.exists():
        raise Geweigerd(f"Actie {code} bestaat al in deze termijn. Kies een andere code.")
    actie = Actie(gemeente_id=termijn.gemeente_id, termijn=termijn, code=code, tekst=tekst, geldig_vanaf=vanaf)
    actie.full_clean(exclude=["gemeente", "termijn"])
    actie.save()
    record(by=by, actie="actie-toegevoegd", object=actie, doel=Gebeurtenisdoel.BEHEER, code=code)
    return actie
