"""Logging in: a password, then for whoever reads stories a second factor, and no way around it."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client

from tests.factories.gebruikers import GebruikerFactory
from verhalen.gebruikers.actions import trek_rol_in
from verhalen.gebruikers.adapter import VersleuteldeTweedeFactor
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.rollen import Rol
from verhalen.kern.sleutels import OntcijferingMislukt
from verhalen.stamgegevens.models import Gemeente

pytestmark = pytest.mark.django_db
WACHTWOORD = "een-lang-wachtwoord"
INLOGGEN = "/account/login/"
INSTELLEN = "/account/tweede-factor/totp/activate/"
BEVESTIGEN = "/account/tweede-factor/authenticate/"


@pytest.fixture(autouse=True)
def schone_tellers() -> None:
    """Rate limits and used codes of another test do not count."""
    cache.clear()


def make_account(gemeente: Gemeente, *rollen: Rol, **fields: Any) -> Gebruiker:
    gebruiker = GebruikerFactory(gemeente=gemeente, rollen=rollen, **fields)
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save()
    return gebruiker


def log_in(client: Client, gebruiker: Gebruiker, password: str = WACHTWOORD) -> Any:
    return client.post(INLOGGEN, {"login": gebruiker.username, "password": password})


def code_of_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def ask_secret(client: Client) -> str:
    """Open the page that shows the secret; it asks for the password once more."""
    ask_password = client.get(INSTELLEN)["Location"]
    page = client.post(ask_password, {"password": WACHTWOORD}, follow=True)
    secret: str = page.context["form"].secret
    return secret


def enrol(client: Client) -> str:
    """Set the second factor up as a person does; return the secret that the app got."""
    secret = ask_secret(client)
    response = client.post(INSTELLEN, {"code": code_of_now(secret)})
    assert response.status_code == 302, response.context["form"].errors
    return secret


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_password_is_kept_with_argon2_and_opens_the_door(settings: Any, client: Client, lelystad: Gemeente) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    beheerder = make_account(lelystad, Rol.BEHEERDER)

    response = log_in(client, beheerder)

    assert beheerder.password.startswith("argon2$argon2id$")
    assert WACHTWOORD not in beheerder.password
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_logged_in(client)


def test_argon2_is_what_production_uses() -> None:
    from verhalen import settings as as_written

    assert as_written.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_a_wrong_password_opens_nothing(client: Client, lelystad: Gemeente) -> None:
    response = log_in(client, make_account(lelystad, Rol.BEHEERDER), "iets-anders")

    assert response.status_code == 200
    assert not is_logged_in(client)


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(client: Client, lelystad: Gemeente) -> None:
    known = log_in(client, make_account(lelystad, Rol.BEHEERDER), "iets-anders")
    unknown = client.post(INLOGGEN, {"login": "bestaat-niet", "password": "iets-anders"})

    assert known.status_code == unknown.status_code
    assert known.context["form"].errors == unknown.context["form"].errors


def test_an_account_that_was_switched_off_opens_nothing(client: Client, lelystad: Gemeente) -> None:
    log_in(client, make_account(lelystad, Rol.BEHEERDER, is_active=False))

    assert not is_logged_in(client)


def test_switching_an_account_off_ends_its_open_session(client: Client, lelystad: Gemeente) -> None:
    beheerder = make_account(lelystad, Rol.BEHEERDER)
    log_in(client, beheerder)
    assert client.get("/").status_code == 200

    Gebruiker.objects.filter(pk=beheerder.pk).update(is_active=False)

    assert client.get("/")["Location"].startswith(INLOGGEN)


def test_a_session_gets_a_new_key_at_login(client: Client, lelystad: Gemeente) -> None:
    session = client.session
    session["van voor het inloggen"] = 1
    session.save()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = session.session_key
    before = session.session_key

    log_in(client, make_account(lelystad, Rol.BEHEERDER))

    assert client.session.session_key != before


def test_after_five_wrong_passwords_the_right_one_has_to_wait(client: Client, lelystad: Gemeente) -> None:
    beheerder = make_account(lelystad, Rol.BEHEERDER)
    for _attempt in range(5):
        log_in(client, beheerder, "iets-anders")

    response = log_in(client, beheerder)

    assert not is_logged_in(client)
    assert response.context["form"].errors


def test_one_person_who_guesses_does_not_lock_a_colleague_out(client: Client, lelystad: Gemeente) -> None:
    guessed = make_account(lelystad, Rol.BEHEERDER)
    for _attempt in range(6):
        log_in(client, guessed, "iets-anders")

    log_in(client, make_account(lelystad, Rol.BEHEERDER))

    assert is_logged_in(client)


@pytest.mark.parametrize("url", ["/account/signup/", "/accounts/signup/", "/account/aanmelden/"])
def test_there_is_no_address_to_make_an_account(client: Client, url: str) -> None:
    assert client.get(url).status_code == 404


def test_signing_up_is_closed_for_every_way_in(rf: Any) -> None:
    from allauth.account.adapter import get_adapter

    assert get_adapter().is_open_for_signup(rf.get("/")) is False


def test_who_reads_stories_first_sets_up_a_second_factor(client: Client, lelystad: Gemeente) -> None:
    log_in(client, make_account(lelystad, Rol.ONDERZOEKER))

    for url in ("/", "/verhalen/", "/nakijken/", "/zorgsignaal/", "/programma/"):
        response = client.get(url)
        assert (response.status_code, response["Location"]) == (302, INSTELLEN), url


def test_htmx_is_sent_to_the_second_factor_as_a_whole_page(client: Client, lelystad: Gemeente) -> None:
    log_in(client, make_account(lelystad, Rol.ONDERZOEKER))

    response = client.get("/verhalen/", headers={"HX-Request": "true"})

    assert (response.status_code, response.content) == (204, b"")
    assert response["HX-Redirect"] == INSTELLEN


def test_htmx_of_somebody_who_was_logged_out_is_sent_to_the_login(client: Client) -> None:
    response = client.get("/verhalen/?soort=verhaal", headers={"HX-Request": "true"})

    assert response.status_code == 204
    assert response["HX-Redirect"] == "/account/login/?next=/verhalen/%3Fsoort%3Dverhaal"


def test_posting_a_story_needs_the_second_factor_as_much_as_reading(client: Client, lelystad: Gemeente) -> None:
    log_in(client, make_account(lelystad, Rol.VELDWERKER))

    assert client.post("/verzamelen/uitvraag/x/", {"tekst_1": "a"})["Location"] == INSTELLEN


def test_a_beheerder_works_without_a_second_factor(client: Client, lelystad: Gemeente) -> None:
    log_in(client, make_account(lelystad, Rol.BEHEERDER))

    assert client.get("/").status_code == 200


def test_a_beheerder_who_starts_to_read_stories_needs_one_at_once(client: Client, lelystad: Gemeente) -> None:
    beheerder = make_account(lelystad, Rol.BEHEERDER)
    log_in(client, beheerder)

    beheerder.rolverleningen.create(rol=Rol.ONDERZOEKER)

    assert client.get("/")["Location"] == INSTELLEN


def test_enrolling_opens_the_rooms(client: Client, lelystad: Gemeente) -> None:
    log_in(client, make_account(lelystad, Rol.ONDERZOEKER))

    enrol(client)

    assert client.get("/verhalen/").status_code == 200


def test_enrolling_with_a_wrong_code_opens_nothing(client: Client, lelystad: Gemeente) -> None:
    log_in(client, make_account(lelystad, Rol.ONDERZOEKER))
    secret = ask_secret(client)
    wrong = f"{(int(code_of_now(secret)) + 1) % 1_000_000:06d}"

    client.post(INSTELLEN, {"code": wrong})

    assert Authenticator.objects.count() == 0
    assert client.get("/verhalen/")["Location"] == INSTELLEN


def test_the_secret_of_the_second_factor_is_ciphertext_in_the_database(client: Client, lelystad: Gemeente) -> None:
    log_in(client, make_account(lelystad, Rol.ONDERZOEKER))

    secret = enrol(client)

    stored = [str(row.data) for row in Authenticator.objects.all()]
    assert stored
    assert not any(secret in row for row in stored)
    totp = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert re.match(r"^k\d+:[A-Za-z0-9+/=]+$", totp.data["secret"])
    assert VersleuteldeTweedeFactor().decrypt(totp.data["secret"]) == secret


def test_a_secret_that_somebody_changed_is_refused() -> None:
    adapter = VersleuteldeTweedeFactor()
    stored = adapter.encrypt("ABCDEFGHIJKLMNOP")

    damaged = stored[:-6] + ("A" if stored[-6] != "A" else "B") + stored[-5:]

    with pytest.raises(OntcijferingMislukt):
        adapter.decrypt(damaged)


@pytest.fixture
def ingesteld(client: Client, lelystad: Gemeente) -> tuple[Gebruiker, str]:
    """A researcher with a second factor, logged out again; and the secret in the app."""
    onderzoeker = make_account(lelystad, Rol.ONDERZOEKER)
    log_in(client, onderzoeker)
    secret = enrol(client)
    client.post("/account/logout/")
    cache.clear()
    return onderzoeker, secret


def test_after_enrolling_a_password_alone_opens_nothing(client: Client, ingesteld: tuple[Gebruiker, str]) -> None:
    response = log_in(client, ingesteld[0])

    assert response["Location"].startswith(BEVESTIGEN)
    assert not is_logged_in(client)
    assert client.get("/verhalen/")["Location"].startswith(INLOGGEN)


def test_password_and_code_together_open_the_door(client: Client, ingesteld: tuple[Gebruiker, str]) -> None:
    gebruiker, secret = ingesteld
    log_in(client, gebruiker)

    client.post(BEVESTIGEN, {"code": code_of_now(secret)})

    assert is_logged_in(client)
    assert client.get("/verhalen/").status_code == 200


def test_a_code_works_once(client: Client, ingesteld: tuple[Gebruiker, str], monkeypatch: pytest.MonkeyPatch) -> None:
    gebruiker, secret = ingesteld
    moment = time.time()
    monkeypatch.setattr(time, "time", lambda: moment)
    log_in(client, gebruiker)
    client.post(BEVESTIGEN, {"code": code_of_now(secret)})
    client.post("/account/logout/")

    log_in(client, gebruiker)
    client.post(BEVESTIGEN, {"code": code_of_now(secret)})

    assert not is_logged_in(client)


def test_a_recovery_code_opens_the_door_once(client: Client, ingesteld: tuple[Gebruiker, str]) -> None:
    gebruiker, _secret = ingesteld
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    log_in(client, gebruiker)
    client.post(BEVESTIGEN, {"code": codes[0]})
    assert is_logged_in(client)
    client.post("/account/logout/")

    log_in(client, gebruiker)
    client.post(BEVESTIGEN, {"code": codes[0]})

    assert not is_logged_in(client)


def test_the_demo_may_do_without_a_second_factor(settings: Any, client: Client, lelystad: Gemeente) -> None:
    settings.TWEEDE_FACTOR = False
    log_in(client, make_account(lelystad, Rol.ONDERZOEKER))

    assert client.get("/verhalen/").status_code == 200


def test_a_role_that_is_taken_back_stops_working_in_an_open_session(als: Any, lelystad: Gemeente) -> None:
    gebruiker = GebruikerFactory(gemeente=lelystad, rollen=[Rol.ONDERZOEKER, Rol.CONTRACTMANAGER])
    client = als(gebruiker)
    assert client.get("/verhalen/").status_code == 200

    trek_rol_in(by=None, gebruiker=gebruiker, rol=Rol.ONDERZOEKER)

    assert client.get("/verhalen/").status_code == 403
    assert client.get("/programma/").status_code == 200


def test_logging_out_is_a_deliberate_step(als: Any, beheerder: Gebruiker) -> None:
    client = als(beheerder)

    client.get("/account/logout/")
    assert is_logged_in(client)

    client.post("/account/logout/")
    assert not is_logged_in(client)


def test_a_new_password_is_long_and_ends_the_session(client: Client, lelystad: Gemeente) -> None:
    log_in(client, make_account(lelystad, Rol.BEHEERDER))
    wijzigen = "/account/wachtwoord/"

    short = client.post(wijzigen, {"oldpassword": WACHTWOORD, "password1": "kort1234", "password2": "kort1234"})
    long = client.post(
        wijzigen,
        {"oldpassword": WACHTWOORD, "password1": "nog-een-lang-wachtwoord", "password2": "nog-een-lang-wachtwoord"},
    )

    assert short.status_code == 200
    assert short.context["form"].errors
    assert long.status_code == 302
    assert not is_logged_in(client)


def test_who_was_switched_off_reads_whom_to_ask(client: Client, lelystad: Gemeente) -> None:
    response = log_in(client, make_account(lelystad, Rol.BEHEERDER, is_active=False))

    assert "Vraag de beheerder" in client.get(response["Location"]).content.decode()
