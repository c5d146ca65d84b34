"""Over which periods figures are computed, and what they are called; plain dates, for web and worker alike."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

KWARTAALEINDEN = frozenset({3, 6, 9, 12})
MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

DELEN = {"K": "kwartaal", "H": "helft van"}
RANG = {"1": "eerste", "2": "tweede", "3": "derde", "4": "vierde"}


@dataclass(frozen=True, order=True)
class Tijdvak:
    """Whole months from `van` up to and including `tot`."""

    van: date
    tot: date

    @property
    def maanden(self) -> int:
        """Number of months."""
        return (self.tot.year - self.van.year) * 12 + self.tot.month - self.van.month + 1

    @property
    def is_jaar(self) -> bool:
        """Whether this is one calendar year."""
        return self.maanden == 12 and self.van.month == 1

    def contains(self, other: Tijdvak) -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.van <= other.van and other.tot <= self.tot

    @property
    def deel(self) -> str:
        """Which part of a year this is, as 'K2' or 'H1'; empty for anything else."""
        soort = {3: "K", 6: "H"}.get(self.maanden, "")
        if not soort or (self.van.month - 1) % self.maanden or self.van.year != self.tot.year:
            return ""
        return f"{soort}{(self.van.month - 1) // self.maanden + 1}"

    @property
    def naam(self) -> str:
        """What people call it: '2024', 'maart 2025', 'tweede kwartaal 2025', 'april 2024 t/m maart 2025'."""
        if self.is_jaar:
            return str(self.van.year)
        if self.maanden == 1:
            return month_name(self.van)
        if self.deel:
            return f"{RANG[self.deel[1]]} {DELEN[self.deel[0]]} {self.van.year}"
        return f"{month_name(self.van)} t/m {month_name(self.tot)}"

    @property
    def slug(self) -> str:
        """Its name in an address: '2024', '2025-03', '2025-K2' or '2024-04_2025-03'."""
        if self.is_jaar:
            return str(self.van.year)
        if self.deel:
            return f"{self.van.year}-{self.deel}"
        return f"{self.van:%Y-%m}" if self.maanden == 1 else f"{self.van:%Y-%m}_{self.tot:%Y-%m}"


def month_name(dag: date) -> str:
    """Return 'maart 2025'."""
    return f"{MAANDEN[dag.month - 1]} {dag.year}"


def month_end(dag: date) -> date:
    """Return the last day of the month of ``dag``."""
    return dag.replace(day=calendar.monthrange(dag.year, dag.month)[1])


def next_month(dag: date) -> date:
    """Return the first day of the next month."""
    return month_end(dag) + timedelta(days=1)


def twelve_months_until(tot: date) -> Tijdvak:
    """Return the twelve months that end with the month of ``tot``."""
    einde = month_end(tot)
    van = date(einde.year, 1, 1) if einde.month == 12 else date(einde.year - 1, einde.month + 1, 1)
    return Tijdvak(van, einde)


def months_between(van: date, tot: date) -> list[Tijdvak]:
    """Return the calendar months that lie wholly between two days."""
    eerste = van if van.day == 1 else next_month(van)
    found = []
    while month_end(eerste) <= tot:
        found.append(Tijdvak(eerste, month_end(eerste)))
        eerste = next_month(eerste)
    return found


def years_between(van: date, tot: date) -> list[Tijdvak]:
    """Return the calendar years that lie wholly between two days."""
    jaren = (Tijdvak(date(jaar, 1, 1), date(jaar, 12, 31)) for jaar in range(van.year, tot.year + 1))
    return [jaar for jaar in jaren if van <= jaar.van and jaar.tot <= tot]


def windows_between(van: date, tot: date) -> list[Tijdvak]:
    """Return the windows of twelve months that end with a quarter, and the newest one that there is."""
    maanden = months_between(van, tot)
    einden = [maand.tot for maand in maanden if maand.tot.month in KWARTAALEINDEN or maand == maanden[-1]]
    return [vak for vak in (twelve_months_until(einde) for einde in einden) if vak.van >= van]
