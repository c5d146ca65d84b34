"""What a measurement is, and how a table of them is written."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Maat:
    """One line of the table.

    ``doel`` is the bound the project set itself, with its direction; ``ernaast`` names the peer or limit that was
    measured in the same run, and ``verhouding`` is our figure divided by that one.
    """

    naam: str
    waarde: float
    eenheid: str
    ernaast: str
    verhouding: float | None = None
    doel: float | None = None
    hoger_is_beter: bool = False

    @property
    def gehaald(self) -> bool | None:
        """Whether the bound holds; None where there is none."""
        if self.doel is None:
            return None
        return self.waarde >= self.doel if self.hoger_is_beter else self.waarde <= self.doel


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least ``share`` of the values do not exceed (nearest rank)."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def describe_machine() -> str:
    """Return cores, Python and load as one Dutch sentence; no name of the machine."""
    load = f"{os.getloadavg()[0]:.1f}".replace(".", ",")
    cores = len(os.sched_getaffinity(0))
    return f"{cores} kernen ({platform.machine()}), Python {platform.python_version()}, belasting bij het begin {load}."


def as_table(maten: Iterable[Maat]) -> str:
    """Return a Markdown table."""
    lines = [
        "| wat | gemeten | doel | gehaald | ernaast, in dezelfde meting | verhouding |",
        "|---|---|---|---|---|---|",
    ]
    lines += [f"| {' | '.join(_cells(maat))} |" for maat in maten]
    return "\n".join(lines)


def _cells(maat: Maat) -> tuple[str, ...]:
    sign = "≥" if maat.hoger_is_beter else "≤"
    return (
        maat.naam,
        f"{_number(maat.waarde)} {maat.eenheid}",
        "" if maat.doel is None else f"{sign} {_number(maat.doel)}",
        {None: "", True: "ja", False: "**nee**"}[maat.gehaald],
        maat.ernaast,
        "" if maat.verhouding is None else _number(maat.verhouding),
    )


def _number(value: float) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
