"""A canary: no number, name, address or telephone of a raw message stays anywhere on the server."""

from __future__ import annotations

import json
import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.stamgegevens import GemeenteFactory
from tests.factories.toewijzing import bericht_301, csv_of, pre, xml_of, zip_of
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.models import Gebeurtenis, Taak
from verhalen.kern.rollen import Rol
from verhalen.toewijzing.ijw.berichten import Client
from verhalen.toewijzing.ijw.schrijver import Adres, Persoonsgegevens, write_bericht
from verhalen.toewijzing.inlezen.actions import receive_bestand, start_inlezen
from verhalen.toewijzing.models import Berichtbestand, Toewijzingsversie

BSN, TOEWIJZINGNUMMER = "999900006", "987654321"
PERSOON = Persoonsgegevens(
    "Kanariezevenhuizen",
    None,
    "Fadimekanarie",
    Adres("Kanariestraatweg", 12, "8299KX", "Lelystad"),
    telefoon="0320123987",
    relatie_achternaam="Kanarieöztürk",
    commentaar="Moeder belt kanariesgewijs.",
)
CANARIES = (
    *(BSN, "Kanariezevenhuizen", "Fadimekanarie", "Kanariestraatweg", "8299KX", "0320123987"),
    *("Kanarieöztürk", "kanariesgewijs", TOEWIJZINGNUMMER),
)


def raw_message() -> bytes:
    client = Client(BSN, None, date(2012, 5, 14), None, "2", postcode="8299KX")
    return write_bericht(bericht_301(client=client, leeftijd=None), PERSOON).replace(
        b"tn1.0a1b2c3d.0000000000000000000000000000000000000000001", TOEWIJZINGNUMMER.encode()
    )


def everything_on_the_server() -> bytes:
    """Return the database with its journal, and every file in the data folder."""
    database = Path(connection.settings_dict["NAME"])
    parts = [database, database.with_name(f"{database.name}-wal")]
    parts += [path for path in Path(django_settings.VERHALEN_DATA).rglob("*") if path.is_file()]
    return b"".join(part.read_bytes() for part in parts if part.exists())


@pytest.fixture
def analist(db: None) -> Any:
    gemeente = GemeenteFactory(code="0995", gm_code="GM0995")
    return GebruikerFactory(gemeente=gemeente, username="opdracht-zichtbaar", rollen=[Rol.DATA_ANALIST])


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads the file of the database")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("bron_op_server", [True, False], ids=["source step in memory", "raw numbers refused"])
def test_nothing_of_a_raw_message_stays_on_the_server(
    analist: Any, settings: Any, caplog: pytest.LogCaptureFixture, bron_op_server: bool
) -> None:
    settings.BRON_OP_SERVER = bron_op_server
    caplog.set_level(logging.DEBUG)
    inhoud = zip_of([raw_message(), xml_of(bericht_301(2)), raw_message()[:700]])

    start_inlezen(bestand=receive_bestand(by=analist, naam="berichten.zip", inhoud=inhoud), by=analist)

    assert Toewijzingsversie.objects.count() == (2 if bron_op_server else 1)
    found = everything_on_the_server()
    trail = json.dumps(
        [*Gebeurtenis.objects.values("bijzonderheden"), *Taak.objects.values("invoer", "uitkomst", "fout")]
    )
    for canary in CANARIES:
        assert canary.encode() not in found
        assert canary not in trail
        assert canary not in caplog.text
    assert pre(2).encode() not in found
    assert b"opdracht-zichtbaar" in found  # the reading itself works
    assert Berichtbestand.objects.get().rapport["geweigerd"] == (1 if bron_op_server else 2)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads the file of the database")
@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_raw_table_stays_on_the_server(analist: Any, settings: Any) -> None:
    settings.BRON_OP_SERVER = False
    inhoud = csv_of("bsn;naam;maand;bedrag_cent", f"{BSN};Kanariezevenhuizen;2023-05;100")

    with pytest.raises(OngeldigeInvoer) as refusal:
        receive_bestand(by=analist, naam="kosten.csv", inhoud=inhoud)

    found = everything_on_the_server()
    assert BSN not in str(refusal.value)
    assert not any(canary.encode() in found for canary in CANARIES)
