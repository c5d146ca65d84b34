"""Searching: from stories and a question to a page of results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Sum

from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.policies import may_quote
from verhalen.verzameling.zoeken.treffers import Treffer, find_plekken, find_treffers, mark_segmenten, merge
from verhalen.verzameling.zoeken.voorwaarden import count_treffers, narrow
from verhalen.verzameling.zoeken.vraag import Vraag

REGELS_PER_VERHAAL = 4
KOLOMMEN = ("verhaal", "soort", "verteller", "wijk", "periode", "citeren", "voor", "treffer", "na", "start", "eind")


class Volgorde(StrEnum):
    """The order of what was found."""

    NIEUWSTE = "nieuwste"
    TREFFERS = "treffers"


@dataclass(frozen=True, repr=False)
class Regels:
    """One story that was found, with its first hits and how many more it holds."""

    verhaal: Verhaal
    treffers: list[Treffer]
    meer: int


class GeteldePaginator(Paginator[Verhaal]):
    """Pages of results whose number is known already."""

    def __init__(self, verhalen: QuerySet[Verhaal], per_pagina: int, aantal: int) -> None:
        super().__init__(verhalen, per_pagina)
        self.aantal = aantal

    @property
    def count(self) -> int:
        return self.aantal


@dataclass(frozen=True, repr=False)
class Uitslag:
    """How much was found, and the stories in their order."""

    vraag: Vraag
    verhalen: QuerySet[Verhaal]
    aantal: int
    treffers: int

    def page(self, nummer: Any, per_pagina: int) -> Any:
        """Return a page of stories; a number that does not exist gives the nearest one."""
        return GeteldePaginator(self.verhalen, per_pagina, self.aantal).get_page(nummer)

    def show(self, verhalen: Iterable[Verhaal]) -> list[Regels]:
        """Return the lines of these stories."""
        return [self._show(verhaal) for verhaal in verhalen]

    def _show(self, verhaal: Verhaal) -> Regels:
        found = find_treffers(verhaal.tekst_veilig, verhaal.zoektekst, self.vraag)
        return Regels(verhaal, found[:REGELS_PER_VERHAAL], max(0, len(found) - REGELS_PER_VERHAAL))


def search(verhalen: QuerySet[Verhaal], vraag: Vraag, volgorde: str = Volgorde.NIEUWSTE) -> Uitslag:
    """Return what answers the question among ``verhalen``: checked stories that this reader may see."""
    found = narrow(verhalen, vraag)
    totals = found.order_by().aggregate(aantal=Count("pk"), treffers=Sum(count_treffers(vraag)))
    return Uitslag(vraag, order(found, vraag, volgorde), totals["aantal"], totals["treffers"] or 0)


def order(found: QuerySet[Verhaal], vraag: Vraag, volgorde: str) -> QuerySet[Verhaal]:
    """Put the newest story first, or the one with most hits."""
    shown = found.select_related("zoektekst")
    if volgorde == Volgorde.TREFFERS:
        return shown.order_by(count_treffers(vraag).desc(), "-pk")
    return shown.order_by("-pk")


def mark_verhaal(verhaal: Verhaal, vraag: Vraag, segmenten: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Mark the hits in the segments of one story; a story that is not in the index has none."""
    zoektekst = getattr(verhaal, "zoektekst", None)
    return mark_segmenten(segmenten, merge(find_plekken(zoektekst, vraag))) if zoektekst else segmenten


def table_of(uitslag: Uitslag) -> Iterator[tuple[Any, ...]]:
    """Yield one row per hit, as `KOLOMMEN` names them, the stories in their order."""
    for verhaal in uitslag.verhalen.select_related("inzending__toestemming", "vertellerrol", "gebied", "zoektekst"):
        about = (
            verhaal.pk,
            verhaal.get_soort_display(),
            verhaal.verteller,
            verhaal.gebied.naam if verhaal.gebied else "",
            verhaal.periode,
            "ja" if may_quote(verhaal.inzending) else "nee",
        )
        for treffer in find_treffers(verhaal.tekst_veilig, verhaal.zoektekst, uitslag.vraag):
            yield (*about, treffer.voor, treffer.woorden, treffer.na, treffer.plek.start, treffer.plek.eind)
