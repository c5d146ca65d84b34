"""The list of stories with a search box: what people see, and what never stands in an address."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.stamgegevens import GebiedFactory
from tests.verhalen.verzameling.zoeken.conftest import Verteller
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Gebeurtenis
from verhalen.kern.rollen import Rol
from verhalen.kern.tabelbestand import read_tabel
from verhalen.verzameling.zoeken import actions
from verhalen.verzameling.zoeken.zoekvragen import make_zoekvraag

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(als: Any, onderzoeker: Gebruiker) -> Client:
    found: Client = als(onderzoeker)
    return found


@pytest.fixture
def adres(onderzoeker: Gebruiker) -> Any:
    """Return a question as it stands in an address of this municipality."""
    return lambda tekst: make_zoekvraag(tekst, onderzoeker.gemeente_id).adres


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_zoeken_leidt_naar_een_adres_zonder_de_woorden(client: Client, vertel: Verteller) -> None:
    verhaal = vertel("Wij wachtten zeven maanden op hulp.")

    response = client.post("/verhalen/zoeken/", {"zoek": "zeven maand", "periode": ""})
    shown = client.get(response["Location"]).content.decode()

    assert response.status_code == 302
    assert "zeven" not in response["Location"]
    assert "1 verhaal, 2 treffers" in plain(shown)
    assert f'href="/verhalen/{verhaal.pk}/?vraag=' in shown
    assert '<mark class="treffer">maanden</mark>' in shown
    assert 'value="zeven maand"' in shown


def test_de_filters_blijven_staan_bij_het_zoeken(client: Client, vertel: Verteller, onderzoeker: Gebruiker) -> None:
    wijk = GebiedFactory(gemeente=onderzoeker.gemeente, naam="Boswijk")
    vertel("Wachten in de wijk.", gebied=wijk)
    vertel("Wachten ergens anders.")

    location = client.post("/verhalen/zoeken/", {"zoek": "wachten", "gebied": wijk.pk, "volgorde": "treffers"})
    shown = client.get(location["Location"]).content.decode()

    assert f"gebied={wijk.pk}&volgorde=treffers&vraag=" in location["Location"]
    assert "1 verhaal, 1 treffer" in plain(shown)
    assert f'<option value="{wijk.pk}" selected>' in shown


def test_een_leeg_zoekvak_toont_alle_verhalen_van_het_filter(client: Client, vertel: Verteller) -> None:
    vertel("Wachten.", soort="professional")

    assert client.post("/verhalen/zoeken/", {"zoek": " "})["Location"] == "/verhalen/"
    assert client.post("/verhalen/zoeken/", {"soort": "professional"})["Location"] == "/verhalen/?soort=professional"


def test_een_vraag_die_niet_kan_staat_er_nog_met_een_zin_erbij(client: Client) -> None:
    response = client.post("/verhalen/zoeken/", {"zoek": "(wachten"})

    assert response.status_code == 422
    assert "Er mist een haakje-sluiten" in response.content.decode()
    assert 'value="(wachten"' in response.content.decode()


def test_niets_gevonden_zegt_wat_nu(client: Client, vertel: Verteller, adres: Any) -> None:
    vertel("Wachten.")

    shown = client.get("/verhalen/", {"vraag": adres("molen")}).content.decode()
    filtered = client.get("/verhalen/", {"vraag": adres("molen"), "soort": "verhaal"}).content.decode()

    ordered = client.get("/verhalen/", {"vraag": adres("molen"), "volgorde": "nieuwste"}).content.decode()

    assert "Zoek met minder woorden" in shown
    assert "Kies een ruimer filter" in filtered
    assert "Zoek met minder woorden" in ordered, "an order narrows nothing, so no wider filter can help"
    assert shown.count("Toon alle verhalen") == 1


def test_een_vraag_met_alleen_niet_toont_het_begin_van_de_verhalen(
    client: Client, vertel: Verteller, adres: Any
) -> None:
    vertel("Wachten op de bus.")

    shown = client.get("/verhalen/", {"vraag": adres("NIET molen")}).content.decode()

    assert "Wachten op de bus." in shown
    assert "treffer" not in plain(shown[shown.index('id="lijst"') :])


def test_het_filter_met_htmx_geeft_alleen_de_lijst(client: Client, vertel: Verteller, adres: Any) -> None:
    vertel("Wachten.")

    shown = client.get("/verhalen/", {"vraag": adres("wachten")}, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in shown
    assert "1 treffer" in plain(shown)


def test_wat_iemand_typt_en_vertelt_blijft_tekst(client: Client, vertel: Verteller) -> None:
    vertel("Toen zei <script>alert(1)</script> iemand wacht.")

    location = client.post("/verhalen/zoeken/", {"zoek": '<b>"wachten" script'})["Location"]
    shown = client.get(location).content.decode()

    assert "<script>alert" not in shown
    assert "<b>" not in shown


def test_in_het_verhaal_is_de_treffer_gemarkeerd_en_te_bereiken(client: Client, vertel: Verteller, adres: Any) -> None:
    verhaal = vertel("Toen [persoon 1] belde,\n\nwachtten wij al.", labels=("[persoon 1]",))

    shown = client.get(f"/verhalen/{verhaal.pk}/", {"vraag": adres("wachten OF belde")}).content.decode()

    assert re.findall(r'<mark class="treffer" id="(treffer-\d)" data-start="\d+">(\w+)</mark>', shown) == [
        ("treffer-1", "belde"),
        ("treffer-2", "wachtten"),
    ]
    assert "Terug naar wat u vond" in shown


def test_zonder_vraag_is_er_in_het_verhaal_niets_gemarkeerd(client: Client, vertel: Verteller) -> None:
    assert "<mark" not in client.get(f"/verhalen/{vertel('Wachten.').pk}/").content.decode()


def test_een_verhaal_buiten_de_vraag_opent_gewoon(client: Client, vertel: Verteller, adres: Any) -> None:
    response = client.get(f"/verhalen/{vertel('Wachten.').pk}/", {"vraag": adres("molen")})

    assert response.status_code == 200
    assert b"<mark" not in response.content


@pytest.mark.parametrize("path", ["/verhalen/", "/verhalen/treffers.csv"])
def test_een_kapotte_link_krijgt_een_zin(client: Client, path: str) -> None:
    response = client.get(path, {"vraag": "k1.kapot"})

    assert response.status_code == 400
    assert "Typ uw zoekvraag opnieuw" in response.content.decode()


def test_een_andere_gemeente_vindt_niets_van_ons(
    als: Any, buitenstaander: Gebruiker, vertel: Verteller, adres: Any
) -> None:
    vertel("Wachten in Lelystad.")
    client = als(buitenstaander)

    own = client.post("/verhalen/zoeken/", {"zoek": "wachten"})

    assert "Niets gevonden" in client.get(own["Location"]).content.decode()
    assert client.get("/verhalen/", {"vraag": adres("wachten")}).status_code == 400


def test_het_bestand_heeft_een_regel_per_treffer_en_geen_formules(
    client: Client, vertel: Verteller, adres: Any
) -> None:
    verhaal = vertel("Wij wachtten.\n=SOM(1) wachten")

    response = client.get("/verhalen/treffers.csv", {"vraag": adres("wachten")})
    rows = [record for _line, record in read_tabel(response.content).records()]

    assert "niet-vrijgegeven" in response["Content-Disposition"]
    assert [(row["verhaal"], row["voor"], row["treffer"]) for row in rows] == [
        (str(verhaal.pk), "Wij ", "wachtten"),
        (str(verhaal.pk), "Wij wachtten. =SOM(1) ", "wachten"),
    ]
    formula = vertel("Wachten =SOM(1)")
    text = client.get("/verhalen/treffers.csv", {"vraag": adres("som")}).content.decode("utf-8-sig")
    assert f"{formula.pk};" in text
    assert all(not cell.startswith(("=", "+", "-", "@")) for line in text.splitlines() for cell in line.split(";"))


def test_een_bestand_meenemen_laat_een_spoor_zonder_de_vraag(
    client: Client, onderzoeker: Gebruiker, vertel: Verteller, adres: Any
) -> None:
    vertel("Wachten en wachten.")

    client.get("/verhalen/treffers.csv", {"vraag": adres("wachten")})

    event = Gebeurtenis.objects.get(actie="treffers-meegenomen")
    assert (event.door, event.bijzonderheden) == (onderzoeker, {"verhalen": 1, "treffers": 2})


def test_te_veel_treffers_worden_geen_bestand(
    client: Client, vertel: Verteller, adres: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MAX_REGELS", 1)
    vertel("Wachten en wachten.")

    response = client.get("/verhalen/treffers.csv", {"vraag": adres("wachten")})

    assert response.status_code == 400
    assert "Zoek preciezer" in response.content.decode()
    assert not Gebeurtenis.objects.filter(actie="treffers-meegenomen").exists()


def test_wie_alleen_leest_krijgt_geen_bestand_aangeboden(als: Any, onderzoeker: Gebruiker, vertel: Verteller) -> None:
    vertel("Wachten.")
    client = als(GebruikerFactory(gemeente=onderzoeker.gemeente, rollen=[Rol.PROGRAMMATEAM]))

    location = client.post("/verhalen/zoeken/", {"zoek": "wachten"})["Location"]

    assert "treffers.csv" not in client.get(location).content.decode()


def test_een_bladzijde_verder_blijft_de_vraag_dezelfde(client: Client, vertel: Verteller, adres: Any) -> None:
    for _time in range(26):
        vertel("Wachten.")
    vraag = adres("wachten")

    first = client.get("/verhalen/", {"vraag": vraag}).content.decode()
    second = client.get("/verhalen/", {"vraag": vraag, "pagina": "2"}).content.decode()

    assert f"?vraag={vraag}&amp;pagina=2" in first
    assert [first.count('class="kwic__regel"'), second.count('class="kwic__regel"')] == [25, 1]


def test_een_lijst_van_vijfentwintig_verhalen_kost_even_veel_vragen_als_een_van_drie(
    client: Client, vertel: Verteller, adres: Any, django_assert_max_num_queries: Any
) -> None:
    for _time in range(25):
        vertel("Wachten en wachten.")

    with django_assert_max_num_queries(14):
        client.get("/verhalen/", {"vraag": adres("wachten")})
