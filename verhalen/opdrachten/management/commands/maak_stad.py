"""Write a synthetic town as files."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from verhalen.opdrachten.stad.generator import make_stad, make_verhalen
from verhalen.opdrachten.stad.mensen import StadError


class Command(BaseCommand):
    help = "Maakt een verzonnen stad als bestanden: iJw-berichten, tabellen, verhalen en de waarheid per indicator."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("map", type=Path, metavar="DIR", help="een lege of nieuwe map")
        parser.add_argument("--seed", type=int, required=True)
        parser.add_argument("--verhalen", type=int, default=0, metavar="N", help="zoveel verhalen, met goud ernaast")
        parser.add_argument(
            "--toewijzingen",
            type=int,
            metavar="N",
            help="zoveel toewijzingen; een grote stad kent mensen alleen als pseudoniem",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            samenvatting = make_stad(options["map"], options["seed"], options["toewijzingen"])
            if options["verhalen"] > 0:
                goud = settings.BASE_DIR / "fixtures" / "demo" / "verhalen.jsonl"
                verhalen = make_verhalen(options["map"], options["seed"], options["verhalen"], goud)
                samenvatting = replace(samenvatting, verhalen=verhalen)
        except (FileExistsError, StadError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(asdict(samenvatting), ensure_ascii=False))
