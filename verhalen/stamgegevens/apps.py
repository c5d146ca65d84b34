from __future__ import annotations

from django.apps import AppConfig


class StamgegevensConfig(AppConfig):
    name = "verhalen.stamgegevens"
