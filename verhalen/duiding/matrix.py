"""The matrix: every knop on one row, narrowed and sorted as asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from verhalen.duiding.bord import Actielicht, Bord, build_bord
from verhalen.duiding.cijfers import Cijferblok
from verhalen.duiding.frames import Gecodeerd, last_four_quarters, read_gecodeerd
from verhalen.duiding.models import Duiding, Relatie
from verhalen.duiding.stap import Stap, choose_stap
from verhalen.duiding.tonen import MINSTENS, few
from verhalen.gebruikers.models import Gebruiker
from verhalen.programma.models import Knopformulering

ERNST = ("rood", "geel", "groen", "grijs")
VOLGORDE = (Relatie.TEGENSPREKEN, Relatie.BEVESTIGEN, Relatie.AANVULLEN, Relatie.ONBESLIST)
NOG_NIET = "nog-niet"
NIET_GEZET = "niet-gezet"
ZONDER, WEINIG, GENOEG = "zonder", "weinig", "genoeg"


@dataclass(frozen=True)
class Kanten:
    """How fragments were told."""

    negatief: int
    gemengd: int
    positief: int

    @property
    def samen(self) -> int:
        return self.negatief + self.gemengd + self.positief


@dataclass(frozen=True)
class Verteld:
    """Number of stories as a general screen may show it; `kanten` is None when they are too few to show."""

    aantal: str
    kanten: Kanten | None

    @property
    def hoeveel(self) -> str:
        """Which choice of the filter this is."""
        return GENOEG if self.kanten else ZONDER if self.aantal == "0" else WEINIG


@dataclass(frozen=True)
class Matrixrij:
    """One knop in the matrix."""

    formulering: Knopformulering
    cijfer: Cijferblok | None
    verteld: Verteld
    uitkomst: str
    besluit: Duiding | None
    slechtste: Actielicht | None
    stap: Stap

    @property
    def verandering(self) -> float | None:
        """Change of the figure since its base, in proportion; None when either may not be shown."""
        if self.cijfer is None or self.cijfer.toen is None:
            return None
        nu, toen = self.cijfer.nu.waarde, self.cijfer.toen.waarde
        return (nu - toen) / abs(toen) if nu is not None and toen else None

    @property
    def relatie(self) -> str:
        """Which choice of the filter this is: a relation, or that there is too little to go on."""
        return self.uitkomst if self.uitkomst in Relatie.values else NOG_NIET

    @property
    def kleur(self) -> str:
        return self.slechtste.licht.kleur if self.slechtste and self.slechtste.licht else NIET_GEZET


def build_matrix(*, by: Gebruiker, formuleringen: Iterable[Knopformulering], tot: str, dag: date) -> list[Matrixrij]:
    """Read one row per knop."""
    borden = (build_bord(by=by, formulering=row, tot=tot, dag=dag, verloop=False) for row in formuleringen)
    return [_row(bord, by) for bord in borden]


def _row(bord: Bord, by: Gebruiker) -> Matrixrij:
    lights = [actie for actie in bord.lichten if actie.licht is not None]
    return Matrixrij(
        formulering=bord.formulering,
        cijfer=bord.cijfer,
        verteld=tell_verteld(bord.fragmenten),
        uitkomst=bord.besluit.besloten if bord.besluit else bord.voorstel.uitkomst,
        besluit=bord.besluit,
        slechtste=min(lights, key=lambda actie: ERNST.index(actie.licht.kleur if actie.licht else ""), default=None),
        stap=choose_stap(bord, by),
    )


def read_zonder_knop(by: Gebruiker, tot: str) -> Verteld:
    """Read how many stories brought up what the programme has no lever for."""
    return tell_verteld(read_gecodeerd(by.gemeente, None, last_four_quarters(tot)))


def tell_verteld(fragmenten: Sequence[Gecodeerd]) -> Verteld:
    """Count stories, and how their fragments were told; a few stories get no number and no bar."""
    stories = len({fragment.verhaal for fragment in fragmenten})
    kinds = [fragment.polariteit for fragment in fragmenten]
    gemengd = kinds.count("gemengd") + kinds.count("neutraal")
    kanten = Kanten(kinds.count("negatief"), gemengd, kinds.count("positief"))
    return Verteld(few(stories), kanten if stories >= MINSTENS else None)


def select_rijen(rijen: Iterable[Matrixrij], gekozen: dict[str, str]) -> list[Matrixrij]:
    """Keep the rows that fit every choice made; an empty choice narrows nothing."""
    found: dict[str, Callable[[Matrixrij], str]] = {
        "deel": lambda row: row.formulering.deel.slug,
        "relatie": lambda row: row.relatie,
        "stoplicht": lambda row: row.kleur,
        "verhalen": lambda row: row.verteld.hoeveel,
    }
    asked = [(read, gekozen[naam]) for naam, read in found.items() if gekozen.get(naam)]
    return [row for row in rijen if all(read(row) == wanted for read, wanted in asked)]


def _count_of(row: Matrixrij) -> int:
    # Under the limit every number is one and the same: an order would tell the hidden one.
    return int(row.verteld.aantal) if row.verteld.aantal.isdecimal() else 1


def _place_of_relatie(row: Matrixrij) -> int | None:
    return VOLGORDE.index(Relatie(row.relatie)) if row.relatie != NOG_NIET else None


def _place_of_licht(row: Matrixrij) -> int | None:
    return ERNST.index(row.kleur) if row.kleur != NIET_GEZET else None


SORTEERSLEUTELS: dict[str, Callable[[Matrixrij], Any]] = {
    "knop": lambda row: row.formulering.knop.nummer,
    "cijfer": lambda row: row.verandering,
    "verhalen": _count_of,
    "samen": _place_of_relatie,
    "stoplicht": _place_of_licht,
    "volgende": lambda row: row.stap.soort,
}


def sort_rijen(rijen: Iterable[Matrixrij], sorteer: str) -> list[Matrixrij]:
    """Sort by a column, a minus before it for downwards; rows without a value come last both ways."""
    key = SORTEERSLEUTELS[sorteer.removeprefix("-")]
    rows = sorted(rijen, key=SORTEERSLEUTELS["knop"])
    filled = sorted((row for row in rows if key(row) is not None), key=key, reverse=sorteer.startswith("-"))
    return filled + [row for row in rows if key(row) is None]
