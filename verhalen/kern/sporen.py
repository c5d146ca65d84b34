"""What is left of destroyed rows below the tables, in the files of the database itself."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import connection

from verhalen.kern.taken import Voortgang, start_taak

SPORENTAAK = "sporen-wissen"


class Sporen(StrEnum):
    """What became of the traces."""

    GEWIST = "gewist"
    LATER = "later"  # somebody was reading; the next round does it
    BIJ_VACUUM = "bij-vacuum"  # PostgreSQL frees the space by itself, see docs/beveiliging.md


def wipe_traces() -> Sporen:
    """Bring SQLite's log into the file and empty it: what was overwritten is then gone from both.

    ``secure_delete`` overwrites a row in the newest version of its page. Until that page has been copied
    from the log into the file, the file still holds the old one. Waits at most the busy timeout for readers.
    """
    if connection.vendor != "sqlite":
        return Sporen.BIJ_VACUUM
    if connection.in_atomic_block:
        return Sporen.LATER
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()[0]
    return Sporen.LATER if busy else Sporen.GEWIST


def ask_wipe(*, gemeente: Any, by: Any) -> None:
    """Have the traces wiped in the background once this transaction holds; whoever waits for it is not slowed down."""
    if connection.vendor == "sqlite":
        start_taak(soort=SPORENTAAK, gemeente=gemeente, by=by)


def run_wipe(voortgang: Voortgang) -> dict[str, Any]:
    """Background job: see `wipe_traces`."""
    return {"sporen": wipe_traces().value}
