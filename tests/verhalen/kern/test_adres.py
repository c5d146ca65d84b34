"""The address of a visitor: what trusted proxies say, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from verhalen.gebruikers.adapter import GeenAanmelding
from verhalen.kern.adres import ONBEKEND, client_address, client_group

PROXY, BEZOEKER = "10.1.0.9", "203.0.113.7"


def request_of(remote: str, forwarded: str | None = None) -> HttpRequest:
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=remote, **headers)


@pytest.fixture
def achter_proxy(settings: Any) -> None:
    settings.VERTROUWDE_PROXIES = ["10.1.0.0/24", "2001:db8:1::/64"]


@given(forwarded=st.text(alphabet="0123456789.,: abcdef[]", max_size=60))
def test_without_trusted_proxies_a_header_changes_nothing(forwarded: str) -> None:
    assert client_address(request_of(BEZOEKER, forwarded)) == BEZOEKER


@pytest.mark.usefixtures("achter_proxy")
@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        (PROXY, BEZOEKER, BEZOEKER),
        (PROXY, f"198.51.100.1, {BEZOEKER}", BEZOEKER),
        (PROXY, f"{BEZOEKER}, 10.1.0.8", BEZOEKER),
        (PROXY, f"{BEZOEKER}:51234", BEZOEKER),
        (PROXY, "[2001:db8:2::1]:443", "2001:db8:2::1"),
        (PROXY, f"::ffff:{BEZOEKER}", BEZOEKER),
        (f"::ffff:{PROXY}", BEZOEKER, BEZOEKER),
        ("2001:db8:1::5", BEZOEKER, BEZOEKER),
        (PROXY, None, PROXY),
        (PROXY, "", PROXY),
        (PROXY, "onzin", PROXY),
        (PROXY, f"{BEZOEKER}, onzin", PROXY),
        (PROXY, "10.1.0.8, 10.1.0.7", "10.1.0.8"),
        ("198.51.100.9", BEZOEKER, "198.51.100.9"),
        ("", BEZOEKER, ONBEKEND),
    ],
)
def test_only_what_trusted_proxies_added_counts(remote: str, forwarded: str | None, expected: str) -> None:
    assert client_address(request_of(remote, forwarded)) == expected


@pytest.mark.usefixtures("achter_proxy")
@given(said=st.lists(st.ip_addresses().map(str), max_size=5))
def test_nothing_a_visitor_says_hides_the_address_that_the_proxy_saw(said: list[str]) -> None:
    assert client_address(request_of(PROXY, ", ".join([*said, BEZOEKER]))) == BEZOEKER


def test_a_proxy_on_a_socket_file_is_believed_when_that_is_set(settings: Any) -> None:
    settings.VERTROUWDE_PROXIES = ["socket"]

    assert client_address(request_of("", BEZOEKER)) == BEZOEKER


def test_an_ipv6_visitor_is_one_visitor_whatever_the_last_half() -> None:
    one, other = request_of("2001:db8:2::1"), request_of("2001:db8:2::ffff:1")

    assert client_group(one) == client_group(other) != client_group(request_of("2001:db8:3::1"))


def test_the_brake_on_logins_uses_the_same_address(settings: Any) -> None:
    settings.VERTROUWDE_PROXIES = ["10.1.0.0/24"]

    assert GeenAanmelding().get_client_ip(request_of(PROXY, f"198.51.100.1, {BEZOEKER}")) == BEZOEKER
