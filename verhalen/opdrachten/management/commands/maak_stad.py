"""Write a synthetic town as files."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verhalen.opdrachten.stad.generator import make_stad
from verhalen.opdrachten.stad.mensen import StadError


class Command(BaseCommand):
    help = "Maakt een verzonnen stad als bestanden: iJw-berichten, tabellen en de waarheid per indicator."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("map", type=Path, metavar="DIR", help="een lege of nieuwe map")
        parser.add_argument("--seed", type=int, required=True)
        parser.add_argument(
            "--toewijzingen",
            type=int,
            metavar="N",
            help="zoveel toewijzingen; een grote stad kent mensen alleen als pseudoniem",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            samenvatting = make_stad(options["map"], options["seed"], options["toewijzingen"])
        except (FileExistsError, StadError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(asdict(samenvatting), ensure_ascii=False))
