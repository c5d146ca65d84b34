"""How allauth behaves here: nobody signs up alone, and secrets of the second factor are ciphertext."""

from __future__ import annotations

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from verhalen.kern.adres import client_address
from verhalen.kern.sleutels import Sleuteldoel, Versleuteld, decrypt, encrypt

GEBONDEN_AAN = "tweede-factor"


class GeenAanmelding(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by a beheerder."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Brake logins on the same address as withdrawal codes."""
        return client_address(request)


class VersleuteldeTweedeFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keep TOTP secrets and recovery seeds encrypted with a key outside the database."""

    def encrypt(self, text: str) -> str:
        secret = encrypt(Sleuteldoel.TWEEDE_FACTOR, text.encode(), voor=GEBONDEN_AAN)
        return f"{secret.sleutel_id}:{base64.b64encode(secret.inhoud).decode('ascii')}"

    def decrypt(self, encrypted_text: str) -> str:
        sleutel_id, inhoud = encrypted_text.split(":", 1)
        secret = Versleuteld(sleutel_id, base64.b64decode(inhoud))
        return decrypt(Sleuteldoel.TWEEDE_FACTOR, secret, voor=GEBONDEN_AAN).decode()
