"""The columns a file of stories may have, and the names by which people call them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verhalen.verzameling.models import Importbestand


@dataclass(frozen=True)
class Veld:
    """One thing that can be read from a file."""

    naam: str
    label: str
    ook: tuple[str, ...] = ()
    verplicht: bool = False


TEKST = Veld(
    "tekst", "De tekst van het verhaal", ("verhaal", "antwoord", "opmerking", "citaat", "interview"), verplicht=True
)
VELDEN: tuple[Veld, ...] = (
    TEKST,
    Veld("toestemming", "Toestemming: ja of nee", ("akkoord", "consent", "instemming", "toestemminggegeven")),
    Veld("soort", "Soort verhaal", ("type",)),
    Veld("vertellerrol", "Wie vertelt", ("rol", "verteller", "respondent")),
    Veld("vertellersoort", "Werk van de professional", ("functie", "beroep")),
    Veld("leeftijdsband", "Leeftijd", ("leeftijd", "leeftijdsgroep", "leeftijdscategorie")),
    Veld("gebied", "Wijk", ("buurt", "locatie", "wijknaam", "wijkcode")),
    Veld("periode", "Kwartaal waarin het gebeurde", ("kwartaal",)),
    Veld("verteld_op", "Dag waarop het is verteld", ("datum", "dag", "interviewdatum", "datuminterview")),
    Veld("zorgvorm", "Soort hulp", ("hulp", "hulpvorm", "soorthulp")),
    Veld("aanbieder", "Organisatie", ("zorgaanbieder", "instelling")),
)
SOORT_VAN_VERHAAL = {
    Importbestand.Soort.VERHALEN: "verhaal",
    Importbestand.Soort.STRAATINTERVIEWS: "straatinterview",
}


def propose_koppeling(kolommen: tuple[str, ...]) -> dict[str, str]:
    """Return field -> column for every field whose name a column carries; each column once."""
    by_name = {_plain(kolom): kolom for kolom in reversed(kolommen)}
    found: dict[str, str] = {}
    for veld in VELDEN:
        names = [_plain(name) for name in (veld.naam, veld.label, *veld.ook)]
        kolom = next((by_name[name] for name in names if name in by_name and by_name[name] not in found.values()), None)
        if kolom is not None:
            found[veld.naam] = kolom
    return found


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
