"""Messages from upload to rows: every version once, what is wrong refused, and a person behind two keys."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction

from tests.factories.toewijzing import (
    bericht_301,
    bericht_305,
    bericht_307,
    csv_of,
    persoon,
    pre,
    report_of,
    run_now,
    xml_of,
    zip_of,
)
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.models import Gebeurtenis, Taak
from verhalen.kern.sleutels import Sleuteldoel, rotate
from verhalen.kern.taken import Voortgang
from verhalen.stamgegevens.models import Gemeente
from verhalen.toewijzing import tussenopslag
from verhalen.toewijzing.bronstap import source_step
from verhalen.toewijzing.ijw.berichten import Client as Persoon
from verhalen.toewijzing.ijw.berichten import Product
from verhalen.toewijzing.inlezen import berichten as berichtenmodule
from verhalen.toewijzing.inlezen.actions import (
    INLEESTAAK,
    read_geweigerd,
    receive_bestand,
    run_inlezen,
    start_inlezen,
    take_back,
)
from verhalen.toewijzing.models import (
    Berichtbestand,
    Client,
    Startbericht,
    Stopbericht,
    Toewijzing,
    Toewijzingsversie,
    Tussenopslag,
)
from verhalen.toewijzing.pseudoniemen import client_register, unseal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lijsten")]
BSN = "999900006"
DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Bericht>&a;</Bericht>'


def read_in(analist: Gebruiker, *inhouden: bytes, naam: str = "berichten.zip") -> Berichtbestand:
    inhoud = zip_of(inhouden) if naam.endswith(".zip") else inhouden[0]
    return run_now(receive_bestand(by=analist, naam=naam, inhoud=inhoud), analist)


def counts() -> tuple[int, ...]:
    models = (Client, Toewijzing, Toewijzingsversie, Startbericht, Stopbericht)
    return tuple(model.objects.count() for model in models)


def reasons(bestand: Berichtbestand) -> list[str]:
    return list(report_of(bestand)["redenen"])


def test_an_allocation_with_its_start_and_stop_becomes_three_rows(analist: Gebruiker) -> None:
    bestand = read_in(analist, xml_of(bericht_301()), xml_of(bericht_305()), xml_of(bericht_307()))

    assert counts() == (1, 1, 1, 1, 1)
    versie = Toewijzingsversie.objects.get()
    assert (versie.wijk, versie.productcode, versie.leeftijd_bij_start) == ("WK099501", "45A04", 10)
    assert (versie.ingangsdatum, versie.einddatum) == (date(2023, 1, 1), date(2023, 12, 31))
    assert versie.geboortemaand == date(2012, 5, 1)
    rapport = report_of(bestand)
    assert rapport["berichten"] == {"JW301": 1, "JW305": 1, "JW307": 1}
    assert rapport["nieuw"] == {"toewijzingsversie": 1, "startbericht": 1, "stopbericht": 1}
    assert rapport["geweigerd"] == 0


def test_the_same_file_twice_changes_nothing(analist: Gebruiker) -> None:
    inhouden = [xml_of(bericht_301(nummer)) for nummer in range(1, 6)] + [xml_of(bericht_305())]
    read_in(analist, *inhouden)
    before = counts()

    again = read_in(analist, *inhouden)

    assert counts() == before
    assert report_of(again)["nieuw"] == {}


def test_a_message_that_comes_again_in_another_file_is_the_same_message(analist: Gebruiker) -> None:
    read_in(analist, xml_of(bericht_301()), xml_of(bericht_305()))

    read_in(analist, xml_of(bericht_301()), naam="los.xml")

    assert Toewijzingsversie.objects.count() == 1


def test_every_version_of_an_allocation_is_kept(analist: Gebruiker) -> None:
    moments = [datetime(2023, 1, 3, 10), datetime(2023, 6, 1, 9), datetime(2023, 11, 2, 9)]  # noqa: DTZ001
    ends = [date(2023, 6, 30), date(2023, 12, 31), date(2024, 3, 31)]
    berichten = [
        bericht_301(moment=moment, tot=tot, reden=reden, identificatie=f"V{reden}{tot:%m}")
        for moment, tot, reden in zip(moments, ends, [None, "04", "04"], strict=True)
    ]

    read_in(analist, *(xml_of(bericht) for bericht in berichten))

    assert Toewijzing.objects.count() == 1
    stored = Toewijzingsversie.objects.order_by("moment").values_list("einddatum", "reden_wijziging")
    assert list(stored) == list(zip(ends, ["", "04", "04"], strict=True))
    assert Toewijzingsversie.objects.all().latest_versions().get().einddatum == date(2024, 3, 31)


def test_of_two_versions_with_one_moment_the_one_read_later_counts(analist: Gebruiker) -> None:
    read_in(analist, xml_of(bericht_301(tot=date(2023, 6, 30))))

    read_in(analist, xml_of(bericht_301(tot=date(2023, 9, 30), identificatie="A2")), naam="later.xml")

    assert Toewijzingsversie.objects.all().latest_versions().get().einddatum == date(2023, 9, 30)


def test_a_deletion_and_a_correction_are_kept_and_counted(analist: Gebruiker) -> None:
    deleted = bericht_301(tot=date(2023, 1, 1), reden="13", identificatie="W1")

    bestand = read_in(analist, xml_of(bericht_301()), xml_of(deleted), xml_of(bericht_305(status="3")))

    assert set(Toewijzingsversie.objects.values_list("reden_wijziging", flat=True)) == {"", "13"}
    assert Startbericht.objects.get().status == "3"
    rapport = report_of(bestand)
    assert (rapport["verwijderd"], rapport["correcties"]) == (1, 1)


def test_a_message_of_another_municipality_is_refused_with_a_sentence(analist: Gebruiker) -> None:
    bestand = read_in(analist, xml_of(bericht_301()), xml_of(bericht_301(2, gemeente="0034")))

    assert Toewijzingsversie.objects.count() == 1
    assert reasons(bestand) == ["Dit bericht is van gemeente 0034, niet van 0995."]


def test_a_dtd_is_refused_with_its_place_and_the_rest_goes_in(analist: Gebruiker) -> None:
    bestand = read_in(analist, xml_of(bericht_301()), DTD, xml_of(bericht_305()))

    assert counts() == (1, 1, 1, 1, 0)
    assert reasons(bestand) == ["Het bestand bevat een DTD of entiteit. Dat is onveilig en wordt niet gelezen."]
    refused = read_geweigerd(bestand=Berichtbestand.objects.get(), by=analist).decode("utf-8-sig")
    assert "0002.xml;1;;Het bestand bevat een DTD" in refused


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"<Bericht><Header>", "Dit is geen geldige XML: het bestand is stuk of onvolledig."),
        (b"<x/>", "In dit bestand staat geen iJw-bericht."),
        (
            xml_of(bericht_301()).replace(b">2023-12-31<", b">2022-12-31<"),
            "De einddatum ligt voor de ingangsdatum.",
        ),
    ],
    ids=["cut off", "something else", "end before start"],
)
def test_a_broken_message_is_refused_with_its_reason(analist: Gebruiker, inhoud: bytes, zin: str) -> None:
    bestand = read_in(analist, inhoud, xml_of(bericht_301(7)))

    assert reasons(bestand) == [zin]
    assert Toewijzingsversie.objects.count() == 1


def test_a_name_of_a_file_inside_a_zip_is_not_in_the_database(analist: Gebruiker, lelystad: Gemeente) -> None:
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archief:
        archief.writestr("Fadime-Zevenhuizen.xml", b"<x/>")

    bestand = run_now(receive_bestand(by=analist, naam="b.zip", inhoud=stream.getvalue()), analist)

    assert "Zevenhuizen" not in str(report_of(bestand))
    assert "Zevenhuizen" in read_geweigerd(bestand=bestand, by=analist).decode()


def test_an_unknown_product_and_wijk_are_kept_and_listed(analist: Gebruiker) -> None:
    bericht = bericht_301(client=persoon(1, wijk="WK003401"), product=Product("45", "45X99"))

    bestand = read_in(analist, xml_of(bericht))

    versie = Toewijzingsversie.objects.get()
    assert (versie.productcode, versie.wijk) == ("45X99", "WK003401")
    rapport = report_of(bestand)
    assert rapport["onbekende_producten"] == {"45X99": 1}
    assert rapport["onbekende_wijken"] == {"WK003401": 1}


def test_a_wijk_that_is_no_code_is_not_kept(analist: Gebruiker) -> None:
    bestand = read_in(analist, xml_of(bericht_301(client=persoon(1, wijk="Jan Zevenhuizen"))))

    assert Toewijzingsversie.objects.get().wijk == ""
    assert report_of(bestand)["onbekende_wijken"] == {"geen code": 1}


def test_an_aspecific_and_a_generic_allocation_are_kept(analist: Gebruiker) -> None:
    read_in(analist, xml_of(bericht_301(1, product=Product("45", None))), xml_of(bericht_301(2, product=None)))

    stored = set(Toewijzingsversie.objects.values_list("categorie", "productcode"))
    assert stored == {("45", ""), ("", "")}


def test_somebody_unknown_has_a_version_but_no_client(analist: Gebruiker) -> None:
    bestand = read_in(analist, xml_of(bericht_301(client=Persoon(None, None, date(2012, 5, 1), "1", "0"))))

    assert Toewijzingsversie.objects.get().client is None
    assert Client.objects.count() == 0
    assert report_of(bestand)["zonder_persoon"] == 1


def raw_301(nummer: str = BSN) -> bytes:
    return xml_of(bericht_301(client=Persoon(nummer, None, date(2012, 5, 14), None, "2")))


def test_a_raw_number_is_refused(analist: Gebruiker, settings: Any) -> None:
    settings.BRON_OP_SERVER = False

    bestand = read_in(analist, raw_301(), xml_of(bericht_301(2)))

    assert Toewijzingsversie.objects.count() == 1
    assert reasons(bestand) == [
        "Dit bericht bevat een burgerservicenummer. Haal de berichten bij de gemeente eerst door het bronprogramma."
    ]


def test_the_demonstration_does_the_source_step_in_memory(
    analist: Gebruiker, lelystad: Gemeente, settings: Any
) -> None:
    settings.BRON_OP_SERVER = True

    read_in(analist, raw_301(), xml_of(bericht_301(2)))

    assert Toewijzingsversie.objects.count() == 2
    maker = source_step(lelystad)
    assert maker is not None
    assert unseal(Client.objects.order_by("pk")[0]) == maker.person(BSN)


def test_a_person_is_one_client_in_messages_and_in_bills(analist: Gebruiker, settings: Any) -> None:
    settings.BRON_OP_SERVER = True
    read_in(analist, raw_301())

    kosten = csv_of("bsn;maand;categorie;productcode;bedrag_cent", f"{BSN};2023-05;45;45A04;12500")
    run_now(receive_bestand(by=analist, naam="kosten.csv", inhoud=kosten), analist)

    client = Client.objects.get()
    assert client.kostenregels.get().bedrag_cent == 12500


def test_the_pre_pseudonym_comes_back_only_with_the_key(analist: Gebruiker) -> None:
    read_in(analist, xml_of(bericht_301()))

    client = Client.objects.get()

    assert pre(1) not in client.pseudoniem
    assert pre(1).encode() not in bytes(client.pre_pseudoniem)
    assert unseal(client) == pre(1)


def test_two_municipalities_give_one_person_two_pseudonyms(lelystad: Gemeente, elders: Gemeente) -> None:
    client_register(lelystad).ids([pre(1)])
    client_register(elders).ids([pre(1)])

    pseudoniemen = Client.objects.values_list("pseudoniem", flat=True)

    assert len(set(pseudoniemen)) == 2


def test_after_a_rotation_a_person_stays_one_person(analist: Gebruiker, settings: Any, tmp_path: Any) -> None:
    from verhalen.kern.sleutels import create_keyring

    settings.VERHALEN_SLEUTELS = tmp_path / "sleutels.json"
    create_keyring(settings.VERHALEN_SLEUTELS)
    read_in(analist, xml_of(bericht_301()))

    rotate(settings.VERHALEN_SLEUTELS, Sleuteldoel.PLATFORMPSEUDONIEM)
    read_in(analist, xml_of(bericht_301(identificatie="B2")), xml_of(bericht_301(2)))

    assert Client.objects.count() == 2
    assert set(Client.objects.values_list("sleutel_id", flat=True)) == {"k1", "k2"}
    assert {unseal(client) for client in Client.objects.all()} == {pre(1), pre(2)}


def test_an_import_that_broke_off_goes_on_and_ends_as_if_undisturbed(
    analist: Gebruiker, lelystad: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(berichtenmodule, "BATCH", 2)
    inhouden = [xml_of(bericht_301(nummer, identificatie=f"N{nummer}")) for nummer in range(1, 8)]
    bestand = receive_bestand(by=analist, naam="b.zip", inhoud=zip_of(inhouden))
    taak = Taak.objects.create(soort=INLEESTAAK, gemeente=lelystad, door=analist, invoer={"bestand": bestand.pk})
    real, calls = berichtenmodule.add_rows, []

    def fail_later(rows: Any) -> None:
        calls.append(rows)
        if len(calls) > 3:
            raise OSError("no space")
        real(rows)

    monkeypatch.setattr(berichtenmodule, "add_rows", fail_later)
    with pytest.raises(OSError, match="no space"), transaction.atomic():
        run_inlezen(Voortgang(taak))
    half = Toewijzingsversie.objects.count()
    monkeypatch.setattr(berichtenmodule, "add_rows", real)

    run_inlezen(Voortgang(taak))

    assert half < 7
    assert Toewijzingsversie.objects.count() == 7
    bestand.refresh_from_db()
    assert (bestand.staat, bestand.inhoud) == ("klaar", None)
    assert run_inlezen(Voortgang(taak)) == {"geweigerd": 0}


def test_the_upload_is_ciphertext_while_it_waits_and_gone_afterwards(analist: Gebruiker) -> None:
    bestand = receive_bestand(by=analist, naam="b.xml", inhoud=xml_of(bericht_301()))
    assert bestand.inhoud is not None
    path = tussenopslag.path_of(bestand.inhoud.kenmerk)
    assert b"Bericht" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0

    run_now(bestand, analist)

    assert Tussenopslag.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_file_on_disk_goes_when_the_transaction_is_certain(analist: Gebruiker) -> None:
    bestand = receive_bestand(by=analist, naam="b.xml", inhoud=xml_of(bericht_301()))
    assert bestand.inhoud is not None
    path = tussenopslag.path_of(bestand.inhoud.kenmerk)

    start_inlezen(bestand=bestand, by=analist)

    assert not path.exists()


def test_taking_a_file_back_removes_its_rows_and_people_of_whom_nothing_is_left(analist: Gebruiker) -> None:
    read_in(analist, xml_of(bericht_301(1)))
    second = read_in(analist, xml_of(bericht_301(2)), xml_of(bericht_305(1)), naam="b.zip")

    gewist = take_back(bestand=second, by=analist)

    assert gewist == 2
    assert counts() == (1, 1, 1, 0, 0)
    second.refresh_from_db()
    assert second.staat == "teruggenomen"
    assert Gebeurtenis.objects.filter(actie="cijferbestand-teruggenomen").count() == 1
    with pytest.raises(Geweigerd, match="Alleen een ingelezen bestand"):
        take_back(bestand=second, by=analist)


def test_reading_in_leaves_a_trail_without_values(analist: Gebruiker) -> None:
    read_in(analist, xml_of(bericht_301()))

    trail = Gebeurtenis.objects.filter(object_soort="toewijzing.berichtbestand").order_by("pk")

    assert [event.actie for event in trail] == ["cijferbestand-ontvangen", "inlezen-gestart", "inlezen-klaar"]
    assert trail.last().bijzonderheden == {"nieuw": {"toewijzingsversie": 1}, "geweigerd": 0}


def test_somebody_without_the_right_brings_nothing_in(programmateam: Gebruiker) -> None:
    with pytest.raises(Geweigerd):
        receive_bestand(by=programmateam, naam="b.xml", inhoud=xml_of(bericht_301()))

    assert Berichtbestand.objects.count() == 0
