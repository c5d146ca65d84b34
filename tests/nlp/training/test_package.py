from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language
from thinc.api import Config

from nlp.pipeline import load
from nlp.training.package import MEASURES, TOLD_MEASURES, package, render_card

GESCHREVEN = dict.fromkeys(MEASURES, 0.9312) | {"words_per_second": 8123}
GESPROKEN = dict.fromkeys(TOLD_MEASURES, 0.9012)


@pytest.fixture
def getraind(tmp_path: Path, taalmodel: Language) -> Path:
    folder = tmp_path / "model-best"
    taalmodel.to_disk(folder)
    config = folder / "config.cfg"
    settings = Config().from_disk(config, interpolate=False)
    settings["paths"]["train"] = "/ergens/op/schijf/train.spacy"
    settings.to_disk(config)
    return folder


def test_package_is_a_model_that_says_what_it_is(getraind: Path, tmp_path: Path) -> None:
    out = tmp_path / "nl_verhalen_sm"
    out.mkdir()
    (out / "oud.txt").write_text("van de vorige versie")

    package(getraind, {"test-lassy": GESCHREVEN, "test-lassy gesproken": GESPROKEN}, out)

    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    assert not (out / "oud.txt").exists()
    assert (meta["name"], meta["license"]) == ("verhalen_sm", "CC BY-SA 4.0")
    assert "speed" not in meta["performance"]
    assert "words_per_second" not in (out / "scores.json").read_text(encoding="utf-8")
    assert "/ergens" not in (out / "config.cfg").read_text(encoding="utf-8")
    assert load(out)("De wachtlijst is lang.")[0].tag_.startswith("LID")


def test_card_has_written_and_told_scores_apart() -> None:
    card = render_card({"test-lassy": GESCHREVEN, "test-lassy gesproken": GESPROKEN}, 18.4)

    assert "| test-lassy | 93.1 | 93.1 | 93.1 | 93.1 | 93.1 | 93.1 | 93.1 |" in card
    assert "| test-lassy | 90.1 | 90.1 | 90.1 |" in card
    assert "18 MB" in card
    assert "{" not in card
