"""The real server on loopback, and somebody who asks it for pages one after the other."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from benchmarks.gegevens import PROJECT, Proefstad

WACHTWOORD = "verhalen-demo-2025"
START_SECONDEN = 60
BLIJFT_OPEN = 1.0
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Antwoord:
    """Status, how long it took from request to last byte, and the body."""

    status: int
    seconden: float
    inhoud: bytes
    kop: dict[str, str]


@dataclass
class Bezoeker:
    """A browser without pictures: keeps cookies and its connection."""

    poort: int
    koekjes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._verbinding = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=120)
        self._laatst = time.monotonic()
        self._tokens: dict[str, str] = {}

    def get(self, pad: str) -> Antwoord:
        """Ask for a page."""
        return self._ask("GET", pad, None)

    def post(self, pad: str, velden: dict[str, str], *, op: str = "") -> Antwoord:
        """Send a form to ``pad``, with the token of the page it stands on: ``op``, or ``pad`` itself."""
        return self._ask("POST", pad, urllib.parse.urlencode({"csrfmiddlewaretoken": self._token(op or pad), **velden}))

    def search(self, woorden: str) -> Antwoord:
        """Ask a question of the stories as a reader does, and return its results; both requests count."""
        asked = self.post("/verhalen/zoeken/", {"zoek": woorden}, op="/verhalen/")
        if asked.status != 302:
            return asked
        shown = self.get(asked.kop["Location"])
        return Antwoord(shown.status, asked.seconden + shown.seconden, shown.inhoud, shown.kop)

    def _token(self, pad: str) -> str:
        """Return the token of the form at ``pad``; it holds for as long as the session does."""
        if pad not in self._tokens:
            found = TOKEN.search(self.get(pad).inhoud.decode())
            if found is None:
                raise RuntimeError(f"geen formulier op {pad}")
            self._tokens[pad] = found[1]
        return self._tokens[pad]

    def log_in(self, naam: str) -> None:
        """Log in as one of the accounts of the demonstration."""
        antwoord = self.post("/account/login/", {"login": naam, "password": WACHTWOORD})
        if antwoord.status != 302:
            raise RuntimeError(f"inloggen als {naam} gaf {antwoord.status}")

    def close(self) -> None:
        """Let the connection go."""
        self._verbinding.close()

    def _ask(self, methode: str, pad: str, body: str | None) -> Antwoord:
        headers = {"Cookie": "; ".join(f"{naam}={waarde}" for naam, waarde in self.koekjes.items())}
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://127.0.0.1:{self.poort}{pad}",
            }
        if time.monotonic() - self._laatst > BLIJFT_OPEN:
            self._verbinding.close()  # the server lets go of a quiet connection after two seconds
        begin = time.perf_counter()
        self._verbinding.request(methode, pad, body=body, headers=headers)
        response = self._verbinding.getresponse()
        inhoud = response.read()
        seconds = time.perf_counter() - begin
        self._laatst = time.monotonic()
        for value in response.headers.get_all("Set-Cookie") or ():
            naam, _, rest = value.partition("=")
            self.koekjes[naam] = rest.partition(";")[0]
        return Antwoord(response.status, seconds, inhoud, dict(response.headers))


@contextmanager
def serve(stad: Proefstad) -> Iterator[int]:
    """Start the server as it runs in production, one process, and give its port; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["-m", "gunicorn", "verhalen.wsgi:application", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    process = subprocess.Popen(
        [sys.executable, *command, "--threads", "4", "--log-level", "warning"], cwd=PROJECT, env=stad.omgeving
    )
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDEN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("de server stopte meteen")
        try:
            if Bezoeker(port).get("/account/login/").status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("de server kwam niet op tijd")
