"""Measure everything and write RESULTS.md: python -m benchmarks [--verhalen N]."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

# Before the first number library loads: a figure per core must come from one core.
import benchmarks.een_draad  # noqa: F401
from benchmarks import cijfers, schermen, taal
from benchmarks.gegevens import AANTAL, PROJECT, Proefstad, prepare, read_teksten
from benchmarks.maat import Maat, as_table, describe_machine

UITSLAG = Path(__file__).with_name("RESULTS.md")
UITLEG = """# Snelheid

Gemaakt met `make bench`; elke regel is in dezelfde meting gemeten als wat ernaast staat. Het doel is dat van het
project zelf. Schermen zijn gevraagd aan de echte server (gunicorn, een proces) op de eigen machine, een voor een;
p95 is de tijd waar 95 van de 100 pagina's onder blijven, van vraag tot laatste teken.
"""


def main() -> int:
    """Run the measurements; 1 when a bound is not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verhalen", type=int, default=AANTAL)
    parser.add_argument("--map", type=Path, default=PROJECT / "var" / "bench")
    options = parser.parse_args()
    machine = describe_machine()
    stad = prepare(options.verhalen, options.map)
    blocks = _measure(stad)
    text = _write_down(options.verhalen, machine, blocks)
    print(text)
    UITSLAG.write_text(text, encoding="utf-8")
    return 1 if any(maat.gehaald is False for maten in blocks.values() for maat in maten) else 0


def _measure(stad: Proefstad) -> dict[str, list[Maat]]:
    blocks: dict[str, list[Maat]] = {}
    for naam, measure in (
        ("Schermen", lambda: schermen.measure(stad)),
        ("Taal", lambda: taal.measure(read_teksten(stad, taal.VERHALEN))),
        ("Cijfers", lambda: cijfers.measure(stad)),
    ):
        print(naam, "...", file=sys.stderr)
        blocks[naam] = measure()
    return blocks


def _write_down(aantal: int, machine: str, blocks: dict[str, list[Maat]]) -> str:
    head = f"{UITLEG}\n{datetime.now(UTC):%d-%m-%Y}, {aantal} verhalen, {machine}\n"
    return head + "".join(f"\n## {naam}\n\n{as_table(maten)}\n" for naam, maten in blocks.items())


if __name__ == "__main__":
    raise SystemExit(main())
