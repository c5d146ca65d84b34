"""The page of the matrix: the rows, the choices above them, the links that sort, and the same as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verhalen.duiding.forms import OP_VOLGORDE, MatrixFilter
from verhalen.duiding.matrix import (
    Matrixrij,
    Verteld,
    build_matrix,
    read_zonder_knop,
    select_rijen,
    sort_rijen,
)
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.tabelbestand import write_csv
from verhalen.programma.models import Knopformulering

VERBORGEN = "x"
# What a first press on a heading asks: the most stories and the largest rise on top, else the first in line.
EERST = {"knop": "knop", "cijfer": "-cijfer", "verhalen": "-verhalen"}
KOPPEN = (
    ("knop", "", gettext_lazy("Knop")),
    ("cijfer", "tellen", gettext_lazy("Wat we tellen")),
    ("verhalen", "ertoe", gettext_lazy("Wat ertoe doet")),
    ("samen", "duiding", gettext_lazy("Samen")),
    ("stoplicht", "", gettext_lazy("Stoplicht")),
    ("volgende", "", gettext_lazy("Volgende actie")),
)


@dataclass(frozen=True)
class Kolomkop:
    """A heading that sorts: `sorteer` is what a press asks, `stand` the value of aria-sort or empty."""

    slug: str
    stem: str
    naam: str | Promise
    sorteer: str
    stand: str

    @property
    def icoon(self) -> str:
        return {"ascending": "op", "descending": "neer"}.get(self.stand, "")


@dataclass(frozen=True)
class Matrixpagina:
    """Everything the matrix shows."""

    filter: MatrixFilter
    tot: str
    koppen: list[Kolomkop]
    rijen: list[Matrixrij]
    totaal: int
    zonder_knop: Verteld | None

    @property
    def per_deel(self) -> bool:
        """Whether the rows stand in the order of the programme, so that its parts can head them."""
        return self.filter.sortering == OP_VOLGORDE


def build_matrixpagina(*, by: Gebruiker, vraag: QueryDict, tot: str, dag: date) -> Matrixpagina:
    """Read the page for the twelve months that end with quarter ``tot``."""
    filter_form = MatrixFilter(vraag, by=by, tot=tot, dag=dag)
    formuleringen = Knopformulering.objects.visible_to(by).op(dag).with_parts()
    rijen = build_matrix(by=by, formuleringen=formuleringen, tot=tot, dag=dag)
    return Matrixpagina(
        filter=filter_form,
        tot=tot,
        koppen=[_heading(slug, stem, naam, filter_form.sortering) for slug, stem, naam in KOPPEN],
        rijen=sort_rijen(select_rijen(rijen, filter_form.gekozen), filter_form.sortering),
        totaal=len(rijen),
        zonder_knop=None if filter_form.is_smaller else read_zonder_knop(by, tot),
    )


def _heading(slug: str, stem: str, naam: str | Promise, sortering: str) -> Kolomkop:
    first = EERST.get(slug, slug)
    other = slug if first.startswith("-") else f"-{slug}"
    stand = {slug: "ascending", f"-{slug}": "descending"}.get(sortering, "")
    return Kolomkop(slug, stem, naam, other if sortering == first else first, stand)


KOLOMMEN = (
    "nummer",
    "knop",
    "deel",
    "cijfer",
    "waarde",
    "periode",
    "was",
    "was_periode",
    "verhalen",
    "negatief",
    "gemengd_of_neutraal",
    "positief",
    "samen",
    "besloten",
    "stoplicht",
    "volgende_actie",
)


def write_matrix(pagina: Matrixpagina) -> bytes:
    """Return the rows as a csv file; what the screen hides is an x here."""
    rows = [_csv_row(rij) for rij in pagina.rijen]
    if pagina.zonder_knop:
        rows.append(["", _("Zonder knop"), "", *[""] * 5, *_told(pagina.zonder_knop), *[""] * 4])
    return write_csv(KOLOMMEN, rows)


def _csv_row(rij: Matrixrij) -> list[str]:
    formulering, cijfer = rij.formulering, rij.cijfer
    toen = cijfer.toen if cijfer else None
    return [
        str(formulering.knop.nummer),
        formulering.naam,
        formulering.deel.naam,
        cijfer.indicator.naam if cijfer else "",
        cijfer.nu.tekst if cijfer else "",
        cijfer.nu.vak.naam if cijfer else "",
        toen.tekst if toen else "",
        toen.vak.naam if toen else "",
        *_told(rij.verteld),
        rij.uitkomst,
        _("ja") if rij.besluit else _("voorstel"),
        rij.slechtste.licht.get_kleur_display() if rij.slechtste and rij.slechtste.licht else "",
        rij.stap.tekst,
    ]


def _told(verteld: Verteld) -> list[str]:
    kanten = verteld.kanten
    if kanten is None:
        return ["0" if verteld.aantal == "0" else VERBORGEN] * 4
    return [verteld.aantal, str(kanten.negatief), str(kanten.gemengd), str(kanten.positief)]
