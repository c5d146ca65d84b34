"""The messages as values. Names, addresses, relations and comments are not here: no reader can leak what it never
had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Kop:
    """Header: which message, from whom to whom; `identificatie` with `dagtekening` and `afzender` is its identity."""

    berichtcode: str
    versie: str
    afzender: str
    ontvanger: str
    identificatie: str
    dagtekening: date


@dataclass(frozen=True, slots=True)
class Client:
    """The person a message is about.

    Exactly one of `bsn` (raw, at the source) and `pre_pseudoniem` (after the source step) is set; neither for somebody
    unknown or unborn. `datumgebruik` says which part of `geboortedatum` is not known: 1 day, 2 day and month, 3 all.
    `postcode` is there at the source alone, `wijk` after it.
    """

    bsn: str | None
    pre_pseudoniem: str | None
    geboortedatum: date | None
    datumgebruik: str | None
    geslacht: str
    postcode: str | None = None
    wijk: str | None = None

    @property
    def geboortemaand(self) -> date | None:
        """First day of the month of birth, when that much is known."""
        if self.geboortedatum is None or self.datumgebruik in {"2", "3"}:
            return None
        return self.geboortedatum.replace(day=1)


@dataclass(frozen=True, slots=True)
class Product:
    """What is allocated: category and code (specific), category alone (aspecific); absent altogether: generic."""

    categorie: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Omvang:
    """How much: volume, unit (WJ756) and frequency (WMO757)."""

    volume: int
    eenheid: str
    frequentie: str


@dataclass(frozen=True, slots=True)
class ToegewezenProduct:
    """One allocation in one version; `leeftijd` in completed years on `ingangsdatum`, once the source has added it."""

    nummer: str
    referentie: str | None
    product: Product | None
    moment: datetime
    ingangsdatum: date
    einddatum: date | None
    reden_wijziging: str | None = None
    omvang: Omvang | None = None
    budget_cent: int | None = None
    leeftijd: int | None = None


@dataclass(frozen=True, slots=True)
class StartProduct:
    """Care that began; `status` 1 is a first delivery, 3 takes the record with the same key away."""

    nummer: str | None
    product: Product | None
    toewijzing_ingangsdatum: date | None
    begindatum: date
    status: str
    leeftijd: int | None = None


@dataclass(frozen=True, slots=True)
class StopProduct:
    """Care that ended, for good or for now (`reden` 20)."""

    nummer: str | None
    product: Product | None
    toewijzing_ingangsdatum: date | None
    begindatum: date
    reden: str
    einddatum: date
    status: str


@dataclass(frozen=True, slots=True)
class Toewijzingsbericht:
    """JW301, from municipality to provider."""

    kop: Kop
    client: Client
    producten: tuple[ToegewezenProduct, ...]


@dataclass(frozen=True, slots=True)
class Startbericht:
    """JW305, from provider to municipality."""

    kop: Kop
    client: Client
    producten: tuple[StartProduct, ...]


@dataclass(frozen=True, slots=True)
class Stopbericht:
    """JW307, from provider to municipality."""

    kop: Kop
    client: Client
    producten: tuple[StopProduct, ...]


Bericht = Toewijzingsbericht | Startbericht | Stopbericht
