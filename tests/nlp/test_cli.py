"""The commands as they are run from outside: files in, files and sentences out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

from nlp.cli import main
from nlp.pipeline import STANDAARD_MODEL, load
from nlp.types import Masker
from tests.nlp.conftest import KLEIN_CODEBOEK

CONLLU = """\
# a
1\tIk\tx\tX\tx\t_\t0\troot\t_\t_
2\twacht\tx\tX\tx\t_\t1\tdep\t_\tSpaceAfter=No
3\t.\tx\tX\tx\t_\t1\tdep\t_\t_

"""


@pytest.fixture(autouse=True)
def geladen(taalmodel: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the default pipeline once for all commands; any other is loaded for real."""
    monkeypatch.setattr("nlp.cli.load", lambda model: taalmodel if model is None else load(model))


@pytest.fixture
def codeboek(tmp_path: Path) -> str:
    path = tmp_path / "codeboek.json"
    path.write_text(json.dumps(KLEIN_CODEBOEK), encoding="utf-8")
    return str(path)


def write(path: Path, *rows: Any) -> str:
    path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_suggest_writes_one_line_per_text(tmp_path: Path, codeboek: str) -> None:
    text = "😀 Geen vaste contactpersoon, en maanden op de wachtlijst."
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": text}, {"id": 2, "text": ""})

    code = main(["suggest", "--in", source, "--out", str(tmp_path / "uit.jsonl"), "--codeboek", codeboek])

    first, second = read(tmp_path / "uit.jsonl")
    assert code == 0
    assert first["id"] == "a"
    assert first["knoppen"] == [{"knop": 4, "score": 0.7, "bewijs": [[2, 27]]}]
    assert first["themas"] == [{"thema": "wachten", "score": 0.7, "bewijs": [[46, 56]]}]
    assert set(first) == {"id", "knoppen", "themas", "polariteit", "wens"}
    assert second == {"id": 2, "knoppen": [], "themas": [], "polariteit": "neutraal", "wens": False}


@pytest.mark.parametrize(
    ("regel", "reden"),
    [
        ("geen json\n", "geen geldige JSON"),
        ("[]\n", "object tussen accolades"),
        ('{"text": "a"}\n', "'id' ontbreekt"),
        ('{"id": 1}\n', "'text' ontbreekt"),
        ('{"id": 1, "text": null}\n', "'text' ontbreekt"),
        ('{"id": 1, "text": "a\\u0000"}\n', "geen tekst is"),
        ('{"id": 1, "text": "a\\ud800"}\n', "geen tekst is"),
    ],
)
def test_suggest_bad_line_is_named_and_loses_no_other(
    tmp_path: Path, codeboek: str, capsys: pytest.CaptureFixture[str], regel: str, reden: str
) -> None:
    source = write(tmp_path / "in.jsonl", {"id": 1, "text": "een"}, "\n", regel, {"id": 2, "text": "twee"})

    code = main(["suggest", "--in", source, "--codeboek", codeboek])

    output = capsys.readouterr()
    assert code == 1
    assert [json.loads(line)["id"] for line in output.out.splitlines()] == [1, 2]
    assert f"{source}, regel 3: " in output.err
    assert reden in output.err
    assert len(output.err.splitlines()) == 1


def test_suggest_wrong_encoding_is_a_bad_line(
    tmp_path: Path, codeboek: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(b'\xef\xbb\xbf{"id": 1, "text": "een"}\n{"id": 2, "text": "caf\xe9"}\n')

    code = main(["suggest", "--in", str(source), "--codeboek", codeboek])

    output = capsys.readouterr()
    assert code == 1
    assert [json.loads(line)["id"] for line in output.out.splitlines()] == [1]
    assert "regel 2: de tekens zijn geen UTF-8." in output.err


def test_suggest_empty_file_says_so(tmp_path: Path, codeboek: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "in.jsonl")

    assert main(["suggest", "--in", source, "--codeboek", codeboek]) == 1
    assert "het bestand is leeg" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("weg", "zin"),
    [
        (["--in", "weg.jsonl"], "Het bestand weg.jsonl is er niet."),
        (["--codeboek", "weg.json"], "Het codeboek weg.json is niet te lezen."),
        (["--model", "weg"], "Het taalmodel 'weg' is er niet"),
        (["--out", "weg/uit.jsonl"], "Naar weg/uit.jsonl is niet te schrijven"),
        (["--out", "in.jsonl"], "Kies een ander bestand voor de uitvoer"),
    ],
)
def test_suggest_missing_thing_is_one_sentence(
    tmp_path: Path,
    codeboek: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    weg: list[str],
    zin: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in.jsonl", {"id": 1, "text": "een"})

    code = main(["suggest", "--in", "in.jsonl", "--out", "uit.jsonl", "--codeboek", codeboek, *weg])

    error = capsys.readouterr().err
    assert code == 1
    assert error.startswith(zin)
    assert len(error.splitlines()) == 1
    assert read(tmp_path / "in.jsonl") == [{"id": 1, "text": "een"}]


def test_suggest_streams_from_stdin_to_stdout_with_the_model_of_the_environment(tmp_path: Path, codeboek: str) -> None:
    command = [sys.executable, "-m", "nlp", "suggest", "--in", "-", "--codeboek", codeboek]
    row = '{"id": "é", "text": "Wij stonden op de wachtlijst."}\n'

    done = subprocess.run(
        command,
        input=row.encode(),
        capture_output=True,
        env=os.environ | {"NLP_MODEL": str(STANDAARD_MODEL)},
        check=True,
    )

    assert json.loads(done.stdout)["themas"][0]["bewijs"] == [[18, 28]]
    assert done.stderr == b""


def test_suggest_is_the_same_in_every_process(tmp_path: Path, codeboek: str) -> None:
    text = "Ik belde de gemeente op, zat thuis, niet gehoord, wacht lijst, geen contactpersoon, fijn en zwaar."
    source = write(tmp_path / "in.jsonl", *({"id": n, "text": text[n:]} for n in range(8)))
    command = [sys.executable, "-m", "nlp", "suggest", "--in", source, "--codeboek", codeboek]

    outputs = {
        subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed}, check=True).stdout
        for seed in ("1", "2")
    }

    assert len(outputs) == 1


def test_suggest_model_of_the_environment_is_used(
    tmp_path: Path, codeboek: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NLP_MODEL", "er-niet")

    assert main(["suggest", "--in", write(tmp_path / "in.jsonl", {"id": 1, "text": "a"}), "--codeboek", codeboek]) == 1
    assert "'er-niet'" in capsys.readouterr().err


def test_deid_writes_the_masks_of_each_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "nlp.deidentificatie.find", lambda text: [Masker(0, len(text), "persoon", "proef")] if text else []
    )
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": "Ömer"}, {"id": "b", "text": ""})

    code = main(["deid", "--in", source, "--out", str(tmp_path / "uit.jsonl")])

    assert code == 0
    assert read(tmp_path / "uit.jsonl") == [
        {"id": "a", "spans": [{"start": 0, "end": 4, "type": "persoon"}]},
        {"id": "b", "spans": []},
    ]


def test_evaluate_prints_figures_as_json(tmp_path: Path, codeboek: str, capsys: pytest.CaptureFixture[str]) -> None:
    goud = write(
        tmp_path / "goud.jsonl",
        {
            "id": "a",
            "text": "Geen vaste contactpersoon.",
            "knoppen_primair": [4],
            "knoppen_secundair": [],
            "themas": [],
        },
        {"id": "b", "text": "Mooi weer.", "knoppen_primair": [], "themas": ["wachten"], "polariteit": "positief"},
    )

    code = main(["evaluate", "--gold", goud, "--codeboek", codeboek])

    figures = json.loads(capsys.readouterr().out)
    main(["evaluate", "--gold", goud, "--codeboek", codeboek, "--tabel"])
    assert "| 4 | 1 | 1 | 1 | 1,00 | 1,00 | 1,00 | 1,00 - 1,00 |" in capsys.readouterr().out
    assert code == 0
    assert figures["n"] == 2
    assert figures["knoppen"]["labels"]["4"]["precision"]["value"] == 1.0
    assert figures["themas"]["labels"]["wachten"]["recall"]["value"] == 0.0


def test_evaluate_halves_are_together_the_whole(
    tmp_path: Path, codeboek: str, capsys: pytest.CaptureFixture[str]
) -> None:
    goud = write(tmp_path / "goud.jsonl", *({"id": str(n), "text": "Hoi."} for n in range(20)))

    counts = []
    for helft in (["--helft", "even"], ["--helft", "oneven"], []):
        main(["evaluate", "--gold", goud, "--codeboek", codeboek, *helft])
        counts.append(json.loads(capsys.readouterr().out)["n"])

    assert counts[0] + counts[1] == counts[2] == 20
    assert 0 < counts[0] < 20


def test_parse_and_score_a_treebank(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "in.conllu", CONLLU, "1\tkapot\n\n", CONLLU)
    target = tmp_path / "uit.conllu"

    assert main(["parse", "--in", source, "--out", str(target)]) == 1
    assert f"{source}, regel 6: er staan 2 kolommen" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8").count("\n\n") == 2

    assert main(["score", "--gold", str(target)]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert scores["tokens"] == 6
    assert scores["tag_acc"] >= 0.8
    assert scores["words_per_second"] > 0


@pytest.mark.parametrize("inhoud", ["", "1\tkapot\n\n", "zomaar tekst\n"])
def test_score_file_that_is_no_treebank_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], inhoud: str
) -> None:
    assert main(["score", "--gold", write(tmp_path / "in.conllu", inhoud)]) == 1
    assert "is niet te meten" in capsys.readouterr().err
