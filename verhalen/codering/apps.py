from __future__ import annotations

from django.apps import AppConfig


class CoderingConfig(AppConfig):
    name = "verhalen.codering"
