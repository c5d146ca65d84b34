"""A town of another size: exactly so many allocations, everything else in proportion."""

from __future__ import annotations

from datetime import date, timedelta
from heapq import heapify, heappop, heappush

from verhalen.opdrachten.stad.episodes import KORTST_DEEL, Episodemaker
from verhalen.opdrachten.stad.mensen import StadError
from verhalen.opdrachten.stad.model import DAG, Episode, Stad, Toewijzing
from verhalen.opdrachten.stad.plan import PEILDATUM

EIGEN = 11_350  # allocations of the printed town, on average
MINSTE, MEESTE = 200, 600_000
# Up to here the town's people fit in the test range with room to spare; about one in two allocations is a new person.
MEESTE_MET_TESTNUMMERS = 15_000
_AANLOOP = timedelta(days=30)  # an allocation is sent up to this long before it begins
_MIKPUNT = 0.97  # aimed at, so that what is lacking can be cut from what there is


def check_size(aantal: int) -> None:
    """Raise `StadError` for a number of allocations that is out of reach."""
    if not MINSTE <= aantal <= MEESTE:
        raise StadError(f"Het aantal toewijzingen ligt tussen {MINSTE} en {MEESTE}.")


def first_factor(aantal: int) -> float:
    """Return how many times as large as the printed town a town of so many allocations is."""
    return _MIKPUNT * aantal / EIGEN


def next_factor(factor: float, gemaakt: int, aantal: int) -> float:
    """Return a factor that comes closer, after one that gave too many or far too few allocations."""
    return factor * _MIKPUNT * aantal / gemaakt


def is_near(gemaakt: int, aantal: int) -> bool:
    """Say whether cutting may bridge the difference: it must not change the look of the town."""
    return 0.9 * aantal <= gemaakt <= aantal


def cut_to(stad: Stad, maker: Episodemaker, aantal: int) -> None:
    """Cut the longest allocations in two until there are exactly `aantal`.

    Both parts are the same care by the same provider without a free day between, so that no figure changes.
    Raises `StadError` when nothing is left to cut.
    """
    te_doen = aantal - sum(len(episode.toewijzingen) for episode in stad.episodes)
    wachtrij = [
        _entry(toewijzing, episode)
        for episode in stad.episodes
        for toewijzing in episode.toewijzingen
        if _is_divisible(toewijzing)
    ]
    heapify(wachtrij)
    for _ in range(te_doen):
        if not wachtrij:
            raise StadError("Deze stad is te klein voor zoveel toewijzingen.")
        _, _, toewijzing, episode = heappop(wachtrij)
        tweede = _divide(toewijzing, maker.next_number())
        episode.toewijzingen.insert(episode.toewijzingen.index(toewijzing) + 1, tweede)
        for deel in (toewijzing, tweede):
            if _is_divisible(deel):
                heappush(wachtrij, _entry(deel, episode))


def _entry(toewijzing: Toewijzing, episode: Episode) -> tuple[int, int, Toewijzing, Episode]:
    """Return what sorts by length, then by number, which is nobody else's."""
    return -_days(toewijzing), toewijzing.nummer, toewijzing, episode


def _days(toewijzing: Toewijzing) -> int:
    assert toewijzing.einde is not None
    return (toewijzing.einde - toewijzing.start).days


def _middle(toewijzing: Toewijzing) -> date:
    return toewijzing.start + timedelta(days=_days(toewijzing) // 2)


def _is_divisible(toewijzing: Toewijzing) -> bool:
    """Is it long enough, and is somebody of one kind, under eighteen or over, on both first days."""
    if toewijzing.einde is None or _days(toewijzing) < 2 * KORTST_DEEL or _middle(toewijzing) > PEILDATUM - _AANLOOP:
        return False
    jarig = toewijzing.inwoner.achttien
    return jarig <= toewijzing.start or jarig > toewijzing.einde


def _divide(toewijzing: Toewijzing, nummer: int) -> Toewijzing:
    """Shorten an allocation to its first half; return the second, reported as the whole was."""
    dag = _middle(toewijzing)
    tweede = Toewijzing(
        nummer,
        toewijzing.inwoner,
        toewijzing.product,
        toewijzing.aanbieder,
        dag,
        toewijzing.eind,
        dag,
        toewijzing.einde,
        toewijzing.start_gemeld,
        toewijzing.stop_gemeld,
    )
    toewijzing.eind = toewijzing.einde = dag - DAG
    toewijzing.stop_gemeld = False
    return tweede
