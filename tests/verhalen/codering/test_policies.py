from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.codering import CodeerbaarVerhaalFactory, FragmentFactory, VoorstelFactory, VoorstelrondeFactory
from tests.factories.gebruikers import GebruikerFactory
from tests.factories.verzameling import VerhaalFactory
from verhalen.codering import policies
from verhalen.codering.models import Codeboek, Handeling
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.rollen import Recht, Rol, rechten_van
from verhalen.stamgegevens.models import Gemeente

pytestmark = pytest.mark.django_db


def _agrees(check: Callable[..., None], can: Callable[..., bool], **given: Any) -> bool:
    """Tell what both twins say; they may not differ."""
    allowed = can(**given)
    if allowed:
        check(**given)
    else:
        with pytest.raises(Geweigerd):
            check(**given)
    return allowed


@pytest.mark.parametrize("rol", list(Rol))
def test_each_role_codes_proposes_and_loads_as_its_rights_say(rol: Rol, lelystad: Gemeente, codeboek: Codeboek) -> None:
    by = GebruikerFactory(gemeente=lelystad, rollen=[rol])
    verhaal = CodeerbaarVerhaalFactory(gemeente=lelystad)
    rechten = rechten_van(frozenset({rol}))

    assert _agrees(policies.check_can_coderen, policies.can_coderen, by=by, verhaal=verhaal) == (
        Recht.CODERING_SCHRIJVEN in rechten
    )
    assert _agrees(policies.check_can_berekenen, policies.can_berekenen, by=by) == (Recht.VOORSTEL_BEREKENEN in rechten)
    load = {"by": by, "gemeente_id": lelystad.pk}
    assert _agrees(policies.check_can_load_codeboek, policies.can_load_codeboek, **load) == (
        Recht.CODEBOEK_BEHEREN in rechten
    )


@pytest.mark.parametrize(
    ("eigen_gemeente", "staat"), list(product([True, False], ["ingediend", "nagekeken", "ingetrokken"]))
)
def test_only_a_checked_story_of_the_own_municipality_is_coded(
    lelystad: Gemeente, elders: Gemeente, onderzoeker: Gebruiker, eigen_gemeente: bool, staat: str
) -> None:
    gemeente = lelystad if eigen_gemeente else elders
    factory = CodeerbaarVerhaalFactory if staat == "nagekeken" else VerhaalFactory
    verhaal = factory(gemeente=gemeente, staat=staat)

    allowed = _agrees(policies.check_can_coderen, policies.can_coderen, by=onderzoeker, verhaal=verhaal)

    assert allowed == (eigen_gemeente and staat == "nagekeken")


@pytest.mark.parametrize("staat", ["open", "aanvaard", "verworpen"])
def test_a_proposal_is_judged_while_it_is_open(
    lelystad: Gemeente, codeboek: Codeboek, onderzoeker: Gebruiker, staat: str
) -> None:
    verhaal = CodeerbaarVerhaalFactory(gemeente=lelystad)
    decided = {} if staat == "open" else {"beslist_door": onderzoeker, "beslist_op": timezone.now()}
    voorstel = VoorstelFactory(ronde=VoorstelrondeFactory(verhaal=verhaal), staat=staat, **decided)

    allowed = _agrees(policies.check_can_beslissen, policies.can_beslissen, by=onderzoeker, voorstel=voorstel)

    assert allowed == (staat == "open")


@pytest.mark.parametrize(("eigen", "weg"), list(product([True, False], [True, False])))
def test_a_fragment_is_changed_by_its_coder_while_it_stands(
    lelystad: Gemeente, onderzoeker: Gebruiker, hoofdonderzoeker: Gebruiker, eigen: bool, weg: bool
) -> None:
    codeur = onderzoeker if eigen else hoofdonderzoeker
    fragment = FragmentFactory(
        verhaal=CodeerbaarVerhaalFactory(gemeente=lelystad),
        codeur=codeur,
        ingetrokken_op=timezone.now() if weg else None,
    )

    allowed = _agrees(policies.check_can_wijzigen, policies.can_wijzigen, by=onderzoeker, fragment=fragment)

    assert allowed == (eigen and not weg)


@pytest.mark.parametrize(
    ("rollen", "eigen", "mag"),
    [
        ([Rol.ONDERZOEKER], True, True),
        ([Rol.ONDERZOEKER], False, False),
        ([Rol.HOOFDONDERZOEKER], False, True),
        ([Rol.PROGRAMMATEAM], False, True),
        ([Rol.DATA_ANALIST], False, False),
        ([Rol.FG], False, False),
        ([Rol.BEHEERDER], False, False),
    ],
)
def test_who_reads_a_fragment(lelystad: Gemeente, rollen: list[Rol], eigen: bool, mag: bool) -> None:
    by = GebruikerFactory(gemeente=lelystad, rollen=rollen)
    codeur = by if eigen else GebruikerFactory(gemeente=lelystad)
    fragment = FragmentFactory(verhaal=CodeerbaarVerhaalFactory(gemeente=lelystad), codeur=codeur)

    assert _agrees(policies.check_can_lezen, policies.can_lezen, by=by, fragment=fragment) == mag


def test_a_fragment_of_another_municipality_or_taken_away_is_not_read(
    lelystad: Gemeente, elders: Gemeente, hoofdonderzoeker: Gebruiker
) -> None:
    foreign = FragmentFactory(verhaal=CodeerbaarVerhaalFactory(gemeente=elders))
    gone = FragmentFactory(verhaal=CodeerbaarVerhaalFactory(gemeente=lelystad), ingetrokken_op=timezone.now())

    for fragment in (foreign, gone):
        assert not _agrees(policies.check_can_lezen, policies.can_lezen, by=hoofdonderzoeker, fragment=fragment)


@pytest.mark.parametrize(("eigen", "ongedaan"), list(product([True, False], [True, False])))
def test_a_step_is_taken_back_once_and_by_its_coder(
    lelystad: Gemeente, onderzoeker: Gebruiker, hoofdonderzoeker: Gebruiker, eigen: bool, ongedaan: bool
) -> None:
    handeling = Handeling.objects.create(
        gemeente=lelystad,
        verhaal=CodeerbaarVerhaalFactory(gemeente=lelystad),
        codeur=onderzoeker if eigen else hoofdonderzoeker,
        soort="coderen",
        terug=[],
        ongedaan_op=timezone.now() if ongedaan else None,
    )

    allowed = _agrees(policies.check_can_terugdraaien, policies.can_terugdraaien, by=onderzoeker, handeling=handeling)

    assert allowed == (eigen and not ongedaan)


def test_a_set_up_command_loads_a_codebook_and_a_stranger_does_not(
    lelystad: Gemeente, buitenstaander: Gebruiker
) -> None:
    check, can = policies.check_can_load_codeboek, policies.can_load_codeboek

    assert _agrees(check, can, by=None, gemeente_id=lelystad.pk)
    assert not _agrees(check, can, by=buitenstaander, gemeente_id=lelystad.pk)
