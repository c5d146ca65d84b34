"""The import contracts of pyproject.toml hold, and each of them breaks when somebody crosses its line."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTEN = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
}
LIBRARIES_OF_THE_WORKER = ("pandas", "numpy", "spacy", "thinc", "deduce", "docdeid", "nlp")
# lint-imports loads slowly and judges fast, so it is loaded once and forked for every house.
RUNNER = """
import os, sys
from importlinter.cli import lint_imports
cache, *houses = sys.argv[1:]
for house in houses:
    if os.fork() == 0:
        os.chdir(house)
        sys.path.insert(0, house)
        sys.stdout = open("uitkomst.txt", "w", encoding="utf-8")
        lint_imports(cache_dir=cache)
        sys.stdout.flush()
        os._exit(0)
    os.wait()
"""


def build_house(target: Path) -> Path:
    """Put every module, and the contracts, into ``target``."""
    for package in ("verhalen", "nlp", "api"):
        for module in (ROOT / package).rglob("*.py"):
            copy = target / module.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(module, copy)  # with its time: what did not change is not read again
    shutil.copyfile(ROOT / "pyproject.toml", target / "pyproject.toml")
    return target


def plant(house: Path, module: str, statement: str) -> None:
    """Add an import to ``module``; one that is not there yet is made, as a package unless its package exists."""
    path = house / (module.replace(".", "/") + ".py")
    if not path.exists() and module.count(".") == 1:
        path = house / module.replace(".", "/") / "__init__.py"
        path.parent.mkdir(exist_ok=True)
    text = path.read_text("utf-8") if path.exists() else ""
    path.write_text(f"{text}\n{statement}\n", "utf-8")


VIOLATIONS = [
    # importer, imported, contracts that must break
    ("verhalen.kern.tekst", "verhalen.stamgegevens.models", {"lagen"}),
    ("verhalen.gebruikers.actions", "verhalen.programma.models", {"lagen"}),
    ("verhalen.programma.queries", "verhalen.kluis.ruw", {"lagen", "kluis"}),
    ("verhalen.kluis.deur", "verhalen.verzameling.teksten", {"lagen"}),
    ("verhalen.verzameling.queries", "verhalen.codering.models", {"lagen"}),
    ("verhalen.codering.policies", "verhalen.opdrachten.referentie", {"lagen"}),
    ("verhalen.codering.actions", "verhalen.tellen", {"lagen"}),
    ("verhalen.tellen", "verhalen.codering.models", {"lagen", "verzameling-tellen"}),
    ("verhalen.verzameling.models", "verhalen.toewijzing", {"lagen", "codering-toewijzing"}),
    ("verhalen.codering.labels", "verhalen.toewijzing", {"codering-toewijzing"}),
    ("verhalen.tellen", "verhalen.verzameling.models", {"verzameling-tellen"}),
    ("verhalen.codering.queries", "verhalen.kluis.deur", {"kluis"}),
    ("verhalen.codering.actions", "nlp.types", {"nlp-bruggen"}),
    ("nlp.coderen", "benchmarks", {"metingen-erbuiten"}),
    ("verhalen.verzameling.queries", "verhalen.analyse.perioden", {"analyse-gebruikers"}),
    ("verhalen.verzameling.queries", "api.fouten", {"api-bovenop"}),
    ("api.v1.zending", "verhalen.kluis.deur", {"kluis"}),
    ("nlp.types", "django", {"nlp-blad"}),
    ("nlp.types", "verhalen.kern.fouten", {"nlp-blad"}),
    ("verhalen.analyse.perioden", "django", {"analyse-blad"}),
    ("verhalen.analyse.perioden", "verhalen.kern.fouten", {"analyse-blad"}),
    ("verhalen.analyse.perioden", "nlp.types", {"analyse-blad", "nlp-bruggen"}),
    ("verhalen.verzameling.views_nakijken", "pandas", {"zware-bibliotheken"}),
    ("verhalen.verzameling.pseudonimisering", "deduce", {"zware-bibliotheken"}),
]


# What is planted, per house, and what must break there.
HUIZEN: dict[str, tuple[dict[str, str], set[str]]] = {
    "as it stands": ({}, set()),
    "with a room of no place": ({"verhalen.bijkeuken": ""}, {"lagen"}),
    "with pandas in a frame and a bridge that is to come": (
        {
            "verhalen.duiding.frames": "import pandas\nimport verhalen.analyse.perioden",
            "verhalen.codering.taggerversies": "import nlp.coderen",
        },
        set(),
    ),
} | {
    f"{importer} imports {imported}": ({importer: f"import {imported}"}, contracts)
    for importer, imported, contracts in VIOLATIONS
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The contracts that lint-imports calls broken, per house."""
    houses = {}
    for naam, (planted, _contracts) in HUIZEN.items():
        houses[naam] = build_house(tmp_path_factory.mktemp("huis"))
        for module, statement in planted.items():
            plant(houses[naam], module, statement)
    cache = str(tmp_path_factory.mktemp("cache"))
    subprocess.run([sys.executable, "-c", RUNNER, cache, *map(str, houses.values())], check=True, capture_output=True)
    return {naam: read_result(house) for naam, house in houses.items()}


def read_result(house: Path) -> set[str]:
    result = (house / "uitkomst.txt").read_text("utf-8")
    assert "Contracts:" in result, result
    names = set(re.findall(r"^(.+) BROKEN", result, flags=re.MULTILINE))
    return {ident for ident, name in CONTRACTEN.items() if name in names}


@pytest.mark.parametrize("naam", HUIZEN)
def test_a_house_breaks_the_contracts_it_should_and_no_other(broken: dict[str, set[str]], naam: str) -> None:
    _planted, contracts = HUIZEN[naam]

    assert broken[naam] == contracts


def test_every_contract_was_shown_to_break() -> None:
    shown = set().union(*(contracts for _importer, _imported, contracts in VIOLATIONS))

    assert shown == set(CONTRACTEN)


def test_every_package_of_code_stands_under_the_contracts() -> None:
    roots = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["root_packages"]

    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    # Tests and measurements import everything; `fixtures` writes reference data and is never imported by the house.
    assert packages - {"tests", "benchmarks", "fixtures"} == set(roots)


def run_python(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_a_web_process_loads_no_library_of_the_worker() -> None:
    code = (
        "import sys\n"
        "from verhalen.wsgi import application\n"
        "from django.test import Client\n"
        "answer = Client(SERVER_NAME='localhost').get('/stijlgids/')\n"
        "assert answer.status_code == 200, answer.status_code\n"
        f"print(sorted(set({LIBRARIES_OF_THE_WORKER!r}) & set(sys.modules)))"
    )

    assert run_python(code) == "[]"


def test_analyse_and_nlp_load_without_django() -> None:
    code = (
        "import importlib, pkgutil, sys\n"
        "import verhalen.analyse\n"
        "for module in pkgutil.walk_packages(verhalen.analyse.__path__, 'verhalen.analyse.'):\n"
        "    importlib.import_module(module.name)\n"
        "import nlp.coderen, nlp.deidentificatie, nlp.pipeline, nlp.types\n"
        "print(sorted({'django', 'rest_framework'} & set(sys.modules)))"
    )

    assert run_python(code) == "[]"


def test_importing_nlp_loads_no_model_and_no_lookup_structure() -> None:
    code = (
        "import sys\n"
        "import nlp, nlp.types, nlp.deidentificatie\n"
        "print(sorted({'spacy', 'deduce', 'docdeid'} & set(sys.modules)))"
    )

    assert run_python(code) == "[]"
