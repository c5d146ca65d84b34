from __future__ import annotations

from django.apps import AppConfig


class CoderingConfig(AppConfig):
    name = "verhalen.codering"

    def ready(self) -> None:
        from verhalen.codering.intrekken import check_no_fragments, count_made, erase, forget_text
        from verhalen.codering.voorstellen import SOORT, ask_voorstellen, compute_open
        from verhalen.kern.intrekking import on_heropend, on_heropening, on_intrekking, on_overzicht
        from verhalen.kern.nagekeken import on_nagekeken
        from verhalen.kern.taken import register

        register(SOORT, compute_open)
        on_nagekeken("codering", ask_voorstellen)
        on_intrekking("codering", erase)
        on_overzicht("codering", count_made)
        on_heropening("codering", check_no_fragments)
        on_heropend("codering", forget_text)
