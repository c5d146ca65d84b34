"""People who work with Verhalen, and the roles they hold."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from verhalen.kern.classificatie import classify
from verhalen.kern.models import Tijdstempel
from verhalen.kern.rollen import ROLLEN, Recht, Rol, leest_verhalen, rechten_van
from verhalen.stamgegevens.models import Gemeente, GemeenteGebonden


class GebruikerManager(BaseUserManager["Gebruiker"]):
    """Makes accounts; superusers do not exist, roles do."""

    def create_user(self, username: str, gemeente: Gemeente, password: str | None = None, **fields: Any) -> Gebruiker:
        gebruiker = self.model(username=self.model.normalize_username(username), gemeente=gemeente, **fields)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def get_by_natural_key(self, username: str | None) -> Gebruiker:
        return self.get(username__iexact=username)


class Gebruiker(AbstractBaseUser, GemeenteGebonden, Tijdstempel):
    """Gebruiker: iemand die met Verhalen werkt; hoort bij één gemeente."""

    class Soort(models.TextChoices):
        MENS = "mens", _("Mens")
        DEMO = "demo", _("Demo-account")

    username = models.CharField(_("gebruikersnaam"), max_length=60, unique=True)
    naam = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    soort = models.CharField(max_length=8, choices=Soort.choices, default=Soort.MENS)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    # No superuser and no staff: rights come from roles alone.
    is_superuser = False
    is_staff = False

    objects: ClassVar[GebruikerManager] = GebruikerManager()  # type: ignore[assignment]  # makes accounts

    privacy = classify(persoon="username naam email last_login", geheim="password", intern="soort is_active")

    class Meta:
        ordering = ["naam"]

    @cached_property
    def rollen(self) -> frozenset[Rol]:
        """The roles this person holds now."""
        return frozenset(Rol(rol) for rol in self.rolverleningen.actief().values_list("rol", flat=True))

    @cached_property
    def rechten(self) -> frozenset[Recht]:
        """The rights those roles bring."""
        return rechten_van(self.rollen)

    def heeft(self, recht: Recht) -> bool:
        return recht in self.rechten

    @property
    def moet_tweede_factor(self) -> bool:
        """Whether this person meets story text and so needs a second factor."""
        return settings.TWEEDE_FACTOR and leest_verhalen(self.rollen)

    @property
    def rolnamen(self) -> list[str]:
        return [ROLLEN[rol].naam for rol in Rol if rol in self.rollen]

    def get_full_name(self) -> str:
        return self.naam


class Toegangssleutel(GemeenteGebonden):
    """Toegangssleutel: waarmee een ander systeem namens een gebruiker bij de API komt; in te trekken."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="toegangssleutels")
    naam = models.CharField(max_length=80)
    # SHA-256 of 256 random bits: nothing to guess, so no slow hash is needed.
    vingerafdruk = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    verloopt_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True)

    privacy = classify(persoon="gebruiker", intern="naam gemaakt_op verloopt_op ingetrokken_op", geheim="vingerafdruk")


class RolverleningQuerySet(models.QuerySet["Rolverlening"]):
    """Roles given, also those taken back."""

    def actief(self) -> RolverleningQuerySet:
        return self.filter(ingetrokken_op__isnull=True)


class Rolverlening(models.Model):
    """Rolverlening: wie welke rol kreeg, van wie, en tot wanneer."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="rolverleningen")
    rol = models.CharField(max_length=30, choices=[(rol.value, ROLLEN[rol].naam) for rol in Rol])
    verleend_op = models.DateTimeField(auto_now_add=True)
    verleend_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    ingetrokken_op = models.DateTimeField(null=True)

    objects = RolverleningQuerySet.as_manager()

    privacy = classify(persoon="gebruiker verleend_door", intern="rol verleend_op ingetrokken_op")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "rol"],
                condition=Q(ingetrokken_op__isnull=True),
                name="rol_een_keer_actief",
            )
        ]
