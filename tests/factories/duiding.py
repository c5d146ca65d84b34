"""Coded stories for a display: who told, where, when, and how it was felt."""

from __future__ import annotations

from typing import Any

from tests.factories.codering import CodeerbaarVerhaalFactory, CoderingFactory, FragmentFactory, maak_codeboek
from tests.factories.stamgegevens import VertellerrolFactory
from tests.factories.verzameling import InzendingFactory, ToestemmingFactory
from verhalen.codering.models import Fragment
from verhalen.programma.models import Knop, Knopformulering
from verhalen.stamgegevens.models import Gemeente


def vertel(
    gemeente: Gemeente,
    *,
    nummer: int | None = 4,
    polariteit: str = "negatief",
    rol: str = "ouder",
    periode: str = "2025-K2",
    citeren: bool = True,
    **verhaal: Any,
) -> Fragment:
    """Tell one story with one fragment: the theme wachten, and a knop unless ``nummer`` is None."""
    inzending = InzendingFactory(gemeente=gemeente)
    ToestemmingFactory(inzending=inzending, citeren=citeren)
    told = CodeerbaarVerhaalFactory(
        gemeente=gemeente,
        inzending=inzending,
        periode=periode,
        vertellerrol=VertellerrolFactory(gemeente=gemeente, slug=rol, naam=rol.capitalize()),
        **verhaal,
    )
    fragment = FragmentFactory(verhaal=told, polariteit=polariteit)
    CoderingFactory(fragment=fragment)
    if nummer is not None:
        CoderingFactory(fragment=fragment, knop=Knop.objects.get(gemeente=gemeente, nummer=nummer), thema=None)
    return fragment


def maak_duidbaar(gemeente: Gemeente) -> Knopformulering:
    """Give a municipality a codebook and knop 4 with one experience theme; return its wording."""
    maak_codeboek(gemeente)
    formulering = Knopformulering.objects.get(gemeente=gemeente, knop__nummer=4)
    formulering.ervaringsthemas = ["wachten"]
    formulering.save(update_fields=["ervaringsthemas"])
    return formulering
