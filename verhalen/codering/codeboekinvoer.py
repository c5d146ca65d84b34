"""Loading one version of the codebook from its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from verhalen.codering.codeboeken import FRASEN
from verhalen.codering.models import Codeboek, Codeerregel, Codering, Thema, Themagroep
from verhalen.codering.policies import check_can_load_codeboek
from verhalen.codering.voorstellen import check_frasen
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.programma.models import Knop
from verhalen.stamgegevens.models import Gemeente

TEKSTEN = ("definitie", "wel", "niet", "voorbeeld")
_MAAND = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@transaction.atomic
def load_codeboek(*, gemeente: Gemeente, data: Mapping[str, Any], by: Gebruiker | None) -> dict[str, int]:
    """Store one version of the codebook; loading the same one again changes nothing.

    A newer version closes the one before it. Phrases of a version may be sharpened at any time: they only
    feed the machine. What people coded by may not change under them. Returns how many groepen, themas,
    knoppen and regels the version holds and how many rows changed ('gewijzigd').
    Raises OngeldigeInvoer when something is missing or unknown, or when a version in use would change.
    """
    check_can_load_codeboek(by=by, gemeente_id=gemeente.pk)
    check_frasen(data)
    lader = _Lader(gemeente, data)
    lader.load()
    _close_older(gemeente)
    counts = {
        "groepen": len(data["groepen"]),
        "themas": len(data["themas"]),
        "knoppen": len(data["knoppen"]),
        "regels": lader.codeboek.regels.count(),
        "gewijzigd": lader.gewijzigd,
    }
    if lader.gewijzigd:
        record(by=by, actie="codeboek-geladen", object=lader.codeboek, doel=Doel.CODEREN, **counts)
    return counts


class _Lader:
    """Writes one file into the rows of one version."""

    def __init__(self, gemeente: Gemeente, data: Mapping[str, Any]) -> None:
        for key in ("versie", "groepen", "themas", "knoppen"):
            if not data.get(key):
                raise OngeldigeInvoer(f"In het codeboek ontbreekt '{key}'. Er is niets veranderd.")
        self.gemeente = gemeente
        self.data = data
        self.gewijzigd = 0
        self.knoppen: dict[int, Knop] = {knop.nummer: knop for knop in Knop.objects.of(gemeente)}
        self.themas: dict[str, Thema] = {}

    def load(self) -> None:
        versie = str(self.data["versie"])
        self.codeboek, nieuw = Codeboek.objects.get_or_create(
            gemeente=self.gemeente, versie=versie, defaults={"geldig_vanaf": _first_day(self.data)}
        )
        self.gewijzigd += nieuw
        self.in_gebruik = not nieuw and Codering.objects.filter(codeboek=self.codeboek).exists()
        self._load_themas()
        regels = [*map(self._load_thema, self.data["themas"]), *map(self._load_knop, self.data["knoppen"])]
        self._drop_others(regels)

    def _load_themas(self) -> None:
        groepen = {
            item["slug"]: self._store(Themagroep, {"slug": item["slug"]}, {"naam": item["naam"], "volgorde": volgorde})
            for volgorde, item in enumerate(self.data["groepen"], start=1)
        }
        for volgorde, item in enumerate(self.data["themas"], start=1):
            slug = _required(item, "slug", "een thema")
            groep = groepen.get(item.get("groep"))
            if groep is None:
                raise OngeldigeInvoer(f"Thema '{slug}' staat in een groep die niet bestaat: '{item.get('groep')}'.")
            velden = {"naam": _required(item, "naam", slug), "groep": groep, "volgorde": volgorde}
            self.themas[slug] = self._store(Thema, {"slug": slug}, velden)

    def _load_thema(self, item: Mapping[str, Any]) -> Codeerregel:
        slug = item["slug"]
        regel = self._load_regel({"thema": self.themas[slug]}, item, f"thema '{slug}'")
        knoppen = [self._knop(nummer, slug) for nummer in item.get("knoppen", [])]
        if {knop.pk for knop in knoppen} != set(regel.knoppen.values_list("pk", flat=True)):
            self._check_unused(f"thema '{slug}'")
            regel.knoppen.set(knoppen)
            self.gewijzigd += 1
        return regel

    def _load_knop(self, item: Mapping[str, Any]) -> Codeerregel:
        nummer = int(_required(item, "nummer", "een knop"))
        return self._load_regel({"knop": self._knop(nummer, f"knop {nummer}")}, item, f"knop {nummer}")

    def _load_regel(self, label: dict[str, Any], item: Mapping[str, Any], wie: str) -> Codeerregel:
        velden: dict[str, Any] = {veld: _required(item, veld, wie) for veld in TEKSTEN}
        velden |= {veld: list(item.get(bron, [])) for bron, veld in FRASEN.items()}
        regel = Codeerregel.objects.filter(codeboek=self.codeboek, **label).first()
        if regel is None or any(getattr(regel, veld) != velden[veld] for veld in TEKSTEN):
            self._check_unused(wie)
        stored: Codeerregel = self._store(Codeerregel, {"codeboek": self.codeboek, **label}, velden)
        return stored

    def _drop_others(self, regels: list[Codeerregel]) -> None:
        others = self.codeboek.regels.exclude(pk__in=[regel.pk for regel in regels])
        if others.exists():
            self._check_unused("een knop of thema dat niet meer in het bestand staat")
            self.gewijzigd += others.count()
            others.delete()

    def _store(self, model: Any, sleutel: dict[str, Any], velden: dict[str, Any]) -> Any:
        row, nieuw = model.objects.get_or_create(gemeente=self.gemeente, **sleutel, defaults=velden)
        changed = [veld for veld, waarde in velden.items() if getattr(row, veld) != waarde]
        for veld in changed:
            setattr(row, veld, velden[veld])
        if changed:
            row.save(update_fields=changed)
        self.gewijzigd += bool(nieuw or changed)
        return row

    def _knop(self, nummer: int, wie: str) -> Knop:
        if nummer not in self.knoppen:
            raise OngeldigeInvoer(f"Het codeboek noemt bij {wie} knop {nummer}, maar die staat niet in het programma.")
        return self.knoppen[nummer]

    def _check_unused(self, wie: str) -> None:
        if self.in_gebruik:
            raise OngeldigeInvoer(
                f"Codeboek {self.codeboek.versie} is al gebruikt en verandert niet meer, ook niet bij {wie}."
                " Geef de nieuwe afspraken een nieuwe versie. Er is niets veranderd."
            )


def _required(item: Mapping[str, Any], veld: str, wie: str) -> Any:
    if not item.get(veld):
        raise OngeldigeInvoer(f"In het codeboek ontbreekt '{veld}' bij {wie}. Er is niets veranderd.")
    return item[veld]


def _first_day(data: Mapping[str, Any]) -> date:
    if data.get("geldig_vanaf"):
        return date.fromisoformat(str(data["geldig_vanaf"]))
    match = _MAAND.fullmatch(str(data["versie"]))
    return date(int(match[1]), int(match[2]), 1) if match else timezone.localdate()


def _close_older(gemeente: Gemeente) -> None:
    """Let every version end on the day the next one begins."""
    tot = None
    for codeboek in Codeboek.objects.of(gemeente).order_by("-geldig_vanaf", "-pk"):
        if codeboek.geldig_tot != tot:
            codeboek.geldig_tot = tot
            codeboek.save(update_fields=["geldig_tot"])
        tot = codeboek.geldig_vanaf
