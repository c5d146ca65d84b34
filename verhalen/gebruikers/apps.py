from __future__ import annotations

from django.apps import AppConfig


class GebruikersConfig(AppConfig):
    name = "verhalen.gebruikers"
