"""What the town must add up to: the sixteen printed figures of 2023 and 2024, and likely years around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

EERSTE_DAG = date(2022, 1, 1)  # the messages cover care from this day
PEILDATUM = date(2025, 12, 31)
JAREN = (2022, 2023, 2024, 2025)
GEMEENTE = "0995"


@dataclass(frozen=True, slots=True)
class Jaardoel:
    """Targets of a year: clients (distinct persons with care in it) and money (euros).

    `zonder` and `met`: clients with help without and with a stay; `..._jong`: of whom with help that began before 18.
    The stays' money is per client; `pleegzorg` and `niet_pleegzorg` are set where the programme printed them.
    """

    jaar: int
    inwoners: int
    clienten: int
    zonder: int
    zonder_jong: int
    met: int
    met_jong: int
    euro_zonder: float
    euro_overig: float
    euro_per_verblijf: float
    pleegzorg: float | None = None
    niet_pleegzorg: float | None = None

    def scaled(self, factor: float) -> Jaardoel:
        """Return the year of a town so many times as large; nothing is printed about that one."""
        namen = ("inwoners", "clienten", "zonder", "zonder_jong", "met", "met_jong")
        return replace(
            self,
            **{naam: max(1, round(getattr(self, naam) * factor)) for naam in namen},
            euro_zonder=self.euro_zonder * factor,
            euro_overig=self.euro_overig * factor,
            pleegzorg=None,
            niet_pleegzorg=None,
        )


DOELEN = {
    doel.jaar: doel
    for doel in (
        Jaardoel(2022, 17_650, 2_372, 2_260, 2_212, 341, 299, 21_700_000, 5_000_000, 37_600),
        Jaardoel(2023, 17_700, 2_410, 2_297, 2_248, 353, 308, 22_560_000, 5_260_000, 39_400),
        Jaardoel(2024, 17_740, 2_269, 2_160, 2_111, 366, 320, 21_610_000, 5_700_000, 50_600, 15_200, 80_600),
        Jaardoel(2025, 17_760, 2_183, 2_078, 2_030, 344, 301, 21_300_000, 5_850_000, 52_300),
    )
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What one town must add up to; `factor` is its size against the printed one, which must come out exactly."""

    factor: float = 1.0
    doelen: Mapping[int, Jaardoel] = field(default_factory=lambda: DOELEN)

    @property
    def is_afgedrukt(self) -> bool:
        """Is this the town of the printed figures."""
        return self.doelen is DOELEN


def scaled_plan(factor: float) -> Plan:
    """Return the plan of a town so many times as large as the printed one."""
    return Plan(factor, {jaar: doel.scaled(factor) for jaar, doel in DOELEN.items()})
