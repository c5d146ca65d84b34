"""Load the demonstration into an empty database."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from verhalen.gebruikers.models import Gebruiker
from verhalen.opdrachten import demo
from verhalen.opdrachten.achtergrond import run_waiting
from verhalen.opdrachten.systeem import find_gemeente

Result = TypeVar("Result")


class Command(BaseCommand):
    help = "Laadt de demonstratie: accounts, verzonnen verhalen, maskers, codes en voorstellen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", default="0995")
        parser.add_argument("--verhalen", type=Path, default=settings.BASE_DIR / "fixtures" / "demo" / "verhalen.jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.VERHALEN_DEMO:
            raise CommandError("De demonstratie laadt alleen met VERHALEN_DEMO=1: de wachtwoorden zijn bekend.")
        if Gebruiker.objects.exists():
            raise CommandError("Er zijn al gebruikers. De demonstratie begint in een lege database.")
        gemeente = find_gemeente(options["gemeente"])
        self.seconds: dict[str, float] = {}
        verhalen = demo.read_goud(options["verhalen"])
        accounts = self._timed("accounts", lambda: demo.create_accounts(gemeente))
        received = self._timed("verhalen inlezen", lambda: demo.bring_in(verhalen, gemeente, accounts.invoer))
        gold = self._timed("maskers en codes", lambda: demo.confirm_gold(verhalen, gemeente, accounts))
        lights = self._timed("stoplichten", lambda: demo.set_stoplichten(gemeente, accounts.programmateam))
        self._timed("maskers voorstellen", lambda: run_waiting("maskers-voorstellen"))
        self._timed("voorstellen", lambda: demo.suggest(gemeente, accounts.codes))
        counts = {"verhalen": received, **gold, "stoplichten": lights, **demo.count(gemeente)}
        self.stdout.write(json.dumps({"aantallen": counts, "seconden": self.seconds}, ensure_ascii=False))

    def _timed(self, naam: str, step: Callable[[], Result]) -> Result:
        self.stderr.write(f"{naam} ...")
        begin = time.monotonic()
        # One transaction per step: hundreds of small ones would each wait for the disk.
        with transaction.atomic():
            result = step()
        self.seconds[naam] = round(time.monotonic() - begin, 1)
        return result
