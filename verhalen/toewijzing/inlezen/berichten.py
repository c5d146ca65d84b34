"""Messages of the iJw standard into rows: every version stays, a message read twice is one message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from verhalen.stamgegevens.models import Gebied, Gemeente, Product
from verhalen.toewijzing.bron.pseudoniem import Pseudonimiseerder
from verhalen.toewijzing.bronstap import WEIGERING
from verhalen.toewijzing.ijw.berichten import Bericht, Startbericht, Stopbericht, Toewijzingsbericht
from verhalen.toewijzing.ijw.bestanden import Gelezen, Uitkomst
from verhalen.toewijzing.ijw.fouten import Fout, Overgeslagen, Reden
from verhalen.toewijzing.ijw.rijen import Rij, to_rows
from verhalen.toewijzing.inlezen.bewaren import add_rows, digest
from verhalen.toewijzing.inlezen.cellen import to_aware
from verhalen.toewijzing.inlezen.rijen import Opgemerkt
from verhalen.toewijzing.models import Berichtbestand, Toewijzingsversie
from verhalen.toewijzing.models import Startbericht as Startrij
from verhalen.toewijzing.models import Stopbericht as Stoprij
from verhalen.toewijzing.pseudoniemen import client_register, reference_of, toewijzing_register

BATCH = 1000
GEMEENTE_VAN = {"436": "afzender"}  # in a 301 the municipality sends; in all others it receives
REDEN_VERWIJDERD, STATUS_VERWIJDERD = "13", "3"


@dataclass
class Telwerk:
    """What came by, for the report."""

    berichten: Counter[str] = field(default_factory=Counter)
    overgeslagen: Counter[str] = field(default_factory=Counter)
    fouten: list[Fout] = field(default_factory=list)
    opgemerkt: Opgemerkt = field(default_factory=Opgemerkt)
    verwijderd: int = 0
    correcties: int = 0
    eerste: datetime | None = None
    laatste: datetime | None = None


@dataclass
class Berichtenlezer:
    """Keeps the messages of one municipality that come out of one file; `bron` does the source step or is None."""

    bestand: Berichtbestand
    bron: Pseudonimiseerder | None
    telwerk: Telwerk = field(default_factory=Telwerk)
    _wacht: list[tuple[Bericht, list[Rij]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        gemeente = self.gemeente
        self._clients, self._nummers = client_register(gemeente), toewijzing_register(gemeente)
        self._producten = frozenset(Product.objects.of(gemeente).values_list("code", flat=True))
        gebieden = Gebied.objects.of(gemeente).values_list("code", "naam")
        self._wijken = {name.casefold(): code for code, naam in gebieden for name in (code, naam)}

    @property
    def gemeente(self) -> Gemeente:
        """Whose messages these are."""
        return self.bestand.gemeente

    def take(self, uitkomst: Uitkomst) -> None:
        """Keep a message, or note why not; rows are written in batches."""
        if isinstance(uitkomst, Fout):
            self.telwerk.fouten.append(uitkomst)
        elif isinstance(uitkomst, Overgeslagen):
            self.telwerk.overgeslagen[uitkomst.zin] += 1
        else:
            self._take_bericht(uitkomst)

    def _take_bericht(self, gelezen: Gelezen) -> None:
        bericht = gelezen.bericht
        if bericht.client.bsn is not None and self.bron is None:
            self.telwerk.fouten.append(Fout(gelezen.bestand, Reden.INHOUD, WEIGERING, element="Bericht/Client/Bsn"))
            return
        if self.bron is not None:
            bericht = self.bron.message(bericht)
        self.telwerk.berichten[bericht.kop.berichtcode] += 1
        self._wacht.append((bericht, to_rows(bericht)))
        if len(self._wacht) >= BATCH:
            self.flush()

    @transaction.atomic
    def flush(self) -> None:
        """Write what waits."""
        rijen = [rij for _bericht, rows in self._wacht for rij in rows]
        self._clients.ids(str(rij["pre_pseudoniem"]) for rij in rijen if rij["pre_pseudoniem"])
        self._nummers.ids(str(rij["toewijzing_id"]) for rij in rijen if rij["toewijzing_id"])
        made: dict[type, list[Any]] = {Toewijzingsversie: [], Startrij: [], Stoprij: []}
        for bericht, rows in self._wacht:
            for plaats, rij in enumerate(rows):
                row = self._row(bericht, plaats, rij)
                made[type(row)].append(row)
        for rows_of_kind in made.values():
            add_rows(rows_of_kind)
        self._wacht.clear()

    def _row(self, bericht: Bericht, plaats: int, rij: Rij) -> Any:
        kop = bericht.kop
        kenmerk = digest(
            kop.berichtcode, kop.afzender, kop.ontvanger, kop.identificatie, kop.dagtekening, plaats, *rij.values()
        )
        samen = {
            "gemeente": self.gemeente,
            "bestand": self.bestand,
            "kenmerk": kenmerk,
            "client_id": self._id(self._clients, rij["pre_pseudoniem"]),
            "toewijzing_id": self._id(self._nummers, rij["toewijzing_id"]),
            **_texts(rij, "categorie", "productcode", "aanbieder_agb"),
        }
        self._note(rij)
        if isinstance(bericht, Toewijzingsbericht):
            return self._version(rij, samen)
        return self._delivered(bericht, rij, samen)

    @staticmethod
    def _id(register: Any, waarde: Any) -> int | None:
        return register.ids([waarde])[waarde] if waarde else None

    def _note(self, rij: Rij) -> None:
        telwerk = self.telwerk
        telwerk.opgemerkt.product(str(rij["productcode"] or ""), self._producten)
        telwerk.opgemerkt.zonder_persoon += not rij["pre_pseudoniem"]
        telwerk.verwijderd += rij.get("reden_wijziging") == REDEN_VERWIJDERD
        telwerk.correcties += rij.get("status_aanlevering") == STATUS_VERWIJDERD

    def _version(self, rij: Rij, samen: dict[str, Any]) -> Toewijzingsversie:
        moment: Any = rij["versie_tijdstip"]
        self.telwerk.eerste = min(self.telwerk.eerste or moment, moment)
        self.telwerk.laatste = max(self.telwerk.laatste or moment, moment)
        referentie = str(rij["referentie"] or "")
        geboortemaand: Any = rij["geboortejaar_maand"]
        return Toewijzingsversie(
            **samen,
            moment=to_aware(moment),
            wijk=self.telwerk.opgemerkt.wijk(str(rij["wijk"] or ""), self._wijken),
            referentie=reference_of(self.gemeente, referentie) if referentie else "",
            **_texts(rij, "reden_wijziging", "eenheid", "frequentie"),
            **_values(rij, "leeftijd_bij_start", "ingangsdatum", "einddatum", "volume", "budget_cent"),
            geboortemaand=geboortemaand,
        )

    @staticmethod
    def _delivered(bericht: Startbericht | Stopbericht, rij: Rij, samen: dict[str, Any]) -> Startrij | Stoprij:
        geleverd = {
            **samen,
            **_values(rij, "toewijzing_ingangsdatum", "begindatum", "dagtekening"),
            "status": rij["status_aanlevering"],
        }
        if isinstance(bericht, Startbericht):
            return Startrij(**geleverd, **_values(rij, "leeftijd_bij_start"))
        reden: Any = rij["reden_beeindiging"]
        return Stoprij(**geleverd, reden=reden, **_values(rij, "einddatum"))


def _texts(rij: Rij, *namen: str) -> dict[str, Any]:
    return {naam: rij[naam] or "" for naam in namen}


def _values(rij: Rij, *namen: str) -> dict[str, Any]:
    return {naam: rij[naam] for naam in namen}


def gemeentecode(bericht: Bericht) -> str:
    """Return the code of the municipality a message belongs to."""
    return str(getattr(bericht.kop, GEMEENTE_VAN.get(bericht.kop.berichtcode, "ontvanger")))


def sort_out(uitkomsten: Iterable[Uitkomst], lezers: dict[str, Berichtenlezer]) -> Iterator[Uitkomst]:
    """Hand each message to the reader of its own municipality; yield every outcome, refusals included.

    What belongs to nobody in particular goes to the first reader, so that it is reported once.
    """
    for uitkomst in uitkomsten:
        lezer, gezien = _route(uitkomst, lezers)
        lezer.take(gezien)
        yield gezien
    for lezer in lezers.values():
        lezer.flush()


def _route(uitkomst: Uitkomst, lezers: dict[str, Berichtenlezer]) -> tuple[Berichtenlezer, Uitkomst]:
    eerste = next(iter(lezers.values()))
    if not isinstance(uitkomst, Gelezen):
        return eerste, uitkomst
    code = gemeentecode(uitkomst.bericht)
    if code in lezers:
        return lezers[code], uitkomst
    zin = f"Dit bericht is van gemeente {code}. Die is hier niet geladen."
    return eerste, Fout(uitkomst.bestand, Reden.GEMEENTE, zin, element="Bericht/Header")
