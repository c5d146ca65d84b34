"""The rule in words: what it proposes and every number it used."""

from __future__ import annotations

from datetime import date

from verhalen.analyse.indicatoren.basis import Richting
from verhalen.analyse.perioden import Periode
from verhalen.analyse.relatie import Cijfer, Venster
from verhalen.duiding.frames import Gecodeerd
from verhalen.duiding.relatie import ZINNEN, propose


def fragment(verhaal: int, polariteit: str, thema: str = "wachten") -> Gecodeerd:
    return Gecodeerd(verhaal, verhaal, polariteit, False, frozenset({thema}), "ouder", "", "", True)


def cijfer(nu: float, toen: float, richting: Richting = Richting.OMLAAG) -> Cijfer:
    return Cijfer(
        slug="verblijf-18-plus",
        richting=richting,
        laatste=Venster(Periode(date(2025, 1, 1), date(2025, 12, 31)), nu),
        basis=Venster(Periode(date(2023, 1, 1), date(2023, 12, 31)), toen),
    )


def test_minder_van_wat_minder_moet_en_blije_verhalen_bevestigen_elkaar() -> None:
    voorstel = propose(cijfer(100, 400), [fragment(n, "positief") for n in range(12)], ["wachten"])

    assert voorstel.uitkomst == "bevestigen"
    assert "gewenst: omlaag" in voorstel.regels[0]
    assert "12 verhalen" in voorstel.regels[1]


def test_een_gunstig_cijfer_naast_slechte_verhalen_spreekt_tegen() -> None:
    voorstel = propose(cijfer(100, 400), [fragment(n, "negatief") for n in range(12)], ["wachten"])

    assert voorstel.uitkomst == "tegenspreken"


def test_een_thema_dat_niet_is_afgesproken_telt_niet() -> None:
    voorstel = propose(cijfer(100, 400), [fragment(n, "positief", "wonen") for n in range(12)], ["wachten"])

    assert voorstel.uitkomst == "nog te weinig verhalen"
    assert "nodig zijn er 10" in voorstel.regels[1]


def test_zonder_cijfer_zegt_het_voorstel_dat() -> None:
    voorstel = propose(None, [fragment(n, "positief") for n in range(12)], ["wachten"])

    assert voorstel.uitkomst == "nog geen cijfer"
    assert voorstel.regels[0] == "Cijfer: nog geen."


def test_hetzelfde_verhaal_tien_keer_is_een_verhaal() -> None:
    voorstel = propose(None, [fragment(1, "positief") for _ in range(12)], ["wachten"])

    assert voorstel.uitkomst == "nog geen cijfer en nog te weinig verhalen"


def test_elke_uitkomst_heeft_een_zin() -> None:
    from verhalen.analyse.relatie import Verband

    assert set(ZINNEN) == {verband.value for verband in Verband}
