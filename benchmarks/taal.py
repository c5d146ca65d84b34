"""What the Dutch parts do in a second of one core, beside what they stand on: the bare pipeline, and deduce alone."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.maat import Maat

VERHALEN = 400
DOEL_VOORSTELLEN, DOEL_WOORDEN = 20, 8_000


def measure(teksten: list[str]) -> list[Maat]:
    """Return stories and words a second of processor time; loading is left out."""
    sample = teksten[:VERHALEN]
    words = sum(len(tekst.split()) for tekst in sample)
    tagger, nlp = _load()
    bare = _seconds(lambda: nlp.pipe(sample))
    proposed = _seconds(lambda: tagger.suggest_many(sample))
    return [
        Maat(
            "voorstellen",
            len(sample) / proposed,
            "verhalen/s per kern",
            f"alleen het taalmodel: {len(sample) / bare:.0f} verhalen/s",
            bare / proposed,
            DOEL_VOORSTELLEN,
            hoger_is_beter=True,
        ),
        Maat(
            "taalmodel",
            words / bare,
            "woorden/s per kern",
            f"verhalen van gemiddeld {words / len(sample):.0f} woorden",
            None,
            DOEL_WOORDEN,
            hoger_is_beter=True,
        ),
        _maskers(sample),
    ]


def _load() -> tuple[Any, Any]:
    from nlp.cli import STANDAARD_CODEBOEK
    from nlp.coderen import Tagger, load_codeboek
    from nlp.pipeline import load

    nlp = load(None)
    return Tagger(nlp, load_codeboek(json.loads(STANDAARD_CODEBOEK.read_text("utf-8")))), nlp


def _maskers(sample: list[str]) -> Maat:
    from nlp.deidentificatie import find
    from nlp.deidentificatie.deduce_bron import engine

    deduce = engine()
    alone = _seconds(lambda: (deduce.deidentify(tekst, disabled={"redactor"}) for tekst in sample))
    masked = _seconds(lambda: map(find, sample))
    beside = f"deduce alleen: {len(sample) / alone:.0f} verhalen/s"
    return Maat("maskers vinden", len(sample) / masked, "verhalen/s per kern", beside, alone / masked, None, True)


def _seconds(work: Callable[[], Iterable[Any]]) -> float:
    """Return the processor seconds of the second of two runs: the first warms what is loaded late."""
    for _ in range(2):
        begin = time.process_time()
        deque(work(), maxlen=0)
        spent = time.process_time() - begin
    return spent
