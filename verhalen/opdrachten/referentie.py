"""One folder of reference data into every room that needs a part of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from verhalen.codering.actions import load_codeboek
from verhalen.programma.laden import load_programma
from verhalen.stamgegevens.laden import (
    load_aanbieders,
    load_gebieden,
    load_gemeente,
    load_producten,
    load_vocabulaires,
)
from verhalen.verzameling.laden import load_vragenlijsten


def _read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text("utf-8"))


@transaction.atomic
def load_referentie(folder: Path) -> dict[str, Any]:
    """Load every file of ``folder``, all or nothing; return counts for people and machines."""
    programma = _read(folder, "programma.json")
    gemeente = load_gemeente(programma["gemeente"])
    vanaf = date.fromisoformat(programma["versie"]["geldig_vanaf"])
    counts: dict[str, Any] = {
        "gemeente": gemeente.naam,
        "lijsten": load_vocabulaires(gemeente, _read(folder, "vocabulaires.json")),
        "aanbieders": load_aanbieders(gemeente, _read(folder, "aanbieders.json")),
        "gebieden": load_gebieden(gemeente, _read(folder, "gebieden.json")),
        "producten": load_producten(gemeente, _read(folder, "producten.json")),
        **load_programma(gemeente, programma),
        "vragenlijsten": load_vragenlijsten(gemeente, _read(folder, "vragenlijsten.json"), vanaf=vanaf),
    }
    codeboek = load_codeboek(gemeente=gemeente, data=_read(folder, "codeboek.json"), by=None)
    return counts | {"themas": codeboek["themas"]}
