from __future__ import annotations

from django.apps import AppConfig


class KernConfig(AppConfig):
    name = "verhalen.kern"

    def ready(self) -> None:
        from verhalen.kern.meldingen import use_plain_messages
        from verhalen.kern.sporen import SPORENTAAK, run_wipe
        from verhalen.kern.taken import register

        register(SPORENTAAK, run_wipe)
        use_plain_messages()
