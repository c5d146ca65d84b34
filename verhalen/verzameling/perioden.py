"""Quarters as people choose them."""

from __future__ import annotations

from datetime import date

MAANDEN = {
    1: "januari tot en met maart",
    2: "april tot en met juni",
    3: "juli tot en met september",
    4: "oktober tot en met december",
}


def quarter_of(dag: date) -> str:
    """Return the quarter of ``dag`` as ``2025-K2``."""
    return f"{dag.year}-K{(dag.month - 1) // 3 + 1}"


def is_future(kwartaal: str, dag: date) -> bool:
    """Tell whether a quarter begins after ``dag``: nobody has lived it yet."""
    return kwartaal > quarter_of(dag)


def recent_quarters(dag: date, number: int) -> list[tuple[str, str]]:
    """Return (value, label) of the last ``number`` quarters, the present one first."""
    index = dag.year * 4 + (dag.month - 1) // 3
    pairs = [divmod(index - back, 4) for back in range(number)]
    return [(f"{year}-K{quarter + 1}", f"{MAANDEN[quarter + 1]} {year}") for year, quarter in pairs]
