"""The request as the views of this room get it."""

from __future__ import annotations

from django.http import HttpRequest

from verhalen.gebruikers.models import Gebruiker


class Verzoek(HttpRequest):
    """A request of someone who is logged in: the middleware sends everyone else away first."""

    user: Gebruiker
