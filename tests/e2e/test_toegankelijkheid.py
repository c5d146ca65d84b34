"""Every main screen, as the role that uses it: nothing that axe objects to, and no sideways scroll on a phone."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Page

from tests.e2e.bewoners import Bewoners, log_in
from tests.e2e.conftest import BUREAU, SMAL, describe, run_axe
from tests.factories.duiding import vertel
from tests.factories.tellen import MetingFactory
from tests.factories.verzameling import InzendingFactory, MaskerFactory, ToestemmingFactory, VerhaalFactory
from verhalen.codering.models import Fragment
from verhalen.kern.rollen import Rol
from verhalen.programma.models import Actie, Indicator, Knopformulering
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.models import Uitvraag, Verhaal

RUW = "Toen Jayden niet meer naar school wilde, belde ik de huisarts. Die stuurde ons naar het wijkteam."
LANGSTE_WOORDEN = (
    "Wij hebben alles bij drie verschillende jeugdhulpverleningsorganisaties opnieuw moeten vertellen.\n\n"
    "Daarna wachtten we zeven maanden."
)

SCHERMEN: dict[Rol | None, tuple[str, ...]] = {
    None: ("/account/login/", "/mijn-verhaal/"),
    Rol.VELDWERKER: ("/verzamelen/", "/verzamelen/uitvraag/{uitvraag}/", "/zorgsignaal/", "/account/wachtwoord/"),
    Rol.ONDERZOEKER: (
        "/nakijken/",
        "/nakijken/{ingediend}/",
        "/verhalen/",
        "/verhalen/{nagekeken}/",
        "/coderen/",
        "/coderen/{nagekeken}/",
    ),
    Rol.HOOFDONDERZOEKER: (
        "/verzamelen/bestanden/",
        "/coderen/codeboek/",
        "/coderen/fragmenten/",
        "/coderen/fragmenten/?code=knop:4",
        "/coderen/fragmenten/{fragment}/",
    ),
    Rol.DATA_ANALIST: ("/tellen/", "/tellen/{indicator}/", "/tellen/bestanden/"),
    Rol.PRIVACY_OFFICER: ("/privacy/", "/privacy/intrekken/", "/privacy/intrekken/{inzending}/"),
    Rol.PROGRAMMATEAM: (
        "/duiden/",
        "/duiden/?sorteer=-verhalen&stoplicht=niet-gezet",
        "/duiden/?groot=1",
        "/duiden/knoppen/4/",
        "/duiden/knoppen/1/",
        "/duiden/knoppen/4/besluiten/",
        "/duiden/zonder-knop/",
        "/programma/",
        "/programma/knoppen/4/",
        "/programma/vertrekpunten/",
        "/programma/acties/{actie}/stoplicht/",
    ),
}


@dataclass(frozen=True)
class Inhoud:
    """What stands in the screens: the values that fill the places in an address."""

    uitvraag: str
    ingediend: int
    nagekeken: int
    inzending: uuid.UUID
    fragment: int
    indicator: str
    actie: int


def build_inhoud(gemeente: Gemeente) -> Inhoud:
    """Six coded stories on knop 4, one without a knop, one to check, and a figure in two years."""
    gevuld = [vertel(gemeente, polariteit=kind, tekst_veilig=LANGSTE_WOORDEN, pillen=[]) for kind in KANTEN]
    vertel(gemeente, nummer=None, polariteit="gemengd")
    fragment: Fragment = gevuld[0]
    return Inhoud(
        uitvraag=Uitvraag.objects.get(gemeente=gemeente, vragenlijst__soort="verhaal", slug="verhaal").slug,
        ingediend=_submit(gemeente).pk,
        nagekeken=fragment.verhaal_id,
        inzending=fragment.verhaal.inzending_id,
        fragment=fragment.pk,
        indicator=_measure(gemeente).slug,
        actie=Actie.objects.filter(gemeente=gemeente, termijn__knop__nummer=4).first().pk,
    )


KANTEN = ("negatief", "negatief", "negatief", "positief", "positief", "gemengd")


def _submit(gemeente: Gemeente) -> Verhaal:
    inzending = InzendingFactory(gemeente=gemeente)
    ToestemmingFactory(inzending=inzending)
    verhaal: Verhaal = VerhaalFactory(gemeente=gemeente, inzending=inzending, voorgesteld=True, ruw=RUW)
    MaskerFactory(verhaal=verhaal, start=5, eind=11)
    MaskerFactory(verhaal=verhaal, start=5 + len("Jayden niet meer naar "), eind=38, soort="locatie", bevestigd=True)
    return verhaal


def _measure(gemeente: Gemeente) -> Indicator:
    indicator = Knopformulering.objects.get(gemeente=gemeente, knop__nummer=4).leidend_cijfer
    assert indicator is not None
    for jaar, waarde in ((2023, 9.8), (2024, 10.4), (2025, 11.4)):
        MetingFactory(
            gemeente=gemeente,
            indicator=indicator,
            van=date(jaar, 1, 1),
            tot=date(jaar, 12, 31),
            waarde=waarde,
            teller=waarde * 10,
            noemer=1000,
            laag=waarde - 1,
            hoog=waarde + 1,
        )
    return indicator


def find_faults(page: Page, adres: str) -> list[str]:
    """Open a screen, look at it on a desk and on a phone, and say in words what is wrong with it."""
    page.set_viewport_size(BUREAU)
    answer = page.goto(adres)
    assert answer is not None
    if answer.status != 200:
        return [f"{adres}: antwoord {answer.status}"]
    violations = run_axe(page)
    faults = [f"{adres}: {describe(violations)}"] if violations else []
    page.set_viewport_size(SMAL)
    breed = page.evaluate("document.documentElement.scrollWidth")
    return faults if breed <= SMAL["width"] else [*faults, f"{adres}: {breed} px breed op een telefoon"]


@pytest.mark.parametrize("rol", list(SCHERMEN), ids=lambda rol: rol.value if rol else "zonder account")
def test_elk_scherm_is_voor_iedereen_te_gebruiken(bureau: Page, stad: Bewoners, rol: Rol | None) -> None:
    inhoud = build_inhoud(stad.gemeente)
    if rol is not None:
        log_in(bureau, rol)

    faults = [fault for adres in SCHERMEN[rol] for fault in find_faults(bureau, adres.format(**vars(inhoud)))]

    assert not faults, "\n".join(faults)
