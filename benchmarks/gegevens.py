"""The database that is measured: the invented town with many stories, loaded as the demonstration loads them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ZAAD = 1
AANTAL = 10_000
GOUD = "verhalen-goud.jsonl"
# What decides how the stories and rows look; when one of these changes the database is made again.
BEPALEND = (
    "fixtures/**/*.json*",
    "verhalen/**/migrations/*.py",
    "verhalen/opdrachten/stad/*.py",
    "verhalen/opdrachten/demo.py",
)


@dataclass(frozen=True)
class Proefstad:
    """Where the measured data stand."""

    map: Path

    @property
    def omgeving(self) -> dict[str, str]:
        """The environment in which every process of the measurement runs."""
        own = {
            "VERHALEN_DEMO": "1",
            "TWEEDE_FACTOR": "0",
            "BRON_OP_SERVER": "1",
            "VERHALEN_DATA": str(self.map),
            "VERHALEN_CACHE": os.environ.get("VERHALEN_CACHE", str(PROJECT / "var" / "cache")),
            "DJANGO_SETTINGS_MODULE": "verhalen.settings",
        }
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DEBUG"}}
        return kept | own


def prepare(aantal: int, root: Path) -> Proefstad:
    """Return the town with ``aantal`` stories; made anew only when code or data behind it changed."""
    stad = Proefstad(root / str(aantal))
    mark, merk = stad.map / "merk", _fingerprint(aantal)
    if mark.is_file() and mark.read_text() == merk:
        return stad
    shutil.rmtree(stad.map, ignore_errors=True)
    stad.map.mkdir(parents=True)
    _load(stad, aantal)
    mark.write_text(merk)
    return stad


def _fingerprint(aantal: int) -> str:
    digest = hashlib.sha256(str(aantal).encode())
    for pattern in BEPALEND:
        for path in sorted(PROJECT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _load(stad: Proefstad, aantal: int) -> None:
    bron = stad.map / "bron"
    for step in (
        ("maak_sleutels",),
        ("migrate", "--verbosity", "0"),
        ("createcachetable",),
        ("collectstatic", "--noinput", "--verbosity", "0"),
        ("laad_programma",),
        ("maak_stad", str(bron), "--seed", str(ZAAD), "--verhalen", str(aantal)),
        ("laad_demo", "--stad", str(stad.map / "stad"), "--verhalen", str(bron / GOUD)),
    ):
        print(" ".join(step[:1]), "...", file=sys.stderr)
        manage(stad, *step)


def manage(stad: Proefstad, *arguments: str) -> str:
    """Run one management command on the town and return what it printed; raises when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT, env=stad.omgeving, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return done.stdout


def read_teksten(stad: Proefstad, aantal: int) -> list[str]:
    """Return the first ``aantal`` stories as told."""
    with (stad.map / "bron" / GOUD).open(encoding="utf-8") as stream:
        return [json.loads(line)["text"] for _, line in zip(range(aantal), stream, strict=False)]
