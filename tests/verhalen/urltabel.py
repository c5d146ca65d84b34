"""ONE table: every address, who may go there, and what happens.

A row says what somebody gets who holds one of the roles in ``mag``. Whoever holds none of them gets a 403, somebody
who is not logged in is sent to the login (the API: 401), and where the address points at something, somebody of another
municipality gets a 404. An address of the resolver that is not in this table fails the tests.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.verhalen.wereld import Wereld
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.rollen import Rol
from verhalen.verzameling.zoeken.zoekvragen import make_zoekvraag

Doel = Callable[[Wereld, Gebruiker], dict[str, Any]]
NAAR_LOGIN, API_ZONDER_LOGIN, GEEN_RECHT, VREEMD = 302, 401, 403, 404

IEDEREEN = frozenset(Rol)
ZONDER_ROL_OOK = IEDEREEN | {None}
INVOERDERS = frozenset({Rol.VELDWERKER, Rol.ONDERZOEKER, Rol.HOOFDONDERZOEKER})
ONDERZOEKERS = frozenset({Rol.ONDERZOEKER, Rol.HOOFDONDERZOEKER})
IMPORTEURS = frozenset({Rol.HOOFDONDERZOEKER})
LEZERS = ONDERZOEKERS | {Rol.PROGRAMMATEAM}
PROGRAMMALEZERS = IEDEREEN - {Rol.BEHEERDER, Rol.DEELNEMER}
PROGRAMMAMAKERS = frozenset({Rol.PROGRAMMATEAM})
CIJFERLEZERS = frozenset({Rol.DATA_ANALIST, Rol.PROGRAMMATEAM, Rol.CONTRACTMANAGER})
ANALISTEN = frozenset({Rol.DATA_ANALIST})
TERMIJNLEZERS = frozenset({Rol.PRIVACY_OFFICER, Rol.FG})
INTREKKERS = frozenset({Rol.PRIVACY_OFFICER})
DUIDINGLEZERS = frozenset({Rol.HOOFDONDERZOEKER, Rol.DATA_ANALIST, Rol.PROGRAMMATEAM, Rol.VRIJGEVER})


def nergens(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    """An address that points at nothing in particular."""
    return {}


@dataclass(frozen=True)
class Rij:
    """One address with one method."""

    naam: str
    methode: str
    mag: frozenset[Rol | None]
    goed: int = 200
    doel: Doel = nergens
    data: Doel = nergens
    anoniem: int = NAAR_LOGIN
    # What somebody of another municipality gets who has every right there; None: the same as here.
    vreemd: int | None = None

    @property
    def openbaar(self) -> bool:
        return self.anoniem == self.goed

    @property
    def is_api(self) -> bool:
        return self.naam.startswith("api:")

    def ask(self, client: Client, wereld: Wereld, by: Gebruiker) -> Any:
        """Send the request of this row."""
        url = reverse(self.naam, kwargs=self.doel(wereld, by))
        data = self.data(wereld, by)
        if self.is_api and self.methode != "GET":
            return client.generic(self.methode, url, json.dumps(data), content_type="application/json")
        return getattr(client, self.methode.lower())(url, data)


def op(naam: str) -> Doel:
    """Point at the primary key of one thing in the world."""
    return lambda wereld, by: {"pk": getattr(wereld, naam).pk}


def op_masker(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    return {"pk": wereld.masker.verhaal_id, "masker_pk": wereld.masker.pk}


def op_knop(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    return {"nummer": wereld.knop_nummer}


def op_indicator(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    assert wereld.meting
    return {"slug": wereld.indicator.slug}


def op_uitvraag(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    return {"slug": wereld.uitvraag.slug}


def op_fragment(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    return {"pk": wereld.fragment(by).pk}


def op_codering(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    return {"pk": wereld.codering(by).pk}


def op_inzending(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    return {"kenmerk": wereld.nagekeken.inzending_id}


def op_verhaalnummer(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    return {"gezocht": str(wereld.nagekeken.pk)}


def intrekking(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    return {"reden": "verteller", "zeker": "on"}


def met(**data: Any) -> Doel:
    return lambda wereld, by: data


def toestemming(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    return {"leeftijd_verteller": "18+", "gegeven_door": "zelf", "hoe": "mondeling", "bewaren_en_analyseren": "on"}


def koppeling(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    return {"grondslag": "toestemming", "uitvraag": wereld.uitvraag.pk, "kolom_tekst": "tekst"}


def op_label(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    assert wereld.codeboek
    return {"code": "thema:wachten"}


def selectie(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    assert wereld.codeboek
    return {"start": 0, "eind": 10, "code": "thema:wachten"}


def zoekvraag(wereld: Wereld, by: Gebruiker) -> dict[str, Any]:
    return {"vraag": make_zoekvraag("wachten", by.gemeente_id).adres}


TABEL: tuple[Rij, ...] = (
    # The house itself
    Rij("start", "GET", INVOERDERS | LEZERS | PROGRAMMALEZERS, 302),
    Rij("stijlgids", "GET", ZONDER_ROL_OOK, anoniem=200),
    Rij("taak", "GET", ZONDER_ROL_OOK, doel=op("taak"), vreemd=VREEMD),
    # Accounts: allauth's own pages
    Rij("account_login", "GET", ZONDER_ROL_OOK, 302, anoniem=200),
    Rij("account_logout", "GET", ZONDER_ROL_OOK),
    Rij("account_logout", "POST", ZONDER_ROL_OOK, 302),
    Rij("account_change_password", "GET", ZONDER_ROL_OOK),
    Rij("account_inactive", "GET", ZONDER_ROL_OOK, anoniem=200),
    Rij("account_reauthenticate", "GET", ZONDER_ROL_OOK),
    Rij("mfa_index", "GET", ZONDER_ROL_OOK),
    Rij("mfa_authenticate", "GET", ZONDER_ROL_OOK, 302),
    Rij("mfa_reauthenticate", "GET", ZONDER_ROL_OOK, 302),
    Rij("mfa_activate_totp", "GET", ZONDER_ROL_OOK, 302),
    Rij("mfa_deactivate_totp", "GET", ZONDER_ROL_OOK, 404),
    Rij("mfa_view_recovery_codes", "GET", ZONDER_ROL_OOK, 404),
    Rij("mfa_generate_recovery_codes", "GET", ZONDER_ROL_OOK, 302),
    Rij("mfa_download_recovery_codes", "GET", ZONDER_ROL_OOK, 404),
    # Verzamelen
    Rij("verzameling:start", "GET", INVOERDERS),
    Rij("verzameling:invoer", "GET", INVOERDERS, doel=op_uitvraag, vreemd=VREEMD),
    Rij("verzameling:invoer", "POST", INVOERDERS, doel=op_uitvraag, data=toestemming, vreemd=VREEMD),
    Rij("verzameling:weigering", "POST", INVOERDERS, 302, doel=op_uitvraag, vreemd=VREEMD),
    Rij("verzameling:zorgsignaal", "GET", ZONDER_ROL_OOK),
    Rij("verzameling:importeren", "GET", IMPORTEURS),
    Rij("verzameling:importeren", "POST", IMPORTEURS, 422, data=met(soort="onzin")),
    Rij("verzameling:import", "GET", IMPORTEURS, doel=op("importbestand"), vreemd=VREEMD),
    Rij("verzameling:import", "POST", IMPORTEURS, doel=op("importbestand"), data=koppeling, vreemd=VREEMD),
    Rij("verzameling:import_inlezen", "POST", IMPORTEURS, 302, doel=op("importbestand"), vreemd=VREEMD),
    Rij("verzameling:import_stoppen", "POST", IMPORTEURS, 302, doel=op("importbestand"), vreemd=VREEMD),
    Rij("verzameling:import_geweigerd", "GET", IMPORTEURS, doel=op("ingelezen"), vreemd=VREEMD),
    # Nakijken
    Rij("verzameling:nakijklijst", "GET", ONDERZOEKERS),
    Rij("verzameling:maskers_voorstellen", "POST", ONDERZOEKERS, 302),
    Rij("verzameling:nakijken", "GET", ONDERZOEKERS, doel=op("ingediend"), vreemd=VREEMD),
    Rij(
        "verzameling:masker_toevoegen",
        "POST",
        ONDERZOEKERS,
        302,
        doel=op("ingediend"),
        data=met(start=0, eind=2, type="persoon"),
        vreemd=VREEMD,
    ),
    Rij("verzameling:masker", "POST", ONDERZOEKERS, 302, doel=op_masker, data=met(actie="bevestig"), vreemd=VREEMD),
    Rij("verzameling:masker_woorden", "POST", ONDERZOEKERS, doel=op_masker, vreemd=VREEMD),
    Rij("verzameling:rest_akkoord", "POST", ONDERZOEKERS, 302, doel=op("ingediend"), vreemd=VREEMD),
    Rij("verzameling:ongedaan", "POST", ONDERZOEKERS, 302, doel=op("ingediend"), vreemd=VREEMD),
    Rij("verzameling:afronden", "POST", ONDERZOEKERS, 302, doel=op("ingediend"), vreemd=VREEMD),
    Rij("verzameling:heropenen", "POST", ONDERZOEKERS, 302, doel=op("nagekeken"), vreemd=VREEMD),
    # Verhalen
    Rij("verzameling:verhalen", "GET", LEZERS),
    Rij("verzameling:zoek", "POST", LEZERS, 302, data=met(zoek="wachten")),
    Rij("verzameling:treffers_csv", "GET", ONDERZOEKERS, data=zoekvraag),
    Rij("verzameling:verhaal", "GET", LEZERS, doel=op("nagekeken"), vreemd=VREEMD),
    Rij("verzameling:mijn_verhaal", "GET", ZONDER_ROL_OOK, anoniem=200),
    Rij("verzameling:mijn_verhaal", "POST", ZONDER_ROL_OOK, 404, data=met(code="bbbb-bbbb-bbbb"), anoniem=404),
    # Coderen
    Rij("codering:werklijst", "GET", ONDERZOEKERS),
    # Without a codebook of their own there is nothing to compute, and no label to ask for.
    Rij("codering:bereken", "POST", ONDERZOEKERS, 302, data=op_label, vreemd=400),
    Rij("codering:voortgang", "GET", ONDERZOEKERS, 302),
    Rij("codering:coderen", "GET", ONDERZOEKERS, doel=op("nagekeken"), vreemd=VREEMD),
    Rij("codering:selectie", "POST", ONDERZOEKERS, 302, doel=op("nagekeken"), data=selectie, vreemd=VREEMD),
    Rij("codering:ongedaan", "POST", ONDERZOEKERS, 302, doel=op("nagekeken"), vreemd=VREEMD),
    Rij("codering:klaar", "POST", ONDERZOEKERS, 302, doel=op("nagekeken"), vreemd=VREEMD),
    Rij("codering:aanvaard", "POST", ONDERZOEKERS, 302, doel=op("voorstel"), vreemd=VREEMD),
    Rij("codering:verwerp", "POST", ONDERZOEKERS, 302, doel=op("voorstel"), vreemd=VREEMD),
    Rij("codering:codeboek", "GET", PROGRAMMALEZERS),
    Rij("codering:codeboek_csv", "GET", PROGRAMMALEZERS),
    Rij("codering:fragmenten", "GET", LEZERS, data=op_label, vreemd=400),
    Rij("codering:fragment", "GET", LEZERS, doel=op_fragment, vreemd=VREEMD),
    Rij(
        "codering:wijzig_fragment",
        "POST",
        ONDERZOEKERS,
        302,
        doel=op_fragment,
        data=met(polariteit="positief"),
        vreemd=VREEMD,
    ),
    Rij("codering:oordeel", "POST", ONDERZOEKERS, 302, doel=op_fragment, data=met(wens="on"), vreemd=VREEMD),
    Rij("codering:verwijder_fragment", "POST", ONDERZOEKERS, 302, doel=op_fragment, vreemd=VREEMD),
    Rij("codering:verwijder_codering", "POST", ONDERZOEKERS, 302, doel=op_codering, vreemd=VREEMD),
    # Tellen
    Rij("toewijzing:bestanden", "GET", ANALISTEN),
    Rij("toewijzing:bestanden", "POST", ANALISTEN, 422, data=met(soort="onzin")),
    Rij("toewijzing:bestand", "GET", ANALISTEN, doel=op("cijferbestand"), vreemd=VREEMD),
    Rij(
        "toewijzing:bestand",
        "POST",
        ANALISTEN,
        422,
        doel=op("cijferbestand"),
        data=met(soort="onzin"),
        vreemd=VREEMD,
    ),
    Rij("toewijzing:inlezen", "POST", ANALISTEN, 302, doel=op("cijferbestand"), vreemd=VREEMD),
    Rij("toewijzing:stoppen", "POST", ANALISTEN, 302, doel=op("cijferbestand"), vreemd=VREEMD),
    Rij("toewijzing:terugnemen", "GET", ANALISTEN, doel=op("cijfers_klaar"), vreemd=VREEMD),
    Rij("toewijzing:terugnemen", "POST", ANALISTEN, 302, doel=op("cijfers_klaar"), vreemd=VREEMD),
    Rij("toewijzing:geweigerd", "GET", ANALISTEN, doel=op("cijfers_klaar"), vreemd=VREEMD),
    Rij("tellen:overzicht", "GET", CIJFERLEZERS),
    Rij("tellen:berekenen", "POST", ANALISTEN, 302),
    Rij("tellen:bereik", "GET", ANALISTEN),
    Rij("tellen:bereik", "POST", ANALISTEN, 302, data=met(vanaf="2022-01-01", peildatum="2025-01-01")),
    Rij("tellen:alle_rijen", "GET", ANALISTEN, doel=op("meting"), vreemd=VREEMD),
    Rij("tellen:indicator", "GET", CIJFERLEZERS, doel=op_indicator, vreemd=VREEMD),
    Rij("tellen:reeks_csv", "GET", CIJFERLEZERS, doel=op_indicator, vreemd=VREEMD),
    Rij("tellen:rijen", "GET", CIJFERLEZERS, doel=op_indicator, vreemd=VREEMD),
    # Duiden
    Rij("duiding:matrix", "GET", DUIDINGLEZERS),
    Rij("duiding:matrix_csv", "GET", DUIDINGLEZERS),
    Rij("duiding:zonder_knop", "GET", DUIDINGLEZERS),
    Rij("duiding:bord", "GET", DUIDINGLEZERS, doel=op_knop, vreemd=VREEMD),
    Rij("duiding:themas_csv", "GET", DUIDINGLEZERS, doel=op_knop, vreemd=VREEMD),
    Rij("duiding:besluiten", "GET", PROGRAMMAMAKERS, doel=op_knop, vreemd=VREEMD),
    Rij("duiding:besluiten", "POST", PROGRAMMAMAKERS, 422, doel=op_knop, data=met(relatie="onzin"), vreemd=VREEMD),
    # Privacy
    Rij("privacy:start", "GET", TERMIJNLEZERS),
    Rij("privacy:bewaartermijnen_csv", "GET", TERMIJNLEZERS),
    Rij("privacy:opruimen", "POST", INTREKKERS, 302),
    Rij("privacy:zoeken", "GET", INTREKKERS),
    Rij("privacy:zoeken", "POST", INTREKKERS, 302, data=op_verhaalnummer, vreemd=422),
    Rij("privacy:intrekken", "GET", INTREKKERS, doel=op_inzending, vreemd=VREEMD),
    Rij("privacy:intrekken", "POST", INTREKKERS, 302, doel=op_inzending, data=intrekking, vreemd=VREEMD),
    # Programma
    Rij("programma:knoppen", "GET", PROGRAMMALEZERS),
    Rij("programma:vertrekpunten", "GET", PROGRAMMALEZERS),
    Rij("programma:knop", "GET", PROGRAMMALEZERS, doel=op_knop, vreemd=VREEMD),
    Rij("programma:stoplicht", "GET", PROGRAMMAMAKERS, doel=op("actie"), vreemd=VREEMD),
    Rij(
        "programma:stoplicht",
        "POST",
        PROGRAMMAMAKERS,
        302,
        doel=op("actie"),
        data=met(kleur="groen", per="2025-06-01"),
        vreemd=VREEMD,
    ),
    Rij("programma:actie_toevoegen", "GET", PROGRAMMAMAKERS, doel=op("termijn"), vreemd=VREEMD),
    Rij(
        "programma:actie_toevoegen",
        "POST",
        PROGRAMMAMAKERS,
        302,
        doel=op("termijn"),
        data=met(code="9", tekst="Nieuw.", vanaf="2025-06-01"),
        vreemd=VREEMD,
    ),
    # API
    Rij("api:verhalen", "GET", LEZERS, anoniem=API_ZONDER_LOGIN),
    Rij("api:verhaal", "GET", LEZERS, doel=op("nagekeken"), anoniem=API_ZONDER_LOGIN, vreemd=VREEMD),
    Rij("api:zoekvragen", "POST", LEZERS, data=met(zoek="wachten"), anoniem=API_ZONDER_LOGIN),
    Rij("api:coderingen", "GET", LEZERS, anoniem=API_ZONDER_LOGIN),
    Rij(
        "api:inzending",
        "PUT",
        INVOERDERS,
        201,
        doel=lambda wereld, by: {"kenmerk": wereld.nieuw_kenmerk()},
        data=lambda wereld, by: wereld.inzending_json(),
        anoniem=API_ZONDER_LOGIN,
        vreemd=400,
    ),
    Rij("api:indicatoren", "GET", CIJFERLEZERS, anoniem=API_ZONDER_LOGIN),
    Rij("api:knop", "GET", DUIDINGLEZERS, doel=op_knop, anoniem=API_ZONDER_LOGIN, vreemd=VREEMD),
    Rij("api:openapi", "GET", ZONDER_ROL_OOK, anoniem=200),
    Rij("api:lezen", "GET", ZONDER_ROL_OOK, anoniem=200),
)
