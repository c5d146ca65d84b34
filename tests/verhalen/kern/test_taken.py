"""Background work: one job at a time, with progress, and a sentence when it fails."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern import taken
from verhalen.kern.models import STIL_NA, Taak
from verhalen.kern.taken import Voortgang, register, resume_stil, run_taak, start_taak
from verhalen.stamgegevens.models import Gemeente

pytestmark = pytest.mark.django_db
GEHEIM = "Fatima woont aan de haven"


@pytest.fixture(autouse=True)
def soorten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test register kinds of work that disappear with it."""
    monkeypatch.setattr(taken, "_soorten", dict(taken._soorten))


@pytest.fixture
def gedaan() -> list[int]:
    """Register the kind 'tellen', which notes what it did."""
    done: list[int] = []

    def count(voortgang: Voortgang) -> dict[str, Any]:
        for item in voortgang.track(list(range(25))):
            done.append(item)
        return {"aantal": len(done)}

    register("tellen", count)
    return done


def test_a_job_runs_after_the_transaction_and_keeps_its_result(
    lelystad: Gemeente, onderzoeker: Gebruiker, gedaan: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        taak = start_taak(soort="tellen", gemeente=lelystad, by=onderzoeker)
        assert (taak.staat, gedaan) == (Taak.Staat.WACHT, [])

    taak.refresh_from_db()
    assert taak.staat == Taak.Staat.KLAAR
    assert (taak.gedaan, taak.totaal, taak.uitkomst) == (25, 25, {"aantal": 25})
    assert taak.door == onderzoeker


def test_progress_can_be_read_while_the_job_runs(lelystad: Gemeente) -> None:
    seen: list[tuple[int, int]] = []

    def look(voortgang: Voortgang) -> dict[str, Any]:
        for _item in voortgang.track(list(range(25)), every=10):
            row = Taak.objects.get()
            seen.append((row.gedaan, row.totaal))
        return {}

    register("kijken", look)
    taak = Taak.objects.create(soort="kijken", gemeente=lelystad)

    run_taak(taak.pk)

    assert seen[0] == (0, 25)
    assert seen[10] == (10, 25)
    assert seen[24] == (20, 25)


def test_a_job_without_work_is_done_at_once(lelystad: Gemeente) -> None:
    register("niets", lambda voortgang: {"aantal": len(list(voortgang.track([])))})
    taak = Taak.objects.create(soort="niets", gemeente=lelystad)

    run_taak(taak.pk)

    taak.refresh_from_db()
    assert (taak.staat, taak.totaal) == (Taak.Staat.KLAAR, 0)


def test_a_failure_leaves_one_sentence_without_content(lelystad: Gemeente, caplog: pytest.LogCaptureFixture) -> None:
    def fail(voortgang: Voortgang) -> dict[str, Any]:
        raise ValueError(GEHEIM)

    register("mislukken", fail)
    taak = Taak.objects.create(soort="mislukken", gemeente=lelystad)

    with caplog.at_level(logging.DEBUG):
        run_taak(taak.pk)

    taak.refresh_from_db()
    assert taak.staat == Taak.Staat.MISLUKT
    assert taak.fout == "Er ging iets mis (ValueError). Wat klaar was, is bewaard."
    assert GEHEIM not in caplog.text
    assert f"taak {taak.pk} (mislukken) mislukt: ValueError" in caplog.text


def test_an_unknown_kind_fails_instead_of_hanging(lelystad: Gemeente) -> None:
    taak = Taak.objects.create(soort="bestaat-niet", gemeente=lelystad)

    run_taak(taak.pk)

    taak.refresh_from_db()
    assert taak.staat == Taak.Staat.MISLUKT


def test_asking_twice_gives_the_job_that_is_busy(lelystad: Gemeente, onderzoeker: Gebruiker) -> None:
    first = start_taak(soort="tellen", gemeente=lelystad, by=onderzoeker)

    second = start_taak(soort="tellen", gemeente=lelystad, by=None)

    assert first.pk == second.pk
    assert Taak.objects.count() == 1


def test_other_input_or_another_municipality_is_another_job(lelystad: Gemeente, elders: Gemeente) -> None:
    first = start_taak(soort="tellen", gemeente=lelystad, by=None, invoer={"bestand": 1})

    others = [
        start_taak(soort="tellen", gemeente=lelystad, by=None, invoer={"bestand": 2}),
        start_taak(soort="tellen", gemeente=elders, by=None, invoer={"bestand": 1}),
        start_taak(soort="anders", gemeente=lelystad, by=None, invoer={"bestand": 1}),
    ]

    assert len({first.pk, *(taak.pk for taak in others)}) == 4


@pytest.mark.parametrize("staat", [Taak.Staat.KLAAR, Taak.Staat.MISLUKT])
def test_a_job_that_ended_can_be_asked_again(lelystad: Gemeente, staat: str) -> None:
    ended = Taak.objects.create(soort="tellen", gemeente=lelystad, staat=staat)

    assert start_taak(soort="tellen", gemeente=lelystad, by=None).pk != ended.pk


def test_a_job_whose_worker_died_is_replaced(lelystad: Gemeente) -> None:
    dead = Taak.objects.create(
        soort="tellen", gemeente=lelystad, staat=Taak.Staat.LOOPT, hartslag=timezone.now() - STIL_NA * 2
    )

    fresh = start_taak(soort="tellen", gemeente=lelystad, by=None)

    dead.refresh_from_db()
    assert fresh.pk != dead.pk
    assert dead.staat == Taak.Staat.MISLUKT
    assert dead.fout == "De taak gaf geen teken van leven meer."


@pytest.mark.parametrize(
    ("staat", "geleden", "stil"),
    [
        (Taak.Staat.LOOPT, STIL_NA + timedelta(seconds=1), True),
        (Taak.Staat.LOOPT, STIL_NA - timedelta(seconds=5), False),
        (Taak.Staat.LOOPT, None, True),
        (Taak.Staat.WACHT, None, False),
        (Taak.Staat.KLAAR, None, False),
    ],
)
def test_is_stil(staat: str, geleden: timedelta | None, stil: bool) -> None:
    taak = Taak(staat=staat, hartslag=None if geleden is None else timezone.now() - geleden)

    assert taak.is_stil is stil


def test_a_job_that_waits_too_long_is_handed_to_a_worker_again(
    lelystad: Gemeente, gedaan: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    """The server stopped between keeping the row and telling the worker."""
    lost = Taak.objects.create(soort="tellen", gemeente=lelystad)
    Taak.objects.filter(pk=lost.pk).update(gemaakt_op=timezone.now() - STIL_NA * 2)

    with django_capture_on_commit_callbacks(execute=True):
        again = start_taak(soort="tellen", gemeente=lelystad, by=None)

    assert again.pk == lost.pk
    assert len(gedaan) == 25


def test_a_job_is_claimed_once(lelystad: Gemeente, gedaan: list[int]) -> None:
    taak = Taak.objects.create(soort="tellen", gemeente=lelystad)

    run_taak(taak.pk)
    run_taak(taak.pk)

    assert len(gedaan) == 25


def test_a_job_that_another_worker_runs_is_left_alone(lelystad: Gemeente, gedaan: list[int]) -> None:
    taak = Taak.objects.create(soort="tellen", gemeente=lelystad, staat=Taak.Staat.LOOPT)

    run_taak(taak.pk)

    assert gedaan == []


def test_progress_beyond_the_total_is_refused(lelystad: Gemeente) -> None:
    with pytest.raises(IntegrityError):
        Taak.objects.create(soort="tellen", gemeente=lelystad, gedaan=3, totaal=2)


def _left_behind(gemeente: Gemeente, **changes: Any) -> Taak:
    """A job that a worker was busy with when it was killed."""
    values = {"staat": Taak.Staat.LOOPT, "hartslag": timezone.now() - STIL_NA * 2, "pogingen": 1, **changes}
    return Taak.objects.create(soort="tellen", gemeente=gemeente, **values)


def test_what_a_killed_worker_left_is_taken_over(
    lelystad: Gemeente, gedaan: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    left = _left_behind(lelystad)

    with django_capture_on_commit_callbacks(execute=True):
        resumed = resume_stil()

    left.refresh_from_db()
    assert (resumed, left.staat, left.pogingen, len(gedaan)) == (1, Taak.Staat.KLAAR, 2, 25)


def test_work_that_still_beats_or_ended_is_left_alone(lelystad: Gemeente, gedaan: list[int]) -> None:
    for changes in ({"hartslag": timezone.now()}, {"staat": Taak.Staat.KLAAR}, {"staat": Taak.Staat.WACHT}):
        _left_behind(lelystad, **changes)

    assert resume_stil() == 0
    assert gedaan == []


def test_work_that_was_cut_off_three_times_is_given_up(lelystad: Gemeente, gedaan: list[int]) -> None:
    left = _left_behind(lelystad, pogingen=3)

    assert resume_stil() == 0
    left.refresh_from_db()
    assert left.staat == Taak.Staat.MISLUKT
    assert left.fout == "Dit is drie keer afgebroken. Wat klaar was, is bewaard."


def test_of_two_workers_that_see_the_same_silence_one_takes_the_job(lelystad: Gemeente, gedaan: list[int]) -> None:
    left = _left_behind(lelystad)
    Taak.objects.filter(pk=left.pk).update(hartslag=timezone.now())

    assert taken._resume(left) == 0
