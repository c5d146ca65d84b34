"""Computing and storing: right values, once per version of the definition, protected, and from tables alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.toewijzing import csv_of, read_in
from tests.verhalen.tellen.conftest import add_help
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.models import Gebeurtenis, Taak
from verhalen.kern.rollen import Rol
from verhalen.kern.taken import run_taak
from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen import rekenen
from verhalen.tellen.actions import REKENTAAK, set_bereik, start_metingen
from verhalen.tellen.bereik import end_of, find_bereik
from verhalen.tellen.fluctuatie import interval_of_count
from verhalen.tellen.models import Looptijd, Meetdefinitie, Meting, Metingrijen, Verdeling
from verhalen.toewijzing.inlezen.actions import take_back
from verhalen.toewijzing.models import Berichtbestand, Kostenregel

pytestmark = pytest.mark.django_db
Compute = Callable[[], dict[str, Any]]


@pytest.fixture(autouse=True)
def jaren(request: pytest.FixtureRequest) -> None:
    """Count over 2023 and 2024 where there is a village."""
    if "dorp" in request.fixturenames:
        analist = request.getfixturevalue("analist")
        set_bereik(by=analist, vanaf=date(2023, 1, 1), peildatum=date(2024, 12, 31))


def meting(slug: str, jaar: int = 2024, uitsplitsing: str = "") -> Meting:
    found: Meting = Meting.objects.of_indicator(slug).of_year(jaar).get(uitsplitsing=uitsplitsing, gebied="")
    return found


def test_a_share_has_its_parts_its_interval_and_its_definition(compute: Compute) -> None:
    compute()

    share = meting("pct-zonder-verblijf")

    assert (share.waarde, share.teller, share.noemer) == (10.0, 20.0, 200.0)
    assert (share.personen_teller, share.personen_noemer) == (20, 200)
    assert share.laag is not None
    assert share.hoog is not None
    assert share.laag < 10 < share.hoog
    assert not share.verborgen
    definitie = Meetdefinitie.objects.get(indicator=share.indicator)
    assert "tot en met 17 jaar" in definitie.keuzes[0]
    assert definitie.noemer == "inwoners van 0 tot en met 17 jaar op 31 december"


def test_money_is_divided_over_persons_and_split(compute: Compute) -> None:
    compute()

    heel = meting("uitgaven-per-jeugdige-verblijf")

    assert (heel.waarde, heel.laag, heel.hoog) == (1000.0, None, None)
    assert meting("uitgaven-per-jeugdige-verblijf", uitsplitsing="pleegzorg").waarde == 1000.0
    assert meting("uitgaven-per-jeugdige-verblijf", uitsplitsing="niet-pleegzorg").waarde is None


def test_months_years_and_windows_are_computed(compute: Compute) -> None:
    compute()

    clienten = Meting.objects.of_indicator("clienten-met-verblijf").whole()
    assert clienten.filter(maanden=1).count() == 24
    assert clienten.twelve_months().count() == 5
    instroom = Meting.objects.of_indicator("instroom-zonder-verblijf").whole()
    assert instroom.twelve_months().count() == 2
    assert sum(row.waarde or 0 for row in instroom.filter(maanden=1)) == meting("instroom-zonder-verblijf", 2023).waarde


def test_costs_are_only_computed_over_months_that_have_bills(compute: Compute) -> None:
    Kostenregel.objects.filter(maand__year=2024).delete()

    compute()

    kosten = Meting.objects.of_indicator("uitgaven-per-jeugdige-verblijf")
    assert kosten.order_by("-tot")[0].tot == date(2023, 12, 31)


def test_the_last_three_months_are_provisional(compute: Compute) -> None:
    compute()

    maanden = Meting.objects.of_indicator("clienten-met-verblijf").filter(maanden=1, voorlopig=True)
    assert [row.van.month for row in maanden.order_by("van")] == [10, 11, 12]


def test_a_small_count_is_stored_but_marked(compute: Compute, dorp: Gemeente) -> None:
    Looptijd.objects.all().delete()
    from verhalen.toewijzing.models import Toewijzingsversie

    behouden = Toewijzingsversie.objects.filter(categorie="44").values_list("pk", flat=True)[:3]
    Toewijzingsversie.objects.filter(categorie="44").exclude(pk__in=list(behouden)).delete()

    compute()

    klein = meting("clienten-met-verblijf")
    assert (klein.waarde, klein.verborgen) == (3.0, True)
    assert meting("uitgaven-per-jeugdige-verblijf").verborgen


def test_a_small_wijk_is_hidden_with_the_one_that_would_tell_it(compute: Compute) -> None:
    compute()

    rows = Verdeling.objects.filter(meting=meting("pct-zonder-verblijf"), kenmerk="wijk")

    assert {(row.groep, row.personen, row.verborgen) for row in rows} == {
        ("WK099501", 17, True),
        ("WK099502", 3, True),
    }


def test_the_rows_behind_a_figure_are_kept(compute: Compute) -> None:
    compute()

    rijen = Metingrijen.objects.get(meting=meting("clienten-met-verblijf"))

    assert len(rijen.toewijzingen) == 7
    looptijden = Looptijd.objects.filter(toewijzing__in=rijen.toewijzingen)
    assert set(looptijden.values_list("start", "einde", "verblijf", "zorgvorm")) == {
        (date(2023, 1, 1), date(2024, 12, 31), True, "pleegzorg")
    }


def test_figures_are_stored_once_per_version_of_the_definition(compute: Compute, dorp: Gemeente) -> None:
    compute()
    before = {row.pk: row.waarde for row in Meting.objects.all()}

    assert compute() == {"metingen": len(before), "ongewijzigd": True}
    add_help(dorp, Berichtbestand.objects.first())
    compute()

    assert set(Meting.objects.values_list("pk", flat=True)) == set(before)
    assert meting("pct-zonder-verblijf").waarde == 10.5


def test_another_version_of_a_definition_stands_beside_the_old_one(
    compute: Compute, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    compute()
    old = rekenen.INDICATOREN["clienten-met-verblijf"]
    newer = {**rekenen.INDICATOREN, old.slug: replace(old, versie="2")}
    monkeypatch.setattr(rekenen, "INDICATOREN", newer)

    compute()

    versies = Meting.objects.of_indicator(old.slug).of_year(2024).values_list("versie", flat=True)
    assert sorted(versies) == ["1", "2"]


def test_what_the_data_no_longer_give_goes_away(compute: Compute, dorp: Gemeente, analist: Gebruiker) -> None:
    kop = "indicator;periode;waarde"
    bestand = read_in(analist, csv_of(kop, "betrokkenen;2024-K1;40", "betrokkenen;2024;160"))
    compute()
    assert Meting.objects.of_indicator("betrokkenen").count() == 2

    take_back(bestand=bestand, by=analist)
    compute()

    assert Meting.objects.of_indicator("betrokkenen").count() == 0


def test_counts_by_table_are_put_together_and_small_ones_hidden(compute: Compute, analist: Gebruiker) -> None:
    rijen = [f"betrokkenen;2024-K{kwartaal};{waarde}" for kwartaal, waarde in enumerate((40, 3, 50, 60), 1)]
    read_in(analist, csv_of("indicator;periode;waarde", *rijen))

    compute()

    jaar = meting("betrokkenen")
    assert (jaar.waarde, jaar.bron, jaar.verborgen) == (153.0, "tellingen", False)
    kwartalen = Meting.objects.of_indicator("betrokkenen").filter(maanden=3)
    assert {row.verborgen for row in kwartalen} == {True}


def test_messages_go_before_counts_of_the_same_figure(compute: Compute, analist: Gebruiker) -> None:
    read_in(
        analist, csv_of("indicator;periode;waarde", "clienten-met-verblijf;2024;99", "clienten-met-verblijf;2021;5")
    )

    compute()

    assert meting("clienten-met-verblijf").waarde == 7.0
    assert meting("clienten-met-verblijf", 2021).waarde == 5.0


def test_the_job_tells_how_far_it_is_and_leaves_an_event(dorp: Gemeente, analist: Gebruiker) -> None:
    taak = start_metingen(by=analist)

    run_taak(taak.pk)

    taak.refresh_from_db()
    assert (taak.staat, taak.gedaan, taak.totaal) == ("klaar", 4, 4)
    assert Gebeurtenis.objects.filter(actie="indicatoren-berekend").count() == 1


def test_reading_a_file_in_asks_for_a_new_computation(dorp: Gemeente, analist: Gebruiker) -> None:
    read_in(analist, csv_of("indicator;periode;waarde", "betrokkenen;2024;160"))

    assert Taak.objects.filter(soort=REKENTAAK).count() == 1


def test_only_who_keeps_the_figures_computes_them(dorp: Gemeente, programmateam: Gebruiker) -> None:
    with pytest.raises(Geweigerd):
        start_metingen(by=programmateam)
    with pytest.raises(Geweigerd):
        set_bereik(by=programmateam, vanaf=None, peildatum=None)


@pytest.mark.parametrize(
    ("vanaf", "peildatum", "zin"),
    [
        (None, date(2999, 12, 31), "ligt in de toekomst"),
        (date(2024, 1, 1), date(2023, 12, 31), "ligt na de eerste dag"),
    ],
)
def test_a_range_that_cannot_be_is_refused(
    analist: Gebruiker, vanaf: date | None, peildatum: date | None, zin: str
) -> None:
    with pytest.raises(OngeldigeInvoer, match=zin):
        set_bereik(by=analist, vanaf=vanaf, peildatum=peildatum)


def test_without_a_choice_the_range_follows_from_the_data(dorp: Gemeente, analist: Gebruiker) -> None:
    set_bereik(by=analist, vanaf=None, peildatum=None)

    bereik = find_bereik(dorp)

    assert (bereik.vanaf, bereik.peildatum) == (date(2023, 1, 1), date(2024, 12, 31))


def test_an_empty_municipality_counts_up_to_today(lelystad: Gemeente) -> None:
    assert find_bereik(lelystad).peildatum == timezone.localdate()


@pytest.mark.parametrize(
    ("periode", "dag"),
    [
        ("2025", date(2025, 12, 31)),
        ("2025-H1", date(2025, 6, 30)),
        ("2025-K3", date(2025, 9, 30)),
        ("2024-02", date(2024, 2, 29)),
    ],
)
def test_a_period_by_name_has_a_last_day(periode: str, dag: date) -> None:
    assert end_of(periode) == dag


def test_the_interval_of_a_count_holds_the_count_and_widens_with_spread() -> None:
    laag, hoog = interval_of_count(100)

    assert (round(laag, 1), round(hoog, 1)) == (81.4, 121.6)
    wijd = interval_of_count(100, 4.0)
    assert wijd[0] < laag < 100 < hoog < wijd[1]
    assert interval_of_count(0)[0] == 0


class TestZonderBerichten:
    """A municipality that has counts alone."""

    @pytest.fixture
    def veldrijk(self, db: None) -> Gemeente:
        from verhalen.opdrachten.referentie import load_referentie

        folder = Path(__file__).resolve().parents[3] / "fixtures" / "veldrijk"
        load_referentie(folder)
        gemeente: Gemeente = Gemeente.objects.get(naam="Veldrijk")
        call_command("import_tabel", "tellingen", folder / "tellingen.csv", stdout=StringIO(), stderr=StringIO())
        return gemeente

    def test_figures_come_from_counts_alone(self, veldrijk: Gemeente, als: Any) -> None:
        out = StringIO()
        call_command("indicatoren", jaar=2024, stdout=out, stderr=StringIO())

        cijfers = {rij["slug"]: rij for rij in json.loads(out.getvalue())["indicatoren"] if not rij["gebied"]}
        assert (cijfers["gezinnen-geholpen"]["periode"], cijfers["gezinnen-geholpen"]["waarde"]) == ("2024-K4", 130.0)
        assert {rij["bron"] for rij in cijfers.values()} == {"tellingen"}
        assert not Looptijd.objects.exists()
        lezer = als(GebruikerFactory(gemeente=veldrijk, rollen=[Rol.PROGRAMMATEAM]))
        assert lezer.get("/tellen/").status_code == 200


class TestOpdracht:
    """The command that prints a year."""

    def run(self, **options: Any) -> str:
        out = StringIO()
        call_command("indicatoren", stdout=out, stderr=StringIO(), **options)
        return out.getvalue()

    def test_a_year_is_printed_with_value_parts_version_and_zero_value(self, dorp: Gemeente) -> None:
        printed = json.loads(self.run(jaar=2023))

        share = next(rij for rij in printed["indicatoren"] if rij["slug"] == "pct-zonder-verblijf")
        assert printed["drempel"] == 5
        assert (share["waarde"], share["teller"], share["noemer"]) == (10.0, 20.0, 200.0)
        assert (share["definitie_versie"], share["nulwaarde"], share["onderdrukt"]) == ("1", "10,0 %", False)

    def test_a_small_figure_is_suppressed_unless_asked_for_and_then_logged(
        self, dorp: Gemeente, analist: Gebruiker, settings: Any
    ) -> None:
        settings.BRON_OP_SERVER = False
        self.run(jaar=2024)
        Meting.objects.of_indicator("clienten-met-verblijf").update(verborgen=True)

        def clienten(**options: Any) -> dict[str, Any]:
            rijen = json.loads(self.run(jaar=2024, **options))["indicatoren"]
            return next(rij for rij in rijen if rij["slug"] == "clienten-met-verblijf")

        assert (clienten()["waarde"], clienten()["onderdrukt"]) == (None, True)
        with pytest.raises(CommandError, match="Noem met --als"):
            clienten(onbeschermd=True)
        assert clienten(onbeschermd=True, als=analist.username)["waarde"] == 7.0
        event = Gebeurtenis.objects.get(actie="cijfers-onbeschermd")
        assert (event.door, event.bijzonderheden) == (analist, {"jaar": 2024})

    def test_nobody_without_the_right_gets_unprotected_figures(self, dorp: Gemeente, programmateam: Gebruiker) -> None:
        with pytest.raises(CommandError, match="Uw rol geeft hier geen toegang"):
            self.run(jaar=2024, onbeschermd=True, als=programmateam.username)
        with pytest.raises(CommandError, match="niemand is geen gebruiker"):
            self.run(jaar=2024, onbeschermd=True, als="niemand")

    def test_a_table_has_decimal_commas_and_the_symbol(self, dorp: Gemeente) -> None:
        self.run(jaar=2024)
        Meting.objects.of_indicator("clienten-met-verblijf").update(verborgen=True)

        lines = self.run(jaar=2024, format="csv").splitlines()

        assert lines[0].startswith("slug;periode;uitsplitsing;gebied;naam;eenheid;waarde")
        assert "pct-zonder-verblijf;2024;;;Pct zonder verblijf;procent;10,00;20;200;1;nee;ja" in lines[1]
        assert any(";aantal;x;;;1;ja;" in line for line in lines)
