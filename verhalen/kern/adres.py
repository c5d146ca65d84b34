"""From which address somebody comes, also behind a proxy of the municipality.

``X-Forwarded-For`` is what a visitor says: anyone can send it. Each proxy adds the address it saw
at the end, so only what trusted proxies added counts, read from the right.
"""

from __future__ import annotations

import ipaddress
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest

Adres = ipaddress.IPv4Address | ipaddress.IPv6Address
Netwerk = ipaddress.IPv4Network | ipaddress.IPv6Network
# A server on a socket file sees no address of its proxy; this word in the setting trusts that proxy.
SOCKET = "socket"
ONBEKEND = "onbekend"
# Whoever has an IPv6 address has at least a /64 of them.
IPV6_DEEL = 64


def client_address(request: HttpRequest) -> str:
    """Return the address of the visitor: the nearest one that no proxy of ours has.

    Without trusted proxies that is the other end of the connection, whatever the headers say.
    Returns ``onbekend`` when there is none.
    """
    nearest = request.META.get("REMOTE_ADDR", "")
    if not _is_trusted(nearest):
        return str(_parse(nearest) or ONBEKEND)
    known = nearest
    for hop in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        found = _parse(hop)
        if found is None:
            break
        known = str(found)
        if not _is_trusted(known):
            break
    return str(_parse(known) or ONBEKEND)


def client_group(request: HttpRequest) -> str:
    """Return the address as one visitor holds it: an IPv6 one without the half that may be chosen at will."""
    adres = _parse(client_address(request))
    if isinstance(adres, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((adres, IPV6_DEEL), strict=False))
    return str(adres or ONBEKEND)


def _is_trusted(adres: str) -> bool:
    if not adres:
        return SOCKET in settings.VERTROUWDE_PROXIES
    parsed = _parse(adres)
    return parsed is not None and any(parsed in network for network in _networks(tuple(settings.VERTROUWDE_PROXIES)))


@lru_cache(maxsize=8)
def _networks(values: tuple[str, ...]) -> tuple[Netwerk, ...]:
    return tuple(ipaddress.ip_network(value) for value in values if value != SOCKET)


def _parse(value: str) -> Adres | None:
    """Read an address as proxies write it, with or without a port; None for anything else."""
    text = value.strip()
    if text.startswith("["):
        text = text[1:].split("]", 1)[0]
    elif text.count(":") == 1:
        text = text.split(":", 1)[0]
    try:
        parsed = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return mapped or parsed
