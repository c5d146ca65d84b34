"""The synthetic town through the real importers: every figure equals the truth that its generator knows."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from tests.factories.gebruikers import GebruikerFactory
from verhalen.kern.rollen import Rol
from verhalen.opdrachten.referentie import load_referentie
from verhalen.programma.models import Nulwaarde
from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen.models import Meting
from verhalen.tellen.waarden import beside_zero, shown
from verhalen.toewijzing.models import Client, Toewijzingsversie

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def run(*args: Any, **options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command(*args, **options, stdout=out, stderr=StringIO())
    printed: dict[str, Any] = json.loads(out.getvalue())
    return printed


def whole(slug: str, **periode: Any) -> Any:
    return Meting.objects.of_indicator(slug).filter(gebied="", **periode)


def wrong_years(waarheid: dict[str, Any]) -> list[str]:
    """Return what differs from the truth over a year, by name."""
    wrong = []
    for jaar, cijfers in waarheid["jaren"].items():
        for naam, waar in cijfers.items():
            slug, _, deel = naam.partition("/")
            found = Meting.objects.of_indicator(slug).of_year(int(jaar)).get(uitsplitsing=deel, gebied="")
            same = found.waarde == pytest.approx(waar["waarde"]) and found.teller == waar["teller"]
            wrong += [] if same else [f"{jaar} {naam}: {found.waarde} is niet {waar['waarde']}"]
    return wrong


def wrong_months(waarheid: dict[str, Any]) -> list[str]:
    wrong = []
    for soort, maanden in waarheid["maanden"].items():
        for maand, waar in maanden.items():
            for kant in ("instroom", "uitstroom"):
                found = whole(f"{kant}-{soort}-verblijf", maanden=1, van=f"{maand}-01").get()
                wrong += [] if found.waarde == waar[kant] else [f"{maand} {kant} {soort}"]
    return wrong


def test_the_town_goes_in_through_the_importers_and_comes_out_as_its_truth(
    tmp_path: Path, settings: Any, als: Any
) -> None:
    settings.BRON_OP_SERVER = True
    load_referentie(django_settings.BASE_DIR / "fixtures" / "lelystad")
    stad = tmp_path / "stad"
    call_command("maak_stad", stad, seed=4, stdout=StringIO())
    waarheid = json.loads((stad / "waarheid.json").read_text("utf-8"))

    rapport = run("import_ijw", stad / "berichten", wijken=stad / "postcode-wijk.csv")
    for soort in ("kosten", "overige-kosten", "bevolking", "tellingen"):
        run("import_tabel", soort, stad / f"{soort}.csv")
    cijfers = run("indicatoren", jaar=2023)["indicatoren"]

    assert rapport["geweigerd"] == 0
    assert rapport["verwijderd"] > 0
    assert rapport["correcties"] > 0
    assert rapport["onbekende_producten"] != {}
    assert rapport["nieuw"]["toewijzingsversie"] == Toewijzingsversie.objects.count()
    assert Client.objects.count() <= len(set(Toewijzingsversie.objects.values_list("client", flat=True)))
    assert Toewijzingsversie.objects.exclude(wijk="").exists()
    assert wrong_years(waarheid) == []
    assert wrong_months(waarheid) == []
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
