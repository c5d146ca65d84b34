"""Sending a submission: once is enough, twice does no harm, other content is never lost."""

from __future__ import annotations

import hashlib
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.verzameling import UitvraagFactory, VerhaalFactory
from verhalen.gebruikers.actions import create_toegangssleutel
from verhalen.gebruikers.models import Gebruiker, Toegangssleutel
from verhalen.kern.rollen import Rol
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.actions import withdraw_inzending
from verhalen.verzameling.models import Inzending, Ontvangen, Verhaal
from verhalen.verzameling.perioden import quarter_of

TEKST = "We kregen na zeven maanden pas iemand aan de lijn."


def body(**changes: Any) -> dict[str, Any]:
    return {
        "uitvraag": "verhalen-2025",
        "toestemming": {
            "tekstversie": "2025-1",
            "hoe": "mondeling",
            "gegevenDoor": "zelf",
            "leeftijdVerteller": "18+",
            "bewarenEnAnalyseren": True,
        },
        "verhalen": [{"tekst": TEKST, "periode": "2025-K2"}],
        **changes,
    }


@pytest.fixture
def sleutel(veldwerker: Gebruiker) -> str:
    UitvraagFactory(gemeente=veldwerker.gemeente, van=date(2025, 1, 1))
    return create_toegangssleutel(by=None, gebruiker=veldwerker, naam="proef")


def send(sleutel: str, kenmerk: uuid.UUID, data: Any) -> Any:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return Client().put(
        f"/api/v1/inzendingen/{kenmerk}",
        raw,
        content_type="application/json",
        headers={"Authorization": f"Bearer {sleutel}"},
    )


def test_een_nieuwe_inzending_is_ontvangen_met_haar_eigen_hash(sleutel: str) -> None:
    kenmerk = uuid.uuid4()

    response = send(sleutel, kenmerk, body())

    assert response.status_code == 201
    assert response.json()["id"] == str(kenmerk)
    assert response.json()["sha256"] == hashlib.sha256(json.dumps(body()).encode()).hexdigest()
    assert response.json()["intrekcode"]
    assert Verhaal.objects.get().inzending_id == kenmerk


def test_dezelfde_inzending_nog_eens_verandert_niets(sleutel: str) -> None:
    kenmerk = uuid.uuid4()
    send(sleutel, kenmerk, body())

    response = send(sleutel, kenmerk, body())

    assert response.status_code == 200
    assert response.json()["intrekcode"] == ""
    assert Verhaal.objects.count() == 1


def test_andere_inhoud_onder_hetzelfde_kenmerk_wordt_apart_bewaard(sleutel: str) -> None:
    kenmerk = uuid.uuid4()
    send(sleutel, kenmerk, body())

    response = send(sleutel, kenmerk, body(verhalen=[{"tekst": "Iets heel anders."}]))
    again = send(sleutel, kenmerk, body(verhalen=[{"tekst": "Iets heel anders."}]))

    assert response.status_code == again.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    assert Verhaal.objects.count() == 1
    parked = Ontvangen.objects.get(staat="geparkeerd")
    assert parked.inhoud is not None


def test_intrekken_wist_ook_wat_apart_was_gezet(sleutel: str) -> None:
    kenmerk = uuid.uuid4()
    send(sleutel, kenmerk, body())
    send(sleutel, kenmerk, body(verhalen=[{"tekst": "Iets heel anders."}]))

    withdraw_inzending(inzending=Inzending.objects.get(pk=kenmerk), by=None)

    assert Ontvangen.objects.get(staat="geparkeerd").inhoud is None


def test_na_intrekken_wordt_niets_meer_onder_dat_kenmerk_bewaard(sleutel: str) -> None:
    kenmerk = uuid.uuid4()
    send(sleutel, kenmerk, body())
    withdraw_inzending(inzending=Inzending.objects.get(pk=kenmerk), by=None)

    response = send(sleutel, kenmerk, body(verhalen=[{"tekst": "Iets heel anders."}]))

    assert response.status_code == 403
    assert not Ontvangen.objects.filter(staat="geparkeerd").exists()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"toestemming": {**body()["toestemming"], "bewarenEnAnalyseren": False}}, 403),
        ({"toestemming": {**body()["toestemming"], "leeftijdVerteller": "12-15"}}, 403),
        ({"verhalen": []}, 400),
        ({"verhalen": [{"tekst": "  "}]}, 400),
        ({"verhalen": [{"tekst": "een\x00nul"}]}, 400),
        ({"verhalen": [{"tekst": 5}]}, 400),
        ({"verhalen": [{"tekst": "goed", "gebied": "bestaat-niet"}]}, 400),
        ({"uitvraag": "bestaat-niet"}, 400),
    ],
)
def test_wat_niet_mag_wordt_geweigerd_en_niet_bewaard(sleutel: str, change: dict[str, Any], status: int) -> None:
    response = send(sleutel, uuid.uuid4(), body(**change))

    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert not Inzending.objects.exists()
    assert not Ontvangen.objects.exists()


def test_een_half_teken_wordt_geweigerd(sleutel: str) -> None:
    raw = json.dumps(body()).replace("We kregen", "We \\ud83d kregen").encode()

    response = send(sleutel, uuid.uuid4(), raw)

    assert response.status_code == 400
    assert TEKST[3:10] not in response.content.decode()


def test_kapotte_json_krijgt_een_zin(sleutel: str) -> None:
    response = send(sleutel, uuid.uuid4(), b'{"uitvraag": ')

    assert response.status_code == 400
    assert response.json()["title"] == "Dat kan zo niet"


def test_zonder_sleutel_is_het_antwoord_401_en_geen_inlogpagina(db: None) -> None:
    response = Client().put(f"/api/v1/inzendingen/{uuid.uuid4()}", b"{}", content_type="application/json")

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"


def test_een_ingetrokken_sleutel_werkt_niet_meer(sleutel: str) -> None:
    from verhalen.gebruikers.actions import revoke_toegangssleutel

    revoke_toegangssleutel(by=None, sleutel=Toegangssleutel.objects.get())

    assert send(sleutel, uuid.uuid4(), body()).status_code == 401


def test_wie_niet_mag_invoeren_krijgt_403(sleutel: str, veldwerker: Gebruiker) -> None:
    reader = GebruikerFactory(gemeente=veldwerker.gemeente, rollen=[Rol.PROGRAMMATEAM])
    other = create_toegangssleutel(by=None, gebruiker=reader, naam="lezer")

    assert send(other, uuid.uuid4(), body()).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_tien_keer_tegelijk_hetzelfde_wordt_een_verhaal(sleutel: str) -> None:
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        # One in-memory database is one connection: threads would share it, which production never does.
        kenmerk = uuid.uuid4()
        answers = [send(sleutel, kenmerk, body()).status_code for _ in range(10)]
    else:
        kenmerk = uuid.uuid4()

        def once(_n: int) -> int:
            try:
                return int(send(sleutel, kenmerk, body()).status_code)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(10) as pool:
            answers = list(pool.map(once, range(10)))

    assert sorted(answers) == [200] * 9 + [201]
    assert Verhaal.objects.count() == 1


@pytest.mark.parametrize("periode", ["9999-K4", "0000-K1", "\u0662\u0660\u0662\u0664-K4", "2998-K1"])
def test_een_kwartaal_dat_niemand_meemaakte_wordt_geweigerd(sleutel: str, periode: str) -> None:
    """The newest quarter of a story decides what every display shows first."""
    response = send(sleutel, uuid.uuid4(), body(verhalen=[{"tekst": TEKST, "periode": periode}]))

    assert response.status_code == 400
    assert not Verhaal.objects.exists()


def test_een_verhaal_van_dit_kwartaal_wordt_bewaard(sleutel: str) -> None:
    nu = quarter_of(timezone.localdate())

    response = send(sleutel, uuid.uuid4(), body(verhalen=[{"tekst": TEKST, "periode": nu}]))

    assert response.status_code == 201
    assert Verhaal.objects.get().periode == nu


def test_andere_inhoud_zonder_toestemming_wordt_ook_niet_apart_gezet(sleutel: str) -> None:
    kenmerk = uuid.uuid4()
    send(sleutel, kenmerk, body())
    refused = {**body()["toestemming"], "bewarenEnAnalyseren": False}

    response = send(sleutel, kenmerk, body(toestemming=refused, verhalen=[{"tekst": "Schrijf dit niet op."}]))

    assert response.status_code == 403
    assert Ontvangen.objects.count() == 1


def test_een_kenmerk_van_een_formulier_krijgt_geen_bewijs_van_ontvangst(sleutel: str, veldwerker: Gebruiker) -> None:
    """It said 201, and nothing was kept."""
    formulier = VerhaalFactory(gemeente=veldwerker.gemeente).inzending_id

    response = send(sleutel, formulier, body())

    assert response.status_code == 400
    assert "nieuw kenmerk" in response.json()["detail"]
    assert not Ontvangen.objects.exists()


def test_een_kenmerk_van_een_andere_gemeente_is_geen_storing(sleutel: str, elders: Gemeente) -> None:
    vreemd = VerhaalFactory(gemeente=elders).inzending_id

    response = send(sleutel, vreemd, body())

    assert response.status_code == 400
    assert Verhaal.objects.count() == 1


def test_te_diepe_json_krijgt_een_zin(sleutel: str) -> None:
    diep = b'{"verhalen":' + b"[" * 100_000 + b"]" * 100_000 + b"}"

    response = send(sleutel, uuid.uuid4(), diep)

    assert response.status_code == 400
    assert response.json()["detail"] == "Deze JSON is te diep genest."


def test_een_dag_in_de_toekomst_wordt_geweigerd(sleutel: str) -> None:
    response = send(sleutel, uuid.uuid4(), body(verhalen=[{"tekst": TEKST, "verteldOp": "2998-01-01"}]))

    assert response.status_code == 400
    assert not Verhaal.objects.exists()
