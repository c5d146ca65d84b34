"""What the generator knows: people, the care they really had, and how it was reported."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from verhalen.opdrachten.stad import namen
from verhalen.opdrachten.stad.plan import Plan

DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the catalogue with what the generator needs: kind of stay, who delivers it, price, how long.

    `maandprijs` in euros; `duur` in days; `code` None is an aspecific allocation, `categorie` None a generic one.
    """

    categorie: str | None
    code: str | None
    verblijf: bool
    aanbieders: tuple[str, ...]
    maandprijs: float
    duur: tuple[int, int]
    gewicht: float
    pleegzorg: bool = False
    rekening: tuple[str, str] | None = None  # category and code on the bill, where the allocation does not tell

    @property
    def op_rekening(self) -> tuple[str, str]:
        """Category and code on the bill."""
        if self.rekening is not None:
            return self.rekening
        assert self.categorie is not None
        assert self.code is not None
        return self.categorie, self.code


@dataclass(frozen=True, slots=True)
class Inwoner:
    """An invented young person; `kenmerk` is a burgerservicenummer of the test range, or a pre-pseudonym."""

    kenmerk: str
    geboren: date
    geslacht: str
    postcode: str
    achternaam: str
    voorvoegsel: str | None
    voornaam: str

    @property
    def is_pseudoniem(self) -> bool:
        """Is this person known by pre-pseudonym."""
        return self.kenmerk.startswith("pp1.")

    @property
    def wijk(self) -> str:
        """Code of the wijk; empty for somebody who stays elsewhere."""
        return namen.WIJK_VAN.get(self.postcode[:4], "")

    def age_on(self, dag: date) -> int:
        """Return completed years."""
        nog_niet = (dag.month, dag.day) < (self.geboren.month, self.geboren.day)
        return dag.year - self.geboren.year - nog_niet

    @property
    def achttien(self) -> date:
        """The eighteenth birthday (1 March for somebody born on 29 February)."""
        try:
            return self.geboren.replace(year=self.geboren.year + 18)
        except ValueError:
            return date(self.geboren.year + 18, 3, 1)


@dataclass(slots=True, eq=False)
class Toewijzing:
    """One allocation as it really was: on paper from `ingang` to `eind`, in fact from `start` to `einde` (None: open).

    Without a reported start care is taken to begin on `ingang`, without a reported stop to end on `eind`; the generator
    keeps those equal, so `start` and `einde` are the truth that the messages can tell.
    """

    nummer: int
    inwoner: Inwoner
    product: Product
    aanbieder: str
    ingang: date
    eind: date | None
    start: date
    einde: date | None
    start_gemeld: bool
    stop_gemeld: bool
    verwijzer: str = ""  # code of the national list; empty where the municipality does not know

    def active(self, van: date, tot: date) -> bool:
        """Say whether there was care on any of these days."""
        return self.start <= tot and (self.einde is None or self.einde >= van)


@dataclass(slots=True, eq=False)
class Episode:
    """Care of one product that ran on without a free day, over one or more allocations."""

    toewijzingen: list[Toewijzing] = field(default_factory=list)

    @property
    def eerste(self) -> Toewijzing:
        """The allocation it began with."""
        return self.toewijzingen[0]

    @property
    def start(self) -> date:
        """First day of care."""
        return self.eerste.start

    @property
    def einde(self) -> date | None:
        """Last day of care; None when open."""
        return self.toewijzingen[-1].einde


@dataclass(slots=True)
class Stad:
    """Everything that happened in the town."""

    zaad: int
    plan: Plan = field(default_factory=Plan)
    episodes: list[Episode] = field(default_factory=list)

    @property
    def toewijzingen(self) -> list[Toewijzing]:
        """All allocations that count."""
        return [toewijzing for episode in self.episodes for toewijzing in episode.toewijzingen]
