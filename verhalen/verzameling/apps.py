from __future__ import annotations

from django.apps import AppConfig


class VerzamelingConfig(AppConfig):
    name = "verhalen.verzameling"

    def ready(self) -> None:
        from verhalen.kern.bewaren import on_opruimen, on_waarschuwen
        from verhalen.kern.intrekking import on_intrekking
        from verhalen.kern.nagekeken import on_nagekeken
        from verhalen.kern.taken import register
        from verhalen.verzameling.actions import MASKERTAAK
        from verhalen.verzameling.inlezen.actions import INLEESTAAK, run_inlezen
        from verhalen.verzameling.opruimen import BEWARINGEN, warn_unchecked
        from verhalen.verzameling.pseudonimisering import propose_open
        from verhalen.verzameling.zoeken.index import forget_verhaal, index_verhaal

        register(MASKERTAAK, propose_open)
        register(INLEESTAAK, run_inlezen)
        for bewaring in BEWARINGEN:
            on_opruimen(bewaring)
        on_waarschuwen("verzameling", warn_unchecked)
        on_nagekeken("zoeken", index_verhaal)
        on_intrekking("zoeken", forget_verhaal)
