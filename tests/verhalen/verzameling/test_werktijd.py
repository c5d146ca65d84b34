"""How long a story takes, without a clock that runs during lunch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from verhalen.gebruikers.models import Gebruiker
from verhalen.verzameling.models import Verhaal, Werkbeurt
from verhalen.verzameling.queries import time_on
from verhalen.verzameling.werktijd import STILTE, reopen, stop, tick

pytestmark = pytest.mark.django_db
NAKIJKEN, CODEREN = Werkbeurt.Soort.NAKIJKEN, Werkbeurt.Soort.CODEREN


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Move the time forward by hand."""
    now = [datetime(2025, 6, 2, 9, 0, tzinfo=UTC)]
    monkeypatch.setattr(timezone, "now", lambda: now[0])

    def forward(step: timedelta) -> None:
        now[0] += step

    return forward


def work(verhaal: Verhaal, by: Gebruiker, klok: Callable[[timedelta], None], *pauses: int) -> Werkbeurt:
    beurt = tick(verhaal=verhaal, by=by, soort=NAKIJKEN)
    for seconds in pauses:
        klok(timedelta(seconds=seconds))
        beurt = tick(verhaal=verhaal, by=by, soort=NAKIJKEN)
    return beurt


def test_the_first_sign_of_work_costs_nothing(verhaal: Verhaal, onderzoeker: Gebruiker, klok: Any) -> None:
    assert work(verhaal, onderzoeker, klok).seconden == 0


def test_time_between_signs_of_work_adds_up(verhaal: Verhaal, onderzoeker: Gebruiker, klok: Any) -> None:
    assert work(verhaal, onderzoeker, klok, 30, 45, 15).seconden == 90


def test_a_pause_of_two_minutes_is_still_work(verhaal: Verhaal, onderzoeker: Gebruiker, klok: Any) -> None:
    assert work(verhaal, onderzoeker, klok, int(STILTE.total_seconds())).seconden == 120


def test_a_longer_pause_is_not_counted_at_all(verhaal: Verhaal, onderzoeker: Gebruiker, klok: Any) -> None:
    assert work(verhaal, onderzoeker, klok, 30, 121, 3600, 20).seconden == 50


def test_stopping_counts_the_last_stretch(verhaal: Verhaal, onderzoeker: Gebruiker, klok: Any) -> None:
    work(verhaal, onderzoeker, klok, 30)
    klok(timedelta(seconds=20))

    beurt = stop(verhaal=verhaal, by=onderzoeker, soort=NAKIJKEN)

    assert (beurt.seconden, beurt.klaar_op) == (50, timezone.now())


def test_a_story_that_was_not_done_after_all_runs_on(verhaal: Verhaal, onderzoeker: Gebruiker, klok: Any) -> None:
    work(verhaal, onderzoeker, klok, 30)
    stop(verhaal=verhaal, by=onderzoeker, soort=NAKIJKEN)

    reopen(verhaal=verhaal, by=onderzoeker, soort=NAKIJKEN)
    beurt = work(verhaal, onderzoeker, klok, 10)

    assert (beurt.seconden, beurt.klaar_op) == (40, None)


def test_checking_and_coding_are_counted_apart_and_shown_together(
    verhaal: Verhaal, onderzoeker: Gebruiker, hoofdonderzoeker: Gebruiker, klok: Any
) -> None:
    work(verhaal, onderzoeker, klok, 60)
    tick(verhaal=verhaal, by=onderzoeker, soort=CODEREN)
    klok(timedelta(seconds=90))
    tick(verhaal=verhaal, by=onderzoeker, soort=CODEREN)
    work(verhaal, hoofdonderzoeker, klok, 100)

    assert time_on(verhaal, onderzoeker).tekst == "2:30"
    assert Werkbeurt.objects.filter(gebruiker=onderzoeker).count() == 2


def test_a_story_nobody_worked_on_took_no_time(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    assert time_on(verhaal, onderzoeker).seconden == 0
