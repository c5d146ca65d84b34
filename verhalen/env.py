"""Strict readers of the environment: a wrong value stops the start with one sentence.

A setting that is guessed is a setting that is wrong in production, so nothing here
falls back silently: a flag is ``1`` or ``0``, a required value must be there.
"""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE_INIT = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
    "PRAGMA secure_delete=ON;PRAGMA busy_timeout=20000;"
)
MAX_DAGEN = 10 * 365


def read_flag(name: str, *, default: bool) -> bool:
    """Return the flag ``name``; only ``1`` and ``0`` are accepted."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} moet 1 of 0 zijn, niet iets anders.")
    return value == "1"


def read_required(name: str, *, minimum: int) -> str:
    """Return the value of ``name``; it must exist and hold at least ``minimum`` characters."""
    value = os.environ.get(name, "")
    if len(value) < minimum:
        raise ImproperlyConfigured(f"{name} ontbreekt of is te kort: zet een geheim van minstens {minimum} tekens.")
    return value


def read_list(name: str, *, default: list[str]) -> list[str]:
    """Return a comma separated value as a list without empty items."""
    value = os.environ.get(name)
    return default if value is None else [item.strip() for item in value.split(",") if item.strip()]


def read_proxies(name: str) -> list[str]:
    """Return the networks whose proxies are believed, such as ``10.1.0.0/24,socket``; none when it is not set."""
    values = read_list(name, default=[])
    for value in values:
        if value == "socket":
            continue
        try:
            network = ipaddress.ip_network(value)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name}: {value} is geen netwerk. Schrijf het als 10.1.0.0/24.") from error
        if network.prefixlen == 0:
            raise ImproperlyConfigured(f"{name} mag niet het hele internet vertrouwen ({value}).")
    return values


def read_days(name: str, *, default: dict[str, int]) -> dict[str, int]:
    """Return numbers of days per kind from ``tekst=365,bestand=14``; kinds that are not named keep their default."""
    days = dict(default)
    for item in read_list(name, default=[]):
        kind, _, number = item.partition("=")
        if kind not in default or not number.isdecimal() or not 1 <= int(number) <= MAX_DAGEN:
            known = ", ".join(default)
            raise ImproperlyConfigured(
                f"{name}: {item} klopt niet. Schrijf soort=dagen, van 1 tot {MAX_DAGEN}; soorten: {known}."
            )
        days[kind] = int(number)
    return days


def read_path(name: str, *, default: Path) -> Path:
    """Return the path in ``name``, absolute."""
    return Path(os.environ.get(name) or default).resolve()


def read_database(default: str) -> dict[str, Any]:
    """Return Django's database setting from ``DATABASE_URL``.

    SQLite gets what keeps it safe when several processes write: WAL, IMMEDIATE
    transactions (a DEFERRED one that reads first is refused the upgrade at once),
    a busy timeout, and ``synchronous=FULL`` because consent and text must survive a
    power cut. ``secure_delete`` overwrites what is erased.
    """
    config: dict[str, Any] = dict(environ.Env.db_url_config(os.environ.get("DATABASE_URL") or default))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_INIT}
    else:
        # A socket folder is written as %2Ffolder in an address.
        config["HOST"] = unquote(config["HOST"])
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config
