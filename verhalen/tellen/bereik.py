"""From which day and up to which day is counted: as somebody set it, else as the data themselves say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min
from django.utils import timezone

from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen.models import Meetbereik
from verhalen.tellen.perioden import month_end
from verhalen.toewijzing.models import Kostenregel, Startbericht, Stopbericht, Telling, Toewijzingsversie

LAATSTE_MAAND = {"K1": 3, "K2": 6, "K3": 9, "K4": 12, "H1": 6, "H2": 12, "": 12}


@dataclass(frozen=True)
class Bereik:
    """The days between which is counted; `gezet` when a person chose them."""

    vanaf: date
    peildatum: date
    gezet: bool = False


def find_bereik(gemeente: Gemeente) -> Bereik:
    """Return the range of a municipality."""
    gezet = Meetbereik.objects.of(gemeente).first()
    peildatum = (gezet and gezet.peildatum) or default_peildatum(gemeente)
    vanaf = (gezet and gezet.vanaf) or default_vanaf(gemeente, peildatum)
    return Bereik(min(vanaf, peildatum), peildatum, gezet is not None)


def default_peildatum(gemeente: Gemeente) -> date:
    """Return the last day of the month up to which messages came in; never in the future.

    What providers report lies in the past, an allocation may be dated ahead: so starts and stops decide,
    then costs, then allocations, then counts.
    """
    today = timezone.localdate()
    gemeld = [_newest(model, "dagtekening", gemeente) for model in (Startbericht, Stopbericht)]
    dagen = [dag for dag in gemeld if dag is not None and dag <= today]
    for dag in (max(dagen, default=None), _newest(Kostenregel, "maand", gemeente), _newest_moment(gemeente, today)):
        if dag is not None:
            return min(month_end(dag), today)
    return min(_newest_telling(gemeente) or today, today)


def default_vanaf(gemeente: Gemeente, peildatum: date) -> date:
    """Return the first day that the data cover whole.

    The first messages are about help that runs already, so the first bill tells better where a delivery
    begins; without bills it is the first whole year after the first message.
    """
    eerste = Kostenregel.objects.of(gemeente).aggregate(dag=Min("maand"))["dag"]
    if eerste is not None:
        return date(eerste.year, eerste.month, 1)
    moment = Toewijzingsversie.objects.of(gemeente).aggregate(moment=Min("moment"))["moment"]
    if moment is not None:
        jaar = timezone.localtime(moment).year
        return date(min(jaar + 1, peildatum.year), 1, 1)
    return date(peildatum.year, 1, 1)


def _newest(model: type[Startbericht | Stopbericht | Kostenregel], veld: str, gemeente: Gemeente) -> date | None:
    found: date | None = model.objects.of(gemeente).aggregate(dag=Max(veld))["dag"]
    return found


def _newest_moment(gemeente: Gemeente, today: date) -> date | None:
    versies = Toewijzingsversie.objects.of(gemeente).filter(moment__date__lte=today)
    moment = versies.aggregate(moment=Max("moment"))["moment"]
    return None if moment is None else timezone.localtime(moment).date()


def _newest_telling(gemeente: Gemeente) -> date | None:
    namen = Telling.objects.of(gemeente).values_list("periode", flat=True).distinct()
    return max((end_of(naam) for naam in namen), default=None)


def end_of(periode: str) -> date:
    """Return the last day of a period by its name, as '2025-K2'."""
    jaar, _, deel = periode.partition("-")
    maand = LAATSTE_MAAND[deel] if deel in LAATSTE_MAAND else int(deel)
    return month_end(date(int(jaar), maand, 1))
