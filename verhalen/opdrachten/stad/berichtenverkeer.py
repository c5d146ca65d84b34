"""How the care was reported: every version, start and stop, with the mistakes and habits of real message traffic.

Whatever is sent, the last word of the messages is what `model.Toewijzing` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.model import Inwoner, Toewijzing
from verhalen.opdrachten.stad.plan import GEMEENTE, PEILDATUM
from verhalen.toewijzing.ijw.berichten import (
    Bericht,
    Client,
    Kop,
    Omvang,
    Product,
    Startbericht,
    StartProduct,
    Stopbericht,
    StopProduct,
    ToegewezenProduct,
    Toewijzingsbericht,
)

_REDENEN = (("31", 60), ("34", 12), ("32", 9), ("33", 3), ("38", 6), ("35", 3), ("39", 4), ("36", 3))
_KANS_VERWIJDERD = 0.015
_ONBEKENDEN = 6


@dataclass(frozen=True, slots=True)
class Melding:
    """A message with the person it is about (None: nobody known) and the day it was sent."""

    bericht: Bericht
    inwoner: Inwoner

    @property
    def dag(self) -> date:
        """Day of sending."""
        return self.bericht.kop.dagtekening


def report(lot: Lot, toewijzingen: list[Toewijzing]) -> list[Melding]:
    """Return all messages in the order in which they were sent, numbered in that order."""
    meldingen: list[Melding] = []
    for toewijzing in toewijzingen:
        meldingen += _allocations(lot, toewijzing)
        meldingen += _starts(lot, toewijzing)
        meldingen += _stops(lot, toewijzing)
        if lot.chance(_KANS_VERWIJDERD):
            meldingen += _deleted(lot, toewijzing)
    meldingen += [_nobody(lot, toewijzing) for toewijzing in toewijzingen[:_ONBEKENDEN]]
    meldingen.sort(key=lambda melding: melding.dag)
    return [_number(melding, nummer) for nummer, melding in enumerate(meldingen, 1)]


def _number(melding: Melding, nummer: int) -> Melding:
    kop = replace(melding.bericht.kop, identificatie=f"S{nummer:07d}")
    return Melding(replace(melding.bericht, kop=kop), melding.inwoner)


def _client(inwoner: Inwoner) -> Client:
    bsn, pre_pseudoniem = (None, inwoner.kenmerk) if inwoner.is_pseudoniem else (inwoner.kenmerk, None)
    return Client(bsn, pre_pseudoniem, inwoner.geboren, None, inwoner.geslacht, postcode=inwoner.postcode)


def _kop(code: str, aanbieder: str, dag: date) -> Kop:
    van, naar = (GEMEENTE, aanbieder) if code == "436" else (aanbieder, GEMEENTE)
    return Kop(code, "3.2", van, naar, "", min(dag, PEILDATUM))


def _product(toewijzing: Toewijzing) -> Product | None:
    categorie = toewijzing.product.categorie
    return None if categorie is None else Product(categorie, toewijzing.product.code)


def _allocations(lot: Lot, toewijzing: Toewijzing) -> Iterator[Melding]:
    """Yield a 301 for every version: planned, then perhaps stretched, shortened or corrected."""
    eerst = toewijzing.ingang - timedelta(days=lot.between(1, 25))
    later = _change(lot, toewijzing, eerst)
    if later is None:
        yield _version(lot, toewijzing, eerst, toewijzing.eind, None)
        return
    dag, oude_einddatum, reden = later
    yield _version(lot, toewijzing, eerst, oude_einddatum, None)
    yield _version(lot, toewijzing, dag, toewijzing.eind, reden)


def _change(lot: Lot, toewijzing: Toewijzing, eerst: date) -> tuple[date, date, str] | None:
    """Return (day of the second version, end date of the first, reason), or None for an allocation of one version."""
    eind, ingang = toewijzing.eind, toewijzing.ingang
    if eind is None or (eind - ingang).days < 50:
        return None
    if lot.chance(0.2):  # stretched before the old end had passed
        oud = lot.day(ingang + timedelta(days=25), eind - timedelta(days=15))
        keuze = (oud - timedelta(days=lot.between(1, 20)), oud, lot.pick(("04", "04", "12")))
    elif lot.chance(0.06):  # shortened
        oud = eind + timedelta(days=lot.between(20, 200))
        keuze = (lot.day(ingang, eind), oud, "05")
    elif lot.chance(0.04):  # sent again, nothing changed
        keuze = (ingang + timedelta(days=lot.between(5, 30)), eind, "14")
    else:
        return None
    return keuze if eerst < keuze[0] <= PEILDATUM else None


def _version(lot: Lot, toewijzing: Toewijzing, dag: date, eind: date | None, reden: str | None) -> Melding:
    moment = datetime.combine(dag, time(lot.between(8, 16), lot.between(0, 59), lot.between(0, 59)))
    is_generiek = toewijzing.product.categorie is None
    product = ToegewezenProduct(
        nummer=str(toewijzing.nummer),
        referentie=f"{toewijzing.aanbieder[-2:]}-{toewijzing.nummer}",
        product=_product(toewijzing),
        moment=moment,
        ingangsdatum=toewijzing.ingang,
        einddatum=eind,
        reden_wijziging=reden,
        omvang=None if is_generiek else _omvang(lot, toewijzing),
        budget_cent=250_000 if is_generiek else None,
    )
    kop = _kop("436", toewijzing.aanbieder, dag)
    return Melding(Toewijzingsbericht(kop, _client(toewijzing.inwoner), (product,)), toewijzing.inwoner)


def _omvang(lot: Lot, toewijzing: Toewijzing) -> Omvang:
    if toewijzing.product.verblijf:
        return Omvang(7, "14", "2")
    return Omvang(lot.pick((60, 90, 120, 180, 240)), "01", "2")


def _starts(lot: Lot, toewijzing: Toewijzing) -> Iterator[Melding]:
    """Yield the 305s, when care was reported at all: now and then wrong first, now and then a restart."""
    if not toewijzing.start_gemeld:
        return
    dag = toewijzing.start + timedelta(days=lot.between(1, 20))
    if lot.chance(0.03):
        fout = toewijzing.start + timedelta(days=lot.between(1, 9))
        yield _start(toewijzing, dag, (fout, "1"))
        yield _start(toewijzing, dag + timedelta(days=lot.between(2, 20)), (fout, "3"), (toewijzing.start, "1"))
    else:
        zonder_nummer = toewijzing.product.code is not None and lot.chance(0.02)
        yield _start(toewijzing, dag, (toewijzing.start, "1"), met_nummer=not zonder_nummer)
    if _interrupted(toewijzing) and lot.chance(0.05):
        yield from _pause(lot, toewijzing)


def _interrupted(toewijzing: Toewijzing) -> bool:
    return (min(toewijzing.einde or PEILDATUM, PEILDATUM) - toewijzing.start).days > 160


def _pause(lot: Lot, toewijzing: Toewijzing) -> Iterator[Melding]:
    """Yield a temporary stop, and mostly the restart after it; neither ends the care."""
    pauze = toewijzing.start + timedelta(days=lot.between(40, 80))
    yield _stop(toewijzing, pauze + timedelta(days=3), (pauze, "20", "1"))
    if lot.chance(0.7):
        weer = pauze + timedelta(days=lot.between(10, 40))
        yield _start(toewijzing, weer + timedelta(days=3), (weer, "1"))


def _start(toewijzing: Toewijzing, dag: date, *regels: tuple[date, str], met_nummer: bool = True) -> Melding:
    producten = tuple(
        StartProduct(
            str(toewijzing.nummer) if met_nummer else None, _product(toewijzing), toewijzing.ingang, begin, status
        )
        for begin, status in regels
    )
    kop = _kop("438", toewijzing.aanbieder, dag)
    return Melding(Startbericht(kop, _client(toewijzing.inwoner), producten), toewijzing.inwoner)


def _stops(lot: Lot, toewijzing: Toewijzing) -> Iterator[Melding]:
    """Yield the 307s, when the end was reported: now and then with a wrong day first."""
    if not toewijzing.stop_gemeld or toewijzing.einde is None:
        return
    reden = lot.pick([code for code, _ in _REDENEN], [gewicht for _, gewicht in _REDENEN])
    dag = toewijzing.einde + timedelta(days=lot.between(1, 20))
    if lot.chance(0.02) and toewijzing.einde > toewijzing.start:
        fout = toewijzing.einde - timedelta(days=1)
        yield _stop(toewijzing, dag, (fout, reden, "1"))
        later = dag + timedelta(days=lot.between(2, 20))
        yield _stop(toewijzing, later, (fout, reden, "3"), (toewijzing.einde, reden, "1"))
    else:
        yield _stop(toewijzing, dag, (toewijzing.einde, reden, "1"))


def _stop(toewijzing: Toewijzing, dag: date, *regels: tuple[date, str, str]) -> Melding:
    producten = tuple(
        StopProduct(
            str(toewijzing.nummer),
            _product(toewijzing),
            toewijzing.ingang,
            toewijzing.start,
            reden,
            eind,
            status,
        )
        for eind, reden, status in regels
    )
    kop = _kop("440", toewijzing.aanbieder, dag)
    return Melding(Stopbericht(kop, _client(toewijzing.inwoner), producten), toewijzing.inwoner)


def _deleted(lot: Lot, toewijzing: Toewijzing) -> Iterator[Melding]:
    """Yield an allocation sent by mistake, perhaps started, and removed: it never was."""
    ingang = toewijzing.ingang + timedelta(days=lot.between(3, 20))
    spook = replace(toewijzing, nummer=toewijzing.nummer + 800_000, ingang=ingang, start=ingang)
    yield _version(lot, spook, ingang - timedelta(days=2), ingang + timedelta(days=200), None)
    if lot.chance(0.3):
        yield _start(spook, ingang + timedelta(days=2), (ingang, "1"))
    dag = min(ingang + timedelta(days=lot.between(5, 40)), PEILDATUM)
    yield _version(lot, spook, dag, ingang, "13")


def _nobody(lot: Lot, toewijzing: Toewijzing) -> Melding:
    """Return an allocation of somebody unknown or unborn: it counts for nobody."""
    los = replace(toewijzing, nummer=toewijzing.nummer + 700_000)
    melding = _version(lot, los, los.ingang, los.eind, None)
    client = replace(
        melding.bericht.client, bsn=None, pre_pseudoniem=None, datumgebruik="3", geboortedatum=None, postcode=None
    )
    return Melding(replace(melding.bericht, client=client), melding.inwoner)
