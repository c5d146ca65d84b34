"""The safe text cut at every border, with what lies over each piece. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from verhalen.codering.posities import Bereik
from verhalen.verzameling.queries import safe_segments, split_alineas
from verhalen.verzameling.teksten import VeiligeTekst

BANEN = 4


@dataclass(frozen=True)
class Balk:
    """One code on a fragment: a wash behind the words and a bar in the margin. ``baan`` is its lane, 1 to 4."""

    fragment: int
    bereik: Bereik
    naam: str
    kleur: int
    baan: int = 1


@dataclass(frozen=True)
class Stip:
    """Words that carry an open proposal: dotted underlined."""

    voorstel: int
    bereik: Bereik


def assign_banen(balken: Iterable[Balk]) -> list[Balk]:
    """Give bars that stand beside each other different lanes, first free; a fifth shares the fourth lane."""
    ends: list[int] = []
    placed = []
    for balk in sorted(balken, key=lambda balk: (balk.bereik.start, -balk.bereik.eind, balk.naam)):
        free = next((lane for lane, end in enumerate(ends) if end <= balk.bereik.start), len(ends))
        ends[free : free + 1] = [balk.bereik.eind]
        placed.append(
            Balk(balk.fragment, balk.bereik, balk.naam, balk.kleur, baan=min(free + 1, BANEN)),
        )
    return placed


def build_alineas(
    veilig: VeiligeTekst, balken: Sequence[Balk], stippen: Sequence[Stip], actief: Bereik | None
) -> list[dict[str, Any]]:
    """Return paragraphs of segments in the form of ``<c-verhaaltekst>``; ``actief`` is what is selected."""
    layers = [balk.bereik for balk in balken] + [stip.bereik for stip in stippen] + ([actief] if actief else [])
    borders = sorted({border for layer in layers for border in (layer.start, layer.eind)})
    balken = sorted(balken, key=lambda balk: balk.bereik.eind - balk.bereik.start)
    pieces = [piece for segment in safe_segments(veilig) for piece in _cut(segment, borders)]
    return split_alineas([_cover(piece, balken, stippen, actief) for piece in pieces])


def _cut(segment: dict[str, Any], borders: Sequence[int]) -> list[dict[str, Any]]:
    start, eind = segment["start"], segment["eind"]
    if segment["soort"] != "tekst":
        return [segment]
    inside = [border for border in borders if start < border < eind]
    return [
        {**segment, "start": begin, "eind": end, "tekst": segment["tekst"][begin - start : end - start]}
        for begin, end in zip([start, *inside], [*inside, eind], strict=True)
    ]


def _cover(
    piece: dict[str, Any], balken: Sequence[Balk], stippen: Sequence[Stip], actief: Bereik | None
) -> dict[str, Any]:
    start, eind = piece["start"], piece["eind"]
    return {
        **piece,
        # The shortest fragment first: a click opens the innermost.
        "coderingen": [
            {"id": balk.fragment, "naam": balk.naam, "kleur": balk.kleur, "baan": balk.baan}
            for balk in balken
            if balk.bereik.raakt(start, eind)
        ],
        "voorstellen": [{"id": stip.voorstel} for stip in stippen if stip.bereik.raakt(start, eind)],
        "actief": actief is not None and actief.raakt(start, eind),
    }
