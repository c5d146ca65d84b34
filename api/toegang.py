"""Who speaks to the API: a person with a session, or a system with a key of its own."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from verhalen.gebruikers.actions import find_by_sleutel
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.rollen import Recht


class Sleutelauthenticatie(BaseAuthentication):
    """``Authorization: Bearer <sleutel>``."""

    def authenticate(self, request: Request) -> tuple[Gebruiker, None] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"bearer":
            return None
        gebruiker = find_by_sleutel(parts[1].decode("latin-1")) if len(parts) == 2 else None
        if gebruiker is None:
            raise AuthenticationFailed("Deze sleutel is niet geldig, verlopen of ingetrokken.")
        return gebruiker, None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class Sleutelschema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # partly typed
    """How the OpenAPI document names the key."""

    target_class = "api.toegang.Sleutelauthenticatie"
    name = "sleutel"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class Sessieauthenticatie(SessionAuthentication):
    """A logged-in person, with CSRF check, who has passed the second factor where it is asked."""

    def authenticate(self, request: Request) -> Any:
        found = super().authenticate(request)
        if found is None:
            return None
        from allauth.mfa.utils import is_mfa_enabled

        gebruiker: Any = found[0]
        if gebruiker.moet_tweede_factor and not is_mfa_enabled(gebruiker):
            raise AuthenticationFailed("Stel eerst uw tweede factor in.")
        return found


class Sessieschema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # partly typed
    """How the OpenAPI document names the session."""

    target_class = "api.toegang.Sessieauthenticatie"
    name = "sessie"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "sessie"}


class MetRecht(BasePermission):
    """Lets a view run for someone who holds the right the view names in ``recht``."""

    message = "Uw rol geeft hier geen toegang toe."

    def has_permission(self, request: Request, view: Any) -> bool:
        gebruiker: Any = request.user
        recht: Recht = view.recht
        return bool(gebruiker and gebruiker.is_authenticated and gebruiker.heeft(recht))
