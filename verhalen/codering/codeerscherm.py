"""What the screen for coding shows, read in one go. Of other coders nothing is read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from verhalen.codering.codeboeken import find_codeboek
from verhalen.codering.labels import Label, Labelgroep, Labels, read_labels
from verhalen.codering.models import Codering, Fragment, Handeling, Polariteit, Voorstelronde
from verhalen.codering.posities import Bereik, sentence_number, sentences, snap
from verhalen.codering.queries import count_klaar, fragmenten_met, own_turns, read_net_gebruikt
from verhalen.codering.segmenten import Balk, assign_banen, build_alineas
from verhalen.codering.toetsen import TOETSEN
from verhalen.codering.voorstelregels import Voorstelregel, read_stippen, read_voorstellen
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


@dataclass(frozen=True)
class Stand:
    """How far this coder is: stories finished, time spent here, the last step and whether it was finished."""

    klaar: int
    totaal: int
    tijd: Tijd
    laatste: Handeling | None
    klaar_op: datetime | None


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
    polariteiten: list[tuple[str, Any]]
    toetsen: list[dict[str, Any]]
    stand: Stand
    gelezen: bool

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
    voorstellen = read_voorstellen(verhaal, by, labels, zinnen, voorstel)
    keuze = _keuze(veilig, bereik)
    return Codeerscherm(
        over=describe_context(verhaal),
        alineas=build_alineas(veilig, _balken(fragmenten), read_stippen(voorstellen), _actief(fragmenten, keuze)),
        groepen=_groepen(labels, read_net_gebruikt(by, labels)),
        voorstellen=voorstellen,
        fragmenten=fragmenten,
        keuze=keuze,
        zinnen=[Zin(n, zin, _begin(veilig.tekst[zin.start : zin.eind])) for n, zin in enumerate(zinnen, start=1)],
        polariteiten=Polariteit.choices,
        toetsen=TOETSEN,
        stand=read_stand(verhaal=verhaal, by=by),
        gelezen=Voorstelronde.objects.filter(verhaal=verhaal, gemaakt_op__gte=verhaal.nagekeken_op).exists(),
    )


def read_stand(*, verhaal: Verhaal, by: Gebruiker) -> Stand:
    """Return what the bar above the screen shows."""
    klaar, totaal = count_klaar(by)
    return Stand(
        klaar=klaar,
        totaal=totaal,
        tijd=time_on(verhaal, by),
        laatste=Handeling.objects.ongedaan_te_maken(verhaal=verhaal, codeur=by).first(),
        klaar_op=own_turns(by).filter(verhaal=verhaal).values_list("klaar_op", flat=True).first(),
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
            sentence_number(zinnen, fragment.start),
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


def _balken(fragmenten: list[Fragmentregel]) -> list[Balk]:
    return assign_banen(
        Balk(regel.fragment.pk, Bereik(regel.fragment.start, regel.fragment.eind), label.kort, label.kleur)
        for regel in fragmenten
        for label in [item.label for item in regel.labels] or [ALLEEN_MEMO]
    )


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
