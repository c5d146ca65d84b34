"""What this room does when a story is withdrawn or opened again."""

from __future__ import annotations

from verhalen.codering.models import Codering, Fragment, Handeling, Voorstel, Voorstelronde
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.verzameling.models import Inzending, Verhaal


def erase(verhaal: Verhaal) -> None:
    """Delete everything that was made of a withdrawn story, the history of its fragments included."""
    _erase(verhaal, Doel.RECHTEN_VAN_BETROKKENE)


def forget_text(verhaal: Verhaal) -> None:
    """Delete what still rests on the text of a story that is opened again.

    Codes that were taken away keep their quote, and a story is opened again because a name slipped through:
    the name would stay in that quote. Steps of before could no longer be taken back either, only be put upon
    other words.
    """
    _erase(verhaal, Doel.NAKIJKEN)


def _erase(verhaal: Verhaal, doel: Doel) -> None:
    # History rows go last: deleting a fragment writes one more of them.
    counts = {
        "handelingen": Handeling.objects.filter(verhaal=verhaal).delete()[0],
        "coderingen": Codering.objects.filter(fragment__verhaal=verhaal).delete()[0],
        "fragmenten": Fragment.objects.filter(verhaal=verhaal).delete()[0],
        "voorstellen": Voorstelronde.objects.filter(verhaal=verhaal).delete()[0],
    }
    Fragment.geschiedenis.model.objects.filter(verhaal_id=verhaal.pk).delete()
    if any(counts.values()):
        record(by=None, actie="codering-gewist", object=verhaal, doel=doel, **counts)


def count_made(inzending: Inzending) -> dict[str, int]:
    """Return what people coded in a submission and what the machine proposed, as counts."""
    return {
        "Fragmenten": Fragment.objects.actief().filter(verhaal__inzending=inzending).count(),
        "Coderingen": Codering.objects.actief().filter(fragment__verhaal__inzending=inzending).count(),
        "Voorstellen van de computer": Voorstel.objects.filter(ronde__verhaal__inzending=inzending).count(),
    }


def check_no_fragments(verhaal: Verhaal) -> None:
    """Raise Geweigerd while codes rest on the safe text: they would point at other words."""
    if Fragment.objects.actief().filter(verhaal=verhaal).exists():
        raise Geweigerd("Dit verhaal is al gecodeerd. Haal eerst de codering weg, daarna kunt u het heropenen.")
