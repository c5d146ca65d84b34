"""How allauth behaves here: nobody signs up alone, and secrets of the second factor are ciphertext."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from verhalen.kern.adres import client_address
from verhalen.kern.sleutels import Sleuteldoel, Versleuteld, decrypt, encrypt

GEBONDEN_AAN = "tweede-factor"
# allauth says 'je' and 'incorrect'; here people are addressed as u, in short sentences.
CODE_KLOPT_NIET = "Deze code klopt niet. Kijk of hij nog geldig is en probeer het opnieuw."
MELDINGEN_INLOGGEN = {
    "account_inactive": "Dit account is uitgezet. Vraag het de beheerder van uw gemeente.",
    "enter_current_password": "Vul uw huidige wachtwoord in.",
    "incorrect_code": CODE_KLOPT_NIET,
    "incorrect_password": "Dit wachtwoord klopt niet.",
    "invalid_login": "Inloggen lukte niet. Probeer het opnieuw.",
    "rate_limited": "Dat ging te snel. Wacht even en probeer het opnieuw.",
    "same_as_current": "Kies een ander wachtwoord dan u nu heeft.",
    "too_many_login_attempts": "U probeerde het te vaak. Wacht vijf minuten en probeer het opnieuw.",
    "username_blacklisted": "Deze gebruikersnaam kan niet. Kies een andere.",
    "username_password_mismatch": "De gebruikersnaam of het wachtwoord klopt niet.",
}
MELDINGEN_TWEEDE_FACTOR = {
    "cannot_delete_authenticator": "U kunt de tweede stap niet uitzetten: u leest verhalen.",
    "cannot_generate_recovery_codes": "Zet eerst de tweede stap aan. Daarna kunt u herstelcodes maken.",
    "incorrect_code": CODE_KLOPT_NIET,
}


class GeenAanmelding(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by a beheerder."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultAccountAdapter.error_messages, **MELDINGEN_INLOGGEN}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Brake logins on the same address as withdrawal codes."""
        return client_address(request)


class VersleuteldeTweedeFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keep TOTP secrets and recovery seeds encrypted with a key outside the database."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultMFAAdapter.error_messages, **MELDINGEN_TWEEDE_FACTOR}

    def encrypt(self, text: str) -> str:
        secret = encrypt(Sleuteldoel.TWEEDE_FACTOR, text.encode(), voor=GEBONDEN_AAN)
        return f"{secret.sleutel_id}:{base64.b64encode(secret.inhoud).decode('ascii')}"

    def decrypt(self, encrypted_text: str) -> str:
        sleutel_id, inhoud = encrypted_text.split(":", 1)
        secret = Versleuteld(sleutel_id, base64.b64decode(inhoud))
        return decrypt(Sleuteldoel.TWEEDE_FACTOR, secret, voor=GEBONDEN_AAN).decode()
