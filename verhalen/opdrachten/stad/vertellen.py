"""Any number of stories, put together from the sentences of the invented ones, with gold masks and codes beside them.

A story is cut where a sentence ends and no gold mask and no coded fragment runs on. Pieces of several stories of one
kind and one sort of teller make a new one; what was laid down about a piece moves along with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.mensen import StadError

Verhaal = dict[str, Any]
STRAAT = "straatinterview"
CONTEXT = ("vertellerrol", "vertellersoort", "leeftijdsband", "zorgvorm", "aanbieder", "oordeel", "citeren", "delen")
_ZINSEINDE = re.compile(r"(?<=[.!?…])[\"'’”)]*\s+")
_KORTSTE_STUK = 40  # characters; a shorter sentence stays with the next
_STUKKEN = {STRAAT: (1, 3)}  # pieces in a story; fewer on the street
_STUKKEN_ELDERS = (3, 6)
_KANS_ALINEA = 0.25
_POGINGEN = 200


@dataclass(frozen=True, slots=True)
class Stuk:
    """Part of an invented story; masks and fragments have offsets into `tekst`."""

    bron: Mapping[str, Any]
    tekst: str
    spans: tuple[Mapping[str, Any], ...]
    fragmenten: tuple[Mapping[str, Any], ...]


def read_goud(bestand: Path) -> list[Verhaal]:
    """Return the invented stories, one a line."""
    with bestand.open(encoding="utf-8") as stroom:
        return [json.loads(regel) for regel in stroom if regel.strip()]


def cut(verhaal: Mapping[str, Any]) -> list[Stuk]:
    """Cut a story into pieces; together they are its text but for the white space between them."""
    tekst, stukken, begin = verhaal["text"], [], 0
    for einde in _ZINSEINDE.finditer(tekst):
        is_los = all(deel["end"] <= einde.start() or deel["start"] >= einde.end() for deel in _parts(verhaal))
        if is_los and einde.start() - begin >= _KORTSTE_STUK:
            grens = einde.start() + len(einde.group().rstrip())
            stukken.append(_piece(verhaal, begin, grens))
            begin = einde.end()
    if begin < len(tekst):
        stukken.append(_piece(verhaal, begin, len(tekst)))
    return stukken


def _parts(verhaal: Mapping[str, Any]) -> Sequence[Mapping[str, int]]:
    return [*verhaal["spans"], *verhaal["fragmenten"]]


def _piece(verhaal: Mapping[str, Any], begin: int, eind: int) -> Stuk:
    return Stuk(
        verhaal,
        verhaal["text"][begin:eind],
        tuple(_moved(deel, -begin) for deel in verhaal["spans"] if begin <= deel["start"] < eind),
        tuple(_moved(deel, -begin) for deel in verhaal["fragmenten"] if begin <= deel["start"] < eind),
    )


def _moved(deel: Mapping[str, Any], afstand: int) -> dict[str, Any]:
    return {**deel, "start": deel["start"] + afstand, "end": deel["end"] + afstand}


def tell(lot: Lot, goud: Sequence[Verhaal], aantal: int) -> Iterator[Verhaal]:
    """Yield so many stories, each text once; street interviews in the proportion of the invented ones.

    Raises `StadError` when the sentences do not give that many different stories.
    """
    verteller = _Verteller(lot, goud)
    straat = round(aantal * sum(verhaal["soort"] == STRAAT for verhaal in goud) / len(goud))
    for nummer in range(aantal):
        yield verteller.make(f"stad-{nummer + 1:06d}", is_straat=nummer < straat)


class _Verteller:
    """Puts stories together and remembers which texts there are."""

    def __init__(self, lot: Lot, goud: Sequence[Verhaal]) -> None:
        self._lot, self._gehad = lot, {verhaal["text"] for verhaal in goud}
        self._stukken: dict[tuple[str, str], list[Stuk]] = {}
        for verhaal in goud:
            self._stukken.setdefault(_group(verhaal), []).extend(cut(verhaal))
        self._straat = [verhaal for verhaal in goud if verhaal["soort"] == STRAAT]
        self._elders = [verhaal for verhaal in goud if verhaal["soort"] != STRAAT]

    def make(self, kenmerk: str, *, is_straat: bool) -> Verhaal:
        """Return a story that was not told before."""
        for _ in range(_POGINGEN):
            basis = self._lot.pick(self._straat if is_straat else self._elders)
            stukken = self._choose(basis)
            tussen = ["\n\n" if self._lot.chance(_KANS_ALINEA) else " " for _ in stukken[1:]]
            verhaal = join(stukken, tussen)
            if verhaal["text"] not in self._gehad:
                self._gehad.add(verhaal["text"])
                moment = self._lot.pick(self._straat if is_straat else self._elders)
                return {"id": kenmerk, **verhaal, **self._context(basis, moment)}
        raise StadError("Met deze zinnen zijn niet zoveel verschillende verhalen te maken.")

    def _choose(self, basis: Verhaal) -> list[Stuk]:
        """Return pieces of different stories of the same kind, one with something to code among them."""
        stukken = self._stukken[_group(basis)]
        laag, hoog = _STUKKEN.get(basis["soort"], _STUKKEN_ELDERS)
        gecodeerd = [stuk for stuk in stukken if stuk.fragmenten]
        gekozen = [self._lot.pick(gecodeerd or stukken)]
        for _ in range(self._lot.between(laag, hoog) - 1):
            stuk = self._lot.pick(stukken)
            if all(stuk.bron is not eerder.bron for eerder in gekozen):
                gekozen.append(stuk)
        return self._lot.shuffle(gekozen)

    def _context(self, basis: Verhaal, moment: Verhaal) -> Verhaal:
        """Return what is known of teller and story: who from one story, where and when from another."""
        wie = {naam: basis.get(naam) for naam in CONTEXT}
        return {"soort": basis["soort"], **wie, **{naam: moment[naam] for naam in ("gebied", "periode", "verteld_op")}}


def _group(verhaal: Mapping[str, Any]) -> tuple[str, str]:
    return verhaal["soort"], verhaal["vertellerrol"]


def join(stukken: Sequence[Stuk], tussen: Sequence[str]) -> Verhaal:
    """Return one story of these pieces, with what was laid down about each at its new place."""
    tekst, spans, fragmenten = "", [], []
    for stuk, wit in zip(stukken, ("", *tussen), strict=True):
        tekst += wit
        spans += [_moved(deel, len(tekst)) for deel in stuk.spans]
        fragmenten += [_moved(deel, len(tekst)) for deel in stuk.fragmenten]
        tekst += stuk.tekst
    return {"text": tekst, "spans": spans, "fragmenten": fragmenten, **_labels(stukken)}


def _labels(stukken: Iterable[Stuk]) -> Verhaal:
    """Return the codes of the whole: a knop is primary where it was so in the story its fragment comes from."""
    paren = [(stuk.bron, fragment) for stuk in stukken for fragment in stuk.fragmenten]
    primair = {knop for bron, deel in paren for knop in deel["knoppen"] if knop in bron["knoppen_primair"]}
    knoppen = {knop for _bron, deel in paren for knop in deel["knoppen"]}
    polariteiten = {deel["polariteit"] for _bron, deel in paren}
    return {
        "knoppen_primair": sorted(primair),
        "knoppen_secundair": sorted(knoppen - primair),
        "themas": list(dict.fromkeys(thema for _bron, deel in paren for thema in deel["themas"])),
        "polariteit": _polarity(polariteiten),
        "wens": any(deel["wens"] for _bron, deel in paren),
    }


def _polarity(polariteiten: set[str]) -> str:
    if "gemengd" in polariteiten or {"positief", "negatief"} <= polariteiten:
        return "gemengd"
    return next((naam for naam in ("positief", "negatief") if naam in polariteiten), "neutraal")
