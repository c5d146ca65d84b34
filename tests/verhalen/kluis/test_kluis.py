"""The kluis: words in, ciphertext on disk, every look written down, and gone when it must be gone."""

from __future__ import annotations

import logging
import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.factories.stamgegevens import GemeenteFactory
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.gebeurtenissen import Doel
from verhalen.kern.models import Gebeurtenis
from verhalen.kern.sleutels import OntcijferingMislukt, Sleuteldoel, rotate
from verhalen.kluis import deur
from verhalen.kluis.models import Bron
from verhalen.kluis.ruw import RuweTekst
from verhalen.stamgegevens.models import Gemeente

TEKST = "Fatima zei: “Ömer, kom 👨‍👩‍👧!”\nEn toen niets meer."
sqlite_only = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="reads the file of the database; PostgreSQL keeps its pages elsewhere"
)


def database_bytes() -> bytes:
    """Return what a thief finds who copies the database with its journal."""
    path = Path(connection.settings_dict["NAME"])
    parts = (path, path.with_name(path.name + "-wal"))
    return b"".join(part.read_bytes() for part in parts if part.exists())


def checkpoint() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.django_db
def test_what_goes_in_comes_out(lelystad: Gemeente, onderzoeker: Gebruiker) -> None:
    bron = deur.store(tekst=RuweTekst(TEKST), gemeente=lelystad, by=onderzoeker)

    read = deur.read(bron=Bron.objects.get(pk=bron.pk), by=onderzoeker, doel=Doel.NAKIJKEN, waarom="proef")

    assert read == RuweTekst(TEKST)


@pytest.mark.django_db
def test_a_file_comes_out_byte_for_byte(lelystad: Gemeente) -> None:
    inhoud = bytes(range(256))

    bron = deur.store_bytes(inhoud=inhoud, gemeente=lelystad, by=None, soort=Bron.Soort.BESTAND)

    assert deur.read_bytes(bron=bron, by=None, doel=Doel.VERZAMELEN, waarom="proef") == inhoud


@pytest.mark.django_db
def test_the_row_holds_ciphertext(lelystad: Gemeente) -> None:
    bron = deur.store(tekst=RuweTekst(TEKST), gemeente=lelystad, by=None)

    stored = bytes(Bron.objects.get(pk=bron.pk).inhoud)
    assert b"Fatima" not in stored
    assert len(stored) == len(TEKST.encode()) + 12 + 16


@sqlite_only
@pytest.mark.django_db(transaction=True)
def test_the_words_are_not_in_the_file_of_the_database() -> None:
    canary = f"kanarie-{secrets.token_hex(8)}"
    gemeente = GemeenteFactory(naam=f"zichtbaar-{canary[-16:]}")

    deur.store(tekst=RuweTekst(f"Ik ken {canary} goed."), gemeente=gemeente, by=None)

    assert f"zichtbaar-{canary[-16:]}".encode() in database_bytes()
    assert canary.encode() not in database_bytes()


@sqlite_only
@pytest.mark.django_db(transaction=True)
def test_destroyed_ciphertext_is_gone_from_the_file_after_a_checkpoint() -> None:
    bron = deur.store(tekst=RuweTekst(TEKST * 50), gemeente=GemeenteFactory(), by=None)
    ciphertext = bytes(bron.inhoud)
    checkpoint()
    assert ciphertext[:40] in database_bytes()

    deur.destroy(bron=bron, by=None, doel=Doel.RECHTEN_VAN_BETROKKENE, waarom="ingetrokken")
    checkpoint()

    assert ciphertext[:40] not in database_bytes()
    assert ciphertext[-40:] not in database_bytes()


@pytest.mark.django_db
def test_every_look_is_written_down_with_its_reason(lelystad: Gemeente, onderzoeker: Gebruiker) -> None:
    bron = deur.store(tekst=RuweTekst(TEKST), gemeente=lelystad, by=None)

    deur.read(bron=bron, by=onderzoeker, doel=Doel.NAKIJKEN, waarom="nakijken")
    deur.read(bron=bron, by=onderzoeker, doel=Doel.NAKIJKEN, waarom="masker toevoegen")

    looks = Gebeurtenis.objects.filter(actie="ruwe-tekst-gelezen").order_by("pk")
    assert [look.bijzonderheden for look in looks] == [{"waarom": "nakijken"}, {"waarom": "masker toevoegen"}]
    assert {(look.door, look.doel, look.object_id) for look in looks} == {(onderzoeker, "nakijken", str(bron.pk))}


@pytest.mark.django_db
def test_without_a_line_in_the_log_there_is_no_look(
    lelystad: Gemeente, onderzoeker: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    bron = deur.store(tekst=RuweTekst(TEKST), gemeente=lelystad, by=None)

    def fail(**fields: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Gebeurtenis.objects, "create", fail)

    with pytest.raises(OSError, match="disk full"):
        deur.read(bron=bron, by=onderzoeker, doel=Doel.NAKIJKEN, waarom="nakijken")


@pytest.mark.django_db
def test_destroying_leaves_the_event_and_nothing_else(lelystad: Gemeente, onderzoeker: Gebruiker) -> None:
    bron = deur.store(tekst=RuweTekst(TEKST), gemeente=lelystad, by=None)
    number = str(bron.pk)

    deur.destroy(bron=bron, by=onderzoeker, doel=Doel.RECHTEN_VAN_BETROKKENE, waarom="ingetrokken")

    assert Bron.objects.count() == 0
    event = Gebeurtenis.objects.get(actie="ruwe-tekst-vernietigd")
    assert (event.object_id, event.door, event.bijzonderheden) == (number, onderzoeker, {"waarom": "ingetrokken"})


@pytest.mark.django_db
def test_ciphertext_that_was_swapped_between_rows_is_refused(lelystad: Gemeente) -> None:
    one = deur.store(tekst=RuweTekst("Het verhaal van een."), gemeente=lelystad, by=None)
    two = deur.store(tekst=RuweTekst("Het verhaal van twee."), gemeente=lelystad, by=None)
    Bron.objects.filter(pk=one.pk).update(inhoud=two.inhoud)
    one.refresh_from_db()

    with pytest.raises(OntcijferingMislukt):
        deur.read(bron=one, by=None, doel=Doel.NAKIJKEN, waarom="proef")

    assert not Gebeurtenis.objects.filter(actie="ruwe-tekst-gelezen").exists()


@pytest.mark.django_db
def test_a_row_can_be_read_after_its_key_was_rotated(settings: Any, tmp_path: Path, lelystad: Gemeente) -> None:
    copy = tmp_path / "sleutels.json"
    copy.write_bytes(Path(settings.VERHALEN_SLEUTELS).read_bytes())
    settings.VERHALEN_SLEUTELS = copy
    bron = deur.store(tekst=RuweTekst(TEKST), gemeente=lelystad, by=None)

    rotate(copy, Sleuteldoel.KLUIS)

    assert deur.read(bron=bron, by=None, doel=Doel.NAKIJKEN, waarom="proef").tekst == TEKST
    assert deur.store(tekst=RuweTekst(TEKST), gemeente=lelystad, by=None).sleutel_id != bron.sleutel_id


@pytest.mark.django_db
def test_every_row_says_until_when_it_is_kept(lelystad: Gemeente) -> None:
    usual = deur.store(tekst=RuweTekst(TEKST), gemeente=lelystad, by=None)
    short = deur.store(tekst=RuweTekst(TEKST), gemeente=lelystad, by=None, bewaren_tot=date(2026, 1, 1))

    assert usual.bewaren_tot == timezone.localdate() + timedelta(days=730)
    assert short.bewaren_tot == date(2026, 1, 1)


@pytest.mark.django_db
def test_the_same_words_twice_cannot_be_recognised(lelystad: Gemeente) -> None:
    one = deur.store(tekst=RuweTekst(TEKST), gemeente=lelystad, by=None)
    two = deur.store(tekst=RuweTekst(TEKST), gemeente=lelystad, by=None)

    assert one.inhoud != two.inhoud
    assert one.kenmerk != two.kenmerk


@pytest.mark.django_db(transaction=True)
def test_a_write_that_is_rolled_back_leaves_no_ciphertext() -> None:
    gemeente = GemeenteFactory()

    @transaction.atomic
    def store_and_fail() -> None:
        deur.store(tekst=RuweTekst(TEKST), gemeente=gemeente, by=None)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store_and_fail()

    assert (Bron.objects.count(), Gebeurtenis.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "show",
    [
        repr,
        str,
        "{}".format,
        "{:>40}".format,
        "{!r}".format,
        lambda ruw: f"{ruw}",
        "%s".__mod__,
        lambda ruw: str([ruw]),
    ],
    ids=["repr", "str", "format", "format with width", "format r", "f-string", "percent", "in a list"],
)
def test_raw_text_never_prints_its_words(show: Any) -> None:
    shown = show(RuweTekst(TEKST))

    assert "Fatima" not in shown
    assert "niets meer" not in shown
    assert f"{len(TEKST)} tekens" in shown


def test_raw_text_never_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    ruw = RuweTekst(TEKST)

    with caplog.at_level(logging.DEBUG):
        logging.getLogger("verhalen.proef").warning("gelezen: %s %r", ruw, {"tekst": ruw})

    assert "gelezen: <RuweTekst" in caplog.text
    assert "Fatima" not in caplog.text


def test_raw_text_in_an_error_does_not_print_its_words() -> None:
    error = ValueError(RuweTekst(TEKST))

    assert "Fatima" not in str(error)
    assert "Fatima" not in repr(error)


def test_raw_text_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        RuweTekst(TEKST).tekst = "iets anders"  # type: ignore[misc]
