from __future__ import annotations

from django.apps import AppConfig


class TellenConfig(AppConfig):
    name = "verhalen.tellen"

    def ready(self) -> None:
        from verhalen.kern.taken import register
        from verhalen.tellen.actions import compute_after_import, run_metingen
        from verhalen.tellen.queries import REKENTAAK
        from verhalen.toewijzing.inlezen.actions import on_ingelezen

        register(REKENTAAK, run_metingen)
        on_ingelezen("tellen", compute_after_import)
