"""Tables from upload to rows: what is refused and why, what replaces, and what never gets in."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import Workbook

from tests.factories.toewijzing import csv_of, pre, read_in, report_of, run_now, toewijzingsnummer
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.stamgegevens.models import Gemeente, Product
from verhalen.toewijzing import tussenopslag
from verhalen.toewijzing.inlezen.actions import (
    choose_koppeling,
    find_earlier,
    read_geweigerd,
    receive_bestand,
    start_inlezen,
    stop_inlezen,
    take_back,
)
from verhalen.toewijzing.models import (
    Berichtbestand,
    Bevolkingsregel,
    Client,
    Kostenregel,
    OverigeKosten,
    Startbericht,
    Stopbericht,
    Telling,
    Toewijzingsversie,
    Tussenopslag,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lijsten")]
TOEWIJZINGEN = (
    "pre_pseudoniem;toewijzing_id;ingangsdatum;einddatum;categorie;productcode;wijk;start_zorg;stop_zorg;stop_reden"
)
KOSTEN = "pre_pseudoniem;maand;categorie;productcode;bedrag_cent"


def reasons(bestand: Berichtbestand) -> list[str]:
    return list(report_of(bestand)["redenen"])


def toewijzing(**anders: str) -> str:
    cellen = dict.fromkeys(TOEWIJZINGEN.split(";"), "") | {
        "pre_pseudoniem": pre(1),
        "toewijzing_id": toewijzingsnummer(1),
        "ingangsdatum": "2023-01-01",
        "einddatum": "2023-12-31",
        "categorie": "45",
        "productcode": "45A04",
        "wijk": "Zuiderzeewijk",
    }
    return ";".join((cellen | anders).values())


def test_an_allocation_with_its_care_becomes_a_version_a_start_and_a_stop(analist: Gebruiker) -> None:
    rij = toewijzing(start_zorg="09-01-2023", stop_zorg="30-06-2023", stop_reden="31")

    bestand = read_in(analist, csv_of(TOEWIJZINGEN, rij))

    assert bestand.soort == "toewijzingen"
    versie = Toewijzingsversie.objects.get()
    assert (versie.wijk, versie.einddatum) == ("WK099501", date(2023, 12, 31))
    assert Startbericht.objects.get().begindatum == date(2023, 1, 9)
    assert (Stopbericht.objects.get().einddatum, Stopbericht.objects.get().reden) == (date(2023, 6, 30), "31")


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"einddatum": "2022-12-31"}, "einddatum: De einddatum ligt voor de ingangsdatum."),
        ({"ingangsdatum": ""}, "ingangsdatum: Deze cel is leeg."),
        ({"stop_zorg": "2023-05-01"}, "stop_reden: De reden van het einde ontbreekt."),
        ({"stop_zorg": "2022-05-01", "stop_reden": "31"}, "stop_zorg: De hulp eindigt voordat zij begint."),
        (
            {"pre_pseudoniem": "999900006"},
            "pre_pseudoniem: Hier hoort een pre-pseudoniem te staan."
            " Haal de tabel bij de gemeente eerst door het bronprogramma.",
        ),
    ],
    ids=["end before start", "no start", "stop without reason", "stop before start", "raw number"],
)
def test_a_contradictory_allocation_is_refused(analist: Gebruiker, anders: dict[str, str], zin: str) -> None:
    bestand = read_in(analist, csv_of(TOEWIJZINGEN, toewijzing(**anders), toewijzing(toewijzing_id="77")))

    assert reasons(bestand) == [zin]
    assert Toewijzingsversie.objects.count() == 1


def test_an_unknown_product_is_kept_and_listed(analist: Gebruiker) -> None:
    bestand = read_in(analist, csv_of(TOEWIJZINGEN, toewijzing(productcode="99Z99")))

    assert Toewijzingsversie.objects.get().productcode == "99Z99"
    assert report_of(bestand)["onbekende_producten"] == {"99Z99": 1}


def test_refused_rows_come_back_with_line_and_reason_but_without_persons(analist: Gebruiker) -> None:
    kop = f"{TOEWIJZINGEN};opmerking"
    slecht = toewijzing(pre_pseudoniem="999900006") + ";Fadime belt"
    bestand = read_in(analist, csv_of(kop, toewijzing() + ";", slecht))

    refused = read_geweigerd(bestand=bestand, by=analist).decode("utf-8-sig").splitlines()

    assert refused[0].startswith("regel in bestand;wat er mis is;pre_pseudoniem;toewijzing_id;ingangsdatum")
    assert refused[1].startswith("3;pre_pseudoniem: Hier hoort een pre-pseudoniem te staan.")
    assert "999900006" not in refused[1]
    assert "Fadime" not in "".join(refused)


@pytest.mark.parametrize("kolom", ["bsn", "Burgerservicenummer", "geboortedatum", "naam"])
def test_a_table_with_raw_personal_data_is_refused_whole(analist: Gebruiker, settings: Any, kolom: str) -> None:
    settings.BRON_OP_SERVER = False

    with pytest.raises(OngeldigeInvoer, match=rf"persoonsgegevens \({kolom}\).*Er is niets bewaard"):
        receive_bestand(by=analist, naam="k.csv", inhoud=csv_of(f"{kolom};maand;bedrag_cent", "1;2023-01;5"))

    assert Berichtbestand.objects.count() == 0
    assert Tussenopslag.objects.count() == 0


def test_rows_that_the_source_step_drops_are_in_the_report(analist: Gebruiker, settings: Any) -> None:
    settings.BRON_OP_SERVER = True
    rijen = ("999900006;2023-05;45;45A04;100", "123456789;2023-05;45;45A04;100")

    bestand = read_in(analist, csv_of("bsn;maand;categorie;productcode;bedrag_cent", *rijen))

    assert Kostenregel.objects.count() == 1
    assert report_of(bestand)["geweigerd"] == 1
    assert "elfproef" in reasons(bestand)[0]


def test_bills_are_cents_with_credit_taken_off(analist: Gebruiker) -> None:
    kop = "pre_pseudoniem;maand;productcode;bedrag;debet_credit"
    rijen = (f"{pre(1)};2023-05;45A04;1.250,50;D", f"{pre(1)};2023-05;45A04;250,50;C")

    read_in(analist, csv_of(kop, *rijen))

    assert sorted(Kostenregel.objects.values_list("bedrag_cent", flat=True)) == [-25050, 125050]


def test_two_equal_bills_in_one_file_are_two_bills_and_the_file_twice_is_once(analist: Gebruiker) -> None:
    rij = f"{pre(1)};2023-05;45;45A04;100"
    inhoud = csv_of(KOSTEN, rij, rij)
    read_in(analist, inhoud)

    again = read_in(analist, inhoud)

    assert Kostenregel.objects.count() == 2
    assert report_of(again)["nieuw"] == {}


def test_a_bill_without_or_with_two_amounts_is_refused(analist: Gebruiker) -> None:
    kop = "pre_pseudoniem;maand;bedrag;bedrag_cent"

    bestand = read_in(analist, csv_of(kop, f"{pre(1)};2023-05;;", f"{pre(1)};2023-05;5;500"))

    assert reasons(bestand) == ["bedrag_cent: Noem één bedrag: in centen of in euro's."]
    assert report_of(bestand)["geweigerd"] == 2


def test_a_later_table_of_inhabitants_replaces_what_it_names(analist: Gebruiker) -> None:
    kop = "jaar;leeftijd;gebied;aantal"
    read_in(analist, csv_of(kop, "2023;7;WK099501;90", "2023;8;WK099501;80"))

    later = read_in(analist, csv_of(kop, "2023;7;Zuiderzeewijk;91", "2023;8;WK099501;80"))

    assert dict(Bevolkingsregel.objects.values_list("leeftijd", "aantal")) == {7: 91, 8: 80}
    assert report_of(later)["nieuw"] == {"bevolkingsregel": 1}


def test_a_row_about_the_same_thing_twice_is_refused(analist: Gebruiker) -> None:
    kop = "maand;soort;bedrag_cent"

    bestand = read_in(analist, csv_of(kop, "2023-01;Veilig Thuis;100", "01-2023;Veilig Thuis;200"))

    assert OverigeKosten.objects.get().bedrag_cent == 100
    assert reasons(bestand) == ["soort: Deze rij gaat over hetzelfde als regel 2."]


def test_a_count_may_have_a_denominator_an_area_and_a_decimal_comma(analist: Gebruiker) -> None:
    kop = "knop;indicator;periode;gebied;waarde;noemer;bron"

    read_in(analist, csv_of(kop, "2;betrokkenen;2025-K2;Zuiderzeewijk;12,5;40;wijkteam", "2;betrokkenen;2025;;50;;"))

    stored = Telling.objects.order_by("pk").values_list("periode", "gebied", "waarde", "noemer", "bron")
    assert list(stored) == [
        ("2025-K2", "WK099501", Decimal("12.5"), Decimal(40), "wijkteam"),
        ("2025", "", Decimal(50), None, ""),
    ]


@pytest.mark.parametrize(
    ("rij", "zin"),
    [
        ("onbekend;2025;;1;", "indicator: Deze indicator staat niet in het programma van uw gemeente."),
        ("betrokkenen;2025;Atlantis;1;", "gebied: Dit gebied staat niet in de lijst van uw gemeente."),
        ("betrokkenen;2025;;-1;", "waarde: Een telling is niet kleiner dan nul."),
        ("betrokkenen;2025;;1;0", "noemer: De noemer is groter dan nul, of leeg."),
    ],
)
def test_a_count_that_cannot_be_is_refused(analist: Gebruiker, rij: str, zin: str) -> None:
    bestand = read_in(analist, csv_of("indicator;periode;gebied;waarde;noemer", rij))

    assert reasons(bestand) == [zin]


def test_products_are_added_and_changed(analist: Gebruiker, lelystad: Gemeente) -> None:
    kop = "code;omschrijving;categorie;zorgvorm;verblijf;opvolger"

    read_in(analist, csv_of(kop, "45A04;Ambulant nieuw;45;ambulant;nee;", "90002;Maatwerk verblijf;;;ja;45A04"))

    maatwerk = Product.objects.of(lelystad).get(code="90002")
    assert (maatwerk.verblijf, maatwerk.opvolger.code) == (True, "45A04")
    assert Product.objects.of(lelystad).get(code="45A04").omschrijving == "Ambulant nieuw"
    with pytest.raises(Geweigerd, match="Producten worden niet teruggenomen"):
        take_back(bestand=Berichtbestand.objects.get(), by=analist)


def test_a_spreadsheet_keeps_decimals_and_codes(analist: Gebruiker) -> None:
    book = Workbook()
    for row in (["indicator", "periode", "gebied", "waarde"], ["betrokkenen", "2025", "WK099501", 12.345]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)

    read_in(analist, stream.getvalue(), naam="tellingen.xlsx")

    assert Telling.objects.get().waarde == Decimal("12.345")


def test_a_file_from_windows_is_read_in_its_own_encoding(analist: Gebruiker) -> None:
    inhoud = "maand;soort;bedrag\n2023-01;Coördinatie;€ 1.000,00\n".encode("cp1252")

    bestand = read_in(analist, inhoud)

    assert bestand.encoding == "cp1252"
    assert OverigeKosten.objects.get().soort == "Coördinatie"


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "Het bestand is leeg."),
        (b"jaar;leeftijd;aantal\n", "alleen kolomnamen, geen rijen"),
        (b"a;b\n1;2\n", "niet te zien wat dit voor tabel is"),
        (b"jaar;leeftijd;aantal\n1;2;3;4\n", "Regel 2 heeft meer cellen"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(analist: Gebruiker, inhoud: bytes, zin: str) -> None:
    with pytest.raises(OngeldigeInvoer, match=zin):
        receive_bestand(by=analist, naam="x.csv", inhoud=inhoud)

    assert Berichtbestand.objects.count() == 0


def test_columns_can_be_chosen_by_hand(analist: Gebruiker) -> None:
    inhoud = csv_of("welk jaar;leeftijd;kinderen", "2023;7;90")
    bestand = receive_bestand(by=analist, naam="x.csv", inhoud=inhoud, soort="bevolking")
    with pytest.raises(OngeldigeInvoer, match="Kies nog in welke kolom dit staat: Jaar, Aantal inwoners"):
        start_inlezen(bestand=bestand, by=analist)

    proef = choose_koppeling(
        bestand=bestand,
        soort="bevolking",
        koppeling={"jaar": "welk jaar", "leeftijd": "leeftijd", "aantal": "kinderen", "gebied": ""},
        by=analist,
    )
    run_now(bestand, analist)

    assert (proef.goed, proef.geweigerd) == (1, 0)
    assert Bevolkingsregel.objects.get().aantal == 90


@pytest.mark.parametrize(
    ("koppeling", "zin"),
    [
        ({"jaar": "weg"}, "De kolom 'weg' staat niet in dit bestand."),
        ({"jaar": "jaar", "leeftijd": "jaar"}, "De kolom 'jaar' is twee keer gekozen"),
    ],
)
def test_a_wrong_choice_of_columns_is_refused(analist: Gebruiker, koppeling: dict[str, str], zin: str) -> None:
    bestand = receive_bestand(by=analist, naam="x.csv", inhoud=csv_of("jaar;leeftijd;aantal", "2023;7;90"))

    with pytest.raises(OngeldigeInvoer, match=zin):
        choose_koppeling(bestand=bestand, soort="bevolking", koppeling=koppeling, by=analist)


def test_a_file_that_was_stopped_is_destroyed(analist: Gebruiker) -> None:
    bestand = receive_bestand(by=analist, naam="x.csv", inhoud=csv_of("jaar;leeftijd;aantal", "2023;7;90"))

    stop_inlezen(bestand=bestand, by=analist)

    assert Tussenopslag.objects.count() == 0
    with pytest.raises(Geweigerd, match="wordt al ingelezen of is klaar"):
        start_inlezen(bestand=bestand, by=analist)


def test_what_nobody_came_back_for_is_destroyed_with_the_next_file(analist: Gebruiker) -> None:
    inhoud = csv_of("jaar;leeftijd;aantal", "2023;7;90")
    old = receive_bestand(by=analist, naam="x.csv", inhoud=inhoud)
    Tussenopslag.objects.update(bewaren_tot=timezone.localdate() - timedelta(days=1))

    receive_bestand(by=analist, naam="y.csv", inhoud=inhoud)

    old.refresh_from_db()
    assert (old.staat, old.inhoud) == ("geannuleerd", None)
    assert Tussenopslag.objects.count() == 1


def test_a_waiting_file_that_is_lost_says_so(analist: Gebruiker) -> None:
    bestand = receive_bestand(by=analist, naam="x.csv", inhoud=csv_of("jaar;leeftijd;aantal", "2023;7;90"))
    assert bestand.inhoud is not None
    tussenopslag.path_of(bestand.inhoud.kenmerk).unlink()

    with pytest.raises(Geweigerd, match="is er niet meer"):
        start_inlezen(bestand=bestand, by=analist)


def test_the_same_file_is_recognised_before_it_is_read_in_again(analist: Gebruiker) -> None:
    inhoud = csv_of("jaar;leeftijd;aantal", "2023;7;90")
    first = read_in(analist, inhoud)

    second = receive_bestand(by=analist, naam="kopie.csv", inhoud=inhoud)

    assert find_earlier(second) == first
    assert find_earlier(first) is None


def test_nobody_handles_a_file_of_another_municipality(analist: Gebruiker, elders: Gemeente) -> None:
    from tests.factories.gebruikers import GebruikerFactory
    from verhalen.kern.rollen import Rol

    bestand = receive_bestand(by=analist, naam="x.csv", inhoud=csv_of("jaar;leeftijd;aantal", "2023;7;90"))
    vreemde = GebruikerFactory(gemeente=elders, rollen=[Rol.DATA_ANALIST])

    with pytest.raises(Geweigerd, match="andere gemeente"):
        start_inlezen(bestand=bestand, by=vreemde)


def test_a_table_does_not_make_clients_out_of_empty_cells(analist: Gebruiker) -> None:
    bestand = read_in(analist, csv_of(KOSTEN, ";2023-05;45;45A04;100"))

    assert Kostenregel.objects.get().client is None
    assert Client.objects.count() == 0
    assert report_of(bestand)["zonder_persoon"] == 1
