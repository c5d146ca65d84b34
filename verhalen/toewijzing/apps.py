from __future__ import annotations

from django.apps import AppConfig


class ToewijzingConfig(AppConfig):
    name = "verhalen.toewijzing"

    def ready(self) -> None:
        from verhalen.kern.bewaren import on_opruimen
        from verhalen.kern.taken import register
        from verhalen.toewijzing.inlezen.actions import INLEESTAAK, run_inlezen
        from verhalen.toewijzing.opruimen import BEWARINGEN

        register(INLEESTAAK, run_inlezen)
        for bewaring in BEWARINGEN:
            on_opruimen(bewaring)
