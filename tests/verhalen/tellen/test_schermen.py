"""Screens of figures: per role, as a page and as a part, with what is small hidden and every look logged."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.programma import IndicatorFactory
from tests.factories.tellen import MetingFactory
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Gebeurtenis, Taak
from verhalen.kern.rollen import Rol
from verhalen.programma.models import Indicator
from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen.actions import compute_metingen, set_bereik
from verhalen.tellen.models import Meetbereik, Meting, Verdeling
from verhalen.tellen.perioden import Tijdvak
from verhalen.tellen.waarden import Cijfer, compare, trend

pytestmark = pytest.mark.django_db
LEZERS = {Rol.DATA_ANALIST, Rol.PROGRAMMATEAM, Rol.CONTRACTMANAGER}


@pytest.fixture
def gerekend(dorp: Gemeente, analist: Gebruiker) -> Gemeente:
    """The village with its figures computed."""
    set_bereik(by=analist, vanaf=date(2023, 1, 1), peildatum=date(2024, 12, 31))
    compute_metingen(gemeente=dorp, by=None, meld=lambda gedaan, totaal: None)
    return dorp


@pytest.fixture
def lezer(als: Any, programmateam: Gebruiker) -> Client:
    logged_in: Client = als(programmateam)
    return logged_in


def html(client: Client, naam: str, *args: Any, **headers: str) -> str:
    answer = client.get(reverse(f"tellen:{naam}", args=args), headers=headers)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("rol", list(Rol))
def test_only_who_reads_figures_comes_in(als: Any, gerekend: Gemeente, rol: Rol) -> None:
    client = als(GebruikerFactory(gemeente=gerekend, rollen=[rol]))
    allowed = 200 if rol in LEZERS else 403

    for naam in ("overzicht",):
        assert client.get(reverse(f"tellen:{naam}")).status_code == allowed
    for naam in ("indicator", "reeks_csv", "rijen"):
        assert client.get(reverse(f"tellen:{naam}", args=["pct-zonder-verblijf"])).status_code == allowed


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.DATA_ANALIST])
def test_only_the_analyst_sees_rows_and_computes(als: Any, gerekend: Gemeente, rol: Rol) -> None:
    client = als(GebruikerFactory(gemeente=gerekend, rollen=[rol]))
    meting = Meting.objects.of_indicator("clienten-met-verblijf").of_year(2024).get()

    assert client.get(reverse("tellen:alle_rijen", args=[meting.pk])).status_code == 403
    assert client.post(reverse("tellen:berekenen")).status_code == 403
    assert client.get(reverse("tellen:bereik")).status_code == 403
    assert not Gebeurtenis.objects.filter(actie="rijen-bekeken").exists()


def test_figures_of_another_municipality_do_not_exist(als: Any, gerekend: Gemeente, elders: Gemeente) -> None:
    vreemde = als(GebruikerFactory(gemeente=elders, rollen=[Rol.DATA_ANALIST]))
    meting = Meting.objects.of_indicator("clienten-met-verblijf").of_year(2024).get()

    assert vreemde.get(reverse("tellen:indicator", args=["clienten-met-verblijf"])).status_code == 404
    assert vreemde.get(reverse("tellen:alle_rijen", args=[meting.pk])).status_code == 404
    assert "Er zijn nog geen indicatoren" in html(vreemde, "overzicht")


def test_the_overview_shows_value_zero_value_and_change(gerekend: Gemeente, lezer: Client) -> None:
    page = html(lezer, "overzicht")

    assert "10,0 %" in page
    assert '2023 gedrukt: <span class="niet-afbreken">10,0 %</span>' in page
    assert "berekend: 10,0 %" in page
    assert "gelijk aan 2023" in page
    assert '<svg class="vonk"' in page
    assert "1 indicator heeft nog geen cijfer" in page
    assert "Bestand inlezen" not in page


def test_before_anything_is_read_in_there_is_one_next_step(als: Any, analist: Gebruiker, indicatoren: None) -> None:
    assert "Lees het eerste bestand in" in html(als(analist), "overzicht")


def test_who_cannot_read_in_is_told_who_can(lezer: Client, indicatoren: None) -> None:
    page = html(lezer, "overzicht")

    assert "zodra de data-analist" in page
    assert "Lees het eerste bestand in" not in page


def test_a_running_computation_shows_how_far_it_is(als: Any, gerekend: Gemeente, analist: Gebruiker) -> None:
    Taak.objects.create(
        gemeente=gerekend, soort="indicatoren-berekenen", door=analist, staat="loopt", gedaan=3, totaal=9
    )

    page = html(als(analist), "overzicht")

    assert "3 van 9" in page
    assert 'hx-trigger="every 2s"' in page
    assert "Bereken opnieuw" not in page


def test_an_indicator_page_tells_how_it_is_counted(gerekend: Gemeente, lezer: Client) -> None:
    page = html(lezer, "indicator", "pct-zonder-verblijf")

    assert "gewone schommeling" in page
    assert "Inwoners van 0 tot en met 17 jaar op 31 december" in page
    assert "Persoonsgebonden budget zit niet in de berichten." in page
    assert "gedrukt 10,0 %" in page
    assert page.count('role="img"') == 2
    assert "beginwaarde" in page
    assert "Bekijk als tabel" in page
    assert "style=" not in page.split("<main", 1)[1]


def test_a_chart_has_a_title_a_description_and_a_table(gerekend: Gemeente, lezer: Client) -> None:
    page = html(lezer, "indicator", "instroom-zonder-verblijf")

    assert '<title id="verloop-titel">Verloop van Instroom zonder verblijf</title>' in page
    assert "Alle getallen staan in de tabel eronder." in page
    assert "december 2024" in page
    assert "voorlopig" in page


def test_a_small_figure_is_nowhere_on_a_general_screen(gerekend: Gemeente, lezer: Client) -> None:
    Meting.objects.of_indicator("clienten-met-verblijf").update(
        waarde=4321.0, teller=4321.0, personen_teller=4321, verborgen=True
    )

    pages = [html(lezer, "overzicht"), html(lezer, "indicator", "clienten-met-verblijf")]
    csv = lezer.get(reverse("tellen:reeks_csv", args=["clienten-met-verblijf"])).content.decode()

    for page in (*pages, csv):
        assert "4321" not in page
        assert "4.321" not in page
    assert "te klein om te tonen" in pages[0]
    assert "te klein om hier te tonen" in pages[1]
    assert ";x;;;" in csv


def test_a_trend_can_be_downloaded(gerekend: Gemeente, lezer: Client) -> None:
    answer = lezer.get(reverse("tellen:reeks_csv", args=["pct-zonder-verblijf"]))

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "indicator;eenheid;van;tot;waarde;teller;noemer;laag;hoog;voorlopig;verborgen"
    assert lines[1].startswith("pct-zonder-verblijf;procent;2023-01-01;2023-12-31;10,00;20;200;")
    assert 'filename="pct-zonder-verblijf.csv"' in answer.headers["Content-Disposition"]


def test_what_lies_behind_a_figure_hides_small_groups(gerekend: Gemeente, lezer: Client) -> None:
    page = html(lezer, "rijen", "pct-zonder-verblijf")

    assert "Ambulant" in page
    assert page.count("te klein om te tonen") == 2
    assert "Bekijk alle rijen" not in page
    assert "45A04" not in page


def test_another_period_comes_as_a_part_of_the_page(gerekend: Gemeente, lezer: Client) -> None:
    url = reverse("tellen:rijen", args=["pct-zonder-verblijf"])

    part = lezer.get(url, {"periode": "2023"}, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert "2023" in part
    assert lezer.get(url, {"periode": "1999"}).status_code == 404
    assert lezer.get(url, {"periode": "onzin"}).status_code == 404


def test_the_analyst_sees_every_row_and_that_is_logged(als: Any, gerekend: Gemeente, analist: Gebruiker) -> None:
    meting = Meting.objects.of_indicator("clienten-met-verblijf").of_year(2024).get()

    page = html(als(analist), "alle_rijen", meting.pk)

    assert page.count("44A07") >= 7
    assert "7 toewijzingen" in page
    event = Gebeurtenis.objects.get(actie="rijen-bekeken")
    assert (event.door, event.object_id) == (analist, str(meting.pk))
    assert event.bijzonderheden == {"indicator": "clienten-met-verblijf", "periode": "2024-01-01/2024-12-31"}


def test_a_figure_of_money_shows_its_groups_to_the_analyst(als: Any, gerekend: Gemeente, analist: Gebruiker) -> None:
    meting = Meting.objects.of_indicator("uitgaven-per-jeugdige-verblijf").of_year(2024).get(uitsplitsing="")

    page = html(als(analist), "alle_rijen", meting.pk)

    assert "EUR 7.000" in page
    assert Verdeling.objects.filter(meting=meting, kenmerk="productcode").count() == 1


@pytest.mark.parametrize(
    ("slug", "bron", "zin"),
    [
        ("oordeel-effect", "verhalen", "komt uit de verhalen"),
        ("thuiszitters", "tellingen", "komt uit een tabel met tellingen"),
        ("verlengingen", "berichten", "nog niet zelf uitrekenen"),
    ],
)
def test_a_figure_that_is_not_there_yet_says_where_it_comes_from(
    lezer: Client, lelystad: Gemeente, slug: str, bron: str, zin: str
) -> None:
    IndicatorFactory(gemeente=lelystad, slug=slug, bron=bron)

    assert zin in html(lezer, "indicator", slug)


def test_a_missing_source_is_named(gerekend: Gemeente, lezer: Client) -> None:
    Meting.objects.of_indicator("uitgaven-per-jeugdige-verblijf").update(
        waarde=None, opmerkingen=["Nog geen gegevens over kosten in deze periode."]
    )

    assert "Nog geen gegevens over kosten" in html(lezer, "indicator", "uitgaven-per-jeugdige-verblijf")


def test_a_zero_value_that_differs_is_marked(gerekend: Gemeente, lezer: Client) -> None:
    Meting.objects.of_indicator("pct-zonder-verblijf").of_year(2023).update(waarde=10.2)

    assert "wijkt af" in html(lezer, "indicator", "pct-zonder-verblijf")


def test_the_range_can_be_set_and_emptied(als: Any, gerekend: Gemeente, analist: Gebruiker) -> None:
    client, url = als(analist), reverse("tellen:bereik")

    client.post(url, {"vanaf": "2023-01-01", "peildatum": "2024-06-30"})
    assert Meetbereik.objects.get().peildatum == date(2024, 6, 30)
    refused = client.post(url, {"vanaf": "2024-07-01", "peildatum": "2024-06-30"})

    assert refused.status_code == 422
    assert "De peildatum ligt na de eerste dag." in refused.content.decode()
    client.post(url, {"vanaf": "", "peildatum": ""})
    assert Meetbereik.objects.get().peildatum is None


def test_computing_is_asked_for_with_a_button(als: Any, gerekend: Gemeente, analist: Gebruiker) -> None:
    answer = als(analist).post(reverse("tellen:berekenen"))

    assert answer.status_code == 302
    assert Taak.objects.filter(soort="indicatoren-berekenen").count() == 1


def cijfer(waarde: float, laag: float | None = None, hoog: float | None = None, jaar: int = 2024) -> Cijfer:
    return Cijfer(Tijdvak(date(jaar, 1, 1), date(jaar, 12, 31)), "procent", waarde, laag=laag, hoog=hoog)


def test_a_change_within_chance_is_called_ordinary() -> None:
    indicator = Indicator(slug="x", eenheid="procent", gewenste_richting="omlaag")

    klein = compare(cijfer(10.4, 9.8, 11.0), cijfer(10.0, 9.4, 10.6, 2023), indicator)
    groot = compare(cijfer(13.0, 12.4, 13.6), cijfer(10.0, 9.4, 10.6, 2023), indicator)
    geld = compare(cijfer(13.0), cijfer(10.0, jaar=2023), indicator)

    assert klein is not None
    assert (klein.is_gewoon, klein.gewenst) == (True, None)
    assert groot is not None
    assert (groot.is_gewoon, groot.gewenst, groot.icoon) == (False, False, "op")
    assert geld is not None
    assert geld.gewenst is False
    assert compare(cijfer(10.0), cijfer(10.0), indicator) is None


def test_a_figure_of_quarters_alone_is_its_own_trend() -> None:
    kwartalen = [
        Cijfer(Tijdvak(date(2024, maand, 1), date(2024, maand + 2, 28)), "aantal", float(maand)) for maand in (4, 1)
    ]

    assert [cijfer.waarde for cijfer in trend(kwartalen)] == [1.0, 4.0]


def test_the_newest_definition_is_shown(lelystad: Gemeente, lezer: Client) -> None:
    MetingFactory(gemeente=lelystad, waarde=11.0, versie="1")
    MetingFactory(gemeente=lelystad, waarde=22.0, versie="2")

    page = html(lezer, "indicator", "clienten-met-verblijf")

    assert "22,0 %" in page
    assert "11,0 %" not in page
