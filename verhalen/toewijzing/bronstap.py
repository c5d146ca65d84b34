"""The step of the source, in memory: only where the server may see raw numbers (demonstration and tests).

Everywhere else a message or table with a burgerservicenummer is refused before anything of it is kept.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from verhalen.kern.sleutels import Sleuteldoel, sign_with_all
from verhalen.stamgegevens.models import Gemeente
from verhalen.toewijzing.bron.pseudoniem import Pseudonimiseerder
from verhalen.toewijzing.bron.sleutels import Sleutel

# An allocation number may come as it is: it gets a key of the platform before it is kept.
RUWE_KOLOMMEN = frozenset({"bsn", "burgerservicenummer", "geboortedatum", "postcode", "naam", "achternaam", "adres"})
WEIGERING = "Dit bericht bevat een burgerservicenummer. Haal de berichten bij de gemeente eerst door het bronprogramma."
WEIGERING_TABEL = (
    "In deze tabel staan persoonsgegevens ({kolommen}). Haal de tabel bij de gemeente eerst door het bronprogramma."
    " Er is niets bewaard."
)


def is_allowed() -> bool:
    """Tell whether this server may see raw numbers."""
    return bool(settings.BRON_OP_SERVER)


def source_step(gemeente: Gemeente, wijken: Mapping[str, str] | None = None) -> Pseudonimiseerder | None:
    """Return the source's own tool with a key for this municipality, or None where it may not run here.

    The key is derived from the oldest platform key, so that reading again gives the same persons.
    """
    if not is_allowed():
        return None
    teken = sign_with_all(Sleuteldoel.PLATFORMPSEUDONIEM, f"bron-op-server|{gemeente.code}")[0]
    return Pseudonimiseerder(Sleutel(bytes.fromhex(teken.partition(":")[2])), wijken or {})
