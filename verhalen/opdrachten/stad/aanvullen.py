"""Adds short care until every target of the plan is met exactly.

Care that all lies inside one calendar year is seen twice by twelve months that span a new year: with a fifth of the
clients like that, a rolling count peaks every summer. So as many as a steady flow would bring begin before a new year
and end after it, and only the rest lies inside one year and makes that year come out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from typing import Protocol

from verhalen.opdrachten.stad.episodes import Episodemaker, Zorg
from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.mensen import Burgers, StadError
from verhalen.opdrachten.stad.model import Inwoner, Product, Stad
from verhalen.opdrachten.stad.plan import JAREN, Jaardoel
from verhalen.opdrachten.stad.producten import ANDER_VERBLIJF, PLEEGZORG, WONEN_NA_18, ZONDER_VERBLIJF
from verhalen.opdrachten.stad.waarheid import Jaarstand, jaarstand

PRIJS_PLEEGZORG = 0.46  # share of foster care among the added stays where no price tells
_DUUR = range(40, 301)  # days; each as likely
# Of the clients of a year in a steady flow, how many were there on its first day: mean duration / (year + it).
_OVER_NIEUWJAAR = (_DUUR[0] + _DUUR[-1]) / 2 / (365 + (_DUUR[0] + _DUUR[-1]) / 2)


@dataclass(frozen=True, slots=True)
class Tekort:
    """How many clients of each kind a year still lacks."""

    zonder_jong: int
    zonder_18: int
    met_jong: int
    met_18: int
    beide: int


class Ligging(Protocol):
    """Where in time added care lies: between the first day of `eerste_jaar` and the last day of `jaar`."""

    @property
    def jaar(self) -> int:
        """The last year that it touches."""

    @property
    def eerste_jaar(self) -> int:
        """The first year that it touches."""

    def span(self, lot: Lot) -> tuple[date, date]:
        """Return a first and a last day."""


@dataclass(frozen=True, slots=True)
class BinnenJaar:
    """Care that begins and ends in the year: no other year is touched by it."""

    jaar: int

    @property
    def eerste_jaar(self) -> int:
        """The year itself."""
        return self.jaar

    def span(self, lot: Lot) -> tuple[date, date]:
        """Return days inside the year; the shorter, the more often a steady flow has them there."""
        dagen = lot.pick(_DUUR, [365 - dagen for dagen in _DUUR])
        van = lot.day(date(self.jaar, 1, 1), date(self.jaar, 12, 31) - timedelta(days=dagen))
        return van, van + timedelta(days=dagen)


@dataclass(frozen=True, slots=True)
class OverNieuwjaar:
    """Care that began in the year before and ends in this one: both years count it."""

    jaar: int

    @property
    def eerste_jaar(self) -> int:
        """The year before."""
        return self.jaar - 1

    def span(self, lot: Lot) -> tuple[date, date]:
        """Return days around new year; the longer, the more often a steady flow has them there."""
        dagen = lot.pick(_DUUR, _DUUR)
        van = date(self.jaar, 1, 1) - timedelta(days=lot.between(1, dagen))
        return van, van + timedelta(days=dagen)


def fill(lot: Lot, burgers: Burgers, maker: Episodemaker, stad: Stad) -> None:
    """Add clients to every year; raises `StadError` when the course of care already holds too many."""
    aanvuller = _Aanvuller(lot, burgers, maker, stad)
    for jaar, tekort, ander in list(_crossings(stad)):
        aanvuller.add(OverNieuwjaar(jaar), tekort, ander)
    for doel in stad.plan.doelen.values():
        stand = jaarstand(stad.toewijzingen, doel.jaar)
        tekort = shortage(stand, doel, exact=stad.plan.is_afgedrukt)
        aanvuller.add(BinnenJaar(doel.jaar), tekort, _other_stays(stand, doel, tekort))


def shortage(stand: Jaarstand, doel: Jaardoel, *, exact: bool = True) -> Tekort:
    """Solve for the five kinds: all, without, without-young, with and with-young must each come out.

    Raises `StadError` when there are too many of a kind already; not `exact` takes that as it is.
    """
    zonder, met = doel.zonder - len(stand.zonder), doel.met - len(stand.met)
    zonder_jong, met_jong = doel.zonder_jong - len(stand.zonder_jong), doel.met_jong - len(stand.met_jong)
    beide = zonder + met - (doel.clienten - len(stand.alle))
    tekort = Tekort(zonder_jong - beide, zonder - zonder_jong, met_jong - beide, met - met_jong, beide)
    if not exact:
        return Tekort(*(max(0, aantal) for aantal in astuple(tekort)))
    if min(astuple(tekort)) < 0:
        raise StadError(f"Het verloop past in {doel.jaar} niet in het plan: {tekort}.")
    return tekort


def _crossings(stad: Stad) -> Iterator[tuple[int, Tekort, int]]:
    """Yield per new year of the messages (that after them included): the year it begins, how many of each kind live
    through it with care, and how many of their stays are no foster care.

    A new year takes no more than both its years can bear; the first and the last have one year to ask.
    """
    standen = {jaar: jaarstand(stad.toewijzingen, jaar) for jaar in JAREN}
    doelen, exact = stad.plan.doelen, stad.plan.is_afgedrukt
    tekorten = {jaar: shortage(standen[jaar], doelen[jaar], exact=exact) for jaar in JAREN}
    for jaar in (*JAREN, JAREN[-1] + 1):
        buren = [buur for buur in (jaar - 1, jaar) if buur in doelen]
        kinds = zip(*(astuple(tekorten[buur]) for buur in buren), strict=True)
        tekort = Tekort(*(int(_OVER_NIEUWJAAR * min(kind)) for kind in kinds))
        delen = [_part_other(standen[buur], doelen[buur], tekorten[buur]) for buur in buren]
        yield jaar, tekort, max(tekort.met_18, int(min(delen) * _stays(tekort)))


def _stays(tekort: Tekort) -> int:
    return tekort.met_jong + tekort.met_18 + tekort.beide


def _part_other(stand: Jaarstand, doel: Jaardoel, tekort: Tekort) -> float:
    """Return what part of the added stays is no foster care."""
    erbij = _stays(tekort)
    return _other_stays(stand, doel, tekort) / erbij if erbij else 0.0


def _other_stays(stand: Jaarstand, doel: Jaardoel, tekort: Tekort) -> int:
    """Return how many of the added stays must not be foster care, so that the two printed prices meet in the third."""
    erbij = _stays(tekort)
    if doel.pleegzorg is None or doel.niet_pleegzorg is None:
        return max(tekort.met_18, round(erbij * (1 - PRIJS_PLEEGZORG)))
    dubbel = len(stand.pleegzorg & stand.niet_pleegzorg)
    ruimte = doel.euro_per_verblijf * doel.met - doel.pleegzorg * (doel.met + dubbel)
    nodig = round(ruimte / (doel.niet_pleegzorg - doel.pleegzorg)) - len(stand.niet_pleegzorg)
    if not tekort.met_18 <= nodig <= erbij:
        raise StadError(f"Het verblijf van {doel.jaar} laat geen verdeling toe die bij de prijzen past.")
    return nodig


class _Aanvuller:
    """Makes the clients that are still lacking."""

    def __init__(self, lot: Lot, burgers: Burgers, maker: Episodemaker, stad: Stad) -> None:
        self._lot, self._burgers, self._maker, self._stad = lot, burgers, maker, stad

    def add(self, ligging: Ligging, tekort: Tekort, niet_pleegzorg: int) -> None:
        """Add each kind; `niet_pleegzorg` of the stays are no foster care, those after eighteen first."""
        for _ in range(tekort.zonder_jong):
            self._without(ligging, self._burgers.child_all_year(ligging.jaar))
        for _ in range(tekort.zonder_18):
            self._without(ligging, self._burgers.adult_all_year(ligging.eerste_jaar))
        for _ in range(tekort.met_18):
            inwoner = self._burgers.adult_all_year(ligging.eerste_jaar)
            self._care(ligging, inwoner, self._lot.pick(WONEN_NA_18))
        jong = tekort.met_jong + tekort.beide
        soorten: list[tuple[Product, ...]] = [ANDER_VERBLIJF] * (niet_pleegzorg - tekort.met_18)
        soorten += [PLEEGZORG] * (jong - len(soorten))
        for nummer, soort in enumerate(self._lot.shuffle(soorten)):
            inwoner = self._burgers.child_all_year(ligging.jaar)
            self._care(ligging, inwoner, self._lot.pick(soort, [product.gewicht for product in soort]))
            if nummer < tekort.beide:
                self._without(ligging, inwoner)

    def _without(self, ligging: Ligging, inwoner: Inwoner) -> None:
        product = self._lot.pick(ZONDER_VERBLIJF, [product.gewicht for product in ZONDER_VERBLIJF])
        self._care(ligging, inwoner, product)

    def _care(self, ligging: Ligging, inwoner: Inwoner, product: Product) -> None:
        van, tot = ligging.span(self._lot)
        aanbieder = self._lot.pick(product.aanbieders)
        self._stad.episodes.append(self._maker.make(Zorg(inwoner, product, aanbieder, van, tot)))
