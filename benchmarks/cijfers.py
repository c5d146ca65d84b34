"""Messages in and figures out, beside reading the same XML without keeping anything."""

from __future__ import annotations

import json
import shutil
import time
import zipfile
from pathlib import Path

from lxml import etree

from benchmarks.gegevens import Proefstad, manage
from benchmarks.maat import Maat


def measure(stad: Proefstad) -> list[Maat]:
    """Import the town's messages into an empty database, and compute a year of figures."""
    leeg = Proefstad(stad.map / "leeg")
    shutil.rmtree(leeg.map, ignore_errors=True)
    leeg.map.mkdir()
    for step in (("maak_sleutels",), ("migrate", "--verbosity", "0"), ("createcachetable",), ("laad_programma",)):
        manage(leeg, *step)
    town = stad.map / "stad"
    berichten, parsed = _parse(town / "berichten")
    imported = _timed(leeg, "import_ijw", str(town / "berichten"), "--wijken", str(town / "postcode-wijk.csv"))
    manage(leeg, "import_tabel", "bevolking", str(town / "bevolking.csv"))
    computed = _timed(leeg, "indicatoren", "--jaar", "2024")
    shutil.rmtree(leeg.map)
    return [
        Maat(
            "iJw-berichten inlezen",
            berichten / imported,
            "berichten/s",
            f"alleen de XML lezen: {berichten / parsed:.0f} berichten/s",
            parsed / imported,
            hoger_is_beter=True,
        ),
        Maat("alle indicatoren van alle jaren", computed, "s", f"uit {berichten} berichten", None),
    ]


def _parse(folder: Path) -> tuple[int, float]:
    """Return how many messages the folder holds and how long lxml alone takes to read them."""
    number, begin = 0, time.perf_counter()
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for naam in archive.namelist():
                etree.fromstring(archive.read(naam))
                number += 1
    return number, time.perf_counter() - begin


def _timed(stad: Proefstad, *command: str) -> float:
    begin = time.perf_counter()
    json.loads(manage(stad, *command))
    return time.perf_counter() - begin
