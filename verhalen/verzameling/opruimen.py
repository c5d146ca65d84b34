"""What this room keeps for a time, and how it goes: raw text, contact details, files on their way in.

The safe text of a checked story is not here: it stays as long as it has its ground. Raw text that
nobody checked is all there is of a story, so it goes only when people were warned in time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from verhalen.kern.bewaren import WAARSCHUW_VOORAF, Bewaring, Stand, count_terms, is_bezig
from verhalen.kern.gebeurtenissen import Doel, record
from verhalen.kluis import deur
from verhalen.kluis.models import Bron
from verhalen.verzameling.models import Importbestand, Inzending, Ontvangen, Verhaal

# From the warning to the end: also when the clean-up did not run for a while, or a story was opened again late.
RESPIJT = timedelta(days=30)
WAAROM = "bewaartermijn verstreken"


def _checked(gemeente: Any) -> models.QuerySet[Verhaal]:
    stories: models.QuerySet[Verhaal] = Verhaal.objects.of(gemeente).nagekeken().filter(bron__isnull=False)
    return stories


def _unchecked(gemeente: Any) -> models.QuerySet[Verhaal]:
    stories: models.QuerySet[Verhaal] = Verhaal.objects.of(gemeente).ingediend().filter(bron__isnull=False)
    return stories


def _warned_in_time(dag: date) -> Q:
    # `isnull` too: a comparison with nothing is unknown to the database, and so is its negation.
    return Q(bewaarwaarschuwing_op__isnull=False, bewaarwaarschuwing_op__lte=dag - RESPIJT)


def count_checked(gemeente: Any, dag: date) -> Stand:
    return count_terms(_checked(gemeente), "bron__bewaren_tot", dag)


@transaction.atomic
def clean_checked(gemeente: Any, dag: date, hoogstens: int, by: Any) -> int:
    """Destroy the raw text of checked stories; their safe text and masks stay."""
    due = _checked(gemeente).filter(bron__bewaren_tot__lt=dag)
    return _clean_stories(due, "ruwe-tekst", gemeente, hoogstens, by)


def count_unchecked(gemeente: Any, dag: date) -> Stand:
    return count_terms(_unchecked(gemeente), "bron__bewaren_tot", dag, due=_warned_in_time(dag))


@transaction.atomic
def clean_unchecked(gemeente: Any, dag: date, hoogstens: int, by: Any) -> int:
    """Destroy raw text that nobody checked, after a warning; what the teller judged stays, under its consent."""
    due = _unchecked(gemeente).filter(_warned_in_time(dag), bron__bewaren_tot__lt=dag)
    return _clean_stories(due, "niet-nagekeken", gemeente, hoogstens, by)


def _clean_stories(due: models.QuerySet[Verhaal], soort: str, gemeente: Any, hoogstens: int, by: Any) -> int:
    # Stories are locked before their text, as a withdrawal does, so that the two never wait for each other.
    stories = list(due.select_for_update(of=("self",)).order_by("pk")[:hoogstens])
    found = Bron.objects.in_bulk([verhaal.bron_id for verhaal in stories if verhaal.bron_id])
    for verhaal in stories:
        if verhaal.staat == Verhaal.Staat.INGEDIEND:
            _lapse(verhaal)
    _destroy(list(found.values()), by)
    return _record(soort, len(stories), gemeente, by)


def _lapse(verhaal: Verhaal) -> None:
    verhaal.maskers.all().delete()
    verhaal.maskerstappen.all().delete()
    Verhaal.objects.filter(pk=verhaal.pk).update(staat=Verhaal.Staat.VERVALLEN)


@transaction.atomic
def warn_unchecked(gemeente: Any, dag: date, hoogstens: int, by: Any) -> int:
    """Note that these stories were put before people: check them, or they go after `RESPIJT` at the earliest."""
    soon = _unchecked(gemeente).filter(bewaarwaarschuwing_op__isnull=True, bron__bewaren_tot__lt=dag + WAARSCHUW_VOORAF)
    pks = list(soon.order_by("pk").values_list("pk", flat=True)[:hoogstens])
    number = Verhaal.objects.filter(pk__in=pks).update(bewaarwaarschuwing_op=dag)
    if number:
        record(
            by=by,
            actie="bewaartermijn-gewaarschuwd",
            object=gemeente,
            doel=Doel.BEHEER,
            gemeente=gemeente,
            verhalen=number,
        )
    return number


def last_day(bewaren_tot: date, gewaarschuwd_op: date | None, dag: date) -> date:
    """Return the last day on which an unchecked story can still be checked."""
    return max(bewaren_tot, (gewaarschuwd_op or dag) + RESPIJT)


def _held_by(model: type[models.Model], veld: str) -> Exists:
    return Exists(model._default_manager.filter(**{veld: OuterRef("pk")}))


def _contact(gemeente: Any) -> models.QuerySet[Bron]:
    return _bronnen(gemeente).filter(_held_by(Inzending, "contact"))


def _parked(gemeente: Any) -> models.QuerySet[Bron]:
    return _bronnen(gemeente).filter(_held_by(Ontvangen, "inhoud"))


def _refused(gemeente: Any) -> models.QuerySet[Bron]:
    return _bronnen(gemeente).filter(_held_by(Importbestand, "geweigerd"))


def _loose(gemeente: Any) -> models.QuerySet[Bron]:
    """What nothing points at any more: there should be none, and none may outlive its term unseen."""
    return _bronnen(gemeente).exclude(
        _held_by(Verhaal, "bron")
        | _held_by(Inzending, "contact")
        | _held_by(Ontvangen, "inhoud")
        | _held_by(Importbestand, "geweigerd")
        | _held_by(Importbestand, "inhoud")
    )


def _bronnen(gemeente: Any) -> models.QuerySet[Bron]:
    bronnen: models.QuerySet[Bron] = Bron.objects.of(gemeente)
    return bronnen


def _waiting_files(gemeente: Any) -> models.QuerySet[Importbestand]:
    """Files that were received and not read in; one that a job is reading now is left alone."""
    files: models.QuerySet[Importbestand] = Importbestand.objects.of(gemeente).filter(inhoud__isnull=False)
    busy = Importbestand.objects.of(gemeente).filter(is_bezig("taak"), staat=Importbestand.Staat.LOOPT)
    return files.exclude(pk__in=busy.values("pk"))


def count_files(gemeente: Any, dag: date) -> Stand:
    return count_terms(_waiting_files(gemeente), "inhoud__bewaren_tot", dag)


@transaction.atomic
def clean_files(gemeente: Any, dag: date, hoogstens: int, by: Any) -> int:
    """Destroy files that nobody came back for; stories that were already read from one stay."""
    due = _waiting_files(gemeente).filter(inhoud__bewaren_tot__lt=dag).select_related("inhoud")
    files = list(due.select_for_update(of=("self",)).order_by("pk")[:hoogstens])
    bronnen = [bestand.inhoud for bestand in files if bestand.inhoud is not None]
    Importbestand.objects.filter(pk__in=[bestand.pk for bestand in files]).update(staat=Importbestand.Staat.GEANNULEERD)
    _destroy(bronnen, by)
    return _record("importbestand", len(files), gemeente, by)


def _of_bronnen(soort: str, naam: str, regel: str, select: Any) -> Bewaring:
    """Make a kind of rows of the kluis that leave nothing behind to mend."""

    @transaction.atomic
    def clean(gemeente: Any, dag: date, hoogstens: int, by: Any) -> int:
        due = select(gemeente).filter(bewaren_tot__lt=dag).order_by("pk")
        bronnen = list(due.select_for_update(of=("self",))[:hoogstens])
        _destroy(bronnen, by)
        return _record(soort, len(bronnen), gemeente, by)

    return Bewaring(soort, naam, regel, lambda gemeente, dag: count_terms(select(gemeente), "bewaren_tot", dag), clean)


def _destroy(bronnen: list[Bron], by: Any) -> None:
    for bron in bronnen:
        deur.destroy(bron=bron, by=by, doel=Doel.BEHEER, waarom=WAAROM)


def _record(soort: str, aantal: int, gemeente: Any, by: Any) -> int:
    if aantal:
        record(
            by=by,
            actie="bewaartermijn-opgeruimd",
            object=gemeente,
            doel=Doel.BEHEER,
            gemeente=gemeente,
            soort=soort,
            aantal=aantal,
        )
    return aantal


def _days(soort: Bron.Soort) -> str:
    return f"{settings.BEWAARDAGEN[soort.value]} dagen."


BEWARINGEN = (
    Bewaring(
        "ruwe-tekst",
        "Ruwe tekst van nagekeken verhalen",
        f"{_days(Bron.Soort.TEKST)} De veilige tekst blijft.",
        count_checked,
        clean_checked,
    ),
    Bewaring(
        "niet-nagekeken",
        "Ruwe tekst die nog niet is nagekeken",
        f"{_days(Bron.Soort.TEKST)} Nooit binnen {RESPIJT.days} dagen na een waarschuwing. Daarna is het verhaal weg.",
        count_unchecked,
        clean_unchecked,
    ),
    _of_bronnen("contact", "Contactgegevens", _days(Bron.Soort.CONTACT), _contact),
    _of_bronnen(
        "apart-gezet",
        "Inzendingen die apart zijn gezet",
        _days(Bron.Soort.INZENDING),
        _parked,
    ),
    Bewaring(
        "importbestand",
        "Bestanden met verhalen die niemand inlas",
        f"Na inlezen of stoppen meteen weg. Anders: {_days(Bron.Soort.BESTAND)}",
        count_files,
        clean_files,
    ),
    _of_bronnen("geweigerde-rijen", "Geweigerde rijen van bestanden met verhalen", _days(Bron.Soort.BESTAND), _refused),
    _of_bronnen("los", "Ruwe gegevens waar niets meer bij hoort", "Tot de dag die erbij staat.", _loose),
)
