"""The synthetic town through the real importers: every figure equals the truth that its generator knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from tests.factories.gebruikers import GebruikerFactory
from tests.verhalen.opdrachten.stad.vergelijken import (
    make_town,
    read_tables,
    run,
    wrong_months,
    wrong_referrers,
    wrong_years,
)
from verhalen.kern.rollen import Rol
from verhalen.opdrachten.referentie import load_referentie
from verhalen.programma.models import Nulwaarde
from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen.models import Meting
from verhalen.tellen.waarden import beside_zero, shown
from verhalen.toewijzing.models import Client, Toewijzingsversie

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_the_town_goes_in_through_the_importers_and_comes_out_as_its_truth(
    tmp_path: Path, settings: Any, als: Any
) -> None:
    settings.BRON_OP_SERVER = True
    load_referentie(django_settings.BASE_DIR / "fixtures" / "lelystad")
    stad = tmp_path / "stad"
    waarheid = make_town(stad, seed=4)

    rapport = run("import_ijw", stad / "berichten", wijken=stad / "postcode-wijk.csv")
    tabellen = read_tables(stad, ("toewijzingen", "kosten", "overige-kosten", "bevolking", "tellingen"))
    cijfers = run("indicatoren", jaar=2023)["indicatoren"]

    assert {deel["geweigerd"] for deel in (rapport, *tabellen)} == {0}
    assert rapport["verwijderd"] > 0
    assert rapport["correcties"] > 0
    assert rapport["onbekende_producten"] != {}
    versies = rapport["nieuw"]["toewijzingsversie"] + tabellen[0]["nieuw"]["toewijzingsversie"]
    assert versies == Toewijzingsversie.objects.count()
    assert Client.objects.count() <= len(set(Toewijzingsversie.objects.values_list("client", flat=True)))
    assert Toewijzingsversie.objects.exclude(wijk="").exists()
    assert wrong_years(waarheid) == []
    assert wrong_months(waarheid) == []
    assert wrong_referrers(waarheid, Gemeente.objects.get(code="0995")) == []
    assert len({rij["slug"] for rij in cijfers}) >= 20
    check_zero_values()
    check_screens(als)


def check_zero_values() -> None:
    """Every printed zero value stands beside a figure that reads the same."""
    nulwaarden = list(Nulwaarde.objects.select_related("indicator"))
    assert len(nulwaarden) >= 16
    for nul in nulwaarden:
        metingen = Meting.objects.filter(indicator=nul.indicator, uitsplitsing=nul.uitsplitsing, gebied="")
        naast = beside_zero(nul, [shown(meting, nul.indicator.eenheid) for meting in metingen])
        assert naast.is_gelijk, (nul.indicator.slug, nul.jaar, nul.afdruk, naast.berekend)


def check_screens(als: Any) -> None:
    """The overview and every indicator of a full town are shown."""
    gemeente = Gemeente.objects.get(code="0995")
    lezer = als(GebruikerFactory(gemeente=gemeente, rollen=[Rol.PROGRAMMATEAM]))
    overview = lezer.get("/tellen/").content.decode()
    assert "12,7\u00a0%" in overview
    for slug in set(Meting.objects.values_list("indicator__slug", flat=True)):
        assert lezer.get(f"/tellen/{slug}/").status_code == 200
