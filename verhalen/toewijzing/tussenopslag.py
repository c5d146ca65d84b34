"""Keep a file encrypted until it has been read in; destroying its key destroys it."""

from __future__ import annotations

import os
import secrets
import uuid
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from verhalen.kern.fouten import Geweigerd
from verhalen.stamgegevens.models import Gemeente
from verhalen.toewijzing.bestandmodellen import Tussenopslag

# Long enough for somebody who comes back after a holiday; nothing waits longer than that.
BEWAARTERMIJN = timedelta(days=30)
KEY_BYTES = 32
NONCE_BYTES = 12


def store(*, inhoud: bytes, gemeente: Gemeente) -> Tussenopslag:
    """Write ``inhoud`` under a key of its own; the file is gone again when the transaction is."""
    kenmerk, key, nonce = uuid.uuid4(), secrets.token_bytes(KEY_BYTES), secrets.token_bytes(NONCE_BYTES)
    path = path_of(kenmerk)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(nonce + AESGCM(key).encrypt(nonce, inhoud, kenmerk.bytes))
        return Tussenopslag.objects.create(
            gemeente=gemeente, kenmerk=kenmerk, sleutel=key, bewaren_tot=timezone.localdate() + BEWAARTERMIJN
        )
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def read(plek: Tussenopslag) -> bytes:
    """Return the file. Raises Geweigerd when it is no longer there."""
    try:
        secret = path_of(plek.kenmerk).read_bytes()
    except FileNotFoundError as error:
        raise Geweigerd("Dit bestand is er niet meer. Lees het zo nodig opnieuw in.") from error
    plain: bytes = AESGCM(bytes(plek.sleutel)).decrypt(secret[:NONCE_BYTES], secret[NONCE_BYTES:], plek.kenmerk.bytes)
    return plain


def destroy(plek: Tussenopslag | None) -> None:
    """Forget the key now and the file when that is certain."""
    if plek is None:
        return
    path = path_of(plek.kenmerk)
    plek.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def path_of(kenmerk: uuid.UUID) -> Path:
    """Return where the ciphertext lies."""
    return Path(settings.VERHALEN_DATA) / "tussenopslag" / kenmerk.hex
