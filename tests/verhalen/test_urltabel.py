"""Every address against every role, from one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, include, path, reverse

from tests.factories.gebruikers import GebruikerFactory
from tests.verhalen.urltabel import (
    API_ZONDER_LOGIN,
    GEEN_RECHT,
    NAAR_LOGIN,
    TABEL,
    Rij,
)
from tests.verhalen.wereld import KANARIE, Wereld
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.rollen import Rol
from verhalen.stamgegevens.models import Gemeente

ANONIEM, UITGEZET, ELDERS, ZONDER_ROL = "niet ingelogd", "uitgezet", "andere gemeente", "zonder rol"
METHODEN = ("GET", "POST", "PUT", "PATCH", "DELETE")
ALLES = [rol for rol in Rol if rol is not Rol.FG]


def patterns(found: Any, namespace: str = "") -> Iterator[str]:
    """Return the full name of every address that the resolver knows."""
    for pattern in found:
        if isinstance(pattern, URLPattern):
            assert pattern.name, f"an address without a name: {pattern.pattern}"
            yield f"{namespace}{pattern.name}"
        elif isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern.url_patterns, inner)


def test_every_address_is_in_the_table_and_every_row_has_its_address() -> None:
    assert sorted(set(patterns(get_resolver().url_patterns))) == sorted({rij.naam for rij in TABEL})


def test_an_address_that_is_missing_from_the_table_is_seen() -> None:
    extra = [path("nieuw/", include(([path("", lambda request: None, name="pagina")], "nieuw")))]

    assert list(patterns(extra)) == ["nieuw:pagina"]


@pytest.fixture
def wereld(lelystad: Gemeente) -> Wereld:
    return Wereld(lelystad)


@pytest.fixture
def spelers(lelystad: Gemeente, elders: Gemeente) -> dict[str, Gebruiker | None]:
    """Everybody who may knock at a door, by name."""
    cast: dict[str, Gebruiker | None] = {rol.value: GebruikerFactory(gemeente=lelystad, rollen=[rol]) for rol in Rol}
    return cast | {
        ZONDER_ROL: GebruikerFactory(gemeente=lelystad),
        ELDERS: GebruikerFactory(gemeente=elders, rollen=ALLES),
        UITGEZET: GebruikerFactory(gemeente=lelystad, rollen=ALLES, is_active=False),
        ANONIEM: None,
    }


def expected(rij: Rij) -> dict[str, int]:
    """Return the status per actor as the table says."""
    statuses = {rol.value: rij.goed if rol in rij.mag else GEEN_RECHT for rol in Rol}
    if rij.naam == "start":
        # The front door is for everybody; without a room there is a page that says whom to ask.
        statuses = {rol.value: rij.goed if rol in rij.mag else 200 for rol in Rol}
    without = 200 if rij.naam == "start" else rij.goed if None in rij.mag else GEEN_RECHT
    return statuses | {
        ZONDER_ROL: without,
        ELDERS: rij.goed if rij.vreemd is None else rij.vreemd,
        UITGEZET: rij.anoniem,
        ANONIEM: rij.anoniem,
    }


def ask(rij: Rij, als: Any, wereld: Wereld, by: Gebruiker | None) -> Any:
    client = als(by) if by is not None else Client()
    return rij.ask(client, wereld, by or wereld.gebruiker())


@pytest.mark.django_db
@pytest.mark.parametrize("rij", TABEL, ids=lambda rij: f"{rij.methode} {rij.naam}")
def test_everybody_gets_what_the_table_says(
    rij: Rij, als: Any, wereld: Wereld, spelers: dict[str, Gebruiker | None]
) -> None:
    answers = {}
    # Made once; what one actor does with it is rolled back for the next.
    rij.doel(wereld, wereld.gebruiker()), rij.data(wereld, wereld.gebruiker())
    for naam, by in spelers.items():
        sid = transaction.savepoint()
        cache.clear()
        response = ask(rij, als, wereld, by)
        answers[naam] = response.status_code
        if naam in {ANONIEM, UITGEZET} and rij.anoniem == NAAR_LOGIN:
            assert leads_to_login(rij, response), response["Location"]
        if response.status_code in {403, 404}:
            assert KANARIE not in response.content.decode()
        transaction.savepoint_rollback(sid)

    assert answers == expected(rij)


def leads_to_login(rij: Rij, response: Any) -> bool:
    # Whoever is not logged in has nothing to log out of, or to confirm a second factor for.
    own = rij.naam in {"account_logout", "mfa_authenticate"}
    return own or response["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("naam", sorted({rij.naam for rij in TABEL if not rij.naam.startswith(("account_", "mfa_"))}))
def test_another_method_is_refused(naam: str, als: Any, wereld: Wereld) -> None:
    rows = [rij for rij in TABEL if rij.naam == naam]
    by = GebruikerFactory(gemeente=wereld.gemeente, rollen=ALLES)
    url = reverse(naam, kwargs=rows[0].doel(wereld, by))
    client = als(by)

    answers = {methode: client.generic(methode, url).status_code for methode in METHODEN}

    known = {rij.methode for rij in rows}
    refused = {methode for methode, status in answers.items() if status == 405}
    assert refused == set(METHODEN) - known


@pytest.mark.django_db
@pytest.mark.parametrize("rij", [rij for rij in TABEL if rij.methode != "GET"], ids=lambda rij: rij.naam)
def test_a_form_of_another_site_changes_nothing(rij: Rij, als: Any, wereld: Wereld) -> None:
    by = GebruikerFactory(gemeente=wereld.gemeente, rollen=ALLES)
    client = Client(enforce_csrf_checks=True)
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")

    assert rij.ask(client, wereld, by).status_code == GEEN_RECHT


@pytest.mark.django_db
def test_a_crawler_of_another_municipality_finds_nothing_that_is_ours(
    als: Any, lelystad: Gemeente, elders: Gemeente
) -> None:
    own, other = Wereld(lelystad), Wereld(elders)
    own.fill()
    buitenstaander = GebruikerFactory(gemeente=elders, rollen=ALLES)
    client = als(buitenstaander)

    leaks = [
        rij.naam
        for rij in TABEL
        if rij.methode == "GET"
        and KANARIE in rij.ask(client, _pointing_at(rij, own, other), buitenstaander).content.decode()
    ]

    assert leaks == []


def _pointing_at(rij: Rij, own: Wereld, other: Wereld) -> Wereld:
    # An address that points at something points at ours; a list is asked as it is.
    return own if rij.vreemd is not None else other


@pytest.mark.django_db
def test_the_crawler_does_find_what_is_ours_when_it_may(als: Any, lelystad: Gemeente) -> None:
    """Shows that the canary sings, so that the test above can fail."""
    own = Wereld(lelystad)
    own.fill()
    by = GebruikerFactory(gemeente=lelystad, rollen=ALLES)
    client = als(by)

    found = {rij.naam for rij in TABEL if rij.methode == "GET" and KANARIE in rij.ask(client, own, by).content.decode()}

    assert found >= {
        "verzameling:start",
        "verzameling:importeren",
        "verzameling:nakijklijst",
        "verzameling:verhalen",
        "verzameling:verhaal",
        "codering:werklijst",
        "codering:coderen",
        "programma:knoppen",
        "programma:knop",
        "toewijzing:bestanden",
        "tellen:indicator",
        "duiding:matrix",
        "duiding:bord",
        "api:verhalen",
        "api:coderingen",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("rij", [rij for rij in TABEL if rij.is_api and not rij.openbaar], ids=lambda rij: rij.naam)
def test_the_api_asks_for_the_second_factor_too(rij: Rij, client: Client, wereld: Wereld, settings: Any) -> None:
    settings.TWEEDE_FACTOR = True
    by = GebruikerFactory(gemeente=wereld.gemeente, rollen=ALLES)
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")

    assert rij.ask(client, wereld, by).status_code == API_ZONDER_LOGIN
