"""The people of the browser tests, and how they log in."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from verhalen.gebruikers.actions import create_gebruiker
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.rollen import Rol
from verhalen.stamgegevens.models import Gemeente

WACHTWOORD = "een-lang-wachtwoord"


@dataclass(frozen=True)
class Bewoners:
    """One person per role."""

    gemeente: Gemeente
    mensen: dict[Rol, Gebruiker]


def build_stad() -> Bewoners:
    """Make one account per role in Lelystad."""
    gemeente = Gemeente.objects.get(code="0995")
    people = {
        rol: create_gebruiker(
            by=None,
            gemeente=gemeente,
            username=rol.value,
            naam=f"De {rol.value}",
            password=WACHTWOORD,
            rollen=(rol,),
        )
        for rol in Rol
    }
    return Bewoners(gemeente, people)


def log_in(page: Page, rol: Rol) -> None:
    """Log in through the form."""
    page.goto("/account/login/")
    page.get_by_label("Gebruikersnaam").fill(rol.value)
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(lambda url: "/login/" not in url)


def log_out(page: Page) -> None:
    """Forget the session, as another person at another device would."""
    page.context.clear_cookies()
