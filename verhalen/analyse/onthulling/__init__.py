"""Disclosure control: `protect` is the only maker of a `VeiligeTabel`."""

from __future__ import annotations

from verhalen.analyse.onthulling.bronnen import TOTAAL, Bron, Kruistabel, Opgave, Stromen, Verhouding
from verhalen.analyse.onthulling.kiezen import Lek, audit, choose
from verhalen.analyse.onthulling.net import Netwerk, Tak
from verhalen.analyse.onthulling.tabel import DREMPELS, SYMBOOL, Bereik, Cel, VeiligeTabel, protect

__all__ = [
    "DREMPELS",
    "SYMBOOL",
    "TOTAAL",
    "Bereik",
    "Bron",
    "Cel",
    "Kruistabel",
    "Lek",
    "Netwerk",
    "Opgave",
    "Stromen",
    "Tak",
    "VeiligeTabel",
    "Verhouding",
    "audit",
    "choose",
    "protect",
]
