"""Compute the figures and store them; set between which days is counted; look at what is not for everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.kern.models import Taak
from verhalen.kern.taken import Voortgang, start_taak
from verhalen.programma.models import Indicator
from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen.bereik import Bereik, find_bereik
from verhalen.tellen.models import Looptijd, Meetbereik, Meetdefinitie, Meting, Metingrijen, Verdeling
from verhalen.tellen.policies import check_can_compute, check_can_see_rows
from verhalen.tellen.queries import REKENTAAK

if TYPE_CHECKING:
    from verhalen.tellen.rekenen import Meetwaarde

BATCH = 1000
Melding = Callable[[int, int], None]
GEMETEN = (
    *("maanden", "bron", "waarde", "teller", "noemer", "personen_teller", "personen_noemer", "laag", "hoog"),
    *("onbekend", "voorlopig", "verborgen", "opmerkingen", "peildatum", "invoer_hash", "berekend_op"),
)


@transaction.atomic
def start_metingen(*, by: Gebruiker) -> Taak:
    """Have the figures computed by the background job."""
    check_can_compute(by=by)
    record(by=by, actie="berekening-gestart", object=by.gemeente, gemeente=by.gemeente, doel=Doel.TELLEN)
    return start_taak(soort=REKENTAAK, gemeente=by.gemeente, by=by)


def compute_after_import(bestand: Any, by: Any) -> None:
    """Have the figures computed again because of a file; a job that runs already may have missed it."""
    start_taak(soort=REKENTAAK, gemeente=bestand.gemeente, by=by, invoer={"na_bestand": bestand.pk})


def run_metingen(voortgang: Voortgang) -> dict[str, Any]:
    """Background job: compute every figure of the municipality."""
    return compute_metingen(gemeente=voortgang.taak.gemeente, by=voortgang.taak.door, meld=voortgang.report)


def compute_metingen(*, gemeente: Gemeente, by: Gebruiker | None, meld: Melding) -> dict[str, Any]:
    """Compute and store every figure; return counts. The same input is not computed twice.

    Runs in the worker or a command: it loads pandas.
    """
    from verhalen.tellen import definities, frames, rekenen, rekenen_tellingen

    bereik = find_bereik(gemeente)
    indicatoren = {indicator.slug: indicator for indicator in Indicator.objects.of(gemeente)}
    gegevens = frames.load_gegevens(gemeente, peildatum=bereik.peildatum, vanaf=bereik.vanaf)
    eenheden = {slug: indicator.eenheid for slug, indicator in indicatoren.items()}
    merk = frames.input_hash(gegevens, rekenen.VERSIE, *rekenen.versions(eenheden))
    bekend = Meting.objects.of(gemeente).filter(invoer_hash=merk).count()
    if bekend:
        meld(1, 1)
        return {"metingen": bekend, "ongewijzigd": True}
    waarden = rekenen.compute_all(gegevens, indicatoren, meld)
    waarden = merge_tellingen(waarden, rekenen_tellingen.compute_tellingen(gegevens, eenheden))
    store_definities(gemeente, indicatoren, definities.describe_all(indicatoren))
    return store_metingen(
        gemeente=gemeente,
        by=by,
        waarden=waarden,
        looptijden=frames.durations(gegevens),
        bereik=bereik,
        merk=merk,
        indicatoren=indicatoren,
    )


def merge_tellingen(berichten: list[Meetwaarde], tellingen: list[Meetwaarde]) -> list[Meetwaarde]:
    """Put counts beside what messages gave; over the same period a figure from messages goes before a count."""
    gegeven = {(waarde.slug, waarde.vak) for waarde in berichten if waarde.waarde is not None}
    erbij = [waarde for waarde in tellingen if waarde.gebied or (waarde.slug, waarde.vak) not in gegeven]
    geteld = {(waarde.slug, waarde.vak) for waarde in erbij if not waarde.gebied}
    return [*(waarde for waarde in berichten if (waarde.slug, waarde.vak) not in geteld), *erbij]


def store_definities(
    gemeente: Gemeente, indicatoren: Mapping[str, Indicator], beschreven: Mapping[str, dict[str, Any]]
) -> None:
    """Keep how each figure is counted; a version that is known stays as it is."""
    Meetdefinitie.objects.bulk_create(
        [
            Meetdefinitie(gemeente=gemeente, indicator=indicatoren[slug], **velden)
            for slug, velden in beschreven.items()
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def store_metingen(
    *,
    gemeente: Gemeente,
    by: Gebruiker | None,
    waarden: list[Meetwaarde],
    looptijden: list[dict[str, Any]],
    bereik: Bereik,
    merk: str,
    indicatoren: Mapping[str, Indicator],
) -> dict[str, Any]:
    """Store the figures of a computation, each once per version of its definition, and what lies behind them."""
    moment = timezone.now()
    metingen = [
        _meting(waarde, gemeente, indicatoren[waarde.slug], peildatum=bereik.peildatum, merk=merk, moment=moment)
        for waarde in waarden
    ]
    stored = Meting.objects.bulk_create(
        metingen,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["gemeente", "indicator", "versie", "van", "tot", "uitsplitsing", "gebied"],
        update_fields=GEMETEN,
    )
    _drop_outdated(gemeente, moment, {(waarde.slug, waarde.versie) for waarde in waarden})
    _store_details(gemeente, stored, waarden)
    Looptijd.objects.of(gemeente).delete()
    Looptijd.objects.bulk_create([Looptijd(gemeente=gemeente, **rij) for rij in looptijden], batch_size=BATCH)
    uitkomst = {"metingen": len(stored), "peildatum": bereik.peildatum.isoformat()}
    record(by=by, actie="indicatoren-berekend", object=gemeente, gemeente=gemeente, doel=Doel.TELLEN, **uitkomst)
    return uitkomst


def _meting(
    waarde: Meetwaarde, gemeente: Gemeente, indicator: Indicator, *, peildatum: date, merk: str, moment: Any
) -> Meting:
    velden = ("versie", "bron", "waarde", "teller", "noemer", "personen_teller", "personen_noemer", "laag", "hoog")
    vlaggen = ("uitsplitsing", "gebied", "onbekend", "voorlopig", "verborgen")
    return Meting(
        gemeente=gemeente,
        indicator=indicator,
        van=waarde.vak.van,
        tot=waarde.vak.tot,
        maanden=waarde.vak.maanden,
        opmerkingen=list(waarde.opmerkingen),
        peildatum=peildatum,
        invoer_hash=merk,
        berekend_op=moment,
        **{naam: getattr(waarde, naam) for naam in (*velden, *vlaggen)},
    )


def _drop_outdated(gemeente: Gemeente, moment: Any, versies: set[tuple[str, str]]) -> None:
    """Remove figures that the present data no longer give; those of an older definition stay beside the new ones."""
    outdated = Meting.objects.of(gemeente).filter(berekend_op__lt=moment)
    outdated.exclude(indicator__slug__in={slug for slug, _versie in versies}).delete()
    for slug, versie in versies:
        outdated.of_indicator(slug).filter(versie=versie).delete()


def _store_details(gemeente: Gemeente, stored: list[Meting], waarden: list[Meetwaarde]) -> None:
    Verdeling.objects.of(gemeente).filter(meting__in=[meting.pk for meting in stored]).delete()
    Metingrijen.objects.of(gemeente).filter(meting__in=[meting.pk for meting in stored]).delete()
    groepen, rijen = [], []
    for meting, waarde in zip(stored, waarden, strict=True):
        groepen += [
            Verdeling(
                gemeente=gemeente,
                meting=meting,
                kenmerk=groep.kenmerk,
                groep=groep.groep[:60],
                teller=groep.teller,
                personen=groep.personen,
                verborgen=groep.verborgen,
            )
            for groep in waarde.groepen
        ]
        if waarde.rijen:
            rijen.append(Metingrijen(gemeente=gemeente, meting=meting, toewijzingen=list(waarde.rijen)))
    Verdeling.objects.bulk_create(groepen, batch_size=BATCH)
    Metingrijen.objects.bulk_create(rijen, batch_size=BATCH)


@transaction.atomic
def set_bereik(*, by: Gebruiker, vanaf: date | None, peildatum: date | None) -> Meetbereik:
    """Fix between which days is counted; nothing chosen means what the data say."""
    check_can_compute(by=by)
    if peildatum is not None and peildatum > timezone.localdate():
        raise OngeldigeInvoer("De peildatum ligt in de toekomst.")
    if vanaf is not None and peildatum is not None and vanaf >= peildatum:
        raise OngeldigeInvoer("De peildatum ligt na de eerste dag.")
    bereik, _created = Meetbereik.objects.update_or_create(
        gemeente=by.gemeente, defaults={"vanaf": vanaf, "peildatum": peildatum, "gezet_door": by}
    )
    record(by=by, actie="meetbereik-gezet", object=bereik, doel=Doel.TELLEN, vanaf=str(vanaf), peildatum=str(peildatum))
    return bereik


@transaction.atomic
def open_rows(*, meting: Meting, by: Gebruiker) -> None:
    """Log that somebody looks at what lies behind a figure, without anything hidden."""
    check_can_see_rows(by=by)
    record(
        by=by,
        actie="rijen-bekeken",
        object=meting,
        doel=Doel.TELLEN,
        indicator=meting.indicator.slug,
        periode=f"{meting.van}/{meting.tot}",
    )


@transaction.atomic
def open_unprotected(*, gemeente: Gemeente, jaar: int, by: Gebruiker) -> None:
    """Log that the figures of a year leave without protection."""
    check_can_see_rows(by=by)
    record(by=by, actie="cijfers-onbeschermd", object=gemeente, gemeente=gemeente, doel=Doel.TELLEN, jaar=jaar)
