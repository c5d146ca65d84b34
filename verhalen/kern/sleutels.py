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
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

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
    ZOEKVRAAG = "zoekvraag"


# Purposes that came with an update of the program: a ring from before it has no key for them.
LATER = (Sleuteldoel.ZOEKVRAAG,)


class OntcijferingMislukt(Exception):
    """The ciphertext does not belong to this key, this object or is damaged."""


@dataclass(frozen=True)
class Versleuteld:
    """Ciphertext and the id of the key that opens it."""

    sleutel_id: str
    inhoud: bytes


def create_keyring(path: Path) -> bool:
    """Write a new keyring to ``path`` unless one is there; return whether it was written.

    Written beside its place and then linked there: of two processes that start together
    one wins, and the other never sees half a keyring. Nobody but the owner can read it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    ring = {doel.value: {"actief": "k1", "sleutels": {"k1": _new_key()}} for doel in Sleuteldoel}
    written = _write_beside(path, ring)
    try:
        os.link(written, path)
    except FileExistsError:
        return False
    finally:
        written.unlink()
    return True


def complete_keyring(path: Path) -> list[str]:
    """Add a key for every purpose in `LATER` that the ring does not know yet; return those purposes.

    A ring that lacks another purpose is damaged, not old: a new key there would hide that the old one is lost.
    """
    ring = json.loads(path.read_text("ascii"))
    missing = [doel.value for doel in LATER if doel.value not in ring]
    if missing:
        ring |= {doel: {"actief": "k1", "sleutels": {"k1": _new_key()}} for doel in missing}
        _write_beside(path, ring).replace(path)
    return missing


def missing_purposes(path: Path) -> list[str]:
    """Return the purposes that the ring has no key for; none when there is no ring yet."""
    if not path.is_file():
        return []
    ring = json.loads(path.read_text("ascii"))
    return [doel.value for doel in Sleuteldoel if doel.value not in ring]


def check_keyring(path: Path) -> None:
    """Raise ImproperlyConfigured when a purpose has no key: at start, not when somebody first needs it."""
    missing = missing_purposes(path)
    if missing:
        raise ImproperlyConfigured(
            f"De sleutelbos mist een sleutel voor {', '.join(missing)}. Draai na het bijwerken manage.py maak_sleutels."
        )


def _write_beside(path: Path, ring: dict[str, Any]) -> Path:
    """Write ``ring`` to a new file next to ``path``, on the disk when this returns; its owner alone can read it."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        json.dump(ring, stream, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    return Path(name)


def rotate(path: Path, doel: Sleuteldoel) -> str:
    """Add a new active key for ``doel``; old ones stay for reading. Return its id."""
    ring = json.loads(path.read_text("ascii"))
    entry = ring[doel.value]
    sleutel_id = f"k{len(entry['sleutels']) + 1}"
    entry["sleutels"][sleutel_id] = _new_key()
    entry["actief"] = sleutel_id
    _write_beside(path, ring).replace(path)
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
    except (InvalidTag, ValueError) as error:
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
    path = Path(settings.VERHALEN_SLEUTELS)
    try:
        # Every process sees a rotation at once: the moment of the file is part of what is remembered.
        ring = _load(path, path.stat().st_mtime_ns)
    except FileNotFoundError as error:
        raise ImproperlyConfigured("De sleutelbos ontbreekt. Maak hem met: manage.py maak_sleutels") from error
    try:
        return ring[doel]
    except KeyError as error:
        cure = "Vul hem aan met: manage.py maak_sleutels" if doel in LATER else "Zet de reservekopie ervan terug."
        raise ImproperlyConfigured(f"De sleutelbos heeft geen sleutels voor {doel.value}. {cure}") from error


@lru_cache(maxsize=4)
def _load(path: Path, _changed: int) -> dict[Sleuteldoel, tuple[str, dict[str, bytes]]]:
    try:
        ring = json.loads(path.read_text("ascii"))
        return {Sleuteldoel(doel): (entry["actief"], _decode(entry["sleutels"])) for doel, entry in ring.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ImproperlyConfigured("De sleutelbos is beschadigd. Zet de reservekopie ervan terug.") from error


def _decode(entries: dict[str, str]) -> dict[str, bytes]:
    keys = {name: base64.b64decode(key, validate=True) for name, key in entries.items()}
    if any(len(key) != KEY_BYTES for key in keys.values()):
        raise ValueError("a key of the wrong length")
    return keys
