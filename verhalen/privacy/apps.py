from __future__ import annotations

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "verhalen.privacy"

    def ready(self) -> None:
        from verhalen.kern.taken import register
        from verhalen.privacy.opruimen import OPRUIMTAAK, run_opruimen

        register(OPRUIMTAAK, run_opruimen)
