"""Run the long proofs and write what they found into docs/bewijs.md, between two marks."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
BEWIJS = PROJECT / "docs" / "bewijs.md"
BEGIN, EIND = "<!-- make proof: begin -->", "<!-- make proof: eind -->"
# How many times more generated cases than in the daily suite.
FACTOR = os.environ.get("BEWIJS_FACTOR", "10")
STEPS: dict[str, tuple[str, ...]] = {
    "echte processen, afgebroken, bestormd en aangevallen": ("-m", "langdurig", "tests"),
    f"{FACTOR} keer zoveel verzonnen gevallen": ("-m", "hypothesis and not langdurig", "-n", "2", "tests"),
}


def main() -> int:
    """Run every step, write the section; 1 when one failed."""
    with tempfile.NamedTemporaryFile("r", suffix=".jsonl") as found:
        environment = {**os.environ, "BEWIJS_UITSLAG": found.name, "BEWIJS_FACTOR": FACTOR}
        outcomes = {naam: _run(arguments, environment) for naam, arguments in STEPS.items()}
        notes = [json.loads(line) for line in Path(found.name).read_text("utf-8").splitlines()]
    section = _describe(outcomes, notes)
    print(section)
    text = BEWIJS.read_text("utf-8")
    BEWIJS.write_text(
        re.sub(f"{BEGIN}.*{EIND}", lambda _: f"{BEGIN}\n{section}\n{EIND}", text, flags=re.DOTALL), "utf-8"
    )
    return 0 if all(code == 0 for code, _, _ in outcomes.values()) else 1


def _run(arguments: tuple[str, ...], environment: dict[str, str]) -> tuple[int, str, float]:
    begin = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    # S603: the arguments are the ones above.
    with subprocess.Popen(  # noqa: S603
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            sys.stderr.write(line)
            lines.append(line.strip())
    return process.returncode, lines[-1] if lines else "", time.monotonic() - begin


def _describe(outcomes: dict[str, tuple[int, str, float]], notes: list[dict[str, Any]]) -> str:
    day = datetime.now(UTC).strftime("%d-%m-%Y")
    lines = [f"Gedraaid op {day} met `make proof`.", "", "| proef | uitslag | duur |", "|---|---|---|"]
    for naam, (code, said, seconds) in outcomes.items():
        lines.append(f"| {naam} | {'geslaagd' if code == 0 else '**mislukt**'}: {_tests(said)} | {seconds:.0f} s |")
    lines += ["", "| wat er gebeurde | gevonden |", "|---|---|"]
    lines += [f"| {note.pop('proef')} | {_figures(note)} |" for note in notes]
    return "\n".join(lines)


def _tests(said: str) -> str:
    return (
        ", ".join(re.findall(r"\d+ (?:passed|failed|error)", said)).replace("passed", "goed").replace("failed", "fout")
    )


def _figures(note: dict[str, Any]) -> str:
    shown = {name: json.dumps(value) if isinstance(value, dict) else str(value) for name, value in note.items()}
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in shown.items()).replace('"', "")


if __name__ == "__main__":
    raise SystemExit(main())
