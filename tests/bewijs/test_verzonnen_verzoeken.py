"""Thousands of requests that nobody thought of: the API never breaks, and answers as its own document says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks

from tests.factories.gebruikers import GebruikerFactory
from tests.verhalen.wereld import Wereld
from verhalen.gebruikers.actions import create_toegangssleutel
from verhalen.kern.rollen import Rol
from verhalen.stamgegevens.models import Gemeente

pytestmark = [pytest.mark.langdurig, pytest.mark.django_db]
VERZOEKEN = 200  # per operation, actor and mode, as the security reference asks
ACTOREN: dict[str, list[Rol] | None] = {
    "niet ingelogd": None,
    "zonder rol": [],
    "veldwerker": [Rol.VELDWERKER],
    "hoofdonderzoeker": [Rol.HOOFDONDERZOEKER],
    "programmateam": [Rol.PROGRAMMATEAM],
}
# Not: that everything that fits the document is accepted. A slug may fit and still name nothing of this municipality.
CONTROLES = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.ignored_auth,
]
RUIM = settings(max_examples=VERZOEKEN, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def een_verbinding() -> Iterator[None]:
    """Keep the test's transaction: a request would close the connection, as it does in production."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("wijze", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["passend", "onpassend"])
@pytest.mark.parametrize("actor", ACTOREN)
def test_generated_requests_get_the_answers_of_the_document(
    actor: str, wijze: GenerationMode, lelystad: Gemeente, noteer: Any
) -> None:
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    Wereld(lelystad).fill()
    headers = _headers(lelystad, ACTOREN[actor])
    answers: Counter[int] = Counter()

    for result in document.get_all_operations():
        _ask_many(result.ok(), wijze, headers, answers)

    told = {str(status): number for status, number in sorted(answers.items())}
    noteer("verzonnen verzoeken aan de API", actor=actor, wijze=wijze.value, verzoeken=answers.total(), antwoorden=told)
    assert answers.total() >= VERZOEKEN
    assert max(answers) < 500


def _headers(gemeente: Gemeente, rollen: list[Rol] | None) -> dict[str, str]:
    if rollen is None:
        return {}
    by = GebruikerFactory(gemeente=gemeente, rollen=rollen)
    return {"Authorization": f"Bearer {create_toegangssleutel(by=None, gebruiker=by, naam='proef')}"}


def _ask_many(operation: Any, wijze: GenerationMode, headers: dict[str, str], answers: Counter[int]) -> None:
    cases: st.SearchStrategy[Any] = operation.as_strategy(generation_mode=wijze)

    @RUIM
    @given(case=cases)
    def ask(case: Any) -> None:
        response = case.call(headers=headers)
        answers[response.status_code] += 1
        case.validate_response(response, checks=CONTROLES, headers=headers)

    ask()
