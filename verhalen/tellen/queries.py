"""Reads of figures as values that templates can show; general screens get nothing that is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Taak
from verhalen.programma.models import Indicator, Nulwaarde, Vertrekpunt
from verhalen.stamgegevens.models import Gebied
from verhalen.tellen import grafiek, waarden
from verhalen.tellen.basis import choose_basis, printed_year
from verhalen.tellen.grafiek import Grafiek, Maten, Punt
from verhalen.tellen.models import Meetdefinitie, Meting, Verdeling
from verhalen.tellen.opmaak import in_eenheid, on_axis, parts
from verhalen.tellen.perioden import Tijdvak
from verhalen.tellen.waarden import Cijfer, Nulvergelijking, Verandering
from verhalen.toewijzing.models import Kostenregel, Telling, Toewijzingsversie

REKENTAAK = "indicatoren-berekenen"
GELD = frozenset({"kosten", "overige-kosten"})


@dataclass(frozen=True)
class Cijferregel:
    """An indicator on the overview."""

    indicator: Indicator
    nu: Cijfer | None
    toen: Cijfer | None
    verandering: Verandering | None
    nul: Nulvergelijking | None
    vonk: Grafiek | None


@dataclass(frozen=True)
class Cijferblok:
    """A vertrekpunt with its indicators; `zonder` are those that have no figure yet."""

    titel: str
    letter: str
    toelichting: str
    regels: list[Cijferregel]
    zonder: list[Indicator]


@dataclass(frozen=True)
class Cijferpagina:
    """Everything on the page of one indicator."""

    indicator: Indicator
    definitie: Meetdefinitie | None
    nu: Cijfer | None
    toen: Cijfer | None
    verandering: Verandering | None
    nulwaarden: list[Nulvergelijking]
    reeks: list[Cijfer]
    breed: Grafiek | None
    half: Grafiek | None
    smal: Grafiek | None
    delen: list[tuple[str, Cijfer]]
    gebieden: list[tuple[str, Cijfer]]
    meting: Meting | None
    opmerking: str = ""
    heeft_rijen: bool = False
    is_geld: bool = False

    @property
    def per_maand(self) -> bool:
        """Whether the trend is drawn by month."""
        return bool(self.reeks) and self.reeks[-1].vak.maanden == 1

    @property
    def aflopend(self) -> list[Cijfer]:
        """The trend, newest first, as a table shows it."""
        return self.reeks[::-1]

    @property
    def teller(self) -> str:
        """The numerator in words."""
        return "" if self.nu is None else parts(self.nu.teller, self.is_geld)

    @property
    def noemer(self) -> str:
        """The denominator in words."""
        return "" if self.nu is None else parts(self.nu.noemer, is_geld=False)

    @property
    def nulwoord(self) -> str:
        """What the dashed line is called: printed, or computed over the first year."""
        gedrukt = any(not nul.uitsplitsing for nul in self.nulwaarden)
        return "beginwaarde" if gedrukt or self.toen is None else f"in {self.toen.vak.naam}"

    @property
    def grafiektitel(self) -> str:
        """Title of the chart for who cannot see it."""
        return f"Verloop van {self.indicator.naam}"

    @property
    def grafiekuitleg(self) -> str:
        """What the chart shows, in a sentence."""
        gevuld = [cijfer for cijfer in self.reeks if cijfer.tekst]
        if not gevuld:
            return ""
        eerste, laatste = gevuld[0], gevuld[-1]
        return (
            f"Van {eerste.tekst} ({eerste.vak.naam}) naar {laatste.tekst} ({laatste.vak.naam})."
            " Alle getallen staan in de tabel eronder."
        )


def newest_metingen(gebruiker: Gebruiker, slugs: Iterable[str] | None = None) -> dict[str, list[Meting]]:
    """Return the figures over the whole per indicator, of the definition that was computed last."""
    metingen = Meting.objects.visible_to(gebruiker).whole().select_related("indicator")
    if slugs is not None:
        metingen = metingen.filter(indicator__slug__in=slugs)
    found: dict[str, list[Meting]] = {}
    for meting in metingen.order_by("-berekend_op", "van", "tot"):
        rows = found.setdefault(meting.indicator.slug, [])
        if not rows or rows[0].versie == meting.versie:
            rows.append(meting)
    return found


def list_cijfers(gebruiker: Gebruiker) -> list[Cijferblok]:
    """Return every indicator with its newest figure: overall, per vertrekpunt, then those of the knoppen alone."""
    indicatoren = list(
        Indicator.objects.visible_to(gebruiker).select_related("vertrekpunt").prefetch_related("nulwaarden", "knoppen")
    )
    metingen = newest_metingen(gebruiker)
    gedrukt = printed_year(gebruiker)
    regels = {indicator.pk: _regel(indicator, metingen.get(indicator.slug, []), gedrukt) for indicator in indicatoren}
    alleen_knop = [row for row in indicatoren if row.vertrekpunt is None and row.knoppen.all()]
    overall = [row for row in indicatoren if row.vertrekpunt is None and not row.knoppen.all()]
    blokken = [_blok("Over alles heen", "", "", overall, regels)]
    for vertrekpunt in Vertrekpunt.objects.visible_to(gebruiker):
        eigen = [row for row in indicatoren if row.vertrekpunt_id == vertrekpunt.pk]
        blokken.append(_blok(vertrekpunt.naam, vertrekpunt.letter, vertrekpunt.toelichting, eigen, regels))
    blokken.append(_blok("Leidende cijfers van de knoppen", "", "", alleen_knop, regels))
    return [blok for blok in blokken if blok.regels or blok.zonder]


def _base(indicator: Indicator, metingen: list[Meting], cijfers: list[Cijfer], gedrukt: int | None) -> Cijfer | None:
    """Return the figure over the twelve months to compare the newest with."""
    nu = waarden.newest(cijfers)
    if nu is None:
        return None
    bron = next(row.bron for row in metingen if Tijdvak(row.van, row.tot) == nu.vak)
    vak = choose_basis(indicator.slug, bron, nu.vak, (cijfer.vak for cijfer in cijfers), gedrukt)
    return next((cijfer for cijfer in cijfers if cijfer.vak == vak), None)


def _blok(
    titel: str, letter: str, toelichting: str, indicatoren: list[Indicator], regels: dict[int, Cijferregel]
) -> Cijferblok:
    eigen = [regels[indicator.pk] for indicator in indicatoren]
    met = [regel for regel in eigen if regel.nu is not None]
    return Cijferblok(titel, letter, toelichting, met, [regel.indicator for regel in eigen if regel.nu is None])


def _regel(indicator: Indicator, metingen: list[Meting], gedrukt: int | None) -> Cijferregel:
    cijfers = [waarden.shown(meting, indicator.eenheid) for meting in metingen]
    nu = waarden.newest(cijfers)
    toen = _base(indicator, metingen, cijfers, gedrukt)
    nul = next((nul for nul in indicator.nulwaarden.all() if not nul.uitsplitsing), None)
    return Cijferregel(
        indicator,
        nu,
        toen,
        waarden.compare(nu, toen, indicator),
        nul and waarden.beside_zero(nul, cijfers),
        _draw(waarden.trend(cijfers), grafiek.VONK, indicator, None),
    )


def get_cijferpagina(gebruiker: Gebruiker, indicator: Indicator) -> Cijferpagina:
    """Return the page of one indicator."""
    metingen = newest_metingen(gebruiker, [indicator.slug]).get(indicator.slug, [])
    cijfers = [waarden.shown(meting, indicator.eenheid) for meting in metingen]
    nu = waarden.newest(cijfers)
    toen = _base(indicator, metingen, cijfers, printed_year(gebruiker))
    reeks = waarden.trend(cijfers)
    per_maand = bool(reeks) and reeks[-1].vak.maanden == 1
    nullijn = None if per_maand else _zero_line(indicator, toen)
    definitie = Meetdefinitie.objects.visible_to(gebruiker).filter(indicator=indicator).order_by("-pk").first()
    return Cijferpagina(
        indicator=indicator,
        definitie=definitie,
        nu=nu,
        toen=toen,
        verandering=waarden.compare(nu, toen, indicator),
        nulwaarden=_zero_values(gebruiker, indicator, cijfers),
        reeks=reeks,
        breed=_draw(reeks, grafiek.BREED, indicator, nullijn),
        half=_draw(reeks, grafiek.HALF, indicator, nullijn),
        smal=_draw(reeks, grafiek.SMAL, indicator, nullijn),
        delen=_parts_of(gebruiker, indicator, nu),
        gebieden=_areas_of(gebruiker, indicator, nu),
        meting=_meting_of(metingen, nu),
        opmerking=next((str(zin) for meting in metingen for zin in meting.opmerkingen), ""),
        heeft_rijen=Verdeling.objects.visible_to(gebruiker).filter(meting__indicator=indicator).exists(),
        is_geld=definitie is not None and bool(GELD & set(definitie.bronnen)),
    )


def _zero_line(indicator: Indicator, toen: Cijfer | None) -> float | None:
    """Return where the zero line lies: at the printed value, else at what was computed over the first year."""
    nul = next((nul for nul in indicator.nulwaarden.all() if not nul.uitsplitsing), None)
    if nul is not None:
        return float(nul.waarde)
    return None if toen is None else toen.waarde


def _draw(reeks: list[Cijfer], maten: Maten, indicator: Indicator, nullijn: float | None) -> Grafiek | None:
    punten = [
        Punt(waarden.last_day(cijfer), cijfer.waarde, cijfer.laag, cijfer.hoog, cijfer.voorlopig, cijfer.verborgen)
        for cijfer in reeks
    ]
    if len(punten) < 2:
        return None
    schrijf, schaal = (partial(hoe, eenheid=indicator.eenheid) for hoe in (in_eenheid, on_axis))
    jaareinde = reeks[-1].vak.maanden == 12
    return grafiek.draw(punten, maten, schrijf, schaal, nulwaarde=nullijn, jaareinde=jaareinde)


def _zero_values(gebruiker: Gebruiker, indicator: Indicator, cijfers: list[Cijfer]) -> list[Nulvergelijking]:
    found = []
    for nul in Nulwaarde.objects.visible_to(gebruiker).filter(indicator=indicator):
        bij = _part_figures(gebruiker, indicator, nul.uitsplitsing) if nul.uitsplitsing else cijfers
        found.append(waarden.beside_zero(nul, bij))
    return found


def _part_figures(gebruiker: Gebruiker, indicator: Indicator, uitsplitsing: str) -> list[Cijfer]:
    metingen = Meting.objects.visible_to(gebruiker).filter(indicator=indicator, uitsplitsing=uitsplitsing, gebied="")
    return [waarden.shown(meting, indicator.eenheid) for meting in metingen]


def _parts_of(gebruiker: Gebruiker, indicator: Indicator, nu: Cijfer | None) -> list[tuple[str, Cijfer]]:
    if nu is None:
        return []
    delen = Meting.objects.visible_to(gebruiker).filter(indicator=indicator, van=nu.vak.van, tot=nu.vak.tot)
    found = delen.filter(gebied="").exclude(uitsplitsing="").order_by("uitsplitsing")
    return [(meting.uitsplitsing, waarden.shown(meting, indicator.eenheid)) for meting in found]


def _areas_of(gebruiker: Gebruiker, indicator: Indicator, nu: Cijfer | None) -> list[tuple[str, Cijfer]]:
    if nu is None:
        return []
    namen = dict(Gebied.objects.visible_to(gebruiker).values_list("code", "naam"))
    delen = Meting.objects.visible_to(gebruiker).filter(indicator=indicator, van=nu.vak.van, tot=nu.vak.tot)
    found = [
        (namen.get(meting.gebied, meting.gebied), waarden.shown(meting, indicator.eenheid))
        for meting in delen.exclude(gebied="")
    ]
    return sorted(found, key=lambda rij: rij[0])


def _meting_of(metingen: list[Meting], nu: Cijfer | None) -> Meting | None:
    if nu is None:
        return None
    return next((meting for meting in metingen if (meting.van, meting.tot) == (nu.vak.van, nu.vak.tot)), None)


def find_running(gebruiker: Gebruiker) -> Taak | None:
    """Return the computation that is busy, or the last one when it failed."""
    taak = Taak.objects.filter(gemeente=gebruiker.gemeente_id, soort=REKENTAAK).first()
    return taak if taak is not None and (taak.is_bezig or taak.staat == Taak.Staat.MISLUKT) else None


def has_data(gebruiker: Gebruiker) -> bool:
    """Tell whether anything was read in that figures can be computed from."""
    return any(model.objects.visible_to(gebruiker).exists() for model in (Toewijzingsversie, Telling, Kostenregel))
