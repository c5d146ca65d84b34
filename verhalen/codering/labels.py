"""What can be coded with: a knop or a thema of the codebook that holds, by one key for screen and form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from verhalen.codering.codeboeken import get_codeboek
from verhalen.codering.models import Codeboek, Codeerregel, Thema
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.programma.models import Knop, Knopformulering

KLEUREN = 7  # an eighth colour is kept for what has none


@dataclass(frozen=True)
class Label:
    """A knop or thema as a coder sees it. ``sleutel`` is ``knop:4`` or ``thema:wachten``."""

    sleutel: str
    naam: str
    kleur: int
    groep: str
    nummer: int | None = None

    @property
    def kort(self) -> str:
        """How it stands in a margin or list: a knop by its number."""
        return f"Knop {self.nummer}" if self.nummer is not None else self.naam

    @property
    def voluit(self) -> str:
        """How it stands in a list to choose from."""
        return f"{self.nummer} {self.naam}" if self.nummer is not None else self.naam


@dataclass(frozen=True)
class Labelgroep:
    """Labels that stand together in the codebook column."""

    naam: str
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Labels:
    """Every label of one version of the codebook, grouped as researchers know them."""

    groepen: tuple[Labelgroep, ...]
    per_sleutel: dict[str, Label] = field(default_factory=dict)

    def of(self, row: Any) -> Label:
        """Return the label of a Codering, Voorstel or Codeerregel; one that left the codebook keeps a name."""
        sleutel = sleutel_of(row)
        if sleutel in self.per_sleutel:
            return self.per_sleutel[sleutel]
        nummer = row.knop.nummer if row.knop is not None else None
        return Label(sleutel, f"Knop {nummer}" if nummer else row.thema.naam, KLEUREN + 1, "", nummer)

    def get(self, sleutel: str) -> Label | None:
        """Return the label with this key, or None."""
        return self.per_sleutel.get(sleutel)


def sleutel_of(row: Any) -> str:
    """Return ``knop:4`` or ``thema:wachten`` for a row with knop and thema fetched."""
    return f"knop:{row.knop.nummer}" if row.knop is not None else f"thema:{row.thema.slug}"


def read_labels(gemeente: Any, codeboek: Codeboek | None) -> Labels:
    """Return the labels of a version: themas by group first, then knoppen by part of the programme."""
    if codeboek is None:
        return Labels(())
    regels = codeboek.regels.select_related("thema__groep", "knop")
    themas = regels.filter(thema__isnull=False).order_by("thema__groep__volgorde", "thema__volgorde")
    knoppen = regels.filter(knop__isnull=False).order_by("knop__nummer")
    labels = [*_theme_labels(themas), *_knop_labels(knoppen, _knopnamen(gemeente))]
    return Labels(_grouped(labels), {label.sleutel: label for label in labels})


def find_regel(gemeente: Any, *, knop: Knop | None, thema: Thema | None) -> Codeerregel:
    """Return the rule of the codebook that holds today for one label.

    Raises OngeldigeInvoer unless exactly one label is given and it stands in the codebook.
    """
    if (knop is None) == (thema is None):
        raise OngeldigeInvoer("Kies één knop of één thema. Er is niets veranderd.")
    regel: Codeerregel | None = (
        get_codeboek(gemeente).regels.filter(knop=knop, thema=thema).select_related("codeboek").first()
    )
    if regel is None:
        raise OngeldigeInvoer("Deze knop of dit thema staat niet in het codeboek. Er is niets veranderd.")
    return regel


def parse_label(gemeente: Any, sleutel: str) -> dict[str, Knop | Thema | None]:
    """Return ``{"knop": …, "thema": …}`` for a key from a form. Raises OngeldigeInvoer when unknown."""
    soort, _, waarde = sleutel.partition(":")
    found: Knop | Thema | None = None
    if soort == "knop" and waarde.isdecimal() and len(waarde) < 5:
        found = Knop.objects.of(gemeente).filter(nummer=int(waarde)).first()
    elif soort == "thema":
        found = Thema.objects.of(gemeente).filter(slug=waarde).first()
    if found is None:
        raise OngeldigeInvoer("Kies een knop of thema uit het codeboek. Er is niets veranderd.")
    return {"knop": found if soort == "knop" else None, "thema": found if soort == "thema" else None}


def _theme_labels(regels: Iterable[Codeerregel]) -> list[Label]:
    return [
        Label(f"thema:{thema.slug}", thema.naam, index % KLEUREN + 1, thema.groep.naam)
        for index, regel in enumerate(regels)
        if (thema := regel.thema) is not None
    ]


def _knop_labels(regels: Iterable[Codeerregel], namen: dict[int, tuple[str, str]]) -> list[Label]:
    found = []
    for index, regel in enumerate(regels):
        assert regel.knop is not None
        nummer = regel.knop.nummer
        naam, deel = namen.get(nummer, (f"Knop {nummer}", "Knoppen"))
        found.append(Label(f"knop:{nummer}", naam, index % KLEUREN + 1, deel, nummer))
    return found


def _knopnamen(gemeente: Any) -> dict[int, tuple[str, str]]:
    rows = Knopformulering.objects.of(gemeente).op(timezone.localdate()).select_related("knop", "deel")
    return {row.knop.nummer: (row.naam, row.deel.naam) for row in rows}


def _grouped(labels: list[Label]) -> tuple[Labelgroep, ...]:
    groepen: dict[str, list[Label]] = {}
    for label in labels:
        groepen.setdefault(label.groep, []).append(label)
    return tuple(Labelgroep(naam, tuple(members)) for naam, members in groepen.items())
