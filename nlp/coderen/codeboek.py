"""The codebook as a value: which phrases point to which knop and thema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlp.coderen.frasen import Frase, FraseError, parse


class CodeboekError(ValueError):
    """A codebook that cannot be read; the message is one Dutch sentence that names label and phrase."""


@dataclass(frozen=True, slots=True)
class Label:
    """What can be proposed: a knop (``"4"``) or a thema (its slug), with its phrases.

    ``knoppen`` are the numbers of the knoppen a thema belongs to; empty for a knop.
    """

    label: str
    naam: str
    sterk: tuple[Frase, ...]
    zwak: tuple[Frase, ...]
    knoppen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codeboek:
    """One version of the codebook."""

    versie: str
    knoppen: tuple[Label, ...]
    themas: tuple[Label, ...]


def load_codeboek(gegevens: Mapping[str, Any]) -> Codeboek:
    """Turn the parsed JSON of a codebook into a value.

    Raises ``CodeboekError`` with a Dutch sentence when a field is missing, a label occurs twice or a phrase
    cannot be read.
    """
    knoppen = tuple(_read_label(item, "knop", "nummer") for item in _list(gegevens, "knoppen"))
    themas = tuple(_read_label(item, "thema", "slug") for item in _list(gegevens, "themas"))
    for soort, labels in (("knop", knoppen), ("thema", themas)):
        _check_unique(soort, labels)
    return Codeboek(str(gegevens.get("versie", "")), knoppen, themas)


def _list(gegevens: Mapping[str, Any], veld: str) -> list[Mapping[str, Any]]:
    waarde = gegevens.get(veld)
    if not isinstance(waarde, list) or not all(isinstance(item, Mapping) for item in waarde):
        raise CodeboekError(f"Het codeboek heeft geen goede lijst '{veld}'.")
    return waarde


def _read_label(item: Mapping[str, Any], soort: str, sleutel: str) -> Label:
    if not item.get(sleutel):
        raise CodeboekError(f"In het codeboek staat een {soort} zonder '{sleutel}'.")
    label = str(item[sleutel])
    return Label(
        label=label,
        naam=str(item.get("naam", label)),
        sterk=_read_frasen(item.get("sterk", []), soort, label),
        zwak=_read_frasen(item.get("zwak", []), soort, label),
        knoppen=tuple(map(str, item.get("knoppen", ()))) if soort == "thema" else (),
    )


def _read_frasen(bronnen: Any, soort: str, label: str) -> tuple[Frase, ...]:
    if not isinstance(bronnen, list) or not all(isinstance(bron, str) for bron in bronnen):
        raise CodeboekError(f"Bij {soort} {label} in het codeboek staan de zoekfrasen niet in een lijst.")
    try:
        return tuple(parse(bron) for bron in dict.fromkeys(bronnen))
    except FraseError as fout:
        raise CodeboekError(f"Bij {soort} {label} in het codeboek: {fout}") from fout


def _check_unique(soort: str, labels: tuple[Label, ...]) -> None:
    seen: set[str] = set()
    for label in labels:
        if label.label in seen:
            raise CodeboekError(f"In het codeboek staat {soort} {label.label} twee keer.")
        seen.add(label.label)
