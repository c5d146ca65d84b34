"""What the OpenAPI document says beyond its operations, after the API Design Rules of the Dutch government."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from api.fouten import PROBLEEM

BASIS = "/api/v1"
VERSIEKOP = {
    "API-Version": {
        "description": "De volledige versie van de API waaruit dit antwoord komt.",
        "schema": {"type": "string", "examples": ["1.0.0"]},
    }
}


def complete(result: dict[str, Any], generator: Any, request: HttpRequest | None, public: bool) -> dict[str, Any]:
    """Add where the API lives, the version header on each answer, and the media type of errors.

    Called by drf-spectacular with the finished document; ``request`` is None on the command line.
    """
    result["servers"] = [{"url": _address(request), "description": "Deze installatie"}]
    operations = [operation for path in result["paths"].values() for operation in path.values()]
    result["tags"] = [{"name": name} for name in sorted({tag for rest in operations for tag in rest["tags"]})]
    for operation in operations:
        for status, answer in operation["responses"].items():
            _complete_answer(status, answer)
    for schema in result["components"]["schemas"].values():
        for field in schema.get("properties", {}).values():
            _lift_empty_default(field)
    return result


def _lift_empty_default(field: dict[str, Any]) -> None:
    """Let a field that may be empty say so itself: drf-spectacular says it of the half that has a pattern."""
    for half in field.get("oneOf", []):
        if half.get("default") == "":
            field["default"] = half.pop("default")


def _address(request: HttpRequest | None) -> str:
    if request is None:
        return f"https://{settings.ALLOWED_HOSTS[0]}{BASIS}"
    return request.build_absolute_uri(BASIS)


def _complete_answer(status: str, answer: dict[str, Any]) -> None:
    answer["headers"] = {**VERSIEKOP, **answer.get("headers", {})}
    content = answer.get("content", {})
    if int(status) >= 400 and "application/json" in content:
        content[PROBLEEM] = content.pop("application/json")
