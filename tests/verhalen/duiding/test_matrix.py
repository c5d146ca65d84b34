"""The matrix: which rows, in what order, what comes next, and nothing that a general screen may not show."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.duiding import maak_duidbaar, vertel
from tests.factories.gebruikers import GebruikerFactory
from tests.factories.programma import ActieFactory, DeelFactory, FormuleringFactory, TermijnFactory
from tests.factories.tellen import MetingFactory
from verhalen.duiding.frames import Gecodeerd
from verhalen.duiding.matrix import SORTEERSLEUTELS, tell_verteld
from verhalen.duiding.models import Duiding
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.kwartalen import in_words
from verhalen.kern.rollen import Rol
from verhalen.programma.models import Actie, Indicator, Knop, Knopformulering, Stoplicht
from verhalen.stamgegevens.models import Gemeente

URL = "/duiden/"
NUMMERS = (2, 3, 4, 7, 9)
KANTEN = ("negatief", "positief", "gemengd", "neutraal")


@pytest.fixture
def formulering(lelystad: Gemeente) -> Knopformulering:
    """Knop 4, among others; 9 stands in another part of the programme."""
    found = maak_duidbaar(lelystad)
    deel = DeelFactory(gemeente=lelystad, slug="verblijf", naam="Met verblijf", volgorde=2)
    kept = set(Knopformulering.objects.filter(gemeente=lelystad).values_list("knop__nummer", flat=True))
    for nummer in set(NUMMERS) - kept:
        extra = {"deel": deel} if nummer == 9 else {}
        FormuleringFactory(gemeente=lelystad, knop__nummer=nummer, naam=f"Knop {nummer}", **extra)
    Knopformulering.objects.filter(gemeente=lelystad).exclude(knop__nummer__in=NUMMERS).delete()
    return found


def nummers(page: str) -> list[int]:
    """The knoppen in the order in which the rows stand."""
    return [int(found) for found in re.findall(r'matrix__nr getal">(\d+)<', page)]


def toon(als: Any, wie: Gebruiker, vraag: str = "") -> str:
    answer = als(wie).get(f"{URL}{vraag}")
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def meet(gemeente: Gemeente, nummer: int, toen: float, nu: float, **changes: Any) -> None:
    """Give a knop a figure over 2023 and over 2025."""
    formulering = Knopformulering.objects.get(gemeente=gemeente, knop__nummer=nummer)
    indicator = Indicator.objects.create(
        gemeente=gemeente, slug=f"proef-{nummer}", naam=f"Proef {nummer}", eenheid="aantal", gewenste_richting="omlaag"
    )
    formulering.leidend_cijfer = indicator
    formulering.save(update_fields=["leidend_cijfer"])
    for jaar, waarde, extra in ((2023, toen, {}), (2025, nu, changes)):
        MetingFactory(
            gemeente=gemeente,
            indicator=indicator,
            van=date(jaar, 1, 1),
            tot=date(jaar, 12, 31),
            **{"waarde": waarde, "teller": waarde, "noemer": None, "laag": None, "hoog": None, **extra},
        )


def zet_licht(gemeente: Gemeente, nummer: int, kleur: str) -> Actie:
    termijn = TermijnFactory(gemeente=gemeente, knop=Knop.objects.get(gemeente=gemeente, nummer=nummer))
    actie: Actie = ActieFactory(gemeente=gemeente, termijn=termijn, code="1")
    Stoplicht.objects.create(gemeente=gemeente, actie=actie, kleur=kleur, per=date(2025, 12, 1))
    return actie


def test_een_kop_sorteert_en_zegt_hoe_er_gesorteerd_is(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    for nummer, aantal in ((4, 5), (9, 7)):
        for _ in range(aantal):
            vertel(formulering.gemeente, nummer=nummer)

    gewoon, gesorteerd = toon(als, programmateam), toon(als, programmateam, "?sorteer=-verhalen")

    assert nummers(gewoon) == list(NUMMERS)
    assert nummers(gesorteerd)[:2] == [9, 4]
    assert gesorteerd.count('aria-sort="descending"') == 1
    assert 'href="?sorteer=verhalen#matrix"' in gesorteerd


def test_gesorteerd_op_het_cijfer_staat_de_grootste_stijging_boven_en_wie_geen_cijfer_heeft_onder(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    meet(formulering.gemeente, 2, 100, 110)
    meet(formulering.gemeente, 7, 1000, 900)
    vertel(formulering.gemeente, periode="2025-K4")

    op, neer = (nummers(toon(als, programmateam, f"?tot=2025-K4&sorteer={teken}cijfer")) for teken in ("", "-"))

    assert (op[:2], neer[:2]) == ([7, 2], [2, 7])
    assert op[2:] == neer[2:]


def test_een_verborgen_cijfer_telt_niet_mee_in_de_volgorde(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    meet(formulering.gemeente, 2, 100, 110)
    meet(formulering.gemeente, 7, 10, 3, verborgen=True)

    rows = nummers(toon(als, programmateam, "?tot=2025-K4&sorteer=cijfer"))

    assert rows == [2, 3, 4, 7, 9]  # 7 stands among those without a figure, in the order of the programme


def test_weinig_verhalen_hebben_geen_volgorde(als: Any, formulering: Knopformulering, programmateam: Gebruiker) -> None:
    for nummer, aantal in ((3, 1), (9, 4)):
        for _ in range(aantal):
            vertel(formulering.gemeente, nummer=nummer)

    assert nummers(toon(als, programmateam, "?sorteer=-verhalen"))[:2] == [3, 9]


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("verhalen=genoeg", [4]),
        ("verhalen=weinig", [9]),
        ("stoplicht=rood", [4]),
        ("relatie=tegenspreken", [4]),
        ("deel=verblijf", [9]),
        ("deel=verblijf&stoplicht=rood", []),
    ],
)
def test_een_keuze_laat_alleen_die_knoppen_over(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker, vraag: str, verwacht: list[int]
) -> None:
    for _ in range(5):
        vertel(formulering.gemeente, nummer=4)
    vertel(formulering.gemeente, nummer=9)
    zet_licht(formulering.gemeente, 4, "rood")
    besluit(formulering, programmateam, "tegenspreken")

    assert nummers(toon(als, programmateam, f"?{vraag}")) == verwacht


def besluit(formulering: Knopformulering, by: Gebruiker, besloten: str, **changes: Any) -> Duiding:
    row: Duiding = Duiding.objects.create(
        gemeente=formulering.gemeente,
        knop=formulering.knop,
        voorgesteld="onbeslist",
        besloten=besloten,
        tekst="Zo zit het.",
        besloten_door=by,
        **{"periode": "2024-K3 – 2025-K2", **changes},
    )
    return row


def test_een_keuze_die_niet_bestaat_laat_alles_staan(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    page = toon(als, programmateam, "?deel=onzin&sorteer=onzin&tot=onzin&stoplicht=paars")

    assert nummers(page) == list(NUMMERS)


def test_zonder_knop_staat_er_alleen_als_alle_knoppen_er_staan(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    for kant in ("negatief", "negatief", "positief", "gemengd", "neutraal"):
        vertel(formulering.gemeente, nummer=None, polariteit=kant)

    page = toon(als, programmateam)

    assert "fragmenten: 2 negatief, 2 gemengd of neutraal, 1 positief" in page
    assert "Zonder knop" not in toon(als, programmateam, "?verhalen=zonder")


def test_de_volgende_actie_is_wat_het_meest_dringt(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    zet_licht(formulering.gemeente, 9, "rood")
    for _ in range(5):
        vertel(formulering.gemeente, nummer=4)

    page = toon(als, programmateam)

    assert "Bespreek actie 1: staat stil" in page
    assert page.count("Haal meer verhalen op") == len(NUMMERS) - 1


def test_een_besluit_over_eerder_vraagt_om_opnieuw_kijken(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    vertel(formulering.gemeente, periode="2025-K4")
    besluit(formulering, programmateam, "aanvullen", periode="2024-K3 – 2025-K2")

    page = toon(als, programmateam)

    assert "Besluit gaat over derde kwartaal 2024 tot en met tweede kwartaal 2025: kijk opnieuw" in page
    assert "/duiden/knoppen/4/besluiten/?tot=2025-K4" in page


def test_wie_iets_niet_mag_krijgt_er_geen_link_naartoe(als: Any, formulering: Knopformulering) -> None:
    meet(formulering.gemeente, 4, 10, 20)
    besluit(formulering, GebruikerFactory(gemeente=formulering.gemeente), "aanvullen", periode="2020-K1 – 2020-K4")
    vrijgever = GebruikerFactory(gemeente=formulering.gemeente, rollen=[Rol.VRIJGEVER])
    client = als(vrijgever)

    pages = [client.get(adres).content.decode() for adres in (URL, f"{URL}knoppen/4/")]

    links = {link for page in pages for link in re.findall(r'<a[^>]* href="(/[^"#?]*)', page)}
    assert {link: client.get(link).status_code for link in links if client.get(link).status_code == 403} == {}


def test_de_csv_toont_wat_het_scherm_toont_en_verbergt_wat_het_verbergt(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    meet(formulering.gemeente, 4, 12, 3, verborgen=True)
    vertel(formulering.gemeente, nummer=4, periode="2025-K4")
    for _ in range(6):
        vertel(formulering.gemeente, nummer=9, periode="2025-K4")

    answer = als(programmateam).get(f"{URL}knoppen.csv?sorteer=-verhalen")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    negen, vier = rows[0], rows[1]
    assert (negen["nummer"], negen["verhalen"], negen["negatief"]) == ("9", "6", "6")
    assert (vier["nummer"], vier["waarde"], vier["verhalen"], vier["negatief"]) == ("4", "x", "x", "x")
    assert rows[-1]["knop"] == "Zonder knop"


def test_groot_tonen_laat_de_keuzes_weg(als: Any, formulering: Knopformulering, programmateam: Gebruiker) -> None:
    page = toon(als, programmateam, "?groot=1&sorteer=-verhalen")

    assert "<select" not in page.split("<main")[1].split("</main>")[0]
    assert 'href="?sorteer=-verhalen"' in page  # back, with the same order


def gecodeerd(verhaal: int, polariteit: str) -> Gecodeerd:
    return Gecodeerd(1, verhaal, polariteit, False, frozenset(), "", "", "", False)


@given(st.lists(st.tuples(st.integers(1, 8), st.sampled_from(KANTEN)), max_size=12))
def test_een_balk_staat_er_nooit_bij_minder_dan_vijf_verhalen(verteld: list[tuple[int, str]]) -> None:
    found = tell_verteld([gecodeerd(*paar) for paar in verteld])

    stories = len({verhaal for verhaal, _kant in verteld})
    assert (found.kanten is not None) == (stories >= 5)
    assert found.kanten is None or found.kanten.samen == len(verteld)


@pytest.mark.parametrize(
    ("periode", "woorden"),
    [
        ("2025-K1 – 2025-K4", "2025"),
        ("2024-K3 – 2025-K2", "derde kwartaal 2024 tot en met tweede kwartaal 2025"),
        ("2025-K2", "tweede kwartaal 2025"),
        ("onbekend", "onbekend"),
    ],
)
def test_een_periode_staat_er_in_woorden(periode: str, woorden: str) -> None:
    assert in_words(periode) == woorden


def test_elke_kolom_die_sorteert_heeft_een_sleutel(
    als: Any, formulering: Knopformulering, programmateam: Gebruiker
) -> None:
    for naam in SORTEERSLEUTELS:
        assert sorted(nummers(toon(als, programmateam, f"?sorteer={naam}"))) == list(NUMMERS)
