"""The one form in which a text enters Verhalen: NFC, ``\\n`` line ends, no broken characters."""

from __future__ import annotations

import unicodedata

from verhalen.kern.fouten import OngeldigeInvoer

MAX_BYTES = 256 * 1024
HERSTEL = "Haal het weg en probeer opnieuw. Er is niets bewaard."
_ALLOWED_CONTROLS = frozenset("\n\t")


def normalize(text: str) -> str:
    """Return ``text`` in NFC with ``\\n`` line ends and without a byte order mark.

    Raises OngeldigeInvoer for NUL and other control characters, lone surrogates and
    texts over 256 kB: each of them makes search, masking or erasure miss what follows.
    """
    check_characters(text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"))
    if len(text.encode("utf-8")) > MAX_BYTES:
        raise OngeldigeInvoer("De tekst is te lang: een verhaal mag 256 kB zijn. Knip het in delen.")
    return text


def check_characters(text: str) -> None:
    """Raise OngeldigeInvoer with the position of the first character that cannot be kept safely."""
    for position, character in enumerate(text):
        if "\ud800" <= character <= "\udfff":
            raise OngeldigeInvoer(f"Teken {position + 1} van de tekst is beschadigd. {HERSTEL}")
        if unicodedata.category(character) == "Cc" and character not in _ALLOWED_CONTROLS and character != "\r":
            raise OngeldigeInvoer(f"Teken {position + 1} van de tekst is een stuurteken. {HERSTEL}")
