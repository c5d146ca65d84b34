"""Reading: what comes out of a message, and what is refused with which sentence and where."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verhalen.toewijzing.ijw.maken import (
    BSN,
    CLIENT,
    PERSOON,
    bericht_301,
    bericht_305,
    bericht_307,
    berichten,
    toegewezen,
)
from tests.verhalen.toewijzing.ijw.volgorde import fouten
from tests.voorbeelden import voorbeelden
from verhalen.toewijzing.ijw import bsn
from verhalen.toewijzing.ijw.berichten import Bericht, Toewijzingsbericht
from verhalen.toewijzing.ijw.bestanden import Gelezen, read_inhoud
from verhalen.toewijzing.ijw.fouten import Fout, Overgeslagen, Reden
from verhalen.toewijzing.ijw.rijen import to_rows
from verhalen.toewijzing.ijw.schrijver import write_bericht


def lees(inhoud: bytes, gemeente: str | None = "0995") -> list[Gelezen | Fout | Overgeslagen]:
    return list(read_inhoud("b.xml", inhoud, gemeente=gemeente))


def geweigerd(inhoud: bytes, gemeente: str | None = "0995") -> Fout:
    (fout,) = lees(inhoud, gemeente)
    assert isinstance(fout, Fout)
    assert BSN not in fout.zin
    assert fout.zin.endswith(".")
    return fout


def als_xml(bericht: Bericht) -> bytes:
    return write_bericht(bericht, PERSOON)


@settings(max_examples=voorbeelden(80), deadline=None)
@given(bericht=berichten())
def test_message_written_and_read_back_is_the_same(bericht: Bericht) -> None:
    (gelezen,) = lees(als_xml(bericht))

    assert isinstance(gelezen, Gelezen)
    assert gelezen.bericht.kop == bericht.kop
    assert gelezen.bericht.producten == bericht.producten
    assert gelezen.bericht.client.geboortemaand == bericht.client.geboortemaand


@settings(max_examples=voorbeelden(80), deadline=None)
@given(bericht=berichten())
def test_written_message_follows_the_order_and_types_of_the_standard(bericht: Bericht) -> None:
    assert fouten(als_xml(bericht)) == []


def test_order_check_itself_finds_what_is_wrong() -> None:
    goed = als_xml(bericht_301())

    assert fouten(goed.replace(b"<jw301:Bsn>999900006</jw301:Bsn>", b"")) == ["Client/Bsn: 0 keer"]
    assert fouten(goed.replace(b"2023-01-01<", b"1-1-2023<")) == ["ToegewezenProduct/Ingangsdatum: type"]
    assert any("hoort hier niet" in fout for fout in fouten(goed.replace(b"jw301:Geslacht>", b"ijw:Geslacht>")))


def test_no_name_or_address_survives_reading() -> None:
    (gelezen,) = lees(als_xml(bericht_301()))

    tekst = repr(gelezen)
    for gegeven in ("Zevenhuizen", "Fadime", "Kaapse", "0320000000", "Öztürk", "liever"):
        assert gegeven not in tekst


def test_envelope_and_other_namespaces_do_not_matter() -> None:
    kaal = als_xml(bericht_305()).split(b"?>\n", 1)[1]
    verpakt = b'<s:Env xmlns:s="urn:x"><s:Body><s:Stuf>' + kaal + kaal + b"</s:Stuf></s:Body></s:Env>"

    assert [type(uitkomst) for uitkomst in lees(verpakt)] == [Gelezen, Gelezen]


def test_names_without_any_namespace_are_read_by_their_local_name() -> None:
    kaal = als_xml(bericht_301()).replace(b"jw301:", b"").replace(b"ijw:", b"")

    (gelezen,) = lees(kaal)

    assert isinstance(gelezen, Gelezen)


@pytest.mark.parametrize("versie", ["3.0", "3.1", "3.2"])
def test_older_releases_are_read_and_named(versie: str) -> None:
    (gelezen,) = lees(als_xml(bericht_301(versie=versie)))

    assert isinstance(gelezen, Gelezen)
    assert gelezen.bericht.kop.versie == versie


def test_release_that_is_not_known_is_refused() -> None:
    assert "Versie 2.4" in geweigerd(als_xml(bericht_301(versie="2.4"))).zin


def test_status_of_older_releases_leaves_the_record_standing() -> None:
    inhoud = als_xml(bericht_305()).replace(b"StatusAanlevering>1<", b"StatusAanlevering>9<")
    ouder = inhoud.replace(b"Subversie>2<", b"Subversie>1<")

    (gelezen,) = lees(ouder)

    assert isinstance(gelezen, Gelezen)
    assert gelezen.bericht.producten[0].status == "1"
    assert "StatusAanlevering" in geweigerd(inhoud).zin


def test_aspecific_and_generic_allocations_have_no_code_or_no_product() -> None:
    bericht = bericht_301(
        toegewezen(product=None, budget_cent=150000, omvang=None), toegewezen(nummer="2", einddatum=None)
    )
    (gelezen,) = lees(als_xml(bericht))

    assert isinstance(gelezen, Gelezen)
    rijen = to_rows(gelezen.bericht)
    assert [(rij["categorie"], rij["productcode"], rij["budget_cent"]) for rij in rijen] == [
        (None, None, 150000),
        ("45", "45A04", None),
    ]
    assert rijen[1]["einddatum"] is None
    assert to_rows(bericht_307())[0]["productcode"] is None


def test_every_version_and_deletion_is_a_row_of_its_own() -> None:
    bericht = bericht_301(
        toegewezen(), toegewezen(reden_wijziging="04"), toegewezen(reden_wijziging="13", einddatum=date(2023, 1, 1))
    )
    (gelezen,) = lees(als_xml(bericht))

    assert isinstance(gelezen, Gelezen)
    assert [rij["reden_wijziging"] for rij in to_rows(gelezen.bericht)] == [None, "04", "13"]


def test_raw_number_never_becomes_a_row() -> None:
    for bericht in (bericht_301(), bericht_305(), bericht_307("20", "3")):
        assert BSN not in repr(to_rows(bericht))


@pytest.mark.parametrize("nummer", [b"000000000", b"999999999"])
def test_number_that_stands_for_nobody_is_an_unknown_person(nummer: bytes) -> None:
    (gelezen,) = lees(als_xml(bericht_301()).replace(b"999900006", nummer))

    assert isinstance(gelezen, Gelezen)
    assert (gelezen.bericht.client.bsn, gelezen.bericht.client.pre_pseudoniem) == (None, None)


def test_number_that_fails_the_eleven_test_is_refused_without_being_told() -> None:
    fout = geweigerd(als_xml(bericht_301()).replace(b"999900006", b"999900007"))

    assert (fout.element, fout.reden) == ("Bericht/Client/Bsn", Reden.INHOUD)
    assert "999900007" not in repr(fout)


@pytest.mark.parametrize(("nummer", "goed"), [("999900006", True), ("111222333", True), ("999900007", False)])
def test_eleven_test(nummer: str, goed: bool) -> None:
    assert bsn.is_valid(nummer) is goed


@pytest.mark.parametrize("nummer", ["", "99990000", "9999000060", "99990000a", "٩٩٩٩٠٠٠٠٦", "000000000"])
def test_what_is_no_number_fails_the_eleven_test(nummer: str) -> None:
    assert bsn.is_valid(nummer) is False


def test_test_range_holds_as_many_numbers_as_the_town_counts_on() -> None:
    assert sum(bsn.is_valid(str(nummer)) for nummer in range(999900006, 999999991)) == 9091


@pytest.mark.parametrize("bericht", [bericht_301(), bericht_305(), bericht_307()])
def test_message_of_another_municipality_is_refused_unless_any_is_wanted(bericht: Bericht) -> None:
    fout = geweigerd(als_xml(bericht), "0034")

    assert fout.reden is Reden.GEMEENTE
    assert "0995, niet van 0034" in fout.zin
    assert isinstance(lees(als_xml(bericht), None)[0], Gelezen)


def test_end_before_start_is_refused_with_its_place() -> None:
    fout = geweigerd(als_xml(bericht_301(toegewezen(), toegewezen(einddatum=date(2022, 12, 31)))))

    assert fout.element == "Bericht/Client/ToegewezenProducten/ToegewezenProduct[2]/Einddatum"
    assert fout.regel is not None
    assert fout.bestand == "b.xml"


def test_message_with_one_wrong_product_is_refused_whole_and_the_next_goes_in() -> None:
    fout = als_xml(bericht_301(toegewezen(), toegewezen(einddatum=date(2020, 1, 1)))).split(b"?>\n", 1)[1]
    goed = als_xml(bericht_301()).split(b"?>\n", 1)[1]

    assert [type(uitkomst) for uitkomst in lees(b"<x>" + fout + goed + b"</x>")] == [Fout, Gelezen]


@pytest.mark.parametrize(
    ("oud", "nieuw", "zin"),
    [
        (b"2023-12-31", b"2023-02-30", "bestaande datum"),
        (b"2023-12-31", b"31-12-2023", "bestaande datum"),
        (b"10:15:00", b"25:15:00", "tijd"),
        (b"10:15:00", b"kwart over tien", "tijd"),
        (b">12345<", b">1234567890<", "ToewijzingNummer"),
        (b"<ijw:Volume>120", b"<ijw:Volume>veel", "Volume"),
        (b"jw301:Bsn>", b"jw301:Nummer>", "Bsn ontbreekt"),
        (b"<jw301:Geslacht>2</jw301:Geslacht>", b"<jw301:Geslacht>2</jw301:Geslacht>" * 2, "meer dan"),
        (b"ToegewezenProduct>", b"IetsAnders>", "ToegewezenProduct ontbreekt"),
        (b"ToegewezenProducten", b"Lijst", "ToegewezenProducten ontbreekt"),
        (b"BerichtCode>436", b"BerichtCode>999", "999 is geen iJw-bericht"),
        (b"jw301:Client", b"jw301:Clint", "Client ontbreekt"),
        (b"Ingangsdatum>2023-01-01", b"Ingangsdatum>", "Ingangsdatum"),
    ],
)
def test_wrong_content_is_refused_with_a_sentence(oud: bytes, nieuw: bytes, zin: str) -> None:
    inhoud = als_xml(bericht_301())
    assert oud in inhoud

    assert zin in geweigerd(inhoud.replace(oud, nieuw)).zin


@pytest.mark.parametrize("code", [b"437", b"446", b"490"])
def test_sound_message_of_another_kind_is_skipped_and_named(code: bytes) -> None:
    (uitkomst,) = lees(als_xml(bericht_301()).replace(b"BerichtCode>436", b"BerichtCode>" + code))

    assert isinstance(uitkomst, Overgeslagen)
    assert "JW3" in uitkomst.zin


def test_order_of_reading_the_registered_address_first() -> None:
    inhoud = als_xml(bericht_301(client=CLIENT))
    tweede = (
        b"<jw301:Contact><jw301:Soort>03</jw301:Soort>"
        b"<jw301:Adres><ijw:Postcode>8299 zz</ijw:Postcode></jw301:Adres></jw301:Contact>"
    )
    omgekeerd = inhoud.replace(b"<jw301:Contactgegevens>", b"<jw301:Contactgegevens>" + tweede)

    (gelezen,) = lees(omgekeerd)

    assert isinstance(gelezen, Gelezen)
    assert isinstance(gelezen.bericht, Toewijzingsbericht)
    assert gelezen.bericht.client.postcode == "8299AB"


@settings(max_examples=voorbeelden(150), deadline=None)
@given(plek=st.integers(0, 2000), rommel=st.binary(min_size=1, max_size=6))
def test_damaged_message_is_read_or_refused_but_never_breaks_the_reader(plek: int, rommel: bytes) -> None:
    inhoud = als_xml(bericht_301())

    uitkomsten = lees(inhoud[:plek] + rommel + inhoud[plek + len(rommel) :])

    assert uitkomsten
    assert all(uitkomst.zin.endswith(".") for uitkomst in uitkomsten if isinstance(uitkomst, Fout))
