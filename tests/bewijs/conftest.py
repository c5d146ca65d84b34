"""The installations that the long proofs start from, and the place where they write what they found."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.gegevens import Proefstad, manage
from tests.bewijs.opstelling import copy_of

pytestmark = pytest.mark.langdurig
Noteer = Callable[..., None]
LEEG = (("maak_sleutels",), ("migrate", "--verbosity", "0"), ("createcachetable",), ("laad_programma",))


@pytest.fixture(scope="session")
def leeg(tmp_path_factory: pytest.TempPathFactory) -> Proefstad:
    """The programme of a municipality and nothing else."""
    stad = Proefstad(tmp_path_factory.mktemp("leeg"))
    (stad.map / "static").mkdir()
    for step in LEEG:
        manage(stad, *step)
    return stad


@pytest.fixture(scope="session")
def gevuld(leeg: Proefstad, tmp_path_factory: pytest.TempPathFactory) -> Proefstad:
    """The same with accounts, the example stories, masks, codes and proposals."""
    stad = copy_of(leeg, tmp_path_factory.mktemp("gevuld") / "stad")
    manage(stad, "laad_demo")
    return stad


@pytest.fixture(scope="session")
def noteer() -> Noteer:
    """Write down what a proof found: one line of JSON in the file that BEWIJS_UITSLAG names, if any."""

    def note(proef: str, **gevonden: Any) -> None:
        target = os.environ.get("BEWIJS_UITSLAG")
        if target:
            with Path(target).open("a", encoding="utf-8") as stream:
                stream.write(json.dumps({"proef": proef, **gevonden}, ensure_ascii=False) + "\n")

    return note
