"""The masks as ``python -m nlp deid`` gives them out."""

from __future__ import annotations

import json
from pathlib import Path

from nlp.cli import main
from nlp.deidentificatie import find


def test_each_row_gets_its_spans_in_order_of_the_rows(tmp_path: Path) -> None:
    rijen = [
        {"id": "a", "text": "👧🏽 ik heet Sanne"},
        {"id": "b", "text": "niks"},
        {"id": "c", "text": "bel 0612345678"},
    ]
    bron, doel = tmp_path / "in.jsonl", tmp_path / "uit.jsonl"
    bron.write_text("\n".join(json.dumps(rij) for rij in rijen), encoding="utf-8")

    code = main(["deid", "--in", str(bron), "--out", str(doel)])

    assert code == 0
    assert [json.loads(regel) for regel in doel.read_text(encoding="utf-8").splitlines()] == [
        {"id": "a", "spans": [{"start": 11, "end": 16, "type": "persoon"}]},
        {"id": "b", "spans": []},
        {"id": "c", "spans": [{"start": 4, "end": 14, "type": "contact"}]},
    ]


def test_each_mask_names_the_rule_that_found_it() -> None:
    bronnen = {m.bron for m in find("Mijn zoon heet storm, is 9 en belt 0612345678 naar Elisabeth Jansen.")}

    assert {"naam-heet", "contact-telefoon"} <= bronnen
