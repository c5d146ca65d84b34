from __future__ import annotations

from typing import Any

import factory

from tests.factories.stamgegevens import GemeenteFactory
from verhalen.gebruikers.models import Gebruiker, Rolverlening
from verhalen.kern.rollen import Rol


class GebruikerFactory(factory.django.DjangoModelFactory[Gebruiker]):
    """A person; ``rollen=[Rol.X]`` gives roles without asking the rules."""

    class Meta:
        model = Gebruiker
        skip_postgeneration_save = True

    gemeente = factory.SubFactory(GemeenteFactory)
    username = factory.Sequence(lambda n: f"gebruiker{n}")
    naam = factory.Sequence(lambda n: f"Gebruiker {n}")

    @factory.post_generation
    def rollen(self: Any, create: bool, extracted: list[Rol] | None, **_kwargs: Any) -> None:
        for rol in extracted or []:
            Rolverlening.objects.create(gebruiker=self, rol=rol)
