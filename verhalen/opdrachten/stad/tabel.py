"""Allocations as a table: what a municipality's own administration exports.

With messages beside it the table has one row per allocation, in its last version: it adds who referred. Without any
messages it has every version, and the real first and last day of care with the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from verhalen.opdrachten.stad.berichtenverkeer import Melding
from verhalen.opdrachten.stad.model import Inwoner, Toewijzing
from verhalen.toewijzing.bron.pseudoniem import Pseudonimiseerder, age_on
from verhalen.toewijzing.ijw.berichten import Client, Stopbericht, ToegewezenProduct, Toewijzingsbericht

Rij = tuple[object, ...]
_VAN_DE_VERSIE = (
    *("versie_tijdstip", "categorie", "productcode", "aanbieder_agb", "ingangsdatum", "einddatum", "reden_wijziging"),
    *("volume", "eenheid", "frequentie", "budget_cent", "verwijzer_type"),
)
KOP_RUW = ("bsn", "geboortedatum", "geslacht", "wijk", "toewijzingnummer", *_VAN_DE_VERSIE)
KOP_PSEUDONIEM = (
    *("pre_pseudoniem", "geboortejaar_maand", "toewijzing_id", "leeftijd_bij_start", "geslacht", "wijk"),
    *(*_VAN_DE_VERSIE, "start_zorg", "stop_zorg", "stop_reden"),
)


@dataclass(frozen=True, slots=True)
class Versie:
    """One version of an allocation as it was sent; `toewijzing` is None for one that does not count."""

    inwoner: Inwoner
    is_bekend: bool
    aanbieder: str
    product: ToegewezenProduct
    toewijzing: Toewijzing | None


@dataclass(slots=True)
class Administratie:
    """What the messages told, ordered for a table."""

    versies: list[Versie] = field(default_factory=list)
    laatste: dict[int, Versie] = field(default_factory=dict)
    redenen: dict[int, str] = field(default_factory=dict)  # of the end that holds, by allocation number


def administer(toewijzingen: Iterable[Toewijzing], meldingen: Iterable[Melding]) -> Administratie:
    """Bring the messages (in the order of sending) under the allocations they are about."""
    per_nummer = {str(toewijzing.nummer): toewijzing for toewijzing in toewijzingen}
    samen = Administratie()
    for melding in meldingen:
        bericht = melding.bericht
        if isinstance(bericht, Toewijzingsbericht):
            for product in bericht.producten:
                bekend = bericht.client.bsn is not None or bericht.client.pre_pseudoniem is not None
                toewijzing = per_nummer.get(product.nummer)
                _note(samen, Versie(melding.inwoner, bekend, bericht.kop.ontvanger, product, toewijzing))
        elif isinstance(bericht, Stopbericht):
            for stop in bericht.producten:
                toewijzing = per_nummer.get(stop.nummer or "")
                if toewijzing is not None and stop.einddatum == toewijzing.einde:
                    samen.redenen[toewijzing.nummer] = stop.reden
    return samen


def _note(samen: Administratie, versie: Versie) -> None:
    samen.versies.append(versie)
    if versie.toewijzing is None:
        return
    eerder = samen.laatste.get(versie.toewijzing.nummer)
    if eerder is None or eerder.product.moment <= versie.product.moment:
        samen.laatste[versie.toewijzing.nummer] = versie


def raw_rows(samen: Administratie) -> Iterator[Rij]:
    """Yield a row per allocation that counts, for `KOP_RUW`: with number and date of birth, so for the source step."""
    for versie in samen.laatste.values():
        inwoner = versie.inwoner
        wie = (inwoner.kenmerk, inwoner.geboren, inwoner.geslacht, inwoner.wijk, versie.product.nummer)
        yield (*wie, *_version(versie))


def pseudonymous_rows(samen: Administratie, maker: Pseudonimiseerder) -> Iterator[Rij]:
    """Yield a row per version, for `KOP_PSEUDONIEM`: as the source tool writes them."""
    for versie in samen.versies:
        inwoner, is_laatste = versie.inwoner, versie.toewijzing and samen.laatste[versie.toewijzing.nummer] is versie
        wie = (
            (inwoner.kenmerk, f"{inwoner.geboren:%Y-%m}", maker.number(versie.product.nummer), _age(versie))
            if versie.is_bekend
            else ("", "", maker.number(versie.product.nummer), "")
        )
        zorg = _delivered(samen, versie.toewijzing) if versie.toewijzing and is_laatste else ("", "", "")
        yield (*wie, inwoner.geslacht, inwoner.wijk if versie.is_bekend else "", *_version(versie), *zorg)


def _age(versie: Versie) -> int | None:
    return age_on(Client(None, None, versie.inwoner.geboren, None, "0"), versie.product.ingangsdatum)


def _version(versie: Versie) -> Rij:
    product, omvang = versie.product.product, versie.product.omvang
    return (
        versie.product.moment,
        product and product.categorie,
        product and product.code,
        versie.aanbieder,
        versie.product.ingangsdatum,
        versie.product.einddatum,
        versie.product.reden_wijziging,
        *((None, None, None) if omvang is None else (omvang.volume, omvang.eenheid, omvang.frequentie)),
        versie.product.budget_cent,
        versie.toewijzing and versie.toewijzing.verwijzer,
    )


def _delivered(samen: Administratie, toewijzing: Toewijzing) -> tuple[date | str, date | str, str]:
    """Return first day, last day and reason of the end, as far as they were reported."""
    stop_gemeld = toewijzing.stop_gemeld and toewijzing.einde is not None
    return (
        toewijzing.start if toewijzing.start_gemeld else "",
        toewijzing.einde if stop_gemeld and toewijzing.einde else "",
        samen.redenen[toewijzing.nummer] if stop_gemeld else "",
    )
