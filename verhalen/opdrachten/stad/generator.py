"""Makes a town: the course of care, what the plan still lacks, the bills, the messages, and the truth beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from verhalen.opdrachten.stad import omvang, schrijven, verwijzers
from verhalen.opdrachten.stad.aanvullen import fill
from verhalen.opdrachten.stad.berichtenverkeer import Melding, report
from verhalen.opdrachten.stad.episodes import Episodemaker
from verhalen.opdrachten.stad.kosten import Aantallen, Rekening, bills, other_costs
from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.mensen import Burgers, StadError, source_of
from verhalen.opdrachten.stad.model import Stad
from verhalen.opdrachten.stad.plan import JAREN, Plan, scaled_plan
from verhalen.opdrachten.stad.tabel import administer
from verhalen.opdrachten.stad.verhalenbestand import write_verhalen
from verhalen.opdrachten.stad.verloop import Verloop
from verhalen.opdrachten.stad.vertellen import read_goud, tell
from verhalen.opdrachten.stad.waarheid import jaarstand, truth

_POGINGEN, _STAP = 20, 7_919
_VERKEER, _VERWIJZERS, _VERHALEN = 1_000_003, 2_000_003, 3_000_017  # added to the seed: streams of their own


@dataclass(frozen=True, slots=True)
class Samenvatting:
    """What was written; `berichten` is 0 where the town has tables alone."""

    clienten: int
    toewijzingen: int
    episodes: int
    berichten: int
    rekeningen: int
    verhalen: int = 0


def make_town(zaad: int, toewijzingen: int | None = None, *, pseudoniem: bool | None = None) -> Stad:
    """Return the town of this seed: the printed one, or one of exactly so many allocations.

    `pseudoniem`: people are known by pre-pseudonym; None decides by the size. A course of care that leaves no room
    for the plan is drawn again, by the same seed; raises `StadError` when none of twenty fits.
    """
    if toewijzingen is not None:
        omvang.check_size(toewijzingen)
        pseudoniem = toewijzingen > omvang.MEESTE_MET_TESTNUMMERS if pseudoniem is None else pseudoniem
    for stad in _tries(zaad, toewijzingen, pseudoniem=bool(pseudoniem)):
        if stad is not None:
            verwijzers.assign(Lot(zaad + _VERWIJZERS), stad)
            return stad
    raise StadError(f"Met zaad {zaad} lukt het niet om een stad te maken die in het plan past.")


def _tries(zaad: int, aantal: int | None, *, pseudoniem: bool) -> Iterator[Stad | None]:
    """Yield what each draw came to, None where it does not fit; the size is brought closer each time."""
    factor = 1.0 if aantal is None else omvang.first_factor(aantal)
    for poging in range(_POGINGEN):
        plan = Plan() if aantal is None else scaled_plan(factor)
        try:
            stad, maker = _draw(Stad(zaad, plan), Lot(zaad + poging * _STAP), pseudoniem=pseudoniem)
        except StadError:
            yield None
            continue
        gemaakt = len(stad.toewijzingen)
        if aantal is not None and not omvang.is_near(gemaakt, aantal):
            factor = omvang.next_factor(factor, gemaakt, aantal)
            yield None
            continue
        if aantal is not None:
            omvang.cut_to(stad, maker, aantal)
        yield stad


def _draw(stad: Stad, lot: Lot, *, pseudoniem: bool) -> tuple[Stad, Episodemaker]:
    burgers = Burgers(lot, source_of(stad.zaad) if pseudoniem else None)
    maker = Episodemaker(lot)
    Verloop(lot, burgers, maker, stad).run()
    fill(lot, burgers, maker, stad)
    return stad, maker


def make_stad(
    map_: Path, zaad: int, toewijzingen: int | None = None, *, pseudoniem: bool | None = None
) -> Samenvatting:
    """Write a town (see `make_town`) into a new or empty folder; the same seed gives the same bytes.

    Files: berichten/*.zip (raw messages), toewijzingen.csv (what no message tells) and kosten.csv, both with
    burgerservicenummers of the test range, and postcode-wijk.csv; by pseudonym toewijzingen-01.csv and kosten-01.csv
    and on instead. Always overige-kosten.csv, bevolking.csv, tellingen.csv and waarheid.json. Raises FileExistsError
    for a folder that is not empty.
    """
    map_.mkdir(parents=True, exist_ok=True)
    if any(map_.iterdir()):
        raise FileExistsError(f"De map {map_.name} is niet leeg.")
    stad, lot = make_town(zaad, toewijzingen, pseudoniem=pseudoniem), Lot(zaad + _VERKEER)
    alle = stad.toewijzingen
    meldingen = report(lot, alle)
    rekeningen = bills(lot, stad, {jaar: _stays(stad, jaar) for jaar in JAREN})
    is_pseudoniem = alle[0].inwoner.is_pseudoniem
    (_write_pseudonymous if is_pseudoniem else _write_raw)(map_, stad, meldingen, rekeningen)
    _write_rest(map_, stad, rekeningen, lot)
    clienten = len({toewijzing.inwoner.kenmerk for toewijzing in alle})
    berichten = 0 if is_pseudoniem else len(meldingen)
    return Samenvatting(clienten, len(alle), len(stad.episodes), berichten, len(rekeningen))


def _write_raw(map_: Path, stad: Stad, meldingen: list[Melding], rekeningen: list[Rekening]) -> None:
    schrijven.write_berichten(map_ / "berichten", meldingen)
    schrijven.write_toewijzingen(map_ / "toewijzingen.csv", administer(stad.toewijzingen, meldingen))
    schrijven.write_kosten(map_ / "kosten.csv", rekeningen)
    schrijven.write_wijken(map_ / "postcode-wijk.csv")


def _write_pseudonymous(map_: Path, stad: Stad, meldingen: list[Melding], rekeningen: list[Rekening]) -> None:
    maker = source_of(stad.zaad)
    schrijven.write_pseudonieme_toewijzingen(map_, administer(stad.toewijzingen, meldingen), maker)
    schrijven.write_pseudonieme_kosten(map_, rekeningen, maker)


def _write_rest(map_: Path, stad: Stad, rekeningen: list[Rekening], lot: Lot) -> None:
    doelen = stad.plan.doelen
    schrijven.write_overige_kosten(map_ / "overige-kosten.csv", doelen)
    schrijven.write_bevolking(map_ / "bevolking.csv", doelen)
    tellingen = schrijven.write_tellingen(map_ / "tellingen.csv", lot)
    overig = {jaar: sum(cent for _, _, cent in other_costs(doelen[jaar])) for jaar in JAREN}
    waarheid = {
        **truth(stad, rekeningen, overig),
        "tellingen": {str(jaar): telling for jaar, telling in tellingen.items()},
    }
    schrijven.write_waarheid(map_ / "waarheid.json", waarheid)


def _stays(stad: Stad, jaar: int) -> Aantallen:
    stand = jaarstand(stad.toewijzingen, jaar)
    return Aantallen(len(stand.met), len(stand.pleegzorg), len(stand.niet_pleegzorg))


def make_verhalen(map_: Path, zaad: int, aantal: int, goud: Path) -> int:
    """Write so many stories into the folder of a town, made of the sentences in `goud`; returns how many.

    Raises `StadError` when those sentences do not give that many different stories.
    """
    verhalen = list(tell(Lot(zaad + _VERHALEN), read_goud(goud), aantal))
    write_verhalen(map_, verhalen)
    return len(verhalen)
