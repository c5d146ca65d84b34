from __future__ import annotations

from django.apps import AppConfig


class KluisConfig(AppConfig):
    name = "verhalen.kluis"
