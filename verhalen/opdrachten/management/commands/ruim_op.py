"""Destroy what is past its term; belongs in the nightly work of every installation."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from verhalen.kern.models import Taak
from verhalen.kern.taken import run_taak, start_taak
from verhalen.opdrachten.systeem import find_gemeente
from verhalen.privacy.opruimen import OPRUIMTAAK
from verhalen.privacy.queries import list_bewaarregels, to_json
from verhalen.stamgegevens.models import Gemeente


class Command(BaseCommand):
    help = "Vernietigt wat over de bewaartermijn is, van elke gemeente; met --proef alleen tellen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", help="code van een gemeente; zonder deze keuze elke gemeente")
        parser.add_argument("--proef", action="store_true", help="tel wat zou gaan, en verander niets")

    def handle(self, *args: Any, **options: Any) -> None:
        gemeenten = [find_gemeente(options["gemeente"])] if options["gemeente"] else list(Gemeente.objects.all())
        work = self._count if options["proef"] else self._clean
        report = {gemeente.code: work(gemeente) for gemeente in gemeenten}
        self.stdout.write(json.dumps({"proef": options["proef"], "gemeenten": report}, ensure_ascii=False))
        failed = [code for code, row in report.items() if row.get("staat") == Taak.Staat.MISLUKT]
        if failed:
            raise CommandError(f"Opruimen is mislukt voor {', '.join(failed)}. Wat klaar was, is weg en vastgelegd.")

    def _count(self, gemeente: Gemeente) -> dict[str, Any]:
        return {"soorten": to_json(list_bewaarregels(gemeente, timezone.localdate()))}

    def _clean(self, gemeente: Gemeente) -> dict[str, Any]:
        taak = start_taak(soort=OPRUIMTAAK, gemeente=gemeente, by=None)
        # A worker that was faster keeps the job; its state says so.
        run_taak(taak.pk)
        taak.refresh_from_db()
        return {"staat": taak.staat, **taak.uitkomst}
