"""A question in an address: encrypted, because people search for names and addresses are kept everywhere.

The key of ``vraag=`` in an address says nothing in a log, in a history or over a shoulder, yet it can be kept and
sent to a colleague: whoever reads stories of the same municipality opens it. Nothing is stored on the server.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.sleutels import OntcijferingMislukt, Sleuteldoel, Versleuteld, decrypt, encrypt
from verhalen.verzameling.zoeken.vraag import Vraag, read_vraag


@dataclass(frozen=True, repr=False)
class Zoekvraag:
    """What somebody typed, what it means, and how it stands in an address."""

    tekst: str
    vraag: Vraag
    adres: str


def make_zoekvraag(tekst: str, gemeente_id: int) -> Zoekvraag:
    """Return the question in ``tekst``; raise OngeldigeInvoer with one sentence when it is none."""
    vraag = read_vraag(tekst)
    closed = encrypt(Sleuteldoel.ZOEKVRAAG, tekst.encode(), voor=_voor(gemeente_id))
    inhoud = base64.urlsafe_b64encode(closed.inhoud).rstrip(b"=").decode("ascii")
    return Zoekvraag(tekst, vraag, f"{closed.sleutel_id}.{inhoud}")


def open_zoekvraag(adres: str, gemeente_id: int) -> Zoekvraag | None:
    """Return the question that an address holds, or None for no question.

    Raises OngeldigeInvoer when it was damaged, or made in another municipality or with a key that is gone.
    """
    if not adres:
        return None
    sleutel_id, _dot, inhoud = adres.partition(".")
    try:
        closed = base64.b64decode(inhoud + "=" * (-len(inhoud) % 4), altchars=b"-_", validate=True)
        tekst = decrypt(Sleuteldoel.ZOEKVRAAG, Versleuteld(sleutel_id, closed), voor=_voor(gemeente_id)).decode()
    except (binascii.Error, ValueError, OntcijferingMislukt) as error:
        raise OngeldigeInvoer("Deze link naar een zoekvraag werkt niet. Typ uw zoekvraag opnieuw.") from error
    return Zoekvraag(tekst, read_vraag(tekst), adres)


def _voor(gemeente_id: Any) -> str:
    return f"zoekvraag:{gemeente_id}"
