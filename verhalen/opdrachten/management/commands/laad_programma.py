"""Load the reference data of a municipality."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from verhalen.opdrachten.referentie import load_referentie


class Command(BaseCommand):
    help = "Laadt de referentiegegevens van een gemeente; nog eens laden verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("map", nargs="?", default=str(settings.BASE_DIR / "fixtures" / "lelystad"))

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["map"])
        if not (folder / "programma.json").is_file():
            raise CommandError(f"In {folder.name} staat geen programma.json. Geef de map van een gemeente.")
        counts = load_referentie(folder)
        self.stderr.write(f"{counts['gemeente']}: {counts['knoppen']} knoppen en {counts['themas']} themas geladen.")
        self.stdout.write(json.dumps(counts, ensure_ascii=False))
