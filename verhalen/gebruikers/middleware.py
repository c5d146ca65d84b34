"""Nothing is public unless it says so, and whoever reads stories has a second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from verhalen.kern.toegang import is_openbaar


class LoginEnTweedeFactor:
    """Ask for a login on every view that is not marked `openbaar`, then for the second factor.

    allauth's own pages look after themselves: they must be reachable to log in and to
    enrol a second factor. So does the API, which answers 401 instead of a page.
    """

    EIGEN_TOEGANG = ("allauth.", "api.")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if is_openbaar(view) or view.__module__.startswith(self.EIGEN_TOEGANG):
            return None
        gebruiker = request.user
        if not gebruiker.is_authenticated:
            return self._to(request, redirect_to_login(request.get_full_path()).url)
        if gebruiker.moet_tweede_factor and not is_mfa_enabled(gebruiker):
            return self._to(request, reverse("mfa_activate_totp"))
        return None

    def _to(self, request: HttpRequest, url: str) -> HttpResponseBase:
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": url})
        return HttpResponseRedirect(url)
