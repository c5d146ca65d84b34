"""The codebook as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from verhalen.codering.queries import Codeboekpagina, Codeboekregel
from verhalen.kern.tabelbestand import write_csv

KOLOMMEN = (
    "versie",
    "groep",
    "soort",
    "sleutel",
    "naam",
    "definitie",
    "wel",
    "niet",
    "voorbeeld",
    "knoppen",
    "frasen sterk",
    "frasen zwak",
)


def write_codeboek(pagina: Codeboekpagina) -> bytes:
    """Return one row per thema and knop; phrases in one cell, separated by `` ; ``."""
    return write_csv(KOLOMMEN, _rows(pagina))


def _rows(pagina: Codeboekpagina) -> Iterator[tuple[str, ...]]:
    versie = pagina.codeboek.versie if pagina.codeboek else ""
    for groep, regels in pagina.groepen:
        for item in regels:
            yield (versie, groep, *_cells(item))


def _cells(item: Codeboekregel) -> tuple[str, ...]:
    regel, label = item.regel, item.label
    return (
        "thema" if label.nummer is None else "knop",
        label.sleutel.partition(":")[2],
        label.naam,
        regel.definitie,
        regel.wel,
        regel.niet,
        regel.voorbeeld,
        ", ".join(map(str, item.knoppen)),
        " ; ".join(regel.frasen_sterk),
        " ; ".join(regel.frasen_zwak),
    )
