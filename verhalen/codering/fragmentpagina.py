"""One fragment to read, where it stands in its story; for who coded it and for who interprets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verhalen.codering.codeboeken import find_codeboek
from verhalen.codering.labels import Label, read_labels
from verhalen.codering.models import Fragment
from verhalen.codering.posities import Bereik
from verhalen.codering.segmenten import build_alineas
from verhalen.gebruikers.models import Gebruiker
from verhalen.verzameling.queries import describe_context


@dataclass(frozen=True, repr=False)
class Fragmentpagina:
    """A fragment, its labels, and the whole safe text with the fragment marked."""

    fragment: Fragment
    labels: list[Label]
    over: str
    alineas: list[dict[str, Any]]
    eigen: bool


def read_fragment(fragment: Fragment, gebruiker: Gebruiker) -> Fragmentpagina:
    """Read the page; the caller authorised it."""
    verhaal = fragment.verhaal
    veilig = verhaal.veilig
    assert veilig is not None
    labels = read_labels(fragment.gemeente_id, find_codeboek(fragment.gemeente_id))
    codes = fragment.coderingen.filter(ingetrokken_op__isnull=True).select_related("knop", "thema")
    return Fragmentpagina(
        fragment=fragment,
        labels=[labels.of(code) for code in codes],
        over=describe_context(verhaal),
        alineas=build_alineas(veilig, [], [], Bereik(fragment.start, fragment.eind)),
        eigen=fragment.codeur_id == gebruiker.pk,
    )
