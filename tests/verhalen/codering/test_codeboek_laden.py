from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.factories.codering import CoderingFactory, codeboek_data, maak_codeboek, maak_knoppen
from verhalen.codering.actions import load_codeboek
from verhalen.codering.codeboeken import as_data, find_codeboek, get_codeboek
from verhalen.codering.labels import parse_label, read_labels
from verhalen.codering.models import Codeboek, Codeerregel, Thema
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.models import Gebeurtenis
from verhalen.stamgegevens.models import Gemeente

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def knoppen(lelystad: Gemeente) -> Any:
    return maak_knoppen(lelystad)


def test_load_codeboek_counts_what_it_holds(lelystad: Gemeente) -> None:
    counts = load_codeboek(gemeente=lelystad, data=codeboek_data(), by=None)

    assert counts == {"groepen": 2, "themas": 3, "knoppen": 2, "regels": 5, "gewijzigd": 13}
    wachten = Codeerregel.objects.get(thema__slug="wachten")
    assert (wachten.frasen_sterk, wachten.frasen_zwak) == (["wachten"], [])
    assert [knop.nummer for knop in wachten.knoppen.all()] == [11]
    assert get_codeboek(lelystad).geldig_vanaf == date(2025, 1, 1)


def test_load_codeboek_twice_changes_nothing(lelystad: Gemeente) -> None:
    load_codeboek(gemeente=lelystad, data=codeboek_data(), by=None)
    before = list(Codeerregel.objects.order_by("pk").values())

    counts = load_codeboek(gemeente=lelystad, data=codeboek_data(), by=None)

    assert counts["gewijzigd"] == 0
    assert list(Codeerregel.objects.order_by("pk").values()) == before
    assert Gebeurtenis.objects.filter(actie="codeboek-geladen").count() == 1


def test_a_new_version_closes_the_one_before(lelystad: Gemeente) -> None:
    load_codeboek(gemeente=lelystad, data=codeboek_data("2025-01"), by=None)

    load_codeboek(gemeente=lelystad, data=codeboek_data("2025-07"), by=None)

    old, new = Codeboek.objects.order_by("geldig_vanaf")
    assert (old.geldig_tot, new.geldig_tot) == (date(2025, 7, 1), None)
    assert find_codeboek(lelystad) == new
    assert Thema.objects.count() == 3


def test_an_older_version_loaded_later_stays_closed(lelystad: Gemeente) -> None:
    load_codeboek(gemeente=lelystad, data=codeboek_data("2025-07"), by=None)

    load_codeboek(gemeente=lelystad, data=codeboek_data("2025-01"), by=None)

    assert get_codeboek(lelystad).versie == "2025-07"


def test_a_version_that_begins_later_does_not_hold_yet(lelystad: Gemeente) -> None:
    load_codeboek(gemeente=lelystad, data=codeboek_data("2025-01"), by=None)

    load_codeboek(gemeente=lelystad, data=codeboek_data("2999-01"), by=None)

    assert get_codeboek(lelystad).versie == "2025-01"


def test_texts_of_a_version_in_use_do_not_change(lelystad: Gemeente) -> None:
    maak_codeboek(lelystad)
    CoderingFactory(fragment__verhaal__gemeente=lelystad)
    data = codeboek_data()
    data["themas"][0]["definitie"] = "Iets heel anders."

    with pytest.raises(OngeldigeInvoer, match="al gebruikt"):
        load_codeboek(gemeente=lelystad, data=data, by=None)

    assert Codeerregel.objects.get(thema__slug="wachten").definitie == "Alles over wachten."


def test_a_thema_of_a_version_in_use_does_not_disappear(lelystad: Gemeente) -> None:
    maak_codeboek(lelystad)
    CoderingFactory(fragment__verhaal__gemeente=lelystad)
    data = codeboek_data()
    del data["themas"][2]

    with pytest.raises(OngeldigeInvoer, match="al gebruikt"):
        load_codeboek(gemeente=lelystad, data=data, by=None)

    assert Codeerregel.objects.count() == 5


def test_phrases_of_a_version_in_use_may_be_sharpened(lelystad: Gemeente) -> None:
    maak_codeboek(lelystad)
    CoderingFactory(fragment__verhaal__gemeente=lelystad)
    data = codeboek_data()
    data["themas"][0]["zwak"] = ["lang ... duren"]

    load_codeboek(gemeente=lelystad, data=data, by=None)

    assert Codeerregel.objects.get(thema__slug="wachten").frasen_zwak == ["lang ... duren"]


def test_a_version_that_nobody_used_follows_its_file(lelystad: Gemeente) -> None:
    load_codeboek(gemeente=lelystad, data=codeboek_data(), by=None)
    data = codeboek_data()
    data["themas"][0]["definitie"] = "Wachten op hulp."
    del data["themas"][2]

    counts = load_codeboek(gemeente=lelystad, data=data, by=None)

    assert counts["regels"] == 4
    assert Codeerregel.objects.get(thema__slug="wachten").definitie == "Wachten op hulp."


def _without(veld: str) -> dict[str, Any]:
    data = codeboek_data()
    del data[veld]
    return data


def _with(veld: str, waarde: Any) -> dict[str, Any]:
    data = codeboek_data()
    data["themas"][0][veld] = waarde
    return data


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        (_without("versie"), "ontbreekt 'versie'"),
        (_with("groep", "onbekend"), "groep die niet bestaat"),
        (_with("knoppen", [99]), "knop 99"),
        (_with("niet", ""), "ontbreekt 'niet'"),
        (_with("sterk", ["wacht &"]), "wacht &"),
    ],
)
def test_a_file_that_is_wrong_is_refused_whole(lelystad: Gemeente, data: dict[str, Any], zin: str) -> None:
    with pytest.raises(OngeldigeInvoer, match=zin):
        load_codeboek(gemeente=lelystad, data=data, by=None)

    assert not Codeboek.objects.exists()
    assert not Thema.objects.exists()


def test_only_who_owns_the_codebook_loads_it(
    lelystad: Gemeente, onderzoeker: Gebruiker, hoofdonderzoeker: Gebruiker
) -> None:
    with pytest.raises(Geweigerd):
        load_codeboek(gemeente=lelystad, data=codeboek_data(), by=onderzoeker)

    load_codeboek(gemeente=lelystad, data=codeboek_data(), by=hoofdonderzoeker)

    assert Gebeurtenis.objects.get(actie="codeboek-geladen").door == hoofdonderzoeker


def test_two_municipalities_have_codebooks_of_their_own(lelystad: Gemeente, elders: Gemeente) -> None:
    maak_codeboek(lelystad)

    maak_codeboek(elders)

    assert Codeboek.objects.count() == 2
    assert Thema.objects.filter(slug="wachten").count() == 2


def test_the_tagger_gets_back_what_was_loaded(lelystad: Gemeente) -> None:
    data = as_data(maak_codeboek(lelystad))

    for soort in ("themas", "knoppen"):
        phrases = [(item["sterk"], item["zwak"], item.get("knoppen")) for item in data[soort]]
        expected = [(item["sterk"], item["zwak"], item.get("knoppen")) for item in codeboek_data()[soort]]
        assert phrases == expected


def test_labels_stand_in_their_groups_with_the_name_of_the_programme(lelystad: Gemeente) -> None:
    labels = read_labels(lelystad, maak_codeboek(lelystad))

    assert [groep.naam for groep in labels.groepen] == [
        "Weg naar hulp",
        "Bejegening en regie",
        "Het gezin en het netwerk",
    ]
    knop = labels.per_sleutel["knop:4"]
    assert (knop.kort, knop.naam) == ("Knop 4", "Eén gezin, één plan, één contactpersoon")


@pytest.mark.parametrize("sleutel", ["", "knop:", "knop:99", "knop:99999999999999999999", "thema:onbekend", "anders:4"])
def test_parse_label_refuses_what_is_not_in_the_codebook(lelystad: Gemeente, sleutel: str) -> None:
    maak_codeboek(lelystad)

    with pytest.raises(OngeldigeInvoer, match="Kies een knop of thema"):
        parse_label(lelystad, sleutel)
