"""A story never reaches a log: not through a message of an error, not through its traceback."""

from __future__ import annotations

import io
import logging
import logging.config
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from verhalen.kern.toegang import openbaar

GEHEIM = "Fatima woont aan de haven"


@openbaar
def breaks(request: HttpRequest) -> HttpResponse:
    tekst = request.POST.get("tekst", GEHEIM)
    raise ValueError(f"kan dit niet lezen: {tekst}")


urlpatterns = [path("stuk/", breaks)]


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that the handlers of the settings write."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logging.config.dictConfig(django_settings.LOGGING)
    yield stream
    monkeypatch.undo()
    logging.config.dictConfig(django_settings.LOGGING)


def test_an_error_is_logged_by_kind_and_place_without_its_words(logs: io.StringIO) -> None:
    try:
        raise ValueError(GEHEIM)
    except ValueError:
        logging.getLogger("verhalen.proef").exception("lezen mislukt")

    assert "lezen mislukt [ValueError test_an_error_is_logged_by_kind_and_place_without_its_words:" in logs.getvalue()
    assert "Fatima" not in logs.getvalue()


def test_a_chain_of_errors_is_logged_without_any_of_their_words(logs: io.StringIO) -> None:
    try:
        try:
            raise KeyError(GEHEIM)
        except KeyError as error:
            raise RuntimeError(GEHEIM) from error
    except RuntimeError:
        logging.getLogger("verhalen.proef").exception("lezen mislukt")

    assert "RuntimeError" in logs.getvalue()
    assert "Fatima" not in logs.getvalue()


def test_a_message_without_an_error_is_logged_as_it_is(logs: io.StringIO) -> None:
    logging.getLogger("verhalen.proef").warning("taak %s duurt lang", 7)

    assert "WARNING verhalen.proef taak 7 duurt lang" in logs.getvalue()


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_view_that_crashes_on_a_story_logs_none_of_it(logs: io.StringIO, method: str) -> None:
    client = Client(raise_request_exception=False)

    response = getattr(client, method)("/stuk/", {"tekst": GEHEIM})

    assert response.status_code == 500
    assert "Fatima" not in response.content.decode()
    assert "Internal Server Error: /stuk/ [ValueError breaks:" in logs.getvalue()
    assert "Fatima" not in logs.getvalue()


def test_no_handler_of_django_mails_or_prints_past_the_filter() -> None:
    configured: Any = django_settings.LOGGING

    assert set(configured["handlers"]) == {"stderr"}
    assert configured["handlers"]["stderr"]["filters"] == ["zonder_inhoud"]
    assert configured["loggers"]["django"] == {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
    assert django_settings.ADMINS == []
