"""Bills per allocation and month, scaled so that each year and kind of help costs exactly what the plan says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.model import DAG, Stad, Toewijzing
from verhalen.opdrachten.stad.plan import EERSTE_DAG, PEILDATUM, Jaardoel

SOORTEN_OVERIG = (
    ("toegang Jeugd Lelystad", 42),
    ("regionale crisisdienst", 14),
    ("Veilig Thuis", 15),
    ("regionale budgetten", 18),
    ("overhead", 11),
)
_RUIMTE = 49.0  # euros that a printed price, rounded to hundreds, may lie off


@dataclass(frozen=True, slots=True)
class Rekening:
    """A bill: one allocation in one month, in eurocents; a credit is negative."""

    toewijzing: Toewijzing
    maand: date
    cent: int

    @property
    def verblijf(self) -> bool:
        """Is it for a stay."""
        return self.toewijzing.product.verblijf

    @property
    def pleegzorg(self) -> bool:
        """Is it for foster care."""
        return self.toewijzing.product.pleegzorg

    @property
    def potje(self) -> str:
        """Which of the three sums of the plan it belongs to."""
        if not self.verblijf:
            return "zonder"
        return "pleegzorg" if self.pleegzorg else "niet-pleegzorg"


@dataclass(frozen=True, slots=True)
class Aantallen:
    """Clients with a stay, with foster care and with another stay in a year."""

    met: int
    pleegzorg: int
    niet_pleegzorg: int


def bills(lot: Lot, stad: Stad, aantallen: dict[int, Aantallen]) -> list[Rekening]:
    """Return every bill of the four years, credits included."""
    ruw: dict[tuple[int, str], list[Rekening]] = {}
    for toewijzing in stad.toewijzingen:
        duurte = lot.factor(0.3)
        for rekening in _monthly(toewijzing, duurte):
            ruw.setdefault((rekening.maand.year, rekening.potje), []).append(rekening)
    geschaald = [
        rekening
        for (jaar, potje), rekeningen in sorted(ruw.items(), key=lambda deel: deel[0])
        for rekening in _scale(rekeningen, totals(stad.plan.doelen[jaar], aantallen[jaar])[potje])
    ]
    return [regel for rekening in geschaald for regel in _with_credit(lot, rekening)]


def totals(doel: Jaardoel, aantallen: Aantallen) -> dict[str, int]:
    """Return the sums of a year in eurocents.

    Where both prices of a stay are printed, what does not divide over whole persons is spread over the three prices,
    within their rounding; raises ValueError when that is not enough.
    """
    pleegzorg = doel.pleegzorg or 0.36 * doel.euro_per_verblijf
    prijs = doel.euro_per_verblijf
    if doel.pleegzorg is not None and doel.niet_pleegzorg is not None:
        over = pleegzorg * aantallen.pleegzorg + doel.niet_pleegzorg * aantallen.niet_pleegzorg - prijs * aantallen.met
        deel = over / (_RUIMTE * (aantallen.met + aantallen.pleegzorg + aantallen.niet_pleegzorg))
        if abs(deel) >= 1:
            raise ValueError(f"De afgedrukte prijzen van {doel.jaar} passen niet bij elkaar.")
        prijs, pleegzorg = prijs + deel * _RUIMTE, pleegzorg - deel * _RUIMTE
    met, cent_pleegzorg = round(100 * prijs * aantallen.met), round(100 * pleegzorg * aantallen.pleegzorg)
    return {
        "zonder": round(100 * doel.euro_zonder),
        "pleegzorg": cent_pleegzorg,
        "niet-pleegzorg": met - cent_pleegzorg,
    }


def other_costs(doel: Jaardoel) -> Iterator[tuple[date, str, int]]:
    """Yield (month, kind, eurocents) of what comes without a bill, adding up to the plan exactly."""
    totaal, gegeven = round(100 * doel.euro_overig), 0
    delen = sum(gewicht for _, gewicht in SOORTEN_OVERIG)
    for maand in range(1, 13):
        for soort, gewicht in SOORTEN_OVERIG:
            laatste = maand == 12 and soort == SOORTEN_OVERIG[-1][0]
            cent = totaal - gegeven if laatste else totaal * gewicht // (12 * delen)
            gegeven += cent
            yield date(doel.jaar, maand, 1), soort, cent


def _monthly(toewijzing: Toewijzing, duurte: float) -> Iterator[Rekening]:
    """Yield what each month would cost by its days of care; at least one eurocent, so that every client has a bill."""
    van = max(toewijzing.start, EERSTE_DAG)
    tot = min(toewijzing.einde or PEILDATUM, PEILDATUM)
    eerste = van.replace(day=1)
    while eerste <= tot:
        volgende = date(eerste.year + eerste.month // 12, eerste.month % 12 + 1, 1)
        dagen = (min(tot, volgende - DAG) - max(van, eerste)).days + 1
        yield Rekening(toewijzing, eerste, max(1, round(toewijzing.product.maandprijs * duurte * dagen / 30.4 * 100)))
        eerste = volgende


def _scale(rekeningen: list[Rekening], totaal: int) -> Iterator[Rekening]:
    """Yield the same bills adding up to `totaal` exactly: each gets its part of the running sum."""
    som, gehad, gegeven = sum(rekening.cent for rekening in rekeningen), 0, 0
    for rekening in rekeningen:
        gehad += rekening.cent
        cent = totaal * gehad // som - gegeven
        gegeven += cent
        yield replace(rekening, cent=cent)


def _with_credit(lot: Lot, rekening: Rekening) -> list[Rekening]:
    """Return the bill; now and then billed twice and taken back."""
    if not lot.chance(0.01):
        return [rekening]
    return [rekening, rekening, replace(rekening, cent=-rekening.cent)]
