"""Who referred: what no message tells, and the municipality's own administration does."""

from __future__ import annotations

from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.model import Episode, Product, Stad

GEMEENTE, HUISARTS, JEUGDARTS, GECERTIFICEERD, SPECIALIST, ZELF, RECHTER = "01", "02", "03", "04", "05", "06", "08"
ONBEKEND = ""
_CODES = (GEMEENTE, HUISARTS, JEUGDARTS, GECERTIFICEERD, SPECIALIST, ZELF, RECHTER, ONBEKEND)
# Parts of the whole, in the order of the codes: help at home, mental health care, stays, protection.
_THUIS = (48, 24, 9, 4, 4, 7, 1, 3)
_GGZ = (12, 58, 8, 2, 12, 4, 0, 4)
_VERBLIJF = (40, 3, 1, 33, 3, 1, 16, 3)
_BESCHERMING = (2, 0, 0, 25, 0, 0, 71, 2)


def assign(lot: Lot, stad: Stad) -> None:
    """Give every stretch of care its referrer; what continues it keeps that one."""
    for episode in stad.episodes:
        verwijzer = lot.pick(_CODES, _weights(episode))
        for toewijzing in episode.toewijzingen:
            toewijzing.verwijzer = verwijzer


def _weights(episode: Episode) -> tuple[float, ...]:
    """Return the chances by kind of help; each year fewer come by the doctor, and more by the municipality."""
    gewichten = _by_product(episode.eerste.product)
    afname = gewichten[1] * 0.06 * max(0, episode.start.year - 2022)
    return (gewichten[0] + afname, gewichten[1] - afname, *gewichten[2:])


def _by_product(product: Product) -> tuple[int, ...]:
    if product.verblijf:
        return _VERBLIJF
    if product.categorie in {"51", "52"}:
        return _GGZ
    return _BESCHERMING if product.categorie == "48" else _THUIS
