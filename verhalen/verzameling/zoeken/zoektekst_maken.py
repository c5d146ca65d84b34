"""What is stored of a story for search: pure, so that a migration can use it as well."""

from __future__ import annotations

from typing import Any

from verhalen.verzameling.teksten import VeiligeTekst
from verhalen.verzameling.zoeken.woorden import read_veilig


def describe(veilig: VeiligeTekst) -> dict[str, Any]:
    """Return the fields of a `Zoektekst`: ``woorden``, ``vormen`` and ``plekken``."""
    found = list(read_veilig(veilig))
    return {
        "woorden": join([woord.lemma for woord in found]),
        "vormen": join([woord.vorm for woord in found]),
        "plekken": [plek for woord in found for plek in (woord.start, woord.eind)],
    }


def join(woorden: list[str] | tuple[str, ...], *, begin: bool = False) -> str:
    """Return the words as they stand in a `Zoektekst`; ``begin`` leaves the end of the last one open."""
    joined = "".join(f" {woord} " for woord in woorden)
    return joined[:-1] if begin else joined
