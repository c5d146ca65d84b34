"""Reads of this room that span models, as values that templates can show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.bewaren import WAARSCHUW_VOORAF
from verhalen.kern.kwartalen import in_words
from verhalen.kluis.ruw import RuweTekst
from verhalen.verzameling.intrekcodes import fingerprints
from verhalen.verzameling.models import Inzending, Masker, Uitvraag, Verhaal, Weigering, Werkbeurt
from verhalen.verzameling.opruimen import last_day
from verhalen.verzameling.teksten import VeiligeTekst
from verhalen.verzameling.werktijd import DOEL_SECONDEN

EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True)
class Stand:
    """How far the stories of a municipality are."""

    nakijken: int
    nagekeken: int
    ingetrokken: int
    weigeringen: int


def count_stand(gebruiker: Gebruiker) -> Stand:
    """Count stories per state, and refusals, of the user's municipality."""
    counts = Verhaal.objects.visible_to(gebruiker).aggregate(
        nakijken=Count("pk", filter=Q(staat=Verhaal.Staat.INGEDIEND)),
        nagekeken=Count("pk", filter=Q(staat=Verhaal.Staat.NAGEKEKEN)),
        ingetrokken=Count("pk", filter=Q(staat=Verhaal.Staat.INGETROKKEN)),
    )
    refused = Weigering.objects.visible_to(gebruiker).aggregate(total=Sum("aantal"))["total"] or 0
    return Stand(**counts, weigeringen=refused)


@dataclass(frozen=True)
class Verloopt:
    """Unchecked stories that will be gone soon, and the last day on which the first can still be checked."""

    aantal: int
    laatste_dag: date


def find_verloopt(gebruiker: Gebruiker) -> Verloopt | None:
    """Return how many unchecked stories end within the time of a warning, or None."""
    today = timezone.localdate()
    waiting = Verhaal.objects.visible_to(gebruiker).ingediend().filter(bron__bewaren_tot__lt=today + WAARSCHUW_VOORAF)
    terms = list(waiting.values_list("bron__bewaren_tot", "bewaarwaarschuwing_op"))
    if not terms:
        return None
    return Verloopt(len(terms), min(last_day(term, warned, today) for term, warned in terms))


def open_uitvragen(gebruiker: Gebruiker, dag: date) -> list[Uitvraag]:
    """Return the rounds that take stories on ``dag``, with their questionnaire."""
    rounds = Uitvraag.objects.visible_to(gebruiker).filter(van__lte=dag).filter(Q(tot__isnull=True) | Q(tot__gte=dag))
    return list(rounds.select_related("vragenlijst").order_by("vragenlijst__id", "naam"))


def own_inzendingen(gebruiker: Gebruiker, number: int = 5) -> list[Inzending]:
    """Return the last submissions this person brought in, with the number of stories in each."""
    own = Inzending.objects.visible_to(gebruiker).filter(ingevoerd_door=gebruiker)
    return list(own.select_related("uitvraag").annotate(aantal=Count("verhalen")).order_by("-ontvangen_op")[:number])


def find_by_code(code: str) -> Inzending | None:
    """Return the submission a withdrawal code belongs to, or None."""
    return Inzending.objects.filter(intrekcode__in=fingerprints(code)).first()


@dataclass(frozen=True)
class Lotgeval:
    """What happened to one story, for its teller."""

    ontvangen: date
    nagekeken: bool
    ingetrokken: bool
    vervallen: bool = False


def tell_lotgevallen(inzending: Inzending) -> list[Lotgeval]:
    """Return what happened to each story of a submission."""
    return [
        Lotgeval(
            inzending.ontvangen_op.date(),
            verhaal.staat == Verhaal.Staat.NAGEKEKEN,
            verhaal.staat == Verhaal.Staat.INGETROKKEN,
            verhaal.staat == Verhaal.Staat.VERVALLEN,
        )
        for verhaal in inzending.verhalen.order_by("volgnummer")
    ]


def describe_context(verhaal: Verhaal) -> str:
    """Return one line about who told it and where, as far as it was asked and answered."""
    parts = [
        verhaal.verteller or verhaal.get_soort_display(),
        verhaal.gebied.naam if verhaal.gebied else "",
        verhaal.zorgvorm.naam if verhaal.zorgvorm else "",
        in_words(verhaal.periode),
    ]
    return " · ".join(part for part in parts if part)


def split_alineas(segmenten: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Group segments into paragraphs at empty lines; every piece keeps its own position.

    The empty lines themselves belong to no piece, so positions jump over them.
    """
    alineas: list[list[dict[str, Any]]] = [[]]
    for segment in segmenten:
        if segment["soort"] != "tekst":
            alineas[-1].append(segment)
            continue
        position = 0
        for gap in EMPTY_LINES.finditer(segment["tekst"]):
            alineas[-1].append(_piece(segment, position, gap.start()))
            alineas.append([])
            position = gap.end()
        alineas[-1].append(_piece(segment, position, len(segment["tekst"])))
    kept = ([piece for piece in alinea if piece["soort"] != "tekst" or piece["tekst"]] for alinea in alineas)
    return [{"segmenten": alinea} for alinea in kept if alinea]


def _piece(segment: dict[str, Any], start: int, eind: int) -> dict[str, Any]:
    offset = segment["start"]
    return {**segment, "start": offset + start, "eind": offset + eind, "tekst": segment["tekst"][start:eind]}


def safe_segments(veilig: VeiligeTekst) -> list[dict[str, Any]]:
    """Cut safe text into plain stretches and mask labels, in order and without gaps."""
    segmenten: list[dict[str, Any]] = []
    position = 0
    for pil in veilig.pillen:
        segmenten.append(_plain(veilig.tekst, position, pil.start))
        segmenten.append(
            {
                "soort": "masker",
                "staat": "vast",
                "start": pil.start,
                "eind": pil.eind,
                "naam": f"{pil.soort} {pil.nummer}",
                "actief": False,
            }
        )
        position = pil.eind
    segmenten.append(_plain(veilig.tekst, position, len(veilig.tekst)))
    return [segment for segment in segmenten if segment["soort"] == "masker" or segment["tekst"]]


def _plain(tekst: str, start: int, eind: int) -> dict[str, Any]:
    return {"soort": "tekst", "start": start, "eind": eind, "tekst": tekst[start:eind], "actief": False}


def raw_segments(ruw: RuweTekst, maskers: list[Masker], huidig: int | None = None) -> list[dict[str, Any]]:
    """Cut raw text into plain stretches and masks; the words under a mask are left out."""
    segmenten: list[dict[str, Any]] = []
    position = 0
    for masker in maskers:
        segmenten.append(_plain(ruw.tekst, position, masker.start))
        segmenten.append(
            {
                "soort": "masker",
                "id": masker.pk,
                "staat": "bevestigd" if masker.staat == Masker.Staat.BEVESTIGD else "voorstel",
                "start": masker.start,
                "eind": masker.eind,
                "naam": masker.get_soort_display(),
                "actief": masker.pk == huidig,
            }
        )
        position = masker.eind
    segmenten.append(_plain(ruw.tekst, position, len(ruw.tekst)))
    return [segment for segment in segmenten if segment["soort"] == "masker" or segment["tekst"]]


@dataclass(frozen=True)
class Tijd:
    """Time spent on a story beside what it should take."""

    seconden: int
    doel: int = DOEL_SECONDEN

    @property
    def tekst(self) -> str:
        minutes, seconds = divmod(self.seconden, 60)
        return f"{minutes}:{seconds:02d}"

    @property
    def doelminuten(self) -> int:
        return self.doel // 60

    @property
    def over(self) -> bool:
        return self.seconden > self.doel


def time_on(verhaal: Verhaal, gebruiker: Gebruiker) -> Tijd:
    """Return what checking and coding this story together cost this person so far."""
    total = Werkbeurt.objects.filter(verhaal=verhaal, gebruiker=gebruiker).aggregate(total=Sum("seconden"))["total"]
    return Tijd(total or 0)


def next_to_check(gebruiker: Gebruiker, after: Verhaal) -> Verhaal | None:
    """Return the oldest story that waits for a check, other than ``after``."""
    waiting = Verhaal.objects.visible_to(gebruiker).ingediend().exclude(pk=after.pk)
    return waiting.filter(maskers_voorgesteld_op__isnull=False).order_by("pk").first()
