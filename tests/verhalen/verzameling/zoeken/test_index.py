"""A story can be found from the moment it is safe until it is withdrawn, and leaves no word behind."""

from __future__ import annotations

import importlib
import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from tests.factories.stamgegevens import GemeenteFactory
from tests.factories.verzameling import VerhaalFactory
from tests.verhalen.verzameling.zoeken.conftest import Verteller
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.intrekking import on_heropening
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.actions import withdraw_inzending
from verhalen.verzameling.models import Masker, Verhaal, Zoektekst
from verhalen.verzameling.pseudonimisering import add_masker, finish_nakijken, heropen
from verhalen.verzameling.zoeken.vraag import read_vraag
from verhalen.verzameling.zoeken.zoeken import search

RUW = "Ik sprak Fatima bij de haven."


def found(vraag: str) -> list[int]:
    return [verhaal.pk for verhaal in search(Verhaal.objects.all(), read_vraag(vraag)).verhalen]


@pytest.fixture
def nagekeken(lelystad: Gemeente, onderzoeker: Gebruiker) -> Verhaal:
    verhaal = VerhaalFactory(gemeente=lelystad, voorgesteld=True, ruw=RUW)
    start = RUW.index("Fatima")
    add_masker(verhaal=verhaal, start=start, eind=start + 6, soort=Masker.Soort.PERSOON, by=onderzoeker)
    return finish_nakijken(verhaal=verhaal, by=onderzoeker)


@pytest.mark.django_db
def test_wie_nakijkt_maakt_het_verhaal_vindbaar_zonder_de_naam(nagekeken: Verhaal) -> None:
    assert found("haven") == [nagekeken.pk]
    assert found("fatima") == []
    assert found("persoon") == []


@pytest.mark.django_db
def test_een_verhaal_dat_niemand_nakeek_staat_niet_in_de_index(lelystad: Gemeente) -> None:
    VerhaalFactory(gemeente=lelystad, voorgesteld=True, ruw=RUW)

    assert not Zoektekst.objects.exists()


@pytest.mark.django_db
def test_een_heropend_verhaal_is_niet_te_vinden_en_daarna_weer_wel(nagekeken: Verhaal, onderzoeker: Gebruiker) -> None:
    heropen(verhaal=nagekeken, by=onderzoeker)
    assert found("haven") == []

    nagekeken.refresh_from_db()
    finish_nakijken(verhaal=nagekeken, by=onderzoeker)
    assert found("haven") == [nagekeken.pk]


@pytest.mark.django_db
def test_een_heropening_die_niet_mag_verandert_de_index_niet(
    nagekeken: Verhaal, onderzoeker: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verhalen.kern.intrekking._controles", {})

    def refuse(verhaal: Any) -> None:
        raise Geweigerd("Er is al op gecodeerd.")

    on_heropening("proef", refuse)
    with pytest.raises(Geweigerd):
        heropen(verhaal=nagekeken, by=onderzoeker)

    assert found("haven") == [nagekeken.pk]


@pytest.mark.django_db
def test_een_ingetrokken_verhaal_is_niet_te_vinden(nagekeken: Verhaal) -> None:
    withdraw_inzending(inzending=nagekeken.inzending, by=None)

    assert found("haven") == []
    assert not Zoektekst.objects.exists()


@pytest.mark.django_db
def test_een_intrekking_die_mislukt_laat_het_verhaal_vindbaar(nagekeken: Verhaal) -> None:
    def fail() -> None:
        with transaction.atomic():
            withdraw_inzending(inzending=nagekeken.inzending, by=None)
            assert found("haven") == []
            raise OSError("duiding kan nu niet")

    with pytest.raises(OSError, match="duiding"):
        fail()

    assert found("haven") == [nagekeken.pk]


@pytest.mark.django_db
def test_een_andere_tekst_vervangt_de_oude_in_de_index(vertel: Verteller) -> None:
    verhaal = vertel("Wij wachtten bij de haven.")

    Zoektekst.objects.filter(pk=verhaal.pk).update(woorden=" molen ", vormen=" molen ", plekken=[0, 5])

    assert [found("haven"), found("molen")] == [[], [verhaal.pk]]


@pytest.mark.django_db
def test_opnieuw_maken_geeft_dezelfde_index_voor_elke_gemeente(vertel: Verteller, capsys: Any) -> None:
    here, there = vertel("Bij de haven."), vertel("Aan de haven.", gemeente=GemeenteFactory())
    vertel("Naar de molen.", staat="ingediend", tekst_veilig="", pillen=[], nagekeken_door=None, nagekeken_op=None)
    before = list(Zoektekst.objects.order_by("pk").values())
    Zoektekst.objects.filter(pk=here.pk).delete()

    call_command("zoekindex")

    assert list(Zoektekst.objects.order_by("pk").values()) == before
    assert json.loads(capsys.readouterr().out) == {"verhalen": 2}
    assert found("haven") == [there.pk, here.pk]


@pytest.mark.django_db
def test_verhalen_van_voor_de_zoekindex_worden_bij_het_bijwerken_vindbaar(lelystad: Gemeente) -> None:
    old = VerhaalFactory(gemeente=lelystad, nagekeken=True)
    migration = importlib.import_module("verhalen.verzameling.migrations.0007_zoektekst_vullen")
    assert found("wachten") == []

    migration.fill(apps, None)
    migration.fill(apps, None)

    assert found("wachten") == [old.pk]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads the file of the database")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("einde", ["intrekken", "heropenen"])
def test_de_woorden_zijn_weg_uit_het_bestand_van_de_database(
    einde: str, onderzoeker: Gebruiker, vertel: Verteller
) -> None:
    """Among other stories: FTS5 keeps the words of a removed one in its segments until these are merged."""
    canary = f"kanarie{secrets.token_hex(8)}"
    with transaction.atomic():
        for number in range(20):
            vertel(f"Ik ken {canary[:4]} en nog {number} anderen die in dit verhaal voorkomen.")
    verhaal = VerhaalFactory(gemeente=onderzoeker.gemeente, voorgesteld=True, ruw=f"Ik ken {canary} goed.")
    finish_nakijken(verhaal=verhaal, by=onderzoeker)
    with transaction.atomic():
        for number in range(20):
            vertel(f"Daarna kwam verhaal {number} er nog bij.")
    assert canary.encode() in _on_disk()
    assert _in_index(canary)

    _end(einde, verhaal, onderzoeker)

    assert canary.encode() not in _on_disk()
    assert not _in_index(canary)


def _end(einde: str, verhaal: Verhaal, by: Gebruiker) -> None:
    verhaal.refresh_from_db()
    if einde == "intrekken":
        withdraw_inzending(inzending=verhaal.inzending, by=None)
    else:
        heropen(verhaal=verhaal, by=by)


def _in_index(woord: str) -> bool:
    """Whether the pages of FTS5 hold the end of a word; its beginning may be shared with the word before it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM verzameling_zoekindex_data")
        return any(woord[-12:].encode() in bytes(block) for (block,) in cursor.fetchall())


def _on_disk() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = Path(connection.settings_dict["NAME"])
    return path.read_bytes() + path.with_name(f"{path.name}-wal").read_bytes()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads the file of the database")
@pytest.mark.django_db(transaction=True)
def test_zonder_overschrijven_blijven_de_woorden_staan(
    onderzoeker: Gebruiker, vertel: Verteller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows that the test above can fail: this is what FTS5 does unasked."""
    canary = f"kanarie{secrets.token_hex(8)}"
    verhaal = vertel(f"Ik ken {canary} goed.")
    monkeypatch.setattr("verhalen.verzameling.zoeken.index.wipe", lambda: None)

    withdraw_inzending(inzending=verhaal.inzending, by=None)

    assert _in_index(canary)


@pytest.mark.django_db
def test_elk_stuk_van_de_index_volgt_de_tabel_nog(db: Callable[..., None]) -> None:
    """A migration that rebuilds the table on SQLite drops its triggers without a word."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            own = "type = 'trigger' AND tbl_name = 'verzameling_zoektekst'"
            cursor.execute(f"SELECT name FROM sqlite_master WHERE {own} ORDER BY name")
            expected = [f"verzameling_zoekindex_{name}" for name in ("anders", "erbij", "weg")]
        else:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'verzameling_zoekindex%' ORDER BY 1")
            expected = ["verzameling_zoekindex_vormen", "verzameling_zoekindex_woorden"]
        assert [name for (name,) in cursor.fetchall()] == expected
