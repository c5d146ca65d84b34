"""Verhalen refuses to start unsafely, and says in one sentence why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from verhalen import env

ROOT = Path(__file__).resolve().parents[3]
GEHEIM = "k7-proef-van-een-lang-geheim-dat-nergens-anders-staat-2f9c4b1e"


def start(*command: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python as on a server: only what ``environment`` names is set."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=clean | {"VERHALEN_DATA": str(data), "VERHALEN_SLEUTELS": str(data / "sleutels.json")} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "SECRET_KEY ontbreekt of is te kort"),
        ({"SECRET_KEY": "kort"}, "SECRET_KEY ontbreekt of is te kort"),
        ({"SECRET_KEY": GEHEIM, "DEBUG": "1"}, "DEBUG=1 mag alleen samen met VERHALEN_DEMO=1"),
        ({"SECRET_KEY": GEHEIM, "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS mag geen * bevatten"),
        ({"SECRET_KEY": GEHEIM, "ALLOWED_HOSTS": "voorbeeld.nl,*"}, "ALLOWED_HOSTS mag geen * bevatten"),
        ({"SECRET_KEY": GEHEIM, "HTTPS": "0"}, "HTTPS=0 mag alleen samen met VERHALEN_DEMO=1"),
        ({"SECRET_KEY": GEHEIM, "TWEEDE_FACTOR": "0"}, "TWEEDE_FACTOR=0 mag alleen samen met VERHALEN_DEMO=1"),
        ({"SECRET_KEY": GEHEIM, "HTTPS": "ja"}, "HTTPS moet 1 of 0 zijn"),
        ({"SECRET_KEY": GEHEIM, "VERTROUWDE_PROXIES": "proxy.voorbeeld.nl"}, "proxy.voorbeeld.nl is geen netwerk"),
        ({"SECRET_KEY": GEHEIM, "VERTROUWDE_PROXIES": "0.0.0.0/0"}, "mag niet het hele internet vertrouwen"),
        ({"SECRET_KEY": GEHEIM, "BEWAARDAGEN": "tekst=0"}, "BEWAARDAGEN: tekst=0 klopt niet"),
        ({"SECRET_KEY": GEHEIM, "BEWAARDAGEN": "teksten=90"}, "soorten: tekst, contact, inzending, bestand"),
        ({"VERHALEN_DEMO": "true"}, "VERHALEN_DEMO moet 1 of 0 zijn"),
        ({"VERHALEN_DEMO": "1", "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS mag geen * bevatten"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_an_unsafe_environment_stops_the_start(tmp_path: Path, environment: dict[str, str], sentence: str) -> None:
    result = start("-c", "import verhalen.settings", data=tmp_path, **environment)

    assert result.returncode != 0
    assert sentence in result.stderr
    assert "kort\n" not in result.stderr
    assert GEHEIM not in result.stderr


def test_a_safe_environment_starts(tmp_path: Path) -> None:
    result = start("-c", "import verhalen.settings", data=tmp_path, SECRET_KEY=GEHEIM, ALLOWED_HOSTS="voorbeeld.nl")

    assert (result.returncode, result.stderr) == (0, "")


def test_the_demo_starts_without_a_secret(tmp_path: Path) -> None:
    assert start("-c", "import verhalen.settings", data=tmp_path, VERHALEN_DEMO="1").returncode == 0


def test_deployment_checks_find_nothing_in_production(tmp_path: Path) -> None:
    result = start(
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        data=tmp_path,
        SECRET_KEY=GEHEIM,
        ALLOWED_HOSTS="voorbeeld.nl",
    )

    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("0", False), (None, True)])
def test_a_flag_is_one_or_zero_or_its_default(
    monkeypatch: pytest.MonkeyPatch, value: str | None, expected: bool
) -> None:
    monkeypatch.delenv("VLAG", raising=False)
    if value is not None:
        monkeypatch.setenv("VLAG", value)

    assert env.read_flag("VLAG", default=True) is expected


@pytest.mark.parametrize("value", ["", "yes", "True", "01", " 1"])
def test_a_flag_with_another_value_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("VLAG", value)

    with pytest.raises(ImproperlyConfigured, match="VLAG moet 1 of 0 zijn"):
        env.read_flag("VLAG", default=True)


def test_a_list_leaves_empty_items_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIJST", " a.nl, ,b.nl,")

    assert env.read_list("LIJST", default=["x"]) == ["a.nl", "b.nl"]


def test_postgresql_keeps_its_own_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://wie:wat@localhost/verhalen")

    config = env.read_database("sqlite:///niet-gebruikt")

    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert "init_command" not in config.get("OPTIONS", {})
    assert config["CONN_HEALTH_CHECKS"] is True


ASK_OVER_HTTPS = """
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("collectstatic", interactive=False, verbosity=0)
client = Client(SERVER_NAME="voorbeeld.nl")
plain = client.get("/account/login/")
print(plain.status_code, plain["Location"])
page = client.get("/account/login/", secure=True)
print(page.status_code)
for name, value in page.headers.items():
    print(f"{name}: {value}")
for cookie in page.cookies.values():
    print(cookie.OutputString())
"""


@pytest.fixture(scope="module")
def production_answer(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a browser gets from the login page of a production site."""
    data = tmp_path_factory.mktemp("productie")
    (data / "static").mkdir()
    result = start(
        "-c",
        ASK_OVER_HTTPS,
        data=data,
        SECRET_KEY=GEHEIM,
        ALLOWED_HOSTS="voorbeeld.nl",
        DJANGO_SETTINGS_MODULE="verhalen.settings",
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_http_is_sent_on_to_https(production_answer: str) -> None:
    assert production_answer.startswith("301 https://voorbeeld.nl/account/login/\n200\n")


@pytest.mark.parametrize(
    "header",
    [
        "Strict-Transport-Security: max-age=31536000; includeSubDomains",
        "X-Frame-Options: DENY",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: same-origin",
        "Cross-Origin-Opener-Policy: same-origin",
    ],
)
def test_production_sends_the_safe_headers(production_answer: str, header: str) -> None:
    assert header in production_answer.splitlines()


@pytest.mark.parametrize(
    "directive",
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ],
)
def test_the_content_security_policy_allows_nothing_inline(production_answer: str, directive: str) -> None:
    policy = next(line for line in production_answer.splitlines() if line.startswith("Content-Security-Policy: "))

    assert directive in policy.removeprefix("Content-Security-Policy: ").split("; ")
    assert "unsafe" not in policy


def test_cookies_are_bound_to_this_host_and_to_https(production_answer: str) -> None:
    cookie = next(line for line in production_answer.splitlines() if line.startswith("__Host-csrf="))

    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie


@pytest.mark.django_db
def test_a_page_for_someone_who_is_logged_in_stays_out_of_caches(als: Any, beheerder: Any) -> None:
    response = als(beheerder).get("/")

    assert response.headers["Cache-Control"] == "no-store, private"


@pytest.mark.django_db
def test_answers_differ_by_htmx_for_whoever_caches_them(als: Any, beheerder: Any) -> None:
    assert "HX-Request" in als(beheerder).get("/").headers["Vary"]


@pytest.mark.django_db
def test_the_page_of_a_teller_stays_out_of_caches_too(client: Client) -> None:
    assert "no-store" in client.get("/mijn-verhaal/").headers["Cache-Control"]


def test_a_session_ends_with_the_browser_and_after_twelve_hours(settings: Any) -> None:
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE is True
    assert settings.SESSION_COOKIE_AGE == 12 * 60 * 60
    assert settings.SESSION_COOKIE_HTTPONLY is True
