"""A copy of a loaded installation with its own processes, for one proof."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.gegevens import PROJECT, Proefstad

START_SECONDEN = 60.0
TELLEND = ("toewijzing_client", "toewijzing_toewijzing", "toewijzing_toewijzingsversie", "toewijzing_startbericht",
           "toewijzing_stopbericht")  # fmt: skip


def copy_of(basis: Proefstad, folder: Path) -> Proefstad:
    """Return an installation with the same database and keys."""
    shutil.copytree(basis.map, folder)
    return Proefstad(folder)


def query(stad: Proefstad, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Read the database from outside the product; what a report says is not what proves it."""
    with closing(sqlite3.connect(stad.map / "verhalen.sqlite3", timeout=60)) as connection, connection:
        return connection.execute(sql, values).fetchall()


def columns_that_count(stad: Proefstad, table: str) -> list[str]:
    """Return the columns that say something of the world: no row numbers, moments or ciphertext."""
    names = [row[1] for row in query(stad, f"pragma table_info({table})")]
    return [name for name in names if name not in {"id", "pre_pseudoniem"} and not name.endswith(("_id", "_op"))]


def state_of(stad: Proefstad, tables: Iterable[str] = TELLEND) -> dict[str, list[tuple[Any, ...]]]:
    """Return what the tables hold, in an order that does not depend on how they were filled."""
    return {
        table: sorted(query(stad, f"select {','.join(columns_that_count(stad, table))} from {table}"), key=repr)
        for table in tables
    }


def is_intact(stad: Proefstad) -> bool:
    """Whether SQLite finds every page and every reference whole."""
    return query(stad, "pragma integrity_check") == [("ok",)] and not query(stad, "pragma foreign_key_check")


@dataclass
class Proces:
    """One process of the product in a group of its own, that can be killed with everything under it."""

    stad: Proefstad
    opdracht: tuple[str, ...]
    _proces: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> Proces:
        """Start it."""
        self._proces = subprocess.Popen(
            [sys.executable, *self.opdracht],
            cwd=PROJECT,
            env=self.stad.omgeving,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return self

    @property
    def pid(self) -> int:
        assert self._proces is not None
        return self._proces.pid

    def is_done(self) -> bool:
        """Whether it ended by itself."""
        return self._proces is not None and self._proces.poll() is not None

    def kill(self) -> None:
        """Take it away without a warning, as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._proces is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._proces.pid, how)
        self._proces.wait(timeout=60)


def command(stad: Proefstad, *arguments: str) -> Proces:
    """A management command, not started yet."""
    return Proces(stad, ("manage.py", *arguments))


@dataclass
class Server(Proces):
    """The web server on a port of its own."""

    poort: int = 0

    def wait(self) -> Server:
        """Return when it answers: the port is open long before the first process has loaded."""
        until = time.monotonic() + START_SECONDEN
        while time.monotonic() < until:
            connection = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=START_SECONDEN)
            with closing(connection), suppress(OSError, http.client.HTTPException):
                connection.request("GET", "/account/login/")
                connection.getresponse().read()
                return self
            time.sleep(0.1)
        raise RuntimeError("de server kwam niet op tijd")


def server(stad: Proefstad, *, workers: int = 1) -> Server:
    """A web server, not started yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bind = ("--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", "4", "--log-level", "critical")
    return Server(stad, ("-m", "gunicorn", "verhalen.wsgi:application", *bind), poort=port)


@dataclass(frozen=True)
class Zender:
    """A tablet: sends submissions with a key and believes nothing but an answer that echoes what it sent."""

    poort: int
    sleutel: str

    def send(self, kenmerk: uuid.UUID, inhoud: bytes, timeout: float = 30.0) -> int:
        """Return the status, or 0 when no whole answer came back."""
        connection = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=timeout)
        headers = {"Authorization": f"Bearer {self.sleutel}", "Content-Type": "application/json"}
        try:
            connection.request("PUT", f"/api/v1/inzendingen/{kenmerk}", inhoud, headers)
            response = connection.getresponse()
            answer = response.read()
            if response.status in {200, 201} and json.loads(answer)["id"] != str(kenmerk):
                return 0
            return response.status
        except (OSError, http.client.HTTPException, ValueError):
            return 0
        finally:
            connection.close()


def submission(uitvraag: str, teksten: Iterable[str]) -> bytes:
    """Return the body of a submission of invented stories."""
    toestemming = {
        "tekstversie": "2025-1",
        "hoe": "mondeling",
        "gegevenDoor": "zelf",
        "leeftijdVerteller": "18+",
        "bewarenEnAnalyseren": True,
    }
    verhalen = [{"tekst": tekst, "periode": "2025-K2"} for tekst in teksten]
    return json.dumps({"uitvraag": uitvraag, "toestemming": toestemming, "verhalen": verhalen}).encode()


def key_for(stad: Proefstad, username: str) -> str:
    """Return a fresh API key of one of the accounts of the demonstration."""
    code = (
        "from verhalen.gebruikers.models import Gebruiker;"
        "from verhalen.gebruikers.actions import create_toegangssleutel;"
        f"print(create_toegangssleutel(by=None, gebruiker=Gebruiker.objects.get(username={username!r}), naam='proef'))"
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=PROJECT,
        env=stad.omgeving,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()
