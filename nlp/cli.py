"""The command line of the language library: output goes to a file or stdout, words to people to stderr."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from nlp.conllu import ConlluError, Woorden, Zin, annotate, read_sentences, words
from nlp.jsonl import decode, read_rows
from nlp.pipeline import TaalmodelError, load

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.coderen import Tagger
    from nlp.types import LabelVoorstel, Suggestie

STANDAARD_CODEBOEK = Path(__file__).resolve().parent.parent / "fixtures" / "lelystad" / "codeboek.json"
MODEL_VARIABLE = "NLP_MODEL"
_STREAM = "-"


class OpdrachtError(Exception):
    """The command cannot do its work; the message is one Dutch sentence."""


class Melding:
    """Says what is wrong, on stderr, and remembers that something was."""

    def __init__(self, bestand: str) -> None:
        self._bestand = bestand
        self.aantal = 0

    def report(self, regel: int, reden: str) -> None:
        """One sentence that names file and line."""
        self.aantal += 1
        print(f"{self._bestand}, regel {regel}: {reden}.", file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all went well, 1 when a line or the whole command failed."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except (OpdrachtError, TaalmodelError) as fout:
        print(fout, file=sys.stderr)
    except BrokenPipeError:  # whoever read our output stopped; leave without a traceback
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m nlp", description="De taalkant van Verhalen.")
    commands = parser.add_subparsers(required=True, metavar="opdracht")

    def add(naam: str, uitleg: str, run: Callable[[argparse.Namespace], int], *opties: str) -> argparse.ArgumentParser:
        command = commands.add_parser(naam, help=uitleg, description=uitleg)
        command.set_defaults(run=run)
        for optie in opties:
            _OPTIONS[optie](command)
        return command

    add("suggest", "Stel knoppen en themas voor bij teksten.", _run_suggest, "in", "out", "model", "codeboek")
    add("deid", "Vind wat in teksten naar een persoon wijst.", _run_deid, "in", "out")
    evaluate = add("evaluate", "Vergelijk voorstellen met goud.", _run_evaluate, "gold", "model", "codeboek")
    evaluate.add_argument("--helft", choices=("even", "oneven"), help="alleen deze helft, naar sha1 van de id")
    evaluate.add_argument("--tabel", action="store_true", help="als tabellen in plaats van JSON")
    evaluate.add_argument("--seed", type=int, default=0, help="zaad van de intervallen (0)")
    add("parse", "Ontleed de zinnen van een CoNLL-U-bestand.", _run_parse, "in", "out", "model")
    score = add("score", "Meet het taalmodel op een boombank.", _run_score, "gold", "model")
    score.add_argument("--gesproken", action="store_true", help="in kleine letters en zonder punt aan het eind")
    return parser


_OPTIONS: dict[str, Callable[[argparse.ArgumentParser], argparse.Action]] = {
    "in": lambda p: p.add_argument("--in", dest="source", required=True, help="invoer ('-' is stdin)"),
    "out": lambda p: p.add_argument("--out", dest="target", default=_STREAM, help="uitvoer (stdout)"),
    "gold": lambda p: p.add_argument("--gold", dest="source", required=True, help="bestand met goud"),
    "model": lambda p: p.add_argument(
        "--model", default=os.environ.get(MODEL_VARIABLE) or None, help=f"map of pakket ({MODEL_VARIABLE})"
    ),
    "codeboek": lambda p: p.add_argument("--codeboek", type=Path, default=STANDAARD_CODEBOEK),
}


def _run_suggest(options: argparse.Namespace) -> int:
    tagger = _load_tagger(options)
    melding = Melding(options.source)
    with _opened(options.source) as source, _written(options.target, options.source) as target:
        for row, suggestie in _suggested(tagger, read_rows(source, melding.report, dict)):
            _write_json({"id": row["id"], **_as_json(suggestie)}, target)
    return 1 if melding.aantal else 0


def _suggested(tagger: Tagger, rows: Iterator[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Suggestie]]:
    """Each row with its proposal; the tagger reads ahead, so rows wait in a queue."""
    waiting: deque[dict[str, Any]] = deque()

    def texts() -> Iterator[str]:
        for row in rows:
            waiting.append(row)
            yield row["text"]

    for suggestie in tagger.suggest_many(texts()):
        yield waiting.popleft(), suggestie


def _as_json(suggestie: Suggestie) -> dict[str, Any]:
    return {
        "knoppen": [{"knop": int(item.label), **_score_json(item)} for item in suggestie.knoppen],
        "themas": [{"thema": item.label, **_score_json(item)} for item in suggestie.themas],
        "polariteit": suggestie.polariteit,
        "wens": suggestie.wens,
    }


def _score_json(voorstel: LabelVoorstel) -> dict[str, Any]:
    return {"score": voorstel.score, "bewijs": [[item.start, item.end] for item in voorstel.bewijs]}


def _run_deid(options: argparse.Namespace) -> int:
    from nlp.deidentificatie import find

    melding = Melding(options.source)
    with _opened(options.source) as source, _written(options.target, options.source) as target:
        for row in read_rows(source, melding.report, dict):
            spans = [{"start": item.start, "end": item.end, "type": item.type} for item in find(row["text"])]
            _write_json({"id": row["id"], "spans": spans}, target)
    return 1 if melding.aantal else 0


def _run_evaluate(options: argparse.Namespace) -> int:
    from nlp.evaluatie.goud import is_even, read_goud
    from nlp.evaluatie.maten import Vergelijking, evaluate
    from nlp.evaluatie.tabel import render

    tagger = _load_tagger(options)
    melding = Melding(options.source)
    with _opened(options.source) as source:
        goud = [
            verhaal
            for verhaal in read_rows(source, melding.report, read_goud)
            if options.helft is None or is_even(verhaal.id) == (options.helft == "even")
        ]
    if not goud:
        raise OpdrachtError(f"In {options.source} staan geen verhalen om mee te vergelijken.")
    suggesties = tagger.suggest_many(verhaal.text for verhaal in goud)
    paren = [Vergelijking(verhaal, suggestie) for verhaal, suggestie in zip(goud, suggesties, strict=True)]
    uitkomst = {"tagger": tagger.versie, **evaluate(paren, seed=options.seed)}
    print(render(uitkomst) if options.tabel else json.dumps(uitkomst, ensure_ascii=False, indent=2))
    return 1 if melding.aantal else 0


def _run_parse(options: argparse.Namespace) -> int:
    nlp = load(options.model)
    melding = Melding(options.source)
    with _opened(options.source) as source, _written(options.target, options.source) as target:
        zinnen = _good_sentences(read_sentences(decode(source, melding.report)), melding)
        for lines in annotate(nlp, zinnen):
            target.write("\n".join(lines) + "\n\n")
    return 1 if melding.aantal else 0


def _good_sentences(zinnen: Iterator[Zin], melding: Melding) -> Iterator[tuple[Zin, Woorden]]:
    for zin in zinnen:
        try:
            yield zin, words(zin)
        except ConlluError as fout:
            melding.report(fout.regel, str(fout))


def _run_score(options: argparse.Namespace) -> int:
    from nlp.evaluatie.boombank import score

    path = Path(options.source)
    if not path.is_file():
        raise OpdrachtError(f"Het bestand {path} is er niet.")
    try:
        print(json.dumps(score(load(options.model), path, told=options.gesproken), indent=2))
    except ValueError as fout:
        raise OpdrachtError(f"{path} is niet te meten: {fout}.") from fout
    return 0


def _load_tagger(options: argparse.Namespace) -> Tagger:
    from nlp.coderen import CodeboekError, Tagger, load_codeboek

    try:
        codeboek = load_codeboek(json.loads(options.codeboek.read_text(encoding="utf-8")))
    except OSError as fout:
        raise OpdrachtError(f"Het codeboek {options.codeboek} is niet te lezen.") from fout
    except CodeboekError as fout:
        raise OpdrachtError(str(fout)) from fout
    except ValueError as fout:
        raise OpdrachtError(f"Het codeboek {options.codeboek} is geen geldige JSON.") from fout
    nlp: Language = load(options.model)
    return Tagger(nlp, codeboek)


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if source == _STREAM:
        yield sys.stdin.buffer
        return
    if not Path(source).is_file():
        raise OpdrachtError(f"Het bestand {source} is er niet.")
    with Path(source).open("rb") as stream:
        yield stream


@contextmanager
def _written(target: str, source: str) -> Iterator[TextIO]:
    if target == _STREAM:
        yield sys.stdout
        return
    path = Path(target)
    if not path.parent.is_dir() or path.is_dir():
        raise OpdrachtError(f"Naar {target} is niet te schrijven: de map bestaat niet of het is een map.")
    if path.exists() and source != _STREAM and path.samefile(source):
        raise OpdrachtError(f"Kies een ander bestand voor de uitvoer: {target} is ook de invoer.")
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        yield stream


def _write_json(row: dict[str, Any], target: TextIO) -> None:
    target.write(json.dumps(row, ensure_ascii=False) + "\n")
