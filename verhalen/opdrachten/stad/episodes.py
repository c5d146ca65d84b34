"""One stretch of care, cut into allocations the way offices cut it: by year, by half-year, at eighteen, or not at
all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import count

from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.model import DAG, Episode, Inwoner, Product, Toewijzing
from verhalen.opdrachten.stad.plan import PEILDATUM

KORTST_DEEL = 40  # days; a shorter piece is not cut off


class Knip(Enum):
    """Where a new allocation begins."""

    GEEN = "geen"
    JAAR = "jaar"  # every first of January, where the first appointment is often some days later
    HALFJAAR = "halfjaar"  # a new number after the old one ran out


@dataclass(frozen=True, slots=True)
class Zorg:
    """What is wanted: who, what, by whom and when; `tot` may lie in the future, None is open-ended."""

    inwoner: Inwoner
    product: Product
    aanbieder: str
    van: date
    tot: date | None
    knip: Knip = Knip.GEEN
    knip_op: date | None = None  # one more cut: a birthday


class Episodemaker:
    """Turns wanted care into episodes of numbered allocations."""

    def __init__(self, lot: Lot) -> None:
        self._lot = lot
        self._nummers = count(100_001)

    def next_number(self) -> int:
        """Return an allocation number that was not given out yet."""
        return next(self._nummers)

    def make(self, zorg: Zorg) -> Episode:
        """Return one episode: pieces that join without a free day, on paper or in fact."""
        delen = self._cut(zorg)
        aanbieder, episode = zorg.aanbieder, Episode()
        for nummer, (van, tot) in enumerate(delen):
            laatste = nummer == len(delen) - 1
            if nummer and self._lot.chance(0.04):
                aanbieder = self._lot.pick(zorg.product.aanbieders)
            jaarwissel = nummer > 0 and (van.month, van.day) == (1, 1)
            episode.toewijzingen.append(self._allocation(zorg, aanbieder, van, tot, nummer, jaarwissel, laatste))
        return episode

    def _cut(self, zorg: Zorg) -> list[tuple[date, date | None]]:
        """Return first and last days of the pieces; each but the last ends the day before the next begins."""
        grenzen = sorted({dag for dag in self._cuts(zorg) if self._fits(zorg, dag)})
        begin = [zorg.van, *_apart(grenzen)]
        eind = [*(dag - DAG for dag in begin[1:]), zorg.tot]
        return list(zip(begin, eind, strict=True))

    def _cuts(self, zorg: Zorg) -> list[date]:
        tot = min(zorg.tot or PEILDATUM, PEILDATUM)
        dagen = [] if zorg.knip_op is None else [zorg.knip_op]
        if zorg.knip is Knip.JAAR:
            dagen += [date(jaar, 1, 1) for jaar in range(zorg.van.year + 1, tot.year + 1)]
        if zorg.knip is Knip.HALFJAAR:
            dagen += [zorg.van + timedelta(days=182 * keer) for keer in range(1, (tot - zorg.van).days // 182 + 1)]
        return dagen

    @staticmethod
    def _fits(zorg: Zorg, dag: date) -> bool:
        lang_genoeg = timedelta(days=KORTST_DEEL)
        return dag - zorg.van >= lang_genoeg and (zorg.tot is None or zorg.tot - dag >= lang_genoeg)

    def _allocation(
        self, zorg: Zorg, aanbieder: str, van: date, tot: date | None, nummer: int, jaarwissel: bool, laatste: bool
    ) -> Toewijzing:
        """Return a piece: reported or not, begun late or on time, stopped early or as planned."""
        gemeld = self._lot.chance(0.72)
        ingang, start = van, van
        if gemeld and nummer == 0 and self._lot.chance(0.4):
            ingang = van - timedelta(days=self._lot.between(1, 28))
        elif gemeld and jaarwissel and self._lot.chance(0.6):
            start = van + timedelta(days=self._lot.between(1, 16))
        eind, stop_gemeld = tot, False
        if tot is not None and tot <= PEILDATUM:
            vroeg = laatste and self._lot.chance(0.35)
            eind = tot + timedelta(days=self._lot.between(8, 150)) if vroeg else tot
            stop_gemeld = vroeg or self._lot.chance(0.55 if laatste else 0.15)
        return Toewijzing(
            self.next_number(), zorg.inwoner, zorg.product, aanbieder, ingang, eind, start, tot, gemeld, stop_gemeld
        )


def _apart(grenzen: list[date]) -> list[date]:
    """Leave out cuts that would make a piece too short."""
    gekozen: list[date] = []
    for dag in grenzen:
        if not gekozen or (dag - gekozen[-1]).days >= KORTST_DEEL:
            gekozen.append(dag)
    return gekozen
