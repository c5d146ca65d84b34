"""The joint display of one knop, as values that templates show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verhalen.duiding.cijfers import Cijferblok, build_cijferblok
from verhalen.duiding.frames import Gecodeerd, last_four_quarters, newest_quarter, read_gecodeerd
from verhalen.duiding.gemist import find_gemist
from verhalen.duiding.models import Duiding
from verhalen.duiding.policies import can_read_fragmenten
from verhalen.duiding.relatie import Relatievoorstel, propose
from verhalen.duiding.verhalenblok import Verhalenblok, build_verhalenblok
from verhalen.gebruikers.models import Gebruiker
from verhalen.programma.models import Knopformulering, Stoplicht
from verhalen.programma.queries import list_termijnen
from verhalen.verzameling.perioden import quarter_of


@dataclass(frozen=True)
class Actielicht:
    """An action of the present termijn with its light."""

    pk: int
    code: str
    licht: Stoplicht | None


@dataclass(frozen=True)
class Bord:
    """One knop: figure and stories side by side, and what was made of them."""

    formulering: Knopformulering
    tot: str
    periode: str
    cijfer: Cijferblok | None
    verhalen: Verhalenblok
    voorstel: Relatievoorstel
    duidingen: list[Duiding]
    lichten: list[Actielicht]
    gemist: list[str]
    fragmenten: list[Gecodeerd]

    @property
    def besluit(self) -> Duiding | None:
        return self.duidingen[0] if self.duidingen else None

    @property
    def is_ander_besluit(self) -> bool:
        """Whether the newest decision was taken about other twelve months than these."""
        return self.besluit is not None and self.besluit.periode != self.periode


def choose_tot(by: Gebruiker, wanted: str, dag: date) -> str:
    """Return the quarter with which the twelve months end: the one asked for, else the last with stories until now.

    Two windows that overlap give the quarter between them by subtraction, also where that is a group of three.
    Who may not read the stories sees the newest window alone; who may, can count them anyway.
    """
    if wanted and can_read_fragmenten(by):
        return wanted
    now = quarter_of(dag)
    return min(newest_quarter(by.gemeente) or now, now)


def build_bord(*, by: Gebruiker, formulering: Knopformulering, tot: str, dag: date, verloop: bool = True) -> Bord:
    """Read everything one display shows; the matrix does without the trend."""
    gemeente, knop = by.gemeente, formulering.knop
    quarters = last_four_quarters(tot)
    fragmenten = read_gecodeerd(gemeente, knop, quarters)
    cijfer = build_cijferblok(by=by, formulering=formulering, kwartalen=quarters, verloop=verloop)
    return Bord(
        formulering=formulering,
        tot=tot,
        periode=f"{quarters[0]} – {quarters[-1]}",
        cijfer=cijfer,
        verhalen=build_verhalenblok(gemeente, fragmenten, lezen=can_read_fragmenten(by)),
        voorstel=propose(cijfer.invoer if cijfer else None, fragmenten, formulering.ervaringsthemas),
        duidingen=list(Duiding.objects.visible_to(by).about(knop)),
        lichten=_lights(by, knop.pk, dag),
        gemist=find_gemist(gemeente, knop.nummer, fragmenten),
        fragmenten=fragmenten,
    )


def build_zonder_knop(*, by: Gebruiker, tot: str) -> Verhalenblok:
    """Read what people brought up that the programme has no lever for."""
    fragmenten = read_gecodeerd(by.gemeente, None, last_four_quarters(tot))
    return build_verhalenblok(by.gemeente, fragmenten, lezen=can_read_fragmenten(by))


def _lights(by: Gebruiker, knop_pk: int, dag: date) -> list[Actielicht]:
    blocks = list_termijnen(by, knop_pk, dag)
    return [Actielicht(regel.actie.pk, regel.actie.code, regel.licht) for block in blocks[:1] for regel in block.acties]
