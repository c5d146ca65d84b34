"""The code on the teller's card: easy to read aloud, impossible to guess, never kept."""

from __future__ import annotations

import secrets

from verhalen.kern.sleutels import Sleuteldoel, sign, sign_with_all

# No vowels, so no words arise; no characters that look alike on paper.
ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
GROUPS, GROUP_LENGTH = 3, 4


def new_code() -> str:
    """Return a fresh code such as ``k7fd-x2mb-9tqs``: 57 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))


def fingerprint(code: str) -> str:
    """Return what is stored of a code: its HMAC under the active key."""
    return sign(Sleuteldoel.INTREKCODE, _plain(code))


def fingerprints(code: str) -> list[str]:
    """Return every form in which this code may be stored, one for each key."""
    return sign_with_all(Sleuteldoel.INTREKCODE, _plain(code))


def _plain(code: str) -> str:
    return "".join(character for character in code.lower() if character in ALPHABET)
