"""Whatever is killed, whenever: nothing that was acknowledged is lost, and what is done again is done once."""

from __future__ import annotations

import json
import random
import threading
import time
import uuid
from pathlib import Path

import pytest

from benchmarks.gegevens import Proefstad, manage
from tests.bewijs.opstelling import (
    Server,
    Zender,
    command,
    copy_of,
    is_intact,
    key_for,
    query,
    server,
    state_of,
    submission,
)

pytestmark = pytest.mark.langdurig
KEREN_SERVER, KEREN_INLEZEN, KEREN_WERKER = 20, 10, 8
ZENDERS = 4
UITVRAAG = "select u.slug from verzameling_uitvraag u join verzameling_vragenlijst v on v.id = u.vragenlijst_id"
KEPT = (
    "select i.id, count(v.id) from verzameling_inzending i join verzameling_verhaal v on v.inzending_id = i.id"
    " join verzameling_ontvangen o on o.kenmerk = i.id group by i.id"
)
AUDITED = "select object_id from kern_gebeurtenis where actie = 'inzending-ontvangen'"


class Tablet(threading.Thread):
    """Sends one submission after the other, again and again the same one until it is acknowledged."""

    def __init__(self, poort: int, sleutel: str, uitvraag: str, nummer: int) -> None:
        super().__init__(daemon=True)
        self.zender, self.uitvraag, self.nummer = Zender(poort, sleutel), uitvraag, nummer
        self.klaar = threading.Event()
        self.bevestigd: list[uuid.UUID] = []
        self.onbevestigd = 0

    def run(self) -> None:
        while not self.klaar.is_set():
            kenmerk = uuid.uuid4()
            told = f"Verzonnen verhaal {self.nummer}-{len(self.bevestigd)}: we wachtten lang op de eerste afspraak."
            while self.zender.send(kenmerk, submission(self.uitvraag, [told])) not in {200, 201}:
                self.onbevestigd += 1
                time.sleep(0.05)
            self.bevestigd.append(kenmerk)


def test_a_server_that_is_killed_loses_no_acknowledged_submission(gevuld: Proefstad, tmp_path: Path, noteer) -> None:
    stad = copy_of(gevuld, tmp_path / "stad")
    (uitvraag,) = query(stad, f"{UITVRAAG} where v.soort = 'verhaal' and u.gemeente_id = 1")[0]
    before = query(stad, "select count(*) from verzameling_inzending")[0][0]
    web, lot = server(stad), random.Random(1)
    tablets = [Tablet(web.poort, key_for(stad, "veldwerker"), uitvraag, number) for number in range(ZENDERS)]
    for tablet in tablets:
        tablet.start()

    for _ in range(KEREN_SERVER):
        _serve_a_while(web, lot.uniform(0.5, 3.0))
        web.kill()
    _finish(web, tablets)

    sent = {str(kenmerk).replace("-", "") for tablet in tablets for kenmerk in tablet.bevestigd}
    rows = query(stad, KEPT)
    audited = {object_id.replace("-", "") for (object_id,) in query(stad, AUDITED)}
    again = sum(tablet.onbevestigd for tablet in tablets)
    lost = sent - {kenmerk for kenmerk, _number in rows}
    noteer(
        "server gedood tijdens ontvangst",
        keren=KEREN_SERVER,
        bevestigd=len(sent),
        opnieuw_gestuurd=again,
        verloren=len(lost),
    )
    assert len(sent) > KEREN_SERVER
    assert dict(rows) == dict.fromkeys(sent, 1)
    assert query(stad, "select count(*) from verzameling_inzending")[0][0] == before + len(sent)
    assert sent <= audited
    assert is_intact(stad)


def _serve_a_while(web: Server, seconds: float) -> None:
    web.start()
    web.wait()
    time.sleep(seconds)


def _finish(web: Server, tablets: list[Tablet]) -> None:
    _serve_a_while(web, 1.0)
    for tablet in tablets:
        tablet.klaar.set()
    for tablet in tablets:
        tablet.join(timeout=60)
    web.stop()
    assert not any(tablet.is_alive() for tablet in tablets)


@pytest.fixture(scope="module")
def berichten(leeg: Proefstad, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("berichten") / "stad"
    manage(leeg, "maak_stad", str(folder), "--seed", "2")
    return folder


def test_an_import_that_is_killed_ends_as_one_that_was_not(
    leeg: Proefstad, berichten: Path, tmp_path: Path, noteer
) -> None:
    arguments = ("import_ijw", str(berichten / "berichten"), "--wijken", str(berichten / "postcode-wijk.csv"))
    undisturbed = copy_of(leeg, tmp_path / "ongestoord")
    begin = time.monotonic()
    manage(undisturbed, *arguments)
    took, lot, killed = time.monotonic() - begin, random.Random(2), 0
    stad = copy_of(leeg, tmp_path / "gestoord")

    for _ in range(KEREN_INLEZEN):
        reader = command(stad, *arguments).start()
        time.sleep(lot.uniform(0.1, took * 0.6))
        killed += not reader.is_done()
        reader.kill()
    rapport = json.loads(manage(stad, *arguments))

    noteer("inlezen van berichten gedood", keren=killed, berichten=sum(map(len, state_of(stad).values())))
    assert killed >= 3
    assert rapport
    assert state_of(stad) == state_of(undisturbed)
    assert is_intact(stad)


def test_a_worker_that_is_killed_proposes_everything_once(gevuld: Proefstad, tmp_path: Path, noteer) -> None:
    stad = copy_of(gevuld, tmp_path / "stad")
    expected = _proposals(stad)
    query(stad, "delete from codering_voorstel where ronde_id in (select id from codering_voorstelronde)")
    query(stad, "delete from codering_voorstelronde")
    _ask_for_proposals(stad)
    lot, halfway = random.Random(3), []

    for _ in range(KEREN_WERKER):
        worker = command(stad, "werker", "--elke", "1", "--verbosity", "0").start()
        time.sleep(lot.uniform(2.0, 9.0))
        worker.kill()
        halfway.append(_half_rounds(stad, expected))
        _let_time_pass(stad)
    worker = command(stad, "werker", "--elke", "1", "--verbosity", "0").start()
    until = time.monotonic() + 120
    while query(stad, "select count(*) from kern_taak where staat in ('wacht', 'loopt')")[0][0] > 0:
        assert time.monotonic() < until, "the worker did not finish what was left"
        time.sleep(0.5)
    worker.stop()

    noteer("werker gedood tijdens voorstellen", keren=KEREN_WERKER, verhalen=len({row[0] for row in expected}))
    assert halfway == [0] * KEREN_WERKER
    assert _proposals(stad) == expected
    assert is_intact(stad)


def _proposals(stad: Proefstad) -> list[tuple[object, ...]]:
    return sorted(
        query(stad, "select r.verhaal_id, r.polariteit, r.wens, v.knop_id, v.thema_id, v.score, v.onderbouwing"
                    " from codering_voorstelronde r left join codering_voorstel v on v.ronde_id = r.id"),
        key=repr,
    )  # fmt: skip


def _half_rounds(stad: Proefstad, expected: list[tuple[object, ...]]) -> int:
    """Count the stories that were read but do not have all their proposals."""
    found = _proposals(stad)
    read = {row[0] for row in found}
    return len(read - {v for v in read if [r for r in found if r[0] == v] == [r for r in expected if r[0] == v]})


def _ask_for_proposals(stad: Proefstad) -> None:
    code = (
        "from verhalen.codering.actions import start_voorstellen;from verhalen.gebruikers.models import Gebruiker;"
        "start_voorstellen(by=Gebruiker.objects.get(username='hoofdonderzoeker'))"
    )
    manage(stad, "shell", "--no-imports", "-c", code)


def _let_time_pass(stad: Proefstad) -> None:
    """Make the last sign of life older than the silence after which a job is taken over; begin its count anew."""
    query(stad, "update kern_taak set hartslag = datetime('now', '-10 minutes'), pogingen = 1 where staat = 'loopt'")
