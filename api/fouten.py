"""Errors as `application/problem+json` (RFC 9457), in Dutch, without what was sent."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.exceptions import PermissionDenied as NietToegestaan
from rest_framework.response import Response
from rest_framework.views import exception_handler

from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer

PROBLEEM = "application/problem+json"
TITELS = {
    400: "Dat kan zo niet",
    401: "Niet ingelogd",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Deze handeling bestaat hier niet",
    406: "Dit formaat hebben wij niet",
    409: "Andere inhoud onder hetzelfde kenmerk",
    413: "Te groot",
    415: "Stuur JSON",
    429: "Te vaak",
    500: "Er ging iets mis",
}


def problem_body(status: int, detail: str, **extra: Any) -> dict[str, Any]:
    """Return the fields of one problem document."""
    return {"status": status, "title": TITELS.get(status, HTTPStatus(status).phrase), "detail": detail, **extra}


def problem(status: int, detail: str, **extra: Any) -> Response:
    """Return one problem document."""
    return Response(problem_body(status, detail, **extra), status=status, content_type=PROBLEEM)


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn what a view raised into a problem document."""
    if isinstance(error, Geweigerd):
        return problem(403, str(error))
    if isinstance(error, OngeldigeInvoer):
        return problem(400, str(error))
    if isinstance(error, ValidationError):
        return problem(400, "Een of meer velden kloppen niet.", velden=error.detail)
    response = exception_handler(error, context)
    if response is None:
        return None
    answer = problem(response.status_code, _sentence(error))
    for name in ("WWW-Authenticate", "Retry-After"):
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    return answer


def _sentence(error: Exception) -> str:
    if isinstance(error, Http404 | NotFound):
        return "Dit bestaat niet, of niet voor u."
    if isinstance(error, PermissionDenied | NietToegestaan):
        return "Uw rol geeft hier geen toegang toe."
    return str(error.detail) if isinstance(error, APIException) else "Er ging iets mis."
