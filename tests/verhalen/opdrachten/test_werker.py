"""The worker takes over what another left when it was killed."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from verhalen.kern.models import STIL_NA, Taak
from verhalen.opdrachten.management.commands import werker
from verhalen.stamgegevens.models import Gemeente


class Stop(Exception):
    """Ends the watch after a number of rounds."""


@pytest.fixture
def twee_rondes(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let the watch stop at its second pause; gives the pauses it asked for."""
    pauses: list[float] = []

    def wait(_event: threading.Event, seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            raise Stop

    monkeypatch.setattr(werker.threading.Event, "wait", wait)
    monkeypatch.setattr(werker.connection, "close", lambda: None)
    return pauses


@pytest.mark.django_db
def test_the_watch_hands_a_silent_job_out_again(lelystad: Gemeente, twee_rondes: list[float]) -> None:
    left = Taak.objects.create(
        soort="tellen",
        gemeente=lelystad,
        staat=Taak.Staat.LOOPT,
        hartslag=timezone.now() - STIL_NA - timedelta(minutes=1),
        pogingen=1,
    )

    with pytest.raises(Stop):
        werker._watch(30.0)

    left.refresh_from_db()
    assert (left.staat, twee_rondes) == (Taak.Staat.WACHT, [30.0, 30.0])


def test_a_database_that_is_busy_does_not_end_the_watch(
    monkeypatch: pytest.MonkeyPatch, twee_rondes: list[float]
) -> None:
    def busy() -> Any:
        raise OperationalError("database is locked")

    monkeypatch.setattr(werker, "resume_stil", busy)

    with pytest.raises(Stop):
        werker._watch(1.0)

    assert len(twee_rondes) == 2
