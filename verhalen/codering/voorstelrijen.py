"""From what the machine read to rows: checked against the text and the codebook as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from verhalen.codering.models import Codeboek, Codeerregel, Voorstel, Voorstelronde
from verhalen.codering.posities import snap
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.teksten import VeiligeTekst


class OnbekendLabel(RuntimeError):
    """The machine proposed a label that its own codebook does not hold."""


@dataclass(frozen=True)
class Onderbouwing:
    """Words that made the machine propose a label: code points of the safe text, half open."""

    start: int
    eind: int
    regel: str
    sterk: bool
    ontkend: bool
    wens: bool


@dataclass(frozen=True)
class Gevonden:
    """One proposed label: ``"4"`` for a knop, a slug for a thema; score between 0 and 1."""

    label: str
    score: float
    onderbouwing: tuple[Onderbouwing, ...]


@dataclass(frozen=True)
class Gelezen:
    """What the machine made of one story; ``verhaal`` as it was when it was read."""

    verhaal: Verhaal
    polariteit: str
    wens: bool
    gevonden: tuple[Gevonden, ...]


@transaction.atomic
def store(*, gelezen: Sequence[Gelezen], versie: str, codeboek: Codeboek, by: Any) -> tuple[int, int]:
    """Keep the readings and their proposals; return how many of each.

    A story that was withdrawn, reopened or changed since it was read is left alone. Raises OnbekendLabel.
    """
    pks = [item.verhaal.pk for item in gelezen]
    standing = Verhaal.objects.select_for_update(of=("self",)).nagekeken().filter(pk__in=pks)
    texts = dict(standing.values_list("pk", "tekst_veilig"))
    current = [item for item in gelezen if texts.get(item.verhaal.pk) == item.verhaal.tekst_veilig]
    # What this version made of an earlier text of the same story is of no use any more.
    Voorstelronde.objects.filter(verhaal__in=pks, taggerversie=versie).delete()
    rondes = Voorstelronde.objects.bulk_create(_ronde(item, versie, codeboek) for item in current)
    labels = _label_fields(codeboek)
    pairs = zip(rondes, current, strict=True)
    rows = Voorstel.objects.bulk_create(row for ronde, item in pairs for row in _voorstellen(ronde, item, labels))
    if rondes:
        counts = {"verhalen": len(rondes), "voorstellen": len(rows)}
        record(by=by, actie="voorstellen-berekend", object=codeboek, doel=Doel.CODEREN, **counts)
    return len(rondes), len(rows)


def _ronde(item: Gelezen, versie: str, codeboek: Codeboek) -> Voorstelronde:
    return Voorstelronde(
        gemeente_id=item.verhaal.gemeente_id,
        verhaal=item.verhaal,
        codeboek=codeboek,
        taggerversie=versie,
        polariteit=item.polariteit,
        wens=item.wens,
    )


def _label_fields(codeboek: Codeboek) -> dict[str, dict[str, int | None]]:
    regels: QuerySet[Codeerregel] = codeboek.regels.select_related("knop", "thema")
    return {_label(regel): {"knop_id": regel.knop_id, "thema_id": regel.thema_id} for regel in regels}


def _label(regel: Codeerregel) -> str:
    if regel.knop is not None:
        return str(regel.knop.nummer)
    assert regel.thema is not None
    return regel.thema.slug


def _voorstellen(ronde: Voorstelronde, item: Gelezen, labels: dict[str, dict[str, int | None]]) -> Iterator[Voorstel]:
    veilig = item.verhaal.veilig
    assert veilig is not None
    for gevonden in item.gevonden:
        if gevonden.label not in labels:
            raise OnbekendLabel(gevonden.label)
        onderbouwing = _places(gevonden, veilig)
        if onderbouwing:
            yield Voorstel(
                gemeente_id=ronde.gemeente_id,
                ronde=ronde,
                score=gevonden.score,
                onderbouwing=onderbouwing,
                **labels[gevonden.label],
            )


def _places(gevonden: Gevonden, veilig: VeiligeTekst) -> list[dict[str, Any]]:
    """Return the words as they may be shown: inside the text, never half a mask, never a mask alone."""
    found = []
    for plek in gevonden.onderbouwing:
        try:
            bereik = snap(veilig, plek.start, plek.eind)
        except OngeldigeInvoer:
            continue
        found.append(asdict(replace(plek, start=bereik.start, eind=bereik.eind)))
    return found
