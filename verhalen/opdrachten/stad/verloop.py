"""The course of care in the town: people come, stay, move on, come back, grow up. It fills about four fifths of the
plan.

`aanvullen` adds the rest, so that every year comes out exactly.
"""

from __future__ import annotations

from datetime import date, timedelta

from verhalen.opdrachten.stad.episodes import Episodemaker, Knip, Zorg
from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.mensen import Burgers
from verhalen.opdrachten.stad.model import DAG, Inwoner, Product, Stad
from verhalen.opdrachten.stad.plan import EERSTE_DAG, PEILDATUM
from verhalen.opdrachten.stad.producten import (
    ANDER_VERBLIJF,
    PLEEGZORG,
    TENDER_NAAR,
    TENDER_VAN,
    WONEN_NA_18,
    ZONDER_VERBLIJF,
)

PER_MAAND_ZONDER, PER_MAAND_MET = 60.0, 7.8
_LANGER = 1.5  # help without a stay as it runs on, against the length it was planned for
_SEIZOEN = (1.35, 1.0, 1.05, 0.95, 1.0, 0.95, 0.75, 0.7, 1.15, 1.1, 1.05, 0.95)
_TREND = {2022: 0.98, 2023: 1.0, 2024: 0.9, 2025: 0.9}
_TENDERDAG = date(2024, 1, 1)
_RUST = 60  # days between two stretches of care of one person, so that chance makes no chain


class Verloop:
    """Lets care begin month by month and keeps who may come back."""

    def __init__(self, lot: Lot, burgers: Burgers, maker: Episodemaker, stad: Stad) -> None:
        self._lot, self._burgers, self._maker, self._stad = lot, burgers, maker, stad
        self._klaar: list[tuple[Inwoner, date]] = []
        self._gehad: dict[str, set[Product]] = {}
        self._bij: dict[str, set[str]] = {}

    def run(self) -> None:
        """Fill the town from 2017 (long stays still running in 2022) to the reference date."""
        for jaar in range(2017, PEILDATUM.year + 1):
            for maand in range(1, 13):
                factor = _SEIZOEN[maand - 1] * _TREND.get(jaar, 1.0) * self._stad.plan.factor
                for _ in range(self._lot.poisson(PER_MAAND_ZONDER * factor) if jaar >= 2019 else 0):
                    self._begin_without_stay(self._day_in(jaar, maand))
                for _ in range(self._lot.poisson(PER_MAAND_MET * factor)):
                    self._begin_with_stay(self._day_in(jaar, maand))

    def _day_in(self, jaar: int, maand: int) -> date:
        return date(jaar, maand, 1) + timedelta(days=self._lot.between(0, 27))

    def _begin_without_stay(self, dag: date) -> None:
        inwoner = self._returning(dag) or self._burgers.child(dag, verblijf=False)
        laatste = self._without_stay(inwoner, dag)
        for kans in (0.3, 0.6, 0.45):
            if not self._lot.chance(kans):
                break
            laatste = max(laatste, self._without_stay(inwoner, dag + timedelta(days=self._lot.between(5, 120))))
        self._klaar.append((inwoner, laatste))

    def _returning(self, dag: date) -> Inwoner | None:
        """Return somebody whose care ended a while ago and who is still young enough, now and then."""
        if not self._klaar or not self._lot.chance(0.12):
            return None
        positie = self._lot.between(0, len(self._klaar) - 1)
        inwoner, einde = self._klaar[positie]
        if (dag - einde).days < _RUST + 30 or inwoner.age_on(dag) > 16:
            return None
        self._klaar.pop(positie)
        return inwoner

    def _product(self, inwoner: Inwoner) -> Product | None:
        """Return a product this person has not had: then chance never joins two stretches of care into one."""
        product = self._lot.pick(ZONDER_VERBLIJF, [product.gewicht for product in ZONDER_VERBLIJF])
        gehad = self._gehad.setdefault(inwoner.kenmerk, set())
        if product in gehad or (product is TENDER_VAN and TENDER_NAAR in gehad):
            return None
        gehad.add(product)
        if product is TENDER_VAN:
            gehad.add(TENDER_NAAR)
        return product

    def _without_stay(self, inwoner: Inwoner, dag: date) -> date:
        """Add help without a stay, if there is a kind left; returns its last day."""
        product = self._product(inwoner)
        if product is None:
            return dag
        tot = dag + timedelta(days=round(self._lot.between(*product.duur) * _LANGER * self._lot.factor(0.35)))
        if inwoner.achttien <= tot and not self._lot.chance(0.05):
            tot = max(dag, inwoner.achttien - DAG)
        knip = self._lot.pick((Knip.GEEN, Knip.JAAR, Knip.HALFJAAR), (5, 4, 2))
        aanbieder = self._provider(inwoner, product)
        rond_tender = dag < _TENDERDAG - timedelta(days=60) and tot > _TENDERDAG + timedelta(days=60)
        if product is TENDER_VAN and rond_tender and self._lot.chance(0.5):
            self._tender(inwoner, aanbieder, dag, tot, knip)
        else:
            self._add(Zorg(inwoner, product, aanbieder, dag, tot, knip))
        return tot

    def _provider(self, inwoner: Inwoner, product: Product) -> str:
        """Return a provider, mostly one that this person does not know yet: many hands in one family."""
        bekend = self._bij.setdefault(inwoner.kenmerk, set())
        nieuw = [aanbieder for aanbieder in product.aanbieders if aanbieder not in bekend]
        aanbieder = self._lot.pick(nieuw if nieuw and self._lot.chance(0.8) else product.aanbieders)
        bekend.add(aanbieder)
        return aanbieder

    def _tender(self, inwoner: Inwoner, aanbieder: str, dag: date, tot: date, knip: Knip) -> None:
        """Add help whose product changed on 1 January: the same people, on paper an end and a new start."""
        self._add(Zorg(inwoner, TENDER_VAN, aanbieder, dag, _TENDERDAG - DAG, knip))
        self._add(Zorg(inwoner, TENDER_NAAR, aanbieder, _TENDERDAG, tot, knip))

    def _begin_with_stay(self, dag: date) -> None:
        inwoner = self._burgers.child(dag, verblijf=True)
        product = self._stay_product()
        tot = dag + timedelta(days=round(self._lot.between(*product.duur) * self._lot.factor(0.3)))
        knip = self._lot.pick((Knip.GEEN, Knip.JAAR, Knip.HALFJAAR), (5, 4, 1))
        self._beside_stay(inwoner, dag, tot)
        if inwoner.achttien <= tot:
            self._over_18(inwoner, product, dag, tot, knip)
            return
        is_open = tot > PEILDATUM and self._lot.chance(0.25)
        aanbieder = self._lot.pick(product.aanbieders)
        self._add(Zorg(inwoner, product, aanbieder, dag, None if is_open else tot, knip))
        if not is_open and self._lot.chance(0.2):
            self._move_on(inwoner, product, tot + DAG)

    def _beside_stay(self, inwoner: Inwoner, dag: date, tot: date) -> None:
        """Add help without a stay before and during a stay: most who live elsewhere have both."""
        moment = dag - timedelta(days=self._lot.between(0, 200))
        while moment < tot:
            if moment < inwoner.achttien and self._lot.chance(0.85):
                self._without_stay(inwoner, moment)
            moment += timedelta(days=self._lot.between(200, 330))

    def _stay_product(self) -> Product:
        alle = PLEEGZORG if self._lot.chance(0.42) else ANDER_VERBLIJF
        return self._lot.pick(alle, [product.gewicht for product in alle])

    def _over_18(self, inwoner: Inwoner, product: Product, dag: date, tot: date, knip: Knip) -> None:
        """End at eighteen, run on with the same allocation, or go on with a new one from the birthday."""
        aanbieder, jarig = self._lot.pick(product.aanbieders), inwoner.achttien
        verlengd = jarig + timedelta(days=self._lot.between(50, 420))
        keuze = self._lot.pick(("stopt", "loopt door", "nieuw"), (55, 20, 25))
        if keuze == "stopt" or dag >= jarig:
            self._add(Zorg(inwoner, product, aanbieder, dag, max(dag, jarig - DAG), knip))
        elif keuze == "loopt door":
            self._add(Zorg(inwoner, product, aanbieder, dag, verlengd))
        else:
            self._add(Zorg(inwoner, product, aanbieder, dag, verlengd, knip, knip_op=jarig))

    def _move_on(self, inwoner: Inwoner, vorig: Product, dag: date) -> None:
        """Add another kind of stay from the next day: an end and a start in the figures, one stay for the person."""
        anders = [product for product in WONEN_NA_18 if product is not vorig]
        product = self._lot.pick(anders)
        tot = min(dag + timedelta(days=self._lot.between(*product.duur)), inwoner.achttien - DAG)
        if (tot - dag).days > 30:
            self._add(Zorg(inwoner, product, self._lot.pick(product.aanbieders), dag, tot))

    def _add(self, zorg: Zorg) -> None:
        """Keep care of which a part lies in the years of the messages, and that has begun."""
        if zorg.van <= PEILDATUM - timedelta(days=3) and (zorg.tot is None or zorg.tot >= EERSTE_DAG):
            self._stad.episodes.append(self._maker.make(zorg))
