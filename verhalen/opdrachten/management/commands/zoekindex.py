"""Write the search index anew."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from verhalen.verzameling.zoeken.index import rebuild


class Command(BaseCommand):
    help = "Maakt de zoekindex van alle nagekeken verhalen opnieuw, bijvoorbeeld na een nieuwe woordenlijst."

    def handle(self, *args: Any, **options: Any) -> None:
        number = rebuild()
        self.stderr.write(f"{number} verhalen zijn doorzoekbaar.")
        self.stdout.write(json.dumps({"verhalen": number}))
