"""The reference data of three municipalities, loaded as the command does."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories.gebruikers import GebruikerFactory
from verhalen.kern.rollen import Rol
from verhalen.opdrachten.referentie import load_referentie
from verhalen.programma.models import Indicator
from verhalen.programma.queries import list_delen
from verhalen.stamgegevens.models import Gebied, Gemeente
from verhalen.verzameling.models import Uitvraag

pytestmark = pytest.mark.django_db
FIXTURES: Path = settings.BASE_DIR / "fixtures"
GEMEENTEN = ("lelystad", "voorbeeldstad", "veldrijk")


def rows() -> dict[str, int]:
    """Return how many rows every table holds; the log of what happened may grow."""
    models = [model for model in apps.get_models() if model.__module__.startswith("verhalen.")]
    counts = {model._meta.label: model._default_manager.count() for model in models}
    del counts["kern.Gebeurtenis"]
    return counts


def numbers(gemeente: Gemeente) -> list[int]:
    by = GebruikerFactory(gemeente=gemeente, rollen=[Rol.PROGRAMMATEAM])
    return [row.knop.nummer for block in list_delen(by, timezone.localdate()) for row in block.knoppen]


@pytest.mark.parametrize("naam", GEMEENTEN)
def test_loading_a_municipality_twice_changes_nothing(naam: str) -> None:
    first = load_referentie(FIXTURES / naam)
    before = rows()

    second = load_referentie(FIXTURES / naam)

    assert first == second
    assert rows() == before


def test_lelystad_has_what_the_council_decided() -> None:
    counts = load_referentie(FIXTURES / "lelystad")

    lelystad = Gemeente.objects.get(code="0995")
    assert counts["knoppen"] == 14
    assert numbers(lelystad) == list(range(1, 15))
    assert Gebied.objects.of(lelystad).filter(soort="wijk").count() == 11
    assert {uitvraag.vragenlijst.soort for uitvraag in Uitvraag.objects.of(lelystad).select_related("vragenlijst")} == {
        "straatinterview",
        "verhaal",
        "professional",
        "bijeenkomst",
    }


def test_three_municipalities_stand_beside_each_other() -> None:
    for naam in GEMEENTEN:
        load_referentie(FIXTURES / naam)

    own = {gemeente.naam: numbers(gemeente) for gemeente in Gemeente.objects.all()}
    assert len(own) == 3
    assert own["Lelystad"] == list(range(1, 15))
    assert len(own["Voorbeeldstad"]) == 5


def test_a_municipality_without_messages_counts_by_tellingen_alone() -> None:
    load_referentie(FIXTURES / "veldrijk")

    veldrijk = Gemeente.objects.get()
    assert "berichten" not in set(Indicator.objects.of(veldrijk).values_list("bron", flat=True))


def test_half_a_folder_loads_nothing(tmp_path: Path) -> None:
    for name in ("programma.json", "vocabulaires.json"):
        (tmp_path / name).write_bytes((FIXTURES / "lelystad" / name).read_bytes())

    with pytest.raises(FileNotFoundError):
        load_referentie(tmp_path)

    assert Gemeente.objects.count() == 0


def test_the_command_tells_people_and_machines(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = io.StringIO(), io.StringIO()

    call_command("laad_programma", stdout=out, stderr=err)

    counts: dict[str, Any] = json.loads(out.getvalue())
    assert counts["gemeente"] == "Lelystad"
    assert "14 knoppen" in err.getvalue()


def test_a_folder_that_is_none_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"staat geen programma\.json"):
        call_command("laad_programma", str(tmp_path))
