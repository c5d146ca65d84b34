"""The figures of ``maten`` as Markdown tables, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def render(uitkomst: Mapping[str, Any]) -> str:
    """Overall figures and one table each for knoppen and themas, in Dutch."""
    return "\n".join([*_overall(uitkomst), "", *_labels(uitkomst, "knoppen"), "", *_labels(uitkomst, "themas")]) + "\n"


def _overall(uitkomst: Mapping[str, Any]) -> Iterator[str]:
    knoppen, themas, wens = uitkomst["knoppen"], uitkomst["themas"], uitkomst["wens"]
    yield f"| maat ({uitkomst['n']} verhalen) | waarde | 95 %-interval |"
    yield "|---|---|---|"
    for naam, figure in (
        ("knoppen: precisie", knoppen["micro"]["precision"]),
        ("knoppen: recall", knoppen["micro"]["recall"]),
        ("knoppen: F1", knoppen["micro"]["f1"]),
        ("knoppen: F1, elke knop even zwaar", knoppen["macro_f1"]),
        ("eerste voorstel is een hoofdknop", knoppen["p_at_1"]),
        ("een hoofdknop bij de eerste drie", knoppen["hit_at_3"]),
        ("verhaal zonder knop krijgt geen voorstel", knoppen["none_left_alone"]),
        ("themas: precisie", themas["micro"]["precision"]),
        ("themas: recall", themas["micro"]["recall"]),
        ("themas: F1", themas["micro"]["f1"]),
        ("polariteit goed", uitkomst["polariteit"]["accuracy"]),
        ("wens: precisie", wens["precision"]),
        ("wens: recall", wens["recall"]),
    ):
        yield f"| {naam} | {_number(figure)} | {_interval(figure)} |"


def _labels(uitkomst: Mapping[str, Any], soort: str) -> Iterator[str]:
    yield f"| {soort} | n | voorgesteld | goed | precisie | recall | F1 | 95 %-interval van F1 |"
    yield "|---|---|---|---|---|---|---|---|"
    for label, score in uitkomst[soort]["labels"].items():
        counts = f"{score['n']} | {score['proposed']} | {score['correct']}"
        figures = " | ".join(_number(score[name]) for name in ("precision", "recall", "f1"))
        yield f"| {label} | {counts} | {figures} | {_interval(score['f1'])} |"


def _number(figure: Mapping[str, Any]) -> str:
    return "-" if figure["value"] is None else f"{figure['value']:.2f}".replace(".", ",")


def _interval(figure: Mapping[str, Any]) -> str:
    if figure["interval"] is None:
        return "-"
    return " - ".join(f"{edge:.2f}".replace(".", ",") for edge in figure["interval"])
