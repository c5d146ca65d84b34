"""Rules about source text that no linter knows: what views hold, how long files grow, what nobody may call."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAX_REGELS_MODULE = 450
MAX_REGELS_VIEW = 28
WRITES = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "delete", "bulk_update"}
HEAVY = {"pandas", "numpy", "spacy", "thinc", "nlp"}
# Every view asks for a right, except these, and why.
VOOR_IEDEREEN_DIE_IS_INGELOGD = {
    "verhalen.kern.views.start": "brings people to the room that their own roles open",
    "verhalen.kern.views.taak": "progress as a number; limited to the own municipality",
    "verhalen.verzameling.views_invoer.zorgsignaal": "every screen leads here, whoever looks at it",
}


def modules(*packages: str) -> list[Path]:
    found = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def view_modules() -> list[Path]:
    return [path for path in modules("verhalen") if re.match(r"views(_\w+)?\.py$", path.name)]


def skins() -> list[Path]:
    """Return what shows the rooms to the outside: screens and API."""
    return [*view_modules(), *modules("api")]


def imported_views(source: str) -> list[str]:
    """Return the view modules that a file imports."""
    names = [node.module or "" for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    return [name for name in names if re.search(r"^verhalen\..*\bviews", name)]


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def too_long_functions(source: str, limit: int) -> list[str]:
    """Return the functions of more than ``limit`` lines, without their decorators."""
    return [
        node.name
        for node in functions(ast.parse(source))
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > limit
    ]


def database_writes(source: str) -> list[str]:
    """Return calls such as ``x.save()`` or ``X.objects.create()``; ``form.add_error`` and the like are fine."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [func.attr for func in calls if isinstance(func, ast.Attribute) and func.attr in WRITES]


def heavy_imports(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names & HEAVY


def unguarded_views(source: str) -> list[str]:
    """Return the view functions that carry neither `met_recht` nor `openbaar`."""
    unguarded = []
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        if not node.args.args or node.args.args[0].arg != "request":
            continue
        if "HttpResponse" not in ast.unparse(node.returns or ast.Constant("")):
            continue
        names = {ast.unparse(decorator).split("(")[0] for decorator in node.decorator_list}
        if not names & {"met_recht", "openbaar"}:
            unguarded.append(node.name)
    return unguarded


def forbidden_calls(source: str) -> list[str]:
    """Return what escapes a safeguard: raw SQL, unescaped HTML, all fields of a model at once."""
    patterns = {
        "mark_safe": r"\bmark_safe\b",
        "extra": r"\.extra\(",
        "raw": r"\.objects\.raw\(|\bRawSQL\b",
        "all fields": r"fields\s*=\s*[\"']__all__[\"']",
        "csrf_exempt": r"\bcsrf_exempt\b",
        "pickle": r"\bimport pickle\b",
    }
    return [name for name, pattern in patterns.items() if re.search(pattern, source)]


def test_the_project_package_stays_empty() -> None:
    """Importing `verhalen.analyse` runs this file; anything in it would drag Django along."""
    assert (ROOT / "verhalen" / "__init__.py").read_bytes() == b""


def offenders(paths: list[Path], rule: Callable[[str], object]) -> dict[str, object]:
    """Return what ``rule`` finds, per file that has anything."""
    found = {short(path): rule(path.read_text("utf-8")) for path in paths}
    return {path: result for path, result in found.items() if result}


def test_no_module_grows_beyond_one_subject() -> None:
    lengths = {short(path): len(path.read_text("utf-8").splitlines()) for path in modules("verhalen", "nlp")}

    assert {path: length for path, length in lengths.items() if length > MAX_REGELS_MODULE} == {}


def test_views_are_short() -> None:
    assert offenders(view_modules(), lambda source: too_long_functions(source, MAX_REGELS_VIEW)) == {}


def test_views_write_through_actions() -> None:
    assert offenders(skins(), database_writes) == {}


def test_the_api_shows_the_rooms_and_not_their_screens() -> None:
    assert offenders(modules("api"), imported_views) == {}


def test_views_load_no_heavy_library() -> None:
    assert offenders(skins(), heavy_imports) == {}


def test_every_view_asks_for_a_right_or_says_it_is_public() -> None:
    unguarded = {
        ".".join((*path.relative_to(ROOT).with_suffix("").parts, name))
        for path in view_modules()
        for name in unguarded_views(path.read_text("utf-8"))
    }

    assert unguarded == set(VOOR_IEDEREEN_DIE_IS_INGELOGD)


def test_nothing_escapes_a_safeguard() -> None:
    assert offenders(modules("verhalen", "api"), forbidden_calls) == {}


def test_files_for_spreadsheets_are_written_in_one_place() -> None:
    """A csv.writer elsewhere would let formula cells through."""
    writers = [
        short(path) for path in modules("verhalen") if re.search(r"csv\.(Dict)?[wW]riter|openpyxl", path.read_text())
    ]

    # The source-side tool runs at the municipality, before a cell ever reaches a person's spreadsheet here;
    # the invented town is written for our own importers.
    elsewhere = ("verhalen/toewijzing/bron/", "verhalen/opdrachten/stad/")
    assert [path for path in writers if not path.startswith(elsewhere)] == ["verhalen/kern/tabelbestand.py"]


BAD_VIEW = """
from verhalen.verzameling.views_invoer import start
def opslaan(request) -> HttpResponse:
    import pandas
    Verhaal.objects.create(tekst=request.POST["tekst"])
    verhaal.save()
    return mark_safe("x")
"""


def test_a_bad_view_is_found_by_every_rule() -> None:
    assert too_long_functions(BAD_VIEW, limit=4) == ["opslaan"]
    assert database_writes(BAD_VIEW) == ["create", "save"]
    assert heavy_imports(BAD_VIEW) == {"pandas"}
    assert unguarded_views(BAD_VIEW) == ["opslaan"]
    assert forbidden_calls(BAD_VIEW) == ["mark_safe"]
    assert imported_views(BAD_VIEW) == ["verhalen.verzameling.views_invoer"]


def test_a_guarded_view_is_let_through() -> None:
    guarded = (
        "@met_recht(Recht.X)\n@require_GET\ndef lijst(request) -> HttpResponse:\n    return render(request, 'x.html')\n"
    )

    assert unguarded_views(guarded) == []
    assert database_writes(guarded) == []
