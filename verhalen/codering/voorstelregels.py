"""The open proposals of one story, as a coder judges them: per sentence, with the words that show why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from verhalen.codering.labels import Label, Labels
from verhalen.codering.models import Voorstel
from verhalen.codering.posities import Bereik, sentence_number
from verhalen.codering.segmenten import Stip
from verhalen.gebruikers.models import Gebruiker
from verhalen.verzameling.models import Verhaal


@dataclass(frozen=True)
class Plek:
    """One sentence with evidence of a proposal, to accept or leave. ``waarde`` is what the form sends back."""

    waarde: str
    citaten: tuple[str, ...]
    ontkend: bool
    wens: bool
    gekozen: bool


@dataclass(frozen=True)
class Voorstelregel:
    """A proposal in the column beside the text."""

    voorstel: Voorstel
    label: Label
    plekken: tuple[Plek, ...]
    polariteit: str
    huidig: bool

    @property
    def wens(self) -> bool:
        """Whether the ticked words tell what somebody would like."""
        return any(plek.wens for plek in self.plekken if plek.gekozen)


def read_voorstellen(
    verhaal: Verhaal, by: Gebruiker, labels: Labels, zinnen: list[Bereik], huidig: int | None
) -> list[Voorstelregel]:
    """Return what is open for this coder, in the order of the text; what the coder judged before stays away."""
    rows = Voorstel.objects.of(by.gemeente_id).filter(ronde__verhaal=verhaal)
    judged = {_same(row) for row in rows.exclude(staat="open").filter(beslist_door=by)}
    waiting = [row for row in rows.open().current().with_label() if _same(row) not in judged]
    tekst = verhaal.tekst_veilig
    waiting.sort(key=lambda row: (row.onderbouwing[0]["start"], row.pk))
    return [
        Voorstelregel(row, labels.of(row), _plekken(row, tekst, zinnen), row.ronde.polariteit, row.pk == huidig)
        for row in waiting
    ]


def _same(voorstel: Voorstel) -> tuple[Any, ...]:
    """What makes two proposals the same for a person: the label and the words."""
    words = tuple(sorted((item["start"], item["eind"]) for item in voorstel.onderbouwing))
    return voorstel.knop_id, voorstel.thema_id, words


def _plekken(voorstel: Voorstel, tekst: str, zinnen: list[Bereik]) -> tuple[Plek, ...]:
    """Return the evidence by sentence; strong words are ticked beforehand, or the first when there are none."""
    per_zin: dict[int, list[int]] = defaultdict(list)
    for index, item in enumerate(voorstel.onderbouwing):
        per_zin[sentence_number(zinnen, item["start"])].append(index)
    groups = [per_zin[zin] for zin in sorted(per_zin)]
    strong = [group for group in groups if any(voorstel.onderbouwing[index]["sterk"] for index in group)]
    return tuple(_plek(voorstel, tekst, group, group in (strong or groups[:1])) for group in groups)


def _plek(voorstel: Voorstel, tekst: str, indexes: list[int], gekozen: bool) -> Plek:
    items = [voorstel.onderbouwing[index] for index in indexes]
    widest = [item for item in items if not any(_inside(item, other) for other in items)]
    return Plek(
        waarde=".".join(map(str, indexes)),
        citaten=tuple(dict.fromkeys(tekst[item["start"] : item["eind"]] for item in widest)),
        ontkend=all(item["ontkend"] for item in items),
        wens=any(item["wens"] for item in items),
        gekozen=gekozen,
    )


def _inside(item: dict[str, Any], other: dict[str, Any]) -> bool:
    start, eind = item["start"], item["eind"]
    return bool(other["start"] <= start and eind <= other["eind"] and eind - start < other["eind"] - other["start"])


def read_stippen(voorstellen: list[Voorstelregel]) -> list[Stip]:
    """Return the words to underline; words inside longer words of the same proposal are not drawn twice."""
    return [
        Stip(regel.voorstel.pk, Bereik(item["start"], item["eind"]))
        for regel in voorstellen
        for item in regel.voorstel.onderbouwing
        if not any(_inside(item, other) for other in regel.voorstel.onderbouwing)
    ]
