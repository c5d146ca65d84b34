from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.programma import IndicatorFactory, VertrekpuntFactory
from tests.factories.toewijzing import BerichtbestandFactory, ClientFactory, ToewijzingsversieFactory
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.rollen import Rol
from verhalen.programma.models import Nulwaarde
from verhalen.stamgegevens.models import Gemeente, Product, Zorgvorm
from verhalen.tellen.actions import compute_metingen
from verhalen.toewijzing.models import Bevolkingsregel, Kostenregel

INDICATOREN = {
    "pct-zonder-verblijf": "procent",
    "clienten-met-verblijf": "aantal",
    "instroom-zonder-verblijf": "aantal",
    "uitgaven-per-jeugdige-verblijf": "euro",
    "betrokkenen": "aantal",
}


@pytest.fixture
def analist(lelystad: Gemeente) -> Gebruiker:
    return GebruikerFactory(gemeente=lelystad, rollen=[Rol.DATA_ANALIST])


@pytest.fixture
def indicatoren(lelystad: Gemeente) -> None:
    """Five figures of the programme; the first has a printed zero value."""
    vertrekpunt = VertrekpuntFactory(gemeente=lelystad)
    for volgorde, (slug, eenheid) in enumerate(INDICATOREN.items()):
        IndicatorFactory(
            gemeente=lelystad,
            slug=slug,
            naam=slug.replace("-", " ").capitalize(),
            eenheid=eenheid,
            volgorde=volgorde,
            bron="tellingen" if slug == "betrokkenen" else "berichten",
            vertrekpunt=vertrekpunt if volgorde == 0 else None,
        )
    Nulwaarde.objects.create(
        gemeente=lelystad,
        indicator=IndicatorFactory(gemeente=lelystad, slug="pct-zonder-verblijf"),
        jaar=2023,
        waarde=10,
        afdruk="10,0 %",
    )


@pytest.fixture
def producten(lelystad: Gemeente) -> None:
    """Ambulatory help and foster care."""
    for slug, code, categorie, hulpvorm in (("ambulant", "45A04", "45", "02"), ("pleegzorg", "44A07", "44", "11")):
        zorgvorm = Zorgvorm.objects.create(gemeente=lelystad, slug=slug, naam=slug.capitalize())
        Product.objects.create(
            gemeente=lelystad, code=code, omschrijving=slug, categorie=categorie, hulpvorm=hulpvorm, zorgvorm=zorgvorm
        )


@pytest.fixture
def dorp(lelystad: Gemeente, indicatoren: None, producten: None) -> Gemeente:
    """A village of 200 children: twenty with help all through 2023 and 2024, seven in foster care, bills for those.

    Three of the twenty live in another wijk.
    """
    bestand = BerichtbestandFactory(gemeente=lelystad)
    for nummer in range(20):
        add_help(lelystad, bestand, wijk="WK099502" if nummer < 3 else "WK099501")
    for _nummer in range(7):
        client = add_help(lelystad, bestand, verblijf=True)
        for jaar in (2023, 2024):
            add_bill(lelystad, bestand, client, date(jaar, 1, 1), 60_000)
            add_bill(lelystad, bestand, client, date(jaar, 12, 1), 40_000)
    for jaar in (2022, 2023, 2024):
        Bevolkingsregel.objects.create(
            gemeente=lelystad, bestand=bestand, jaar=jaar, leeftijd=10, gebied="WK099501", aantal=200
        )
    return lelystad


def add_help(gemeente: Gemeente, bestand: Any, **velden: Any) -> Any:
    """Add somebody with help in 2023 and 2024; return the person."""
    client = ClientFactory(gemeente=gemeente)
    ToewijzingsversieFactory(
        gemeente=gemeente,
        client=client,
        bestand=bestand,
        ingangsdatum=date(2023, 1, 1),
        einddatum=date(2024, 12, 31),
        **velden,
    )
    return client


def add_bill(gemeente: Gemeente, bestand: Any, client: Any, maand: date, cent: int) -> None:
    """Add a bill for foster care."""
    Kostenregel.objects.create(
        gemeente=gemeente,
        bestand=bestand,
        client=client,
        maand=maand,
        categorie="44",
        productcode="44A07",
        bedrag_cent=cent,
        kenmerk=f"{client.pk:020d}{maand:%Y%m%d}",
    )


@pytest.fixture
def compute(dorp: Gemeente) -> Callable[[], dict[str, Any]]:
    """Compute every figure of the village; returns counts."""

    def run() -> dict[str, Any]:
        return compute_metingen(gemeente=dorp, by=None, meld=lambda gedaan, totaal: None)

    return run
