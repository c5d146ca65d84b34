"""Roles as a privacy officer reads them."""

from __future__ import annotations

import pytest

from verhalen.kern.rollen import (
    ROLLEN,
    VERBODEN_PAREN,
    Recht,
    Rol,
    find_verboden_paar,
    leest_verhalen,
    rechten_van,
)

# Who may do what, to be read and signed by a privacy officer. A change of rights is a change of this table.
RECHTEN = """
veldwerker        programma-lezen verhaal-invoeren
onderzoeker       codering-schrijven programma-lezen verhaal-invoeren verhaal-lezen verhaal-nakijken verhaal-ruw-lezen voorstel-berekenen
hoofdonderzoeker  codeboek-beheren codering-schrijven duiding-lezen programma-lezen verhaal-importeren verhaal-invoeren verhaal-lezen verhaal-nakijken verhaal-ruw-lezen voorstel-berekenen
data-analist      cijfer-lezen duiding-lezen programma-lezen toewijzing-importeren
programmateam     cijfer-lezen duiding-lezen duiding-schrijven programma-bijwerken programma-lezen verhaal-lezen
contractmanager   cijfer-lezen programma-lezen
casusregie        programma-lezen werklijst-personen
vrijgever         duiding-lezen programma-lezen publicatie-vrijgeven
privacy-officer   bewaartermijn-lezen bewaartermijn-uitvoeren logboek-lezen programma-lezen verhaal-intrekken
fg                bewaartermijn-lezen logboek-lezen programma-lezen
beheerder         gebruiker-beheren
deelnemer
"""  # noqa: E501 - a table is read by row


def test_the_table_of_rights_is_what_was_agreed() -> None:
    agreed = {line.split()[0]: set(line.split()[1:]) for line in RECHTEN.strip().splitlines()}

    assert {rol.value: {recht.value for recht in ROLLEN[rol].rechten} for rol in Rol} == agreed


@pytest.mark.parametrize("rol", Rol)
def test_every_role_is_described_in_a_sentence(rol: Rol) -> None:
    beschrijving = ROLLEN[rol]

    assert beschrijving.naam[0].isupper()
    assert beschrijving.doet.endswith(".")
    assert len(beschrijving.doet.split()) >= 4


@pytest.mark.parametrize("recht", Recht)
def test_every_right_belongs_to_somebody(recht: Recht) -> None:
    assert any(recht in beschrijving.rechten for beschrijving in ROLLEN.values())


@pytest.mark.parametrize(
    "rol", [Rol.CONTRACTMANAGER, Rol.CASUSREGIE, Rol.FG, Rol.BEHEERDER, Rol.DATA_ANALIST, Rol.VRIJGEVER, Rol.DEELNEMER]
)
def test_who_must_not_see_a_story_meets_no_story_text(rol: Rol) -> None:
    assert not leest_verhalen(frozenset({rol}))


@pytest.mark.parametrize("rol", [Rol.VELDWERKER, Rol.ONDERZOEKER, Rol.HOOFDONDERZOEKER, Rol.PROGRAMMATEAM])
def test_who_meets_story_text_needs_a_second_factor(rol: Rol) -> None:
    assert leest_verhalen(frozenset({rol}))


def test_one_role_with_stories_is_enough_to_need_a_second_factor() -> None:
    assert leest_verhalen(frozenset({Rol.BEHEERDER, Rol.VELDWERKER}))


def test_rights_of_several_roles_add_up() -> None:
    both = rechten_van(frozenset({Rol.BEHEERDER, Rol.CONTRACTMANAGER}))

    assert both == {Recht.GEBRUIKER_BEHEREN, Recht.CIJFER_LEZEN, Recht.PROGRAMMA_LEZEN}


def test_nobody_has_rights_without_a_role() -> None:
    assert rechten_van(frozenset()) == frozenset()


def test_whoever_manages_accounts_does_not_supervise_their_use() -> None:
    assert frozenset({Rol.BEHEERDER, Rol.FG}) in VERBODEN_PAREN
    assert find_verboden_paar(frozenset({Rol.BEHEERDER, Rol.FG, Rol.VELDWERKER})) == {Rol.BEHEERDER, Rol.FG}
    assert find_verboden_paar(frozenset({Rol.BEHEERDER, Rol.VELDWERKER})) is None
