"""What the privacy officer sees: counts and dates, never a word of a story."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.bewaren import Stand, bewaringen
from verhalen.kern.intrekking import count_gemaakt
from verhalen.kern.models import Taak
from verhalen.kern.tabelbestand import write_csv
from verhalen.privacy.opruimen import OPRUIMTAAK
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.models import Inzending, Ontvangen, Toestemming
from verhalen.verzameling.queries import find_by_code

# A clean-up belongs to every night; two missed ones are worth a word.
TE_LANG_GELEDEN = timedelta(days=2)
LANGSTE_VERHAALNUMMER = 9


@dataclass(frozen=True)
class Bewaarregel:
    """One kind of thing that is kept for a time."""

    soort: str
    naam: str
    regel: str
    stand: Stand


def list_bewaarregels(gemeente: Gemeente, dag: date) -> list[Bewaarregel]:
    """Return what the municipality keeps, until when, and how much of it must go on ``dag``."""
    return [
        Bewaarregel(bewaring.soort, bewaring.naam, bewaring.regel, bewaring.tel(gemeente, dag))
        for bewaring in bewaringen()
    ]


def to_json(regels: list[Bewaarregel]) -> dict[str, dict[str, Any]]:
    """Return counts per kind, with days as ISO text."""
    return {regel.soort: asdict(regel.stand) | {"eerste": _iso(regel.stand.eerste)} for regel in regels}


def to_csv(regels: list[Bewaarregel]) -> bytes:
    """Return the same as a table that a spreadsheet opens."""
    kolommen = ["soort", "wat", "tot wanneer", "aantal", "eerste termijn", "binnen 60 dagen", "over de termijn"]
    return write_csv(kolommen, map(_csv_row, regels))


def _csv_row(regel: Bewaarregel) -> list[Any]:
    stand = regel.stand
    dates = [stand.aantal, _iso(stand.eerste), stand.binnenkort, stand.over_tijd]
    return [regel.soort, regel.naam, regel.regel, *dates]


def _iso(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None


@dataclass(frozen=True)
class Laatste:
    """The last clean-up that ended, and one that is at work now."""

    klaar: Taak | None
    bezig: Taak | None
    opgeruimd: tuple[tuple[str, int], ...] = ()

    @property
    def te_lang_geleden(self) -> bool:
        return self.klaar is None or timezone.now() - self.klaar.gewijzigd_op > TE_LANG_GELEDEN


def last_opruiming(gemeente: Gemeente) -> Laatste:
    """Return when was cleared up last, and what went then."""
    rounds = Taak.objects.filter(gemeente=gemeente, soort=OPRUIMTAAK)
    klaar = rounds.filter(staat=Taak.Staat.KLAAR).first()
    newest = rounds.first()
    names = {bewaring.soort: bewaring.naam for bewaring in bewaringen()}
    counts = klaar.uitkomst.get("opgeruimd", {}) if klaar else {}
    gone = tuple((names.get(soort, soort), aantal) for soort, aantal in counts.items())
    busy = newest if newest is not None and newest.staat != Taak.Staat.KLAAR and not newest.is_stil else None
    return Laatste(klaar, busy, gone)


def find_inzending(gebruiker: Gebruiker, gezocht: str) -> Inzending | None:
    """Return the submission of the own municipality that a code, its kenmerk or a story number points at."""
    own = Inzending.objects.visible_to(gebruiker)
    text = gezocht.strip()
    found: Inzending | None
    if text.isdecimal() and len(text) <= LANGSTE_VERHAALNUMMER:
        found = own.filter(verhalen=int(text)).first()
        return found
    try:
        found = own.filter(pk=uuid.UUID(text)).first()
    except ValueError:
        by_code = find_by_code(text)
        found = own.filter(pk=by_code.pk).first() if by_code else None
    return found


@dataclass(frozen=True)
class Verhaalstaat:
    """One story: its number, where it stands, and since when."""

    nummer: int
    staat: str
    nagekeken_op: datetime | None
    ingetrokken_op: datetime | None
    heeft_ruwe_tekst: bool


@dataclass(frozen=True)
class Inzendingbeeld:
    """What there is of a submission, without a word of it."""

    inzending: Inzending
    verhalen: tuple[Verhaalstaat, ...]
    gemaakt: dict[str, int]
    contact: bool
    apart_gezet: int
    toestemming: Toestemming | None

    @property
    def is_ingetrokken(self) -> bool:
        return all(verhaal.ingetrokken_op is not None for verhaal in self.verhalen)


def get_beeld(inzending: Inzending) -> Inzendingbeeld:
    """Return what there is of a submission in every room, as dates and counts."""
    return Inzendingbeeld(
        inzending,
        tuple(
            Verhaalstaat(
                verhaal.pk,
                verhaal.get_staat_display(),
                verhaal.nagekeken_op,
                verhaal.ingetrokken_op,
                verhaal.bron_id is not None,
            )
            for verhaal in inzending.verhalen.defer("tekst_veilig", "pillen").order_by("volgnummer")
        ),
        count_gemaakt(inzending),
        inzending.contact_id is not None,
        Ontvangen.objects.filter(kenmerk=inzending.pk, inhoud__isnull=False).count(),
        Toestemming.objects.filter(inzending=inzending).first(),
    )
