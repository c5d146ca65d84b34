"""Templates hold nothing that the content security policy would block, and use one word for one thing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SJABLONEN = Path(__file__).resolve().parents[2] / "frontend" / "templates"
INLINE = {
    "style attribute": r"\sstyle\s*=",
    "event attribute": r"\son[a-z]+\s*=",
    "htmx event attribute": r"\shx-on[:a-z-]*\s*=",
    "inline style": r"<style\b",
    "inline script": r"<script\b(?![^>]*\bsrc=)",
    "javascript address": r"javascript:",
    "unescaped": r"\|\s*safe\b|\{%\s*autoescape\s+off",
}
# One word for one thing: bewaard, onderbouwing, Jeugd Lelystad, doel.
VERBODEN_WOORDEN = {
    "opgeslagen": r"opgeslagen",
    "bewijs": r"bewijs",
    "JEL": r"(?-i:\bJEL\b)",
    "streven": r"\bstreven\b",
}


def offences(source: str, patterns: dict[str, str]) -> list[str]:
    """Return the names of the patterns that occur in a template, without regard to case."""
    return [name for name, pattern in patterns.items() if re.search(pattern, source, flags=re.IGNORECASE)]


def sjablonen() -> list[Path]:
    return sorted(SJABLONEN.rglob("*.html"))


def short(path: Path) -> str:
    return str(path.relative_to(SJABLONEN))


def offenders(patterns: dict[str, str]) -> dict[str, list[str]]:
    found = {short(path): offences(path.read_text("utf-8"), patterns) for path in sjablonen()}
    return {path: names for path, names in found.items() if names}


def test_no_template_holds_anything_inline() -> None:
    assert len(sjablonen()) > 50
    assert offenders(INLINE) == {}


def test_templates_use_one_word_for_one_thing() -> None:
    assert offenders(VERBODEN_WOORDEN) == {}


@pytest.mark.parametrize(
    ("source", "offence"),
    [
        ('<p style="color:red">', "style attribute"),
        ('<p class="x" onclick="weg()">', "event attribute"),
        ('<a hx-on:click="weg()">', "htmx event attribute"),
        ("<style>p{}</style>", "inline style"),
        ("<script>weg()</script>", "inline script"),
        ('<script type="module">weg()</script>', "inline script"),
        ('<a href="javascript:weg()">', "javascript address"),
        ("{{ verhaal.tekst|safe }}", "unescaped"),
    ],
)
def test_an_inline_piece_is_found(source: str, offence: str) -> None:
    assert offence in offences(source, INLINE)


def test_a_script_from_a_file_is_let_through() -> None:
    assert offences('<script type="module" src="{% static \'x.js\' %}"></script>', INLINE) == []


@pytest.mark.parametrize("zin", ["Uw verhaal is Opgeslagen", "Het bewijs", "Bel JEL", "Het streven is minder"])
def test_a_second_word_for_one_thing_is_found(zin: str) -> None:
    assert len(offences(zin, VERBODEN_WOORDEN)) == 1


def test_the_word_jeugdlelystad_is_let_through() -> None:
    assert offences("Vraag het aan Jeugd Lelystad; dat is snel geregeld.", VERBODEN_WOORDEN) == []
