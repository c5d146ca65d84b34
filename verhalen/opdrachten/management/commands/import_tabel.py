"""Read a table in from the command line, through the same steps as the screens."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.opdrachten.systeem import find_gemeente, import_account
from verhalen.opdrachten.tabellen import SOORTEN, read_in
from verhalen.verzameling.models import Grondslag


class Command(BaseCommand):
    help = "Leest een tabel in (csv of xlsx); wat niet goed is, komt in een bestand met geweigerde rijen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("soort", choices=sorted(SOORTEN))
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--gemeente", help="code van de gemeente; nodig als er meer dan een is")
        parser.add_argument("--grondslag", choices=Grondslag.values, default=Grondslag.PUBLIEKE_TAAK.value)
        parser.add_argument("--geweigerd", type=Path, help="hier komen de geweigerde rijen")

    def handle(self, *args: Any, **options: Any) -> None:
        gemeente = find_gemeente(options["gemeente"])
        bestand: Path = options["bestand"]
        if not bestand.is_file():
            raise CommandError(f"Het bestand {bestand.name} bestaat niet.")
        try:
            rapport, geweigerd = read_in(
                soort=options["soort"],
                naam=bestand.name,
                inhoud=bestand.read_bytes(),
                grondslag=options["grondslag"],
                by=import_account(gemeente),
            )
        except (OngeldigeInvoer, Geweigerd) as error:
            raise CommandError(f"{bestand.name}: {error}") from error
        if geweigerd and options["geweigerd"]:
            options["geweigerd"].write_bytes(geweigerd)
        self.stdout.write(json.dumps(rapport, ensure_ascii=False))
        if rapport["geweigerd"]:
            sys.exit(1)
