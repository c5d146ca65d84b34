"""Adds short care within one year until every target of the plan is met exactly: no other year is touched by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from verhalen.opdrachten.stad.episodes import Episodemaker, Zorg
from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.mensen import Burgers, StadError
from verhalen.opdrachten.stad.model import DAG, Inwoner, Product, Stad
from verhalen.opdrachten.stad.plan import DOELEN, Jaardoel
from verhalen.opdrachten.stad.producten import ANDER_VERBLIJF, PLEEGZORG, WONEN_NA_18, ZONDER_VERBLIJF
from verhalen.opdrachten.stad.waarheid import Jaarstand, jaarstand

PRIJS_PLEEGZORG = 0.46  # share of foster care among the added stays where no price tells


@dataclass(frozen=True, slots=True)
class Tekort:
    """How many clients of each kind a year still lacks."""

    zonder_jong: int
    zonder_18: int
    met_jong: int
    met_18: int
    beide: int


def fill(lot: Lot, burgers: Burgers, maker: Episodemaker, stad: Stad) -> None:
    """Add clients to every year; raises `StadError` when the course of care already holds too many."""
    for doel in DOELEN.values():
        stand = jaarstand(stad.toewijzingen, doel.jaar)
        tekort = shortage(stand, doel)
        _Aanvuller(lot, burgers, maker, stad, doel.jaar).add(tekort, _other_stays(stand, doel, tekort))


def shortage(stand: Jaarstand, doel: Jaardoel) -> Tekort:
    """Solve for the five kinds: all, without, without-young, with and with-young must each come out."""
    zonder, met = doel.zonder - len(stand.zonder), doel.met - len(stand.met)
    zonder_jong, met_jong = doel.zonder_jong - len(stand.zonder_jong), doel.met_jong - len(stand.met_jong)
    beide = zonder + met - (doel.clienten - len(stand.alle))
    tekort = Tekort(zonder_jong - beide, zonder - zonder_jong, met_jong - beide, met - met_jong, beide)
    if min(tekort.zonder_jong, tekort.zonder_18, tekort.met_jong, tekort.met_18, tekort.beide) < 0:
        raise StadError(f"Het verloop past in {doel.jaar} niet in het plan: {tekort}.")
    return tekort


def _other_stays(stand: Jaarstand, doel: Jaardoel, tekort: Tekort) -> int:
    """Return how many of the added stays must not be foster care, so that the two printed prices meet in the third."""
    erbij = tekort.met_jong + tekort.met_18 + tekort.beide
    if doel.pleegzorg is None or doel.niet_pleegzorg is None:
        return round(erbij * (1 - PRIJS_PLEEGZORG))
    dubbel = len(stand.pleegzorg & stand.niet_pleegzorg)
    ruimte = doel.euro_per_verblijf * doel.met - doel.pleegzorg * (doel.met + dubbel)
    nodig = round(ruimte / (doel.niet_pleegzorg - doel.pleegzorg)) - len(stand.niet_pleegzorg)
    if not tekort.met_18 <= nodig <= erbij:
        raise StadError(f"Het verblijf van {doel.jaar} laat geen verdeling toe die bij de prijzen past.")
    return nodig


class _Aanvuller:
    """Makes the clients of one year."""

    def __init__(self, lot: Lot, burgers: Burgers, maker: Episodemaker, stad: Stad, jaar: int) -> None:
        self._lot, self._burgers, self._maker, self._stad, self._jaar = lot, burgers, maker, stad, jaar

    def add(self, tekort: Tekort, niet_pleegzorg: int) -> None:
        """Add each kind; `niet_pleegzorg` of the stays are no foster care, those after eighteen first."""
        kind, groot = self._burgers.child_all_year, self._burgers.adult_all_year
        for _ in range(tekort.zonder_jong):
            self._without(kind(self._jaar))
        for _ in range(tekort.zonder_18):
            self._without(groot(self._jaar))
        for _ in range(tekort.met_18):
            self._stay(groot(self._jaar), self._lot.pick(WONEN_NA_18))
        jong = tekort.met_jong + tekort.beide
        soorten: list[tuple[Product, ...]] = [ANDER_VERBLIJF] * (niet_pleegzorg - tekort.met_18)
        soorten += [PLEEGZORG] * (jong - len(soorten))
        for nummer, soort in enumerate(self._lot.shuffle(soorten)):
            inwoner = kind(self._jaar)
            self._stay(inwoner, self._lot.pick(soort, [product.gewicht for product in soort]))
            if nummer < tekort.beide:
                self._without(inwoner)

    def _without(self, inwoner: Inwoner) -> None:
        product = self._lot.pick(ZONDER_VERBLIJF, [product.gewicht for product in ZONDER_VERBLIJF])
        self._within_year(inwoner, product, self._lot.between(40, 300))

    def _stay(self, inwoner: Inwoner, product: Product) -> None:
        self._within_year(inwoner, product, self._lot.between(40, 300))

    def _within_year(self, inwoner: Inwoner, product: Product, dagen: int) -> None:
        eerste, laatste = date(self._jaar, 1, 1) + 29 * DAG, date(self._jaar, 12, 30)
        van = self._lot.day(eerste, laatste - timedelta(days=dagen))
        aanbieder = self._lot.pick(product.aanbieders)
        tot = van + timedelta(days=dagen)
        self._stad.episodes.append(self._maker.make(Zorg(inwoner, product, aanbieder, van, tot)))
