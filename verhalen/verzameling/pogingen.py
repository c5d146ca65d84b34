"""A brake on guessing withdrawal codes: wrong codes are counted per address, and over all addresses.

An attempt is counted before the code is looked up and given back when it was right, so a burst of
simultaneous guesses gets no further than one guess at a time.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from verhalen.kern.adres import client_group
from verhalen.verzameling.models import Codepoging

HOOGSTENS = 10
# A code holds 57 bits. A thousand guesses a quarter of an hour, a year long, against 100,000 codes in use find
# one with a chance of 1 in 40,000; tellers of a whole municipality do not mistype that often.
HOOGSTENS_OVERAL = 1000
VENSTER = timedelta(minutes=15)
OVERAL = "overal"


@transaction.atomic
def claim_poging(request: HttpRequest) -> bool:
    """Count one attempt; return False, and count nothing, when there were too many in this quarter of an hour."""
    Codepoging.objects.filter(verloopt_op__lte=timezone.now()).delete()
    own = _key(request)
    if not _count(own, HOOGSTENS):
        return False
    if not _count(OVERAL, HOOGSTENS_OVERAL):
        _give_back(own)
        return False
    return True


@transaction.atomic
def release_poging(request: HttpRequest) -> None:
    """Give the attempt back: the code was right."""
    _give_back(_key(request))
    _give_back(OVERAL)


def _count(sleutel: str, hoogstens: int) -> bool:
    Codepoging.objects.get_or_create(sleutel=sleutel, defaults={"verloopt_op": timezone.now() + VENSTER})
    return bool(Codepoging.objects.filter(sleutel=sleutel, aantal__lt=hoogstens).update(aantal=F("aantal") + 1))


def _give_back(sleutel: str) -> None:
    Codepoging.objects.filter(sleutel=sleutel, aantal__gt=0).update(aantal=F("aantal") - 1)


def _key(request: HttpRequest) -> str:
    # The address itself is not kept, only enough to recognise it for a quarter of an hour.
    return salted_hmac("verzameling.codepoging", client_group(request), algorithm="sha256").hexdigest()[:32]
