"""The commands import_ijw and import_tabel for figures: machine output, exit codes, and the right municipality."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories.toewijzing import bericht_301, bericht_305, csv_of, xml_of, zip_of
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.rollen import Recht
from verhalen.opdrachten import cijfers
from verhalen.stamgegevens.models import Gemeente
from verhalen.toewijzing.models import Berichtbestand, Bevolkingsregel, Toewijzingsversie

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lijsten")]


def run(*args: Any, **options: Any) -> tuple[dict[str, Any], int]:
    """Return what a command printed for machines, and its exit code."""
    out, code = StringIO(), 0
    try:
        call_command(*args, **options, stdout=out, stderr=StringIO())
    except SystemExit as stop:
        code = int(stop.code or 0)
    return json.loads(out.getvalue()), code


def test_a_folder_with_files_and_zips_is_read_in(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(xml_of(bericht_301()))
    (tmp_path / "b.zip").write_bytes(zip_of([xml_of(bericht_301(2)), xml_of(bericht_305())]))
    (tmp_path / "leesmij.txt").write_text("geen bericht")

    rapport, code = run("import_ijw", tmp_path)

    assert code == 0
    assert rapport["berichten"] == {"JW301": 2, "JW305": 1}
    assert rapport["overgeslagen"] == {"Dit is geen XML- of zip-bestand.": 1}
    assert Berichtbestand.objects.get().staat == "klaar"


def test_reading_in_again_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(xml_of(bericht_301()))
    run("import_ijw", tmp_path)

    rapport, _code = run("import_ijw", tmp_path)

    assert rapport["nieuw"] == {}
    assert Toewijzingsversie.objects.count() == 1


def test_a_refusal_is_printed_with_its_file_and_gives_exit_code_one(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(xml_of(bericht_301()))
    (tmp_path / "stuk.xml").write_bytes(b"<Bericht>")

    rapport, code = run("import_ijw", tmp_path)

    assert code == 1
    assert rapport["geweigerd"] == 1
    assert rapport["fouten"][0]["bestand"].endswith("stuk.xml")
    assert Toewijzingsversie.objects.count() == 1


def test_a_message_of_another_municipality_is_refused_by_default(tmp_path: Path, elders: Gemeente) -> None:
    (tmp_path / "a.xml").write_bytes(xml_of(bericht_301(gemeente="9901")))

    rapport, code = run("import_ijw", tmp_path, gemeente="0995")

    assert code == 1
    assert rapport["redenen"] == {"Dit bericht is van gemeente 9901, niet van 0995.": 1}


def test_for_every_municipality_each_message_goes_to_its_own(
    tmp_path: Path, lelystad: Gemeente, elders: Gemeente
) -> None:
    for nummer, code in enumerate(("0995", "9901", "0034"), start=1):
        (tmp_path / f"{code}.xml").write_bytes(xml_of(bericht_301(nummer, gemeente=code)))

    rapport, code = run("import_ijw", tmp_path, gemeente="elke")

    assert code == 1
    assert {gemeente: deel["gelezen"] for gemeente, deel in rapport["gemeenten"].items()} == {"0995": 1, "9901": 1}
    assert "Dit bericht is van gemeente 0034. Die is hier niet geladen." in str(rapport)
    assert Toewijzingsversie.objects.of(lelystad).count() == Toewijzingsversie.objects.of(elders).count() == 1


def test_a_delivery_that_broke_off_goes_on_under_the_same_row(tmp_path: Path, lelystad: Gemeente) -> None:
    (tmp_path / "a.xml").write_bytes(xml_of(bericht_301()))
    run("import_ijw", tmp_path)
    Berichtbestand.objects.update(staat="loopt")

    run("import_ijw", tmp_path)

    assert Berichtbestand.objects.get().staat == "klaar"


def test_a_file_that_changes_under_way_is_refused_so_that_the_mark_of_a_delivery_fits_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xml").write_bytes(xml_of(bericht_301()))
    register = cijfers._register

    def replace_meanwhile(*args: Any) -> Berichtbestand:
        (tmp_path / "a.xml").write_bytes(xml_of(bericht_301(2)))
        return register(*args)

    monkeypatch.setattr(cijfers, "_register", replace_meanwhile)

    rapport, code = run("import_ijw", tmp_path)

    assert code == 1
    assert rapport["redenen"] == {"Het bestand is veranderd tijdens het inlezen. Lees het opnieuw in.": 1}
    assert not Toewijzingsversie.objects.exists()


def test_a_path_that_is_not_there_and_a_municipality_that_is_not_loaded(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="weg bestaat niet"):
        call_command("import_ijw", tmp_path / "weg")
    with pytest.raises(CommandError, match="1234 is niet geladen"):
        call_command("import_ijw", tmp_path, gemeente="1234")


def test_raw_numbers_get_their_wijk_from_the_table_of_postal_codes(tmp_path: Path, settings: Any) -> None:
    from datetime import date

    from verhalen.toewijzing.ijw.berichten import Client
    from verhalen.toewijzing.ijw.schrijver import Adres, Persoonsgegevens, write_bericht

    settings.BRON_OP_SERVER = True
    client = Client("999900006", None, date(2012, 5, 14), None, "2", postcode="8231AB")
    wie = Persoonsgegevens("Zevenhuizen", None, "Fadime", Adres("Kaapse Hoek", 1, "8231AB", "Lelystad"))
    (tmp_path / "a.xml").write_bytes(write_bericht(bericht_301(client=client, leeftijd=None), wie))
    wijken = tmp_path / "wijken.csv"
    wijken.write_bytes(csv_of("postcode;wijk", "8231 AB;WK099501"))

    run("import_ijw", tmp_path / "a.xml", wijken=wijken)

    assert Toewijzingsversie.objects.get().wijk == "WK099501"
    wijken.write_bytes(csv_of("pc;wijk", "8231AB;WK099501"))
    with pytest.raises(CommandError, match="postcode en wijk"):
        call_command("import_ijw", tmp_path / "a.xml", wijken=wijken)


def test_a_table_with_figures_is_read_in_and_its_refused_rows_are_written(tmp_path: Path) -> None:
    tabel, geweigerd = tmp_path / "bevolking.csv", tmp_path / "geweigerd.csv"
    tabel.write_bytes(csv_of("jaar;leeftijd;gebied;aantal", "2023;7;WK099501;90", "2023;7;Atlantis;1"))

    rapport, code = run("import_tabel", "bevolking", tabel, geweigerd=geweigerd)

    assert code == 1
    assert (rapport["bewaard"], rapport["geweigerd"]) == (1, 1)
    assert rapport["fouten"] == [
        {"rij": "3", "kolom": "gebied", "zin": "Dit gebied staat niet in de lijst van uw gemeente."}
    ]
    assert "Atlantis" in geweigerd.read_text("utf-8-sig")
    assert Bevolkingsregel.objects.count() == 1


def test_a_table_that_cannot_be_read_at_all_is_named_with_its_reason(tmp_path: Path) -> None:
    tabel = tmp_path / "x.csv"
    tabel.write_bytes(csv_of("jaar;leeftijd", "2023;7"))

    with pytest.raises(CommandError, match=r"x\.csv: Kies nog in welke kolom dit staat: Aantal inwoners"):
        call_command("import_tabel", "bevolking", tabel)


def test_the_account_of_figures_reads_no_stories(tmp_path: Path) -> None:
    tabel = tmp_path / "b.csv"
    tabel.write_bytes(csv_of("jaar;leeftijd;gebied;aantal", "2023;7;WK099501;90"))

    run("import_tabel", "bevolking", tabel)

    account = Gebruiker.objects.get(username="opdracht-cijfers-0995")
    assert account.heeft(Recht.TOEWIJZING_IMPORTEREN)
    assert not account.heeft(Recht.VERHAAL_IMPORTEREN)
    assert not account.has_usable_password()
