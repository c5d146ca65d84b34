"""The platform's own step: pre-pseudonyms go in, keyed pseudonyms come out, each person once.

Nobody can go back without both the key of the municipality and the key of the platform. After a rotation
a person keeps the pseudonym of the old key, so that a chain of help does not break in two.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from verhalen.kern.sleutels import Sleuteldoel, sign, sign_with_all
from verhalen.stamgegevens.models import Gemeente
from verhalen.toewijzing.models import Client, Toewijzing

NONCE_BYTES = 12
_CHUNK = 500
_SUBKEY = "versleutelen|pre-pseudoniem"
# The forms in which the source names a person and an allocation; a raw number is neither.
PRE_PSEUDONIEM = re.compile(r"pp1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{43}")
BSN = re.compile(r"[0-9]{8,9}")


class Register:
    """The rows of one municipality by pseudonym; what is new is made, in bulk."""

    def __init__(self, model: type[Client] | type[Toewijzing], gemeente: Gemeente, gebruik: str) -> None:
        self.model, self.gemeente, self.gebruik = model, gemeente, gebruik
        self._rows: Any = model.objects
        self._ids: dict[str, int] = {}

    def ids(self, waarden: Iterable[str]) -> dict[str, int]:
        """Return the row id of each value that a source sent."""
        nieuw = [waarde for waarde in dict.fromkeys(waarden) if waarde not in self._ids]
        for begin in range(0, len(nieuw), _CHUNK):
            self._learn(nieuw[begin : begin + _CHUNK])
        return self._ids

    def _learn(self, waarden: list[str]) -> None:
        by_sign = {teken: waarde for waarde in waarden for teken in self._signs(waarde)}
        self._look_up(by_sign)
        missing = [waarde for waarde in waarden if waarde not in self._ids]
        self._rows.bulk_create([self._make(waarde) for waarde in missing], ignore_conflicts=True)
        self._look_up(by_sign)

    def _look_up(self, by_sign: dict[str, str]) -> None:
        found = self._rows.of(self.gemeente).filter(pseudoniem__in=by_sign)
        for pk, pseudoniem in found.order_by("pk").values_list("pk", "pseudoniem"):
            self._ids.setdefault(by_sign[pseudoniem], pk)

    def _make(self, waarde: str) -> Client | Toewijzing:
        sleutel_id, _, teken = sign(Sleuteldoel.PLATFORMPSEUDONIEM, self._named(waarde)).partition(":")
        row = self.model(gemeente=self.gemeente, pseudoniem=teken, sleutel_id=sleutel_id)
        if isinstance(row, Client):
            row.pre_pseudoniem = seal(waarde, pseudoniem=teken)
        return row

    def _signs(self, waarde: str) -> list[str]:
        signed = sign_with_all(Sleuteldoel.PLATFORMPSEUDONIEM, self._named(waarde))
        return [teken.partition(":")[2] for teken in signed]

    def _named(self, waarde: str) -> str:
        return f"{self.gebruik}|{self.gemeente.code}|{waarde}"


def client_register(gemeente: Gemeente) -> Register:
    """Return the register of persons, by pre-pseudonym."""
    return Register(Client, gemeente, "client")


def toewijzing_register(gemeente: Gemeente) -> Register:
    """Return the register of allocations, by the number that the source sent."""
    return Register(Toewijzing, gemeente, "toewijzing")


def reference_of(gemeente: Gemeente, referentie: str) -> str:
    """Return the pseudonym of a provider's reference."""
    return sign(Sleuteldoel.PLATFORMPSEUDONIEM, f"referentie|{gemeente.code}|{referentie}").partition(":")[2]


def seal(pre_pseudoniem: str, *, pseudoniem: str) -> bytes:
    """Encrypt a pre-pseudonym, bound to its row."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    key = bytes.fromhex(sign(Sleuteldoel.PLATFORMPSEUDONIEM, _SUBKEY).partition(":")[2])
    return nonce + AESGCM(key).encrypt(nonce, pre_pseudoniem.encode(), pseudoniem.encode())


def unseal(client: Client) -> str:
    """Return the pre-pseudonym of one person; only for a worklist, and the caller logs it."""
    keys = dict(teken.split(":", 1) for teken in sign_with_all(Sleuteldoel.PLATFORMPSEUDONIEM, _SUBKEY))
    secret = bytes(client.pre_pseudoniem)
    plain = AESGCM(bytes.fromhex(keys[client.sleutel_id])).decrypt(
        secret[:NONCE_BYTES], secret[NONCE_BYTES:], client.pseudoniem.encode()
    )
    return plain.decode()
