"""Rules about coding: who may look, propose, judge and take back.

A coder sees and changes the own codings alone. Blind double coding and its second person come with the
agreement between coders; until then nobody meets another's codings while coding.
"""

from __future__ import annotations

from collections.abc import Callable

from verhalen.codering.models import Fragment, Handeling, Voorstel
from verhalen.gebruikers.models import Gebruiker
from verhalen.gebruikers.policies import check_heeft
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.rollen import Recht
from verhalen.verzameling.models import Verhaal

ANDERE_GEMEENTE = "Dit hoort bij een andere gemeente."


def _allows(check: Callable[[], None]) -> bool:
    try:
        check()
    except Geweigerd:
        return False
    return True


def check_can_coderen(*, by: Gebruiker, verhaal: Verhaal) -> None:
    """Raise Geweigerd unless ``by`` may code this story: the right, the municipality, checked masks."""
    check_heeft(by, Recht.CODERING_SCHRIJVEN)
    if verhaal.gemeente_id != by.gemeente_id:
        raise Geweigerd(ANDERE_GEMEENTE)
    if verhaal.staat == Verhaal.Staat.INGETROKKEN:
        raise Geweigerd("Dit verhaal is ingetrokken. De tekst is gewist.")
    if verhaal.staat != Verhaal.Staat.NAGEKEKEN:
        raise Geweigerd("Dit verhaal is nog niet nagekeken. Kijk het eerst na, daarna kunt u coderen.")


def can_coderen(*, by: Gebruiker, verhaal: Verhaal) -> bool:
    """Tell whether ``by`` may code this story."""
    return _allows(lambda: check_can_coderen(by=by, verhaal=verhaal))


def check_can_beslissen(*, by: Gebruiker, voorstel: Voorstel) -> None:
    """Raise Geweigerd unless ``by`` may judge this proposal; it is judged once."""
    check_can_coderen(by=by, verhaal=voorstel.ronde.verhaal)
    if voorstel.staat != Voorstel.Staat.OPEN:
        raise Geweigerd("Over dit voorstel is al beslist.")


def can_beslissen(*, by: Gebruiker, voorstel: Voorstel) -> bool:
    """Tell whether ``by`` may judge this proposal."""
    return _allows(lambda: check_can_beslissen(by=by, voorstel=voorstel))


def check_can_wijzigen(*, by: Gebruiker, fragment: Fragment) -> None:
    """Raise Geweigerd unless the fragment stands and is of ``by``."""
    check_can_coderen(by=by, verhaal=fragment.verhaal)
    if fragment.codeur_id != by.pk:
        raise Geweigerd("Dit fragment is van een andere codeur. U kunt alleen uw eigen codering veranderen.")
    if fragment.ingetrokken_op is not None:
        raise Geweigerd("Dit fragment is al weggehaald.")


def can_wijzigen(*, by: Gebruiker, fragment: Fragment) -> bool:
    """Tell whether ``by`` may change this fragment."""
    return _allows(lambda: check_can_wijzigen(by=by, fragment=fragment))


def check_can_lezen(*, by: Gebruiker, fragment: Fragment) -> None:
    """Raise Geweigerd unless ``by`` may read this fragment: the own one, or those of all for who interprets."""
    if fragment.gemeente_id != by.gemeente_id:
        raise Geweigerd(ANDERE_GEMEENTE)
    check_heeft(by, Recht.VERHAAL_LEZEN)
    if fragment.ingetrokken_op is not None or fragment.verhaal.staat != Verhaal.Staat.NAGEKEKEN:
        raise Geweigerd("Dit fragment is weggehaald.")
    if fragment.codeur_id != by.pk and not by.heeft(Recht.DUIDING_LEZEN):
        raise Geweigerd("Dit fragment is van een andere codeur. U ziet het niet, zodat u zelf oordeelt.")


def can_lezen(*, by: Gebruiker, fragment: Fragment) -> bool:
    """Tell whether ``by`` may read this fragment."""
    return _allows(lambda: check_can_lezen(by=by, fragment=fragment))


def check_can_terugdraaien(*, by: Gebruiker, handeling: Handeling) -> None:
    """Raise Geweigerd unless this is a standing step of ``by``."""
    check_can_coderen(by=by, verhaal=handeling.verhaal)
    if handeling.codeur_id != by.pk:
        raise Geweigerd("Dit was een stap van een andere codeur.")
    if handeling.ongedaan_op is not None:
        raise Geweigerd("Deze stap is al ongedaan gemaakt.")


def can_terugdraaien(*, by: Gebruiker, handeling: Handeling) -> bool:
    """Tell whether ``by`` may take this step back."""
    return _allows(lambda: check_can_terugdraaien(by=by, handeling=handeling))


def check_can_berekenen(*, by: Gebruiker) -> None:
    """Raise Geweigerd unless ``by`` may have proposals computed."""
    check_heeft(by, Recht.VOORSTEL_BEREKENEN)


def can_berekenen(*, by: Gebruiker) -> bool:
    """Tell whether ``by`` may have proposals computed."""
    return _allows(lambda: check_can_berekenen(by=by))


def check_can_load_codeboek(*, by: Gebruiker | None, gemeente_id: int) -> None:
    """Raise Geweigerd unless ``by`` owns the codebook; None is a set-up command of the server's owner."""
    if by is None:
        return
    check_heeft(by, Recht.CODEBOEK_BEHEREN)
    if by.gemeente_id != gemeente_id:
        raise Geweigerd(ANDERE_GEMEENTE)


def can_load_codeboek(*, by: Gebruiker | None, gemeente_id: int) -> bool:
    """Tell whether ``by`` may load a codebook for this municipality."""
    return _allows(lambda: check_can_load_codeboek(by=by, gemeente_id=gemeente_id))
