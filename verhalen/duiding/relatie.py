"""The rule of the programme, fed with our rows: what figure and stories seem to say together.

`analyse` (and with it numpy) is imported inside the functions: the web process starts without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from verhalen.duiding.frames import Gecodeerd
from verhalen.duiding.tonen import few

if TYPE_CHECKING:
    from verhalen.analyse.relatie import Cijfer, CijferOordeel, Relatie, VerhalenOordeel


@dataclass(frozen=True)
class Relatievoorstel:
    """What the rule proposes, in words, with every number it used."""

    uitkomst: str
    zin: str
    regels: tuple[str, ...]


def propose(cijfer: Cijfer | None, fragmenten: Sequence[Gecodeerd], themas: Sequence[str]) -> Relatievoorstel:
    """Apply the rule to a figure and to the fragments that carry one of the experience themes."""
    from verhalen.analyse.relatie import Beleving, Polariteit, propose_relatie

    relevant = [fragment for fragment in fragmenten if fragment.themas & set(themas)]
    belevingen = [Beleving(str(fragment.verhaal), Polariteit(fragment.polariteit)) for fragment in relevant]
    return _in_words(propose_relatie(cijfer, belevingen))


def _in_words(relatie: Relatie) -> Relatievoorstel:
    lines = [*_cijfer_lines(relatie.cijfer), *_verhalen_lines(relatie.verhalen, relatie.aantal_verhalen, relatie)]
    return Relatievoorstel(relatie.uitkomst.value, ZINNEN[relatie.uitkomst.value], tuple(lines))


ZINNEN = {
    "bevestigen": "Cijfer en verhalen wijzen dezelfde kant op.",
    "tegenspreken": "Cijfer en verhalen wijzen een andere kant op.",
    "aanvullen": "Van cijfer en verhalen zegt er één iets duidelijks; de ander vult aan.",
    "onbeslist": "Cijfer en verhalen zeggen allebei nog niets duidelijks.",
    "nog te weinig verhalen": "Er is een cijfer, maar er zijn nog te weinig verhalen om ernaast te leggen.",
    "nog geen cijfer": "Er zijn verhalen, maar er is nog geen cijfer om ernaast te leggen.",
    "nog geen cijfer en nog te weinig verhalen": "Er is nog geen cijfer en er zijn nog te weinig verhalen.",
}


def _cijfer_lines(side: CijferOordeel | None) -> list[str]:
    if side is None:
        return [_("Cijfer: nog geen.")]
    change = side.verandering
    if side.is_aandeel:
        low, value, high = (_number(part * 100, 1) for part in (change.laag, change.schatting, change.hoog))
        size = _("%(waarde)s procentpunt (tussen %(laag)s en %(hoog)s)")
    else:
        low, value, high = (_number((part - 1) * 100, 0) for part in (change.laag, change.schatting, change.hoog))
        size = _("%(waarde)s %% (tussen %(laag)s en %(hoog)s %%)")
    told = size % {"waarde": value, "laag": low, "hoog": high}
    return [
        _("Cijfer: %(nu)s tegen %(toen)s, verandering %(verandering)s; gewenst: %(kant)s. Oordeel: %(oordeel)s.")
        % {
            "nu": side.invoer.laatste.periode.naam,
            "toen": side.invoer.basis.periode.naam,
            "verandering": told,
            "kant": side.invoer.richting.value,
            "oordeel": side.oordeel.value,
        }
    ]


def _verhalen_lines(side: VerhalenOordeel | None, number: int, relatie: Relatie) -> list[str]:
    if side is None:
        told = _("Verhalen: %(aantal)s met de afgesproken thema's; nodig zijn er %(nodig)s.")
        return [told % {"aantal": few(number), "nodig": relatie.minstens_verhalen}]
    saldo = side.saldo
    return [
        _(
            "Verhalen: %(verhalen)s verhalen met %(fragmenten)s fragmenten. Positief min negatief: %(saldo)s"
            " (tussen %(laag)s en %(hoog)s). Oordeel: %(oordeel)s."
        )
        % {
            "verhalen": side.verhalen,
            "fragmenten": side.fragmenten,
            "saldo": _number(saldo.schatting, 2),
            "laag": _number(saldo.laag, 2),
            "hoog": _number(saldo.hoog, 2),
            "oordeel": side.oordeel.value,
        }
    ]


def _number(value: float, decimals: int) -> str:
    return number_format(value, decimal_pos=decimals, force_grouping=True)
