"""Writes about submissions: bring in, refuse, withdraw."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.kern.intrekking import run_afhandelaars
from verhalen.kern.sporen import ask_wipe
from verhalen.kern.taken import start_taak
from verhalen.kern.tekst import normalize
from verhalen.kluis import deur
from verhalen.kluis.models import Bron
from verhalen.kluis.ruw import RuweTekst
from verhalen.verzameling.intrekcodes import fingerprint, new_code
from verhalen.verzameling.models import Inzending, Ontvangen, Oordeel, Toestemming, Uitvraag, Verhaal, Weigering
from verhalen.verzameling.policies import (
    check_can_intrekken,
    check_can_open_intrekking,
    check_can_submit,
    check_toestemming,
)
from verhalen.verzameling.waarden import Ingediend, Toestemmingsantwoord

MASKERTAAK = "maskers-voorstellen"


@dataclass(frozen=True)
class Ontvangst:
    """What the person who brought a story in gets back; the code is shown once and not kept."""

    inzending: Inzending
    intrekcode: str


def submit_inzending(
    *,
    by: Gebruiker,
    uitvraag: Uitvraag,
    toestemming: Toestemmingsantwoord,
    verhalen: list[Ingediend],
    contact: str = "",
    kanaal: str = Inzending.Kanaal.FORMULIER,
    kenmerk: uuid.UUID | None = None,
) -> Ontvangst:
    """Keep one or more stories with the consent they were given under, all or nothing.

    ``kenmerk`` is the id that the form carried: sending the same form twice keeps one
    submission, and the second answer holds no code. Raises Geweigerd when consent or round
    do not allow it and OngeldigeInvoer when a text cannot be kept safely; in both cases nothing is stored.
    """
    check_can_keep(by=by, uitvraag=uitvraag, toestemming=toestemming, verhalen=verhalen)
    inzending = Inzending(
        id=kenmerk or uuid.uuid4(),
        gemeente=uitvraag.gemeente,
        uitvraag=uitvraag,
        kanaal=kanaal,
        grondslag=uitvraag.grondslag,
        ingevoerd_door=by,
    )
    known = _find_known(inzending)
    if known is not None:
        return Ontvangst(known, "")
    try:
        return _keep_inzending(inzending, toestemming, verhalen, contact)
    except IntegrityError:
        # The same form arrived twice at the same moment, and the other one was first.
        known = _find_known(inzending)
        if known is None:
            raise
        return Ontvangst(known, "")


def check_can_keep(
    *, by: Gebruiker, uitvraag: Uitvraag, toestemming: Toestemmingsantwoord, verhalen: list[Ingediend]
) -> None:
    """Raise Geweigerd when consent or round do not allow to keep these stories, in whatever place."""
    check_can_submit(by=by, uitvraag=uitvraag, dag=timezone.localdate())
    for ingediend in verhalen:
        check_toestemming(antwoord=toestemming, soort=ingediend.soort)


def _find_known(inzending: Inzending) -> Inzending | None:
    found: Inzending | None = Inzending.objects.of(inzending.gemeente).filter(pk=inzending.pk).first()
    return found


@transaction.atomic
def _keep_inzending(
    inzending: Inzending, toestemming: Toestemmingsantwoord, verhalen: list[Ingediend], contact: str
) -> Ontvangst:
    code, by = new_code(), inzending.ingevoerd_door
    assert by is not None
    inzending.intrekcode = fingerprint(code)
    inzending.contact = _store_contact(contact, toestemming, inzending.uitvraag, by)
    inzending.save(force_insert=True)
    _store_toestemming(inzending, toestemming)
    store_verhalen(inzending=inzending, verhalen=verhalen, by=by)
    record(by=by, actie="inzending-ontvangen", object=inzending, doel=Doel.VERZAMELEN, verhalen=len(verhalen))
    ask_maskers(gemeente=inzending.gemeente, by=by)
    return Ontvangst(inzending, code)


def ask_maskers(*, gemeente: Any, by: Any) -> None:
    """Have masks proposed in the background for every story that has none yet."""
    start_taak(soort=MASKERTAAK, gemeente=gemeente, by=by)


def store_verhalen(*, inzending: Inzending, verhalen: list[Ingediend], by: Any) -> list[Verhaal]:
    """Put the texts into the kluis and make their stories; call inside the transaction of the submission."""
    texts = [(ingediend, _checked_text(ingediend)) for ingediend in verhalen]
    if not texts:
        raise OngeldigeInvoer("Er is geen verhaal ingevuld. Schrijf op wat de verteller zei.")
    return [
        _store_verhaal(inzending, nummer, ingediend, tekst, by)
        for nummer, (ingediend, tekst) in enumerate(texts, start=1)
    ]


def _checked_text(ingediend: Ingediend) -> str:
    tekst = normalize(ingediend.tekst).strip()
    if not tekst:
        raise OngeldigeInvoer("Er is geen verhaal ingevuld. Schrijf op wat de verteller zei.")
    return tekst


def _store_verhaal(inzending: Inzending, nummer: int, ingediend: Ingediend, tekst: str, by: Any) -> Verhaal:
    bron = deur.store(tekst=RuweTekst(tekst), gemeente=inzending.gemeente, by=by)
    context = {name: getattr(ingediend.context, name) for name in ingediend.context.__dataclass_fields__}
    verhaal = Verhaal(
        gemeente=inzending.gemeente,
        inzending=inzending,
        volgnummer=nummer,
        soort=ingediend.soort,
        bron=bron,
        **context,
    )
    verhaal.clean_fields(exclude={field.name for field in Verhaal._meta.fields} - {"soort", *context})
    verhaal.save()
    if ingediend.oordeel:
        oordeel = Oordeel(gemeente=inzending.gemeente, verhaal=verhaal, **ingediend.oordeel)
        oordeel.full_clean(exclude=["verhaal", "gemeente"])
        oordeel.save()
    return verhaal


def _store_toestemming(inzending: Inzending, antwoord: Toestemmingsantwoord) -> Toestemming:
    fields = asdict(antwoord)
    fields["leeftijdsband"] = fields.pop("leeftijd_verteller")
    return Toestemming.objects.create(gemeente=inzending.gemeente, inzending=inzending, moment=timezone.now(), **fields)


def _store_contact(contact: str, toestemming: Toestemmingsantwoord, uitvraag: Uitvraag, by: Gebruiker) -> Bron | None:
    # Contact details without permission to use them are not kept at all.
    if not contact.strip() or not toestemming.opnieuw_benaderen:
        return None
    return deur.store(
        tekst=RuweTekst(normalize(contact).strip()),
        gemeente=uitvraag.gemeente,
        by=by,
        soort=Bron.Soort.CONTACT,
    )


@transaction.atomic
def count_weigering(*, by: Gebruiker, uitvraag: Uitvraag, dag: date) -> None:
    """Add one to the refusals of this round and day; nothing else of the person is kept."""
    check_can_submit(by=by, uitvraag=uitvraag, dag=dag)
    weigering, _created = Weigering.objects.get_or_create(gemeente=uitvraag.gemeente, uitvraag=uitvraag, dag=dag)
    Weigering.objects.filter(pk=weigering.pk).update(aantal=F("aantal") + 1)
    record(by=by, actie="weigering-geteld", object=weigering, doel=Doel.VERZAMELEN)


@transaction.atomic
def withdraw_inzending(*, inzending: Inzending, by: Gebruiker | None, reden: str = "") -> int:
    """Erase everything of a submission in every room; the empty shells stay as a trace.

    ``by`` is None when the teller did it with the code, and then gives no reason; anyone else gives one of
    `Intrekreden`. Returns the number of stories that were withdrawn now; doing it twice changes nothing.
    Raises Geweigerd for someone without the right or without a reason.
    """
    if by is not None:
        check_can_intrekken(by=by, inzending=inzending, reden=reden)
    verhalen = list(inzending.verhalen.select_for_update().levend())
    for verhaal in verhalen:
        _withdraw_verhaal(verhaal, by)
    if inzending.contact is not None:
        _destroy(inzending.contact, by)
    for ontvangen in Ontvangen.objects.filter(kenmerk=inzending.pk, inhoud__isnull=False).select_related("inhoud"):
        assert ontvangen.inhoud is not None
        _destroy(ontvangen.inhoud, by)
    if verhalen:
        record(
            by=by,
            actie="inzending-ingetrokken",
            object=inzending,
            doel=Doel.RECHTEN_VAN_BETROKKENE,
            verhalen=len(verhalen),
            door_verteller=by is None,
            **({"reden": reden} if reden else {}),
        )
        _close_toestemming(inzending)
        ask_wipe(gemeente=inzending.gemeente, by=by)
    return len(verhalen)


def _close_toestemming(inzending: Inzending) -> None:
    """Keep what proves that consent was asked and given, with the text and the purposes; the age of a person goes."""
    Toestemming.objects.filter(inzending=inzending).update(ingetrokken_op=timezone.now(), leeftijdsband="")


@transaction.atomic
def open_intrekking(*, inzending: Inzending, by: Gebruiker) -> None:
    """Leave an event that somebody looked up what there is of this submission."""
    check_can_open_intrekking(by=by, inzending=inzending)
    record(by=by, actie="inzending-opgezocht", object=inzending, doel=Doel.RECHTEN_VAN_BETROKKENE)


def _withdraw_verhaal(verhaal: Verhaal, by: Gebruiker | None) -> None:
    run_afhandelaars(verhaal)
    verhaal.maskers.all().delete()
    verhaal.maskerstappen.all().delete()
    verhaal.werkbeurten.all().delete()
    Oordeel.objects.filter(verhaal=verhaal).delete()
    if verhaal.bron is not None:
        _destroy(verhaal.bron, by)
    Verhaal.objects.filter(pk=verhaal.pk).update(
        staat=Verhaal.Staat.INGETROKKEN,
        ingetrokken_op=timezone.now(),
        tekst_veilig="",
        pillen=[],
        bron=None,
        vertellerrol=None,
        vertellersoort="",
        leeftijdsband="",
        gebied=None,
        periode="",
        verteld_op=None,
        zorgvorm=None,
        aanbieder=None,
    )


def _destroy(bron: Bron, by: Gebruiker | None) -> None:
    deur.destroy(bron=bron, by=by, doel=Doel.RECHTEN_VAN_BETROKKENE, waarom="ingetrokken")
