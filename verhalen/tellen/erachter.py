"""What lies behind a figure: its groups for everybody, its rows for the data analyst alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verhalen.gebruikers.models import Gebruiker
from verhalen.programma.models import Indicator
from verhalen.stamgegevens.models import Aanbieder, Gebied, Product, Zorgvorm
from verhalen.tellen import waarden
from verhalen.tellen.models import Looptijd, Meting, Metingrijen, Verdeling
from verhalen.tellen.opmaak import parts
from verhalen.tellen.perioden import Tijdvak
from verhalen.tellen.queries import newest_metingen
from verhalen.tellen.waarden import Cijfer
from verhalen.toewijzing.models import Toewijzingsversie

ONBEKEND = "onbekend"  # as `frames.split` calls a missing value


@dataclass(frozen=True)
class Periodekeuze:
    """The period of which rows are shown, and the others that can be chosen."""

    meting: Meting
    cijfer: Cijfer
    vak: Tijdvak
    vakken: list[Tijdvak]


def choose_period(gebruiker: Gebruiker, indicator: Indicator, slug: str) -> Periodekeuze | None:
    """Return the chosen period, the newest when none was chosen; None when the figure has no such period.

    Only periods of which groups were kept are offered: years, and the newest twelve months.
    """
    met = Verdeling.objects.visible_to(gebruiker).filter(meting__indicator=indicator)
    pks = set(met.values_list("meting", flat=True).distinct())
    rows = [row for row in newest_metingen(gebruiker, [indicator.slug]).get(indicator.slug, []) if row.pk in pks]
    by_slug = {Tijdvak(row.van, row.tot).slug: row for row in sorted(rows, key=lambda row: (row.tot, row.van))}
    if not by_slug or (slug and slug not in by_slug):
        return None
    meting = by_slug[slug] if slug else list(by_slug.values())[-1]
    vakken = [Tijdvak(row.van, row.tot) for row in by_slug.values()]
    cijfer = waarden.shown(meting, indicator.eenheid)
    return Periodekeuze(meting, cijfer, Tijdvak(meting.van, meting.tot), vakken)


def unprotected(meting: Meting) -> Cijfer:
    """Return a figure as it is, for somebody who may see it; the caller logs it."""
    return waarden.shown(meting, meting.indicator.eenheid, alles=True)


@dataclass(frozen=True)
class Groepregel:
    """One group of a breakdown; hidden ones have no numbers."""

    naam: str
    teller: str
    personen: int | None
    verborgen: bool


@dataclass(frozen=True)
class Verdeeltabel:
    """A figure broken down by one characteristic."""

    kenmerk: str
    maat: str
    regels: list[Groepregel]

    @property
    def toont_personen(self) -> bool:
        """Whether persons are another number than what was counted."""
        return any(str(regel.personen or "") != regel.teller.replace(".", "") for regel in self.regels if regel.teller)


def list_verdelingen(gebruiker: Gebruiker, meting: Meting, *, is_geld: bool, alles: bool) -> list[Verdeeltabel]:
    """Return what lies behind a figure; product and provider, and small groups, only with `alles`."""
    kenmerken = list(Verdeling.Kenmerk) if alles else [Verdeling.Kenmerk.ZORGVORM, Verdeling.Kenmerk.WIJK]
    rows = list(Verdeling.objects.visible_to(gebruiker).filter(meting=meting, kenmerk__in=kenmerken))
    namen = _group_names(gebruiker)
    tabellen = []
    for kenmerk in kenmerken:
        regels = [_group(row, namen, is_geld=is_geld, alles=alles) for row in rows if row.kenmerk == kenmerk]
        if regels:
            tabellen.append(Verdeeltabel(str(kenmerk.label), "Bedrag" if is_geld else "Aantal", regels))
    return tabellen


def _group_names(gebruiker: Gebruiker) -> dict[tuple[str, str], str]:
    lijsten = (
        (Verdeling.Kenmerk.ZORGVORM, Zorgvorm.objects.visible_to(gebruiker).values_list("slug", "naam")),
        (Verdeling.Kenmerk.WIJK, Gebied.objects.visible_to(gebruiker).values_list("code", "naam")),
        (Verdeling.Kenmerk.AANBIEDER, Aanbieder.objects.visible_to(gebruiker).values_list("agb", "naam")),
        (Verdeling.Kenmerk.PRODUCT, Product.objects.visible_to(gebruiker).values_list("code", "omschrijving")),
    )
    return {(kenmerk.value, code): naam for kenmerk, rows in lijsten for code, naam in rows}


def _group(row: Verdeling, namen: dict[tuple[str, str], str], *, is_geld: bool, alles: bool) -> Groepregel:
    naam = namen.get((row.kenmerk, row.groep), "Niet bekend" if row.groep == ONBEKEND else row.groep)
    if row.kenmerk == Verdeling.Kenmerk.PRODUCT and (row.kenmerk, row.groep) in namen:
        naam = f"{row.groep} {naam}"
    if row.verborgen and not alles:
        return Groepregel(naam, "", None, verborgen=True)
    return Groepregel(naam, parts(row.teller, is_geld), row.personen, verborgen=False)


@dataclass(frozen=True)
class Toewijzingsregel:
    """One allocation behind a figure; the client is a number of this database alone."""

    client: int | None
    looptijd: Looptijd
    versie: Toewijzingsversie | None


def list_row_ids(gebruiker: Gebruiker, meting: Meting) -> list[int]:
    """Return which allocations were counted in a figure."""
    rijen = Metingrijen.objects.visible_to(gebruiker).filter(meting=meting).first()
    return [] if rijen is None else list(rijen.toewijzingen)


def list_toewijzingen(gebruiker: Gebruiker, pks: Sequence[int]) -> list[Toewijzingsregel]:
    """Return one page of allocations, for somebody who may see them; the caller logs it."""
    versies = Toewijzingsversie.objects.visible_to(gebruiker).filter(toewijzing__in=pks).latest_versions()
    by_pk = {versie.toewijzing_id: versie for versie in versies}
    looptijden = Looptijd.objects.visible_to(gebruiker).filter(toewijzing__in=pks).order_by("start", "pk")
    return [
        Toewijzingsregel(versie.client_id if versie else None, looptijd, versie)
        for looptijd in looptijden
        for versie in [by_pk.get(looptijd.toewijzing_id)]
    ]
