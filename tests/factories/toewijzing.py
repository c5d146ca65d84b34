"""Messages and rows with figures: people by invented pre-pseudonyms, numbers of the test range only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

import factory

from tests.factories.stamgegevens import GemeenteFactory
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.tabelbestand import write_csv
from verhalen.kern.taken import run_taak
from verhalen.toewijzing.ijw.berichten import (
    Bericht,
    Client,
    Kop,
    Product,
    Startbericht,
    StartProduct,
    Stopbericht,
    StopProduct,
    ToegewezenProduct,
    Toewijzingsbericht,
)
from verhalen.toewijzing.ijw.schrijver import write_bericht
from verhalen.toewijzing.inlezen.actions import receive_bestand, start_inlezen
from verhalen.toewijzing.models import Berichtbestand, Toewijzing, Toewijzingsversie
from verhalen.toewijzing.models import Client as Clientrij

GEBOREN = date(2012, 5, 1)


def pre(nummer: int = 1) -> str:
    """Return the pre-pseudonym of the n-th invented person."""
    return f"pp1.0a1b2c3d.{nummer:0>43}"


def toewijzingsnummer(nummer: int = 1) -> str:
    """Return the pseudonym of an allocation number as the source makes it."""
    return f"tn1.0a1b2c3d.{nummer:0>43}"


def persoon(nummer: int = 1, wijk: str | None = "WK099501") -> Client:
    """Return somebody as a message names them after the source step."""
    return Client(None, pre(nummer), GEBOREN, "1", "2", wijk=wijk)


def bericht_301(
    nummer: int = 1,
    *,
    client: Client | None = None,
    moment: datetime = datetime(2023, 1, 3, 10, 0),  # noqa: DTZ001  # the standard's time of day has no zone
    van: date = date(2023, 1, 1),
    tot: date | None = date(2023, 12, 31),
    product: Product | None = Product("45", "45A04"),  # noqa: B008  # frozen
    reden: str | None = None,
    gemeente: str = "0995",
    identificatie: str = "A1",
    leeftijd: int | None = 10,
) -> Toewijzingsbericht:
    """Return an allocation in one version."""
    kop = Kop("436", "3.2", gemeente, "98000001", identificatie, moment.date())
    regel = ToegewezenProduct(toewijzingsnummer(nummer), None, product, moment, van, tot, reden, leeftijd=leeftijd)
    return Toewijzingsbericht(kop, client or persoon(nummer), (regel,))


def bericht_305(
    nummer: int = 1, *, begin: date = date(2023, 1, 9), status: str = "1", dag: date = date(2023, 1, 10)
) -> Startbericht:
    """Return a start of care."""
    kop = Kop("438", "3.2", "98000001", "0995", f"S{nummer}{status}", dag)
    product = StartProduct(
        toewijzingsnummer(nummer), Product("45", "45A04"), date(2023, 1, 1), begin, status, leeftijd=10
    )
    return Startbericht(kop, persoon(nummer), (product,))


def bericht_307(
    nummer: int = 1,
    *,
    begin: date = date(2023, 1, 9),
    eind: date = date(2023, 6, 30),
    reden: str = "31",
    dag: date = date(2023, 7, 2),
) -> Stopbericht:
    """Return an end of care."""
    kop = Kop("440", "3.2", "98000001", "0995", f"E{nummer}{reden}", dag)
    product = StopProduct(toewijzingsnummer(nummer), Product("45", "45A04"), date(2023, 1, 1), begin, reden, eind, "1")
    return Stopbericht(kop, persoon(nummer), (product,))


def xml_of(bericht: Bericht) -> bytes:
    """Return a message as XML."""
    return write_bericht(bericht)


def zip_of(inhouden: Iterable[bytes]) -> bytes:
    """Return files of XML together in a zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archief:
        for nummer, inhoud in enumerate(inhouden, start=1):
            archief.writestr(f"{nummer:04d}.xml", inhoud)
    return stream.getvalue()


def csv_of(kop: str, *rijen: str) -> bytes:
    """Return a table with semicolons."""
    return write_csv(kop.split(";"), (rij.split(";") for rij in rijen))


class BerichtbestandFactory(factory.django.DjangoModelFactory[Berichtbestand]):
    """A file that was read in."""

    class Meta:
        model = Berichtbestand

    gemeente = factory.SubFactory(GemeenteFactory)
    soort = "berichten"
    bestandsnaam = "berichten.zip"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    staat = "klaar"


class ClientFactory(factory.django.DjangoModelFactory[Clientrij]):
    class Meta:
        model = Clientrij

    gemeente = factory.SubFactory(GemeenteFactory)
    pseudoniem = factory.Sequence(lambda n: f"{n:064x}")
    sleutel_id = "k1"
    pre_pseudoniem = b"\0"


class ToewijzingFactory(factory.django.DjangoModelFactory[Toewijzing]):
    class Meta:
        model = Toewijzing

    gemeente = factory.SubFactory(GemeenteFactory)
    pseudoniem = factory.Sequence(lambda n: f"{n:064x}")
    sleutel_id = "k1"


class ToewijzingsversieFactory(factory.django.DjangoModelFactory[Toewijzingsversie]):
    """A year of ambulatory help for a child of ten; `verblijf=True` makes it foster care."""

    class Meta:
        model = Toewijzingsversie

    class Params:
        verblijf = factory.Trait(categorie="44", productcode="44A07")

    gemeente = factory.SubFactory(GemeenteFactory)
    toewijzing = factory.SubFactory(ToewijzingFactory, gemeente=factory.SelfAttribute("..gemeente"))
    client = factory.SubFactory(ClientFactory, gemeente=factory.SelfAttribute("..gemeente"))
    bestand = factory.SubFactory(BerichtbestandFactory, gemeente=factory.SelfAttribute("..gemeente"))
    kenmerk = factory.Sequence(lambda n: f"{n:032x}")
    moment = datetime.combine(date(2023, 1, 3), time(10), tzinfo=UTC)
    geboortemaand = GEBOREN
    leeftijd_bij_start = 10
    wijk = "WK099501"
    categorie = "45"
    productcode = "45A04"
    aanbieder_agb = "98000001"
    ingangsdatum = date(2023, 1, 1)
    einddatum = date(2023, 12, 31)


def run_now(bestand: Berichtbestand, by: Gebruiker) -> Berichtbestand:
    """Have a file read in by its job, here and now: in a test nothing is committed, so no worker starts."""
    started = start_inlezen(bestand=bestand, by=by)
    assert started.taak is not None
    run_taak(started.taak.pk)
    started.refresh_from_db()
    return started


def read_in(by: Gebruiker, inhoud: bytes, naam: str = "tabel.csv", soort: str = "") -> Berichtbestand:
    """Receive a file and read it in."""
    return run_now(receive_bestand(by=by, naam=naam, inhoud=inhoud, soort=soort), by)


def report_of(bestand: Any) -> dict[str, Any]:
    """Return the report of a file as it stands in the database."""
    bestand.refresh_from_db()
    rapport: dict[str, Any] = bestand.rapport
    return rapport
