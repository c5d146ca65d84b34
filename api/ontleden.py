"""Reading what was sent: whatever it is, it is an answer to the sender and never a crash here."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class DiepteveiligeJson(JSONParser):
    """Refuse JSON that is nested deeper than Python can read; the framework lets that through as a crash."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("Deze JSON is te diep genest.") from error
