"""The keyring: keys outside the database, each with a purpose and an id, each rotatable.

The file is JSON, readable by its owner alone::

    {"kluis": {"actief": "k1", "sleutels": {"k1": "<base64, 32 bytes>"}}, ...}

Ciphertext carries the id of its key, so that old rows stay readable after a rotation.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
NONCE_BYTES = 12


class Sleuteldoel(StrEnum):
    """What a key is for; a key never serves two purposes."""

    KLUIS = "kluis"
    INTREKCODE = "intrekcode"
    PLATFORMPSEUDONIEM = "platformpseudoniem"
    TWEEDE_FACTOR = "tweede-factor"
    VELDAPP = "veldapp"
    RESERVEKOPIE = "reservekopie"


class OntcijferingMislukt(Exception):
    """The ciphertext does not belong to this key, this object or is damaged."""


@dataclass(frozen=True)
class Versleuteld:
    """Ciphertext and the id of the key that opens it."""

    sleutel_id: str
    inhoud: bytes


def create_keyring(path: Path) -> bool:
    """Write a new keyring to ``path`` unless one is there; return whether it was written.

    Created with O_EXCL and mode 0600: two processes that start together cannot
    overwrite each other's keys, and nobody else can read them.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    ring = {doel.value: {"actief": "k1", "sleutels": {"k1": _new_key()}} for doel in Sleuteldoel}
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        json.dump(ring, stream, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    return True


def rotate(path: Path, doel: Sleuteldoel) -> str:
    """Add a new active key for ``doel``; old ones stay for reading. Return its id."""
    ring = json.loads(path.read_text("ascii"))
    entry = ring[doel.value]
    sleutel_id = f"k{len(entry['sleutels']) + 1}"
    entry["sleutels"][sleutel_id] = _new_key()
    entry["actief"] = sleutel_id
    replacement = path.with_suffix(".nieuw")
    descriptor = os.open(replacement, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        json.dump(ring, stream, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    replacement.replace(path)
    _load.cache_clear()
    return sleutel_id


def encrypt(doel: Sleuteldoel, inhoud: bytes, *, voor: str) -> Versleuteld:
    """Encrypt with the active key of ``doel``; ``voor`` binds the result to one object."""
    sleutel_id, key = _active(doel)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Versleuteld(sleutel_id, nonce + AESGCM(key).encrypt(nonce, inhoud, voor.encode()))


def decrypt(doel: Sleuteldoel, versleuteld: Versleuteld, *, voor: str) -> bytes:
    """Return the plain bytes; raise OntcijferingMislukt when key, object or content do not fit."""
    key = _key(doel, versleuteld.sleutel_id)
    nonce, inhoud = versleuteld.inhoud[:NONCE_BYTES], versleuteld.inhoud[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, inhoud, voor.encode())
    except InvalidTag as error:
        raise OntcijferingMislukt("De versleutelde inhoud hoort niet bij deze sleutel of is beschadigd.") from error


def sign(doel: Sleuteldoel, waarde: str) -> str:
    """Return ``<key id>:<HMAC-SHA256>`` of ``waarde``: to look a secret up without keeping it."""
    sleutel_id, key = _active(doel)
    return f"{sleutel_id}:{_hmac(key, waarde)}"


def sign_with_all(doel: Sleuteldoel, waarde: str) -> list[str]:
    """Return the signature of ``waarde`` under every key of ``doel``, for look-up after a rotation."""
    return [f"{sleutel_id}:{_hmac(key, waarde)}" for sleutel_id, key in _ring(doel)[1].items()]


def _hmac(key: bytes, waarde: str) -> str:
    return hmac.new(key, waarde.encode(), hashlib.sha256).hexdigest()


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def _active(doel: Sleuteldoel) -> tuple[str, bytes]:
    actief, keys = _ring(doel)
    return actief, keys[actief]


def _key(doel: Sleuteldoel, sleutel_id: str) -> bytes:
    try:
        return _ring(doel)[1][sleutel_id]
    except KeyError as error:
        raise OntcijferingMislukt(f"Sleutel {sleutel_id} voor {doel.value} staat niet in de sleutelbos.") from error


def _ring(doel: Sleuteldoel) -> tuple[str, dict[str, bytes]]:
    try:
        return _load(Path(settings.VERHALEN_SLEUTELS))[doel]
    except KeyError as error:
        raise ImproperlyConfigured(f"De sleutelbos heeft geen sleutels voor {doel.value}.") from error


@lru_cache(maxsize=4)
def _load(path: Path) -> dict[Sleuteldoel, tuple[str, dict[str, bytes]]]:
    try:
        ring = json.loads(path.read_text("ascii"))
    except FileNotFoundError as error:
        raise ImproperlyConfigured("De sleutelbos ontbreekt. Maak hem met: manage.py maak_sleutels") from error
    return {
        Sleuteldoel(doel): (
            entry["actief"],
            {name: base64.b64decode(key) for name, key in entry["sleutels"].items()},
        )
        for doel, entry in ring.items()
    }
