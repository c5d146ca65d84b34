"""Makes a town: the course of care, what the plan still lacks, the bills, the messages, and the truth beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from verhalen.opdrachten.stad import schrijven
from verhalen.opdrachten.stad.aanvullen import fill
from verhalen.opdrachten.stad.berichtenverkeer import report
from verhalen.opdrachten.stad.episodes import Episodemaker
from verhalen.opdrachten.stad.kosten import Aantallen, bills, other_costs
from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.mensen import Burgers, StadError
from verhalen.opdrachten.stad.model import Stad
from verhalen.opdrachten.stad.plan import DOELEN, JAREN
from verhalen.opdrachten.stad.verloop import Verloop
from verhalen.opdrachten.stad.waarheid import jaarstand, truth

_POGINGEN, _STAP = 20, 7_919


@dataclass(frozen=True, slots=True)
class Samenvatting:
    """What was written."""

    clienten: int
    toewijzingen: int
    episodes: int
    berichten: int
    rekeningen: int


def make_town(zaad: int) -> Stad:
    """Return the town of this seed.

    A course of care that leaves no room for the plan is drawn again, by the same seed; raises `StadError` when none
    of twenty fits.
    """
    for poging in range(_POGINGEN):
        try:
            return _try_town(zaad, Lot(zaad + poging * _STAP))
        except StadError:
            continue
    raise StadError(f"Met zaad {zaad} lukt het niet om een stad te maken die in het plan past.")


def _try_town(zaad: int, lot: Lot) -> Stad:
    stad, burgers, maker = Stad(zaad), Burgers(lot), Episodemaker(lot)
    Verloop(lot, burgers, maker, stad).run()
    fill(lot, burgers, maker, stad)
    return stad


def make_stad(map_: Path, zaad: int) -> Samenvatting:
    """Write the town of this seed into a new or empty folder; the same seed gives the same bytes.

    Files: berichten/*.zip (raw messages), kosten.csv (with burgerservicenummers of the test range), overige-kosten.csv,
    bevolking.csv, tellingen.csv, postcode-wijk.csv and waarheid.json. Raises FileExistsError for a folder that is
    not empty.
    """
    map_.mkdir(parents=True, exist_ok=True)
    if any(map_.iterdir()):
        raise FileExistsError(f"De map {map_.name} is niet leeg.")
    stad, lot = make_town(zaad), Lot(zaad + 1_000_003)
    meldingen = report(lot, stad.toewijzingen)
    rekeningen = bills(lot, stad, {jaar: _stays(stad, jaar) for jaar in JAREN})
    schrijven.write_berichten(map_ / "berichten", meldingen)
    schrijven.write_kosten(map_ / "kosten.csv", rekeningen)
    schrijven.write_overige_kosten(map_ / "overige-kosten.csv")
    schrijven.write_bevolking(map_ / "bevolking.csv")
    schrijven.write_wijken(map_ / "postcode-wijk.csv")
    tellingen = schrijven.write_tellingen(map_ / "tellingen.csv", lot)
    overig = {jaar: sum(cent for _, _, cent in other_costs(DOELEN[jaar])) for jaar in JAREN}
    waarheid = {
        **truth(stad, rekeningen, overig),
        "tellingen": {str(jaar): telling for jaar, telling in tellingen.items()},
    }
    schrijven.write_waarheid(map_ / "waarheid.json", waarheid)
    clienten = len({toewijzing.inwoner.bsn for toewijzing in stad.toewijzingen})
    return Samenvatting(clienten, len(stad.toewijzingen), len(stad.episodes), len(meldingen), len(rekeningen))


def _stays(stad: Stad, jaar: int) -> Aantallen:
    stand = jaarstand(stad.toewijzingen, jaar)
    return Aantallen(len(stand.met), len(stand.pleegzorg), len(stand.niet_pleegzorg))
