from __future__ import annotations

from django.apps import AppConfig


class VerzamelingConfig(AppConfig):
    name = "verhalen.verzameling"
