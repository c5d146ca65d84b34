"""One row of a file into one story, or into sentences that say why not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.tekst import normalize
from verhalen.stamgegevens.models import Aanbieder, Gebied, Gemeente, Leeftijdsband, Vertellerrol, Zorgvorm
from verhalen.verzameling.models import Verhaalsoort
from verhalen.verzameling.perioden import is_future, quarter_of
from verhalen.verzameling.waarden import Context, Ingediend

KWARTAAL = re.compile(r"(?:([12][0-9]{3})\s*-?\s*[KkQq]([1-4])|[KkQq]([1-4])\s*-?\s*([12][0-9]{3}))")
DATUM = re.compile(r"^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))$")
JA, NEE = frozenset({"ja", "j", "yes", "1", "waar", "true"}), frozenset({"nee", "n", "no", "0", "onwaar", "false"})
GRENZEN = ((12, Leeftijdsband.TOT_12), (16, Leeftijdsband.VAN_12), (18, Leeftijdsband.VAN_16))


@dataclass(frozen=True)
class Rijfout:
    """What is wrong with one cell. Holds no text of the cell: it may be part of a story."""

    rij: int
    kolom: str
    zin: str


@dataclass(frozen=True)
class Lijsten:
    """The shared lists of a municipality by every name a file may use."""

    vertellerrol: dict[str, Vertellerrol]
    zorgvorm: dict[str, Zorgvorm]
    aanbieder: dict[str, Aanbieder]
    gebied: dict[str, Gebied]

    @classmethod
    def of(cls, gemeente: Gemeente) -> Lijsten:
        return cls(
            _by_name(Vertellerrol.objects.of(gemeente), "slug"),
            _by_name(Zorgvorm.objects.of(gemeente), "slug"),
            _by_name(Aanbieder.objects.of(gemeente), "slug"),
            _by_name(Gebied.objects.of(gemeente), "code"),
        )


def _by_name(rows: Any, key: str) -> dict[str, Any]:
    return {name.casefold(): row for row in rows for name in (getattr(row, key), row.naam)}


@dataclass
class Rijlezer:
    """Reads rows of one file by one mapping."""

    soort: str
    koppeling: dict[str, str]
    lijsten: Lijsten
    fouten: list[Rijfout] = field(default_factory=list)
    zonder_toestemming: set[int] = field(default_factory=set)

    def returnable(self, nummer: int, cellen: dict[str, str]) -> dict[str, str]:
        """Return what of a refused row may be kept to mend it: nothing of somebody who did not say yes."""
        return dict.fromkeys(cellen, "") if nummer in self.zonder_toestemming else cellen

    def read(self, nummer: int, cellen: dict[str, str]) -> Ingediend | None:
        """Return the story of a row, or None after adding to `fouten` what is wrong."""
        before = len(self.fouten)
        values = {naam: self._value(nummer, naam, cellen[kolom].strip()) for naam, kolom in self.koppeling.items()}
        values.pop("toestemming", None)  # a row without a yes was refused; what was agreed to is not in a file
        tekst = values.pop("tekst", "")
        if not tekst and len(self.fouten) == before:
            self._refuse(nummer, "tekst", "Er staat geen verhaal in deze rij.")
        if len(self.fouten) > before:
            return None
        return Ingediend(values.pop("soort", "") or self.soort, tekst, Context(**values))

    def _value(self, nummer: int, naam: str, cel: str) -> Any:
        try:
            return READERS[naam](self, cel)
        except OngeldigeInvoer as error:
            self._refuse(nummer, naam, str(error))
            if naam == "toestemming":
                self.zonder_toestemming.add(nummer)
            return None

    def _refuse(self, nummer: int, naam: str, zin: str) -> None:
        self.fouten.append(Rijfout(nummer, self.koppeling.get(naam, naam), zin))

    def _from_list(self, naam: str, cel: str) -> Any:
        if not cel:
            return None
        found = getattr(self.lijsten, naam).get(cel.casefold())
        if found is None:
            raise OngeldigeInvoer("Deze waarde staat niet in de lijst van uw gemeente.")
        return found


def read_leeftijd(cel: str) -> str:
    """Return the age band of an age or a band. Raises OngeldigeInvoer for anything else."""
    plain = re.sub(r"\s*(jaar|jr\.?)$", "", cel.strip().lower()).replace(" ", "")
    if not plain:
        return ""
    if plain in Leeftijdsband.values:
        return plain
    if not plain.isdecimal() or len(plain) > 3 or int(plain) > 120:
        raise OngeldigeInvoer("Dit is geen leeftijd. Gebruik een getal, of 0-11, 12-15, 16-17 of 18+.")
    return next((band for limit, band in GRENZEN if int(plain) < limit), Leeftijdsband.VANAF_18).value


def read_kwartaal(cel: str) -> str:
    """Return a quarter as ``2025-K2``; also reads a day. Raises OngeldigeInvoer for anything else or the future."""
    if not cel:
        return ""
    match = KWARTAAL.fullmatch(cel)
    if match:
        return _check_past(f"{match[1] or match[4]}-K{match[2] or match[3]}")
    try:
        dag = read_datum(cel)
    except OngeldigeInvoer as error:
        raise OngeldigeInvoer("Dit is geen kwartaal. Schrijf bijvoorbeeld 2025-K2.") from error
    return quarter_of(dag) if dag else ""


def _check_past(kwartaal: str) -> str:
    if is_future(kwartaal, timezone.localdate()):
        raise OngeldigeInvoer("Dit kwartaal moet nog komen.")
    return kwartaal


def read_datum(cel: str) -> date | None:
    """Return a day, written as 31-12-2025 or 2025-12-31. Raises OngeldigeInvoer for anything else or the future."""
    if not cel:
        return None
    match = DATUM.match(cel.split(" ")[0])
    parts = (match[1], match[2], match[3]) if match and match[1] else (match[6], match[5], match[4]) if match else None
    try:
        dag = date(*(int(part) for part in parts)) if parts else None
    except ValueError:
        dag = None
    if dag is None:
        raise OngeldigeInvoer("Dit is geen datum. Schrijf bijvoorbeeld 31-12-2025.")
    if dag > timezone.localdate():
        raise OngeldigeInvoer("Deze dag ligt in de toekomst.")
    return dag


def read_kort(cel: str) -> str:
    """Return a short text of at most 60 characters."""
    if len(cel) > 60:
        raise OngeldigeInvoer("Deze tekst is te lang: hier passen 60 tekens.")
    return normalize(cel)


def read_soort(cel: str) -> str:
    """Return the kind of story by its value or its name."""
    known = {name.casefold(): value for value, label in Verhaalsoort.choices for name in (value, str(label))}
    if cel and cel.casefold() not in known:
        raise OngeldigeInvoer("Dit soort verhaal kennen wij niet. Gebruik verhaal, professional of bijeenkomst.")
    return known.get(cel.casefold(), "")


def read_toestemming(cel: str) -> bool:
    """Return True for a yes. Raises OngeldigeInvoer for anything else: a blank cell is no yes."""
    if cel.casefold() in JA:
        return True
    if cel.casefold() in NEE:
        raise OngeldigeInvoer("De verteller gaf geen toestemming. Dit verhaal wordt niet bewaard.")
    raise OngeldigeInvoer("Hier staat geen ja of nee. Zonder duidelijke toestemming wordt dit verhaal niet bewaard.")


READERS: dict[str, Any] = {
    "toestemming": lambda lezer, cel: read_toestemming(cel),
    "soort": lambda lezer, cel: read_soort(cel),
    "tekst": lambda lezer, cel: normalize(cel).strip(),
    "vertellerrol": lambda lezer, cel: lezer._from_list("vertellerrol", cel),
    "zorgvorm": lambda lezer, cel: lezer._from_list("zorgvorm", cel),
    "aanbieder": lambda lezer, cel: lezer._from_list("aanbieder", cel),
    "gebied": lambda lezer, cel: lezer._from_list("gebied", cel),
    "vertellersoort": lambda lezer, cel: read_kort(cel),
    "leeftijdsband": lambda lezer, cel: read_leeftijd(cel),
    "periode": lambda lezer, cel: read_kwartaal(cel),
    "verteld_op": lambda lezer, cel: read_datum(cel),
}
