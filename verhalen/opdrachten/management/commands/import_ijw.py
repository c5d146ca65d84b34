"""Read iJw messages in from the command line."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.opdrachten.cijfers import load_wijken, read_messages
from verhalen.opdrachten.systeem import find_gemeente
from verhalen.stamgegevens.models import Gemeente

ELKE = "elke"


class Command(BaseCommand):
    help = "Leest iJw-berichten in (JW301, JW305, JW307; XML, zip of een map); twee keer lezen verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paden", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--gemeente", help=f"code van de gemeente, of '{ELKE}' voor alle geladen gemeenten")
        parser.add_argument("--wijken", type=Path, help="csv met postcode;wijk, alleen met BRON_OP_SERVER=1")

    def handle(self, *args: Any, **options: Any) -> None:
        paden: list[Path] = options["paden"]
        for pad in paden:
            if not pad.exists():
                raise CommandError(f"{pad.name} bestaat niet.")
        gemeenten = self._gemeenten(options["gemeente"])
        try:
            rapporten = read_messages(gemeenten, paden, wijken=load_wijken(options["wijken"]))
        except OngeldigeInvoer as error:
            raise CommandError(str(error)) from error
        for code, rapport in rapporten.items():
            nieuw = sum(rapport["nieuw"].values())
            self.stderr.write(
                f"{code}: {rapport['gelezen']} berichten, {nieuw} nieuwe rijen, {rapport['geweigerd']} geweigerd."
            )
        one = rapporten[gemeenten[0].code] if options["gemeente"] != ELKE else {"gemeenten": rapporten}
        self.stdout.write(json.dumps(one, ensure_ascii=False))
        if any(rapport["geweigerd"] for rapport in rapporten.values()):
            sys.exit(1)

    def _gemeenten(self, code: str | None) -> list[Gemeente]:
        if code != ELKE:
            return [find_gemeente(code)]
        found = list(Gemeente.objects.order_by("code"))
        if not found:
            raise CommandError("Er is nog geen gemeente. Laad haar eerst met laad_programma.")
        return found
