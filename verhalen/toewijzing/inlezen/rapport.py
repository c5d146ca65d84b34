"""The report of one file: counts for the database, refusals with their place for whoever delivered it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from django.db import models

from verhalen.kern.tabelbestand import write_csv
from verhalen.toewijzing.ijw.fouten import Fout
from verhalen.toewijzing.ijw.lezer import BERICHTEN
from verhalen.toewijzing.inlezen.berichten import Telwerk
from verhalen.toewijzing.inlezen.bewaren import RIJMODELLEN
from verhalen.toewijzing.inlezen.rijen import Opgemerkt, Rijfout
from verhalen.toewijzing.inlezen.velden import VELDEN
from verhalen.toewijzing.models import Berichtbestand
from verhalen.toewijzing.pseudoniemen import PRE_PSEUDONIEM

KOPPEN_BERICHTEN = ("bestand", "regel", "element", "wat er mis is")
KOLOM_REGEL, KOLOM_FOUT = "regel in bestand", "wat er mis is"
HOOGSTENS_CODES = 50


def berichten_report(telwerk: Telwerk, bestand: Berichtbestand) -> dict[str, Any]:
    """Return the counts of a file of messages; no name of a file and no value is in it."""
    return {
        "berichten": {BERICHTEN[code]: aantal for code, aantal in sorted(telwerk.berichten.items())},
        "gelezen": telwerk.berichten.total(),
        "nieuw": count_rows(bestand),
        "geweigerd": len(telwerk.fouten),
        "redenen": dict(Counter(fout.zin for fout in telwerk.fouten).most_common(HOOGSTENS_CODES)),
        "overgeslagen": dict(telwerk.overgeslagen),
        "verwijderd": telwerk.verwijderd,
        "correcties": telwerk.correcties,
        "van": telwerk.eerste and telwerk.eerste.date().isoformat(),
        "tot": telwerk.laatste and telwerk.laatste.date().isoformat(),
        **noted(telwerk.opgemerkt),
    }


def tabel_report(
    rijen: int, refused: int, fouten: list[Rijfout], opgemerkt: Opgemerkt, bestand: Berichtbestand
) -> dict[str, Any]:
    """Return the counts of a table."""
    return {
        "rijen": rijen,
        "bewaard": rijen - refused,
        "nieuw": count_rows(bestand),
        "geweigerd": refused,
        "redenen": dict(Counter(f"{fout.kolom}: {fout.zin}" for fout in fouten).most_common(HOOGSTENS_CODES)),
        **noted(opgemerkt),
    }


def noted(opgemerkt: Opgemerkt) -> dict[str, Any]:
    """Return what was kept and is worth a look, the most frequent first."""
    return {
        "onbekende_producten": dict(Counter(opgemerkt.producten).most_common(HOOGSTENS_CODES)),
        "onbekende_wijken": dict(Counter(opgemerkt.wijken).most_common(HOOGSTENS_CODES)),
        "zonder_persoon": opgemerkt.zonder_persoon,
    }


def count_rows(bestand: Berichtbestand) -> dict[str, int]:
    """Count the rows that this file added or changed, by kind; kinds without any are left out."""
    counts = {_name(model): model._default_manager.filter(bestand=bestand).count() for model in RIJMODELLEN}
    return {naam: aantal for naam, aantal in counts.items() if aantal}


def _name(model: type[models.Model]) -> str:
    return model.__name__.casefold()


def refused_messages(fouten: list[Fout]) -> bytes:
    """Return the refusals as csv, for the supplier."""
    return write_csv(KOPPEN_BERICHTEN, ([fout.bestand, fout.regel, fout.element, fout.zin] for fout in fouten))


def refused_rows(
    soort: str, koppeling: dict[str, str], refused: list[tuple[int, dict[str, str]]], fouten: list[Rijfout]
) -> bytes:
    """Return the refused rows with line number and reason; columns we do not read, and persons, are left out."""
    reasons: dict[int, list[str]] = {}
    for fout in fouten:
        reasons.setdefault(fout.rij, []).append(f"{fout.kolom}: {fout.zin}")
    kolommen = [(koppeling[veld.naam], veld.persoon) for veld in VELDEN[soort] if veld.naam in koppeling]
    rows = (
        [nummer, " ".join(reasons[nummer]), *(_shown(persoon, rij.get(kolom, "")) for kolom, persoon in kolommen)]
        for nummer, rij in refused
    )
    return write_csv([KOLOM_REGEL, KOLOM_FOUT, *(kolom for kolom, _persoon in kolommen)], rows)


def _shown(is_persoon: bool, cel: str) -> str:
    return cel if not is_persoon or PRE_PSEUDONIEM.fullmatch(cel.strip()) else ""


def named(fouten: list[Fout] | list[Rijfout], hoogstens: int = HOOGSTENS_CODES) -> list[dict[str, Any]]:
    """Return the first refusals with their place, for the one who reads the files in and nobody else."""
    return [{naam: str(waarde) for naam, waarde in asdict(fout).items() if waarde} for fout in fouten[:hoogstens]]
