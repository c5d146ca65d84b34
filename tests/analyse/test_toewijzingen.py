"""Situations of the message traffic, each as the smallest set of messages that shows it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from tests.analyse.bouwen import Rij, frame, start, stop, versie
from verhalen.analyse import kolommen as k
from verhalen.analyse import schema
from verhalen.analyse.schema import SchemaError
from verhalen.analyse.toewijzingen import Opbouw, build_toewijzingen


def bouw(versies: Sequence[Rij], starts: Sequence[Rij] = (), stops: Sequence[Rij] = ()) -> Opbouw:
    return build_toewijzingen(frame(versies, schema.VERSIES), frame(starts, schema.STARTS), frame(stops, schema.STOPS))


def dagen(opbouw: Opbouw) -> list[tuple[str, str]]:
    rows = opbouw.toewijzingen
    return [
        (f"{van:%Y-%m-%d}", "open" if pd.isna(tot) else f"{tot:%Y-%m-%d}")
        for van, tot in zip(rows[k.START], rows[k.EINDE], strict=True)
    ]


def test_allocation_without_any_start_or_stop_keeps_its_own_dates_and_is_flagged() -> None:
    opbouw = bouw([versie("1", "2023-01-01", "2023-12-31")])

    assert dagen(opbouw) == [("2023-01-01", "2023-12-31")]
    assert opbouw.toewijzingen[k.NOOIT_GESTART].tolist() == [True]


def test_stretched_allocation_counts_with_its_latest_end() -> None:
    opbouw = bouw(
        [
            versie("1", "2023-01-01", "2023-12-31", versie_tijdstip="2023-11-20 10:00", reden_wijziging="04"),
            versie("1", "2023-01-01", "2023-06-30", versie_tijdstip="2022-12-20 10:00"),
        ]
    )

    assert dagen(opbouw) == [("2023-01-01", "2023-12-31")]


def test_two_versions_of_one_moment_are_decided_by_the_order_of_reading() -> None:
    opbouw = bouw([versie("1", "2023-01-01", "2023-06-30"), versie("1", "2023-01-01", "2023-09-30")])

    assert dagen(opbouw) == [("2023-01-01", "2023-09-30")]


def test_referrer_of_a_table_stands_when_a_newer_message_does_not_carry_it() -> None:
    opbouw = bouw(
        [
            versie("1", "2023-01-01", "2023-06-30", versie_tijdstip="2022-12-20 10:00", verwijzer_type="02"),
            versie("1", "2023-01-01", "2023-12-31", versie_tijdstip="2023-06-20 10:00", reden_wijziging="04"),
            versie("2", "2023-01-01", versie_tijdstip="2022-12-20 10:00", verwijzer_type="02"),
            versie("2", "2023-01-01", versie_tijdstip="2023-06-20 10:00", verwijzer_type="01"),
            versie("3", "2023-01-01"),
        ]
    )

    assert opbouw.toewijzingen[k.VERWIJZER].fillna("onbekend").tolist() == ["02", "01", "onbekend"]
    assert dagen(opbouw)[0] == ("2023-01-01", "2023-12-31")


def test_deleted_allocation_was_never_there_and_its_start_is_no_orphan() -> None:
    opbouw = bouw(
        [
            versie("1", "2023-01-01", "2023-12-31"),
            versie("1", "2023-01-01", "2023-01-01", versie_tijdstip="2023-02-01 10:00", reden_wijziging="13"),
        ],
        [start("1", "2023-01-10")],
    )

    assert opbouw.toewijzingen.empty
    assert opbouw.afgekeurd.empty


def test_allocation_sent_again_after_deletion_counts() -> None:
    opbouw = bouw(
        [
            versie("1", "2023-01-01", "2023-01-01", versie_tijdstip="2023-02-01 10:00", reden_wijziging="13"),
            versie("1", "2023-01-01", "2023-05-31", versie_tijdstip="2023-03-01 10:00", reden_wijziging="14"),
        ]
    )

    assert dagen(opbouw) == [("2023-01-01", "2023-05-31")]


def test_care_begins_on_the_first_start_message_and_ends_on_the_last_stop() -> None:
    opbouw = bouw(
        [versie("1", "2023-01-01", "2023-12-31")],
        [start("1", "2023-01-09")],
        [stop("1", "2023-08-14", begin="2023-01-09")],
    )

    assert dagen(opbouw) == [("2023-01-09", "2023-08-14")]
    assert opbouw.toewijzingen[k.VROEG_GESTOPT].tolist() == [True]


def test_removed_start_no_longer_counts_and_its_correction_does() -> None:
    opbouw = bouw(
        [versie("1", "2023-01-01", "2023-12-31")],
        [
            start("1", "2023-01-05"),
            start("1", "2023-01-05", status_aanlevering="3", dagtekening="2023-02-01"),
            start("1", "2023-01-19", dagtekening="2023-02-01"),
        ],
    )

    assert dagen(opbouw) == [("2023-01-19", "2023-12-31")]


def test_record_removed_and_delivered_again_with_the_same_key_stands() -> None:
    opbouw = bouw(
        [versie("1", "2023-01-01", "2023-12-31")],
        [
            start("1", "2023-01-05", dagtekening="2023-03-01"),
            start("1", "2023-01-05", status_aanlevering="3", dagtekening="2023-02-01"),
        ],
    )

    assert dagen(opbouw) == [("2023-01-05", "2023-12-31")]


def test_start_before_the_allocation_begins_is_flagged_and_not_followed() -> None:
    opbouw = bouw([versie("1", "2023-01-01", "2023-12-31")], [start("1", "2022-12-20")])

    assert dagen(opbouw) == [("2023-01-01", "2023-12-31")]
    assert opbouw.toewijzingen[k.START_VOOR_INGANG].tolist() == [True]


def test_temporary_stop_does_not_end_care() -> None:
    opbouw = bouw(
        [versie("1", "2023-01-01", "2023-12-31")],
        [start("1", "2023-01-01")],
        [stop("1", "2023-05-01", "20", begin="2023-01-01")],
    )

    assert dagen(opbouw) == [("2023-01-01", "2023-12-31")]


def test_definitive_stop_after_a_temporary_one_ends_care() -> None:
    opbouw = bouw(
        [versie("1", "2023-01-01", "2023-12-31")],
        [start("1", "2023-01-01")],
        [stop("1", "2023-05-01", "20", begin="2023-01-01"), stop("1", "2023-06-15", begin="2023-01-01")],
    )

    assert dagen(opbouw) == [("2023-01-01", "2023-06-15")]


def test_start_after_a_stop_takes_the_end_of_the_allocation_again() -> None:
    opbouw = bouw(
        [versie("1", "2023-01-01", "2023-12-31")],
        [start("1", "2023-01-01"), start("1", "2023-07-01")],
        [stop("1", "2023-05-01", begin="2023-01-01")],
    )

    assert dagen(opbouw) == [("2023-01-01", "2023-12-31")]


def test_stop_after_the_allocation_ended_is_followed_and_flagged() -> None:
    opbouw = bouw([versie("1", "2023-01-01", "2023-06-30")], [], [stop("1", "2023-07-14", begin="2023-01-01")])

    assert dagen(opbouw) == [("2023-01-01", "2023-07-14")]
    assert opbouw.toewijzingen[k.STOP_NA_EINDE].tolist() == [True]


def test_open_ended_allocation_stays_open() -> None:
    opbouw = bouw([versie("1", "2023-01-01")])

    assert dagen(opbouw) == [("2023-01-01", "open")]


def test_stop_before_the_start_is_listed_and_not_counted() -> None:
    opbouw = bouw(
        [versie("1", "2023-01-01", "2023-12-31")],
        [start("1", "2023-03-01")],
        [stop("1", "2023-03-15"), stop("1", "2023-03-15", status_aanlevering="3"), stop("1", "2023-02-01")],
    )

    # the later start undoes the stop of February, so care runs on to the end of the allocation
    assert dagen(opbouw) == [("2023-03-01", "2023-12-31")]


def test_allocation_that_ends_before_it_begins_is_listed() -> None:
    opbouw = bouw([versie("1", "2023-05-01", "2023-04-01"), versie("2", "2023-05-01", "2023-06-01")])

    assert dagen(opbouw) == [("2023-05-01", "2023-06-01")]
    assert opbouw.afgekeurd.to_dict("records") == [
        {k.TOEWIJZING: "1", k.SOORT: "toewijzing", "reden": "einde voor het begin"}
    ]


def test_allocation_of_an_unknown_person_is_listed() -> None:
    opbouw = bouw([versie("1", "2023-05-01", client=None)])

    assert opbouw.toewijzingen.empty
    assert opbouw.afgekeurd["reden"].tolist() == ["zonder bekende persoon"]


def test_start_and_stop_without_allocation_are_listed_as_orphans() -> None:
    opbouw = bouw([versie("1", "2023-01-01")], [start("9", "2023-01-01")], [stop("8", "2023-02-01")])

    assert opbouw.afgekeurd[[k.TOEWIJZING, k.SOORT]].to_numpy().tolist() == [["9", "start"], ["8", "stop"]]


def test_start_without_number_finds_its_allocation_by_person_product_and_first_day() -> None:
    opbouw = bouw(
        [versie("1", "2023-01-01", "2023-12-31"), versie("2", "2023-06-01", "2023-12-31")],
        [start(None, "2023-06-20", toewijzing_ingangsdatum="2023-06-01")],
    )

    assert dagen(opbouw) == [("2023-01-01", "2023-12-31"), ("2023-06-20", "2023-12-31")]
    assert opbouw.afgekeurd.empty


def test_start_without_number_that_fits_two_allocations_is_an_orphan() -> None:
    opbouw = bouw(
        [versie("1", "2023-06-01", "2023-12-31"), versie("2", "2023-06-01", "2023-12-31")],
        [start(None, "2023-06-20", toewijzing_ingangsdatum="2023-06-01")],
    )

    assert opbouw.afgekeurd[k.SOORT].tolist() == ["start"]


def test_age_is_that_on_the_first_day_of_care_not_of_the_allocation() -> None:
    opbouw = bouw(
        [versie("1", "2023-01-01", geboortejaar_maand="2005-01-01", leeftijd_bij_start=17)],
        [start("1", "2023-02-10", leeftijd_bij_start=18)],
    )

    assert opbouw.toewijzingen[k.LEEFTIJD].tolist() == [18]


def test_age_follows_the_month_of_birth_when_the_source_gave_none() -> None:
    opbouw = bouw(
        [
            versie("1", "2023-04-30", geboortejaar_maand="2005-05-01"),
            versie("2", "2023-05-02", geboortejaar_maand="2005-05-01"),
            versie("3", "2023-05-02", geboortejaar_maand=None),
        ]
    )

    assert opbouw.toewijzingen[k.LEEFTIJD].tolist()[:2] == [17, 18]
    assert pd.isna(opbouw.toewijzingen[k.LEEFTIJD].iloc[2])


def test_missing_column_is_named_in_dutch() -> None:
    versies = frame([versie("1", "2023-01-01")], schema.VERSIES).drop(columns=k.AANBIEDER)

    with pytest.raises(SchemaError, match="mist de kolom aanbieder_agb"):
        build_toewijzingen(versies, schema.empty(schema.STARTS), schema.empty(schema.STOPS))


def test_text_in_a_date_column_is_refused() -> None:
    versies = frame([versie("1", "2023-01-01")], schema.VERSIES)
    versies[k.INGANGSDATUM] = ["1 januari"]

    with pytest.raises(SchemaError, match=r"ingangsdatum .* datum"):
        build_toewijzingen(versies, schema.empty(schema.STARTS), schema.empty(schema.STOPS))


def test_input_frames_are_left_as_they_were() -> None:
    versies = frame([versie("1", "2023-01-01", "2023-12-31")], schema.VERSIES)
    bewaard = versies.copy()

    build_toewijzingen(versies, frame([start("1", "2023-01-09")], schema.STARTS), schema.empty(schema.STOPS))

    pd.testing.assert_frame_equal(versies, bewaard)
