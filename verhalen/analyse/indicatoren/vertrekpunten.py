"""The figures of the three vertrekpunten and the overall ones that can be computed from messages and
costs."""

from __future__ import annotations

from types import MappingProxyType

from verhalen.analyse.indicatoren import rijen
from verhalen.analyse.indicatoren.basis import Deel, Eenheid, Indicator, Keuzes, Maat, Richting

_JEUGD = Keuzes(leeftijd_max=17)
_BERICHTEN = ("berichten",)
_KETEN = ("keten", "verblijf", "bescherming", "leeftijd_max", "onbekend_is_zonder")
_CLIENTEN = Deel("verschillende cliënten met hulp in de periode", rijen.active, Maat.CLIENTEN)
_INWONERS = Deel("inwoners van 0 tot en met 17 jaar op 31 december", rijen.inhabitants, Maat.INWONERS)
_LEEFTIJD = (
    "De leeftijd is die op de eerste dag van de hulp. Wie in het jaar 18 wordt, telt dus nog mee.",
    "Persoonsgebonden budget zit niet in de berichten.",
)
_KOSTEN = (
    "Rekeningen van de laatste maanden komen later binnen.",
    "De bedragen zijn niet gecorrigeerd voor prijsstijging.",
)

_ALGEMEEN = (
    Indicator(
        slug="jeugdigen-in-jeugdhulp",
        naam="Jeugdigen in jeugdhulp",
        definitie=(
            "Het aantal jongeren dat in de periode op minstens één dag jeugdhulp had en bij de start jonger was dan 18."
        ),
        eenheid=Eenheid.AANTAL,
        richting=Richting.OMLAAG,
        bronnen=_BERICHTEN,
        teller=_CLIENTEN,
        keuzes=_JEUGD,
        gebruikt=("leeftijd_max", "bescherming"),
        grenzen=_LEEFTIJD,
    ),
    Indicator(
        slug="kosten-per-jeugdige",
        naam="Gemiddelde kosten per jeugdige",
        definitie=(
            "Alle uitgaven aan jeugdhulp, ook de overige, gedeeld door het aantal cliënten met hulp in de periode."
        ),
        eenheid=Eenheid.EURO,
        richting=Richting.GEEN,
        bronnen=("berichten", "kosten", "overige-kosten"),
        teller=Deel("alle uitgaven aan jeugdhulp", rijen.all_costs, Maat.CENTEN),
        noemer=_CLIENTEN,
        gebruikt=("leeftijd_max", "bescherming"),
        grenzen=_KOSTEN,
    ),
    Indicator(
        slug="uitgaven-totaal",
        naam="Uitgaven totaal",
        definitie="Alle uitgaven aan jeugdhulp in de periode: met verblijf, zonder verblijf en overig.",
        eenheid=Eenheid.MLN_EURO,
        richting=Richting.OMLAAG,
        bronnen=("kosten", "overige-kosten"),
        teller=Deel("alle uitgaven aan jeugdhulp", rijen.all_costs, Maat.CENTEN),
        grenzen=_KOSTEN,
    ),
    Indicator(
        slug="uitgaven-overig",
        naam="Uitgaven overig",
        definitie=(
            "De uitgaven die niet per cliënt worden gedeclareerd, zoals toegang, crisis en regionale budgetten."
        ),
        eenheid=Eenheid.MLN_EURO,
        richting=Richting.GEEN,
        bronnen=("overige-kosten",),
        teller=Deel("overige uitgaven", rijen.other_costs, Maat.CENTEN),
        grenzen=_KOSTEN[1:],
    ),
)

_ZONDER_VERBLIJF = (
    Indicator(
        slug="pct-zonder-verblijf",
        naam="Jeugdigen met jeugdhulp zonder verblijf",
        definitie=(
            "Het deel van de jongeren van 0 tot en met 17 jaar dat in de periode jeugdhulp zonder verblijf had."
        ),
        eenheid=Eenheid.PROCENT,
        richting=Richting.OMLAAG,
        bronnen=("berichten", "bevolking"),
        teller=Deel(
            "cliënten met hulp zonder verblijf, bij de start jonger dan 18",
            rijen.active_without_stay,
            Maat.CLIENTEN,
        ),
        noemer=_INWONERS,
        deel_van_geheel=True,
        keuzes=_JEUGD,
        gebruikt=("leeftijd_max", "verblijf", "bescherming", "onbekend_is_zonder"),
        grenzen=(*_LEEFTIJD, "Wie hulp met en zonder verblijf had, telt in beide percentages mee."),
    ),
    Indicator(
        slug="pct-clienten-zonder-verblijf",
        naam="Cliënten met hulp zonder verblijf",
        definitie="Het deel van alle cliënten dat in de periode minstens één keer hulp zonder verblijf had.",
        eenheid=Eenheid.PROCENT,
        richting=Richting.OMHOOG,
        bronnen=_BERICHTEN,
        teller=Deel("cliënten met hulp zonder verblijf", rijen.active_without_stay, Maat.CLIENTEN),
        noemer=_CLIENTEN,
        deel_van_geheel=True,
        gebruikt=("leeftijd_max", "verblijf", "bescherming", "onbekend_is_zonder"),
        grenzen=("Zo is het cijfer afgedrukt; wie ook verblijf had, telt mee.",),
    ),
    Indicator(
        slug="pct-clienten-alleen-zonder-verblijf",
        naam="Cliënten met alleen hulp zonder verblijf",
        definitie="Het deel van alle cliënten dat in de periode geen enkele dag hulp met verblijf had.",
        eenheid=Eenheid.PROCENT,
        richting=Richting.OMHOOG,
        bronnen=_BERICHTEN,
        teller=Deel("cliënten zonder verblijf in de periode", rijen.active_only_without_stay, Maat.CLIENTEN),
        noemer=_CLIENTEN,
        deel_van_geheel=True,
        gebruikt=("leeftijd_max", "verblijf", "bescherming"),
        grenzen=("Zo heet het cijfer; het afgedrukte getal is op de andere manier geteld.",),
    ),
    Indicator(
        slug="instroom-zonder-verblijf",
        naam="Instroom zonder verblijf",
        definitie=(
            "Het aantal keren dat hulp zonder verblijf begon; hulp die zonder vrije dag doorloopt, is "
            "geen nieuwe start."
        ),
        eenheid=Eenheid.AANTAL,
        richting=Richting.OMLAAG,
        bronnen=_BERICHTEN,
        teller=Deel("gestarte hulp zonder verblijf", rijen.inflow_without_stay, Maat.RIJEN),
        gebruikt=_KETEN,
    ),
    Indicator(
        slug="uitstroom-zonder-verblijf",
        naam="Uitstroom zonder verblijf",
        definitie=(
            "Het aantal keren dat hulp zonder verblijf eindigde; hulp die zonder vrije dag doorloopt, "
            "is niet geëindigd."
        ),
        eenheid=Eenheid.AANTAL,
        richting=Richting.GEEN,
        bronnen=_BERICHTEN,
        teller=Deel("geëindigde hulp zonder verblijf", rijen.outflow_without_stay, Maat.RIJEN),
        gebruikt=_KETEN,
    ),
    Indicator(
        slug="uitgaven-zonder-verblijf",
        naam="Uitgaven zonder verblijf",
        definitie="De rekeningen voor hulp zonder verblijf in de periode.",
        eenheid=Eenheid.MLN_EURO,
        richting=Richting.OMLAAG,
        bronnen=("kosten",),
        teller=Deel("rekeningen voor hulp zonder verblijf", rijen.costs_without_stay, Maat.CENTEN),
        gebruikt=("verblijf", "onbekend_is_zonder"),
        grenzen=_KOSTEN,
    ),
)

_MET_VERBLIJF = (
    Indicator(
        slug="pct-met-verblijf",
        naam="Jeugdigen met jeugdhulp met verblijf",
        definitie=("Het deel van de jongeren van 0 tot en met 17 jaar dat in de periode jeugdhulp met verblijf had."),
        eenheid=Eenheid.PROCENT,
        richting=Richting.OMLAAG,
        bronnen=("berichten", "bevolking"),
        teller=Deel("cliënten met verblijf, bij de start jonger dan 18", rijen.active_with_stay, Maat.CLIENTEN),
        noemer=_INWONERS,
        deel_van_geheel=True,
        keuzes=_JEUGD,
        gebruikt=("leeftijd_max", "verblijf", "bescherming"),
        grenzen=_LEEFTIJD,
    ),
    Indicator(
        slug="instroom-met-verblijf",
        naam="Instroom met verblijf",
        definitie=(
            "Het aantal keren dat hulp met verblijf begon; een overstap naar een ander product telt als nieuwe start."
        ),
        eenheid=Eenheid.AANTAL,
        richting=Richting.OMLAAG,
        bronnen=_BERICHTEN,
        teller=Deel("gestart verblijf", rijen.inflow_with_stay, Maat.RIJEN),
        gebruikt=_KETEN,
    ),
    Indicator(
        slug="uitstroom-met-verblijf",
        naam="Uitstroom met verblijf",
        definitie=(
            "Het aantal keren dat hulp met verblijf eindigde; een overstap naar een ander product telt als einde."
        ),
        eenheid=Eenheid.AANTAL,
        richting=Richting.GEEN,
        bronnen=_BERICHTEN,
        teller=Deel("geëindigd verblijf", rijen.outflow_with_stay, Maat.RIJEN),
        gebruikt=_KETEN,
    ),
    Indicator(
        slug="uitgaven-met-verblijf",
        naam="Uitgaven met verblijf",
        definitie="De rekeningen voor hulp met verblijf in de periode.",
        eenheid=Eenheid.MLN_EURO,
        richting=Richting.OMLAAG,
        bronnen=("kosten",),
        teller=Deel("rekeningen voor verblijf", rijen.costs_with_stay, Maat.CENTEN),
        gebruikt=("verblijf", "pleegzorg"),
        grenzen=_KOSTEN,
    ),
    Indicator(
        slug="uitgaven-per-jeugdige-verblijf",
        naam="Uitgaven per jeugdige met verblijf",
        definitie=(
            "De rekeningen voor hulp met verblijf, gedeeld door het aantal cliënten met verblijf in de periode."
        ),
        eenheid=Eenheid.EURO,
        richting=Richting.OMLAAG,
        bronnen=("berichten", "kosten"),
        teller=Deel("rekeningen voor verblijf", rijen.costs_with_stay, Maat.CENTEN),
        noemer=Deel("cliënten met verblijf", rijen.stay_clients_for_costs, Maat.CLIENTEN),
        gebruikt=("verblijf", "pleegzorg", "clienten_met_rekening"),
        uitsplitsingen=MappingProxyType(
            {"pleegzorg": Keuzes(pleegzorg=True), "niet-pleegzorg": Keuzes(pleegzorg=False)}
        ),
        grenzen=(*_KOSTEN, "Wie pleegzorg en ander verblijf had, telt in beide delen mee."),
    ),
)

VERTREKPUNTEN = (*_ALGEMEEN, *_ZONDER_VERBLIJF, *_MET_VERBLIJF)
