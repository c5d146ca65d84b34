"""What an indicator is: a definition that people can read and that computes itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import pandas as pd

from verhalen.analyse import kolommen as k
from verhalen.analyse import perioden
from verhalen.analyse.gegevens import Gegevens, onbekend_verblijf
from verhalen.analyse.ketens import Ketenregel
from verhalen.analyse.perioden import Periode


class Eenheid(StrEnum):
    """In what the value is told."""

    PROCENT = "procent"
    EURO = "euro"
    MLN_EURO = "mln-euro"
    AANTAL = "aantal"


class Richting(StrEnum):
    """Which way the municipality wants the figure to go."""

    OMLAAG = "omlaag"
    OMHOOG = "omhoog"
    GEEN = "geen"


class Maat(StrEnum):
    """How rows become a number."""

    CLIENTEN = "clienten"  # distinct pseudonyms
    RIJEN = "rijen"
    CENTEN = "centen"
    INWONERS = "inwoners"


class Verblijfsbegrip(StrEnum):
    """Whose reading of a stay is used."""

    GEMEENTE = "gemeente"  # category 43/44 or a local code
    CBS = "cbs"  # hulpvorm 11-14: adds crisis stays


@dataclass(frozen=True, slots=True)
class Keuzes:
    """Every point where the definitions leave room; the defaults are those of the published figures.

    `leeftijd_max`: completed years on the first day of care (None: no limit). `bescherming`: do categories
    47-49 count as youth care. `onbekend_is_zonder`: help of unknown kind counts as without stay, its size
    is reported. `pleegzorg`: only foster care (True), only other stays (False) or all. `terugkijk_dagen`:
    how long somebody must have been without help to be new. `clienten_met_rekening`: divide by clients with
    care in the period or clients with a bill in it.
    """

    leeftijd_max: int | None = None
    verblijf: Verblijfsbegrip = Verblijfsbegrip.GEMEENTE
    bescherming: bool = True
    onbekend_is_zonder: bool = True
    keten: Ketenregel = field(default_factory=Ketenregel)
    pleegzorg: bool | None = None
    terugkijk_dagen: int = 365
    minstens_aanbieders: int = 3
    clienten_met_rekening: bool = False


Rijen = Callable[[Gegevens, Periode, Keuzes], pd.DataFrame]
_SCHAAL = {Eenheid.PROCENT: 100.0, Eenheid.EURO: 0.01, Eenheid.MLN_EURO: 1e-8, Eenheid.AANTAL: 1.0}


@dataclass(frozen=True, slots=True)
class Deel:
    """Numerator or denominator: a phrase for people, the rows behind it and how they are counted."""

    omschrijving: str
    rijen: Rijen
    maat: Maat

    def measure(self, rows: pd.DataFrame) -> float:
        """Return the number these rows stand for: persons, rows, eurocents or inhabitants."""
        if self.maat is Maat.CLIENTEN:
            return float(rows[k.CLIENT].nunique())
        if self.maat is Maat.RIJEN:
            return float(len(rows))
        kolom = k.BEDRAG if self.maat is Maat.CENTEN else k.AANTAL
        return float(rows[kolom].sum())

    @property
    def bron(self) -> str:
        """Name of the kind of table that must not be empty for this part to mean anything."""
        return {Maat.CENTEN: "kosten", Maat.INWONERS: "bevolking"}.get(self.maat, "berichten")


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """A computed indicator with all that is needed to read, check and protect it.

    `waarde` is None where a source is missing or the denominator is zero. `personen_teller` and
    `personen_noemer` are the numbers of clients behind the two parts (None: not about clients), for
    disclosure control.
    """

    slug: str
    versie: str
    periode: Periode
    eenheid: Eenheid
    waarde: float | None
    teller: float | None = None
    noemer: float | None = None
    personen_teller: int | None = None
    personen_noemer: int | None = None
    onbekend: int = 0
    voorlopig: bool = False
    opmerkingen: tuple[str, ...] = ()
    keuzes: Keuzes = field(default_factory=Keuzes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Indicator: een cijfer met een naam, een definitie in één zin en een vaste manier van tellen."""

    slug: str
    naam: str
    definitie: str
    eenheid: Eenheid
    richting: Richting
    bronnen: tuple[str, ...]
    teller: Deel
    noemer: Deel | None = None
    deel_van_geheel: bool = False  # the numerator's persons are among the denominator's
    keuzes: Keuzes = field(default_factory=Keuzes)
    gebruikt: tuple[str, ...] = ()  # which of the keuzes matter here
    uitsplitsingen: Mapping[str, Keuzes] = field(default_factory=lambda: MappingProxyType({}))
    terugkijk: bool = False  # looks back before the period
    grenzen: tuple[str, ...] = ()  # known limits, Dutch sentences
    versie: str = "1"

    def compute(self, gegevens: Gegevens, periode: Periode, keuzes: Keuzes | None = None) -> Uitkomst:
        """Compute the indicator over `periode`; never raises for missing data, but leaves `waarde` None and
        says why."""
        keuzes = keuzes or self.keuzes
        ontbreekt = self._missing(gegevens, periode, keuzes)
        if ontbreekt:
            return Uitkomst(
                self.slug, self.versie, periode, self.eenheid, None, opmerkingen=(ontbreekt,), keuzes=keuzes
            )
        teller_rijen = self.teller.rijen(gegevens, periode, keuzes)
        noemer_rijen = None if self.noemer is None else self.noemer.rijen(gegevens, periode, keuzes)
        teller = self.teller.measure(teller_rijen)
        noemer = None if self.noemer is None or noemer_rijen is None else self.noemer.measure(noemer_rijen)
        return Uitkomst(
            self.slug,
            self.versie,
            periode,
            self.eenheid,
            self._value(teller, noemer),
            teller,
            noemer,
            _persons(teller_rijen),
            _persons(noemer_rijen),
            onbekend_verblijf(teller_rijen) if k.VERBLIJF in teller_rijen else 0,
            perioden.is_provisional(periode, gegevens.peildatum),
            self._remarks(gegevens, periode, keuzes, noemer),
            keuzes,
        )

    def compute_uitsplitsing(self, gegevens: Gegevens, periode: Periode, naam: str) -> Uitkomst:
        """Compute a named part of the figure, as "pleegzorg"; raises KeyError for a part it does not have."""
        return self.compute(gegevens, periode, self.uitsplitsingen[naam])

    def rows(self, gegevens: Gegevens, periode: Periode, keuzes: Keuzes | None = None) -> pd.DataFrame:
        """Return the rows behind the numerator; personal data, so for the protected room only."""
        return self.teller.rijen(gegevens, periode, keuzes or self.keuzes)

    def breakdown(self, gegevens: Gegevens, periode: Periode, kolom: str, keuzes: Keuzes | None = None) -> pd.Series:
        """Return the numerator per value of a column (missing as "onbekend"); unprotected."""
        rows = self.rows(gegevens, periode, keuzes)
        groepen = rows[kolom].fillna("onbekend").astype("str")
        delen = {str(naam): self.teller.measure(groep) for naam, groep in rows.groupby(groepen)}
        return pd.Series(delen, dtype="float64", name=self.slug)

    def _value(self, teller: float, noemer: float | None) -> float | None:
        if self.noemer is None:
            return teller * _SCHAAL[self.eenheid]
        return None if not noemer else teller / noemer * _SCHAAL[self.eenheid]

    def _missing(self, gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> str:
        leeg = {
            "berichten": not gegevens.has_berichten,
            "kosten": _empty_in(gegevens.kosten, periode),
            "overige-kosten": _empty_in(gegevens.overige_kosten, periode),
            "bevolking": gegevens.bevolking.empty,
        }
        ontbrekend = [bron for bron in self.bronnen if leeg.get(bron, False)]
        return f"Nog geen gegevens over {' en '.join(ontbrekend)} in deze periode." if ontbrekend else ""

    def _remarks(self, gegevens: Gegevens, periode: Periode, keuzes: Keuzes, noemer: float | None) -> tuple[str, ...]:
        opmerkingen = []
        if self.noemer is not None and not noemer:
            opmerkingen.append(f"Er zijn geen {self.noemer.omschrijving}. Er valt dus niets te delen.")
        if self.terugkijk and (periode.van - gegevens.vanaf).days < keuzes.terugkijk_dagen:
            opmerkingen.append(
                f"De berichten beginnen op {gegevens.vanaf:%d-%m-%Y}. Dat is te kort om {keuzes.terugkijk_dagen} dagen"
                " terug te kijken, dus dit getal is te hoog."
            )
        return tuple(opmerkingen)


def _persons(rows: pd.DataFrame | None) -> int | None:
    return None if rows is None or k.CLIENT not in rows else int(rows[k.CLIENT].nunique())


def _empty_in(kosten: pd.DataFrame, periode: Periode) -> bool:
    return bool(kosten.empty) or not bool(kosten[k.MAAND].between(periode.eerste, periode.laatste).any())
