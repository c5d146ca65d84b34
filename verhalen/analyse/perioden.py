"""Periods by name ("2025", "2025-H1", "2025-K2", "2025-03") and windows of whole months."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

_NAAM = re.compile(r"(?P<jaar>\d{4})(?:-(?:K(?P<kwartaal>[1-4])|H(?P<helft>[12])|(?P<maand>0[1-9]|1[0-2])))?")
MAANDEN_VOORLOPIG = 3  # messages of the last months still come in


@dataclass(frozen=True, slots=True, order=True)
class Periode:
    """Days from `van` up to and including `tot`.

    Raises `ValueError` when `tot` lies before `van`.
    """

    van: date
    tot: date

    def __post_init__(self) -> None:
        if self.tot < self.van:
            raise ValueError(f"Een periode kan niet eindigen ({self.tot}) voordat zij begint ({self.van}).")

    @property
    def naam(self) -> str:
        """Shortest name: a year, half-year, quarter or month; else "2024-04/2025-03", else two dates."""
        if self.van.day != 1 or self.tot != month_end(self.tot):
            return f"{self.van}/{self.tot}"
        maanden = self.aantal_maanden
        if self.van.year == self.tot.year and (self.van.month - 1) % maanden == 0:
            deel = (self.van.month - 1) // maanden + 1
            namen = {12: "", 6: f"-H{deel}", 3: f"-K{deel}", 1: f"-{self.van.month:02d}"}
            if maanden in namen:
                return f"{self.van.year}{namen[maanden]}"
        return f"{self.van:%Y-%m}/{self.tot:%Y-%m}"

    @property
    def aantal_maanden(self) -> int:
        """Number of calendar months touched."""
        return (self.tot.year - self.van.year) * 12 + self.tot.month - self.van.month + 1

    @property
    def eerste(self) -> pd.Timestamp:
        """First day as pandas wants it."""
        return pd.Timestamp(self.van)

    @property
    def laatste(self) -> pd.Timestamp:
        """Last day as pandas wants it."""
        return pd.Timestamp(self.tot)

    def months(self) -> Iterator[Periode]:
        """Yield the calendar months of this period, cut to its own first and last day."""
        jaar, maand = self.van.year, self.van.month
        for _ in range(self.aantal_maanden):
            eerste = date(jaar, maand, 1)
            yield Periode(max(eerste, self.van), min(month_end(eerste), self.tot))
            jaar, maand = (jaar, maand + 1) if maand < 12 else (jaar + 1, 1)

    def contains(self, other: Periode) -> bool:
        """Say whether `other` lies wholly inside this period."""
        return self.van <= other.van and other.tot <= self.tot


def month_end(dag: date) -> date:
    """Return the last day of the month of `dag`."""
    return dag.replace(day=calendar.monthrange(dag.year, dag.month)[1])


def parse(naam: str) -> Periode:
    """Read a period's name; raise `ValueError` with a Dutch sentence when it is not one."""
    gevonden = _NAAM.fullmatch(naam.strip())
    if gevonden is None:
        raise ValueError(f"'{naam}' is geen periode. Schrijf bijvoorbeeld 2025, 2025-H1, 2025-K2 of 2025-03.")
    jaar = int(gevonden["jaar"])
    if gevonden["kwartaal"]:
        return _maanden(jaar, int(gevonden["kwartaal"]) * 3 - 2, 3)
    if gevonden["helft"]:
        return _maanden(jaar, int(gevonden["helft"]) * 6 - 5, 6)
    if gevonden["maand"]:
        return _maanden(jaar, int(gevonden["maand"]), 1)
    return year(jaar)


def year(jaar: int) -> Periode:
    """Return a calendar year."""
    return Periode(date(jaar, 1, 1), date(jaar, 12, 31))


def last_twelve_months(peildatum: date) -> Periode:
    """Return the twelve whole months that had ended on `peildatum`."""
    tot = peildatum if peildatum == month_end(peildatum) else peildatum.replace(day=1) - timedelta(days=1)
    van = date(tot.year, 1, 1) if tot.month == 12 else date(tot.year - 1, tot.month + 1, 1)
    return Periode(van, tot)


def is_provisional(periode: Periode, peildatum: date) -> bool:
    """Say whether messages about this period may still come in: it ends in the last months before
    `peildatum`."""
    verschil = (peildatum.year - periode.tot.year) * 12 + peildatum.month - periode.tot.month
    return verschil < MAANDEN_VOORLOPIG


def _maanden(jaar: int, eerste: int, aantal: int) -> Periode:
    return Periode(date(jaar, eerste, 1), month_end(date(jaar, eerste + aantal - 1, 1)))
