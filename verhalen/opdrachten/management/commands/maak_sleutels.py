"""Make the keyring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from verhalen.kern.sleutels import complete_keyring, create_keyring


class Command(BaseCommand):
    help = "Maakt de sleutelbos buiten de database; een bestaande krijgt alleen de sleutels die er nog niet waren."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.VERHALEN_SLEUTELS)
        made = create_keyring(path)
        added = complete_keyring(path)
        if added:
            self.stderr.write(f"De sleutelbos is aangevuld: {', '.join(added)}.")
        else:
            self.stderr.write("Sleutelbos gemaakt." if made else "De sleutelbos was er al en is niet veranderd.")
        if made or added:
            self.stderr.write(
                "Bewaar een kopie op een andere plek dan de database: zonder sleutels is alles onleesbaar."
            )
