"""Which figures stay off the general screens: the small ones, and those that would give a small one away.

Worker only: it uses the disclosure control of `analyse`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verhalen.analyse.onthulling import Bereik, Kruistabel, Netwerk, Opgave, Tak, VeiligeTabel, Verhouding, protect
from verhalen.tellen.frames import column_frame
from verhalen.tellen.perioden import Tijdvak

KOLOM = "aantal"
_VERLIES_MAAND, _VERLIES_NUL, _VERLIES_TOTAAL = 10, 1_000, 100_000


@dataclass(frozen=True)
class Optelreeks:
    """Months that add up to calendar years and to one more window of months, as a source for `protect`.

    A year and a window both tell the sum of their months, so that a single hidden month could be worked out
    from either. Each month is a branch from its year to 'in the window' or 'not in it'; both sides carry
    their totals. Totals are the sums of the months.
    """

    maanden: Mapping[Tijdvak, int]
    jaren: Sequence[Tijdvak]
    venster: Tijdvak | None

    def labels(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of all periods in one column."""
        vakken = [*self.maanden, *self.jaren, *([self.venster] if self.venster else [])]
        return tuple(dict.fromkeys(vak.slug for vak in vakken)), (KOLOM,)

    def values(self) -> Mapping[tuple[str, str], float | None]:
        """Return the counts by period."""
        totals = {vak: self._sum(vak) for vak in (*self.jaren, *([self.venster] if self.venster else []))}
        return {(vak.slug, KOLOM): float(aantal) for vak, aantal in {**self.maanden, **totals}.items()}

    def behind(self, plaats: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        """Return the place itself and, for a window that is also a year, its total as a window."""
        return (plaats, (f"venster {plaats[0]}", KOLOM)) if self._is_both(plaats[0]) else (plaats,)

    def opgaven(self) -> list[Opgave]:
        """Return the network of months, years and window."""
        jaren = sorted({maand.van.year for maand in self.maanden})
        knoop = {jaar: nummer for nummer, jaar in enumerate(jaren)}
        binnen, buiten, rond = len(jaren), len(jaren) + 1, len(jaren) + 2
        takken: list[Tak] = []
        plaatsen: list[tuple[str, str] | None] = []
        for maand, aantal in self.maanden.items():
            naar = binnen if self._in_window(maand) else buiten
            takken.append(Tak(knoop[maand.van.year], naar, aantal, _VERLIES_MAAND + aantal if aantal else _VERLIES_NUL))
            plaatsen.append((maand.slug, KOLOM))
        heel = {vak.van.year: vak for vak in self.jaren}
        for jaar in jaren:
            som = sum(aantal for maand, aantal in self.maanden.items() if maand.van.year == jaar)
            takken.append(_total(rond, knoop[jaar], som, getoond=jaar in heel))
            plaatsen.append((heel[jaar].slug, KOLOM) if jaar in heel else None)
        takken.append(_total(binnen, rond, self._sum(self.venster), getoond=self.venster is not None))
        plaatsen.append(self._window_place())
        buiten_som = sum(aantal for maand, aantal in self.maanden.items() if not self._in_window(maand))
        takken.append(_total(buiten, rond, buiten_som, getoond=False))
        plaatsen.append(None)
        return [Opgave(Netwerk(tuple(takken)), tuple(plaatsen))]

    def _window_place(self) -> tuple[str, str] | None:
        if self.venster is None:
            return None
        slug = self.venster.slug
        return (f"venster {slug}" if self._is_both(slug) else slug, KOLOM)

    def _is_both(self, slug: str) -> bool:
        return self.venster is not None and slug == self.venster.slug and self.venster in self.jaren

    def _in_window(self, maand: Tijdvak) -> bool:
        return self.venster is not None and self.venster.van <= maand.van and maand.tot <= self.venster.tot

    def _sum(self, vak: Tijdvak | None) -> int:
        if vak is None:
            return 0
        return sum(aantal for maand, aantal in self.maanden.items() if vak.van <= maand.van and maand.tot <= vak.tot)


def _total(van: int, naar: int, waarde: int, *, getoond: bool) -> Tak:
    return Tak(van, naar, waarde, verlies=_VERLIES_TOTAAL + waarde, getoond=getoond)


def hidden_in_series(
    maanden: Mapping[Tijdvak, int], jaren: Sequence[Tijdvak], venster: Tijdvak | None
) -> frozenset[str]:
    """Return the periods (slugs) of a series of sums that must not be shown."""
    if not maanden:
        return frozenset()
    return _rows(protect(Optelreeks(maanden, jaren, venster), bereik=Bereik.BINNEN))


def hidden_values(
    labels: Sequence[str],
    tellers: Sequence[int],
    noemers: Sequence[int],
    *,
    deel_van_geheel: bool,
) -> frozenset[str]:
    """Return the labels of the shares, averages or loose counts that must not be shown."""
    if not labels:
        return frozenset()
    deel_van_geheel = deel_van_geheel and all(t <= n for t, n in zip(tellers, noemers, strict=True))
    bron = Verhouding(
        column_frame(labels, [0.0] * len(labels), KOLOM),
        column_frame(labels, tellers, KOLOM),
        column_frame(labels, noemers, KOLOM),
        deel_van_geheel,
    )
    return _rows(protect(bron, bereik=Bereik.BINNEN))


def hidden_groups(personen: Mapping[str, int]) -> frozenset[str]:
    """Return the groups of a breakdown that must not be shown; their total is taken as known."""
    if not personen:
        return frozenset()
    bron = Kruistabel(column_frame(list(personen), list(personen.values()), KOLOM))
    return _rows(protect(bron, bereik=Bereik.BINNEN))


def _rows(tabel: VeiligeTabel) -> frozenset[str]:
    return frozenset(rij for rij, _kolom in tabel.verborgen)
