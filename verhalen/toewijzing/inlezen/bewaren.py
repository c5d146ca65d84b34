"""Rows of tables into the database, in batches; the same row twice is one row."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django.db import models, transaction

from verhalen.stamgegevens.laden import load_producten
from verhalen.stamgegevens.models import Product
from verhalen.toewijzing.inlezen.cellen import to_aware
from verhalen.toewijzing.inlezen.rijen import Waarden
from verhalen.toewijzing.models import (
    Berichtbestand,
    Bestandsoort,
    Bevolkingsregel,
    Kostenregel,
    OverigeKosten,
    Startbericht,
    Stopbericht,
    Telling,
    Toewijzingsversie,
)
from verhalen.toewijzing.pseudoniemen import Register, client_register, reference_of, toewijzing_register

BATCH = 2000


@dataclass
class Bewaarder:
    """Keeps the rows of one file; `client` and `toewijzing` make pseudonyms."""

    bestand: Berichtbestand
    client: Register = field(init=False)
    toewijzing: Register = field(init=False)
    _herhaald: Counter[tuple[Any, ...]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.client = client_register(self.bestand.gemeente)
        self.toewijzing = toewijzing_register(self.bestand.gemeente)

    @transaction.atomic
    def keep(self, rijen: Sequence[Waarden]) -> None:
        """Keep a batch of rows that `Rijlezer` accepted, in their order."""
        SCHRIJVERS[self.bestand.soort](self, rijen)

    def client_id(self, waarden: Waarden) -> int | None:
        """Return the row of a person; None for somebody unknown or unborn."""
        pre = waarden.get("pre_pseudoniem")
        return self.client.ids([pre])[pre] if pre else None

    def learn(self, rijen: Sequence[Waarden]) -> None:
        """Make the pseudonyms of a batch in one go."""
        self.client.ids(rij["pre_pseudoniem"] for rij in rijen if rij.get("pre_pseudoniem"))
        self.toewijzing.ids(rij["toewijzing_id"] for rij in rijen if rij.get("toewijzing_id"))

    def mark(self, *delen: Any) -> str:
        """Return the mark of a row; an equal row further on in the same file is another row."""
        self._herhaald[delen] += 1
        return digest(*delen, self._herhaald[delen])


def digest(*delen: Any) -> str:
    """Return 32 hex digits over these parts."""
    return hashlib.blake2b("\x1f".join(map(str, delen)).encode(), digest_size=16).hexdigest()


def add_rows(rows: Sequence[models.Model]) -> None:
    """Insert what is not there yet."""
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _toewijzingen(bewaarder: Bewaarder, rijen: Sequence[Waarden]) -> None:
    bewaarder.learn(rijen)
    add_rows([_version(bewaarder, rij) for rij in rijen])
    add_rows([_start(bewaarder, rij) for rij in rijen if rij.get("start_zorg")])
    add_rows([_stop(bewaarder, rij) for rij in rijen if rij.get("stop_zorg")])


def _version(bewaarder: Bewaarder, rij: Waarden) -> Toewijzingsversie:
    """Build a version; without its own moment it dates from its first day, and the row read last wins."""
    moment = rij.get("versie_tijdstip") or to_aware(datetime.combine(rij["ingangsdatum"], time()))
    return Toewijzingsversie(
        gemeente=bewaarder.bestand.gemeente,
        bestand=bewaarder.bestand,
        toewijzing_id=bewaarder.toewijzing.ids([rij["toewijzing_id"]])[rij["toewijzing_id"]],
        client_id=bewaarder.client_id(rij),
        kenmerk=digest("tabel", *rij.values()),
        moment=moment,
        geboortemaand=rij.get("geboortejaar_maand"),
        leeftijd_bij_start=rij.get("leeftijd_bij_start"),
        ingangsdatum=rij["ingangsdatum"],
        einddatum=rij.get("einddatum"),
        volume=rij.get("volume"),
        budget_cent=rij.get("budget_cent"),
        **_texts(rij, "wijk", "reden_wijziging", "eenheid", "frequentie", "verwijzer_type"),
        **_product_of(rij),
    )


def _delivered(bewaarder: Bewaarder, rij: Waarden) -> Waarden:
    moment = rij.get("versie_tijdstip")
    return {
        "gemeente": bewaarder.bestand.gemeente,
        "bestand": bewaarder.bestand,
        "toewijzing_id": bewaarder.toewijzing.ids([rij["toewijzing_id"]])[rij["toewijzing_id"]],
        "client_id": bewaarder.client_id(rij),
        "toewijzing_ingangsdatum": rij["ingangsdatum"],
        "begindatum": rij.get("start_zorg") or rij["ingangsdatum"],
        "status": "1",
        "dagtekening": moment.date() if moment else rij["ingangsdatum"],
        **_product_of(rij),
    }


def _start(bewaarder: Bewaarder, rij: Waarden) -> Startbericht:
    kenmerk = digest("start", *(rij.get(naam) for naam in ("toewijzing_id", "versie_tijdstip", "start_zorg")))
    return Startbericht(kenmerk=kenmerk, **_delivered(bewaarder, rij))


def _stop(bewaarder: Bewaarder, rij: Waarden) -> Stopbericht:
    namen = ("toewijzing_id", "versie_tijdstip", "start_zorg", "stop_zorg", "stop_reden")
    return Stopbericht(
        kenmerk=digest("stop", *(rij.get(naam) for naam in namen)),
        reden=rij["stop_reden"],
        einddatum=rij["stop_zorg"],
        **_delivered(bewaarder, rij),
    )


def _product_of(rij: Waarden) -> dict[str, str]:
    return _texts(rij, "categorie", "productcode", "aanbieder_agb")


def _texts(rij: Waarden, *namen: str) -> dict[str, str]:
    return {naam: rij.get(naam) or "" for naam in namen}


def _kosten(bewaarder: Bewaarder, rijen: Sequence[Waarden]) -> None:
    bewaarder.learn(rijen)
    add_rows([_bill(bewaarder, rij) for rij in rijen])


def _bill(bewaarder: Bewaarder, rij: Waarden) -> Kostenregel:
    return Kostenregel(
        gemeente=bewaarder.bestand.gemeente,
        bestand=bewaarder.bestand,
        client_id=bewaarder.client_id(rij),
        kenmerk=_bill_mark(bewaarder, rij),
        maand=rij["maand"],
        bedrag_cent=rij["bedrag_cent"],
        **_product_of(rij),
    )


def _bill_mark(bewaarder: Bewaarder, rij: Waarden) -> str:
    """A bill with a reference is that bill; without one it is the n-th like it in the file."""
    if rij.get("referentie"):
        return digest("rekening", reference_of(bewaarder.bestand.gemeente, rij["referentie"]))
    namen = ("pre_pseudoniem", "maand", "categorie", "productcode", "aanbieder_agb", "bedrag_cent")
    return bewaarder.mark("kosten", *(rij.get(naam) or "" for naam in namen))


def _replacing(model: type[models.Model], sleutel: tuple[str, ...], rest: tuple[str, ...]) -> Schrijver:
    """Return a writer for tables in which a later file replaces what an earlier one said."""

    def write(bewaarder: Bewaarder, rijen: Sequence[Waarden]) -> None:
        gemeente = bewaarder.bestand.gemeente
        manager: Any = model._default_manager
        known = {row[: len(sleutel)]: row[len(sleutel) :] for row in manager.of(gemeente).values_list(*sleutel, *rest)}
        changed = [
            model(gemeente=gemeente, bestand=bewaarder.bestand, **{naam: rij.get(naam) for naam in (*sleutel, *rest)})
            for rij in rijen
            if known.get(tuple(rij.get(naam) for naam in sleutel)) != tuple(rij.get(naam) for naam in rest)
        ]
        manager.bulk_create(
            changed,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["gemeente", *sleutel],
            update_fields=["bestand", *rest],
        )

    return write


def _producten(bewaarder: Bewaarder, rijen: Sequence[Waarden]) -> None:
    gemeente = bewaarder.bestand.gemeente
    known = set(Product.objects.of(gemeente).values_list("code", flat=True)) | {rij["code"] for rij in rijen}
    load_producten(gemeente, [{**_iso(rij), "opvolger": _successor(rij, known)} for rij in rijen])


def _iso(rij: Waarden) -> Waarden:
    dagen = {naam: rij[naam].isoformat() for naam in ("geldig_vanaf", "geldig_tot") if rij.get(naam)}
    return {**rij, "geldig_vanaf": None, "geldig_tot": None, **dagen}


def _successor(rij: Waarden, known: set[str]) -> str | None:
    opvolger: str | None = rij.get("opvolger")
    return opvolger if opvolger in known else None


Schrijver = Callable[[Bewaarder, Sequence[Waarden]], None]
SCHRIJVERS: dict[str, Schrijver] = {
    Bestandsoort.TOEWIJZINGEN: _toewijzingen,
    Bestandsoort.KOSTEN: _kosten,
    Bestandsoort.OVERIGE_KOSTEN: _replacing(OverigeKosten, ("maand", "soort"), ("bedrag_cent",)),
    Bestandsoort.BEVOLKING: _replacing(Bevolkingsregel, ("jaar", "leeftijd", "gebied"), ("aantal",)),
    Bestandsoort.TELLINGEN: _replacing(
        Telling, ("indicator", "periode", "gebied"), ("knop", "waarde", "noemer", "bron")
    ),
    Bestandsoort.PRODUCTEN: _producten,
}
# Where the rows of a file are found again, to count and to take back.
RIJMODELLEN: tuple[type[models.Model], ...] = (
    Toewijzingsversie,
    Startbericht,
    Stopbericht,
    Kostenregel,
    OverigeKosten,
    Bevolkingsregel,
    Telling,
)
