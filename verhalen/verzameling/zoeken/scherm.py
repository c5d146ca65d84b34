"""What the list of stories shows, with and without a question."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.rollen import Recht
from verhalen.verzameling.forms import VerhaalFilter
from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.queries import safe_segments, split_alineas
from verhalen.verzameling.zoeken.forms import VolgordeForm, ZoekForm
from verhalen.verzameling.zoeken.zoeken import Uitslag, Volgorde, mark_verhaal, search
from verhalen.verzameling.zoeken.zoekvragen import Zoekvraag

FILTERS = ("soort", "gebied", "vertellerrol", "periode")
KEUZES = (*FILTERS, "volgorde")


def build_zoekscherm(by: Gebruiker, keuzes: QueryDict, zoekvraag: Zoekvraag | None, per_pagina: int) -> dict[str, Any]:
    """Return what the template of the list needs: forms, a page of stories, and of a question its results."""
    filter_form = VerhaalFilter(keuzes or None, gebruiker=by)
    context = {
        "filter": filter_form,
        "zoekform": ZoekForm(initial={"zoek": zoekvraag.tekst if zoekvraag else ""}, gemeente_id=by.gemeente_id),
        "zoekvraag": zoekvraag,
        "adres": choices_in_address(keuzes, zoekvraag),
        "keuzes": any(keuzes.get(name) for name in FILTERS),
    }
    nummer = keuzes.get("pagina")
    if zoekvraag is None:
        return context | {"pagina": Paginator(_stories(by, filter_form), per_pagina).get_page(nummer)}
    uitslag = search_for(by, keuzes, zoekvraag)
    pagina = uitslag.page(nummer, per_pagina)
    return context | {
        "pagina": pagina,
        "uitslag": uitslag,
        "regels": uitslag.show(pagina),
        "volgorde": VolgordeForm(keuzes),
        "mag_meenemen": by.heeft(Recht.CODERING_SCHRIJVEN),
    }


def search_for(by: Gebruiker, keuzes: QueryDict, zoekvraag: Zoekvraag) -> Uitslag:
    """Search the stories that this reader may see, narrowed by the filters."""
    verhalen = _stories(by, VerhaalFilter(keuzes, gebruiker=by))
    return search(verhalen, zoekvraag.vraag, keuzes.get("volgorde") or Volgorde.NIEUWSTE)


def _stories(by: Gebruiker, filter_form: VerhaalFilter) -> Any:
    return filter_form.narrow(Verhaal.objects.visible_to(by).nagekeken().with_context())


def choices_in_address(keuzes: QueryDict, zoekvraag: Zoekvraag | None) -> str:
    """Return the query part of an address with the question, closed, and the choices that were made."""
    pairs = {name: keuzes[name] for name in KEUZES if keuzes.get(name)}
    if zoekvraag:
        pairs["vraag"] = zoekvraag.adres
    return f"?{urlencode(pairs)}" if pairs else ""


def read_alineas(verhaal: Verhaal, zoekvraag: Zoekvraag | None) -> list[dict[str, Any]]:
    """Return the paragraphs of a story, with the hits of a question marked."""
    veilig = verhaal.veilig
    assert veilig is not None
    segmenten = safe_segments(veilig)
    return split_alineas(mark_verhaal(verhaal, zoekvraag.vraag, segmenten) if zoekvraag else segmenten)
