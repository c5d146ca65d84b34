"""What every page shows around its content: rooms, municipality, person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from verhalen.kern.rollen import Recht

# Room, url name, the rights of which one opens it.
KAMERS: tuple[tuple[str, str, tuple[Recht, ...]], ...] = (
    ("Verzamelen", "verzameling:start", (Recht.VERHAAL_INVOEREN, Recht.VERHAAL_IMPORTEREN)),
    ("Nakijken", "verzameling:nakijklijst", (Recht.VERHAAL_NAKIJKEN,)),
    ("Coderen", "codering:werklijst", (Recht.CODERING_SCHRIJVEN,)),
    ("Verhalen", "verzameling:verhalen", (Recht.VERHAAL_LEZEN,)),
    ("Tellen", "tellen:overzicht", (Recht.CIJFER_LEZEN, Recht.TOEWIJZING_IMPORTEREN)),
    ("Duiden", "duiding:matrix", (Recht.DUIDING_LEZEN,)),
    ("Privacy", "privacy:start", (Recht.BEWAARTERMIJN_LEZEN, Recht.VERHAAL_INTREKKEN)),
    ("Programma", "programma:knoppen", (Recht.PROGRAMMA_LEZEN,)),
)


def kader(request: HttpRequest) -> dict[str, Any]:
    """Return the frame of a page: navigation by right, municipality, demo flag."""
    gebruiker: Any = getattr(request, "user", None)
    if gebruiker is None or not gebruiker.is_authenticated:
        return {"navigatie": [], "demo": settings.VERHALEN_DEMO}
    return {
        "navigatie": [_kamer(request, *kamer) for kamer in KAMERS if gebruiker.rechten & set(kamer[2])],
        "gemeente": gebruiker.gemeente,
        "rolnamen": gebruiker.rolnamen,
        "demo": settings.VERHALEN_DEMO,
        "zorgsignaal_url": reverse("verzameling:zorgsignaal"),
        "voetlinks": [{"naam": _("Inloggen in twee stappen"), "url": reverse("mfa_index")}],
    }


def _kamer(request: HttpRequest, naam: str, url_name: str, _rechten: tuple[Recht, ...]) -> dict[str, Any]:
    url = reverse(url_name)
    return {"naam": _(naam), "url": url, "actief": request.path.startswith(url)}
