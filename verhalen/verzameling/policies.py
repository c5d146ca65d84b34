"""Rules about submitting, checking and withdrawing stories."""

from __future__ import annotations

from datetime import date

from verhalen.gebruikers.models import Gebruiker
from verhalen.gebruikers.policies import check_heeft
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.rollen import Recht
from verhalen.stamgegevens.models import Leeftijdsband
from verhalen.verzameling.models import Grondslag, Inzending, Toestemming, Uitvraag, Verhaal, Verhaalsoort
from verhalen.verzameling.waarden import Intrekreden, Toestemmingsantwoord

# Who says yes, by the age of the teller; the municipality's FG confirms these bands.
WIE_GEEFT_TOESTEMMING: dict[str, frozenset[str]] = {
    Leeftijdsband.TOT_12: frozenset({Toestemming.Door.OUDER, Toestemming.Door.BEIDEN}),
    Leeftijdsband.VAN_12: frozenset({Toestemming.Door.BEIDEN}),
    Leeftijdsband.VAN_16: frozenset({Toestemming.Door.ZELF, Toestemming.Door.BEIDEN}),
    Leeftijdsband.VANAF_18: frozenset({Toestemming.Door.ZELF}),
}
UITLEG_TOESTEMMING = {
    Leeftijdsband.TOT_12: "Een verteller onder de 12 jaar heeft toestemming van een ouder of voogd nodig.",
    Leeftijdsband.VAN_12: "Een verteller van 12 tot en met 15 jaar en een ouder of voogd geven samen toestemming.",
    Leeftijdsband.VAN_16: "Een verteller van 16 of 17 jaar geeft zelf toestemming.",
    Leeftijdsband.VANAF_18: "Een volwassen verteller geeft zelf toestemming.",
}


def check_can_submit(*, by: Gebruiker, uitvraag: Uitvraag, dag: date) -> None:
    """Raise Geweigerd unless ``by`` may bring in stories for this round today."""
    check_heeft(by, Recht.VERHAAL_INVOEREN)
    if uitvraag.gemeente_id != by.gemeente_id:
        raise Geweigerd("Deze uitvraag hoort bij een andere gemeente.")
    if dag < uitvraag.van or (uitvraag.tot is not None and dag > uitvraag.tot):
        raise Geweigerd("Deze uitvraag is nu niet open. Kies een andere uitvraag.")


def check_toestemming(*, antwoord: Toestemmingsantwoord, soort: str) -> None:
    """Raise Geweigerd unless the answer allows keeping this story.

    A professional gives consent for the own account alone, never for a client; the age
    bands hold for tellers who are young people.
    """
    if not antwoord.bewaren_en_analyseren:
        raise Geweigerd("Zonder toestemming bewaren wij niets. Tel deze persoon als weigering.")
    if soort == Verhaalsoort.PROFESSIONAL:
        if antwoord.gegeven_door != Toestemming.Door.ZELF:
            raise Geweigerd(
                "Een professional geeft alleen toestemming voor het eigen verhaal, nooit namens een cliënt."
            )
        return
    if soort == Verhaalsoort.BIJEENKOMST:
        return
    allowed = WIE_GEEFT_TOESTEMMING.get(antwoord.leeftijd_verteller)
    if allowed is None:
        raise Geweigerd("Vraag eerst hoe oud de verteller is: daarvan hangt af wie toestemming geeft.")
    if antwoord.gegeven_door not in allowed:
        raise Geweigerd(UITLEG_TOESTEMMING[Leeftijdsband(antwoord.leeftijd_verteller)])


def check_can_nakijken(*, by: Gebruiker, verhaal: Verhaal) -> None:
    """Raise Geweigerd unless ``by`` may read the raw text and decide over its masks."""
    check_heeft(by, Recht.VERHAAL_NAKIJKEN)
    if verhaal.gemeente_id != by.gemeente_id:
        raise Geweigerd("Dit verhaal hoort bij een andere gemeente.")
    if verhaal.staat == Verhaal.Staat.INGETROKKEN:
        raise Geweigerd("Dit verhaal is ingetrokken. De tekst is gewist.")
    if verhaal.staat == Verhaal.Staat.VERVALLEN:
        raise Geweigerd("De bewaartermijn van dit verhaal is voorbij en niemand had het nagekeken. De tekst is gewist.")
    if verhaal.staat == Verhaal.Staat.NAGEKEKEN:
        raise Geweigerd("Dit verhaal is al nagekeken. Heropen het om maskers te veranderen.")


def check_can_finish(*, by: Gebruiker, verhaal: Verhaal, open_maskers: int) -> None:
    """Raise Geweigerd as long as the machine or a person has not looked at everything."""
    check_can_nakijken(by=by, verhaal=verhaal)
    if verhaal.maskers_voorgesteld_op is None:
        raise Geweigerd("De maskers zijn nog niet voorgesteld. Wacht tot het voorstel klaar is.")
    if open_maskers:
        raise Geweigerd(f"Beslis eerst over de {open_maskers} voorgestelde maskers die nog open staan.")


def check_can_heropen(*, by: Gebruiker, verhaal: Verhaal) -> None:
    """Raise Geweigerd unless a checked story may be opened again."""
    check_heeft(by, Recht.VERHAAL_NAKIJKEN)
    if verhaal.gemeente_id != by.gemeente_id or verhaal.staat != Verhaal.Staat.NAGEKEKEN:
        raise Geweigerd("Alleen een nagekeken verhaal van de eigen gemeente kan worden heropend.")
    if verhaal.bron_id is None:
        raise Geweigerd("De ruwe tekst is er niet meer. Dit verhaal kan niet worden heropend.")


def check_can_open_intrekking(*, by: Gebruiker, inzending: Inzending) -> None:
    """Raise Geweigerd unless ``by`` may see what there is of this submission, without its words."""
    check_heeft(by, Recht.VERHAAL_INTREKKEN)
    if inzending.gemeente_id != by.gemeente_id:
        raise Geweigerd("Dit verhaal hoort bij een andere gemeente.")


def check_can_intrekken(*, by: Gebruiker, inzending: Inzending, reden: str) -> None:
    """Raise Geweigerd unless ``by`` may withdraw this submission for its teller, and says why."""
    check_can_open_intrekking(by=by, inzending=inzending)
    if reden not in Intrekreden.values:
        raise Geweigerd("Kies eerst waarom deze inzending wordt ingetrokken.")


def check_can_import(*, by: Gebruiker, grondslag: str) -> None:
    """Raise Geweigerd unless ``by`` may import, and the file names its legal ground."""
    check_heeft(by, Recht.VERHAAL_IMPORTEREN)
    if grondslag not in Grondslag.values:
        raise Geweigerd("Kies eerst de grondslag van het hele bestand. Vraag zo nodig de FG om advies.")


def check_can_koppel(*, by: Gebruiker, grondslag: str, uitvraag: Uitvraag) -> None:
    """Raise Geweigerd unless ``by`` may import on this ground into this round."""
    check_can_import(by=by, grondslag=grondslag)
    if uitvraag.gemeente_id != by.gemeente_id:
        raise Geweigerd("Deze uitvraag hoort bij een andere gemeente.")


def may_quote(inzending: Inzending) -> bool:
    """Tell whether words of this submission may be quoted: only when the teller said so."""
    toestemming = getattr(inzending, "toestemming", None)
    return bool(toestemming and toestemming.citeren and toestemming.ingetrokken_op is None)
