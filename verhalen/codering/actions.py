"""Writes about coding. Each checks its rule, writes, leaves an event and a step that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from verhalen.codering.codeboeken import get_codeboek
from verhalen.codering.codeboekinvoer import load_codeboek
from verhalen.codering.fragmenten import add_codering, change, get_or_make, lock_verhaal, withdraw
from verhalen.codering.labels import find_regel
from verhalen.codering.models import Codering, Fragment, Handeling, Thema, Voorstel
from verhalen.codering.policies import (
    check_can_berekenen,
    check_can_beslissen,
    check_can_coderen,
    check_can_lezen,
    check_can_terugdraaien,
    check_can_wijzigen,
)
from verhalen.codering.posities import Bereik, around, snap
from verhalen.codering.terugdraaien import Spoor, restore
from verhalen.codering.voorstellen import SOORT as VOORSTELTAAK
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.kern.models import Taak
from verhalen.kern.taken import start_taak
from verhalen.programma.models import Knop
from verhalen.verzameling.models import Verhaal, Werkbeurt
from verhalen.verzameling.teksten import VeiligeTekst
from verhalen.verzameling.werktijd import reopen, stop, tick

__all__ = [
    "accept_voorstel",
    "change_fragment",
    "code_selectie",
    "finish_verhaal",
    "load_codeboek",
    "open_fragment",
    "open_verhaal",
    "reject_voorstel",
    "remove_codering",
    "remove_fragment",
    "start_voorstellen",
    "undo",
]
SOORT = Werkbeurt.Soort.CODEREN


def start_voorstellen(*, by: Gebruiker) -> Taak:
    """Have proposals computed in the background; return the job, also one that was running already.

    Raises OngeldigeInvoer without a codebook. Not atomic itself: the job must see what is committed.
    """
    check_can_berekenen(by=by)
    get_codeboek(by.gemeente_id)
    return start_taak(soort=VOORSTELTAAK, gemeente=by.gemeente, by=by)


@transaction.atomic
def open_verhaal(*, verhaal: Verhaal, by: Gebruiker) -> Werkbeurt:
    """Note that someone reads this story in order to code it, and let the time run."""
    check_can_coderen(by=by, verhaal=verhaal)
    record(by=by, actie="verhaal-gelezen", object=verhaal, doel=Doel.CODEREN)
    return tick(verhaal=verhaal, by=by, soort=SOORT)


@transaction.atomic
def open_fragment(*, fragment: Fragment, by: Gebruiker) -> None:
    """Note that someone reads this fragment in its story."""
    check_can_lezen(by=by, fragment=fragment)
    record(by=by, actie="fragment-gelezen", object=fragment, doel=Doel.CODEREN, verhaal=fragment.verhaal_id)


@transaction.atomic
def code_selectie(
    *,
    verhaal: Verhaal,
    start: int,
    eind: int,
    by: Gebruiker,
    knop: Knop | None = None,
    thema: Thema | None = None,
    polariteit: str | None = None,
    wens: bool | None = None,
) -> Codering:
    """Code a stretch of the safe text by hand; the same label on the same place is kept once.

    ``start`` and ``eind`` are code points; they are moved to whole characters, masks and words.
    Raises OngeldigeInvoer for a place or label that cannot be coded, Geweigerd by the rules.
    """
    verhaal, veilig = lock_verhaal(verhaal=verhaal, by=by)
    regel = find_regel(verhaal.gemeente_id, knop=knop, thema=thema)
    spoor = Spoor()
    fragment = get_or_make(
        verhaal=verhaal, by=by, bereik=snap(veilig, start, eind), polariteit=polariteit, wens=wens, spoor=spoor
    )
    codering = add_codering(fragment=fragment, regel=regel, spoor=spoor)
    _finish_step(spoor, verhaal, by, Handeling.Soort.CODEREN, "codering-gemaakt", codering)
    return codering


@transaction.atomic
def accept_voorstel(
    *,
    voorstel: Voorstel,
    by: Gebruiker,
    polariteit: str,
    wens: bool,
    plekken: Sequence[int] = (0,),
    heel_de_zin: bool = True,
) -> list[Codering]:
    """Agree with a proposal: one code per chosen place of its evidence, linked to it.

    ``plekken`` are indexes into ``voorstel.onderbouwing``; with ``heel_de_zin`` the fragment is the sentence
    around the words, so that two places in one sentence give one code.
    """
    verhaal, veilig = lock_verhaal(verhaal=voorstel.ronde.verhaal, by=by)
    voorstel = _lock_voorstel(voorstel, by)
    regel = find_regel(verhaal.gemeente_id, knop=voorstel.knop, thema=voorstel.thema)
    spoor = Spoor()
    coderingen = []
    for bereik in _stretches(voorstel, veilig, plekken, heel_de_zin):
        fragment = get_or_make(verhaal=verhaal, by=by, bereik=bereik, polariteit=polariteit, wens=wens, spoor=spoor)
        coderingen.append(add_codering(fragment=fragment, regel=regel, spoor=spoor, voorstel=voorstel))
    _decide(voorstel, Voorstel.Staat.AANVAARD, by, spoor)
    aantal = len(coderingen)
    _finish_step(spoor, verhaal, by, Handeling.Soort.AANVAARDEN, "voorstel-aanvaard", voorstel, codes=aantal)
    return coderingen


@transaction.atomic
def reject_voorstel(*, voorstel: Voorstel, by: Gebruiker) -> Voorstel:
    """Disagree with a proposal; it stays, so that the machine can be measured by it."""
    verhaal, _veilig = lock_verhaal(verhaal=voorstel.ronde.verhaal, by=by)
    voorstel = _lock_voorstel(voorstel, by)
    spoor = Spoor()
    _decide(voorstel, Voorstel.Staat.VERWORPEN, by, spoor)
    _finish_step(spoor, verhaal, by, Handeling.Soort.VERWERPEN, "voorstel-verworpen", voorstel)
    return voorstel


@transaction.atomic
def change_fragment(
    *,
    fragment: Fragment,
    by: Gebruiker,
    polariteit: str | None = None,
    wens: bool | None = None,
    memo: str | None = None,
    bereik: tuple[int, int] | None = None,
) -> Fragment:
    """Change what is given of a fragment; codes and memo stay when it is made wider or narrower.

    ``bereik`` is (start, eind) in code points. Raises OngeldigeInvoer when another fragment of the same
    coder has that place already.
    """
    verhaal, veilig = lock_verhaal(verhaal=fragment.verhaal, by=by)
    fragment = _lock_fragment(fragment, by)
    spoor = Spoor()
    velden = {"polariteit": polariteit, "wens": wens, "memo": memo}
    plek = snap(veilig, *bereik) if bereik is not None else None
    change(fragment=fragment, veilig=veilig, velden=velden, bereik=plek, spoor=spoor)
    if spoor.stappen:
        _finish_step(spoor, verhaal, by, Handeling.Soort.WIJZIGEN, "fragment-gewijzigd", fragment)
    return fragment


@transaction.atomic
def remove_codering(*, codering: Codering, by: Gebruiker) -> None:
    """Take one code away; the fragment goes with its last code, unless a memo hangs on it."""
    verhaal, _veilig = lock_verhaal(verhaal=codering.fragment.verhaal, by=by)
    fragment = _lock_fragment(codering.fragment, by)
    standing = fragment.coderingen.filter(ingetrokken_op__isnull=True)
    found = standing.select_related("voorstel").filter(pk=codering.pk).first()
    if found is None:
        raise Geweigerd("Deze codering is al weggehaald.")
    spoor = Spoor()
    withdraw(found, spoor)
    if not fragment.memo and not standing.exists():
        withdraw(fragment, spoor)
    _reopen_voorstellen([found], spoor)
    _finish_step(spoor, verhaal, by, Handeling.Soort.WEGHALEN, "codering-weggehaald", found)


@transaction.atomic
def remove_fragment(*, fragment: Fragment, by: Gebruiker) -> None:
    """Take a fragment away with all its codes and its memo."""
    verhaal, _veilig = lock_verhaal(verhaal=fragment.verhaal, by=by)
    fragment = _lock_fragment(fragment, by)
    spoor = Spoor()
    coderingen = list(fragment.coderingen.filter(ingetrokken_op__isnull=True).select_related("voorstel"))
    for codering in coderingen:
        withdraw(codering, spoor)
    withdraw(fragment, spoor)
    _reopen_voorstellen(coderingen, spoor)
    _finish_step(spoor, verhaal, by, Handeling.Soort.WEGHALEN, "fragment-weggehaald", fragment)


@transaction.atomic
def finish_verhaal(*, verhaal: Verhaal, by: Gebruiker) -> Werkbeurt:
    """Declare that the own coding of this story is done."""
    verhaal, _veilig = lock_verhaal(verhaal=verhaal, by=by)
    beurt = stop(verhaal=verhaal, by=by, soort=SOORT)
    Spoor().store(verhaal=verhaal, by=by, soort=Handeling.Soort.AFRONDEN)
    record(by=by, actie="verhaal-gecodeerd", object=verhaal, doel=Doel.CODEREN, seconden=beurt.seconden)
    return beurt


@transaction.atomic
def undo(*, verhaal: Verhaal, by: Gebruiker) -> Handeling:
    """Take the last own step on this story back. Raises OngeldigeInvoer when there is none."""
    verhaal, veilig = lock_verhaal(verhaal=verhaal, by=by)
    steps = Handeling.objects.ongedaan_te_maken(verhaal=verhaal, codeur=by)
    handeling: Handeling | None = steps.select_for_update(of=("self",)).first()
    if handeling is None:
        raise OngeldigeInvoer("Er is niets om ongedaan te maken.")
    check_can_terugdraaien(by=by, handeling=handeling)
    restore(handeling, veilig.tekst)
    if handeling.soort == Handeling.Soort.AFRONDEN:
        reopen(verhaal=verhaal, by=by, soort=SOORT)
    handeling.ongedaan_op = timezone.now()
    handeling.save(update_fields=["ongedaan_op"])
    tick(verhaal=verhaal, by=by, soort=SOORT)
    record(by=by, actie="codeerstap-ongedaan", object=verhaal, doel=Doel.CODEREN, handeling=handeling.soort)
    return handeling


def _finish_step(
    spoor: Spoor, verhaal: Verhaal, by: Gebruiker, soort: str, actie: str, object: Any, **bijzonderheden: Any
) -> None:
    """Keep the step, count the time and leave the event; a step that changed nothing leaves none."""
    tick(verhaal=verhaal, by=by, soort=SOORT)
    if spoor.stappen:
        spoor.store(verhaal=verhaal, by=by, soort=soort)
        record(by=by, actie=actie, object=object, doel=Doel.CODEREN, verhaal=verhaal.pk, **bijzonderheden)


def _lock_voorstel(voorstel: Voorstel, by: Gebruiker) -> Voorstel:
    locked: Voorstel = (
        Voorstel.objects.select_for_update(of=("self",))
        .select_related("knop", "thema", "ronde__verhaal")
        .get(pk=voorstel.pk)
    )
    check_can_beslissen(by=by, voorstel=locked)
    return locked


def _lock_fragment(fragment: Fragment, by: Gebruiker) -> Fragment:
    locked: Fragment = Fragment.objects.select_for_update(of=("self",)).select_related("verhaal").get(pk=fragment.pk)
    check_can_wijzigen(by=by, fragment=locked)
    return locked


def _stretches(voorstel: Voorstel, veilig: VeiligeTekst, plekken: Sequence[int], heel_de_zin: bool) -> list[Bereik]:
    known = range(len(voorstel.onderbouwing))
    if not plekken or any(plek not in known for plek in plekken):
        raise OngeldigeInvoer("Kies bij dit voorstel minstens één plek in het verhaal. Er is niets veranderd.")
    chosen = [voorstel.onderbouwing[plek] for plek in plekken]
    widen = around if heel_de_zin else snap
    return sorted({widen(veilig, item["start"], item["eind"]) for item in chosen})


def _decide(voorstel: Voorstel, staat: str, by: Gebruiker, spoor: Spoor) -> None:
    spoor.will_change(voorstel, "staat", "beslist_door", "beslist_op")
    voorstel.staat = staat
    voorstel.beslist_door = by
    voorstel.beslist_op = timezone.now()
    voorstel.save(update_fields=["staat", "beslist_door", "beslist_op"])


def _reopen_voorstellen(coderingen: Sequence[Codering], spoor: Spoor) -> None:
    """A proposal whose last code went away is undecided again."""
    for voorstel in {codering.voorstel for codering in coderingen if codering.voorstel is not None}:
        if not voorstel.coderingen.filter(ingetrokken_op__isnull=True).exists():
            spoor.will_change(voorstel, "staat", "beslist_door", "beslist_op")
            voorstel.staat, voorstel.beslist_door, voorstel.beslist_op = Voorstel.Staat.OPEN, None, None
            voorstel.save(update_fields=["staat", "beslist_door", "beslist_op"])
