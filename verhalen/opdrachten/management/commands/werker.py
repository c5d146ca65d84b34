"""Run background jobs, and take over what a killed worker left."""

from __future__ import annotations

import logging
import threading
from argparse import ArgumentParser
from typing import Any

from django.db import OperationalError, connection
from django_tasks_db.management.commands.db_worker import Command as DbWorker

from verhalen.kern.taken import resume_stil

logger = logging.getLogger(__name__)


class Command(DbWorker):
    help = "Voert taken op de achtergrond uit, en neemt over wat een gestopte werker liet liggen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--elke", type=float, default=60.0, help="seconden tussen twee rondes langs stille taken")

    def handle(self, **options: Any) -> None:
        threading.Thread(target=_watch, args=(options.pop("elke"),), name="stille-taken", daemon=True).start()
        super().handle(**options)


def _watch(seconds: float) -> None:
    pause = threading.Event()
    while True:
        try:
            resume_stil()
        except OperationalError as error:
            # A busy or absent database: the next round will find the same jobs.
            logger.warning("stille taken niet bekeken: %s", type(error).__name__)
        finally:
            connection.close()
        pause.wait(seconds)
