"""Leading figures of the knoppen that messages can answer in this version: 1, 4, 12 and 13."""

from __future__ import annotations

from verhalen.analyse.indicatoren import rijen
from verhalen.analyse.indicatoren.basis import Deel, Eenheid, Indicator, Maat, Richting

_BERICHTEN = ("berichten",)

KNOPPEN = (
    Indicator(
        slug="instroom-nieuwe-clienten",
        naam="Nieuwe cliënten",
        definitie=("Het aantal cliënten dat met hulp zonder verblijf begon en in de 365 dagen ervoor geen hulp had."),
        eenheid=Eenheid.AANTAL,
        richting=Richting.OMLAAG,
        bronnen=_BERICHTEN,
        teller=Deel("cliënten die nieuw beginnen met hulp zonder verblijf", rijen.new_clients, Maat.CLIENTEN),
        gebruikt=("terugkijk_dagen", "keten", "verblijf", "bescherming", "onbekend_is_zonder"),
        terugkijk=True,
    ),
    Indicator(
        slug="aandeel-3-of-meer-aanbieders",
        naam="Cliënten met drie of meer aanbieders",
        definitie=(
            "Het deel van de cliënten dat op de laatste dag van de periode hulp van drie of meer "
            "aanbieders tegelijk had."
        ),
        eenheid=Eenheid.PROCENT,
        richting=Richting.OMLAAG,
        bronnen=_BERICHTEN,
        teller=Deel("cliënten met drie of meer aanbieders", rijen.with_many_providers, Maat.CLIENTEN),
        noemer=Deel("cliënten met hulp op die dag", rijen.active_on_last_day, Maat.CLIENTEN),
        deel_van_geheel=True,
        gebruikt=("minstens_aanbieders", "bescherming", "leeftijd_max"),
        grenzen=("Geteld per cliënt, niet per gezin: gezinnen zijn in de berichten niet te herkennen.",),
    ),
    Indicator(
        slug="clienten-met-verblijf",
        naam="Cliënten met verblijf",
        definitie=(
            "Het aantal cliënten dat in de periode op minstens één dag hulp met verblijf had, van elke leeftijd."
        ),
        eenheid=Eenheid.AANTAL,
        richting=Richting.OMLAAG,
        bronnen=_BERICHTEN,
        teller=Deel("cliënten met verblijf", rijen.active_with_stay, Maat.CLIENTEN),
        gebruikt=("verblijf", "bescherming", "pleegzorg"),
    ),
    Indicator(
        slug="verblijf-18-plus",
        naam="Verblijf na de achttiende verjaardag",
        definitie=("Het aantal cliënten met verblijf in de periode op een dag na de maand waarin zij 18 werden."),
        eenheid=Eenheid.AANTAL,
        richting=Richting.OMLAAG,
        bronnen=_BERICHTEN,
        teller=Deel(
            "cliënten met verblijf na de maand van de achttiende verjaardag",
            rijen.stay_after_18,
            Maat.CLIENTEN,
        ),
        gebruikt=("verblijf", "pleegzorg"),
        grenzen=(
            "Van de geboortedatum bewaren we alleen jaar en maand.",
            "Pleegzorg mag langer doorlopen en telt hier mee.",
        ),
    ),
)
