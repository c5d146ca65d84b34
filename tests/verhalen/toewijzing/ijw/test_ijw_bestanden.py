"""Hostile and broken files: refused with a reason, fast, without growing, and the rest still goes in."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.verhalen.toewijzing.ijw.maken import PERSOON, bericht_301, bericht_305
from verhalen.toewijzing.ijw.bestanden import Gelezen, Grenzen, read_inhoud, read_listed, read_paths, survey
from verhalen.toewijzing.ijw.fouten import Fout, Overgeslagen, Reden
from verhalen.toewijzing.ijw.schrijver import write_bericht

GOED = write_bericht(bericht_301(), PERSOON)


def geweigerd(inhoud: bytes) -> Fout:
    (fout,) = read_inhoud("b.xml", inhoud, gemeente=None)
    assert isinstance(fout, Fout)
    return fout


def zip_met(pad: Path, *leden: tuple[str, bytes], inpakken: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(pad, "w", inpakken) as archief:
        for naam, inhoud in leden:
            archief.writestr(naam, inhoud)
    return pad


@pytest.mark.parametrize(
    "inhoud",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><Bericht>&a;</Bericht>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><Bericht/>',
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><Bericht>&f;</Bericht>',
        b"<!DOCTYPE Bericht><Bericht/>",
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><Bericht/>'.encode("utf-16"),
        '<?xml version="1.0" encoding="UTF-16LE"?><!DOCTYPE x [<!ENTITY a "b">]><Bericht/>'.encode("utf-16-le"),
    ],
)
def test_dtd_or_entity_is_refused_whatever_it_wants(inhoud: bytes) -> None:
    fout = geweigerd(inhoud)

    assert fout.reden is Reden.XML
    assert "DTD" in fout.zin


def test_billion_laughs_is_refused_at_once_and_without_memory() -> None:
    lol = "".join(f'<!ENTITY l{nr} "{f"&l{nr - 1};" * 10}">' for nr in range(1, 10))
    inhoud = f'<!DOCTYPE x [<!ENTITY l0 "lol">{lol}]><Bericht>&l9;</Bericht>'.encode()

    tracemalloc.start()
    begin = time.perf_counter()
    geweigerd(inhoud)
    duur, (_, piek) = time.perf_counter() - begin, tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert duur < 1
    assert piek < 5_000_000


@pytest.mark.parametrize("diepte", [61, 200, 200_000])
def test_hostile_depth_is_refused(diepte: int) -> None:
    assert geweigerd(b"<a>" * diepte + b"</a>" * diepte).reden is Reden.XML


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "leeg"),
        (b"  \n", "leeg"),
        (b"dit is geen xml", "geen geldige XML"),
        (GOED[:-30], "stuk of onvolledig"),
        (GOED.replace(b"Zevenhuizen", b"Zeven\xffhuizen"), "geen geldige XML"),
        (GOED.replace(b"Zevenhuizen", b"Zeven\x00huizen"), "geen geldige XML"),
        (GOED.replace(b"Zevenhuizen", b"&onbekend;"), "geen geldige XML"),
        (b"<Bericht/>", "Header ontbreekt"),
        (b"<Iets/>", "geen iJw-bericht"),
    ],
)
def test_broken_file_is_refused_with_a_sentence(inhoud: bytes, zin: str) -> None:
    assert zin in geweigerd(inhoud).zin


def test_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    groot = tmp_path / "groot.xml"
    groot.write_bytes(b"<a>" + b"x" * 2000 + b"</a>")

    (fout,) = read_paths([groot], gemeente=None, grenzen=Grenzen(bytes_per_bestand=1000))

    assert isinstance(fout, Fout)
    assert "groter dan" in fout.zin


def test_folder_is_read_in_order_of_names_and_names_what_it_skips(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "b.xml").write_bytes(GOED)
    (tmp_path / "map" / "a.xml").write_bytes(write_bericht(bericht_305(), PERSOON))
    (tmp_path / "map" / "c.txt").write_text("lijstje")
    zip_met(tmp_path / "map" / "d.zip", ("x/e.xml", GOED))

    uitkomsten = list(read_paths([tmp_path / "map"], gemeente="0995"))

    assert [(type(uit), uit.bestand) for uit in uitkomsten] == [
        (Gelezen, "map/a.xml"),
        (Gelezen, "map/b.xml"),
        (Overgeslagen, "map/c.txt"),
        (Gelezen, "map/d.zip/x/e.xml"),
    ]


def test_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "geheim.xml").write_bytes(GOED)
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "link.xml").symlink_to(tmp_path / "geheim.xml")

    assert list(read_paths([tmp_path / "map"], gemeente=None)) == []


@pytest.mark.parametrize("naam", ["../uit.xml", "/etc/x.xml", "a/../../b.xml", "..\\x.xml", "C:/x.xml"])
def test_zip_with_a_path_that_points_outside_is_refused_whole(tmp_path: Path, naam: str) -> None:
    archief = zip_met(tmp_path / "z.zip", ("goed.xml", GOED), (naam, GOED))

    (fout,) = read_paths([archief], gemeente=None)

    assert isinstance(fout, Fout)
    assert "naar buiten" in fout.zin
    assert sorted(pad.name for pad in tmp_path.rglob("*")) == ["z.zip"]


def test_zip_with_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    lid = zipfile.ZipInfo("link.xml")
    lid.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archief:
        archief.writestr(lid, "/etc/hostname")

    (fout,) = read_paths([tmp_path / "z.zip"], gemeente=None)

    assert isinstance(fout, Fout)
    assert "naar buiten" in fout.zin


def test_zip_that_swells_is_refused_before_unpacking(tmp_path: Path) -> None:
    archief = zip_met(tmp_path / "z.zip", ("bom.xml", b"<a>" + b" " * 10_000_000 + b"</a>"))

    begin = time.perf_counter()
    (fout,) = read_paths([archief], gemeente=None)

    assert isinstance(fout, Fout)
    assert "te groot" in fout.zin
    assert time.perf_counter() - begin < 1


def test_zip_with_too_many_files_is_refused(tmp_path: Path) -> None:
    archief = zip_met(tmp_path / "z.zip", *((f"{nr}.xml", GOED) for nr in range(5)))

    (fout,) = read_paths([archief], gemeente=None, grenzen=Grenzen(bestanden=4))

    assert isinstance(fout, Fout)
    assert "meer dan 4" in fout.zin


def test_one_large_or_foreign_member_does_not_stop_the_others(tmp_path: Path) -> None:
    archief = zip_met(
        tmp_path / "z.zip",
        ("a.xml", GOED),
        ("b.xml", b"<a>" + b"x" * 9000 + b"</a>"),
        ("c.zip", b"PK"),
        ("d.xml", b"stuk"),
        ("e.xml", GOED),
        inpakken=zipfile.ZIP_STORED,
    )

    uitkomsten = list(read_paths([archief], gemeente=None, grenzen=Grenzen(bytes_per_bestand=8000)))

    assert [type(uit) for uit in uitkomsten] == [Gelezen, Fout, Overgeslagen, Fout, Gelezen]


@pytest.mark.parametrize("afgebroken", [10, 200, 900])
def test_broken_zip_is_refused(tmp_path: Path, afgebroken: int) -> None:
    archief = zip_met(tmp_path / "z.zip", ("a.xml", GOED))
    archief.write_bytes(archief.read_bytes()[:afgebroken])

    (fout,) = read_paths([archief], gemeente=None)

    assert isinstance(fout, Fout)
    assert "stuk of versleuteld" in fout.zin


def test_zip_with_a_damaged_member_names_the_archive(tmp_path: Path) -> None:
    archief = zip_met(tmp_path / "z.zip", ("a.xml", GOED), inpakken=zipfile.ZIP_STORED)
    inhoud = archief.read_bytes()
    archief.write_bytes(inhoud.replace(b"Zevenhuizen", b"Achthuizenn", 1))

    (fout,) = read_paths([archief], gemeente=None)

    assert isinstance(fout, Fout)
    assert "stuk" in fout.zin


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (fout,) = read_paths([tmp_path / "weg.xml"], gemeente=None)

    assert isinstance(fout, Fout)
    assert "kan niet worden geopend" in fout.zin


@pytest.mark.parametrize("soort", ["xml", "zip"])
def test_file_that_changed_after_it_was_surveyed_is_refused_and_the_others_go_in(tmp_path: Path, soort: str) -> None:
    def place(naam: str, inhoud: bytes) -> Path:
        pad = tmp_path / f"{naam}.{soort}"
        if soort == "zip":
            return zip_met(pad, ("b.xml", inhoud))
        pad.write_bytes(inhoud)
        return pad

    place("a", GOED)
    place("b", GOED)
    bronnen = survey([tmp_path])
    place("a", write_bericht(bericht_305(), PERSOON))

    eerst, daarna = read_listed(bronnen, gemeente=None)

    assert isinstance(eerst, Fout)
    assert (eerst.reden, eerst.zin) == (
        Reden.BESTAND,
        "Het bestand is veranderd tijdens het inlezen. Lees het opnieuw in.",
    )
    assert isinstance(daarna, Gelezen)


def test_file_that_came_after_the_survey_waits_and_one_that_went_is_named(tmp_path: Path) -> None:
    (tmp_path / "weg.xml").write_bytes(GOED)
    (tmp_path / "a.xml").write_bytes(GOED)
    bronnen = survey([tmp_path])
    (tmp_path / "weg.xml").unlink()
    (tmp_path / "nieuw.xml").write_bytes(GOED)

    gelezen, weg = read_listed(bronnen, gemeente=None)

    assert isinstance(gelezen, Gelezen)
    assert isinstance(weg, Fout)
    assert weg.zin == "Het bestand kan niet worden geopend."


def test_zip_that_is_overwritten_while_it_is_read_gives_no_mixture(tmp_path: Path) -> None:
    leden = [(f"{nummer:03d}.xml", GOED) for nummer in range(100)]  # more than a buffer holds
    archief = zip_met(tmp_path / "z.zip", *leden, inpakken=zipfile.ZIP_STORED)
    ander = archief.read_bytes().replace(b"0995", b"0034")
    uitkomsten = read_listed(survey([archief]), gemeente=None)
    eerste = next(uitkomsten)
    archief.write_bytes(ander)

    gelezen = [eerste, *uitkomsten]

    assert ander.count(b"0034") >= 100
    assert {uit.bericht.kop.afzender for uit in gelezen if isinstance(uit, Gelezen)} == {"0995"}
    assert isinstance(gelezen[-1], Fout)
