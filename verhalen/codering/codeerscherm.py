"""What the screen for coding shows, read in one go. Of other coders nothing is read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from verhalen.codering.codeboeken import find_codeboek
from verhalen.codering.labels import Label, Labelgroep, Labels, read_labels
from verhalen.codering.models import Codering, Fragment, Handeling, Polariteit, Voorstel
from verhalen.codering.posities import Bereik, sentences, snap
from verhalen.codering.queries import count_klaar, fragmenten_met, own_turns, read_net_gebruikt
from verhalen.codering.segmenten import Balk, Stip, assign_banen, build_alineas
from verhalen.codering.toetsen import TOETSEN
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.queries import Tijd, describe_context, time_on
from verhalen.verzameling.teksten import VeiligeTekst

CIJFERTOETSEN = 9
# A fragment with a memo and no code keeps a quiet bar of its own.
ALLEEN_MEMO = Label("", "memo", 8, "")


@dataclass(frozen=True)
class Code:
    """One button of the codebook column, perhaps with a number key."""

    label: Label
    toets: str = ""


@dataclass(frozen=True)
class Codegroep:
    """Buttons that stand together."""

    naam: str
    codes: tuple[Code, ...]
    knoppen: bool = False


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
        return any(plek.wens for plek in self.plekken if plek.gekozen)


@dataclass(frozen=True)
class Codeerlabel:
    """One code on a fragment."""

    codering: Codering
    label: Label
    elders: int = 0


@dataclass(frozen=True)
class Fragmentregel:
    """An own fragment in the column beside the text."""

    fragment: Fragment
    labels: tuple[Codeerlabel, ...]
    zin: int
    huidig: bool

    @property
    def tekens(self) -> int:
        return self.fragment.eind - self.fragment.start


@dataclass(frozen=True)
class Keuze:
    """Words chosen by a link, for who works without a script."""

    bereik: Bereik
    citaat: str


@dataclass(frozen=True)
class Zin:
    """A sentence that can be chosen by a link."""

    nummer: int
    bereik: Bereik
    begin: str


@dataclass(frozen=True, repr=False)
class Codeerscherm:
    """Codebook, text and panels."""

    over: str
    alineas: list[dict[str, Any]]
    groepen: list[Codegroep]
    voorstellen: list[Voorstelregel]
    fragmenten: list[Fragmentregel]
    keuze: Keuze | None
    zinnen: list[Zin]
    tijd: Tijd
    laatste: Handeling | None
    klaar_op: datetime | None
    polariteiten: list[tuple[str, Any]]
    toetsen: list[dict[str, Any]]
    klaar: int
    totaal: int

    @property
    def fragment(self) -> Fragmentregel | None:
        return next((regel for regel in self.fragmenten if regel.huidig), None)

    @property
    def andere(self) -> list[Fragmentregel]:
        return [regel for regel in self.fragmenten if not regel.huidig]


def build_scherm(
    *,
    verhaal: Verhaal,
    by: Gebruiker,
    fragment: int | None = None,
    voorstel: int | None = None,
    bereik: tuple[int, int] | None = None,
) -> Codeerscherm:
    """Read what one coder sees of one checked story; the caller authorised it.

    ``fragment`` and ``voorstel`` are the ids that are selected, ``bereik`` the words chosen by a link.
    """
    veilig = verhaal.veilig
    assert veilig is not None
    labels = read_labels(by.gemeente_id, find_codeboek(by.gemeente_id))
    zinnen = sentences(veilig)
    fragmenten = _read_fragmenten(verhaal, by, labels, zinnen, fragment)
    voorstellen = _read_voorstellen(verhaal, by, labels, zinnen, voorstel)
    keuze = _keuze(veilig, bereik)
    klaar, totaal = count_klaar(by)
    return Codeerscherm(
        over=describe_context(verhaal),
        alineas=build_alineas(veilig, _balken(fragmenten), _stippen(voorstellen), _actief(fragmenten, keuze)),
        groepen=_groepen(labels, read_net_gebruikt(by, labels)),
        voorstellen=voorstellen,
        fragmenten=fragmenten,
        keuze=keuze,
        zinnen=[Zin(n, zin, _begin(veilig.tekst[zin.start : zin.eind])) for n, zin in enumerate(zinnen, start=1)],
        tijd=time_on(verhaal, by),
        laatste=Handeling.objects.ongedaan_te_maken(verhaal=verhaal, codeur=by).first(),
        klaar_op=own_turns(by).filter(verhaal=verhaal).values_list("klaar_op", flat=True).first(),
        polariteiten=Polariteit.choices,
        toetsen=TOETSEN,
        klaar=klaar,
        totaal=totaal,
    )


def _read_fragmenten(
    verhaal: Verhaal, by: Gebruiker, labels: Labels, zinnen: list[Bereik], huidig: int | None
) -> list[Fragmentregel]:
    codes: dict[int, list[Codering]] = defaultdict(list)
    own = Codering.objects.actief().by(by).filter(fragment__verhaal=verhaal)
    for codering in own.select_related("knop", "thema"):
        codes[codering.fragment_id].append(codering)
    return [
        Fragmentregel(
            fragment,
            tuple(_codeerlabel(code, labels, verhaal, by, fragment.pk == huidig) for code in codes[fragment.pk]),
            _zin_van(zinnen, fragment.start),
            fragment.pk == huidig,
        )
        for fragment in Fragment.objects.actief().by(by).filter(verhaal=verhaal)
    ]


def _codeerlabel(codering: Codering, labels: Labels, verhaal: Verhaal, by: Gebruiker, huidig: bool) -> Codeerlabel:
    elders = 0
    if huidig:
        same = fragmenten_met(by, {"knop": codering.knop, "thema": codering.thema})
        elders = same.exclude(verhaal=verhaal).count()
    return Codeerlabel(codering, labels.of(codering), elders)


def _read_voorstellen(
    verhaal: Verhaal, by: Gebruiker, labels: Labels, zinnen: list[Bereik], huidig: int | None
) -> list[Voorstelregel]:
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
        per_zin[_zin_van(zinnen, item["start"])].append(index)
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
    return (
        other["start"] <= item["start"]
        and item["eind"] <= other["eind"]
        and (item["eind"] - item["start"] < other["eind"] - other["start"])
    )


def _zin_van(zinnen: list[Bereik], start: int) -> int:
    return next((nummer for nummer, zin in enumerate(zinnen, start=1) if zin.eind > start), len(zinnen))


def _balken(fragmenten: list[Fragmentregel]) -> list[Balk]:
    return assign_banen(
        Balk(regel.fragment.pk, Bereik(regel.fragment.start, regel.fragment.eind), label.kort, label.kleur)
        for regel in fragmenten
        for label in [item.label for item in regel.labels] or [ALLEEN_MEMO]
    )


def _stippen(voorstellen: list[Voorstelregel]) -> list[Stip]:
    return [
        Stip(regel.voorstel.pk, Bereik(item["start"], item["eind"]))
        for regel in voorstellen
        for item in regel.voorstel.onderbouwing
        if not any(_inside(item, other) for other in regel.voorstel.onderbouwing)
    ]


def _actief(fragmenten: list[Fragmentregel], keuze: Keuze | None) -> Bereik | None:
    if keuze is not None:
        return keuze.bereik
    return next((Bereik(r.fragment.start, r.fragment.eind) for r in fragmenten if r.huidig), None)


def _keuze(veilig: VeiligeTekst, bereik: tuple[int, int] | None) -> Keuze | None:
    if bereik is None:
        return None
    try:
        found = snap(veilig, *bereik)
    except OngeldigeInvoer:
        return None
    return Keuze(found, veilig.tekst[found.start : found.eind])


def _groepen(labels: Labels, recent: list[Label]) -> list[Codegroep]:
    """Return the buttons: last used first, then the codebook; the first nine get a number key."""
    used = {label.sleutel for label in recent}
    keys = iter(str(number) for number in range(1, CIJFERTOETSEN + 1))
    first = tuple(Code(label, next(keys)) for label in recent)
    groepen = [Codegroep("Net gebruikt", first)] if first else []
    return groepen + [_groep(groep, used, keys) for groep in labels.groepen]


def _groep(groep: Labelgroep, used: set[str], keys: Any) -> Codegroep:
    codes = tuple(Code(label, "" if label.sleutel in used else next(keys, "")) for label in groep.labels)
    return Codegroep(groep.naam, codes, any(label.nummer is not None for label in groep.labels))


def _begin(zin: str) -> str:
    return zin if len(zin) <= 80 else f"{zin[:79].rstrip()}…"
