"""Precision, recall and F1 per label with an interval, and what the first three proposals are worth.

Intervals are the 2.5 and 97.5 percentiles over bootstrap samples of whole stories, drawn with a fixed seed;
a sample in which a figure does not exist (nothing proposed, nothing gold) is left out of its interval.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp.evaluatie.goud import POLARITEITEN, Goudverhaal
from nlp.types import Suggestie

Counts = npt.NDArray[np.float64]
HERHALINGEN = 1000
TOP = 3


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """Gold and proposal for the same text."""

    goud: Goudverhaal
    suggestie: Suggestie


def evaluate(paren: Sequence[Vergelijking], *, seed: int = 0, herhalingen: int = HERHALINGEN) -> dict[str, Any]:
    """All figures for these stories, ready for JSON; ``None`` where a figure does not exist."""
    weging = _resample(len(paren), seed, herhalingen)
    return {
        "n": len(paren),
        "seed": seed,
        "herhalingen": herhalingen,
        "knoppen": _score_labels(paren, weging, _gold_knoppen, _found_knoppen) | _ranking(paren, weging),
        "themas": _score_labels(paren, weging, _gold_themas, _found_themas),
        "polariteit": _score_polariteit(paren, weging),
        "wens": _score_wens(paren, weging),
    }


def _gold_knoppen(paar: Vergelijking) -> Set[str]:
    return paar.goud.knoppen


def _found_knoppen(paar: Vergelijking) -> Set[str]:
    return {voorstel.label for voorstel in paar.suggestie.knoppen}


def _gold_themas(paar: Vergelijking) -> Set[str]:
    return paar.goud.themas


def _found_themas(paar: Vergelijking) -> Set[str]:
    return {voorstel.label for voorstel in paar.suggestie.themas}


def _resample(stories: int, seed: int, times: int) -> Counts:
    """How often each story is drawn, one row per sample; the first row is the stories as they are."""
    generator = np.random.default_rng(seed)
    drawn = generator.multinomial(stories, np.full(stories, 1 / stories), size=times) if stories else None
    return np.vstack([np.ones((1, stories)), *([drawn] if drawn is not None else [])])


def _score_labels(
    paren: Sequence[Vergelijking],
    weging: Counts,
    gold: Callable[[Vergelijking], Set[str]],
    found: Callable[[Vergelijking], Set[str]],
) -> dict[str, Any]:
    labels = sorted({label for paar in paren for label in gold(paar) | found(paar)}, key=_by_number)
    counts = np.array(
        [[_cell(label, gold(paar), found(paar)) for label in labels] for paar in paren], dtype=np.float64
    ).reshape(len(paren), len(labels), 3)
    totals = np.einsum("sn,nlc->slc", weging, counts)
    per_label = {label: _prf(totals[:, place]) for place, label in enumerate(labels)}
    with_gold = [place for place, label in enumerate(labels) if totals[0, place, 0] > 0]
    return {
        "labels": per_label,
        "micro": _prf(totals.sum(axis=1)),
        "macro_f1": _figure(_f1(totals[:, with_gold]).mean(axis=1) if with_gold else np.full(len(weging), np.nan)),
    }


def _by_number(label: str) -> tuple[int, str]:
    return (int(label), "") if label.isdigit() else (0, label)


def _cell(label: str, gold: Set[str], found: Set[str]) -> tuple[int, int, int]:
    return label in gold, label in found, label in gold and label in found


def _prf(totals: Counts) -> dict[str, Any]:
    gold, proposed, correct = totals[:, 0], totals[:, 1], totals[:, 2]
    return {
        "n": int(gold[0]),
        "proposed": int(proposed[0]),
        "correct": int(correct[0]),
        "precision": _figure(_share(correct, proposed)),
        "recall": _figure(_share(correct, gold)),
        "f1": _figure(_f1(totals)),
    }


def _f1(totals: Counts) -> Counts:
    return _share(2 * totals[..., 2], totals[..., 0] + totals[..., 1])


def _share(part: Counts, whole: Counts) -> Counts:
    return np.divide(part, whole, out=np.full_like(whole, np.nan, dtype=np.float64), where=whole > 0)


def _figure(samples: Counts) -> dict[str, Any]:
    """The figure itself (first sample) and its interval."""
    drawn = samples[1:][~np.isnan(samples[1:])]
    interval = [round(float(edge), 3) for edge in np.percentile(drawn, [2.5, 97.5])] if len(drawn) else None
    value = None if np.isnan(samples[0]) else round(float(samples[0]), 3)
    return {"value": value, "interval": interval if value is not None else None}


def _ranking(paren: Sequence[Vergelijking], weging: Counts) -> dict[str, Any]:
    """How the order of the knoppen holds up; of stories without a knop, how many get no proposal."""
    has = np.array([bool(paar.goud.knoppen) for paar in paren], dtype=np.float64)
    return {
        "p_at_1": _mean([_hit(paar, 1) for paar in paren], has, weging),
        f"hit_at_{TOP}": _mean([_hit(paar, TOP) for paar in paren], has, weging),
        "none_left_alone": _mean([not paar.suggestie.knoppen for paar in paren], 1 - has, weging),
        "per_story": round(float(np.mean([len(paar.suggestie.knoppen) for paar in paren])), 2) if paren else 0.0,
    }


def _hit(paar: Vergelijking, top: int) -> bool:
    """Whether a primary knop (any gold knop where none is primary) is among the first proposals."""
    wanted = paar.goud.primair or paar.goud.secundair
    return any(voorstel.label in wanted for voorstel in paar.suggestie.knoppen[:top])


def _mean(hits: Sequence[bool], counted: Counts, weging: Counts) -> dict[str, Any]:
    goed = weging @ (np.array(hits, dtype=np.float64) * counted)
    return {"n": int(counted.sum())} | _figure(_share(goed, weging @ counted))


def _score_polariteit(paren: Sequence[Vergelijking], weging: Counts) -> dict[str, Any]:
    hits = [paar.goud.polariteit == paar.suggestie.polariteit for paar in paren]
    confusion = {
        gold: {
            found: sum((paar.goud.polariteit, paar.suggestie.polariteit) == (gold, found) for paar in paren)
            for found in POLARITEITEN
        }
        for gold in POLARITEITEN
    }
    return {"accuracy": _mean(hits, np.ones(len(paren)), weging), "confusion": confusion}


def _score_wens(paren: Sequence[Vergelijking], weging: Counts) -> dict[str, Any]:
    cells = [(paar.goud.wens, paar.suggestie.wens, paar.goud.wens and paar.suggestie.wens) for paar in paren]
    return _prf(weging @ np.array(cells, dtype=np.float64).reshape(len(paren), 3))
