"""Each indicator on the smallest town in which its definition can go wrong, and all of them against a slow count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyse.bouwen import Rij, gegevens, start, versie
from tests.voorbeelden import voorbeelden
from verhalen.analyse import kolommen as k
from verhalen.analyse import perioden
from verhalen.analyse.gegevens import Gegevens
from verhalen.analyse.indicatoren import INDICATOREN, Keuzes, Maat, Uitkomst, Verblijfsbegrip

JAAR = perioden.year(2023)
VERBLIJF: Mapping[str, object] = {k.CATEGORIE: "43", k.PRODUCT: "43A07"}
PLEEGZORG: Mapping[str, object] = {k.CATEGORIE: "44", k.PRODUCT: "44A07"}


def reken(slug: str, data: Gegevens, **keuzes: object) -> Uitkomst:
    indicator = INDICATOREN[slug]
    return indicator.compute(data, JAAR, replace(indicator.keuzes, **keuzes))


def kosten(client: str, maand: str, cent: int, **product: object) -> Rij:
    return {k.CLIENT: client, k.MAAND: maand, k.BEDRAG: cent, k.CATEGORIE: "45", k.PRODUCT: "45A04", **product}


def overig(maand: str, cent: int) -> Rij:
    return {k.MAAND: maand, k.SOORT: "toegang", k.BEDRAG: cent}


def inwoners(aantal: int, leeftijd: int = 10, jaar: int = 2023) -> Rij:
    return {k.JAAR: jaar, k.LEEFTIJDSJAAR: leeftijd, k.GEBIED: "WK099501", k.AANTAL: aantal}


def test_client_counts_once_with_and_once_without_stay() -> None:
    data = gegevens(
        [
            versie("1", "2023-01-01", "2023-03-31"),
            versie("2", "2023-05-01", "2023-08-31"),
            versie("3", "2023-02-01", "2023-06-30", **VERBLIJF),
            versie("4", "2022-12-01", "2023-01-01", client="p2"),
            versie("5", "2022-01-01", "2022-12-31", client="p3"),
        ],
        bevolking=[inwoners(20), inwoners(5, leeftijd=18), inwoners(99, jaar=2022)],
    )

    assert reken("pct-zonder-verblijf", data).waarde == 10.0
    assert reken("pct-met-verblijf", data).waarde == 5.0
    assert reken("pct-clienten-zonder-verblijf", data).waarde == 100.0
    assert reken("pct-clienten-alleen-zonder-verblijf", data).waarde == 50.0
    assert reken("clienten-met-verblijf", data).waarde == 1.0


def test_who_turns_18_during_care_counts_and_who_starts_at_18_does_not() -> None:
    data = gegevens(
        [
            versie("1", "2023-01-01", "2023-12-31", geboortejaar_maand="2005-06-01", leeftijd_bij_start=17),
            versie(
                "2", "2023-07-01", "2023-12-31", client="p2", geboortejaar_maand="2005-06-01", leeftijd_bij_start=18
            ),
        ],
        bevolking=[inwoners(100)],
    )

    assert reken("pct-zonder-verblijf", data).teller == 1
    assert reken("jeugdigen-in-jeugdhulp", data).waarde == 1
    assert reken("pct-clienten-zonder-verblijf", data).noemer == 2
    assert reken("jeugdigen-in-jeugdhulp", data, leeftijd_max=None).waarde == 2


def test_help_of_unknown_kind_counts_as_without_stay_and_its_size_is_told() -> None:
    data = gegevens(
        [versie("1", "2023-01-01", categorie=None, productcode=None), versie("2", "2023-01-01", client="p2")]
    )

    uitkomst = reken("pct-clienten-zonder-verblijf", data)
    apart = reken("pct-clienten-zonder-verblijf", data, onbekend_is_zonder=False)

    assert (uitkomst.teller, uitkomst.onbekend) == (2, 1)
    assert apart.teller == 1


def test_protection_orders_can_be_left_out() -> None:
    data = gegevens([versie("1", "2023-01-01", categorie="48", productcode="48A01")])

    assert reken("jeugdigen-in-jeugdhulp", data).waarde == 1
    assert reken("jeugdigen-in-jeugdhulp", data, bescherming=False).waarde == 0


def test_crisis_stay_is_a_stay_in_the_reading_of_cbs_alone() -> None:
    data = gegevens([versie("1", "2023-01-01", categorie="46", productcode="46A03")])

    assert reken("clienten-met-verblijf", data).waarde == 0
    assert reken("clienten-met-verblijf", data, verblijf=Verblijfsbegrip.CBS).waarde == 1


def test_costs_are_told_in_millions_and_per_client() -> None:
    data = gegevens(
        [
            versie("1", "2023-01-01", "2023-12-31"),
            versie("2", "2023-01-01", "2023-12-31", client="p2", **VERBLIJF),
            versie("3", "2023-01-01", "2023-12-31", client="p3", **PLEEGZORG),
        ],
        kosten=[
            kosten("p1", "2023-01-01", 1_000_000_00),
            kosten("p1", "2022-12-01", 999_00),
            kosten("p2", "2023-12-01", 3_000_000_00, **VERBLIJF),
            kosten("p3", "2023-06-01", 500_000_00, **PLEEGZORG),
            kosten("p3", "2023-06-01", -100_000_00, **PLEEGZORG),
        ],
        overige_kosten=[overig("2023-03-01", 700_000_00), overig("2024-01-01", 1_00)],
    )

    waarden = {slug: reken(slug, data).waarde for slug in INDICATOREN if slug.startswith(("uitgaven", "kosten"))}

    assert waarden == {
        "uitgaven-totaal": pytest.approx(5.1),
        "uitgaven-overig": pytest.approx(0.7),
        "uitgaven-zonder-verblijf": pytest.approx(1.0),
        "uitgaven-met-verblijf": pytest.approx(3.4),
        "uitgaven-per-jeugdige-verblijf": pytest.approx(1_700_000),
        "kosten-per-jeugdige": pytest.approx(1_700_000),
    }
    verblijf = INDICATOREN["uitgaven-per-jeugdige-verblijf"]
    assert verblijf.compute_uitsplitsing(data, JAAR, "pleegzorg").waarde == pytest.approx(400_000)
    assert verblijf.compute_uitsplitsing(data, JAAR, "niet-pleegzorg").waarde == pytest.approx(3_000_000)


def test_costs_per_stay_can_be_divided_by_clients_with_a_bill() -> None:
    data = gegevens(
        [
            versie("1", "2023-01-01", "2023-12-31", **VERBLIJF),
            versie("2", "2023-12-01", "2023-12-31", client="p2", **VERBLIJF),
        ],
        kosten=[kosten("p1", "2023-01-01", 100_00, **VERBLIJF)],
    )

    assert reken("uitgaven-per-jeugdige-verblijf", data).waarde == 50
    assert reken("uitgaven-per-jeugdige-verblijf", data, clienten_met_rekening=True).waarde == 100


def test_flow_counts_episodes_and_not_people() -> None:
    data = gegevens(
        [
            versie("1", "2023-01-01", "2023-03-31"),
            versie("2", "2023-04-01", "2023-05-31"),
            versie("3", "2023-07-01", "2023-07-31"),
            versie("4", "2023-07-15", **VERBLIJF),
        ]
    )

    stromen = {slug: reken(slug, data).waarde for slug in INDICATOREN if "stroom-" in slug and "nieuwe" not in slug}

    assert stromen == {
        "instroom-zonder-verblijf": 2,
        "uitstroom-zonder-verblijf": 2,
        "instroom-met-verblijf": 1,
        "uitstroom-met-verblijf": 0,
    }


@pytest.mark.parametrize(
    ("vorige_einde", "nieuw"),
    [("2022-05-31", 1), ("2022-06-01", 0), ("2023-05-30", 0), (None, 0)],
)
def test_new_client_had_no_help_in_the_365_days_before(vorige_einde: str | None, nieuw: int) -> None:
    data = gegevens(
        [versie("1", "2022-01-01", vorige_einde, **VERBLIJF), versie("2", "2023-06-01", "2023-09-30")],
        vanaf=date(2021, 1, 1),
    )

    uitkomst = reken("instroom-nieuwe-clienten", data)

    assert uitkomst.waarde == nieuw
    assert uitkomst.opmerkingen == ()


def test_share_of_nobody_has_no_value_and_says_why() -> None:
    data = gegevens([versie("1", "2022-01-01", "2022-06-30")], bevolking=[inwoners(10, jaar=2021)])

    for slug in ("pct-zonder-verblijf", "aandeel-3-of-meer-aanbieders"):
        uitkomst = reken(slug, data)
        assert uitkomst.waarde is None
        assert uitkomst.opmerkingen[0].startswith("Er zijn geen ")


def test_two_forms_of_help_that_begin_on_one_day_make_one_new_client() -> None:
    data = gegevens(
        [versie("1", "2023-06-01"), versie("2", "2023-06-01", productcode="45A48"), versie("3", "2023-08-01")]
    )

    assert reken("instroom-nieuwe-clienten", data).waarde == 1


def test_new_clients_of_the_first_year_of_data_carry_a_warning() -> None:
    data = gegevens([versie("1", "2023-06-01")], vanaf=date(2022, 6, 1))

    assert "te kort" in reken("instroom-nieuwe-clienten", data).opmerkingen[0]


def test_several_providers_are_counted_on_the_last_day_only() -> None:
    def drie(client: str, tot: str) -> list[Rij]:
        return [
            versie(f"{client}{nr}", "2023-01-01", tot, client=client, aanbieder_agb=f"9800000{nr}") for nr in (1, 2, 3)
        ]

    data = gegevens(
        [
            *drie("p1", "2023-12-31"),
            *drie("p2", "2023-12-30"),
            versie("8", "2023-01-01", client="p3"),
            versie("9", "2023-01-01", client="p3"),
        ]
    )

    uitkomst = reken("aandeel-3-of-meer-aanbieders", data)

    assert (uitkomst.teller, uitkomst.noemer, uitkomst.waarde) == (1, 2, 50.0)


@pytest.mark.parametrize(
    ("geboren", "tot", "telt"),
    [
        ("2005-06-01", "2023-06-30", 0),  # ends in the month of the birthday
        ("2005-06-01", "2023-07-01", 1),
        ("2005-06-01", None, 1),
        ("2005-12-01", None, 0),  # the birthday's month is the last of the year
        ("2004-01-01", "2023-01-31", 1),
        (None, None, 0),
    ],
)
def test_stay_counts_after_the_month_of_the_eighteenth_birthday(
    geboren: str | None, tot: str | None, telt: int
) -> None:
    data = gegevens([versie("1", "2023-01-01", tot, geboortejaar_maand=geboren, **VERBLIJF)])

    assert reken("verblijf-18-plus", data).waarde == telt


def test_age_and_month_of_birth_survive_a_late_start() -> None:
    data = gegevens(
        [versie("1", "2023-05-01", geboortejaar_maand="2005-06-01", leeftijd_bij_start=17, **VERBLIJF)],
        [start("1", "2023-07-03", leeftijd_bij_start=18, **VERBLIJF)],
        bevolking=[inwoners(10)],
    )

    assert reken("pct-met-verblijf", data).teller == 0
    assert reken("verblijf-18-plus", data).waarde == 1


def test_breakdown_adds_up_and_names_what_is_missing() -> None:
    data = gegevens(
        [
            versie("1", "2023-01-01", verwijzer_type="02"),
            versie("2", "2023-01-01", verwijzer_type=None),
            versie("3", "2023-02-01", verwijzer_type="02", client="p2"),
        ]
    )

    delen = INDICATOREN["instroom-zonder-verblijf"].breakdown(data, JAAR, k.VERWIJZER)

    assert delen.to_dict() == {"02": 2.0, "onbekend": 1.0}


@pytest.mark.parametrize("slug", list(INDICATOREN))
def test_indicator_without_its_sources_has_no_value_and_says_why(slug: str) -> None:
    uitkomst = INDICATOREN[slug].compute(gegevens([]), JAAR)

    assert uitkomst.waarde is None
    assert uitkomst.opmerkingen[0].startswith("Nog geen gegevens over")


@pytest.mark.parametrize("slug", list(INDICATOREN))
def test_every_indicator_can_be_read_by_people(slug: str) -> None:
    indicator = INDICATOREN[slug]

    assert indicator.definitie.endswith(".")
    assert len(indicator.definitie.split()) <= 25
    assert set(indicator.gebruikt) <= {veld.name for veld in fields(Keuzes)}
    assert all(grens.endswith(".") for grens in indicator.grenzen)


def test_published_year_is_provisional_only_while_messages_come_in() -> None:
    assert reken("clienten-met-verblijf", gegevens([versie("1", "2023-01-01")])).voorlopig is False
    assert reken("clienten-met-verblijf", gegevens([versie("1", "2023-01-01")], peildatum=date(2024, 2, 28))).voorlopig


_SOORTEN = [("45", "45A04"), ("43", "43A07"), ("44", "44A07"), ("46", "46A03"), (None, None)]


@st.composite
def stadje(draw: st.DrawFn) -> list[Rij]:
    rijen = []
    for nummer in range(draw(st.integers(1, 16))):
        begin = date(2022, 1, 1) + timedelta(days=draw(st.integers(0, 800)))
        duur = draw(st.one_of(st.none(), st.integers(0, 600)))
        categorie, code = draw(st.sampled_from(_SOORTEN))
        rijen.append(
            versie(
                str(nummer),
                begin.isoformat(),
                None if duur is None else (begin + timedelta(days=duur)).isoformat(),
                client=f"p{draw(st.integers(1, 5))}",
                categorie=categorie,
                productcode=code,
                aanbieder_agb=f"9800000{draw(st.integers(1, 4))}",
                geboortejaar_maand=draw(st.sampled_from(["2003-02-01", "2005-06-01", "2012-09-01"])),
                reden_wijziging=draw(st.sampled_from([None, "04", "13"])),
            )
        )
    return rijen


@settings(max_examples=voorbeelden(30), deadline=None)
@given(rijen=stadje())
def test_yearly_counts_equal_a_slow_and_obvious_count(rijen: list[Rij]) -> None:
    data = gegevens(rijen, bevolking=[inwoners(1000)])

    gevonden = {slug: reken(slug, data).teller for slug in TRAAG}

    assert gevonden == {slug: float(tel([Zorg(rij) for rij in rijen])) for slug, tel in TRAAG.items()}


class Zorg:
    """One allocation as a person would read it from the message."""

    def __init__(self, rij: Rij) -> None:
        self.client = str(rij[k.CLIENT])
        self.aanbieder = str(rij[k.AANBIEDER])
        self.verblijf = rij[k.CATEGORIE] in {"43", "44"}
        self.telt = rij[k.REDEN_WIJZIGING] != "13"
        self.van = date.fromisoformat(str(rij[k.INGANGSDATUM]))
        self.tot = date.fromisoformat(str(rij[k.EINDDATUM])) if rij[k.EINDDATUM] else date.max
        self.geboren = date.fromisoformat(str(rij[k.GEBOORTEMAAND]))
        self.jong = self.van < date(self.geboren.year + 18, self.geboren.month, 1)

    def op(self, dag: date) -> bool:
        return self.telt and self.van <= dag <= self.tot

    @property
    def in_2023(self) -> bool:
        return self.telt and self.van <= date(2023, 12, 31) and self.tot >= date(2023, 1, 1)

    @property
    def na_18(self) -> bool:
        """Care on the first day of a month of 2023 after the month of the birthday, or on a later day."""
        grens = max(date(self.geboren.year + 18, self.geboren.month + 1, 1), date(2023, 1, 1))
        return self.telt and self.van <= date(2023, 12, 31) and self.tot >= grens and grens <= date(2023, 12, 31)


def _clienten(zorg: list[Zorg]) -> int:
    return len({toewijzing.client for toewijzing in zorg})


def _drie_aanbieders(zorg: list[Zorg]) -> int:
    per_client: dict[str, set[str]] = {}
    for toewijzing in zorg:
        if toewijzing.op(date(2023, 12, 31)):
            per_client.setdefault(toewijzing.client, set()).add(toewijzing.aanbieder)
    return sum(len(aanbieders) >= 3 for aanbieders in per_client.values())


TRAAG = {
    "jeugdigen-in-jeugdhulp": lambda zorg: _clienten([z for z in zorg if z.in_2023 and z.jong]),
    "pct-zonder-verblijf": lambda zorg: _clienten([z for z in zorg if z.in_2023 and z.jong and not z.verblijf]),
    "pct-met-verblijf": lambda zorg: _clienten([z for z in zorg if z.in_2023 and z.jong and z.verblijf]),
    "pct-clienten-zonder-verblijf": lambda zorg: _clienten([z for z in zorg if z.in_2023 and not z.verblijf]),
    "clienten-met-verblijf": lambda zorg: _clienten([z for z in zorg if z.in_2023 and z.verblijf]),
    "verblijf-18-plus": lambda zorg: _clienten([z for z in zorg if z.na_18 and z.verblijf]),
    "aandeel-3-of-meer-aanbieders": _drie_aanbieders,
}


def test_rows_behind_a_figure_are_the_rows_that_were_counted() -> None:
    data = gegevens([versie("1", "2023-01-01", **VERBLIJF), versie("2", "2023-01-01", client="p2")])

    rows = INDICATOREN["clienten-met-verblijf"].rows(data, JAAR)

    assert rows[k.TOEWIJZING].tolist() == ["1"]
    assert INDICATOREN["clienten-met-verblijf"].teller.maat is Maat.CLIENTEN
    assert isinstance(rows, pd.DataFrame)
