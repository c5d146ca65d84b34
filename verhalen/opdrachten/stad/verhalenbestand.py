"""Stories as files: tables that `import_tabel verhalen` and `import_tabel straatinterviews` read, and the gold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from verhalen.kern.tabelbestand import write_csv
from verhalen.opdrachten.stad.vertellen import STRAAT, Verhaal

GOUD = "verhalen-goud.jsonl"
KOP = (
    *("tekst", "soort", "vertellerrol", "vertellersoort", "leeftijdsband"),
    *("gebied", "periode", "verteld_op", "zorgvorm", "aanbieder"),
)
_KOP_STRAAT = tuple(naam for naam in KOP if naam != "soort")  # the table is of one kind
_RIJEN_PER_DEEL = 10_000  # some 6 MB; an import takes 20 MB and 50,000 rows


def write_verhalen(map_: Path, verhalen: Sequence[Verhaal]) -> None:
    """Write verhalen.csv and straatinterviews.csv (numbered parts when there are many) and the gold beside them.

    A story in the tables is found in the gold by its text: no text occurs twice.
    """
    _write_table(map_, "straatinterviews", _KOP_STRAAT, [v for v in verhalen if v["soort"] == STRAAT])
    _write_table(map_, "verhalen", KOP, [v for v in verhalen if v["soort"] != STRAAT])
    with (map_ / GOUD).open("w", encoding="utf-8") as uit:
        uit.writelines(json.dumps(verhaal, ensure_ascii=False, sort_keys=True) + "\n" for verhaal in verhalen)


def _write_table(map_: Path, naam: str, kop: Sequence[str], verhalen: Sequence[Verhaal]) -> None:
    delen = list(_parts(verhalen))
    for nummer, deel in enumerate(delen, 1):
        pad = map_ / (f"{naam}.csv" if len(delen) == 1 else f"{naam}-{nummer:02d}.csv")
        pad.write_bytes(write_csv(kop, ([_cell(verhaal, kolom) for kolom in kop] for verhaal in deel)))


def _parts(verhalen: Sequence[Verhaal]) -> Iterator[Sequence[Verhaal]]:
    for begin in range(0, len(verhalen), _RIJEN_PER_DEEL):
        yield verhalen[begin : begin + _RIJEN_PER_DEEL]


def _cell(verhaal: Verhaal, kolom: str) -> str:
    return str(verhaal["text" if kolom == "tekst" else kolom] or "")
