"""The library stays light and free of Django until somebody asks for masks, and free of Django after."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

WORTEL = Path(__file__).resolve().parents[3]
ZWAAR = ("django", "deduce", "docdeid", "spacy", "simplemma", "numpy", "pandas", "rest_framework", "verhalen")


def loaded_after(programma: str) -> set[str]:
    """Which of the heavy packages a fresh process has loaded after running this."""
    klaar = subprocess.run(
        [sys.executable, "-c", f"{programma}\nimport sys\nprint(*sys.modules)"],
        cwd=WORTEL,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return {naam.split(".")[0] for naam in klaar.stdout.split()} & set(ZWAAR)


@pytest.mark.parametrize(
    "programma",
    [
        "import nlp.deidentificatie",
        "from nlp.deidentificatie import find, prebuild",
        "import nlp.deidentificatie.zoeken, nlp.deidentificatie.deduce_bron, nlp.deidentificatie.lijsten",
        "import nlp.types, nlp.evaluatie.maskers",
    ],
)
def test_importing_loads_nothing_heavy(programma: str) -> None:
    assert loaded_after(programma) == set()


def test_finding_masks_loads_deduce_but_never_django_or_spacy() -> None:
    geladen = loaded_after("from nlp.deidentificatie import find; assert find('Ik heet Sanne.')")

    assert "deduce" in geladen
    assert geladen.isdisjoint({"django", "spacy", "pandas", "rest_framework", "verhalen"})
