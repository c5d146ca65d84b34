"""Figures as csv, with the same suppression as the screen; formulas neutralised."""

from __future__ import annotations

from collections.abc import Sequence

from verhalen.kern.tabelbestand import write_csv
from verhalen.programma.models import Indicator
from verhalen.tellen.opmaak import SYMBOOL, for_table
from verhalen.tellen.waarden import Cijfer

KOLOMMEN = (
    *("indicator", "eenheid", "van", "tot", "waarde", "teller", "noemer"),
    *("laag", "hoog", "voorlopig", "verborgen"),
)


def series_csv(indicator: Indicator, reeks: Sequence[Cijfer]) -> bytes:
    """Return a trend, one period a row."""
    return write_csv(KOLOMMEN, (_row(indicator, cijfer) for cijfer in reeks))


def _row(indicator: Indicator, cijfer: Cijfer) -> list[str]:
    eenheid = indicator.eenheid
    waarde = SYMBOOL if cijfer.verborgen else for_table(cijfer.waarde, eenheid)
    getallen = [for_table(getal, eenheid) for getal in (cijfer.laag, cijfer.hoog)]
    delen = [for_table(deel, "aantal") for deel in (cijfer.teller, cijfer.noemer)]
    return [
        indicator.slug,
        eenheid,
        cijfer.vak.van.isoformat(),
        cijfer.vak.tot.isoformat(),
        waarde,
        *delen,
        *getallen,
        "ja" if cijfer.voorlopig else "nee",
        "ja" if cijfer.verborgen else "nee",
    ]
