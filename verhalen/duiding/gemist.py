"""Who has not been heard yet: kinds of people and places without a story, the largest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from verhalen.duiding.frames import Gecodeerd
from verhalen.stamgegevens.models import Gebied, Gemeente, Leeftijdsband
from verhalen.toewijzing.models import Bevolkingsregel, Toewijzingsversie

# Knoppen that are about people who are in care; the others are about everybody who lives there.
OVER_HULP = frozenset({4, 8, 9, 10, 11, 12, 13, 14})
MAX_GENOEMD = 4


def find_gemist(gemeente: Gemeente, nummer: int | None, fragmenten: Sequence[Gecodeerd]) -> list[str]:
    """Return names of age bands and areas from which no story came, most people first.

    An area where so few live or get help that no story would be expected is not named.
    """
    heard_ages = {fragment.leeftijdsband for fragment in fragmenten}
    silent = [band.label for band in Leeftijdsband if band.value not in heard_ages]
    ages = [_("jongeren van %(leeftijd)s") % {"leeftijd": label} for label in silent]
    return [*ages, *_missing_areas(gemeente, nummer, fragmenten)][: MAX_GENOEMD + len(ages)]


def _missing_areas(gemeente: Gemeente, nummer: int | None, fragmenten: Sequence[Gecodeerd]) -> list[str]:
    stories = len({fragment.verhaal for fragment in fragmenten})
    weights = _in_care(gemeente) if nummer in OVER_HULP else _residents(gemeente)
    total = sum(weights.values())
    if not stories or not total:
        return []
    heard = {fragment.gebied for fragment in fragmenten}
    names = dict(Gebied.objects.of(gemeente).filter(soort=Gebied.Soort.WIJK).values_list("code", "naam"))
    silent = [code for code in names if code not in heard and stories * weights[code] / total >= 1]
    return [names[code] for code in sorted(silent, key=lambda code: -weights[code])][:MAX_GENOEMD]


def _in_care(gemeente: Gemeente) -> Counter[str]:
    rows = Toewijzingsversie.objects.filter(gemeente=gemeente).exclude(wijk="")
    return Counter(dict(rows.values_list("wijk").annotate(total=Count("client", distinct=True))))


def _residents(gemeente: Gemeente) -> Counter[str]:
    rows = Bevolkingsregel.objects.filter(gemeente=gemeente).exclude(gebied="")
    newest = rows.order_by("-jaar").values_list("jaar", flat=True).first()
    return Counter(dict(rows.filter(jaar=newest).values_list("gebied").annotate(total=Sum("aantal"))))
