"""From rows to the plain values that `analyse` counts: the only place where codes leave the ORM for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q

from verhalen.codering.models import Codering, Fragment
from verhalen.stamgegevens.models import Gemeente

KOLOMMEN = (
    *("pk", "verhaal_id", "polariteit", "wens", "verhaal__leeftijdsband"),
    *("verhaal__vertellerrol__slug", "verhaal__gebied__code", "verhaal__inzending__toestemming__citeren"),
)


@dataclass(frozen=True)
class Gecodeerd:
    """One human-coded fragment, as far as counting needs it."""

    fragment: int
    verhaal: int
    polariteit: str
    wens: bool
    themas: frozenset[str]
    rol: str
    leeftijdsband: str
    gebied: str
    citeerbaar: bool


def quarters_between(van: str, tot: str) -> list[str]:
    """Return the quarters from ``van`` up to and including ``tot``, as ``2025-K1``."""
    first, last = _index(van), _index(tot)
    return [f"{index // 4}-K{index % 4 + 1}" for index in range(first, last + 1)]


def last_four_quarters(tot: str) -> list[str]:
    """Return the twelve months that end with quarter ``tot``."""
    return quarters_between(_name(_index(tot) - 3), tot)


def _index(kwartaal: str) -> int:
    return int(kwartaal[:4]) * 4 + int(kwartaal[-1]) - 1


def _name(index: int) -> str:
    return f"{index // 4}-K{index % 4 + 1}"


def read_gecodeerd(gemeente: Gemeente, knop: Any, kwartalen: list[str]) -> list[Gecodeerd]:
    """Return the standing fragments of a knop whose story was lived in these quarters.

    ``knop`` is a Knop, or None for fragments that no coder tied to any knop.
    """
    fragmenten = Fragment.objects.of(gemeente).actief().filter(verhaal__periode__in=kwartalen)
    standing = Codering.objects.of(gemeente).actief()
    of_knop = standing.filter(knop__isnull=False) if knop is None else standing.filter(knop=knop)
    chosen = Q(pk__in=of_knop.values("fragment"))
    # Without a knop: coded with a thema, and with no knop by anybody.
    rows = fragmenten.filter(~chosen if knop is None else chosen)
    themas = _themas(standing.filter(fragment__in=rows.values("pk")))
    # Plain values: a display reads thousands of rows, and as many objects would take most of its time.
    return [_value(row, themas.get(row["pk"], frozenset())) for row in rows.order_by("pk").values(*KOLOMMEN)]


def _themas(standing: Any) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for fragment, slug in standing.filter(thema__isnull=False).values_list("fragment", "thema__slug"):
        found.setdefault(fragment, set()).add(slug)
    return {fragment: frozenset(slugs) for fragment, slugs in found.items()}


def _value(row: dict[str, Any], themas: frozenset[str]) -> Gecodeerd:
    return Gecodeerd(
        fragment=row["pk"],
        verhaal=row["verhaal_id"],
        polariteit=row["polariteit"],
        wens=row["wens"],
        themas=themas,
        rol=row["verhaal__vertellerrol__slug"] or "",
        leeftijdsband=row["verhaal__leeftijdsband"],
        gebied=row["verhaal__gebied__code"] or "",
        citeerbaar=bool(row["verhaal__inzending__toestemming__citeren"]),
    )


def newest_quarter(gemeente: Gemeente) -> str | None:
    """Return the last quarter in which a coded story was lived, or None."""
    lived = Fragment.objects.of(gemeente).actief().exclude(verhaal__periode="")
    newest: str | None = lived.aggregate(newest=Max("verhaal__periode"))["newest"]
    return newest


def protect_counts(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the counts as a general screen may show them beside their total; ``x`` for what is hidden."""
    import pandas as pd

    from verhalen.analyse.onthulling import Bereik, Kruistabel, protect

    frame = pd.DataFrame({"aantal": dict(counts)}).sort_index()
    safe = protect(Kruistabel(frame), bereik=Bereik.BINNEN)
    cells = {naam: safe.cel(naam, "aantal") for naam in counts}
    return {naam: "x" if cel.verborgen else f"{cel.waarde:.0f}" for naam, cel in cells.items()}
