"""Write docs/begrippen.md: every domain noun with its one Dutch sentence, from the docstrings of the models."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

DOEL = Path(__file__).resolve().parent.parent / "docs" / "begrippen.md"
KOP = "# Begrippen\n\nGemaakt uit de code met `python scripts/begrippen.py`; verander de zin bij het model.\n"


def collect() -> str:
    """Return the text of the glossary."""
    from django.apps import apps

    lines = [KOP]
    for config in apps.get_app_configs():
        if not config.name.startswith("verhalen."):
            continue
        nouns = sorted(
            (inspect.getdoc(model) or "").split("\n")[0]
            for model in config.get_models()
            if not model.__name__.startswith("Historical")
        )
        if nouns:
            lines.append(f"\n## {config.label.capitalize()}\n")
            lines += [f"- **{noun.split(':', 1)[0]}**:{noun.split(':', 1)[1]}" for noun in nouns]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verhalen.settings")
    os.environ.setdefault("VERHALEN_DEMO", "1")
    sys.path.insert(0, str(DOEL.parent.parent))
    import django

    django.setup()
    DOEL.write_text(collect(), encoding="utf-8")
