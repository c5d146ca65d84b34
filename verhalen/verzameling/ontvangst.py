"""A submission that a tablet or another system sends: received once, however often it is sent.

The sender makes the id. The same id with the same bytes is the same submission; the same id
with other bytes is a conflict, and then both are kept.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from enum import StrEnum

from django.db import IntegrityError, transaction

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.kluis import deur
from verhalen.kluis.models import Bron
from verhalen.verzameling.actions import check_can_keep, submit_inzending
from verhalen.verzameling.models import Inzending, Ontvangen, Uitvraag, Verhaal
from verhalen.verzameling.waarden import Ingediend, Toestemmingsantwoord


class Uitslag(StrEnum):
    """What became of what was sent."""

    NIEUW = "nieuw"
    ZELFDE = "zelfde"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Ontvangstbewijs:
    """What the sender gets back: only this tells that the server has it."""

    kenmerk: uuid.UUID
    sha256: str
    uitslag: Uitslag
    intrekcode: str = ""


@dataclass(frozen=True, repr=False)
class Zending:
    """What was sent, read and checked."""

    uitvraag: Uitvraag
    toestemming: Toestemmingsantwoord
    verhalen: list[Ingediend]
    contact: str = ""


def receive(*, kenmerk: uuid.UUID, inhoud: bytes, zending: Zending, by: Gebruiker) -> Ontvangstbewijs:
    """Keep ``zending`` under ``kenmerk``; ``inhoud`` are the bytes as they came.

    Raises Geweigerd and OngeldigeInvoer as `submit_inzending` does; nothing is kept then.
    Two that arrive together are told apart by the database, not by this code.
    """
    sha256 = hashlib.sha256(inhoud).hexdigest()
    known = _known(kenmerk, sha256, inhoud, zending, by)
    if known is not None:
        return known
    try:
        return _keep_new(kenmerk, sha256, zending, by)
    except IntegrityError:
        known = _known(kenmerk, sha256, inhoud, zending, by)
        if known is None:
            raise
        return known


@transaction.atomic
def _known(kenmerk: uuid.UUID, sha256: str, inhoud: bytes, zending: Zending, by: Gebruiker) -> Ontvangstbewijs | None:
    # Looked at before the proofs: what somebody sends at this very moment is then seen there as well, or nowhere.
    taken = Inzending.objects.filter(pk=kenmerk).exists()
    earlier = Ontvangen.objects.visible_to(by).filter(kenmerk=kenmerk)
    if not earlier.exists():
        _check_free(taken)
        return None
    if not earlier.filter(sha256=sha256).exists():
        _check_not_withdrawn(kenmerk)
        check_can_keep(by=by, uitvraag=zending.uitvraag, toestemming=zending.toestemming, verhalen=zending.verhalen)
        _park(kenmerk, sha256, inhoud, by)
        return Ontvangstbewijs(kenmerk, sha256, Uitslag.CONFLICT)
    parked = earlier.filter(sha256=sha256, staat=Ontvangen.Staat.GEPARKEERD).exists()
    return Ontvangstbewijs(kenmerk, sha256, Uitslag.CONFLICT if parked else Uitslag.ZELFDE)


def _check_free(taken: bool) -> None:
    """Raise OngeldigeInvoer when the id is that of a form, of a row of a file or of another municipality.

    Whoever sends would be told that it was received, while nothing of it is kept.
    """
    if taken:
        raise OngeldigeInvoer("Dit kenmerk is al in gebruik. Er is niets bewaard; stuur dit onder een nieuw kenmerk.")


def _check_not_withdrawn(kenmerk: uuid.UUID) -> None:
    """Raise Geweigerd when the teller had this submission erased: other words under its id are erased words too."""
    stories = Verhaal.objects.filter(inzending=kenmerk)
    if stories.exists() and not stories.levend().exists():
        raise Geweigerd("Deze inzending is ingetrokken. Er is niets bewaard.")


def _park(kenmerk: uuid.UUID, sha256: str, inhoud: bytes, by: Gebruiker) -> None:
    parked = Ontvangen.objects.create(
        gemeente=by.gemeente,
        kenmerk=kenmerk,
        sha256=sha256,
        staat=Ontvangen.Staat.GEPARKEERD,
        inhoud=deur.store_bytes(inhoud=inhoud, gemeente=by.gemeente, by=by, soort=Bron.Soort.INZENDING),
        ontvangen_van=by,
    )
    record(by=by, actie="inzending-geparkeerd", object=parked, doel=Doel.VERZAMELEN, kenmerk=str(kenmerk))


@transaction.atomic
def _keep_new(kenmerk: uuid.UUID, sha256: str, zending: Zending, by: Gebruiker) -> Ontvangstbewijs:
    Ontvangen.objects.create(
        gemeente=by.gemeente, kenmerk=kenmerk, sha256=sha256, staat=Ontvangen.Staat.VERWERKT, ontvangen_van=by
    )
    ontvangst = submit_inzending(
        by=by,
        uitvraag=zending.uitvraag,
        toestemming=zending.toestemming,
        verhalen=zending.verhalen,
        contact=zending.contact,
        kanaal=Inzending.Kanaal.API,
        kenmerk=kenmerk,
    )
    return Ontvangstbewijs(kenmerk, sha256, Uitslag.NIEUW, ontvangst.intrekcode)
