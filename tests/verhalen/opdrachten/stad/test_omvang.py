"""A town of another size: exactly so many allocations, by number or by pseudonym, and its truth still holds."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from tests.verhalen.opdrachten.stad.vergelijken import (
    make_town,
    read_tables,
    run,
    wrong_figures,
)
from verhalen.opdrachten.referentie import load_referentie
from verhalen.opdrachten.stad import generator, omvang
from verhalen.opdrachten.stad.episodes import Episodemaker
from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.mensen import StadError
from verhalen.opdrachten.stad.model import DAG, Episode
from verhalen.stamgegevens.models import Gemeente

REST = ("kosten", "overige-kosten", "bevolking", "tellingen")


def check_truth(waarheid: dict[str, Any]) -> None:
    assert wrong_figures(waarheid, Gemeente.objects.get(code="0995")) == []


@pytest.mark.parametrize("aantal", [200, 777, 3_000])
def test_a_town_has_exactly_so_many_allocations_and_people_in_proportion(aantal: int) -> None:
    stad = generator.make_town(5, aantal)

    clienten = {toewijzing.inwoner.kenmerk for toewijzing in stad.toewijzingen}

    assert len(stad.toewijzingen) == aantal
    assert len({toewijzing.nummer for toewijzing in stad.toewijzingen}) == aantal
    assert 0.4 < len(clienten) / aantal < 0.6  # in the printed town it is one in two
    assert all(not toewijzing.inwoner.is_pseudoniem for toewijzing in stad.toewijzingen)


def test_cutting_an_allocation_leaves_the_care_itself_as_it_was() -> None:
    stad = generator.make_town(5, 1_000)
    geheel = [_care(episode) for episode in stad.episodes]
    maker = Episodemaker(Lot(1))
    while maker.next_number() < max(toewijzing.nummer for toewijzing in stad.toewijzingen):
        pass

    omvang.cut_to(stad, maker, 1_600)

    assert len(stad.toewijzingen) == 1_600
    assert [_care(episode) for episode in stad.episodes] == geheel
    for episode in stad.episodes:
        for eerder, later in pairwise(episode.toewijzingen):
            assert eerder.einde is not None
            assert eerder.eind is not None
            assert DAG in {later.start - eerder.einde, later.ingang - eerder.eind}


def _care(episode: Episode) -> tuple[object, ...]:
    """Return what a town tells of a stretch of care, however it was cut."""
    laatste = episode.toewijzingen[-1]
    gemeld = {t.start_gemeld for t in episode.toewijzingen}
    return episode.eerste.inwoner, episode.start, episode.einde, laatste.eind, laatste.stop_gemeld, gemeld


def test_a_town_beyond_the_test_range_knows_people_by_pseudonym_and_month_of_birth() -> None:
    stad = generator.make_town(2, omvang.MEESTE_MET_TESTNUMMERS + 1)

    mensen = {toewijzing.inwoner for toewijzing in stad.toewijzingen}

    assert all(inwoner.is_pseudoniem and inwoner.geboren.day == 1 for inwoner in mensen)
    assert len({inwoner.kenmerk for inwoner in mensen}) == len(mensen)


@pytest.mark.parametrize("aantal", [0, 199, 600_001])
def test_a_size_out_of_reach_is_refused_with_a_sentence(aantal: int) -> None:
    with pytest.raises(StadError, match="tussen 200 en 600000"):
        generator.make_town(1, aantal)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_small_town_of_messages_comes_out_as_its_truth(tmp_path: Path, settings: Any) -> None:
    settings.BRON_OP_SERVER = True
    load_referentie(django_settings.BASE_DIR / "fixtures" / "lelystad")
    stad = tmp_path / "stad"
    waarheid = make_town(stad, seed=3, toewijzingen=700)

    rapport = run("import_ijw", stad / "berichten", wijken=stad / "postcode-wijk.csv")
    tabellen = read_tables(stad, ("toewijzingen", *REST))

    assert {deel["geweigerd"] for deel in (rapport, *tabellen)} == {0}
    check_truth(waarheid)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_small_town_by_pseudonym_comes_in_by_tables_alone_and_comes_out_as_its_truth(tmp_path: Path) -> None:
    load_referentie(django_settings.BASE_DIR / "fixtures" / "lelystad")
    stad = tmp_path / "stad"
    samenvatting = generator.make_stad(stad, 6, 700, pseudoniem=True)

    tabellen = read_tables(stad, ("toewijzingen", *REST))

    assert not (stad / "berichten").exists()
    assert samenvatting.berichten == 0
    assert {deel["geweigerd"] for deel in tabellen} == {0}
    check_truth(json.loads((stad / "waarheid.json").read_text("utf-8")))


@pytest.mark.langdurig
@pytest.mark.django_db
def test_a_large_town_by_pseudonym_comes_out_as_its_truth(tmp_path: Path) -> None:
    load_referentie(django_settings.BASE_DIR / "fixtures" / "lelystad")
    stad = tmp_path / "stad"
    waarheid = make_town(stad, seed=2, toewijzingen=20_000)

    tabellen = read_tables(stad, ("toewijzingen", *REST))

    assert {deel["geweigerd"] for deel in tabellen} == {0}
    assert len(list(stad.glob("kosten-*.csv"))) > 1
    check_truth(waarheid)
