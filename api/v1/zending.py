"""From the words of the API to the values of the room: slugs become rows of the own municipality."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ValidationError

from verhalen.verzameling.inlezen.rijen import Lijsten
from verhalen.verzameling.models import Uitvraag
from verhalen.verzameling.ontvangst import Zending
from verhalen.verzameling.waarden import Context, Ingediend, Toestemmingsantwoord

UIT_LIJST = ("vertellerrol", "gebied", "zorgvorm", "aanbieder")
GEWOON = ("vertellersoort", "leeftijdsband", "periode", "verteld_op")


def build_zending(data: dict[str, Any], *, by: Any) -> Zending:
    """Return what was sent with every slug looked up. Raises ValidationError for one that does not exist."""
    rounds = Uitvraag.objects.visible_to(by).select_related("vragenlijst")
    uitvraag = rounds.filter(slug=data["uitvraag"]).first()
    if uitvraag is None:
        raise ValidationError({"uitvraag": ["Deze uitvraag kennen wij niet."]})
    lijsten = Lijsten.of(by.gemeente)
    return Zending(
        uitvraag,
        Toestemmingsantwoord(**data["toestemming"]),
        [_ingediend(row, uitvraag.vragenlijst.soort, lijsten) for row in data["verhalen"]],
        data["contact"],
    )


def _ingediend(row: dict[str, Any], soort: str, lijsten: Lijsten) -> Ingediend:
    listed = {name: _look_up(lijsten, name, row[name]) for name in UIT_LIJST}
    context = Context(**listed, **{name: row[name] for name in GEWOON})
    return Ingediend(soort, row["tekst"], context, dict(row["oordeel"]))


def _look_up(lijsten: Lijsten, name: str, slug: str) -> Any:
    if not slug:
        return None
    found = getattr(lijsten, name).get(slug.casefold())
    if found is None:
        raise ValidationError({name: ["Deze waarde staat niet in de lijst van uw gemeente."]})
    return found
