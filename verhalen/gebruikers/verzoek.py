"""A request of somebody who is logged in, as the type that views take."""

from __future__ import annotations

from django.http import HttpRequest

from verhalen.gebruikers.models import Gebruiker


class Verzoek(HttpRequest):
    """A request past the login: `LoginEnTweedeFactor` lets no other reach a view that is not public."""

    user: Gebruiker  # narrower than Django's: nobody anonymous gets here
