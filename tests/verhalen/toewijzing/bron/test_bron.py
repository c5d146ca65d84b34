"""The source tool: what leaves the municipality holds nobody, and only the key leads back."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verhalen.toewijzing.ijw.maken import BSN, CLIENT, PERSOON, bericht_301, bericht_305, bericht_307, toegewezen
from verhalen.toewijzing.bron import tabellen
from verhalen.toewijzing.bron.opdracht import BERICHTEN_ZIP, WERKLIJST, main
from verhalen.toewijzing.bron.personen import Persoon, open_personen, personen_path
from verhalen.toewijzing.bron.pseudoniem import Pseudonimiseerder, age_on
from verhalen.toewijzing.bron.sleutels import Sleutel, SleutelError, load_sleutel, make_sleutel, save_sleutel
from verhalen.toewijzing.ijw.berichten import Client
from verhalen.toewijzing.ijw.bestanden import Gelezen, read_paths
from verhalen.toewijzing.ijw.schrijver import write_bericht

SLEUTEL = Sleutel(bytes(range(32)))
MAKER = Pseudonimiseerder(SLEUTEL, {"8299AB": "WK099503", "8298": "WK099504"})
GEHEIM = [
    BSN,
    "Zevenhuizen",
    "Fadime",
    "Kaapse Hoek",
    "0320000000",
    "Öztürk",
    "liever",
    "8299AB",
    "2012-05-14",
    "12345",
]


@pytest.fixture
def bronmap(tmp_path: Path) -> Path:
    """A delivery as a municipality has it: messages in a zip and loose, a table, and a file with a name for a name."""
    bron = tmp_path / "in"
    bron.mkdir()
    with zipfile.ZipFile(bron / "jan.zip", "w") as archief:
        archief.writestr("zevenhuizen_301.xml", write_bericht(bericht_301(), PERSOON))
        archief.writestr("305.xml", write_bericht(bericht_305(), PERSOON))
    (bron / "307.xml").write_bytes(write_bericht(bericht_307(), PERSOON))
    (bron / "zevenhuizen.csv").write_text(
        "bsn;naam;toewijzingnummer;maand;productcode;bedrag_cent\n"
        f"{BSN};Fadime Zevenhuizen;12345;2023-02;45A04;120000\n",
        encoding="utf-8",
    )
    (bron / "wijken.txt").write_text("postcode;wijk\n8299 AB;WK099503\n", encoding="utf-8")
    return bron


def draai(tmp_path: Path, *argumenten: object) -> int:
    return main([*map(str, argumenten), "--out", str(tmp_path / "uit"), "--sleutel", str(tmp_path / "sleutel.json")])


def inhoud_van(map_: Path) -> bytes:
    """Every byte under a folder, zips unpacked, names of files included."""
    alles = b""
    for pad in sorted(map_.rglob("*")):
        alles += pad.name.encode()
        if pad.suffix == ".zip":
            with zipfile.ZipFile(pad) as archief:
                alles += b"".join(lid.filename.encode() + archief.read(lid) for lid in archief.infolist())
        elif pad.is_file():
            alles += pad.read_bytes()
    return alles


def test_what_leaves_holds_no_number_name_or_address(bronmap: Path, tmp_path: Path, capfd) -> None:
    rc = draai(tmp_path, bronmap, "--maak-sleutel", "--wijken", bronmap / "wijken.txt")

    assert rc == 0
    uit, verslag = inhoud_van(tmp_path / "uit"), capfd.readouterr().out
    for gegeven in GEHEIM:
        assert gegeven.encode() not in uit
        assert gegeven not in verslag
    assert b"zevenhuizen" not in uit.lower()
    gemeld = json.loads(verslag)
    assert (gemeld["berichten"], gemeld["tabellen"], gemeld["personen"]) == (3, {"kosten-1.csv": 1}, 1)
    assert gemeld["achtergebleven_kolommen"] == ["naam"]


def test_rewritten_messages_are_read_and_keep_what_counting_needs(bronmap: Path, tmp_path: Path) -> None:
    draai(tmp_path, bronmap, "--maak-sleutel", "--wijken", bronmap / "wijken.txt")

    gelezen = [uit.bericht for uit in read_paths([tmp_path / "uit"], gemeente="0995") if isinstance(uit, Gelezen)]

    assert len(gelezen) == 3
    assert len({bericht.client.pre_pseudoniem for bericht in gelezen}) == 1
    assert {bericht.client.geboortemaand for bericht in gelezen} == {date(2012, 5, 1)}
    assert len({product.nummer for bericht in gelezen for product in bericht.producten}) == 1
    toewijzing = next(bericht for bericht in gelezen if bericht.kop.berichtcode == "436")
    assert toewijzing.client.wijk == "WK099503"
    assert toewijzing.producten[0].leeftijd == 10


def test_table_and_messages_name_the_same_person_and_allocation(bronmap: Path, tmp_path: Path) -> None:
    draai(tmp_path, bronmap, "--maak-sleutel")

    (rij,) = csv.DictReader(io.StringIO((tmp_path / "uit" / "kosten-1.csv").read_text()), delimiter=";")
    (bericht, *_) = [uit.bericht for uit in read_paths([tmp_path / "uit"], gemeente=None) if isinstance(uit, Gelezen)]

    assert rij["pre_pseudoniem"] == bericht.client.pre_pseudoniem
    assert rij["toewijzing_id"] == bericht.producten[0].nummer
    assert rij["bedrag_cent"] == "120000"


def test_worklist_is_resolved_to_persons_at_the_source(bronmap: Path, tmp_path: Path, capfd) -> None:
    draai(tmp_path, bronmap, "--maak-sleutel")
    pre = Pseudonimiseerder(load_sleutel(tmp_path / "sleutel.json"), {}).person(BSN)
    werklijst = tmp_path / "werklijst.csv"
    werklijst.write_text(f"pre_pseudoniem;reden\n{pre};=2+5\npp1.onbekend;loopt af\n", encoding="utf-8")

    rc = draai(tmp_path, "--herleid", werklijst)

    tekst = (tmp_path / "uit" / WERKLIJST).read_text(encoding="utf-8")
    rijen = list(csv.DictReader(io.StringIO(tekst), delimiter=";"))
    assert (rijen[0]["bsn"], rijen[0]["naam"]) == (BSN, "Fadime Zevenhuizen")
    assert rijen[0]["reden"] == "'=2+5"
    assert rijen[1]["bsn"] == ""
    assert rc == 1
    assert BSN not in capfd.readouterr().out


def test_list_of_persons_is_locked_and_only_its_owner_can_open_the_file(bronmap: Path, tmp_path: Path) -> None:
    draai(tmp_path, bronmap, "--maak-sleutel")

    for bestand in (tmp_path / "sleutel.json", personen_path(tmp_path / "sleutel.json")):
        assert bestand.stat().st_mode & 0o077 == 0
    dicht = personen_path(tmp_path / "sleutel.json").read_bytes()
    assert BSN.encode() not in dicht
    assert b"Fadime" not in dicht


def test_list_of_persons_opens_with_its_own_key_alone(tmp_path: Path) -> None:
    lijst = open_personen(tmp_path / "p", SLEUTEL)
    lijst.remember("pp1.x", Persoon(BSN, "Fadime", "2012-05-14"))
    lijst.save()

    assert open_personen(tmp_path / "p", SLEUTEL).personen["pp1.x"].naam == "Fadime"
    with pytest.raises(SleutelError, match="past niet"):
        open_personen(tmp_path / "p", make_sleutel())


@pytest.mark.parametrize("plek", [0, 5, 40, -1])
def test_list_of_persons_that_was_changed_is_not_opened(tmp_path: Path, plek: int) -> None:
    lijst = open_personen(tmp_path / "p", SLEUTEL)
    lijst.remember("pp1.x", Persoon(BSN, "Fadime", ""))
    lijst.save()
    inhoud = bytearray((tmp_path / "p").read_bytes())
    inhoud[plek] ^= 1
    (tmp_path / "p").write_bytes(inhoud)

    with pytest.raises(SleutelError, match="veranderd"):
        open_personen(tmp_path / "p", SLEUTEL)


def test_later_message_without_a_name_does_not_take_the_name_away(tmp_path: Path) -> None:
    lijst = open_personen(tmp_path / "p", SLEUTEL)

    lijst.remember("pp1.x", Persoon(BSN, "Fadime", "2012-05-14"))
    lijst.remember("pp1.x", Persoon(BSN, "", ""))

    assert lijst.personen["pp1.x"] == Persoon(BSN, "Fadime", "2012-05-14")


def test_key_file_is_never_overwritten_and_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SleutelError, match="--maak-sleutel"):
        load_sleutel(tmp_path / "s")
    save_sleutel(SLEUTEL, tmp_path / "s")
    with pytest.raises(SleutelError, match="bestaat al"):
        save_sleutel(make_sleutel(), tmp_path / "s")
    assert load_sleutel(tmp_path / "s") == SLEUTEL


@pytest.mark.parametrize("inhoud", ["", "{}", '{"sleutel": "kort"}', '{"sleutel": "AAAA"}', "[1]", '{"sleutel": 5}'])
def test_damaged_key_file_is_told_without_its_content(tmp_path: Path, inhoud: str) -> None:
    (tmp_path / "s").write_text(inhoud)

    with pytest.raises(SleutelError, match="niet te lezen"):
        load_sleutel(tmp_path / "s")


def test_key_does_not_show_itself() -> None:
    assert repr(SLEUTEL) == "Sleutel()"
    assert SLEUTEL.kenmerk == Sleutel(bytes(range(32))).kenmerk != make_sleutel().kenmerk


def test_folder_that_is_not_empty_is_left_alone(bronmap: Path, tmp_path: Path, capfd) -> None:
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "oud.txt").write_text("bewaren")

    assert draai(tmp_path, bronmap, "--maak-sleutel") == 2
    assert "niet leeg" in capfd.readouterr().err
    assert [pad.name for pad in (tmp_path / "uit").iterdir()] == ["oud.txt"]


def test_refused_messages_and_rows_are_named_and_the_rest_goes_in(bronmap: Path, tmp_path: Path, capfd) -> None:
    (bronmap / "stuk.xml").write_bytes(b"<Bericht>")
    (bronmap / "leeg.csv").write_bytes(b"")
    (bronmap / "zonder.xml").write_bytes(b"<Iets/>")
    (bronmap / "los.csv").write_text("bsn;maand;bedrag_cent\n123456789;2023-01;5\n1;2\n;2023-01;7\n", encoding="utf-8")
    (bronmap / "ander.xml").write_bytes(write_bericht(bericht_301(afzender="0034"), PERSOON))

    rc = draai(tmp_path, bronmap, "--maak-sleutel", "--gemeente", "0995")

    verslag = json.loads(capfd.readouterr().out)
    assert rc == 1
    assert verslag["berichten"] == 3
    zinnen = " ".join(fout["zin"] for fout in verslag["geweigerd"])
    for stuk in ("geen geldige XML", "leeg", "geen iJw-bericht", "elfproef", "evenveel kolommen", "niet van 0995"):
        assert stuk in zinnen
    assert {"bestand": "los.csv", "rij": 2, "kolom": "bsn"}.items() <= next(
        fout for fout in verslag["geweigerd"] if "elfproef" in fout["zin"]
    ).items()
    assert "123456789" not in json.dumps(verslag)


def test_delivery_without_messages_makes_no_empty_zip(bronmap: Path, tmp_path: Path) -> None:
    draai(tmp_path, bronmap / "zevenhuizen.csv", "--maak-sleutel")

    assert [pad.name for pad in (tmp_path / "uit").iterdir()] == ["kosten-1.csv"]
    assert not (tmp_path / "uit" / BERICHTEN_ZIP).exists()


def test_same_key_gives_the_same_pseudonym_and_another_key_another() -> None:
    assert MAKER.person(BSN) == Pseudonimiseerder(SLEUTEL, {}).person(BSN)
    assert MAKER.person(BSN) != Pseudonimiseerder(make_sleutel(), {}).person(BSN)
    assert MAKER.person(BSN) != MAKER.person("999900018")
    assert MAKER.number("007") == MAKER.number("7")
    assert BSN not in MAKER.person(BSN)


def test_unknown_person_gets_no_pseudonym() -> None:
    niemand = replace(CLIENT, bsn=None)

    assert MAKER.message(bericht_301(client=niemand)).client.pre_pseudoniem is None


def test_message_that_went_through_this_step_is_returned_as_it_is() -> None:
    eenmaal = MAKER.message(bericht_301())

    assert MAKER.message(eenmaal) is eenmaal


@pytest.mark.parametrize(
    ("postcode", "wijk"), [("8299AB", "WK099503"), ("8298XX", "WK099504"), ("1234AA", None), (None, None)]
)
def test_postal_code_becomes_a_wijk_or_unknown(postcode: str | None, wijk: str | None) -> None:
    assert MAKER.client(replace(CLIENT, postcode=postcode)).wijk == wijk


@pytest.mark.parametrize(
    ("gebruik", "dag", "leeftijd"),
    [
        (None, date(2022, 5, 13), 9),
        (None, date(2022, 5, 14), 10),
        ("1", date(2022, 5, 1), 10),
        ("1", date(2022, 4, 30), 9),
        ("2", date(2022, 5, 14), None),
        (None, date(2011, 1, 1), 0),
    ],
)
def test_age_is_worked_out_before_the_day_of_birth_goes(gebruik: str | None, dag: date, leeftijd: int | None) -> None:
    client = replace(CLIENT, datumgebruik=gebruik)

    assert (
        MAKER.message(bericht_301(toegewezen(ingangsdatum=dag, einddatum=None), client=client)).producten[0].leeftijd
        == leeftijd
    )


@given(geboren=st.dates(date(1999, 1, 1), date(2025, 12, 31)), dag=st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_age_grows_by_one_on_every_birthday(geboren: date, dag: date) -> None:
    client = Client(None, None, geboren, None, "0")
    leeftijd = age_on(client, dag)

    assert leeftijd is not None
    verjaardagen = sum(
        (jaar, geboren.month, geboren.day) <= (dag.year, dag.month, dag.day)
        for jaar in range(geboren.year + 1, dag.year + 1)
    )
    assert leeftijd == verjaardagen


def test_month_of_birth_is_all_that_is_left_of_a_birthday() -> None:
    assert MAKER.client(CLIENT).geboortedatum == date(2012, 5, 1)
    assert MAKER.client(replace(CLIENT, datumgebruik="2")).geboortemaand is None
    assert MAKER.client(replace(CLIENT, geboortedatum=None, datumgebruik="3")).geboortedatum is None


def herschrijf(tekst: str | bytes) -> tabellen.Tabel:
    return tabellen.rewrite(tekst.encode() if isinstance(tekst, str) else tekst, MAKER)


def test_table_of_allocations_gets_age_month_and_wijk() -> None:
    tabel = herschrijf(
        "bsn,geboortedatum,postcode,toewijzingnummer,ingangsdatum,opmerking\n"
        f"{BSN},2012-05-14,8299 ab,12345,2023-05-13,belt vaak\n"
    )

    (rij,) = csv.DictReader(io.StringIO(tabel.tekst), delimiter=";")
    assert tabel.soort == "toewijzingen"
    assert (rij["geboortejaar_maand"], rij["leeftijd_bij_start"], rij["wijk"]) == ("2012-05", "10", "WK099503")
    assert tabel.achtergebleven == ["opmerking"]
    assert "belt" not in tabel.tekst


def test_number_that_lost_its_leading_zero_in_a_spreadsheet_is_the_same_person() -> None:
    met = herschrijf("bsn;bedrag_cent\n012345672;1\n").tekst
    zonder = herschrijf("bsn;bedrag_cent\n12345672;1\n").tekst

    assert met == zonder
    assert "pp1." in met


def test_table_in_windows_letters_is_read() -> None:
    assert "jeugdhulp é" in herschrijf("soort;bedrag_cent\njeugdhulp é;5\n".encode("cp1252")).tekst


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "leeg"),
        (b"a;b\n1;2\n", "geen kolom"),
        (b"bsn;bsn\n1;2\n", "meer dan"),
        (b"bsn\n\x001\n", "NUL"),
        (b"bsn\n\x81\n", "tekens"),
    ],
)
def test_table_that_cannot_be_read_is_told_in_a_sentence(inhoud: bytes, zin: str) -> None:
    with pytest.raises(ValueError, match=zin):
        herschrijf(inhoud)


def test_date_that_does_not_exist_refuses_its_row_alone() -> None:
    tabel = herschrijf(f"bsn;geboortedatum;ingangsdatum\n{BSN};2012-02-30;2023-01-01\n{BSN};;2023-01-01\n")

    assert [(fout.rij, fout.kolom) for fout in tabel.fouten] == [(2, "geboortedatum")]
    assert tabel.rijen == 1


@pytest.mark.parametrize(
    ("kop", "soort"),
    [
        ("bsn;maand;bedrag_cent", "kosten"),
        ("maand;soort;bedrag_cent", "overige-kosten"),
        ("jaar;leeftijd;gebied;aantal", "bevolking"),
        ("knop;indicator;periode;gebied;waarde;noemer;bron", "tellingen"),
        ("gebied", "tabel"),
    ],
)
def test_kind_of_a_table_is_known_by_its_columns(kop: str, soort: str) -> None:
    assert herschrijf(f"{kop}\n").soort == soort


def test_file_of_wijken_without_its_columns_is_refused(bronmap: Path, tmp_path: Path, capfd) -> None:
    (bronmap / "wijken.txt").write_text("a;b\n1;2\n")

    assert draai(tmp_path, bronmap, "--maak-sleutel", "--wijken", bronmap / "wijken.txt") == 2
    assert "postcode en wijk" in capfd.readouterr().err


def test_worklist_without_pseudonyms_is_refused(tmp_path: Path, capfd) -> None:
    (tmp_path / "w.csv").write_text("naam\nx\n")

    assert draai(tmp_path, "--maak-sleutel", "--herleid", tmp_path / "w.csv") == 2
    assert "pre_pseudoniem" in capfd.readouterr().err


def test_tool_runs_without_django_and_pandas() -> None:
    controle = (
        "import sys, verhalen.toewijzing.bron.opdracht;"
        "print(sorted(m for m in ('django', 'pandas', 'spacy') if m in sys.modules))"
    )

    klaar = subprocess.run([sys.executable, "-c", controle], capture_output=True, text=True, check=True)

    assert klaar.stdout.strip() == "[]"
