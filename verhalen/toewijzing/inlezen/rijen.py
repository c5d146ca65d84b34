"""A row of a table into values, or into what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.programma.models import Indicator
from verhalen.stamgegevens.models import Gebied, Gemeente, Product, Zorgvorm
from verhalen.toewijzing.bestandmodellen import Bestandsoort
from verhalen.toewijzing.inlezen.cellen import is_wijkcode
from verhalen.toewijzing.inlezen.velden import VELDEN, Veld

Waarden = dict[str, Any]


@dataclass(frozen=True)
class Rijfout:
    """What is wrong with one cell; holds no value of it."""

    rij: int
    kolom: str
    zin: str


class CelError(OngeldigeInvoer):
    """A rule over several cells is broken; `kolom` is where to look."""

    def __init__(self, kolom: str, zin: str) -> None:
        super().__init__(zin)
        self.kolom = kolom


@dataclass(frozen=True)
class Lijsten:
    """The lists of a municipality on which tables lean."""

    gebieden: dict[str, str]
    producten: frozenset[str]
    zorgvormen: dict[str, str]
    indicatoren: frozenset[str]

    @classmethod
    def of(cls, gemeente: Gemeente) -> Lijsten:
        gebieden = Gebied.objects.of(gemeente).values_list("code", "naam")
        zorgvormen = Zorgvorm.objects.of(gemeente).values_list("slug", "naam")
        return cls(
            {name.casefold(): code for code, naam in gebieden for name in (code, naam)},
            frozenset(Product.objects.of(gemeente).values_list("code", flat=True)),
            {name.casefold(): slug for slug, naam in zorgvormen for name in (slug, naam)},
            frozenset(Indicator.objects.of(gemeente).values_list("slug", flat=True)),
        )


@dataclass
class Opgemerkt:
    """What is kept and yet worth a look: codes that are in no list, with how often they came."""

    producten: dict[str, int] = field(default_factory=dict)
    wijken: dict[str, int] = field(default_factory=dict)
    zonder_persoon: int = 0

    def product(self, code: str, bekend: frozenset[str]) -> None:
        """Note a product that the catalogue does not know."""
        if code and code not in bekend:
            self.producten[code] = self.producten.get(code, 0) + 1

    def wijk(self, wijk: str, bekend: dict[str, str]) -> str:
        """Return the code of a wijk; an unknown code is noted and kept, anything else is noted as 'geen code'."""
        code = bekend.get(wijk.casefold()) if wijk else ""
        if code is not None:
            return code
        naam = wijk if is_wijkcode(wijk) else "geen code"
        self.wijken[naam] = self.wijken.get(naam, 0) + 1
        return wijk if is_wijkcode(wijk) else ""


@dataclass
class Rijlezer:
    """Reads rows of one table by one mapping; what is wrong gathers in `fouten`."""

    soort: str
    koppeling: dict[str, str]
    lijsten: Lijsten
    punt_is_decimaal: bool = False
    fouten: list[Rijfout] = field(default_factory=list)
    opgemerkt: Opgemerkt = field(default_factory=Opgemerkt)
    _gezien: dict[tuple[Any, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._velden = [(veld, self.koppeling[veld.naam]) for veld in VELDEN[self.soort] if veld.naam in self.koppeling]

    def read(self, nummer: int, rij: dict[str, str]) -> Waarden | None:
        """Return the values of a row, or None after adding to `fouten` what is wrong."""
        before = len(self.fouten)
        waarden = {veld.naam: self._cell(nummer, veld, kolom, rij[kolom].strip()) for veld, kolom in self._velden}
        if len(self.fouten) == before:
            try:
                CONTROLES[self.soort](self, nummer, waarden)
            except CelError as error:
                self.fouten.append(Rijfout(nummer, self.koppeling.get(error.kolom, error.kolom), str(error)))
        return waarden if len(self.fouten) == before else None

    def _cell(self, nummer: int, veld: Veld, kolom: str, cel: str) -> Any:
        try:
            waarde = veld.lees(cel, punt_is_decimaal=self.punt_is_decimaal) if veld.decimaal else veld.lees(cel)
            if veld.verplicht and waarde in (None, ""):
                raise OngeldigeInvoer("Deze cel is leeg.")
        except OngeldigeInvoer as error:
            self.fouten.append(Rijfout(nummer, kolom, str(error)))
            return None
        return waarde

    def check_once(self, nummer: int, sleutel: tuple[Any, ...], kolom: str) -> None:
        """Refuse a second row that says something about the same thing."""
        eerder = self._gezien.setdefault(sleutel, nummer)
        if eerder != nummer:
            raise CelError(kolom, f"Deze rij gaat over hetzelfde als regel {eerder}.")

    def area(self, waarden: Waarden) -> None:
        """Replace the area by its code; empty means the whole municipality."""
        gebied = waarden.get("gebied") or ""
        code = self.lijsten.gebieden.get(gebied.casefold()) if gebied else ""
        if code is None:
            raise CelError("gebied", "Dit gebied staat niet in de lijst van uw gemeente.")
        waarden["gebied"] = code


def _toewijzing(lezer: Rijlezer, nummer: int, waarden: Waarden) -> None:
    del nummer
    van, tot = waarden["ingangsdatum"], waarden.get("einddatum")
    if tot is not None and tot < van:
        raise CelError("einddatum", "De einddatum ligt voor de ingangsdatum.")
    start, stop = waarden.get("start_zorg"), waarden.get("stop_zorg")
    if stop is not None and stop < (start or van):
        raise CelError("stop_zorg", "De hulp eindigt voordat zij begint.")
    if stop is not None and not waarden.get("stop_reden"):
        raise CelError("stop_reden", "De reden van het einde ontbreekt.")
    lezer.opgemerkt.product(waarden.get("productcode") or "", lezer.lijsten.producten)
    waarden["wijk"] = lezer.opgemerkt.wijk(waarden.get("wijk") or "", lezer.lijsten.gebieden)
    lezer.opgemerkt.zonder_persoon += not waarden.get("pre_pseudoniem")


def _kosten(lezer: Rijlezer, nummer: int, waarden: Waarden) -> None:
    del nummer
    bedrag = _amount(waarden)
    waarden["bedrag_cent"] = -bedrag if (waarden.get("debet_credit") or "").upper() == "C" else bedrag
    lezer.opgemerkt.product(waarden.get("productcode") or "", lezer.lijsten.producten)
    lezer.opgemerkt.zonder_persoon += not waarden.get("pre_pseudoniem")


def _overige_kosten(lezer: Rijlezer, nummer: int, waarden: Waarden) -> None:
    waarden["bedrag_cent"] = _amount(waarden)
    lezer.check_once(nummer, (waarden["maand"], waarden["soort"]), "soort")


def _amount(waarden: Waarden) -> int:
    gegeven = [waarden[naam] for naam in ("bedrag_cent", "bedrag") if waarden.get(naam) is not None]
    if len(gegeven) != 1:
        raise CelError("bedrag_cent", "Noem één bedrag: in centen of in euro's.")
    return int(gegeven[0])


def _bevolking(lezer: Rijlezer, nummer: int, waarden: Waarden) -> None:
    lezer.area(waarden)
    lezer.check_once(nummer, (waarden["jaar"], waarden["leeftijd"], waarden["gebied"]), "leeftijd")


def _telling(lezer: Rijlezer, nummer: int, waarden: Waarden) -> None:
    if waarden["indicator"] not in lezer.lijsten.indicatoren:
        raise CelError("indicator", "Deze indicator staat niet in het programma van uw gemeente.")
    if waarden["waarde"] < 0:
        raise CelError("waarde", "Een telling is niet kleiner dan nul.")
    if waarden.get("noemer") is not None and waarden["noemer"] <= 0:
        raise CelError("noemer", "De noemer is groter dan nul, of leeg.")
    waarden["bron"] = waarden.get("bron") or ""
    lezer.area(waarden)
    lezer.check_once(nummer, (waarden["indicator"], waarden["periode"], waarden["gebied"]), "periode")


def _product(lezer: Rijlezer, nummer: int, waarden: Waarden) -> None:
    zorgvorm = waarden.get("zorgvorm") or ""
    if zorgvorm and zorgvorm.casefold() not in lezer.lijsten.zorgvormen:
        raise CelError("zorgvorm", "Deze zorgvorm staat niet in de lijst van uw gemeente.")
    waarden["zorgvorm"] = lezer.lijsten.zorgvormen.get(zorgvorm.casefold(), "")
    van, tot = waarden.get("geldig_vanaf"), waarden.get("geldig_tot")
    if van is not None and tot is not None and tot < van:
        raise CelError("geldig_tot", "Het einde ligt voor het begin.")
    lezer.check_once(nummer, (waarden["code"],), "code")


CONTROLES: dict[str, Callable[[Rijlezer, int, Waarden], None]] = {
    Bestandsoort.TOEWIJZINGEN: _toewijzing,
    Bestandsoort.KOSTEN: _kosten,
    Bestandsoort.OVERIGE_KOSTEN: _overige_kosten,
    Bestandsoort.BEVOLKING: _bevolking,
    Bestandsoort.TELLINGEN: _telling,
    Bestandsoort.PRODUCTEN: _product,
}
