"""The bridge from tables to frames: every frame has the shape that `analyse` checks, and means the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from tests.factories.toewijzing import bericht_301, bericht_305, bericht_307, persoon, read_in, xml_of, zip_of
from verhalen.analyse import kolommen as k
from verhalen.analyse import schema
from verhalen.analyse.gegevens import Gegevens
from verhalen.gebruikers.models import Gebruiker
from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen import frames
from verhalen.toewijzing.ijw.berichten import Client
from verhalen.toewijzing.models import Startbericht, Stopbericht, Toewijzingsversie

pytestmark = pytest.mark.django_db
BEREIK = {"peildatum": date(2024, 12, 31), "vanaf": date(2023, 1, 1)}


def load(gemeente: Gemeente) -> Gegevens:
    return frames.load_gegevens(gemeente, **BEREIK)


def read(analist: Gebruiker, *berichten: Any) -> None:
    read_in(analist, zip_of(xml_of(bericht) for bericht in berichten), naam="b.zip")


def test_an_empty_municipality_gives_empty_frames_of_the_right_shape(lelystad: Gemeente) -> None:
    gegevens = load(lelystad)

    assert not gegevens.has_berichten
    assert gegevens.toewijzingen.empty
    assert list(gegevens.bevolking.columns) == list(schema.BEVOLKING)


def test_rows_of_messages_pass_the_schema(dorp: Gemeente, analist: Gebruiker) -> None:
    read(analist, bericht_301(), bericht_305(), bericht_307())

    versies = frames.load_versies(dorp)

    assert list(schema.check(versies, schema.VERSIES, "toewijzingen").columns) == list(schema.VERSIES)
    assert pd.api.types.is_datetime64_dtype(versies[k.VERSIE])
    assert len(load(dorp).kosten) == 28


def test_a_moment_is_the_clock_on_the_wall(lelystad: Gemeente, analist: Gebruiker) -> None:
    read(analist, bericht_301())

    assert frames.load_versies(lelystad)[k.VERSIE].tolist() == [pd.Timestamp("2023-01-03 10:00:00")]


def test_the_order_of_reading_decides_between_versions_of_one_moment(lelystad: Gemeente, analist: Gebruiker) -> None:
    read(analist, bericht_301(tot=date(2023, 6, 30)))
    read(analist, bericht_301(tot=date(2023, 9, 30), identificatie="A2"))

    assert load(lelystad).toewijzingen[k.EINDE].tolist() == [pd.Timestamp("2023-09-30")]


def test_a_deleted_allocation_was_never_there(lelystad: Gemeente, analist: Gebruiker) -> None:
    moment = datetime(2023, 2, 1, 9)  # noqa: DTZ001  # the standard's time of day has no zone
    later = bericht_301(tot=date(2023, 1, 1), reden="13", moment=moment, identificatie="W")

    read(analist, bericht_301(), later, bericht_301(2))

    assert len(load(lelystad).toewijzingen) == 1
    assert Toewijzingsversie.objects.count() == 3


def test_care_runs_from_its_start_to_its_stop(lelystad: Gemeente, analist: Gebruiker) -> None:
    read(analist, bericht_301(), bericht_305(), bericht_307())

    (row,) = load(lelystad).toewijzingen.to_dict("records")

    assert (row[k.START], row[k.EINDE]) == (pd.Timestamp("2023-01-09"), pd.Timestamp("2023-06-30"))
    assert row[k.LEEFTIJD] == 10


def test_a_corrected_start_is_not_followed(lelystad: Gemeente, analist: Gebruiker) -> None:
    away = bericht_305(status="3", dag=date(2023, 1, 12))

    read(analist, bericht_301(), bericht_305(), away)

    (row,) = load(lelystad).toewijzingen.to_dict("records")
    assert row[k.START] == pd.Timestamp("2023-01-01")
    assert bool(row[k.NOOIT_GESTART])


def test_help_without_a_known_person_is_listed_and_not_counted(lelystad: Gemeente, analist: Gebruiker) -> None:
    read(analist, bericht_301(client=Client(None, None, date(2012, 5, 1), "1", "0")), bericht_301(2))

    gegevens = load(lelystad)

    assert len(gegevens.toewijzingen) == 1
    assert gegevens.afgekeurd["reden"].tolist() == ["zonder bekende persoon"]


def test_a_start_without_an_allocation_is_an_orphan(lelystad: Gemeente, analist: Gebruiker) -> None:
    read(analist, bericht_301(), bericht_305(5))

    assert load(lelystad).afgekeurd["reden"].tolist() == ["zonder bijbehorende toewijzing"]
    assert (Startbericht.objects.count(), Stopbericht.objects.count()) == (1, 0)


def test_one_person_in_two_allocations_is_one_client(lelystad: Gemeente, analist: Gebruiker) -> None:
    read(analist, bericht_301(1, client=persoon(1)), bericht_301(2, client=persoon(1)), bericht_301(3))

    assert load(lelystad).toewijzingen[k.CLIENT].nunique() == 2


def test_another_municipality_stays_outside(dorp: Gemeente, elders: Gemeente) -> None:
    assert load(elders).toewijzingen.empty


def test_the_mark_of_the_input_follows_the_data_and_the_range(dorp: Gemeente) -> None:
    first = frames.input_hash(load(dorp), "1")

    assert frames.input_hash(load(dorp), "1") == first
    assert frames.input_hash(load(dorp), "2") != first
    later = frames.load_gegevens(dorp, peildatum=date(2024, 6, 30), vanaf=BEREIK["vanaf"])
    assert frames.input_hash(later, "1") != first
    Toewijzingsversie.objects.filter(pk=Toewijzingsversie.objects.first().pk).update(einddatum=date(2023, 3, 1))
    assert frames.input_hash(load(dorp), "1") != first
