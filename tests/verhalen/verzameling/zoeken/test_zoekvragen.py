"""A question in an address says nothing to whoever reads the address."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.verzameling.zoeken.vraag import Reeks
from verhalen.verzameling.zoeken.zoekvragen import make_zoekvraag, open_zoekvraag


def test_een_zoekvraag_komt_terug_zoals_hij_is_getypt() -> None:
    adres = make_zoekvraag("Wachten bij Fatima", 1).adres

    found = open_zoekvraag(adres, 1)

    assert found is not None
    assert (found.tekst, found.adres) == ("Wachten bij Fatima", adres)


def test_in_het_adres_staat_geen_woord() -> None:
    adres = make_zoekvraag("fatima", 1).adres

    assert "fatima" not in adres
    assert b"fatima" not in base64.urlsafe_b64decode(adres.partition(".")[2] + "==")
    assert make_zoekvraag("fatima", 1).adres != adres
    assert "fatima" not in repr(make_zoekvraag("fatima", 1))


def test_geen_adres_is_geen_zoekvraag() -> None:
    assert open_zoekvraag("", 1) is None


def test_een_adres_van_een_andere_gemeente_gaat_niet_open() -> None:
    with pytest.raises(OngeldigeInvoer, match="Typ uw zoekvraag opnieuw"):
        open_zoekvraag(make_zoekvraag("wachten", 1).adres, 2)


def test_een_veranderd_adres_gaat_niet_open() -> None:
    adres = make_zoekvraag("wachten", 1).adres
    changed = adres[:-2] + ("A" if adres[-2] != "A" else "B") + adres[-1]

    with pytest.raises(OngeldigeInvoer, match="werkt niet"):
        open_zoekvraag(changed, 1)


@given(st.text(min_size=1))
def test_elk_verzonnen_adres_geeft_een_zin(adres: str) -> None:
    with pytest.raises(OngeldigeInvoer, match="werkt niet"):
        open_zoekvraag(adres, 1)


def test_wat_geen_vraag_is_krijgt_geen_adres() -> None:
    with pytest.raises(OngeldigeInvoer, match="haakje"):
        make_zoekvraag("(wachten", 1)


def test_het_adres_draagt_de_vraag_zelf() -> None:
    assert make_zoekvraag("wachten", 1).vraag == Reeks(("wacht",))
