"""Our own rule files: cues, tone words, spoken forms. All of it written for this project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MAP = Path(__file__).resolve().parent


def load_resource(name: str) -> dict[str, Any]:
    """Read ``<name>.json`` from this folder."""
    inhoud: dict[str, Any] = json.loads((MAP / f"{name}.json").read_text(encoding="utf-8"))
    return inhoud
