"""The bridge from raw text to safe text: machine proposes, a person decides.

The only module outside `kluis` that reads raw text, and the only one of this room that
uses `nlp`. `nlp` is imported inside the job: its lookup structure belongs in the worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.kern.intrekking import check_heropening, run_heropend
from verhalen.kern.nagekeken import tell_nagekeken
from verhalen.kern.taken import Voortgang
from verhalen.kluis import deur
from verhalen.kluis.ruw import RuweTekst
from verhalen.stamgegevens.models import Aanbieder, Gebied
from verhalen.verzameling.maskeren import Plek, check_plekken, mask, move_rand, trim
from verhalen.verzameling.models import Masker, Maskerstap, Verhaal
from verhalen.verzameling.policies import check_can_finish, check_can_heropen, check_can_nakijken
from verhalen.verzameling.zoeken.index import forget_verhaal

MENS = "mens"


def propose_open(voortgang: Voortgang) -> dict[str, Any]:
    """Background job: propose masks for every story of the municipality that has none."""
    from nlp.deidentificatie import find

    gemeente = voortgang.taak.gemeente
    plaatsen = frozenset(Gebied.objects.of(gemeente).values_list("naam", flat=True))
    organisaties = frozenset(Aanbieder.objects.of(gemeente).values_list("naam", flat=True))
    waiting = Verhaal.objects.of(gemeente).ingediend().filter(maskers_voorgesteld_op__isnull=True, bron__isnull=False)
    found = 0
    # A story that comes in while this runs starts no job of its own, so look again until nothing waits.
    while pks := list(waiting.order_by("pk").values_list("pk", flat=True)):
        for pk in voortgang.track(pks, every=5):
            found += _propose(pk, lambda tekst: find(tekst, plaatsen=plaatsen, organisaties=organisaties))
    return {"maskers": found}


@transaction.atomic
def _propose(pk: int, find: Any) -> int:
    """Store the proposals for one story; one that was withdrawn or proposed meanwhile is left alone."""
    verhaal = (
        Verhaal.objects.select_for_update()
        .filter(pk=pk, staat=Verhaal.Staat.INGEDIEND, maskers_voorgesteld_op__isnull=True)
        .select_related(None)
        .first()
    )
    if verhaal is None or verhaal.bron is None:
        return 0
    ruw = deur.read(bron=verhaal.bron, by=None, doel=Doel.NAKIJKEN, waarom="maskers voorstellen")
    maskers = [
        Masker(
            gemeente_id=verhaal.gemeente_id,
            verhaal=verhaal,
            start=gevonden.start,
            eind=gevonden.end,
            soort=gevonden.type,
            herkomst=gevonden.bron[:40],
        )
        for gevonden in find(ruw.tekst)
    ]
    Masker.objects.bulk_create(maskers)
    Verhaal.objects.filter(pk=pk).update(maskers_voorgesteld_op=timezone.now())
    return len(maskers)


def read_ruw(*, verhaal: Verhaal, by: Gebruiker, waarom: str) -> RuweTekst:
    """Return the raw text to someone who checks this story; the look is logged."""
    check_can_nakijken(by=by, verhaal=verhaal)
    assert verhaal.bron is not None
    return deur.read(bron=verhaal.bron, by=by, doel=Doel.NAKIJKEN, waarom=waarom)


def standing(verhaal: Verhaal) -> QuerySet[Masker]:
    """Return the masks that are proposed or confirmed, in the order of the text."""
    return verhaal.maskers.exclude(staat=Masker.Staat.VERVALLEN).order_by("start")


@transaction.atomic
def add_masker(*, verhaal: Verhaal, start: int, eind: int, soort: str, by: Gebruiker) -> Masker:
    """Put a confirmed mask over a selection; masks that it touches give way.

    Raises OngeldigeInvoer when the selection is empty or outside the text, or the kind does not exist.
    """
    _check_soort(soort)
    ruw = read_ruw(verhaal=verhaal, by=by, waarom="masker toevoegen")
    start, eind = trim(ruw.tekst, start, eind)
    _remember(verhaal, by)
    _drop(standing(verhaal).filter(start__lt=eind, eind__gt=start), by)
    masker = Masker(
        gemeente_id=verhaal.gemeente_id,
        verhaal=verhaal,
        start=start,
        eind=eind,
        soort=soort,
        staat=Masker.Staat.BEVESTIGD,
        herkomst=MENS,
        beslist_door=by,
    )
    masker.full_clean(exclude=["verhaal", "gemeente", "beslist_door"])
    masker.save()
    _record(by, "masker-toegevoegd", masker)
    return masker


@transaction.atomic
def accept_masker(*, masker: Masker, by: Gebruiker, soort: str = "") -> None:
    """Confirm a mask, or put a dropped one back; ``soort`` corrects its kind.

    Raises OngeldigeInvoer when that kind does not exist.
    """
    check_can_nakijken(by=by, verhaal=masker.verhaal)
    _check_soort(soort or masker.soort)
    _remember(masker.verhaal, by)
    _confirm(masker, by, soort or masker.soort)


def _confirm(masker: Masker, by: Gebruiker, soort: str) -> None:
    masker.soort = soort
    masker.staat = Masker.Staat.BEVESTIGD
    masker.beslist_door = by
    masker.full_clean(exclude=["verhaal", "gemeente", "beslist_door"])
    _drop(
        standing(masker.verhaal).exclude(pk=masker.pk).filter(start__lt=masker.eind, eind__gt=masker.start),
        by,
    )
    masker.save(update_fields=["start", "eind", "soort", "staat", "beslist_door"])
    _record(by, "masker-bevestigd", masker)


@transaction.atomic
def accept_rest(*, verhaal: Verhaal, by: Gebruiker) -> int:
    """Confirm every mask that is still only proposed; return how many."""
    check_can_nakijken(by=by, verhaal=verhaal)
    _remember(verhaal, by)
    number = verhaal.maskers.filter(staat=Masker.Staat.VOORGESTELD).update(
        staat=Masker.Staat.BEVESTIGD, beslist_door=by
    )
    record(by=by, actie="maskers-bevestigd", object=verhaal, doel=Doel.NAKIJKEN, aantal=number)
    return number


@transaction.atomic
def move_masker(*, masker: Masker, rand: str, by: Gebruiker) -> None:
    """Move one end of a mask by a word and confirm it; masks that it now touches give way.

    ``rand`` is one of `maskeren.RANDEN`.
    """
    ruw = read_ruw(verhaal=masker.verhaal, by=by, waarom="masker verschuiven")
    _remember(masker.verhaal, by)
    masker.start, masker.eind = move_rand(ruw.tekst, masker.start, masker.eind, rand)
    _confirm(masker, by, masker.soort)


@transaction.atomic
def drop_masker(*, masker: Masker, by: Gebruiker) -> None:
    """Take a mask away: nobody can be recognised by these words. It can be put back."""
    check_can_nakijken(by=by, verhaal=masker.verhaal)
    _remember(masker.verhaal, by)
    _drop(Masker.objects.filter(pk=masker.pk), by)
    _record(by, "masker-vervallen", masker)


@transaction.atomic
def set_maskers(*, verhaal: Verhaal, plekken: Sequence[Plek], herkomst: str, by: Gebruiker) -> None:
    """Replace every mask by the given ones, confirmed by ``by``.

    For masks that a person laid down earlier, outside this screen. Raises OngeldigeInvoer
    when they overlap or lie outside the text.
    """
    ruw = read_ruw(verhaal=verhaal, by=by, waarom=f"maskers zetten: {herkomst}")
    check_plekken(sorted(plekken, key=lambda plek: plek.start), len(ruw.tekst))
    verhaal.maskers.all().delete()
    Masker.objects.bulk_create(
        Masker(
            gemeente_id=verhaal.gemeente_id,
            verhaal=verhaal,
            start=plek.start,
            eind=plek.eind,
            soort=plek.soort,
            staat=Masker.Staat.BEVESTIGD,
            herkomst=herkomst,
            beslist_door=by,
        )
        for plek in plekken
    )
    verhaal.maskers_voorgesteld_op = timezone.now()
    verhaal.save(update_fields=["maskers_voorgesteld_op"])
    record(by=by, actie="maskers-gezet", object=verhaal, doel=Doel.NAKIJKEN, aantal=len(plekken))


@transaction.atomic
def undo(*, verhaal: Verhaal, by: Gebruiker) -> bool:
    """Put the masks back as they stood before the last step; return False when that was not this person's."""
    check_can_nakijken(by=by, verhaal=verhaal)
    stap = verhaal.maskerstappen.first()
    if stap is None or stap.door_id != by.pk:
        return False
    kept = {row[0]: row for row in stap.stand}
    verhaal.maskers.exclude(pk__in=kept).delete()
    for masker in verhaal.maskers.all():
        _pk, masker.start, masker.eind, masker.soort, masker.staat, masker.beslist_door_id = kept[masker.pk]
        masker.save(update_fields=["start", "eind", "soort", "staat", "beslist_door"])
    stap.delete()
    record(by=by, actie="masker-ongedaan", object=verhaal, doel=Doel.NAKIJKEN)
    return True


def _remember(verhaal: Verhaal, by: Gebruiker) -> None:
    stand = list(verhaal.maskers.order_by("pk").values_list("pk", "start", "eind", "soort", "staat", "beslist_door"))
    Maskerstap.objects.create(
        gemeente_id=verhaal.gemeente_id, verhaal=verhaal, door=by, stand=[list(row) for row in stand]
    )


@transaction.atomic
def finish_nakijken(*, verhaal: Verhaal, by: Gebruiker) -> Verhaal:
    """Declare that no name is left: only now a VeiligeTekst exists.

    Raises Geweigerd while a proposed mask is undecided.
    """
    verhaal = Verhaal.objects.select_for_update(of=("self",)).get(pk=verhaal.pk)
    open_maskers = verhaal.maskers.filter(staat=Masker.Staat.VOORGESTELD).count()
    check_can_finish(by=by, verhaal=verhaal, open_maskers=open_maskers)
    ruw = read_ruw(verhaal=verhaal, by=by, waarom="veilige tekst maken")
    veilig = mask(ruw, [Plek(masker.start, masker.eind, masker.soort) for masker in standing(verhaal)])
    verhaal.tekst_veilig = veilig.tekst
    verhaal.pillen = [pil.as_dict() for pil in veilig.pillen]
    verhaal.staat = Verhaal.Staat.NAGEKEKEN
    verhaal.nagekeken_door = by
    verhaal.nagekeken_op = timezone.now()
    # Should it be opened again after its term, people are warned anew.
    verhaal.bewaarwaarschuwing_op = None
    done = ["tekst_veilig", "pillen", "staat", "nagekeken_door", "nagekeken_op", "bewaarwaarschuwing_op"]
    verhaal.save(update_fields=done)
    verhaal.maskerstappen.all().delete()
    record(by=by, actie="verhaal-nagekeken", object=verhaal, doel=Doel.NAKIJKEN, maskers=len(veilig.pillen))
    tell_nagekeken(verhaal, by)
    return verhaal


@transaction.atomic
def heropen(*, verhaal: Verhaal, by: Gebruiker) -> None:
    """Open a checked story again, as long as nobody has coded it.

    Raises Geweigerd when another room already built on the safe text, or when it was withdrawn meanwhile.
    """
    verhaal = Verhaal.objects.select_for_update(of=("self",)).get(pk=verhaal.pk)
    check_can_heropen(by=by, verhaal=verhaal)
    check_heropening(verhaal)
    run_heropend(verhaal)
    forget_verhaal(verhaal)
    Verhaal.objects.filter(pk=verhaal.pk).update(
        staat=Verhaal.Staat.INGEDIEND, tekst_veilig="", pillen=[], nagekeken_door=None, nagekeken_op=None
    )
    record(by=by, actie="verhaal-heropend", object=verhaal, doel=Doel.NAKIJKEN)


def _check_soort(soort: str) -> None:
    if soort not in Masker.Soort.values:
        raise OngeldigeInvoer("Kies een soort masker uit de lijst. Er is niets veranderd.")


def _drop(maskers: QuerySet[Masker], by: Gebruiker) -> None:
    maskers.update(staat=Masker.Staat.VERVALLEN, beslist_door=by)


def _record(by: Gebruiker, actie: str, masker: Masker) -> None:
    record(by=by, actie=actie, object=masker, doel=Doel.NAKIJKEN, soort=masker.soort)
