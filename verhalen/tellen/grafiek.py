"""The geometry of a trend: numbers in, places for a drawing out. The drawing itself is a template.

Direct labels instead of a legend; the zero value as a dashed line with its word; ordinary fluctuation as a
band; provisional months dotted; hidden ones hatched.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

DEEL_VAN_HOOGTE = 0.12  # air above and under the line
TEKSTHOOGTE = 16


@dataclass(frozen=True)
class Punt:
    """One period of a trend; `waarde` is None where there is nothing to show."""

    dag: date
    waarde: float | None
    laag: float | None = None
    hoog: float | None = None
    voorlopig: bool = False
    verborgen: bool = False


@dataclass(frozen=True)
class Maten:
    """Size of the drawing and the room around the plot, in units of the drawing."""

    breed: int
    hoog: int
    links: int
    rechts: int
    boven: int = 14
    onder: int = 30


# A unit of the drawing is about a pixel where it stands, so that its words keep the size of the page: a whole
# page wide, half a page (the joint display), and a phone.
BREED = Maten(760, 300, 64, 150)
HALF = Maten(560, 250, 56, 104)
SMAL = Maten(300, 240, 50, 94)
VONK = Maten(132, 36, 3, 6, 4, 4)


@dataclass(frozen=True)
class Streep:
    """A mark on an axis: where, and what it says."""

    plek: float
    tekst: str


@dataclass(frozen=True)
class Grafiek:
    """Everything a template needs to draw a trend."""

    maten: Maten
    vast: tuple[str, ...]  # path data of what is certain
    voorlopig: tuple[str, ...]  # path data of what may still change
    band: tuple[str, ...]
    verborgen: tuple[tuple[float, float], ...]  # left and width of hidden stretches
    jaren: tuple[Streep, ...]
    schaal: tuple[Streep, ...]
    nullijn: Streep | None
    eind: tuple[float, float] | None
    eindtekst: Streep | None
    los: tuple[tuple[float, float], ...]  # points without a neighbour

    @property
    def plotrechts(self) -> int:
        """Right edge of the plot."""
        return self.maten.breed - self.maten.rechts

    @property
    def plotonder(self) -> int:
        """Bottom of the plot."""
        return self.maten.hoog - self.maten.onder

    @property
    def plothoogte(self) -> int:
        """Height of the plot."""
        return self.plotonder - self.maten.boven

    @property
    def labels(self) -> int:
        """Where words at the right begin."""
        return self.plotrechts + 12


def draw(
    punten: Sequence[Punt],
    maten: Maten,
    schrijf: Callable[[float], str],
    schrijf_schaal: Callable[[float], str],
    *,
    nulwaarde: float | None = None,
    jaareinde: bool = False,
) -> Grafiek | None:
    """Return the places of a trend, or None when there is nothing to draw; the caller says how numbers are written.

    With ``jaareinde`` a year stands where it ends: a figure over twelve months then has its own year under it.
    """
    zichtbaar = [punt for punt in punten if punt.waarde is not None]
    if not zichtbaar:
        return None
    as_y = _scale(zichtbaar, nulwaarde, maten)
    as_x = _times(punten, maten)
    laatste = zichtbaar[-1]
    assert laatste.waarde is not None
    eind = (as_x(laatste.dag), as_y.place(laatste.waarde))
    stukken = _runs(punten)
    return Grafiek(
        maten=maten,
        vast=tuple(_paths(stukken, as_x, as_y, voorlopig=False)),
        voorlopig=tuple(_paths(stukken, as_x, as_y, voorlopig=True)),
        band=tuple(_bands(stukken, as_x, as_y)),
        verborgen=tuple(_hidden(punten, as_x)),
        jaren=tuple(_years(punten, as_x, jaareinde)),
        schaal=tuple(Streep(as_y.place(waarde), schrijf_schaal(waarde)) for waarde in as_y.ticks),
        nullijn=None if nulwaarde is None else Streep(as_y.place(nulwaarde), schrijf(nulwaarde)),
        eind=eind,
        eindtekst=Streep(_clear_of(eind[1], nulwaarde, as_y, maten), schrijf(laatste.waarde)),
        los=tuple((as_x(stuk[0].dag), as_y.place(stuk[0].waarde or 0)) for stuk in stukken if len(stuk) == 1),
    )


@dataclass(frozen=True)
class _Schaal:
    """From values to places: a linear scale between two values."""

    laag: float
    hoog: float
    ticks: tuple[float, ...]
    maten: Maten

    def place(self, waarde: float) -> float:
        deel = (waarde - self.laag) / (self.hoog - self.laag)
        hoogte = self.maten.hoog - self.maten.onder - self.maten.boven
        return round(self.maten.hoog - self.maten.onder - deel * hoogte, 1)


def _scale(punten: Sequence[Punt], nulwaarde: float | None, maten: Maten) -> _Schaal:
    waarden = [waarde for punt in punten for waarde in (punt.waarde, punt.laag, punt.hoog) if waarde is not None]
    waarden += [] if nulwaarde is None else [nulwaarde]
    laag, hoog = min(waarden), max(waarden)
    lucht = (hoog - laag) * DEEL_VAN_HOOGTE or abs(hoog) * DEEL_VAN_HOOGTE or 1.0
    onder = 0.0 if laag >= 0 and laag - lucht < 0 else laag - lucht
    boven = hoog + lucht
    stap = _nice_step((boven - onder) / 5)
    eerste = math.ceil(onder / stap - 1e-9) * stap
    ticks = [eerste + nummer * stap for nummer in range(12) if eerste + nummer * stap <= boven + 1e-9]
    return _Schaal(onder, boven, tuple(ticks), maten)


def _nice_step(stap: float) -> float:
    """Return the next higher of 1, 2, 2.5 and 5 times a power of ten."""
    macht: float = 10.0 ** math.floor(math.log10(stap))
    return next(keer * macht for keer in (1, 2, 2.5, 5, 10) if keer * macht >= stap - 1e-12)


def _times(punten: Sequence[Punt], maten: Maten) -> Callable[[date], float]:
    eerste, laatste = punten[0].dag.toordinal(), punten[-1].dag.toordinal()
    breedte = maten.breed - maten.links - maten.rechts

    def place(dag: date) -> float:
        deel = (dag.toordinal() - eerste) / (laatste - eerste) if laatste > eerste else 0.5
        return round(maten.links + deel * breedte, 1)

    return place


def _runs(punten: Sequence[Punt]) -> list[list[Punt]]:
    """Return stretches of points without a gap."""
    stukken: list[list[Punt]] = [[]]
    for punt in punten:
        if punt.waarde is None:
            stukken.append([])
        else:
            stukken[-1].append(punt)
    return [stuk for stuk in stukken if stuk]


def _paths(stukken: list[list[Punt]], as_x: Callable[[date], float], as_y: _Schaal, *, voorlopig: bool) -> list[str]:
    """Return the line; a piece is provisional when the point it leads to is."""
    paths = []
    for stuk in stukken:
        deel = _part(stuk, voorlopig=voorlopig)
        if len(deel) > 1:
            paths.append("M" + "L".join(f"{as_x(punt.dag)},{as_y.place(punt.waarde or 0)}" for punt in deel))
    return paths


def _part(stuk: list[Punt], *, voorlopig: bool) -> list[Punt]:
    zeker = next((plek for plek, punt in enumerate(stuk) if punt.voorlopig), len(stuk))
    return stuk[max(0, zeker - 1) :] if voorlopig and zeker < len(stuk) else [] if voorlopig else stuk[:zeker]


def _bands(stukken: list[list[Punt]], as_x: Callable[[date], float], as_y: _Schaal) -> list[str]:
    bands = []
    for stuk in stukken:
        met = [punt for punt in stuk if punt.laag is not None and punt.hoog is not None]
        if len(met) > 1 and len(met) == len(stuk):
            boven = [f"{as_x(punt.dag)},{as_y.place(punt.hoog or 0)}" for punt in met]
            onder = [f"{as_x(punt.dag)},{as_y.place(punt.laag or 0)}" for punt in reversed(met)]
            bands.append("M" + "L".join([*boven, *onder]) + "Z")
    return bands


def _hidden(punten: Sequence[Punt], as_x: Callable[[date], float]) -> list[tuple[float, float]]:
    """Return left and width of the periods that are hidden, half a step to both sides."""
    if len(punten) < 2:
        return []
    half = (as_x(punten[-1].dag) - as_x(punten[0].dag)) / (len(punten) - 1) / 2
    return [(round(as_x(punt.dag) - half, 1), round(2 * half, 1)) for punt in punten if punt.verborgen]


def _years(punten: Sequence[Punt], as_x: Callable[[date], float], jaareinde: bool) -> list[Streep]:
    """Return a word where each year begins, or ends; the year itself when that is nowhere between the points."""
    eerste, laatste = punten[0].dag, punten[-1].dag
    maand, dag = (12, 31) if jaareinde else (1, 1)
    jaren = [date(jaar, maand, dag) for jaar in range(eerste.year, laatste.year + 1)]
    binnen = [Streep(as_x(dag), str(dag.year)) for dag in jaren if eerste <= dag <= laatste]
    return binnen or [Streep(as_x(eerste), str(eerste.year))]


def _clear_of(plek: float, nulwaarde: float | None, as_y: _Schaal, maten: Maten) -> float:
    """Keep the word at the end of the line apart from the word at the dashed line."""
    if nulwaarde is None:
        return plek
    nul = as_y.place(nulwaarde)
    afstand = 2.4 * TEKSTHOOGTE
    if abs(plek - nul) >= afstand:
        return plek
    schoon = nul - afstand if plek <= nul else nul + afstand
    grens = maten.hoog - maten.onder
    return round(schoon if maten.boven <= schoon <= grens else nul + (afstand if schoon < maten.boven else -afstand), 1)
