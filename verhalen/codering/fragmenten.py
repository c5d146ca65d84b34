"""The steps that the actions on fragments share: lock, make once, change, withdraw. Call inside a transaction."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from verhalen.codering.models import Codeerregel, Codering, Fragment, Polariteit, Voorstel
from verhalen.codering.policies import check_can_coderen
from verhalen.codering.posities import Bereik
from verhalen.codering.terugdraaien import Spoor
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.tekst import normalize
from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.teksten import VeiligeTekst

MAX_MEMO = 4000


class CitaatPastNiet(RuntimeError):
    """A stored quote is not what the text says at its place: text or positions were changed from outside."""


def lock_verhaal(*, verhaal: Verhaal, by: Gebruiker) -> tuple[Verhaal, VeiligeTekst]:
    """Hold the story as it is now, with its safe text. Raises Geweigerd unless ``by`` may code it."""
    locked: Verhaal = Verhaal.objects.select_for_update(of=("self",)).get(pk=verhaal.pk)
    check_can_coderen(by=by, verhaal=locked)
    assert locked.veilig is not None
    return locked, locked.veilig


def get_or_make(
    *, verhaal: Verhaal, by: Gebruiker, bereik: Bereik, polariteit: str | None, wens: bool | None, spoor: Spoor
) -> Fragment:
    """Return the coder's own fragment of exactly this stretch; what is given of polarity and wish is set."""
    veilig = verhaal.veilig
    assert veilig is not None
    given = {"polariteit": polariteit, "wens": wens}
    existing = Fragment.objects.actief().by(by).filter(verhaal=verhaal, start=bereik.start, eind=bereik.eind)
    fragment: Fragment | None = existing.select_for_update(of=("self",)).first()
    if fragment is not None:
        change(fragment=fragment, veilig=veilig, velden=given, bereik=None, spoor=spoor)
        return fragment
    fragment = Fragment(
        gemeente_id=verhaal.gemeente_id,
        verhaal=verhaal,
        codeur=by,
        start=bereik.start,
        eind=bereik.eind,
        citaat=veilig.tekst[bereik.start : bereik.eind],
        **_checked(given),
    )
    fragment.save()
    spoor.made(fragment)
    return fragment


def add_codering(*, fragment: Fragment, regel: Codeerregel, spoor: Spoor, voorstel: Voorstel | None = None) -> Codering:
    """Return the code of this label on the fragment, made once."""
    standing = fragment.coderingen.filter(knop=regel.knop_id, thema=regel.thema_id, ingetrokken_op__isnull=True)
    codering: Codering | None = standing.first()
    if codering is None:
        codering = Codering.objects.create(
            gemeente_id=fragment.gemeente_id,
            fragment=fragment,
            knop_id=regel.knop_id,
            thema_id=regel.thema_id,
            codeboek_id=regel.codeboek_id,
            voorstel=voorstel,
        )
        spoor.made(codering)
    elif voorstel is not None and codering.voorstel_id is None:
        spoor.will_change(codering, "voorstel")
        codering.voorstel = voorstel
        codering.save(update_fields=["voorstel"])
    return codering


def change(
    *, fragment: Fragment, veilig: VeiligeTekst, velden: dict[str, Any], bereik: Bereik | None, spoor: Spoor
) -> None:
    """Set what is given and differs. Raises OngeldigeInvoer when the new place is taken."""
    check_citaat(fragment, veilig)
    new = _checked(velden)
    if bereik is not None:
        new |= {"start": bereik.start, "eind": bereik.eind}
        _check_free(fragment, bereik)
    changed = [veld for veld, waarde in new.items() if getattr(fragment, veld) != waarde]
    if not changed:
        return
    spoor.will_change(fragment, *changed)
    for veld in changed:
        setattr(fragment, veld, new[veld])
    fragment.citaat = veilig.tekst[fragment.start : fragment.eind]
    fragment.save()


def withdraw(row: Fragment | Codering, spoor: Spoor) -> None:
    """Take a row away without deleting it."""
    spoor.will_change(row, "ingetrokken_op")
    row.ingetrokken_op = timezone.now()
    row.save(update_fields=["ingetrokken_op"])


def check_citaat(fragment: Fragment, veilig: VeiligeTekst) -> None:
    """Raise CitaatPastNiet unless the stored quote is what the text says at its place."""
    if veilig.tekst[fragment.start : fragment.eind] != fragment.citaat:
        raise CitaatPastNiet(f"fragment {fragment.pk}")


def _check_free(fragment: Fragment, bereik: Bereik) -> None:
    taken = Fragment.objects.actief().filter(
        verhaal=fragment.verhaal_id, codeur=fragment.codeur_id, start=bereik.start, eind=bereik.eind
    )
    if taken.exclude(pk=fragment.pk).exists():
        raise OngeldigeInvoer("Op deze plek heeft u al een fragment. Haal er een weg. Er is niets veranderd.")


def _checked(velden: dict[str, Any]) -> dict[str, Any]:
    """Drop what was not given; refuse what does not fit."""
    given = {veld: waarde for veld, waarde in velden.items() if waarde is not None}
    if given.get("polariteit", Polariteit.NEUTRAAL) not in Polariteit.values:
        raise OngeldigeInvoer("Kies positief, negatief, gemengd of neutraal. Er is niets veranderd.")
    if "memo" in given:
        given["memo"] = normalize(given["memo"]).strip()
        if len(given["memo"]) > MAX_MEMO:
            raise OngeldigeInvoer(f"De memo is te lang: {MAX_MEMO} tekens mag. Er is niets veranderd.")
    return given
