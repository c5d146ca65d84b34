"""The municipality's key: one secret in one file, from which every use has its own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_BYTES = 32


class SleutelError(ValueError):
    """The key file is missing or unusable; the message is a Dutch sentence without any of its content."""


@dataclass(frozen=True, slots=True)
class Sleutel:
    """The secret of one municipality; `kenmerk` (eight hex digits) names it without giving it away."""

    geheim: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.geheim) != _BYTES:
            raise SleutelError(f"Een sleutel is {_BYTES} bytes lang.")

    @property
    def kenmerk(self) -> str:
        """Name of the key, stored with everything made by it."""
        return hashlib.sha256(b"kenmerk|" + self.geheim).hexdigest()[:8]

    def derive(self, gebruik: str) -> bytes:
        """Return the 32-byte key for one use; a leak of one says nothing of another."""
        return _derived(self.geheim, gebruik)

    def sign(self, gebruik: str, waarde: str) -> str:
        """Return HMAC-SHA256 of a value for one use, as 43 characters that fit in a file name or URL."""
        merk = hmac.new(self.derive(gebruik), f"v1|{waarde}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(merk).decode().rstrip("=")


@lru_cache(maxsize=32)
def _derived(geheim: bytes, gebruik: str) -> bytes:
    """Derive once per use: a delivery signs hundreds of thousands of values."""
    return HKDF(SHA256(), _BYTES, salt=None, info=b"verhalen-bron|" + gebruik.encode()).derive(geheim)


def make_sleutel() -> Sleutel:
    """Return a new random key."""
    return Sleutel(secrets.token_bytes(_BYTES))


def load_sleutel(bestand: Path) -> Sleutel:
    """Read a key file; raises `SleutelError`."""
    try:
        inhoud = json.loads(bestand.read_text(encoding="utf-8"))
        return Sleutel(base64.b64decode(inhoud["sleutel"], validate=True))
    except FileNotFoundError:
        raise SleutelError(
            f"Het sleutelbestand {bestand.name} is er niet. Maak het één keer met --maak-sleutel."
        ) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise SleutelError(f"Het sleutelbestand {bestand.name} is niet te lezen.") from None


def save_sleutel(sleutel: Sleutel, bestand: Path) -> None:
    """Write a new key file that only its owner can read; an existing one is never overwritten (`SleutelError`)."""
    inhoud = {"versie": 1, "kenmerk": sleutel.kenmerk, "sleutel": base64.b64encode(sleutel.geheim).decode()}
    try:
        handvat = os.open(bestand, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SleutelError(f"Het sleutelbestand {bestand.name} bestaat al en blijft zoals het is.") from None
    with os.fdopen(handvat, "w", encoding="utf-8") as uit:
        json.dump(inhoud, uit)
