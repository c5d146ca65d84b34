"""Pages with stories stay out of caches; a refusal is a page with a sentence, and an odd address is no crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer


class NietBewarenInCache:
    """Send ``Cache-Control: no-store`` on whatever a logged-in person sees.

    The same address answers htmx with a part of the page, so every answer also varies by its header.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store, private"
        patch_vary_headers(response, ["HX-Request"])
        return response


class GeenNulteken:
    """Refuse an address with a NUL behind the question mark: PostgreSQL keeps no such text, and asking it is a crash.

    Fields of forms refuse it themselves; here are the filters that a view reads from the address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if any("\0" in value for values in request.GET.lists() for value in values[1]):
            raise BadRequest("NUL in the address")


class ZinBijWeigering:
    """Turn `Geweigerd` into a 403 and `OngeldigeInvoer` into a 400, each with its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Geweigerd):
            return render(request, "403.html", {"zin": str(exception)}, status=403)
        if isinstance(exception, OngeldigeInvoer):
            return render(request, "400.html", {"zin": str(exception)}, status=400)
        return None
