"""Collecting the finds of one text, sentence by sentence, and turning them into a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nlp.coderen import polariteit
from nlp.coderen.context import Bereik, Kenmerk, flags, scopes
from nlp.coderen.regels import Gevonden, Regels
from nlp.coderen.voorstellen import Vondst, propose
from nlp.coderen.woorden import Woord
from nlp.types import Suggestie


class Oogst:
    """The finds of one text. Memory grows with the number of finds, not with the text."""

    def __init__(self, regels: Regels) -> None:
        self._regels = regels
        self._vondsten: list[Vondst] = []
        self._tonen: list[float] = []
        self._wens = False

    def add(self, zin: Sequence[Woord]) -> None:
        """Search one sentence."""
        gevonden = self._regels.find(zin)
        bereiken = scopes(zin, gevonden.context)
        self._wens = self._wens or any(bereik.kenmerk is Kenmerk.WENS for bereik in bereiken)
        self._add_vondsten(zin, gevonden, bereiken)
        self._add_tonen(gevonden, bereiken)

    def _add_vondsten(self, zin: Sequence[Woord], gevonden: Gevonden, bereiken: Sequence[Bereik]) -> None:
        for aanwijzing, places in gevonden.aanwijzingen:
            self._vondsten.append(
                Vondst(
                    soort=aanwijzing.soort,
                    label=aanwijzing.label,
                    regel=aanwijzing.regel,
                    sterk=aanwijzing.sterk,
                    start=min(zin[place].start for place in places),
                    end=max(zin[place].end for place in places),
                    kenmerken=flags(bereiken, places),
                )
            )

    def _add_tonen(self, gevonden: Gevonden, bereiken: Sequence[Bereik]) -> None:
        for toon, places in gevonden.tonen:
            self._tonen.append(polariteit.meant(toon.waarde, flags(bereiken, places)))

    def suggestion(self) -> Suggestie:
        """The proposal for everything that was added."""
        themas = [vondst for vondst in self._vondsten if vondst.soort == "thema"]
        knoppen = [vondst for vondst in self._vondsten if vondst.soort == "knop"]
        return Suggestie(
            knoppen=propose([*knoppen, *self._supports(knoppen, themas)]),
            themas=propose(themas),
            polariteit=polariteit.decide([*self._tonen, *self._thematonen()], on_topic=bool(self._vondsten)),
            wens=self._wens,
        )

    def _supports(self, knoppen: Iterable[Vondst], themas: Iterable[Vondst]) -> Iterator[Vondst]:
        """Strong evidence for a thema as weak evidence for its knoppen, where these have some of their own."""
        present = {vondst.label for vondst in knoppen}
        for vondst in themas:
            if vondst.sterk:
                for knop in present.intersection(self._regels.knoppen_of(vondst.label)):
                    yield replace(vondst, soort="knop", label=knop, sterk=False)

    def _thematonen(self) -> list[float]:
        """The tone that found themas bring, each at most once per way of saying."""
        said = {
            (vondst.label, vondst.kenmerken)
            for vondst in self._vondsten
            if vondst.soort == "thema" and vondst.sterk and vondst.label in self._regels.thematoon
        }
        return [polariteit.meant(self._regels.thematoon[label], kenmerken) for label, kenmerken in said]
