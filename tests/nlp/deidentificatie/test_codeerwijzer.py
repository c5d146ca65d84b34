"""The norm of the codeerwijzer, sentence by sentence: what a mask covers and what it leaves readable."""

from __future__ import annotations

import pytest

from nlp.deidentificatie import find


def masked(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.type) for m in find(text)]


@pytest.mark.parametrize(
    ("text", "naam"),
    [
        ("Gisteren belde dokter Achterberg terug.", "Achterberg"),
        ("Toen zei mevrouw van der Meer niks meer.", "van der Meer"),
        ("En juf Anouk was ziek.", "Anouk"),
        ("Daar kwam oma Toos mee.", "Toos"),
        ("De heer Tjeerd Hoekstra merkt op dat het kan.", "Tjeerd Hoekstra"),
    ],
)
def test_a_title_before_a_name_stays_readable(text: str, naam: str) -> None:
    assert masked(text) == [(naam, "persoon")]


@pytest.mark.parametrize(
    "text",
    [
        "mijn zoon yousef wil niet",
        "MIJN ZOON YOUSEF WIL NIET",
        "Mijn zoon Yousef wil niet.",
        "mijn zoon YOUSEF wil niet",
    ],
)
def test_a_name_is_found_in_every_case(text: str) -> None:
    assert [stuk.lower() for stuk, _ in masked(text)] == ["yousef"]


def test_a_name_found_once_is_found_in_another_case_too() -> None:
    text = "Mijn zoon Semuël Zonderland. later zei semuël niks en zonderland ook niet"

    gevonden = [stuk for stuk, _ in masked(text)]

    assert gevonden == ["Semuël Zonderland", "semuël", "zonderland"]


@pytest.mark.parametrize("naam", ["Bas", "Storm", "Wolf", "Joy"])
def test_a_name_that_is_a_word_is_found_beside_a_cue(naam: str) -> None:
    assert masked(f"ik ben in de war, mijn zoon heet {naam.lower()}") == [(naam.lower(), "persoon")]


@pytest.mark.parametrize("woord", ["storm", "wolf", "hoop", "roem", "winter"])
def test_the_same_word_without_a_cue_is_a_word(woord: str) -> None:
    assert masked(f"er was een {woord} en dat was het") == []


def test_a_street_with_its_number_is_one_span_and_the_postcode_its_own() -> None:
    assert masked("We wonen Kustendreef 14b, 8245 AB Lelystad.") == [
        ("Kustendreef 14b", "locatie"),
        ("8245 AB", "locatie"),
        ("Lelystad", "locatie"),
    ]


@pytest.mark.parametrize("text", ["De stad is groot en het dorp is klein.", "In deze wijk is niks te doen."])
def test_a_place_without_a_name_is_no_mask(text: str) -> None:
    assert masked(text) == []


@pytest.mark.parametrize(
    ("text", "naam"),
    [
        ("Ze zit op basisschool De Regenboog.", "De Regenboog"),
        ("Bij de praktijk Waterlijn was plek.", "Waterlijn"),
        ("Hij voetbalt bij vv Zuiderzicht.", "vv Zuiderzicht"),
    ],
)
def test_the_generic_word_of_an_organisation_stays_readable(text: str, naam: str) -> None:
    assert masked(text) == [(naam, "organisatie")]


@pytest.mark.parametrize("merk", ["Albert Heijn", "Netflix", "WhatsApp", "de Hema", "Marktplaats", "Fortnite"])
def test_a_national_brand_is_no_mask(merk: str) -> None:
    assert masked(f"Wij deden het via {merk} en dat ging goed.") == []


@pytest.mark.parametrize("text", ["in mei", "op dinsdag", "in 2023", "vorig jaar maart", "eind 2024"])
def test_a_month_a_year_or_a_weekday_alone_is_no_date(text: str) -> None:
    assert masked(f"Het begon {text} denk ik.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Vanaf 18 jaar moet je zelf betalen.",
        "Als je 18 wordt houdt alles op.",
        "Jongeren van 16 tot 23 vallen ertussen.",
        "Ze zit in groep 8 en haalt een 7.",
        "Onze hond is 12 jaar oud en het dossier van 3 jaar.",
        "Hij zit al 3 jaar thuis.",
    ],
)
def test_limits_school_years_marks_animals_and_durations_are_no_ages(text: str) -> None:
    assert masked(text) == []


def test_nine_digits_are_a_bsn_only_when_they_pass_the_eleven_test() -> None:
    assert masked("ergens stond 999942542 bij") == [("999942542", "bsn")]
    assert masked("ergens stond 999942543 bij") == []


def test_a_municipality_adds_its_own_places() -> None:
    text = "we hangen op het bultpark en in de Zilverhoek"

    zonder = find(text)
    met = find(text, plaatsen=frozenset({"Bultpark", "Zilverhoek"}))

    assert "bultpark" not in [text[m.start : m.end] for m in zonder]
    assert [(text[m.start : m.end], m.type) for m in met] == [("bultpark", "locatie"), ("Zilverhoek", "locatie")]


def test_a_municipality_adds_its_own_providers() -> None:
    text = "bij groei en nu bij groei & co, en bij lage dijk"

    met = find(text, organisaties=frozenset({"Groei & Co", "Lage Dijk"}))

    assert [text[m.start : m.end] for m in met] == ["groei & co", "lage dijk"]
    assert {m.bron for m in met} == {"organisatie-bekend"}


@pytest.mark.parametrize(
    ("text", "verwacht"),
    [
        ("Kompas was vol en bij De Kade ook.", ["Kompas", "De Kade"]),
        ("hij zat op de kade met een kompas", []),
        ("oeverlicht belde niet terug", ["oeverlicht"]),
    ],
)
def test_the_short_name_of_a_provider_is_found_where_it_is_no_word(text: str, verwacht: list[str]) -> None:
    namen = frozenset({"Kompas Jeugdhulp", "Behandelcentrum De Kade", "Oeverlicht GGZ"})

    assert [text[m.start : m.end] for m in find(text, organisaties=namen)] == verwacht


def test_a_place_that_is_an_ordinary_word_needs_its_capital() -> None:
    plaatsen = frozenset({"Buitengebied"})

    assert find("het buitengebied is leeg", plaatsen=plaatsen) == []
    assert len(find("Wij wonen in Buitengebied.", plaatsen=plaatsen)) == 1
