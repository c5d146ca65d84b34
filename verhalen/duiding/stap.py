"""What a team does next for a knop: the first thing that is open, what holds up the rest before what can wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from verhalen.duiding.bord import Actielicht, Bord
from verhalen.duiding.models import Relatie
from verhalen.duiding.policies import can_besluiten
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.kwartalen import in_words
from verhalen.kern.rollen import Recht
from verhalen.programma.models import Stoplicht
from verhalen.programma.policies import can_bijwerken

LENGTE_AFSPRAAK = 70


class Stapsoort(IntEnum):
    """Kinds of next steps, the most urgent first."""

    ACTIE_STIL = 1
    BESLUIT = 2
    OPNIEUW = 3
    VERHALEN = 4
    CIJFER = 5
    ACTIE_ACHTER = 6
    STOPLICHT = 7
    AFSPRAAK = 8
    VOLGEN = 9


@dataclass(frozen=True)
class Stap:
    """One next step in words; `url` is empty for who may not take it."""

    soort: Stapsoort
    tekst: str
    url: str


def choose_stap(bord: Bord, by: Gebruiker) -> Stap:
    """Return the most urgent step of a display."""
    return min(_open_steps(bord, by), key=lambda stap: stap.soort)


def _open_steps(bord: Bord, by: Gebruiker) -> Iterator[Stap]:
    yield from _about_acties(bord, by)
    yield from _about_besluit(bord, by)
    yield from _about_invoer(bord, by)
    bord_url = f"{reverse('duiding:bord', args=[bord.formulering.knop.nummer])}?tot={bord.tot}"
    if bord.besluit and bord.besluit.afspraken:
        afspraak = Truncator(bord.besluit.afspraken).chars(LENGTE_AFSPRAAK)
        yield Stap(Stapsoort.AFSPRAAK, _("Afgesproken: %(afspraak)s") % {"afspraak": afspraak}, bord_url)
    yield Stap(Stapsoort.VOLGEN, _("Niets open: blijf volgen"), bord_url)


def _about_acties(bord: Bord, by: Gebruiker) -> Iterator[Stap]:
    may = can_bijwerken(by=by, gemeente_id=by.gemeente_id)
    for actie in bord.lichten:
        if actie.licht is None:
            url = reverse("programma:stoplicht", args=[actie.pk]) if may else ""
            yield Stap(Stapsoort.STOPLICHT, _("Zet het stoplicht van actie %(code)s") % {"code": actie.code}, url)
        elif actie.licht.kleur in ACTIEVRAGEN:
            yield _behind(bord, actie, actie.licht)


ACTIEVRAGEN = {Stoplicht.Kleur.ROOD: Stapsoort.ACTIE_STIL, Stoplicht.Kleur.GEEL: Stapsoort.ACTIE_ACHTER}


def _behind(bord: Bord, actie: Actielicht, licht: Stoplicht) -> Stap:
    told = _("Bespreek actie %(code)s: %(kleur)s") % {"code": actie.code, "kleur": licht.get_kleur_display()}
    url = reverse("programma:knop", args=[bord.formulering.knop.nummer])
    return Stap(ACTIEVRAGEN[Stoplicht.Kleur(licht.kleur)], told, url)


def _about_besluit(bord: Bord, by: Gebruiker) -> Iterator[Stap]:
    may = can_besluiten(by=by, gemeente_id=by.gemeente_id)
    url = f"{reverse('duiding:besluiten', args=[bord.formulering.knop.nummer])}?tot={bord.tot}" if may else ""
    if bord.besluit is None and bord.voorstel.uitkomst in Relatie.values:
        yield Stap(Stapsoort.BESLUIT, _("Nog geen besluit: schrijf de duiding"), url)
    elif bord.besluit and bord.is_ander_besluit:
        told = _("Besluit gaat over %(periode)s: kijk opnieuw") % {"periode": in_words(bord.besluit.periode)}
        yield Stap(Stapsoort.OPNIEUW, told, url)


def _about_invoer(bord: Bord, by: Gebruiker) -> Iterator[Stap]:
    if bord.voorstel.uitkomst.endswith("nog te weinig verhalen"):
        may = by.heeft(Recht.VERHAAL_INVOEREN) or by.heeft(Recht.VERHAAL_IMPORTEREN)
        yield Stap(Stapsoort.VERHALEN, _("Haal meer verhalen op"), reverse("verzameling:start") if may else "")
    if bord.cijfer is None:
        told = _("Lees het cijfer in") if bord.formulering.leidend_cijfer else _("Kies een cijfer voor deze knop")
        may = by.heeft(Recht.TOEWIJZING_IMPORTEREN) and bord.formulering.leidend_cijfer is not None
        yield Stap(Stapsoort.CIJFER, told, reverse("toewijzing:bestanden") if may else "")
