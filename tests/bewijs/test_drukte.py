"""A busy day pressed into minutes: tablets send, researchers read, a worker proposes, tellers withdraw."""

from __future__ import annotations

import os
import random
import threading
import time
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.gegevens import Proefstad
from benchmarks.maat import percentile
from benchmarks.server import Antwoord, Bezoeker
from tests.bewijs.opstelling import Zender, command, copy_of, is_intact, key_for, query, server, submission

pytestmark = pytest.mark.langdurig
MINUTEN = float(os.environ.get("BEWIJS_MINUTEN", "5"))
TABLETS, LEZERS = 6, 3
PER_ZENDING = 5
PAUZE = 0.2  # seconds a tablet waits between two submissions
WAL_MAX = 64 * 1024 * 1024
PAGINAS = {
    "onderzoeker": ["/verhalen/", "/coderen/", "/nakijken/", "/coderen/codeboek/"],
    "programmateam": ["/duiden/", *(f"/duiden/knoppen/{nummer}/" for nummer in range(1, 15))],
    "veldwerker": ["/verzamelen/", "/zorgsignaal/"],
}
UITVRAAG = (
    "select u.slug from verzameling_uitvraag u join verzameling_vragenlijst v on v.id = u.vragenlijst_id"
    " where v.soort = 'verhaal' and u.gemeente_id = 1"
)


class Drukte:
    """Everybody who is at it at the same time, and what they met."""

    def __init__(self, poort: int, sleutel: str, uitvraag: str) -> None:
        self.zender, self.poort, self.uitvraag = Zender(poort, sleutel), poort, uitvraag
        self.einde = time.monotonic() + MINUTEN * 60
        self.statussen: list[int] = []
        self.wachttijden: list[float] = []
        self.gelezen: list[Antwoord] = []
        self.fouten: list[str] = []

    def run(self) -> None:
        """Let everybody work until the time is over."""
        people = [threading.Thread(target=self._guard, args=(self._send, nummer)) for nummer in range(TABLETS)]
        people += [threading.Thread(target=self._guard, args=(self._read, naam)) for naam in PAGINAS]
        for person in people:
            person.start()
        for person in people:
            person.join()

    def _guard(self, work: Any, argument: Any) -> None:
        try:
            work(argument)
        except Exception as error:  # a thread would die in silence, and the proof would prove less than it says
            self.fouten.append(f"{work.__name__}: {error!r}")

    def _send(self, nummer: int) -> None:
        lot = random.Random(nummer)
        while time.monotonic() < self.einde:
            told = [f"Verzonnen verhaal {lot.random()}: oma paste op en school belde." for _ in range(PER_ZENDING)]
            begin = time.monotonic()
            self.statussen.append(self.zender.send(uuid.uuid4(), submission(self.uitvraag, told)))
            self.wachttijden.append(time.monotonic() - begin)
            time.sleep(PAUZE)

    def _read(self, naam: str) -> None:
        lot = random.Random(naam)
        with closing(Bezoeker(self.poort)) as person:
            person.log_in(naam)
            while time.monotonic() < self.einde:
                self.gelezen.append(person.get(lot.choice(PAGINAS[naam])))
                time.sleep(PAUZE)


def test_nothing_breaks_leaks_or_gets_lost_on_a_busy_day(gevuld: Proefstad, tmp_path: Path, noteer: Any) -> None:
    stad = copy_of(gevuld, tmp_path / "stad")
    (uitvraag,) = query(stad, UITVRAAG)[0]
    before = query(stad, "select count(*) from verzameling_inzending")[0][0]
    web, worker = server(stad, workers=2), command(stad, "werker", "--verbosity", "0")
    drukte = Drukte(web.poort, key_for(stad, "veldwerker"), uitvraag)
    web.start()
    web.wait()
    worker.start()
    try:
        memory: list[float] = []
        watcher = threading.Thread(target=_watch_memory, args=(web.pid, drukte.einde, memory))
        watcher.start()
        drukte.run()
        watcher.join()
    finally:
        web.stop()
        worker.stop()

    kept = query(stad, "select count(*) from verzameling_inzending")[0][0] - before
    growth = memory[-1] / memory[len(memory) // 4]
    wal = _size(stad.map / "verhalen.sqlite3-wal")
    noteer(
        "drukke dag",
        minuten=MINUTEN,
        inzendingen=len(drukte.statussen),
        verhalen=len(drukte.statussen) * PER_ZENDING,
        per_seconde=round(len(drukte.statussen) / MINUTEN / 60, 1),
        p95_zenden_ms=round(percentile(drukte.wachttijden, 0.95) * 1000),
        paginas=len(drukte.gelezen),
        p95_lezen_ms=round(percentile([answer.seconden for answer in drukte.gelezen], 0.95) * 1000),
        geheugen_groei=round(growth, 2),
        wal_mb=round(wal / 1e6, 1),
    )
    assert drukte.fouten == []
    assert set(drukte.statussen) == {201}
    assert {answer.status for answer in drukte.gelezen} == {200}
    assert kept == len(drukte.statussen)
    assert growth <= 1.10
    assert wal <= WAL_MAX
    assert is_intact(stad)


def _watch_memory(pid: int, until: float, samples: list[float]) -> None:
    """Note every five seconds what the server and its children hold, in MB."""
    while time.monotonic() < until:
        samples.append(sum(map(_resident, _family(pid))) / 1e6)
        time.sleep(5)


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(grandchild for child in children for grandchild in _family(int(child)))]


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
