"""Compute the figures of a year and print them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd
from verhalen.opdrachten.cijfers import analist_account, tell
from verhalen.opdrachten.systeem import find_gemeente
from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen.actions import compute_metingen, open_unprotected
from verhalen.tellen.jaarcijfers import DREMPEL_BINNEN, list_jaarcijfers, to_csv


class Command(BaseCommand):
    help = "Rekent de indicatoren uit en geeft die van een jaar; kleine aantallen zijn onderdrukt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--jaar", type=int, required=True)
        parser.add_argument("--gemeente", help="code van de gemeente; nodig als er meer dan een is")
        parser.add_argument("--format", choices=("json", "csv"), default="json")
        parser.add_argument("--onbeschermd", action="store_true", help="niets onderdrukken; dit wordt vastgelegd")
        parser.add_argument("--als", metavar="GEBRUIKER", help="de data-analist die onbeschermd opvraagt")

    def handle(self, *args: Any, **options: Any) -> None:
        gemeente = find_gemeente(options["gemeente"])
        if options["onbeschermd"]:
            self._log_unprotected(gemeente, options["jaar"], options["als"])
        uitkomst = compute_metingen(gemeente=gemeente, by=analist_account(gemeente), meld=tell)
        rows = list_jaarcijfers(gemeente, options["jaar"], onbeschermd=options["onbeschermd"])
        self.stderr.write(f"{uitkomst['metingen']} metingen, waarvan {len(rows)} over {options['jaar']}.")
        if options["format"] == "csv":
            self.stdout.write(to_csv(rows).decode("utf-8-sig"), ending="")
            return
        self.stdout.write(
            json.dumps(
                {
                    "gemeente": gemeente.code,
                    "jaar": options["jaar"],
                    "drempel": None if options["onbeschermd"] else DREMPEL_BINNEN,
                    "indicatoren": rows,
                },
                ensure_ascii=False,
            )
        )

    def _log_unprotected(self, gemeente: Gemeente, jaar: int, naam: str | None) -> None:
        """Leave an event behind. Outside the demonstration it must be in the name of a data analyst."""
        if naam is None and not settings.BRON_OP_SERVER:
            raise CommandError("Noem met --als de data-analist die de onbeschermde cijfers opvraagt.")
        by = analist_account(gemeente) if naam is None else self._find(gemeente, naam)
        try:
            with transaction.atomic():
                open_unprotected(gemeente=gemeente, jaar=jaar, by=by)
        except Geweigerd as error:
            raise CommandError(f"{by.username}: {error}") from error

    def _find(self, gemeente: Gemeente, naam: str) -> Gebruiker:
        found = Gebruiker.objects.filter(username=naam, gemeente=gemeente, is_active=True).first()
        if found is None:
            raise CommandError(f"{naam} is geen gebruiker van {gemeente.naam}.")
        return found
