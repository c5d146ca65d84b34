"""The codebook that holds, and a version as the plain data that the tagger reads."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from verhalen.codering.models import Codeboek, Codeerregel
from verhalen.kern.fouten import OngeldigeInvoer

FRASEN = {"sterk": "frasen_sterk", "zwak": "frasen_zwak"}


def find_codeboek(gemeente: Any) -> Codeboek | None:
    """Return the version that holds today, or None as long as none was loaded."""
    found: Codeboek | None = Codeboek.objects.of(gemeente).op(timezone.localdate()).first()
    return found


def get_codeboek(gemeente: Any) -> Codeboek:
    """Return the version that holds today. Raises OngeldigeInvoer when there is none."""
    found = find_codeboek(gemeente)
    if found is None:
        raise OngeldigeInvoer("Er is nog geen codeboek. Laad eerst het programma van uw gemeente.")
    return found


def as_data(codeboek: Codeboek) -> dict[str, Any]:
    """Return what the tagger needs of a version, as plain data in the form of its file."""
    regels = list(codeboek.regels.select_related("knop", "thema").prefetch_related("knoppen").order_by("pk"))
    return {
        "versie": codeboek.versie,
        "knoppen": [
            {"nummer": regel.knop.nummer, "naam": f"knop {regel.knop.nummer}", **_frasen(regel)}
            for regel in regels
            if regel.knop is not None
        ],
        "themas": [
            {
                "slug": regel.thema.slug,
                "naam": regel.thema.naam,
                "knoppen": sorted(knop.nummer for knop in regel.knoppen.all()),
                **_frasen(regel),
            }
            for regel in regels
            if regel.thema is not None
        ],
    }


def _frasen(regel: Codeerregel) -> dict[str, list[str]]:
    return {bron: getattr(regel, veld) for bron, veld in FRASEN.items()}
