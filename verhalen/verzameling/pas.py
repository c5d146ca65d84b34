"""The pass between the two screens of the form: what was answered to the consent questions, signed.

Nothing is kept between the screens, so the browser carries the answer. A pass opens one form: the
same round, the same person who asked, the same text that was read aloud, and half a day at most.
"""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd
from verhalen.verzameling.models import Uitvraag
from verhalen.verzameling.waarden import Toestemmingsantwoord

ZOUT = "verzameling.toestemming"
GELDIG_SECONDEN = 12 * 60 * 60
TEKST_STAAT_ER_NOG = "Vraag haar opnieuw. Wat u typte, staat er nog."


@dataclass(frozen=True)
class Pas:
    """What a valid pass says: the answer, and the id under which the submission will be kept."""

    antwoord: Toestemmingsantwoord
    kenmerk: uuid.UUID


def issue(*, antwoord: Toestemmingsantwoord, uitvraag: Uitvraag, by: Gebruiker) -> str:
    """Return a signed pass for one submission of this round by this person."""
    carried = {"antwoord": asdict(antwoord), "kenmerk": str(uuid.uuid4()), **_bound_to(uitvraag, by)}
    return signing.dumps(carried, salt=ZOUT)


def redeem(pas: str, *, uitvraag: Uitvraag, by: Gebruiker) -> Pas:
    """Return what the pass says. Raises Geweigerd when it is too old, was changed, or belongs to another form."""
    try:
        carried: dict[str, Any] = signing.loads(pas, salt=ZOUT, max_age=GELDIG_SECONDEN)
    except signing.SignatureExpired as error:
        raise Geweigerd(f"De toestemming is meer dan 12 uur geleden gegeven. {TEKST_STAAT_ER_NOG}") from error
    except signing.BadSignature as error:
        raise Geweigerd(f"De toestemming is onderweg beschadigd. {TEKST_STAAT_ER_NOG}") from error
    if {name: carried.get(name) for name in ("uitvraag", "gebruiker", "tekstversie")} != _bound_to(uitvraag, by):
        raise Geweigerd(f"Deze toestemming hoort bij een ander formulier. {TEKST_STAAT_ER_NOG}")
    return Pas(Toestemmingsantwoord(**carried["antwoord"]), uuid.UUID(carried["kenmerk"]))


def _bound_to(uitvraag: Uitvraag, by: Gebruiker) -> dict[str, Any]:
    tekstversie = uitvraag.vragenlijst.definitie["toestemmingstekst"]
    return {"uitvraag": uitvraag.pk, "gebruiker": by.pk, "tekstversie": tekstversie}
