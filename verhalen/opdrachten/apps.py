from __future__ import annotations

from django.apps import AppConfig


class OpdrachtenConfig(AppConfig):
    name = "verhalen.opdrachten"
