"""Searching the codebook: every typed word must occur in what a rule says, accents and capitals do not matter."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from verhalen.codering.queries import Codeboekpagina, Codeboekregel


def narrow_codeboek(pagina: Codeboekpagina, zoek: str) -> Codeboekpagina:
    """Keep the rules in which every word of ``zoek`` occurs, and the groups that then hold any."""
    words = _plain(zoek).split()
    if not words:
        return pagina
    kept = [(groep, [regel for regel in regels if _holds(regel, words)]) for groep, regels in pagina.groepen]
    return replace(pagina, groepen=[(groep, regels) for groep, regels in kept if regels])


def _holds(item: Codeboekregel, words: list[str]) -> bool:
    regel = item.regel
    parts = [item.label.kort, item.label.naam, regel.definitie, regel.wel, regel.niet, regel.voorbeeld]
    text = _plain(" ".join([*parts, *regel.frasen_sterk, *regel.frasen_zwak]))
    return all(word in text for word in words)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()
