"""Hands out invented people, each with a burgerservicenummer of the range that is kept free for tests.

That range has 9,091 valid numbers. In a larger town people have the pre-pseudonyms that the source tool would make,
and, as it passes on, a month of birth alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from verhalen.opdrachten.stad import namen
from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.model import Inwoner
from verhalen.toewijzing.bron.pseudoniem import Pseudonimiseerder
from verhalen.toewijzing.bron.sleutels import Sleutel
from verhalen.toewijzing.ijw.bsn import is_valid

EERSTE_BSN, LAATSTE_BSN = 999_900_006, 999_999_990
_LEEFTIJDEN = tuple(range(1, 18))
_GEWICHTEN = (1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7, 6, 4)
_GEWICHTEN_VERBLIJF = (2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 5, 6, 7, 8, 9, 9, 7)


class StadError(RuntimeError):
    """The town cannot be made; the message is a Dutch sentence."""


class Burgers:
    """The people of the town, one after another; with `maker` they are known by pseudonym."""

    def __init__(self, lot: Lot, maker: Pseudonimiseerder | None = None) -> None:
        self._lot, self._maker = lot, maker
        self._vrij = _test_numbers(lot) if maker is None else map(maker.person, map(str, count(1)))

    def child(self, dag: date, *, verblijf: bool) -> Inwoner:
        """Return somebody under 18 on this day; those with a stay are older on average."""
        leeftijd = self._lot.pick(_LEEFTIJDEN, _GEWICHTEN_VERBLIJF if verblijf else _GEWICHTEN)
        return self._of_age(dag, leeftijd)

    def child_all_year(self, jaar: int) -> Inwoner:
        """Return somebody who is under 18 all through the year."""
        return self._of_age(date(jaar, 12, 31), self._lot.pick(range(3, 18)))

    def adult_all_year(self, jaar: int) -> Inwoner:
        """Return somebody who is 18 or 19 all through the year."""
        return self._of_age(date(jaar, 1, 1), 18)

    def _of_age(self, dag: date, leeftijd: int) -> Inwoner:
        jongst = _years_before(dag, leeftijd)
        oudst = _years_before(dag, leeftijd + 1) + timedelta(days=1)
        return self._person(self._lot.day(oudst, jongst))

    def _person(self, geboren: date) -> Inwoner:
        kenmerk = next(self._vrij, None)
        if kenmerk is None:
            raise StadError("Er zijn niet genoeg testnummers voor een stad van deze omvang.")
        achternaam, voorvoegsel = self._lot.pick(namen.ACHTERNAMEN)
        return Inwoner(
            kenmerk,
            geboren if self._maker is None else geboren.replace(day=1),
            self._lot.pick("12"),
            self._postcode(),
            achternaam,
            voorvoegsel,
            self._lot.pick(namen.VOORNAMEN),
        )

    def _postcode(self) -> str:
        if self._lot.chance(0.015):
            return namen.BUITEN
        _, cijfers, _ = self._lot.pick(namen.WIJKEN, [gewicht for _, _, gewicht in namen.WIJKEN])
        return cijfers + self._lot.pick(namen.LETTERS)


def _test_numbers(lot: Lot) -> Iterator[str]:
    """Return every valid number of the test range once."""
    return iter(lot.shuffle([str(nummer) for nummer in range(EERSTE_BSN, LAATSTE_BSN + 1) if is_valid(str(nummer))]))


def source_of(zaad: int) -> Pseudonimiseerder:
    """Return the source tool of an invented municipality, with a key that follows from the seed."""
    return Pseudonimiseerder(Sleutel(hashlib.sha256(f"verzonnen stad {zaad}".encode()).digest()), {})


def _years_before(dag: date, jaren: int) -> date:
    try:
        return dag.replace(year=dag.year - jaren)
    except ValueError:
        return date(dag.year - jaren, 2, 28)
