"""What the screen for checking masks shows, read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Taak
from verhalen.verzameling.models import Masker, Verhaal
from verhalen.verzameling.pseudonimisering import read_ruw, standing
from verhalen.verzameling.queries import Tijd, describe_context, raw_segments, split_alineas, time_on


def _toets(uitleg: str, *toetsen: str) -> dict[str, Any]:
    return {"toetsen": toetsen, "uitleg": uitleg}


TOETSEN = [
    {
        "naam": "Maskers",
        "toetsen": [
            _toets("klopt", "Enter"),
            _toets("geen masker", "x"),
            _toets("volgende, vorige", "n", "p"),
            _toets("ander soort", "t"),
            _toets("soort kiezen", "1 t/m 7"),
            _toets("begin een woord ruimer, krapper", "[", "{"),
            _toets("eind een woord ruimer, krapper", "]", "}"),
            _toets("ongedaan maken", "u"),
        ],
    },
    {
        "naam": "In de tekst",
        "toetsen": [
            _toets("per woord", "←", "→"),
            _toets("per zin", "↑", "↓"),
            _toets("woorden kiezen", "Shift", "→"),
            _toets("keuze weg", "Esc"),
        ],
    },
]


@dataclass(frozen=True)
class Maskerregel:
    """One mask in the list beside the text."""

    masker: Masker
    open: bool
    herkomst: str
    huidig: bool


@dataclass(frozen=True, repr=False)
class Nakijkscherm:
    """Text in segments, masks in a list, and how far the checker is."""

    over: str
    alineas: list[dict[str, Any]]
    maskers: list[Maskerregel]
    vervallen: list[Masker]
    soorten: Sequence[tuple[str, Any]]
    tijd: Tijd
    huidig: int | None
    stappen: int
    toetsen: list[dict[str, Any]]

    @property
    def totaal(self) -> int:
        return len(self.maskers)

    @property
    def beslist(self) -> int:
        return sum(1 for regel in self.maskers if not regel.open)

    @property
    def open(self) -> int:
        return self.totaal - self.beslist


def build_scherm(*, verhaal: Verhaal, by: Gebruiker, huidig: int | None = None) -> Nakijkscherm:
    """Read raw text and masks for someone who may check this story; the look is logged."""
    ruw = read_ruw(verhaal=verhaal, by=by, waarom="nakijken")
    maskers = list(standing(verhaal))
    huidig = _choose_huidig(maskers, huidig)
    return Nakijkscherm(
        over=describe_context(verhaal),
        alineas=split_alineas(raw_segments(ruw, maskers, huidig)),
        maskers=[_regel(masker, huidig) for masker in maskers],
        vervallen=list(verhaal.maskers.filter(staat=Masker.Staat.VERVALLEN).order_by("start")),
        soorten=Masker.Soort.choices,
        tijd=time_on(verhaal, by),
        huidig=huidig,
        stappen=verhaal.maskerstappen.filter(door=by).count(),
        toetsen=TOETSEN,
    )


def _choose_huidig(maskers: list[Masker], wanted: int | None) -> int | None:
    """Stand on the mask that was asked for, else on the first that is still open."""
    if any(masker.pk == wanted for masker in maskers):
        return wanted
    return next((masker.pk for masker in maskers if masker.staat == Masker.Staat.VOORGESTELD), None)


def _regel(masker: Masker, huidig: int | None) -> Maskerregel:
    herkomst = "door u of een collega gekozen" if masker.herkomst == "mens" else "voorstel van de computer"
    return Maskerregel(masker, masker.staat == Masker.Staat.VOORGESTELD, herkomst, masker.pk == huidig)


def open_taak(gebruiker: Gebruiker, soort: str) -> Taak | None:
    """Return the newest job of this kind that is still busy, or that failed last."""
    newest = Taak.objects.filter(gemeente=gebruiker.gemeente_id, soort=soort).first()
    return newest if newest is not None and newest.staat != Taak.Staat.KLAAR else None
