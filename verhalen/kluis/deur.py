"""The one door of the kluis: put in, look at, destroy. Every look leaves an event."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.kern.sleutels import Sleuteldoel, Versleuteld, decrypt, encrypt
from verhalen.kluis.models import Bron
from verhalen.kluis.ruw import RuweTekst


@transaction.atomic
def store(
    *,
    tekst: RuweTekst,
    gemeente: Any,
    by: Any,
    soort: str = Bron.Soort.TEKST,
    bewaren_tot: date | None = None,
) -> Bron:
    """Encrypt ``tekst`` under a fresh token and keep it until ``bewaren_tot``, or as long as its kind may stay."""
    inhoud = tekst.tekst.encode("utf-8")
    return store_bytes(inhoud=inhoud, gemeente=gemeente, by=by, soort=soort, bewaren_tot=bewaren_tot)


@transaction.atomic
def store_bytes(*, inhoud: bytes, gemeente: Any, by: Any, soort: str, bewaren_tot: date | None = None) -> Bron:
    """Encrypt a file under a fresh token, as `store` does for a text."""
    kenmerk = uuid.uuid4()
    secret = encrypt(Sleuteldoel.KLUIS, inhoud, voor=str(kenmerk))
    bron = Bron.objects.create(
        gemeente=gemeente,
        kenmerk=kenmerk,
        soort=soort,
        sleutel_id=secret.sleutel_id,
        inhoud=secret.inhoud,
        bewaren_tot=bewaren_tot or timezone.localdate() + timedelta(days=settings.BEWAARDAGEN[soort]),
    )
    record(by=by, actie="ruwe-tekst-bewaard", object=bron, doel=Doel.VERZAMELEN)
    return bron


@transaction.atomic
def read(*, bron: Bron, by: Any, doel: Doel, waarom: str) -> RuweTekst:
    """Decrypt and return the text; who looked and why is stored in the same transaction.

    Raises OntcijferingMislukt when the key is gone or the row was tampered with.
    """
    return RuweTekst(read_bytes(bron=bron, by=by, doel=doel, waarom=waarom).decode("utf-8"))


@transaction.atomic
def read_bytes(*, bron: Bron, by: Any, doel: Doel, waarom: str) -> bytes:
    """Decrypt and return a file; logged and refused as `read` is."""
    secret = Versleuteld(bron.sleutel_id, bytes(bron.inhoud))
    inhoud = decrypt(Sleuteldoel.KLUIS, secret, voor=str(bron.kenmerk))
    record(by=by, actie="ruwe-tekst-gelezen", object=bron, doel=doel, waarom=waarom)
    return inhoud


@transaction.atomic
def destroy(*, bron: Bron, by: Any, doel: Doel, waarom: str) -> None:
    """Remove the ciphertext; the event stays."""
    record(by=by, actie="ruwe-tekst-vernietigd", object=bron, doel=doel, waarom=waarom)
    bron.delete()
