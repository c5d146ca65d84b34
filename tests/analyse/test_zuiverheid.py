"""`verhalen.analyse` stands alone: no Django, nothing of ours, no clock, no files."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import verhalen.analyse

_MAP = Path(verhalen.analyse.__file__).parent
_MODULES = sorted(
    ".".join(pad.relative_to(_MAP.parents[1]).with_suffix("").parts).removesuffix(".__init__")
    for pad in _MAP.rglob("*.py")
)
_KLOK_OF_BESTAND = {"now", "today", "utcnow", "open", "read_csv", "read_text", "write_text", "to_csv", "print"}


def test_analyse_loads_nothing_but_itself() -> None:
    controle = (
        f"import importlib, sys; [importlib.import_module(naam) for naam in {_MODULES!r}];"
        "print(sorted(naam for naam in sys.modules if naam.partition('.')[0] in ('django', "
        "'rest_framework', 'nlp', 'api')"
        " or (naam.startswith('verhalen.') and not naam.startswith('verhalen.analyse'))))"
    )

    klaar = subprocess.run([sys.executable, "-c", controle], capture_output=True, text=True, check=True)

    assert klaar.stdout.strip() == "[]"


def test_analyse_reads_no_clock_and_no_file() -> None:
    gevonden = [
        (pad.name, knoop.lineno)
        for pad in _MAP.rglob("*.py")
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8")))
        if isinstance(knoop, ast.Call) and _called(knoop) in _KLOK_OF_BESTAND
    ]

    assert gevonden == []


def _called(aanroep: ast.Call) -> str:
    if isinstance(aanroep.func, ast.Attribute):
        return aanroep.func.attr
    return aanroep.func.id if isinstance(aanroep.func, ast.Name) else ""
