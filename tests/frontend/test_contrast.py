"""Contrast of the colours as they are used, measured by the WCAG formula in light and dark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TOKENS = json.loads((Path(__file__).parents[2] / "frontend" / "stijl" / "tokens.json").read_text(encoding="utf-8"))
VLAKKEN = ("papier", "vlak", "wassing")
STEMMEN = ("tellen", "ertoe", "duiding")
CODES = tuple(f"kleur-{nummer}" for nummer in range(1, 9))

# WCAG 1.4.3: text. Running text aims at 7, the rest must reach 4.5.
TEKST_7 = [("inkt", vlak) for vlak in (*VLAKKEN, *(f"{code}-licht" for code in CODES))]
TEKST_45 = [
    *(("inkt-zacht", vlak) for vlak in VLAKKEN),
    *((stem, vlak) for stem in STEMMEN for vlak in (*VLAKKEN, f"{stem}-licht")),
    *((f"licht-{licht}", vlak) for licht in ("groen", "geel", "rood", "grijs") for vlak in (*VLAKKEN, "duiding-licht")),
    *((soort, vlak) for soort in ("goed", "letop", "fout") for vlak in (*VLAKKEN, f"{soort}-licht")),
    *(("inkt", f"{soort}-licht") for soort in ("goed", "letop", "fout")),
    *(("inkt", f"{stem}-licht") for stem in STEMMEN),
    ("inkt", "wassing-sterk"),
    ("inkt-omgekeerd", "inkt"),
    ("inkt-omgekeerd", "inkt-zweef"),
    ("inkt-zacht", "duiding-licht"),
]
# WCAG 1.4.11: edges of controls, focus rings, bars and squares that carry meaning.
VORM_3 = [
    *(("rand", vlak) for vlak in VLAKKEN),
    *(("focus", vlak) for vlak in (*VLAKKEN, "wassing-sterk", *(f"{stem}-licht" for stem in STEMMEN))),
    ("focus", "focus-omgekeerd"),
    *((code, vlak) for code in CODES for vlak in ("papier", "vlak", "wassing")),
    *((code, f"{code}-licht") for code in CODES),
    ("inkt", "wassing-sterk"),
    ("ertoe", "wassing"),
]


def luminance(kleur: str) -> float:
    """Relative luminance (0..1) of a ``#rrggbb`` colour, as WCAG 2.2 defines it."""
    kanalen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in kanalen)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(een: str, ander: str) -> float:
    """Contrast ratio, 1..21."""
    licht, donker = sorted((luminance(een), luminance(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def test_the_formula_gives_the_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("stand", ["licht", "donker"])
@pytest.mark.parametrize(
    ("paren", "minimum"), [(TEKST_7, 7.0), (TEKST_45, 4.5), (VORM_3, 3.0)], ids=["leestekst", "tekst", "vorm"]
)
def test_every_pair_has_enough_contrast(stand: str, paren: list[tuple[str, str]], minimum: float) -> None:
    kleuren = TOKENS[stand]
    te_laag = {
        f"{voor} op {achter}": round(contrast(kleuren[voor], kleuren[achter]), 2)
        for voor, achter in paren
        if contrast(kleuren[voor], kleuren[achter]) < minimum
    }
    assert te_laag == {}


def test_both_schemes_name_the_same_colours() -> None:
    assert TOKENS["licht"].keys() == TOKENS["donker"].keys()
