from __future__ import annotations

from django.apps import AppConfig


class DuidingConfig(AppConfig):
    name = "verhalen.duiding"
