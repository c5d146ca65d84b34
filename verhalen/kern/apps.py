from __future__ import annotations

from django.apps import AppConfig


class KernConfig(AppConfig):
    name = "verhalen.kern"

    def ready(self) -> None:
        from verhalen.kern.meldingen import use_plain_messages

        use_plain_messages()
