"""Put a trained pipeline where the project keeps it, with name, licence, scores and model card.

The speed of the machine that measured is left out of the model: it says nothing about the model, and it would
give the same training another fingerprint.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

from thinc.api import Config

from nlp.training.measure import GESPROKEN

NAAM = "verhalen_sm"
VERSIE = "0.2.0"
KAART = Path(__file__).resolve().parent / "modelkaart.md"
META = {
    "name": NAAM,
    "version": VERSIE,
    "description": "Small Dutch pipeline for told stories: tok2vec, morphologizer, tagger, parser, lemmatizer.",
    "license": "CC BY-SA 4.0",
    "sources": [
        {
            "name": "UD Dutch Alpino and UD Dutch LassySmall (2.16, 2.8 and the edition of 2016/17)",
            "url": "https://universaldependencies.org",
            "license": "CC BY-SA 4.0",
            "author": "Gosse Bouma and Gertjan van Noord",
        }
    ],
}
MEASURES = {
    "tag_acc": "TAG",
    "pos_acc": "POS",
    "morph_acc": "MORPH",
    "lemma_acc": "LEMMA",
    "dep_uas": "UAS",
    "dep_las": "LAS",
    "sents_f": "zinnen F",
}
TOLD_MEASURES = {"tag_acc": "TAG", "lemma_acc": "LEMMA", "lemma_acc_lower": "LEMMA zonder hoofdletters"}
LICENTIE = """\
nl_verhalen_sm is licensed under Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0).
SPDX-License-Identifier: CC-BY-SA-4.0
Legal code: https://creativecommons.org/licenses/by-sa/4.0/legalcode

Attribution: trained on UD Dutch Alpino and UD Dutch LassySmall (Universal Dependencies; Gosse Bouma and Gertjan
van Noord; CC BY-SA 4.0). The code that trains and uses the model has its own licence (EUPL-1.2).
"""


def package(model: Path, scores: dict[str, dict[str, Any]], out: Path) -> None:
    """Replace ``out`` by the trained pipeline with meta, scores, card and licence."""
    if out.exists():
        shutil.rmtree(out)
    shutil.copytree(model, out)
    lasting = {name: _without_speed(figures) for name, figures in scores.items()}
    meta = json.loads((model / "meta.json").read_text(encoding="utf-8")) | META
    meta["performance"].pop("speed", None)
    _write(out / "meta.json", json.dumps(meta, indent=2, ensure_ascii=False))
    _forget_paths(out / "config.cfg")
    _write(out / "scores.json", json.dumps(lasting, indent=2))
    _write(out / "LICENSE", LICENTIE.rstrip())
    _write(out / "README.md", render_card(lasting, _size(out)))


def render_card(scores: dict[str, dict[str, Any]], megabytes: float) -> str:
    """The model card with the measured figures filled in; names that end in 'gesproken' are a table of their own."""
    written = {name: figures for name, figures in scores.items() if not name.endswith(GESPROKEN)}
    told = {name.removesuffix(GESPROKEN): figures for name, figures in scores.items() if name not in written}
    card = KAART.read_text(encoding="utf-8").replace("{versie}", VERSIE).replace("{grootte}", f"{megabytes:.0f}")
    return (
        card.replace("{scores}", _table(written, MEASURES)).replace("{gesproken}", _table(told, TOLD_MEASURES)).rstrip()
    )


def _table(scores: dict[str, dict[str, Any]], measures: dict[str, str]) -> str:
    header = f"| testset | {' | '.join(measures.values())} |"
    rule = "|---" * (len(measures) + 1) + "|"
    rows = [
        f"| {name} | {' | '.join(f'{100 * figures[key]:.1f}' for key in measures)} |"
        for name, figures in scores.items()
    ]
    return "\n".join([header, rule, *rows])


def _forget_paths(config: Path) -> None:
    """Where the corpus stood on the machine that trained is nobody's business and helps nobody."""
    settings = Config().from_disk(config, interpolate=False)
    settings["paths"] = dict.fromkeys(settings["paths"])
    settings.to_disk(config)


def _without_speed(figures: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in figures.items() if key != "words_per_second"}


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of the trained pipeline")
    parser.add_argument("scores", type=Path, help="JSON file that measure.py wrote")
    parser.add_argument("out", type=Path, help="folder to replace")
    arguments = parser.parse_args()
    package(arguments.model, json.loads(arguments.scores.read_text(encoding="utf-8")), arguments.out)
