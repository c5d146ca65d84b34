"""Accounts and roles: who may give what to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.factories.gebruikers import GebruikerFactory
from verhalen.gebruikers.actions import (
    create_gebruiker,
    create_toegangssleutel,
    find_by_sleutel,
    revoke_toegangssleutel,
    trek_rol_in,
    verleen_rol,
)
from verhalen.gebruikers.models import Gebruiker, Rolverlening, Toegangssleutel
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.models import Gebeurtenis
from verhalen.kern.rollen import Recht, Rol
from verhalen.stamgegevens.models import Gemeente

pytestmark = pytest.mark.django_db


def acties() -> list[str]:
    return list(Gebeurtenis.objects.order_by("pk").values_list("actie", flat=True))


@pytest.fixture
def ander(lelystad: Gemeente) -> Gebruiker:
    return GebruikerFactory(gemeente=lelystad)


def test_an_account_is_made_with_its_roles(beheerder: Gebruiker, lelystad: Gemeente) -> None:
    gebruiker = create_gebruiker(
        by=beheerder,
        gemeente=lelystad,
        username="anna",
        naam="Anna de Wit",
        password="een-lang-wachtwoord",
        rollen=(Rol.VELDWERKER, Rol.ONDERZOEKER),
    )

    assert gebruiker.check_password("een-lang-wachtwoord")
    assert gebruiker.rollen == {Rol.VELDWERKER, Rol.ONDERZOEKER}
    assert gebruiker.rolnamen == ["Veldwerker", "Onderzoeker"]
    assert gebruiker.heeft(Recht.VERHAAL_NAKIJKEN)
    assert acties() == ["gebruiker-gemaakt", "rol-verleend", "rol-verleend"]


def test_a_name_that_differs_by_its_capitals_alone_is_taken(beheerder: Gebruiker, lelystad: Gemeente) -> None:
    create_gebruiker(by=beheerder, gemeente=lelystad, username="anna", naam="Anna", password=None)

    with pytest.raises(Geweigerd, match="Deze gebruikersnaam is al in gebruik"):
        create_gebruiker(by=beheerder, gemeente=lelystad, username="Anna", naam="Anna", password=None)

    assert Gebruiker.objects.filter(username__iexact="anna").count() == 1


def test_only_a_beheerder_makes_accounts(onderzoeker: Gebruiker, lelystad: Gemeente) -> None:
    with pytest.raises(Geweigerd, match="Uw rol geeft hier geen toegang toe"):
        create_gebruiker(by=onderzoeker, gemeente=lelystad, username="anna", naam="Anna", password=None)

    assert not Gebruiker.objects.filter(username="anna").exists()


def test_a_beheerder_makes_accounts_in_the_own_municipality_alone(beheerder: Gebruiker, elders: Gemeente) -> None:
    with pytest.raises(Geweigerd, match="andere gemeente"):
        create_gebruiker(by=beheerder, gemeente=elders, username="anna", naam="Anna", password=None)

    assert not Gebruiker.objects.filter(username="anna").exists()


def test_an_account_without_a_password_cannot_log_in(beheerder: Gebruiker, lelystad: Gemeente) -> None:
    gebruiker = create_gebruiker(by=beheerder, gemeente=lelystad, username="anna", naam="Anna", password=None)

    assert not gebruiker.has_usable_password()


def test_a_forbidden_pair_makes_no_account_at_all(beheerder: Gebruiker, lelystad: Gemeente) -> None:
    with pytest.raises(Geweigerd, match="gaan niet samen bij één persoon: Beheerder en Functionaris"):
        create_gebruiker(
            by=beheerder, gemeente=lelystad, username="anna", naam="Anna", password=None, rollen=(Rol.BEHEERDER, Rol.FG)
        )

    assert not Gebruiker.objects.filter(username="anna").exists()


def test_a_role_is_given_and_remembers_by_whom(beheerder: Gebruiker, ander: Gebruiker) -> None:
    verlening = verleen_rol(by=beheerder, gebruiker=ander, rol=Rol.ONDERZOEKER)

    assert verlening.verleend_door == beheerder
    assert ander.heeft(Recht.VERHAAL_LEZEN)
    assert Gebeurtenis.objects.get().bijzonderheden == {"rol": "onderzoeker"}


def test_giving_a_role_twice_gives_it_once(beheerder: Gebruiker, ander: Gebruiker) -> None:
    verleen_rol(by=beheerder, gebruiker=ander, rol=Rol.ONDERZOEKER)
    verleen_rol(by=beheerder, gebruiker=ander, rol=Rol.ONDERZOEKER)

    assert ander.rolverleningen.count() == 1
    assert acties() == ["rol-verleend"]


def test_nobody_gives_a_role_without_the_right(onderzoeker: Gebruiker, ander: Gebruiker) -> None:
    with pytest.raises(Geweigerd, match="Uw rol geeft hier geen toegang toe"):
        verleen_rol(by=onderzoeker, gebruiker=ander, rol=Rol.ONDERZOEKER)


def test_nobody_gives_a_role_to_oneself(beheerder: Gebruiker) -> None:
    with pytest.raises(Geweigerd, match="U kunt uzelf geen rol geven"):
        verleen_rol(by=beheerder, gebruiker=beheerder, rol=Rol.ONDERZOEKER)


def test_nobody_gives_a_role_in_another_municipality(beheerder: Gebruiker, elders: Gemeente) -> None:
    with pytest.raises(Geweigerd, match="andere gemeente"):
        verleen_rol(by=beheerder, gebruiker=GebruikerFactory(gemeente=elders), rol=Rol.ONDERZOEKER)


@pytest.mark.parametrize(("has", "gets"), [(Rol.BEHEERDER, Rol.FG), (Rol.FG, Rol.BEHEERDER)])
def test_a_forbidden_pair_is_refused_from_either_side(lelystad: Gemeente, has: Rol, gets: Rol) -> None:
    beheerder = GebruikerFactory(gemeente=lelystad, rollen=[Rol.BEHEERDER])
    ander = GebruikerFactory(gemeente=lelystad, rollen=[has])

    with pytest.raises(Geweigerd, match="gaan niet samen"):
        verleen_rol(by=beheerder, gebruiker=ander, rol=gets)

    assert ander.rollen == {has}


def test_a_forbidden_pair_is_refused_although_the_roles_were_read_before(
    beheerder: Gebruiker, ander: Gebruiker
) -> None:
    stale = Gebruiker.objects.get(pk=ander.pk)
    assert stale.rollen == frozenset()
    verleen_rol(by=beheerder, gebruiker=ander, rol=Rol.BEHEERDER)

    with pytest.raises(Geweigerd, match="gaan niet samen"):
        verleen_rol(by=beheerder, gebruiker=stale, rol=Rol.FG)


def test_a_role_that_was_taken_back_can_be_given_again(beheerder: Gebruiker, ander: Gebruiker) -> None:
    verleen_rol(by=beheerder, gebruiker=ander, rol=Rol.ONDERZOEKER)
    trek_rol_in(by=beheerder, gebruiker=ander, rol=Rol.ONDERZOEKER)
    assert ander.rollen == frozenset()

    verleen_rol(by=beheerder, gebruiker=ander, rol=Rol.ONDERZOEKER)

    assert ander.rollen == {Rol.ONDERZOEKER}
    taken_back = [verlening.ingetrokken_op is not None for verlening in ander.rolverleningen.order_by("pk")]
    assert taken_back == [True, False]
    assert acties() == ["rol-verleend", "rol-ingetrokken", "rol-verleend"]


def test_nobody_takes_a_role_back_without_the_right(onderzoeker: Gebruiker, ander: Gebruiker) -> None:
    with pytest.raises(Geweigerd):
        trek_rol_in(by=onderzoeker, gebruiker=ander, rol=Rol.ONDERZOEKER)


def test_the_database_holds_a_role_once_per_person(ander: Gebruiker) -> None:
    Rolverlening.objects.create(gebruiker=ander, rol=Rol.ONDERZOEKER)

    with pytest.raises(IntegrityError):
        Rolverlening.objects.create(gebruiker=ander, rol=Rol.ONDERZOEKER)


def test_there_are_no_superusers(ander: Gebruiker) -> None:
    assert (ander.is_superuser, ander.is_staff) == (False, False)
    assert not hasattr(Gebruiker.objects, "create_superuser")


def test_a_person_does_not_print_the_own_name(lelystad: Gemeente) -> None:
    assert "Fatima" not in repr(GebruikerFactory(gemeente=lelystad, naam="Fatima El Amrani"))


def test_a_key_for_another_system_is_shown_once_and_finds_its_user(beheerder: Gebruiker, ander: Gebruiker) -> None:
    secret = create_toegangssleutel(by=beheerder, gebruiker=ander, naam="tablet 3")

    stored = Toegangssleutel.objects.get()
    assert secret not in stored.vingerafdruk
    assert find_by_sleutel(secret) == ander
    assert find_by_sleutel(secret + "x") is None


@pytest.mark.parametrize(
    "gone",
    [
        lambda sleutel: revoke_toegangssleutel(by=None, sleutel=sleutel),
        lambda sleutel: Toegangssleutel.objects.update(verloopt_op=timezone.now()),
        lambda sleutel: Gebruiker.objects.filter(pk=sleutel.gebruiker_id).update(is_active=False),
    ],
    ids=["taken back", "expired", "account switched off"],
)
def test_a_key_stops_working_at_once(ander: Gebruiker, gone: Callable[[Toegangssleutel], object]) -> None:
    secret = create_toegangssleutel(by=None, gebruiker=ander, naam="tablet 3")

    gone(Toegangssleutel.objects.get())

    assert find_by_sleutel(secret) is None


def test_keys_are_made_and_taken_back_inside_the_own_municipality(
    beheerder: Gebruiker, onderzoeker: Gebruiker, elders: Gemeente
) -> None:
    vreemd = GebruikerFactory(gemeente=elders)
    create_toegangssleutel(by=None, gebruiker=vreemd, naam="tablet 3")

    for attempt in (
        lambda: create_toegangssleutel(by=beheerder, gebruiker=vreemd, naam="tablet 4"),
        lambda: create_toegangssleutel(by=onderzoeker, gebruiker=onderzoeker, naam="tablet 4"),
        lambda: revoke_toegangssleutel(by=beheerder, sleutel=Toegangssleutel.objects.get()),
    ):
        with pytest.raises(Geweigerd):
            attempt()

    assert Toegangssleutel.objects.get().ingetrokken_op is None
