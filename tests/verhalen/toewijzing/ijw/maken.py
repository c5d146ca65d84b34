"""Messages to test with, by hand and by hypothesis."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import strategies as st

from verhalen.toewijzing.ijw.berichten import (
    Bericht,
    Client,
    Kop,
    Omvang,
    Product,
    Startbericht,
    StartProduct,
    Stopbericht,
    StopProduct,
    ToegewezenProduct,
    Toewijzingsbericht,
)
from verhalen.toewijzing.ijw.schrijver import Adres, Persoonsgegevens

BSN = "999900006"
CLIENT = Client(BSN, None, date(2012, 5, 14), None, "2", postcode="8299AB")
PERSOON = Persoonsgegevens(
    "Zevenhuizen & Zn",
    "van der",
    "Fadime <Mo>",
    Adres("Kaapse Hoek", 12, "8299AB", "Lelystad"),
    telefoon="0320000000",
    relatie_achternaam="Öztürk",
    commentaar="Moeder belt liever 's avonds.",
)


def kop(code: str, **anders: str) -> Kop:
    van, naar = ("0995", "98000001") if code == "436" else ("98000001", "0995")
    velden = {"versie": "3.2", "afzender": van, "ontvanger": naar, "identificatie": "A1", **anders}
    return Kop(code, dagtekening=date(2023, 1, 3), **velden)


def toegewezen(**anders: object) -> ToegewezenProduct:
    velden: dict[str, object] = {
        "nummer": "12345",
        "referentie": "ref-1",
        "product": Product("45", "45A04"),
        "moment": datetime(2023, 1, 3, 10, 15, 0),  # noqa: DTZ001  # the standard's time of day has no zone
        "ingangsdatum": date(2023, 1, 1),
        "einddatum": date(2023, 12, 31),
        "omvang": Omvang(120, "01", "2"),
        **anders,
    }
    return ToegewezenProduct(**velden)  # type: ignore[arg-type]  # fields by name, checked by the dataclass


def bericht_301(*producten: ToegewezenProduct, client: Client = CLIENT, **hoofd: str) -> Toewijzingsbericht:
    return Toewijzingsbericht(kop("436", **hoofd), client, producten or (toegewezen(),))


def bericht_305(status: str = "1") -> Startbericht:
    product = StartProduct("12345", Product("45", "45A04"), date(2023, 1, 1), date(2023, 1, 9), status)
    return Startbericht(kop("438"), CLIENT, (product,))


def bericht_307(reden: str = "31", status: str = "1") -> Stopbericht:
    product = StopProduct(
        "12345", Product("45", None), date(2023, 1, 1), date(2023, 1, 9), reden, date(2023, 6, 30), status
    )
    return Stopbericht(kop("440"), CLIENT, (product,))


_DAGEN = st.dates(date(2015, 1, 1), date(2030, 12, 31))
_PRODUCTEN = st.one_of(
    st.none(),
    st.builds(Product, st.sampled_from(["43", "45", "50"]), st.sampled_from([None, "45A04", "90002", "x1"])),
)


@st.composite
def _toegewezen(draw: st.DrawFn) -> ToegewezenProduct:
    van = draw(_DAGEN)
    return toegewezen(
        nummer=str(draw(st.integers(0, 999_999_999))),
        referentie=draw(st.one_of(st.none(), st.text("abc<&>\"'-1é", min_size=1, max_size=36).filter(_stripped))),
        product=draw(_PRODUCTEN),
        moment=draw(st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1))).replace(microsecond=0),  # noqa: DTZ001
        ingangsdatum=van,
        einddatum=draw(st.one_of(st.none(), _DAGEN.filter(lambda dag: dag >= van), st.just(van))),
        reden_wijziging=draw(st.sampled_from([None, "04", "13"])),
        omvang=draw(st.one_of(st.none(), st.builds(Omvang, st.integers(0, 10**9 - 1), st.just("14"), st.just("4")))),
        budget_cent=draw(st.one_of(st.none(), st.integers(0, 10**9 - 1))),
    )


def _stripped(tekst: str) -> bool:
    return tekst == tekst.strip() and bool(tekst)


@st.composite
def berichten(draw: st.DrawFn) -> Bericht:
    """Any message of the three kinds that the standard allows."""
    soort = draw(st.sampled_from(["436", "438", "440"]))
    gebruik = draw(st.sampled_from([None, "1", "2"]))
    client = Client(BSN, None, draw(_DAGEN), gebruik, draw(st.sampled_from("012")), postcode=None)
    if soort == "436":
        producten = draw(st.lists(_toegewezen(), min_size=1, max_size=4))
        return bericht_301(*producten, client=CLIENT)
    begin = draw(_DAGEN)
    vast = (draw(st.sampled_from([None, "7"])), draw(_PRODUCTEN), draw(st.one_of(st.none(), _DAGEN)), begin)
    status = draw(st.sampled_from("13"))
    if soort == "438":
        return Startbericht(kop("438"), client, (StartProduct(*vast, status),))
    eind = draw(_DAGEN.filter(lambda dag: dag >= begin))
    return Stopbericht(kop("440"), client, (StopProduct(*vast, draw(st.sampled_from(["20", "31"])), eind, status),))
