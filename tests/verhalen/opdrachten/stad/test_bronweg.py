"""The way of a real municipality: files with numbers go through the source tool, the platform sees pseudonyms alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings as django_settings

from tests.verhalen.opdrachten.stad.vergelijken import make_town, read_tables, run, wrong_figures
from verhalen.opdrachten.referentie import load_referentie
from verhalen.stamgegevens.models import Gemeente
from verhalen.toewijzing.bron.opdracht import main
from verhalen.toewijzing.models import Client

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_a_town_through_the_source_tool_gives_the_same_figures_without_raw_numbers_on_the_server(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert settings.BRON_OP_SERVER is False
    load_referentie(django_settings.BASE_DIR / "fixtures" / "lelystad")
    stad, levering = tmp_path / "stad", tmp_path / "levering"
    waarheid = make_town(stad, seed=8, toewijzingen=600)

    code = main(
        [
            *map(str, (stad / "berichten", stad / "toewijzingen.csv", stad / "kosten.csv")),
            *("--out", str(levering), "--wijken", str(stad / "postcode-wijk.csv"), "--gemeente", "0995"),
            *("--sleutel", str(tmp_path / "sleutel.json"), "--maak-sleutel"),
        ]
    )
    verslag = json.loads(capsys.readouterr().out)
    berichten = run("import_ijw", levering / "berichten.zip")
    eigen = read_tables(levering, ("toewijzingen", "kosten"))
    openbaar = read_tables(stad, ("overige-kosten", "bevolking", "tellingen"))

    assert code == 0
    assert sorted(verslag["tabellen"]) == ["kosten-2.csv", "toewijzingen-1.csv"]
    assert {deel["geweigerd"] for deel in (berichten, *eigen, *openbaar)} == {0}
    assert wrong_figures(waarheid, Gemeente.objects.get(code="0995")) == []
    assert verslag["personen"] == Client.objects.count()
    assert no_raw_number_in(levering, stad / "toewijzingen.csv")


def no_raw_number_in(levering: Path, ruw: Path) -> bool:
    """Whether none of the numbers of the raw table is in what was sent on, unpacked."""
    nummers = {regel.partition(";")[0].encode() for regel in ruw.read_text("utf-8").splitlines()[1:]}
    with ZipFile(levering / "berichten.zip") as archief:
        inhoud = [archief.read(naam) for naam in archief.namelist()]
    inhoud += [pad.read_bytes() for pad in levering.glob("*.csv")]
    alles = b"".join(inhoud)
    return len(nummers) > 100 and not any(nummer in alles for nummer in nummers)


def test_the_same_files_without_the_source_tool_are_refused_and_nothing_of_them_is_kept(tmp_path: Path) -> None:
    load_referentie(django_settings.BASE_DIR / "fixtures" / "lelystad")
    stad = tmp_path / "stad"
    make_town(stad, seed=8, toewijzingen=200)

    with pytest.raises(SystemExit) as stop:
        run("import_ijw", stad / "berichten")

    assert stop.value.code == 1
    assert not Client.objects.exists()
