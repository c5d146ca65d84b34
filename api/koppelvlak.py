"""What every answer of the API has in common, also those that never reach a view."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from api.fouten import PROBLEEM, problem_body

VOORVOEGSEL = "/api/"
ZINNEN = {
    400: "Het verzoek klopt niet.",
    403: "Uw rol geeft hier geen toegang toe.",
    404: "Dit adres bestaat niet. Een adres eindigt niet op een schuine streep.",
    500: "Er ging iets mis bij ons. Er is niets veranderd.",
}


class Koppelvlak:
    """Name the version on every answer, and turn pages that say what went wrong into problem documents."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path_info.startswith(VOORVOEGSEL):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != PROBLEEM:
            response = _as_problem(response)
        response.headers["API-Version"] = str(settings.SPECTACULAR_SETTINGS["VERSION"])
        return response


def _as_problem(page: HttpResponseBase) -> HttpResponse:
    status = page.status_code
    body = problem_body(status, ZINNEN.get(status, "Dat kan zo niet."))
    answer = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEEM)
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in page.headers:
            answer.headers[name] = page.headers[name]
    return answer
