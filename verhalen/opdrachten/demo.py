"""The demonstration: accounts, invented stories, and what was laid down about them beforehand.

Gold masks and gold codes were written together with the stories. They are confirmed here by
accounts that say so in their name, so that nobody takes them for somebody's work.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from verhalen.codering.actions import code_selectie, finish_verhaal, start_voorstellen
from verhalen.codering.models import Fragment, Thema, Voorstel
from verhalen.codering.voorstellen import SOORT as VOORSTELTAAK
from verhalen.gebruikers.actions import create_gebruiker
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Taak
from verhalen.kern.rollen import ROLLEN, Rol
from verhalen.kern.tabelbestand import write_csv
from verhalen.opdrachten.achtergrond import run_waiting
from verhalen.opdrachten.tabellen import read_in
from verhalen.programma.actions import set_stoplicht
from verhalen.programma.models import Actie, Knop, Nulwaarde, Stoplicht
from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen.actions import compute_metingen
from verhalen.tellen.models import Meting
from verhalen.tellen.opmaak import in_eenheid
from verhalen.tellen.queries import REKENTAAK
from verhalen.verzameling.actions import submit_inzending
from verhalen.verzameling.inlezen.rijen import Lijsten
from verhalen.verzameling.maskeren import Plek, project
from verhalen.verzameling.models import Grondslag, Toestemming, Uitvraag, Verhaal
from verhalen.verzameling.policies import WIE_GEEFT_TOESTEMMING
from verhalen.verzameling.pseudonimisering import finish_nakijken, read_ruw, set_maskers
from verhalen.verzameling.waarden import Context, Ingediend, Toestemmingsantwoord

WACHTWOORD = "verhalen-demo-2025"
GOUD = "goud"
# Left for a visitor to do: every so many stories one to check, and one to code.
ELKE_ONGEZIEN = 15
ELKE_ONGECODEERD = 8
KOLOMMEN = (
    *("tekst", "vertellerrol", "vertellersoort", "leeftijdsband", "gebied"),
    *("periode", "verteld_op", "zorgvorm", "aanbieder"),
)


@dataclass(frozen=True)
class Rolverdeling:
    """The accounts of the demonstration that do something themselves."""

    invoer: Gebruiker
    maskers: Gebruiker
    codes: Gebruiker
    programmateam: Gebruiker


def read_goud(path: Path) -> list[dict[str, Any]]:
    """Return the stories with gold codes and masks, one a line."""
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def create_accounts(gemeente: Gemeente) -> Rolverdeling:
    """Make one account per role, all with the same known password, and the accounts of the gold."""
    people = {
        rol: create_gebruiker(
            by=None,
            gemeente=gemeente,
            username=rol.value,
            naam=f"Demo {ROLLEN[rol].naam.lower()}",
            password=WACHTWOORD,
            rollen=(rol,),
            soort=Gebruiker.Soort.DEMO,
        )
        for rol in Rol
    }
    masks = _gold_account(gemeente, "goud-maskers", "Demo: vooraf gezette maskers")
    codes = _gold_account(gemeente, "goud-codes", "Demo: vooraf gezette codes")
    return Rolverdeling(people[Rol.HOOFDONDERZOEKER], masks, codes, people[Rol.PROGRAMMATEAM])


def _gold_account(gemeente: Gemeente, username: str, naam: str) -> Gebruiker:
    return create_gebruiker(
        by=None,
        gemeente=gemeente,
        username=username,
        naam=naam,
        password=None,
        rollen=(Rol.ONDERZOEKER,),
        soort=Gebruiker.Soort.DEMO,
    )


def bring_in(verhalen: list[dict[str, Any]], gemeente: Gemeente, by: Gebruiker) -> int:
    """Bring the stories in: street interviews as a file without consent record, the others with consent."""
    lijsten = Lijsten.of(gemeente)
    straat = [verhaal for verhaal in verhalen if verhaal["soort"] == "straatinterview"]
    rapport, _refused = read_in(
        soort="straatinterviews",
        naam="straatinterviews.csv",
        inhoud=write_csv(KOLOMMEN, (_cells(verhaal) for verhaal in straat)),
        grondslag=Grondslag.PUBLIEKE_TAAK.value,
        by=by,
    )
    rounds = {uitvraag.vragenlijst.soort: uitvraag for uitvraag in _rounds(gemeente)}
    told = [verhaal for verhaal in verhalen if verhaal["soort"] != "straatinterview"]
    for verhaal in told:
        submit_inzending(
            by=by,
            uitvraag=rounds[verhaal["soort"]],
            toestemming=_toestemming(verhaal, rounds[verhaal["soort"]]),
            verhalen=[_ingediend(verhaal, lijsten)],
        )
    return int(rapport["bewaard"]) + len(told)


def _cells(verhaal: dict[str, Any]) -> list[str]:
    return [verhaal["text"] if kolom == "tekst" else verhaal[kolom] or "" for kolom in KOLOMMEN]


def _rounds(gemeente: Gemeente) -> Iterator[Uitvraag]:
    yield from Uitvraag.objects.of(gemeente).select_related("vragenlijst")


def _toestemming(verhaal: dict[str, Any], uitvraag: Uitvraag) -> Toestemmingsantwoord:
    jong = verhaal["vertellerrol"] == "jeugdige" and verhaal["soort"] == "verhaal"
    leeftijd = (verhaal["leeftijdsband"] or "16-17") if jong else "18+"
    allowed = WIE_GEEFT_TOESTEMMING[leeftijd]
    door = Toestemming.Door.ZELF if Toestemming.Door.ZELF in allowed else Toestemming.Door.BEIDEN
    return Toestemmingsantwoord(
        bewaren_en_analyseren=True,
        gegeven_door=door,
        hoe=Toestemming.Hoe.MONDELING,
        tekstversie=uitvraag.vragenlijst.definitie["toestemmingstekst"],
        leeftijd_verteller=leeftijd,
        citeren=verhaal["citeren"],
        delen_in_duiding=verhaal["delen"],
    )


def _ingediend(verhaal: dict[str, Any], lijsten: Lijsten) -> Ingediend:
    context = Context(
        vertellerrol=lijsten.vertellerrol.get(verhaal["vertellerrol"]),
        vertellersoort=verhaal["vertellersoort"] or "",
        leeftijdsband=verhaal["leeftijdsband"] or "",
        gebied=lijsten.gebied.get((verhaal["gebied"] or "").casefold()),
        periode=verhaal["periode"] or "",
        verteld_op=date.fromisoformat(verhaal["verteld_op"]),
        zorgvorm=lijsten.zorgvorm.get(verhaal["zorgvorm"] or ""),
        aanbieder=lijsten.aanbieder.get(verhaal["aanbieder"] or ""),
    )
    return Ingediend(verhaal["soort"], verhaal["text"], context, _oordeel(verhaal.get("oordeel") or {}))


def _oordeel(oordeel: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: oordeel[name] for name in ("inspraak", "hielp", "zonder_hulp", "cijfer") if name in oordeel
    }
    triade = oordeel.get("triade")
    if triade:
        values |= {f"driehoek_{name}": triade[name] for name in ("zelf", "mensen", "hulpverleners")}
    return values


def confirm_gold(verhalen: list[dict[str, Any]], gemeente: Gemeente, accounts: Rolverdeling) -> dict[str, int]:
    """Confirm the gold masks and codes of most stories; the rest waits for a visitor."""
    by_text = {verhaal["text"].strip(): verhaal for verhaal in verhalen}
    labels = _Labels(gemeente)
    checked = coded = 0
    for pk, ruw in _raw_texts(gemeente, accounts.maskers):
        verhaal = Verhaal.objects.get(pk=pk)
        gold = by_text[ruw]
        if checked_later(gold):
            continue
        veilig = _confirm_maskers(verhaal, gold, accounts.maskers)
        checked += 1
        if not coded_later(gold):
            coded += _confirm_codes(veilig, gold, accounts.codes, labels)
    return {"nagekeken": checked, "coderingen": coded}


def checked_later(gold: dict[str, Any]) -> bool:
    """Whether this story is left for a visitor to check."""
    return _spread(gold) % ELKE_ONGEZIEN == 0


def coded_later(gold: dict[str, Any]) -> bool:
    """Whether this story is left for a visitor to code."""
    return _spread(gold) % ELKE_ONGECODEERD == 0


def _spread(gold: dict[str, Any]) -> int:
    return sum(map(ord, gold["id"]))


class _Labels:
    """Knoppen and themas of a municipality by number and slug."""

    def __init__(self, gemeente: Gemeente) -> None:
        self.knoppen = {knop.nummer: knop for knop in Knop.objects.of(gemeente)}
        self.themas = {thema.slug: thema for thema in Thema.objects.of(gemeente)}

    def of(self, fragment: dict[str, Any]) -> list[dict[str, Any]]:
        """Return one keyword set per label of a gold fragment."""
        knoppen = [{"knop": self.knoppen[nummer]} for nummer in fragment["knoppen"]]
        return knoppen + [{"thema": self.themas[slug]} for slug in fragment["themas"]]


def _raw_texts(gemeente: Gemeente, by: Gebruiker) -> Iterator[tuple[int, str]]:
    for verhaal in Verhaal.objects.of(gemeente).ingediend().select_related("bron").order_by("pk"):
        yield verhaal.pk, read_ruw(verhaal=verhaal, by=by, waarom="vooraf gezette maskers zoeken").tekst


def _plekken(gold: dict[str, Any]) -> list[Plek]:
    return [Plek(span["start"], span["end"], span["type"]) for span in gold["spans"]]


def _confirm_maskers(verhaal: Verhaal, gold: dict[str, Any], by: Gebruiker) -> Verhaal:
    set_maskers(verhaal=verhaal, plekken=_plekken(gold), herkomst=GOUD, by=by)
    return finish_nakijken(verhaal=verhaal, by=by)


def _confirm_codes(verhaal: Verhaal, gold: dict[str, Any], by: Gebruiker, labels: _Labels) -> int:
    veilig = verhaal.veilig
    assert veilig is not None
    number = 0
    for fragment in gold["fragmenten"]:
        start, eind = project(fragment["start"], fragment["end"], _plekken(gold), veilig)
        for label in labels.of(fragment):
            code_selectie(
                verhaal=verhaal,
                start=start,
                eind=eind,
                by=by,
                polariteit=fragment["polariteit"],
                wens=fragment["wens"],
                **label,
            )
            number += 1
    finish_verhaal(verhaal=verhaal, by=by)
    return number


# A traffic light for the first actions, so that the screens are not empty; invented, like everything here.
STOPLICHTEN = (
    (1, "1", "groen", "Eerste versie van de aanpak is besproken met ouders en scholen."),
    (3, "2", "geel", "Twee van de vier plekken zijn open; de andere wachten op een gebouw."),
    (4, "1", "geel", "De eerste gezinnen werken ermee, de aansluiting van aanbieders duurt langer."),
    (8, "2b", "groen", "De eerste verhalen zijn opgehaald en nagekeken."),
    (12, "3", "groen", "De maandlijst loopt sinds dit voorjaar."),
    (14, "3", "rood", "Er is nog geen plek gevonden voor een kleine woonvorm."),
)


def set_stoplichten(gemeente: Gemeente, by: Gebruiker) -> int:
    """Set the invented traffic lights; return how many."""
    lights = 0
    for nummer, code, kleur, toelichting in STOPLICHTEN:
        acties = Actie.objects.of(gemeente).filter(termijn__knop__nummer=nummer, termijn__nummer=1, code=code)
        for actie in acties:
            set_stoplicht(
                actie=actie, kleur=Stoplicht.Kleur(kleur), toelichting=toelichting, per=timezone.localdate(), by=by
            )
            lights += 1
    return lights


def suggest(gemeente: Gemeente, by: Gebruiker) -> int:
    """Have the machine propose codes for every checked story; return how many jobs ran."""
    start_voorstellen(by=by)
    return run_waiting(VOORSTELTAAK)


def count(gemeente: Gemeente) -> dict[str, int]:
    """Count what the demonstration holds."""
    return {
        "wacht_op_nakijken": Verhaal.objects.of(gemeente).ingediend().count(),
        "fragmenten": Fragment.objects.of(gemeente).actief().count(),
        "voorstellen": Voorstel.objects.of(gemeente).count(),
    }


def compute_cijfers(gemeente: Gemeente) -> None:
    """Compute every figure once; the jobs that each file asked for have nothing left to do then."""
    compute_metingen(gemeente=gemeente, by=None, meld=lambda _done, _total: None)
    Taak.objects.filter(gemeente=gemeente, soort=REKENTAAK, staat=Taak.Staat.WACHT).update(staat=Taak.Staat.KLAAR)


def list_beginwaarden(gemeente: Gemeente) -> list[dict[str, str]]:
    """Return every printed zero value beside what we compute over the same year."""
    rows = []
    for nul in Nulwaarde.objects.of(gemeente).select_related("indicator").order_by("indicator__volgorde", "jaar"):
        metingen = Meting.objects.of(gemeente).filter(
            indicator=nul.indicator, uitsplitsing=nul.uitsplitsing, gebied="", waarde__isnull=False
        )
        computed = metingen.of_year(nul.jaar).order_by("-berekend_op").first()
        rows.append(
            {
                "naam": " ".join(filter(None, (nul.indicator.naam, nul.uitsplitsing))),
                "jaar": str(nul.jaar),
                "gedrukt": nul.afdruk,
                "berekend": in_eenheid(computed.waarde, nul.indicator.eenheid) if computed else "nog geen",
            }
        )
    return rows
