"""All phrases of codebook, context and tone in one search, each with what it stands for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nlp.coderen.codeboek import Codeboek
from nlp.coderen.context import Contextregel, Grens, Schijn, Signaal, load_contextregels
from nlp.coderen.frasen import Frase
from nlp.coderen.polariteit import Toon, load_thematoon, load_toonregels
from nlp.coderen.vinden import Zoeker
from nlp.coderen.woorden import Woord


@dataclass(frozen=True, slots=True)
class Aanwijzing:
    """What a codebook phrase points to; ``soort`` is knop or thema, ``regel`` the phrase as written."""

    soort: str
    label: str
    regel: str
    sterk: bool


@dataclass(slots=True)
class Gevonden:
    """What was found in one sentence, by kind, with the places of the words."""

    aanwijzingen: list[tuple[Aanwijzing, tuple[int, ...]]] = field(default_factory=list)
    context: list[tuple[Contextregel, tuple[int, ...]]] = field(default_factory=list)
    tonen: list[tuple[Toon, tuple[int, ...]]] = field(default_factory=list)


class Regels:
    """The rules of one codebook together with our own, ready to search sentences with."""

    def __init__(self, codeboek: Codeboek) -> None:
        self._betekenis: dict[str, list[Aanwijzing | Contextregel | Toon]] = {}
        frasen: dict[str, Frase] = {}
        for frase, betekenis in _all_rules(codeboek):
            frasen.setdefault(frase.bron, frase)
            self._betekenis.setdefault(frase.bron, []).append(betekenis)
        self._frasen = tuple(frasen.values())
        self._zoeker = Zoeker(self._frasen)
        self._versie = codeboek.versie
        self._knoppen = {thema.label: thema.knoppen for thema in codeboek.themas}
        self.thematoon = load_thematoon()

    def find(self, zin: Sequence[Woord]) -> Gevonden:
        """Everything that any rule finds in this sentence."""
        gevonden = Gevonden()
        for treffer in self._zoeker.find(zin):
            for betekenis in self._betekenis[self._frasen[treffer.frase].bron]:
                match betekenis:
                    case Aanwijzing():
                        gevonden.aanwijzingen.append((betekenis, treffer.plaatsen))
                    case Toon():
                        gevonden.tonen.append((betekenis, treffer.plaatsen))
                    case Signaal() | Schijn() | Grens():
                        gevonden.context.append((betekenis, treffer.plaatsen))
        return gevonden

    def knoppen_of(self, thema: str) -> tuple[str, ...]:
        """The knoppen a thema belongs to, by the codebook."""
        return self._knoppen[thema]

    def fingerprint(self) -> str:
        """A hash that changes with any phrase and with what it stands for."""
        inhoud = repr((self._versie, sorted(self._knoppen.items()), sorted(self._betekenis.items(), key=_first)))
        return hashlib.sha256(inhoud.encode()).hexdigest()


def _first(item: tuple[str, object]) -> str:
    return item[0]


def _all_rules(codeboek: Codeboek) -> Iterator[tuple[Frase, Aanwijzing | Contextregel | Toon]]:
    for soort, labels in (("knop", codeboek.knoppen), ("thema", codeboek.themas)):
        for label in labels:
            for frasen, sterk in ((label.sterk, True), (label.zwak, False)):
                for frase in frasen:
                    yield frase, Aanwijzing(soort, label.label, frase.bron, sterk)
    yield from load_contextregels()
    yield from load_toonregels()
