from __future__ import annotations

from django.apps import AppConfig


class ToewijzingConfig(AppConfig):
    name = "verhalen.toewijzing"

    def ready(self) -> None:
        from verhalen.kern.taken import register
        from verhalen.toewijzing.inlezen.actions import INLEESTAAK, run_inlezen

        register(INLEESTAAK, run_inlezen)
