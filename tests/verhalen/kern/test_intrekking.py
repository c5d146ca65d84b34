"""The register through which a withdrawal reaches the rooms above."""

from __future__ import annotations

from typing import Any

import pytest

from verhalen.kern import intrekking
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.intrekking import check_heropening, on_heropening, on_intrekking, run_afhandelaars


@pytest.fixture(autouse=True)
def leeg_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intrekking, "_afhandelaars", {})
    monkeypatch.setattr(intrekking, "_controles", {})


def test_every_handler_gets_the_story_in_order() -> None:
    seen: list[tuple[str, Any]] = []
    on_intrekking("codering", lambda verhaal: seen.append(("codering", verhaal)))
    on_intrekking("duiding", lambda verhaal: seen.append(("duiding", verhaal)))

    assert run_afhandelaars("verhaal 7") == ["codering", "duiding"]
    assert seen == [("codering", "verhaal 7"), ("duiding", "verhaal 7")]


def test_registering_again_replaces() -> None:
    seen: list[str] = []
    on_intrekking("codering", lambda verhaal: seen.append("oud"))
    on_intrekking("codering", lambda verhaal: seen.append("nieuw"))

    run_afhandelaars("verhaal 7")

    assert seen == ["nieuw"]


def test_one_room_can_forbid_reopening() -> None:
    def veto(verhaal: Any) -> None:
        raise Geweigerd("Dit verhaal is al gecodeerd.")

    on_heropening("duiding", lambda verhaal: None)
    on_heropening("codering", veto)

    with pytest.raises(Geweigerd, match="al gecodeerd"):
        check_heropening("verhaal 7")


def test_without_rooms_above_reopening_is_free() -> None:
    check_heropening("verhaal 7")
