"""Score a trained pipeline and write the figures that the model card prints.

Recipes are compared on the dev sets; the test sets are for the one that was chosen. Every set is also read in the
spoken register: lower case, without the marks that end a sentence.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from nlp.evaluatie.boombank import score
from nlp.pipeline import load

SETS = {"dev": ("dev-lassy", "dev-alpino"), "test": ("test-lassy", "test-alpino")}
GESPROKEN = " gesproken"


def measure(model: Path, treebank: Path, split: str) -> dict[str, Any]:
    """The scores of both sets of the split, by name; ``NAME gesproken`` has those of the spoken register."""
    nlp = load(model)
    paths = {name: treebank / f"{name}.conllu.gz" for name in SETS[split]}
    written = {name: score(nlp, path) for name, path in paths.items()}
    told = {name + GESPROKEN: score(nlp, path, told=True) for name, path in paths.items()}
    return written | told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of the trained pipeline")
    parser.add_argument("treebank", type=Path, help="folder with the gzipped CoNLL-U files")
    parser.add_argument("out", type=Path, help="JSON file to write")
    parser.add_argument("--split", choices=sorted(SETS), default="dev")
    arguments = parser.parse_args()
    scores = measure(arguments.model, arguments.treebank, arguments.split)
    arguments.out.write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(scores, indent=2))
