"""The API Design Rules of the Dutch government, asked of the document and of the answers themselves."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from api.koppelvlak import Koppelvlak
from verhalen.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db
PROBLEEM = "application/problem+json"


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    data: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return data


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, rest) for path, methods in document["paths"].items() for method, rest in methods.items()]


def test_the_document_says_where_the_api_is_and_whom_to_ask(document: dict[str, Any]) -> None:
    assert document["servers"][0]["url"] == "http://testserver/api/v1"
    assert set(document["info"]["contact"]) == {"name", "email", "url"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])


def test_every_address_is_a_plural_noun_without_a_slash_at_its_end(document: dict[str, Any]) -> None:
    collections = {path.split("/")[1] for path in document["paths"]}

    assert collections == {"verhalen", "coderingen", "zoekvragen", "inzendingen", "indicatoren", "knoppen"}
    assert [path for path in document["paths"] if path.endswith("/")] == []


def test_only_known_methods_are_used(document: dict[str, Any]) -> None:
    assert {method for _path, method, _rest in operations(document)} <= {"get", "put", "post", "patch", "delete"}


def test_names_in_queries_and_bodies_are_camel_case(document: dict[str, Any]) -> None:
    names = {
        parameter["name"]
        for _path, _method, rest in operations(document)
        for parameter in rest.get("parameters", [])
        if parameter["in"] == "query"
    }
    names |= {name for schema in document["components"]["schemas"].values() for name in schema.get("properties", {})}

    assert {name for name in names if not re.fullmatch(r"[a-z]+[a-zA-Z0-9]*", name)} == set()


def test_every_answer_names_its_version_in_the_document(document: dict[str, Any]) -> None:
    without = [
        (path, status)
        for path, _method, rest in operations(document)
        for status, answer in rest["responses"].items()
        if "API-Version" not in answer["headers"]
    ]

    assert without == []


def test_every_error_is_a_problem_document_in_the_document(document: dict[str, Any]) -> None:
    kinds = {
        kind
        for _path, _method, rest in operations(document)
        for status, answer in rest["responses"].items()
        if int(status) >= 400
        for kind in answer.get("content", {})
    }

    assert kinds == {PROBLEEM}


# An address of the API, asked by somebody who is not logged in, and its status.
ADRESSEN = {
    "/api/v1/openapi.json": 200,
    "/api/v1/": 200,
    "/api/v1/verhalen": 401,
    "/api/v1/verhalen/": 404,
    "/api/v1/onzin": 404,
    "/api/onzin": 404,
}


@pytest.mark.parametrize(("adres", "status"), ADRESSEN.items())
def test_every_answer_names_its_version(client: Client, adres: str, status: int) -> None:
    response = client.get(adres)

    assert (response.status_code, response["API-Version"]) == (status, "1.0.0")
    if status >= 400:
        assert response["Content-Type"] == PROBLEEM
        assert response.json()["status"] == status
        assert set(response.json()) >= {"title", "detail"}


def test_a_method_that_does_not_exist_says_which_do(als: Any, onderzoeker: Gebruiker) -> None:
    response = als(onderzoeker).delete("/api/v1/verhalen")

    assert (response.status_code, response["Content-Type"]) == (405, PROBLEEM)
    assert "GET" in response["Allow"]


def test_a_crash_is_a_problem_document_without_its_cause(
    als: Any, onderzoeker: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(self: Any) -> None:
        raise RuntimeError("Ik sprak Fatima")

    monkeypatch.setattr("api.v1.views.VerhalenView.get_queryset", crash)
    client = als(onderzoeker)
    client.raise_request_exception = False

    response = client.get("/api/v1/verhalen")

    assert (response.status_code, response["Content-Type"]) == (500, PROBLEEM)
    assert "Fatima" not in response.content.decode()


def test_headers_that_tell_when_to_come_back_survive(rf: RequestFactory) -> None:
    page = HttpResponse("druk", status=429, headers={"Retry-After": "60"})

    answer = Koppelvlak(lambda request: page)(rf.get("/api/v1/verhalen"))

    assert (answer["Content-Type"], answer["Retry-After"]) == (PROBLEEM, "60")


def test_a_page_for_people_is_left_as_it_is(client: Client) -> None:
    response = client.get("/bestaat-niet/")

    assert "API-Version" not in response
    assert response["Content-Type"].startswith("text/html")
