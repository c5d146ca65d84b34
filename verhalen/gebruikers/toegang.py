"""The decorator that ties a view to a right."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from verhalen.gebruikers.policies import check_heeft
from verhalen.kern.rollen import Recht

View = Callable[..., HttpResponseBase]


def met_recht(*rechten: Recht) -> Callable[[View], View]:
    """Let a view run only for someone who holds one of ``rechten``; others get a 403 that says why."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            gebruiker: Any = request.user
            if not any(gebruiker.heeft(recht) for recht in rechten):
                check_heeft(gebruiker, rechten[0])
            return view(request, *args, **kwargs)

        return guarded

    return decorate
