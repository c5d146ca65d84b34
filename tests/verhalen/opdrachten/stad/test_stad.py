"""The town: made, written, read back and counted; the count must equal the truth the generator knew."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.verhalen.opdrachten.stad.teruglezen import FIXTURES, read_stad
from tests.verhalen.toewijzing.ijw.volgorde import fouten
from verhalen.analyse import kolommen as k
from verhalen.analyse import perioden
from verhalen.analyse.gegevens import Gegevens
from verhalen.analyse.indicatoren import INDICATOREN, rijen, tellingen
from verhalen.analyse.ketens import Basis, Ketenregel
from verhalen.analyse.stromen import flow_per_month
from verhalen.opdrachten.stad import producten
from verhalen.opdrachten.stad.generator import make_stad, make_town
from verhalen.opdrachten.stad.model import DAG, Toewijzing
from verhalen.opdrachten.stad.plan import PEILDATUM
from verhalen.toewijzing.ijw import bsn

pytestmark = pytest.mark.slow
ZAAD = 7

# The sixteen figures as the programme printed them: value, and to what it was rounded.
AFGEDRUKT = [
    ("pct-zonder-verblijf", 2023, "", 12.7, 1),
    ("pct-met-verblijf", 2023, "", 1.7, 1),
    ("pct-clienten-zonder-verblijf", 2023, "", 95.3, 1),
    ("kosten-per-jeugdige", 2023, "", 17_300, -2),
    ("uitgaven-totaal", 2023, "", 41.7, 1),
    ("uitgaven-met-verblijf", 2023, "", 13.9, 1),
    ("uitgaven-zonder-verblijf", 2023, "", 22.6, 1),
    ("uitgaven-overig", 2023, "", 5.3, 1),
    ("uitgaven-per-jeugdige-verblijf", 2023, "", 39_400, -2),
    ("pct-zonder-verblijf", 2024, "", 11.9, 1),
    ("pct-met-verblijf", 2024, "", 1.8, 1),
    ("pct-clienten-zonder-verblijf", 2024, "", 95.2, 1),
    ("kosten-per-jeugdige", 2024, "", 20_200, -2),
    ("uitgaven-per-jeugdige-verblijf", 2024, "", 50_600, -2),
    ("uitgaven-per-jeugdige-verblijf", 2024, "pleegzorg", 15_200, -2),
    ("uitgaven-per-jeugdige-verblijf", 2024, "niet-pleegzorg", 80_600, -2),
]


@dataclass(frozen=True)
class Proef:
    map: Path
    gegevens: Gegevens
    geweigerd: list[object]
    waarheid: dict[str, Any]


@pytest.fixture(scope="module")
def proef(tmp_path_factory: pytest.TempPathFactory) -> Proef:
    """One town for the whole module: writing and reading it is what takes the time."""
    map_ = tmp_path_factory.mktemp("stad")
    make_stad(map_ / "s", ZAAD)
    waarheid = json.loads((map_ / "s" / "waarheid.json").read_text(encoding="utf-8"))
    peildatum, vanaf = (date.fromisoformat(waarheid[naam]) for naam in ("peildatum", "vanaf"))
    return Proef(map_ / "s", *read_stad(map_ / "s", peildatum, vanaf), waarheid)


def test_every_indicator_of_every_year_equals_the_truth(proef: Proef) -> None:
    assert proef.geweigerd == []
    for jaar, waar in proef.waarheid["jaren"].items():
        berekend = {}
        for slug in waar:
            basis, _, deel = slug.partition("/")
            indicator, periode = INDICATOREN[basis], perioden.parse(jaar)
            uit = (
                indicator.compute_uitsplitsing(proef.gegevens, periode, deel)
                if deel
                else indicator.compute(proef.gegevens, periode)
            )
            berekend[slug] = {"teller": uit.teller, "noemer": uit.noemer}
            assert uit.waarde == pytest.approx(waar[slug]["waarde"], rel=1e-12), (jaar, slug)
        assert berekend == {slug: {deel: waar[slug][deel] for deel in ("teller", "noemer")} for slug in waar}
        assert {slug.partition("/")[0] for slug in waar} == set(INDICATOREN)


def test_flow_of_every_month_equals_the_truth(proef: Proef) -> None:
    episodes = proef.gegevens.episodes(Ketenregel())
    keuzes = INDICATOREN["instroom-met-verblijf"].keuzes
    for soort, kies in (("zonder", rijen.without_stay), ("met", rijen.with_stay)):
        stroom = flow_per_month(
            kies(episodes, keuzes), perioden.Periode(date(2022, 1, 1), PEILDATUM), peildatum=PEILDATUM
        )

        berekend = stroom[["instroom", "uitstroom", "stand"]].to_dict("index")

        assert berekend == proef.waarheid["maanden"][soort]


@pytest.mark.parametrize(("slug", "jaar", "deel", "afdruk", "decimalen"), AFGEDRUKT)
def test_printed_figure_comes_out_to_its_printed_rounding(
    proef: Proef, slug: str, jaar: int, deel: str, afdruk: float, decimalen: int
) -> None:
    indicator, periode = INDICATOREN[slug], perioden.year(jaar)

    uit = (
        indicator.compute_uitsplitsing(proef.gegevens, periode, deel)
        if deel
        else indicator.compute(proef.gegevens, periode)
    )

    assert uit.waarde is not None
    assert round(uit.waarde, decimalen) == afdruk


def test_size_of_the_town_is_that_of_the_programme(proef: Proef) -> None:
    jaar = perioden.year(2023)

    assert INDICATOREN["pct-met-verblijf"].compute(proef.gegevens, jaar).noemer == 17_700
    assert INDICATOREN["pct-clienten-zonder-verblijf"].compute(proef.gegevens, jaar).noemer == 2_410
    assert INDICATOREN["clienten-met-verblijf"].compute(proef.gegevens, jaar).waarde == 353
    assert 40 <= (INDICATOREN["verblijf-18-plus"].compute(proef.gegevens, jaar).waarde or 0) <= 70


def test_counts_by_table_equal_the_truth(proef: Proef) -> None:
    for jaar, waar in proef.waarheid["tellingen"].items():
        for slug, verwacht in waar.items():
            gekozen = tellingen.select(proef.gegevens.tellingen, slug, perioden.parse(jaar))
            assert tellingen.value(gekozen) == (verwacht, None)


def test_unknown_persons_are_listed_and_no_start_or_stop_is_lost(proef: Proef) -> None:
    assert set(proef.gegevens.afgekeurd["reden"]) == {"zonder bekende persoon"}
    assert 0 < INDICATOREN["pct-clienten-zonder-verblijf"].compute(proef.gegevens, perioden.year(2023)).onbekend < 60


def test_wijken_come_from_the_postal_codes(proef: Proef) -> None:
    wijken = proef.gegevens.toewijzingen[k.WIJK]

    assert wijken.nunique() == 11
    assert 0 < wijken.isna().mean() < 0.05


def test_every_message_follows_the_standard_and_uses_test_numbers_alone(proef: Proef) -> None:
    soorten, gezien = set(), 0
    for pad in sorted((proef.map / "berichten").glob("*.zip"))[::6]:
        with zipfile.ZipFile(pad) as archief:
            for lid in archief.namelist()[::5]:
                inhoud = archief.read(lid)
                assert fouten(inhoud) == []
                nummer = inhoud.decode().partition("Bsn>")[2][:9]
                assert nummer == "999999999" or (bsn.is_valid(nummer) and nummer >= "999900006")
                soorten.add(lid[:5])
                gezien += 1
    assert soorten == {"JW301", "JW305", "JW307"}
    assert gezien > 300


def test_town_shows_what_real_traffic_shows(proef: Proef) -> None:
    tekst = b"".join(_all_messages(proef.map))
    rows = proef.gegevens.toewijzingen

    for reden in (b"04", b"05", b"12", b"13", b"14"):
        assert tekst.count(b"RedenWijziging>" + reden) > 3
    assert tekst.count(b"StatusAanlevering>3") > 50
    assert tekst.count(b"RedenBeeindiging>20") > 20
    assert (rows[k.START] > rows[k.INGANGSDATUM]).sum() > 1000
    assert rows[k.EINDE].isna().sum() > 5
    assert rows[k.NOOIT_GESTART].mean() > 0.1
    assert (rows[k.PRODUCT] == "45X91").any()
    assert rows[k.CATEGORIE].isna().any()
    assert (rows[k.CATEGORIE].notna() & rows[k.PRODUCT].isna()).any()
    januari = flow_per_month(
        proef.gegevens.episodes(Ketenregel(basis=Basis.EFFECTIEF)), perioden.parse("2024-01"), peildatum=PEILDATUM
    )
    samen = flow_per_month(proef.gegevens.episodes(Ketenregel()), perioden.parse("2024-01"), peildatum=PEILDATUM)
    assert januari["instroom"].iloc[0] > 1.3 * samen["instroom"].iloc[0]


def _all_messages(map_: Path) -> Iterator[bytes]:
    for pad in sorted((map_ / "berichten").glob("*.zip")):
        with zipfile.ZipFile(pad) as archief:
            yield from (archief.read(lid) for lid in archief.namelist())


def test_same_seed_gives_the_same_bytes_and_another_seed_another_town(proef: Proef, tmp_path: Path) -> None:
    make_stad(tmp_path / "s", ZAAD)

    for pad in sorted(pad for pad in proef.map.rglob("*") if pad.is_file()):
        assert (tmp_path / "s" / pad.relative_to(proef.map)).read_bytes() == pad.read_bytes()
    ander = make_town(ZAAD + 1)
    assert {t.inwoner.kenmerk for t in ander.toewijzingen} != {t.inwoner.kenmerk for t in make_town(ZAAD).toewijzingen}


def test_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "oud.txt").write_text("bewaren")

    with pytest.raises(FileExistsError, match="niet leeg"):
        make_stad(tmp_path, ZAAD)


@pytest.mark.parametrize("zaad", [1, 2, 3])
def test_no_two_stretches_of_care_join_by_chance(zaad: int) -> None:
    """The generator's episodes are the truth only if nothing outside an episode follows on it the next day."""
    stad = make_town(zaad)
    van_episode = {id(t): id(episode) for episode in stad.episodes for t in episode.toewijzingen}
    per_soort: dict[tuple[str, int], list[Toewijzing]] = {}
    for toewijzing in stad.toewijzingen:
        per_soort.setdefault((toewijzing.inwoner.kenmerk, id(toewijzing.product)), []).append(toewijzing)

    for groep in per_soort.values():
        for eerder in groep:
            for later in groep:
                if van_episode[id(eerder)] != van_episode[id(later)]:
                    assert eerder.einde is None or later.start != eerder.einde + DAG
                    assert eerder.eind is None or later.ingang != eerder.eind + DAG


def test_products_of_the_town_are_in_the_catalogue_with_the_same_meaning() -> None:
    catalogus = {rij["code"]: rij for rij in json.loads((FIXTURES / "producten.json").read_text(encoding="utf-8"))}
    for product in (*producten.ZONDER_VERBLIJF, *producten.PLEEGZORG, *producten.ANDER_VERBLIJF):
        code = product.op_rekening[1]
        if code == "45X91":
            assert code not in catalogus
        else:
            rij = catalogus[code]
            assert (rij["categorie"], rij["verblijf"]) == (product.op_rekening[0], product.verblijf)
            assert (rij["hulpvorm"] == "11") is product.pleegzorg
            assert rij["opvolger"] is None


def test_providers_of_the_town_are_in_the_list_of_providers() -> None:
    bekend = {rij["agb"] for rij in json.loads((FIXTURES / "aanbieders.json").read_text(encoding="utf-8"))}

    gebruikt = {
        agb
        for product in (*producten.ZONDER_VERBLIJF, *producten.PLEEGZORG, *producten.ANDER_VERBLIJF)
        for agb in product.aanbieders
    }

    assert gebruikt <= bekend
