"""The import contracts of pyproject.toml hold, and each of them breaks when somebody crosses its line."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTEN = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
}
Contracten = Callable[[Path], set[str]]
LIBRARIES_OF_THE_WORKER = ("pandas", "numpy", "spacy", "thinc", "deduce", "docdeid", "nlp")


def copy_house(target: Path) -> Path:
    """Copy every module, and the contracts, into ``target``."""
    for package in ("verhalen", "nlp", "api"):
        for module in (ROOT / package).rglob("*.py"):
            copy = target / module.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(module, copy)  # with its time, so that what did not change is not read again
    shutil.copy(ROOT / "pyproject.toml", target)
    return target


def plant(house: Path, module: str, statement: str) -> None:
    """Add an import to ``module``; a package that is not there yet is made."""
    path = house / (module.replace(".", "/") + ".py")
    if not path.exists():
        path = house / module.replace(".", "/") / "__init__.py"
        path.parent.mkdir(exist_ok=True)
        path.touch()
    path.write_text(f"{path.read_text('utf-8')}\n{statement}\n", "utf-8")


@pytest.fixture(scope="module")
def broken_contracts(tmp_path_factory: pytest.TempPathFactory) -> Contracten:
    """Ask which contracts are broken in a house, by their ids."""
    cache = tmp_path_factory.mktemp("cache")
    return lambda house: run_contracts(house, cache)


def run_contracts(house: Path, cache: Path) -> set[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--cache-dir", str(cache)]
    result = subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)
    assert "Contracts:" in result.stdout, result.stdout + result.stderr
    names = set(re.findall(r"^(.+) BROKEN", result.stdout, flags=re.MULTILINE))
    return {ident for ident, name in CONTRACTEN.items() if name in names}


def test_the_house_as_it_stands_breaks_no_contract(broken_contracts: Contracten) -> None:
    assert broken_contracts(ROOT) == set()


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


@pytest.mark.parametrize(
    ("importer", "imported", "contracts"),
    VIOLATIONS,
    ids=lambda value: value if isinstance(value, str) else "+".join(sorted(value)),
)
def test_a_planted_import_breaks_its_contract(
    tmp_path: Path, broken_contracts: Contracten, importer: str, imported: str, contracts: set[str]
) -> None:
    house = copy_house(tmp_path)
    if imported == "verhalen.tellen":
        plant(house, "verhalen.tellen", "")

    plant(house, importer, f"import {imported}")

    assert broken_contracts(house) == contracts


def test_a_new_room_must_say_where_it_stands(tmp_path: Path, broken_contracts: Contracten) -> None:
    house = copy_house(tmp_path)

    plant(house, "verhalen.bijkeuken", "")

    assert broken_contracts(house) == {"lagen"}


def test_a_frame_may_use_pandas_and_a_future_bridge_may_use_nlp(tmp_path: Path, broken_contracts: Contracten) -> None:
    house = copy_house(tmp_path)
    plant(house, "verhalen.duiding", "")
    plant(house, "verhalen.duiding.frames", "import pandas\nimport verhalen.analyse.perioden")
    plant(house, "verhalen.codering.taggerversies", "import nlp.coderen")

    assert broken_contracts(house) == set()


def test_every_contract_was_shown_to_break() -> None:
    shown = set().union(*(contracts for _importer, _imported, contracts in VIOLATIONS))

    assert shown == set(CONTRACTEN)


def test_every_package_of_code_stands_under_the_contracts() -> None:
    roots = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["root_packages"]

    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    # Tests import everything; `fixtures` writes reference data and is never imported by the house.
    assert packages - {"tests", "fixtures"} == set(roots)


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
