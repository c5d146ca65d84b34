from __future__ import annotations

from django.apps import AppConfig


class ProgrammaConfig(AppConfig):
    name = "verhalen.programma"
