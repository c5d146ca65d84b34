"""Load the demonstration into an empty database."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from verhalen.gebruikers.models import Gebruiker
from verhalen.opdrachten import demo
from verhalen.opdrachten.achtergrond import run_waiting
from verhalen.opdrachten.systeem import find_gemeente
from verhalen.stamgegevens.models import Gemeente

Result = TypeVar("Result")
ZAAD = 1


class Command(BaseCommand):
    help = "Laadt de demonstratie: accounts, verzonnen verhalen, maskers, codes en voorstellen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", default="0995")
        parser.add_argument("--stad", type=Path, help="map waarin een verzonnen stad wordt gemaakt en ingelezen")
        parser.add_argument("--verhalen", type=Path, default=settings.BASE_DIR / "fixtures" / "demo" / "verhalen.jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.VERHALEN_DEMO:
            raise CommandError("De demonstratie laadt alleen met VERHALEN_DEMO=1: de wachtwoorden zijn bekend.")
        if Gebruiker.objects.filter(soort=Gebruiker.Soort.DEMO).exists():
            raise CommandError("De demonstratie is al geladen. Begin opnieuw met een lege database.")
        gemeente = find_gemeente(options["gemeente"])
        self.seconds: dict[str, float] = {}
        figures = self._load_stad(options["stad"], gemeente) if options["stad"] else []
        verhalen = demo.read_goud(options["verhalen"])
        accounts = self._timed("accounts", lambda: demo.create_accounts(gemeente))
        received = self._timed("verhalen inlezen", lambda: demo.bring_in(verhalen, gemeente, accounts.invoer))
        gold = self._timed("maskers en codes", lambda: demo.confirm_gold(verhalen, gemeente, accounts))
        lights = self._timed("stoplichten", lambda: demo.set_stoplichten(gemeente, accounts.programmateam))
        self._timed("maskers voorstellen", lambda: run_waiting("maskers-voorstellen"))
        self._timed("voorstellen", lambda: demo.suggest(gemeente, accounts.codes))
        counts = {"verhalen": received, **gold, "stoplichten": lights, **demo.count(gemeente)}
        result = {"aantallen": counts, "beginwaarden": figures, "seconden": self.seconds}
        self.stdout.write(json.dumps(result, ensure_ascii=False))

    def _load_stad(self, folder: Path, gemeente: Gemeente) -> list[dict[str, str]]:
        """Make the invented town as files and read every file in as a municipality would."""
        code = gemeente.code
        self._timed("stad maken", lambda: self._quiet("maak_stad", str(folder), seed=ZAAD), atomic=False)
        messages = str(folder / "berichten")
        options = {"gemeente": code, "wijken": folder / "postcode-wijk.csv"}
        self._timed("berichten inlezen", lambda: self._quiet("import_ijw", messages, **options), atomic=False)
        for soort in ("toewijzingen", "bevolking", "kosten", "overige-kosten", "tellingen"):
            table = str(folder / f"{soort}.csv")
            self._timed(soort, partial(self._quiet, "import_tabel", soort, table, gemeente=code), atomic=False)
        self._timed("cijfers berekenen", lambda: demo.compute_cijfers(gemeente), atomic=False)
        return demo.list_beginwaarden(gemeente)

    def _quiet(self, command: str, *args: Any, **options: Any) -> None:
        call_command(command, *args, **options, stdout=StringIO(), stderr=self.stderr)

    def _timed(self, naam: str, step: Callable[[], Result], *, atomic: bool = True) -> Result:
        self.stderr.write(f"{naam} ...")
        begin = time.monotonic()
        # One transaction per step: hundreds of small ones would each wait for the disk.
        with transaction.atomic() if atomic else nullcontext():
            result = step()
        self.seconds[naam] = round(time.monotonic() - begin, 1)
        return result
