"""Reads of this room that span models, as values that templates can show."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from verhalen.codering.codeboeken import find_codeboek
from verhalen.codering.labels import Label, Labels, read_labels
from verhalen.codering.models import Codeboek, Codeerregel, Codering, Fragment, Voorstel, Voorstelronde
from verhalen.codering.voorstellen import SOORT as VOORSTELTAAK
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Taak
from verhalen.kern.rollen import Recht
from verhalen.verzameling.models import Verhaal, Werkbeurt

NET_GEBRUIKT = 5
STANDEN = [
    ("", _("Die ik nog niet klaar heb")),
    ("nieuw", _("Nog door niemand gecodeerd")),
    ("bezig", _("Waar ik mee bezig ben")),
    ("klaar", _("Die ik klaar heb")),
    ("alle", _("Alle verhalen")),
]


def own_turns(gebruiker: Gebruiker) -> QuerySet[Werkbeurt]:
    """Return this person's turns of coding."""
    return Werkbeurt.objects.filter(gebruiker=gebruiker, soort=Werkbeurt.Soort.CODEREN)


def codeable(gebruiker: Gebruiker, stand: str = "alle") -> QuerySet[Verhaal]:
    """Return the checked stories of the user's municipality, narrowed by how far coding is; oldest first."""
    verhalen: QuerySet[Verhaal] = Verhaal.objects.visible_to(gebruiker).nagekeken().order_by("pk")
    own = own_turns(gebruiker).filter(verhaal=OuterRef("pk"))
    done = Exists(own.filter(klaar_op__isnull=False))
    anyone = Fragment.objects.actief().filter(verhaal=OuterRef("pk"))
    finished = Werkbeurt.objects.filter(verhaal=OuterRef("pk"), soort="coderen", klaar_op__isnull=False)
    narrowed = {
        "": lambda: verhalen.filter(~done),
        "nieuw": lambda: verhalen.filter(~Exists(anyone), ~Exists(finished)),
        "bezig": lambda: verhalen.filter(Exists(own), ~done),
        "klaar": lambda: verhalen.filter(done),
    }
    return narrowed[stand]() if stand in narrowed else verhalen


def with_open_voorstel(verhalen: QuerySet[Verhaal], label: dict[str, Any]) -> QuerySet[Verhaal]:
    """Keep the stories in which the machine proposes this label and nobody decided yet."""
    open_ones = Voorstel.objects.open().current().filter(**{key: value for key, value in label.items() if value})
    return verhalen.filter(pk__in=open_ones.values("ronde__verhaal"))


@dataclass(frozen=True)
class Werkregel:
    """One story in the work list."""

    verhaal: Verhaal
    voorstellen: int
    fragmenten: int
    begonnen: bool
    klaar: bool

    @property
    def wie(self) -> str:
        """Who tells: the kind of professional, else the role, else nothing."""
        rol = self.verhaal.vertellerrol
        return self.verhaal.vertellersoort or (rol.naam if rol else "")

    @property
    def wijk(self) -> str:
        """The area it was lived in, or nothing."""
        return self.verhaal.gebied.naam if self.verhaal.gebied else ""


def read_werkregels(verhalen: list[Verhaal], gebruiker: Gebruiker) -> list[Werkregel]:
    """Return what the list shows beside these stories: open proposals, and the own coding alone."""
    pks = [verhaal.pk for verhaal in verhalen]
    proposed = _counts(Voorstel.objects.open().current().filter(ronde__verhaal__in=pks), "ronde__verhaal")
    coded = _counts(Fragment.objects.actief().by(gebruiker).filter(verhaal__in=pks), "verhaal")
    turns = dict(own_turns(gebruiker).filter(verhaal__in=pks).values_list("verhaal", "klaar_op"))
    return [
        Werkregel(verhaal, proposed[verhaal.pk], coded[verhaal.pk], verhaal.pk in turns, bool(turns.get(verhaal.pk)))
        for verhaal in verhalen
    ]


def _counts(rows: QuerySet[Any], key: str) -> Counter[int]:
    return Counter(dict(rows.order_by().values_list(key).annotate(aantal=Count("pk"))))


@dataclass(frozen=True)
class Codeerstand:
    """How far this coder and the machine are with the stories of the municipality."""

    verhalen: int
    klaar: int
    ongelezen: int

    @property
    def te_doen(self) -> int:
        return self.verhalen - self.klaar


def count_klaar(gebruiker: Gebruiker) -> tuple[int, int]:
    """Return how many checked stories this coder finished, and how many there are."""
    checked = Verhaal.objects.visible_to(gebruiker).nagekeken()
    klaar = own_turns(gebruiker).filter(klaar_op__isnull=False, verhaal__staat=Verhaal.Staat.NAGEKEKEN)
    return klaar.count(), checked.count()


def count_stand(gebruiker: Gebruiker) -> Codeerstand:
    """Count checked stories, those this coder finished, and those the machine has not read by today's codebook."""
    checked = Verhaal.objects.visible_to(gebruiker).nagekeken()
    codeboek = find_codeboek(gebruiker.gemeente_id)
    read = Voorstelronde.objects.filter(
        verhaal=OuterRef("pk"), codeboek=codeboek, gemaakt_op__gte=OuterRef("nagekeken_op")
    )
    klaar, verhalen = count_klaar(gebruiker)
    return Codeerstand(verhalen, klaar, checked.filter(~Exists(read)).count())


def find_taak(gebruiker: Gebruiker) -> Taak | None:
    """Return the newest job of proposals of the municipality, when it is busy or failed."""
    newest = Taak.objects.filter(gemeente=gebruiker.gemeente_id, soort=VOORSTELTAAK).first()
    return newest if newest is not None and newest.staat != Taak.Staat.KLAAR else None


def next_verhaal(verhalen: QuerySet[Verhaal], after: Verhaal, gebruiker: Gebruiker) -> Verhaal | None:
    """Return the next story of the list that this coder has not finished, going round once."""
    done = own_turns(gebruiker).filter(verhaal=OuterRef("pk"), klaar_op__isnull=False)
    waiting = verhalen.filter(~Exists(done)).exclude(pk=after.pk).order_by("pk")
    return waiting.filter(pk__gt=after.pk).first() or waiting.first()


def read_net_gebruikt(gebruiker: Gebruiker, labels: Labels) -> list[Label]:
    """Return the labels this coder used last, in the order of the codebook so that they keep their place."""
    recent = Codering.objects.visible_to(gebruiker).by(gebruiker).select_related("knop", "thema").order_by("-pk")[:60]
    used = dict.fromkeys(labels.of(codering).sleutel for codering in recent)
    last = set(list(used)[:NET_GEBRUIKT])
    return [label for sleutel, label in labels.per_sleutel.items() if sleutel in last]


def visible_fragmenten(gebruiker: Gebruiker) -> QuerySet[Fragment]:
    """Return the fragments this person may read: all for who interprets, else the own ones."""
    found: QuerySet[Fragment] = Fragment.objects.visible_to(gebruiker).actief().filter(verhaal__staat="nagekeken")
    return found if gebruiker.heeft(Recht.DUIDING_LEZEN) else found.filter(codeur=gebruiker)


def fragmenten_met(gebruiker: Gebruiker, label: dict[str, Any]) -> QuerySet[Fragment]:
    """Return the visible fragments with a standing code of this label, newest first."""
    codes = Codering.objects.actief().filter(**{key: value for key, value in label.items() if value})
    found = visible_fragmenten(gebruiker).filter(pk__in=codes.values("fragment"))
    return found.select_related("verhaal__gebied", "verhaal__zorgvorm", "verhaal__vertellerrol").order_by("-pk")


@dataclass(frozen=True)
class Codeboekregel:
    """One label in the readable codebook."""

    label: Label
    regel: Codeerregel
    knoppen: tuple[int, ...]
    fragmenten: int

    @property
    def aantal_frasen(self) -> int:
        """Number of phrases that the computer looks for."""
        return len(self.regel.frasen_sterk) + len(self.regel.frasen_zwak)


@dataclass(frozen=True)
class Codeboekpagina:
    """The whole codebook as people read it."""

    codeboek: Codeboek | None
    groepen: list[tuple[str, list[Codeboekregel]]] = field(default_factory=list)

    @property
    def aantal(self) -> int:
        """Number of labels on the page."""
        return sum(len(regels) for _groep, regels in self.groepen)

    @property
    def gebruikt(self) -> bool:
        """Whether any label has a fragment that this person may read."""
        return any(regel.fragmenten for _groep, regels in self.groepen for regel in regels)


def read_codeboek(gebruiker: Gebruiker) -> Codeboekpagina:
    """Return every rule of the codebook that holds, in its groups, with how often this person sees it used."""
    codeboek = find_codeboek(gebruiker.gemeente_id)
    if codeboek is None:
        return Codeboekpagina(None)
    labels = read_labels(gebruiker.gemeente_id, codeboek)
    used = _label_counts(gebruiker)
    groepen: dict[str, dict[str, Codeboekregel]] = defaultdict(dict)
    for regel in codeboek.regels.select_related("knop", "thema").prefetch_related("knoppen"):
        label = labels.of(regel)
        knoppen = tuple(sorted(knop.nummer for knop in regel.knoppen.all()))
        count = used[(regel.knop_id, regel.thema_id)]
        groepen[label.groep][label.sleutel] = Codeboekregel(label, regel, knoppen, count)
    ordered = [(groep.naam, [groepen[groep.naam][label.sleutel] for label in groep.labels]) for groep in labels.groepen]
    return Codeboekpagina(codeboek, ordered)


def _label_counts(gebruiker: Gebruiker) -> Counter[tuple[int | None, int | None]]:
    """Return per (knop, thema) in how many fragments that this person may read it stands."""
    codes = Codering.objects.visible_to(gebruiker).actief().filter(fragment__verhaal__staat="nagekeken")
    if not gebruiker.heeft(Recht.DUIDING_LEZEN):
        codes = codes.by(gebruiker)
    rows = codes.order_by().values(label_knop=F("knop"), label_thema=F("thema")).annotate(aantal=Count("pk"))
    return Counter({(row["label_knop"], row["label_thema"]): row["aantal"] for row in rows})
