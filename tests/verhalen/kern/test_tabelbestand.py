"""Files as people send them: every cell stays text, and what is wrong gets a sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from verhalen.kern import tabelbestand, xlsxbestand
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.tabelbestand import Tabel, neutralize, read_tabel, restore, write_csv

TEKST = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
NAAM = TEKST.map(lambda name: name.strip().lstrip("\ufeff").strip()).filter(bool)


def xlsx(*rows: list[Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cells(tabel: Tabel) -> list[tuple[str, ...]]:
    return [row for _nummer, row in tabel.rijen]


@pytest.mark.parametrize("inhoud", [b"", b"\n\n  \n", b";;\n;;\n"])
def test_an_empty_file_is_refused(inhoud: bytes) -> None:
    with pytest.raises(OngeldigeInvoer, match="Het bestand is leeg"):
        read_tabel(inhoud)


@pytest.mark.parametrize(
    ("inhoud", "encoding"),
    [
        ("wie;wat\nZoë;één\n".encode(), "utf-8-sig"),
        ("wie;wat\nZoë;één\n".encode("utf-8-sig"), "utf-8-sig"),
        ("wie;wat\nZoë;één\n".encode("cp1252"), "cp1252"),
        ("wie;wat\nZoë;één\n".encode("utf-16"), "utf-16"),
    ],
    ids=["utf-8", "utf-8 with mark", "cp1252", "utf-16"],
)
def test_a_file_is_read_in_the_encoding_it_was_written_in(inhoud: bytes, encoding: str) -> None:
    tabel = read_tabel(inhoud)

    assert tabel.encoding == encoding
    assert tabel.kolommen == ("wie", "wat")
    assert cells(tabel) == [("Zoë", "één")]


def test_a_wrong_encoding_is_refused_with_the_place() -> None:
    with pytest.raises(OngeldigeInvoer, match=r"niet te lezen als cp1252 \(teken 5\)"):
        read_tabel(b"wie\n\x81\xff\n")


@pytest.mark.parametrize(
    "inhoud", ["wie;wat\nZoë;één\n".encode("utf-16-le"), b"\xd0\xcf\x11\xe0\x00\x00\x00\x00oud excel\x00"]
)
def test_a_file_that_is_no_text_is_refused(inhoud: bytes) -> None:
    with pytest.raises(OngeldigeInvoer, match=r"geen csv|niet te lezen"):
        read_tabel(inhoud)


@pytest.mark.parametrize("teken", [";", ",", "\t"])
def test_the_separator_is_recognised(teken: str) -> None:
    tabel = read_tabel(f"wie{teken}wat\nZoë{teken}één\n".encode())

    assert (tabel.scheidingsteken, cells(tabel)) == (teken, [("Zoë", "één")])


def test_commas_in_a_question_do_not_make_columns() -> None:
    inhoud = "Wat hielp, denkt u, het meest?;Wijk\nPraten, luisteren;Boswijk\nWandelen;Bolder\n"

    tabel = read_tabel(inhoud.encode())

    assert tabel.kolommen == ("Wat hielp, denkt u, het meest?", "Wijk")
    assert cells(tabel) == [("Praten, luisteren", "Boswijk"), ("Wandelen", "Bolder")]


def test_one_column_of_sentences_stays_one_column() -> None:
    tabel = read_tabel(b"tekst\nEerst dit, toen dat.\nVerder niets.\n")

    assert cells(tabel) == [("Eerst dit, toen dat.",), ("Verder niets.",)]


def test_a_column_without_a_name_is_refused() -> None:
    with pytest.raises(OngeldigeInvoer, match="Kolom 2 heeft geen naam"):
        read_tabel(b"wie;;wat\na;b;c\n")


def test_empty_columns_at_the_end_are_left_out() -> None:
    assert read_tabel(b"wie;wat;;\na;b;;\n").kolommen == ("wie", "wat")


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(OngeldigeInvoer, match="De kolomnaam 'wie' staat er twee keer"):
        read_tabel(b"wie; wie\na;b\n")


def test_a_short_row_is_filled_up() -> None:
    assert cells(read_tabel(b"wie;wat;waar\na\n")) == [("a", "", "")]


def test_a_long_row_is_refused_with_its_line() -> None:
    with pytest.raises(OngeldigeInvoer, match="Regel 3 heeft meer cellen"):
        read_tabel(b"wie;wat\na;b\na;b;c\n")


def test_a_broken_quote_is_refused_with_its_line() -> None:
    with pytest.raises(OngeldigeInvoer, match="Regel 3 van het bestand is stuk"):
        read_tabel(b'wie;wat\na;b\n"c;d\ne;f\n')


def test_rows_keep_the_line_they_stand_on() -> None:
    tabel = read_tabel(b'wie;wat\n"twee\nregels";b\n\nc;d\n')

    assert [nummer for nummer, _row in tabel.rijen] == [2, 5]
    assert next(iter(tabel.records())) == (2, {"wie": "twee\nregels", "wat": "b"})


def test_a_code_keeps_its_leading_zeros() -> None:
    assert cells(read_tabel(b"code;tekst\n0012;a\n")) == [("0012", "a")]


def test_numbers_dates_and_flags_of_a_workbook_become_text() -> None:
    rows = ["0012", 12, 2.5, date(2025, 6, 1), datetime(2025, 6, 1, 13, 30), True, None]  # noqa: DTZ001 - a cell has no zone
    names = ["code", "heel", "half", "dag", "moment", "vlag", "leeg"]

    tabel = read_tabel(xlsx(names, rows))

    assert cells(tabel) == [("0012", "12", "2.5", "2025-06-01", "2025-06-01 13:30:00", "ja", "")]
    assert (tabel.encoding, tabel.scheidingsteken) == ("", "")


def test_rows_of_a_workbook_keep_their_number_after_empty_rows() -> None:
    tabel = read_tabel(xlsx(["wie", "wat"], [None, None], ["a", "b"]))

    assert [nummer for nummer, _row in tabel.rijen] == [3]


def test_a_row_far_below_the_others_is_not_lost() -> None:
    tabel = read_tabel(xlsx(["wie"], *([[None]] * 8), ["a"]), max_rijen=3)

    assert tabel.rijen == ((10, ("a",)),)


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("brief.txt", "geen tabel")

    with pytest.raises(OngeldigeInvoer, match="Dit xlsx-bestand is stuk of versleuteld"):
        read_tabel(stream.getvalue())


def test_half_a_workbook_is_refused() -> None:
    whole = xlsx(["wie"], ["a"])

    with pytest.raises(OngeldigeInvoer, match="Dit xlsx-bestand is stuk of versleuteld"):
        read_tabel(whole[: len(whole) // 2])


def test_a_workbook_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsxbestand, "MAX_UITGEPAKT", 1000)

    with pytest.raises(OngeldigeInvoer, match="uitgepakt te groot"):
        read_tabel(xlsx(["wie"], ["a"]))


def rewritten(inhoud: bytes, change: Callable[[str, bytes], bytes], **extra: bytes) -> bytes:
    """Return the workbook with every member passed through ``change``, and other members added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in extra.items():
            new.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("plek", [b"XFD1048576", b"zz200000", b"A999999999", b"XFDXFD2"])
def test_a_workbook_with_a_cell_far_away_is_refused_before_room_is_made_for_it(plek: bytes) -> None:
    inhoud = rewritten(xlsx(["wie"], ["a"]), lambda _name, xml: xml.replace(b'r="A2"', b'r="' + plek + b'"'))

    with pytest.raises(OngeldigeInvoer, match="ver buiten de tabel"):
        read_tabel(inhoud)


def test_a_cell_far_away_is_found_behind_any_prefix_and_order_of_attributes() -> None:
    inhoud = rewritten(
        xlsx(["wie"], ["a"]), lambda _name, xml: xml.replace(b'<c r="A2"', b'<c s="&gt;" r="XFD1048576"')
    )

    with pytest.raises(OngeldigeInvoer, match="ver buiten de tabel"):
        read_tabel(inhoud)


@pytest.mark.parametrize("other", ["xl/workbook.bin", "content.xml"])
def test_another_kind_of_workbook_in_disguise_is_refused(other: str) -> None:
    with pytest.raises(OngeldigeInvoer, match="Dit xlsx-bestand is stuk"):
        read_tabel(rewritten(xlsx(["wie"], ["a"]), lambda _name, xml: xml, **{other: b"<a/>"}))


def test_a_workbook_with_a_document_type_is_refused() -> None:
    start = b'<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet'
    inhoud = rewritten(xlsx(["wie"], ["a"]), lambda _name, xml: xml.replace(b"<worksheet", start, 1))

    with pytest.raises(OngeldigeInvoer, match="Dit xlsx-bestand is stuk"):
        read_tabel(inhoud)


def test_a_workbook_that_lies_about_its_size_is_refused() -> None:
    """The directory says how large a member becomes; whoever trusts it unpacks what was not counted."""
    inhoud = xlsx(["wie"], *([f"{nummer} {'a' * 50}"] for nummer in range(200)))
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    size, lie = sheet.file_size.to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert size in inhoud

    with pytest.raises(OngeldigeInvoer, match="Dit xlsx-bestand is stuk"):
        read_tabel(inhoud.replace(size, lie))


def test_a_header_of_very_many_columns_is_refused() -> None:
    with pytest.raises(OngeldigeInvoer, match="meer dan 200 kolommen"):
        read_tabel(";".join(f"a{nummer}" for nummer in range(201)).encode())


def test_short_rows_that_would_be_filled_up_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabelbestand, "MAX_CELLEN", 12)

    assert len(read_tabel(b"a;b;c;d\n" + b"x\n" * 3).rijen) == 3
    with pytest.raises(OngeldigeInvoer, match="meer dan 3 rijen"):
        read_tabel(b"a;b;c;d\n" + b"x\n" * 4)


def test_reading_stops_at_the_first_row_too_many() -> None:
    read = []

    def rows() -> Iterator[tuple[int, list[str]]]:
        for nummer in range(1, 1000):
            read.append(nummer)
            yield nummer, ["a"] if nummer % 2 else [""]

    with pytest.raises(OngeldigeInvoer, match="meer dan 3 rijen"):
        tabelbestand._build(rows(), 3)
    assert len(read) < 10


def test_a_file_of_more_than_twenty_megabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabelbestand, "MAX_BYTES", 10)

    with pytest.raises(OngeldigeInvoer, match="groter dan 20 MB"):
        read_tabel(b"wie;wat\nab;cd\n")


@pytest.mark.parametrize(
    "make", [lambda rows: "\n".join(["wie", *rows]).encode(), lambda rows: xlsx(["wie"], *([row] for row in rows))]
)
def test_too_many_rows_are_refused(make: Callable[[str], bytes]) -> None:
    assert len(read_tabel(make("abc"), max_rijen=3).rijen) == 3
    with pytest.raises(OngeldigeInvoer, match="meer dan 3 rijen"):
        read_tabel(make("abcd"), max_rijen=3)


def test_a_table_does_not_print_its_cells() -> None:
    assert "Fatima" not in repr(read_tabel(b"wie;wat\nFatima;b\n"))


@pytest.mark.parametrize(
    "cell", ["=1+1", "+31612345678", "-ik weet het niet", "@naam", "\tx", "\rx", "\nx", "|x", "%x", "＝1"]
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert neutralize(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "gewoon", "'t was goed", "0012", "3-1", "'"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert neutralize(cell) == cell == restore(cell)


@given(st.text(st.sampled_from("'=+-@\t\r\n|%＝a ")))
def test_neutralising_can_always_be_undone(cell: str) -> None:
    assert restore(neutralize(cell)) == cell


@given(TEKST)
def test_no_cell_that_is_written_starts_a_formula(cell: str) -> None:
    assert not neutralize(cell).startswith(tabelbestand.FORMULETEKENS)


@settings(deadline=None)
@given(st.data())
def test_what_is_written_is_read_back_exactly(data: st.DataObject) -> None:
    kolommen = data.draw(st.lists(NAAM, min_size=1, max_size=4, unique=True))
    rij = st.lists(TEKST, min_size=len(kolommen), max_size=len(kolommen)).filter(lambda row: any(map(str.strip, row)))
    rijen = data.draw(st.lists(rij, max_size=5))

    tabel = read_tabel(write_csv(kolommen, rijen), scheidingsteken=";")

    assert tabel.kolommen == tuple(kolommen)
    assert cells(tabel) == [tuple(row) for row in rijen]


def test_none_is_written_as_an_empty_cell_and_a_number_as_text() -> None:
    assert cells(read_tabel(write_csv(["a", "b"], [[None, 3]]))) == [("", "3")]


def test_a_written_file_opens_in_a_dutch_spreadsheet() -> None:
    assert write_csv(["wie", "wat"], [["Zoë", "a"]]) == "\ufeffwie;wat\r\nZoë;a\r\n".encode()
