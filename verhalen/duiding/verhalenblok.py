"""The right side of a display: how many stories, from whom, which themes, and the words that may be quoted.

Counts under five are hidden here, also against subtraction, because a display is a general screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext as _

from verhalen.codering.models import Fragment, Thema
from verhalen.duiding.frames import Gecodeerd, protect_counts
from verhalen.duiding.tonen import MINSTENS, few
from verhalen.stamgegevens.models import Gemeente, Vertellerrol
from verhalen.verzameling.queries import describe_context

CITATEN = 3


@dataclass(frozen=True)
class Rolregel:
    """Stories of one kind of teller; hidden when few."""

    naam: str
    aantal: str


@dataclass(frozen=True)
class Citaat:
    """Words that the teller let us quote, with who and where."""

    tekst: str
    bron: str
    fragment: int


@dataclass(frozen=True)
class Verhalenblok:
    """Everything the right side shows."""

    aantal: str
    leeg: bool
    rollen: list[Rolregel]
    themas: list[dict[str, Any]]
    zeldzaam: list[str]
    maximum: int
    citaten: list[Citaat]
    wensen: str


def build_verhalenblok(gemeente: Gemeente, fragmenten: Sequence[Gecodeerd], *, lezen: bool) -> Verhalenblok:
    """Summarise the fragments; quotes and links only for someone who may read stories."""
    stories = {fragment.verhaal: fragment.rol for fragment in fragmenten}
    themas = _theme_rows(gemeente, fragmenten, lezen)
    wensen = len({fragment.verhaal for fragment in fragmenten if fragment.wens})
    return Verhalenblok(
        aantal=few(len(stories)),
        leeg=not stories,
        rollen=_role_rows(gemeente, list(stories.values())),
        themas=[row for row in themas if not row["weinig"]],
        zeldzaam=sorted(row["naam"] for row in themas if row["weinig"]),
        maximum=max((row["totaal"] for row in themas), default=1),
        citaten=_quotes(fragmenten) if lezen else [],
        wensen=few(wensen) if wensen else "",
    )


def _role_rows(gemeente: Gemeente, rollen: list[str]) -> list[Rolregel]:
    if not rollen:
        return []
    names = dict(Vertellerrol.objects.of(gemeente).values_list("slug", "naam"))
    counts = Counter(names.get(rol, _("Niet gevraagd")) for rol in rollen)
    shown = protect_counts(counts)
    return [Rolregel(naam, shown[naam]) for naam, _count in counts.most_common()]


def _theme_rows(gemeente: Gemeente, fragmenten: Sequence[Gecodeerd], lezen: bool) -> list[dict[str, Any]]:
    names = dict(Thema.objects.of(gemeente).values_list("slug", "naam"))
    per_thema: dict[str, list[Gecodeerd]] = {}
    for fragment in fragmenten:
        for slug in fragment.themas:
            per_thema.setdefault(slug, []).append(fragment)
    ordered = sorted(per_thema.items(), key=lambda item: (-len(item[1]), item[0]))
    return [_theme_row(slug, names.get(slug, slug), found, lezen) for slug, found in ordered]


def _theme_row(slug: str, naam: str, found: list[Gecodeerd], lezen: bool) -> dict[str, Any]:
    kinds = Counter(fragment.polariteit for fragment in found)
    too_few = len({fragment.verhaal for fragment in found}) < MINSTENS
    return {
        "naam": naam,
        "url": f"{reverse('codering:fragmenten')}?code=thema:{slug}" if lezen else "",
        "negatief": kinds["negatief"],
        "positief": kinds["positief"],
        "gemengd": kinds["gemengd"] + kinds["neutraal"],
        "totaal": 0 if too_few else len(found),
        "weinig": _("minder dan %(grens)s verhalen") % {"grens": MINSTENS} if too_few else "",
    }


def _quotes(fragmenten: Sequence[Gecodeerd]) -> list[Citaat]:
    """Choose quotes of different stories, alternating between the sides that were told, the shortest first."""
    allowed = {fragment.fragment: fragment for fragment in fragmenten if fragment.citeerbaar}
    lengths = Fragment.objects.filter(pk__in=allowed).annotate(lengte=Length("citaat")).values_list("pk", "lengte")
    ordered = [allowed[pk] for pk, _lengte in sorted(lengths, key=lambda row: (abs(row[1] - 110), row[0]))]
    chosen: list[Gecodeerd] = []
    for polariteit in ("negatief", "positief", "gemengd", "neutraal"):
        taken = {row.verhaal for row in chosen}
        found = next((row for row in ordered if row.polariteit == polariteit and row.verhaal not in taken), None)
        if found is not None and len(chosen) < CITATEN:
            chosen.append(found)
    taken = {row.verhaal for row in chosen}
    for row in ordered:
        if len(chosen) < CITATEN and row.verhaal not in taken:
            chosen.append(row)
            taken.add(row.verhaal)
    return _show_quotes([row.fragment for row in chosen])


def _show_quotes(pks: list[int]) -> list[Citaat]:
    rows = Fragment.objects.select_related("verhaal__vertellerrol", "verhaal__gebied", "verhaal__zorgvorm").in_bulk(pks)
    return [Citaat(rows[pk].citaat, describe_context(rows[pk].verhaal), pk) for pk in pks]
