"""Score a trained pipeline on the test sets and write the figures that the model card prints."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from nlp.evaluatie.boombank import score
from nlp.pipeline import load

TESTSETS = ("test-lassy", "test-alpino")


def measure(model: Path, treebank: Path) -> dict[str, Any]:
    """The scores per test set, by name."""
    nlp = load(model)
    return {name: score(nlp, treebank / f"{name}.conllu.gz") for name in TESTSETS}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of the trained pipeline")
    parser.add_argument("treebank", type=Path, help="folder with the gzipped CoNLL-U files")
    parser.add_argument("out", type=Path, help="JSON file to write")
    arguments = parser.parse_args()
    scores = measure(arguments.model, arguments.treebank)
    arguments.out.write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(scores, indent=2))
