"""The truth per indicator, counted by the generator over what it made: plain loops over people and days.

Nothing of `verhalen.analyse` is used here, so that the two can be held against each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from verhalen.opdrachten.stad.kosten import Rekening
from verhalen.opdrachten.stad.model import DAG, Episode, Stad, Toewijzing
from verhalen.opdrachten.stad.plan import EERSTE_DAG, JAREN, PEILDATUM

Getallen = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Jaarstand:
    """Distinct clients of a year by burgerservicenummer."""

    alle: set[str]
    zonder: set[str]
    zonder_jong: set[str]
    met: set[str]
    met_jong: set[str]
    pleegzorg: set[str]
    niet_pleegzorg: set[str]


def jaarstand(toewijzingen: Iterable[Toewijzing], jaar: int) -> Jaarstand:
    """Return who had care in the year: with and without a stay, begun before eighteen, foster care or another stay."""
    actief = [t for t in toewijzingen if t.active(date(jaar, 1, 1), date(jaar, 12, 31))]

    def wie(kies: Callable[[Toewijzing], bool]) -> set[str]:
        return {t.inwoner.kenmerk for t in actief if kies(t)}

    return Jaarstand(
        alle=wie(lambda t: True),
        zonder=wie(lambda t: not t.product.verblijf),
        zonder_jong=wie(lambda t: not t.product.verblijf and _is_jong(t)),
        met=wie(lambda t: t.product.verblijf),
        met_jong=wie(lambda t: t.product.verblijf and _is_jong(t)),
        pleegzorg=wie(lambda t: t.product.pleegzorg),
        niet_pleegzorg=wie(lambda t: t.product.verblijf and not t.product.pleegzorg),
    )


def truth(stad: Stad, rekeningen: list[Rekening], overig: dict[int, int]) -> dict[str, object]:
    """Return what goes into waarheid.json: per year and indicator value, numerator and denominator; per month the flow.

    `overig` are the other costs per year in eurocents. Values are not rounded.
    """
    return {
        "zaad": stad.zaad,
        "gemeente": "0995",
        "vanaf": EERSTE_DAG.isoformat(),
        "peildatum": PEILDATUM.isoformat(),
        "jaren": {str(jaar): _year(stad, jaar, rekeningen, overig[jaar]) for jaar in JAREN},
        "verwijzers": {str(jaar): _referrers(stad, jaar) for jaar in JAREN},
        "maanden": {soort: _months(stad, verblijf) for soort, verblijf in (("zonder", False), ("met", True))},
    }


def _year(stad: Stad, jaar: int, rekeningen: list[Rekening], overig: int) -> dict[str, Getallen]:
    toewijzingen = stad.toewijzingen
    stand, inwoners = jaarstand(toewijzingen, jaar), stad.plan.doelen[jaar].inwoners
    samen, drie = _providers(toewijzingen, date(jaar, 12, 31))
    in_jaar = [episode for episode in stad.episodes if episode.start.year == jaar and episode.start <= PEILDATUM]
    uit_jaar = [episode for episode in stad.episodes if _ended_in(episode, date(jaar, 1, 1), date(jaar, 12, 31))]
    return {
        "jeugdigen-in-jeugdhulp": _count(stand.zonder_jong | stand.met_jong),
        "pct-zonder-verblijf": _share(len(stand.zonder_jong), inwoners),
        "pct-met-verblijf": _share(len(stand.met_jong), inwoners),
        "pct-clienten-zonder-verblijf": _share(len(stand.zonder), len(stand.alle)),
        "pct-clienten-alleen-zonder-verblijf": _share(len(stand.alle - stand.met), len(stand.alle)),
        "clienten-met-verblijf": _count(stand.met),
        "verblijf-18-plus": _count(_after_18(toewijzingen, jaar)),
        "aandeel-3-of-meer-aanbieders": _share(drie, samen),
        "instroom-nieuwe-clienten": _count(_new(stad, jaar)),
        "instroom-zonder-verblijf": _count([e for e in in_jaar if not e.eerste.product.verblijf]),
        "instroom-met-verblijf": _count([e for e in in_jaar if e.eerste.product.verblijf]),
        "uitstroom-zonder-verblijf": _count([e for e in uit_jaar if not e.eerste.product.verblijf]),
        "uitstroom-met-verblijf": _count([e for e in uit_jaar if e.eerste.product.verblijf]),
        **_money(stand, [rekening for rekening in rekeningen if rekening.maand.year == jaar], overig),
    }


def _money(stand: Jaarstand, rekeningen: list[Rekening], overig: int) -> dict[str, Getallen]:
    def som(kies: Callable[[Rekening], bool]) -> int:
        return sum(rekening.cent for rekening in rekeningen if kies(rekening))

    zonder, met = som(lambda r: not r.verblijf), som(lambda r: r.verblijf)
    pleegzorg = som(lambda r: r.pleegzorg)
    return {
        "uitgaven-totaal": _million(zonder + met + overig),
        "uitgaven-met-verblijf": _million(met),
        "uitgaven-zonder-verblijf": _million(zonder),
        "uitgaven-overig": _million(overig),
        "kosten-per-jeugdige": _per_head(zonder + met + overig, len(stand.alle)),
        "uitgaven-per-jeugdige-verblijf": _per_head(met, len(stand.met)),
        "uitgaven-per-jeugdige-verblijf/pleegzorg": _per_head(pleegzorg, len(stand.pleegzorg)),
        "uitgaven-per-jeugdige-verblijf/niet-pleegzorg": _per_head(met - pleegzorg, len(stand.niet_pleegzorg)),
    }


def _months(stad: Stad, verblijf: bool) -> dict[str, dict[str, int]]:
    """Return per month how many episodes came in, went out, and stood at the end of it."""
    episodes = [episode for episode in stad.episodes if episode.eerste.product.verblijf is verblijf]
    maanden = {}
    for jaar in JAREN:
        for maand in range(1, 13):
            eerste = date(jaar, maand, 1)
            laatste = (date(jaar, maand + 1, 1) if maand < 12 else date(jaar + 1, 1, 1)) - DAG
            maanden[f"{jaar}-{maand:02d}"] = {
                "instroom": sum(eerste <= episode.start <= laatste for episode in episodes),
                "uitstroom": sum(_ended_in(episode, eerste, laatste) for episode in episodes),
                "stand": sum(_stands(episode, laatste) for episode in episodes),
            }
    return maanden


def _referrers(stad: Stad, jaar: int) -> dict[str, dict[str, int]]:
    """Return how many episodes and allocations began in the year per code of the referrer ("onbekend": not known)."""
    van, tot = date(jaar, 1, 1), min(date(jaar, 12, 31), PEILDATUM)
    begonnen = [episode.eerste for episode in stad.episodes if van <= episode.start <= tot]
    return {
        "instroom-zonder-verblijf": _per_referrer(t for t in begonnen if not t.product.verblijf),
        "instroom-met-verblijf": _per_referrer(t for t in begonnen if t.product.verblijf),
        "toewijzingen": _per_referrer(t for t in stad.toewijzingen if van <= t.start <= tot),
    }


def _per_referrer(toewijzingen: Iterable[Toewijzing]) -> dict[str, int]:
    return dict(sorted(Counter(t.verwijzer or "onbekend" for t in toewijzingen).items()))


def _stands(episode: Episode, dag: date) -> bool:
    """Care that ends on the day itself no longer counts at its end."""
    return episode.start <= dag and (episode.einde is None or episode.einde > dag)


def _ended_in(episode: Episode, van: date, tot: date) -> bool:
    return episode.einde is not None and van <= episode.einde <= min(tot, PEILDATUM)


def _is_jong(toewijzing: Toewijzing) -> bool:
    return toewijzing.inwoner.age_on(toewijzing.start) <= 17


def _providers(toewijzingen: list[Toewijzing], dag: date) -> tuple[int, int]:
    """Return how many clients have care on a day, and how many of them of three or more providers."""
    per_client: dict[str, set[str]] = {}
    for toewijzing in toewijzingen:
        if toewijzing.active(dag, dag):
            per_client.setdefault(toewijzing.inwoner.kenmerk, set()).add(toewijzing.aanbieder)
    return len(per_client), sum(len(aanbieders) >= 3 for aanbieders in per_client.values())


def _after_18(toewijzingen: list[Toewijzing], jaar: int) -> set[str]:
    """Return who had a stay in the year on a day after the month of their eighteenth birthday."""
    wie = set()
    for t in toewijzingen:
        jarig = (t.inwoner.geboren.year + 18, t.inwoner.geboren.month)
        laatste = min(t.einde or date(jaar, 12, 31), date(jaar, 12, 31))
        if (
            t.product.verblijf
            and t.active(date(jaar, 1, 1), date(jaar, 12, 31))
            and (laatste.year, laatste.month) > jarig
        ):
            wie.add(t.inwoner.kenmerk)
    return wie


def _new(stad: Stad, jaar: int) -> set[str]:
    """Return who began with help without a stay after 365 days without any."""
    per_client: dict[str, list[Toewijzing]] = {}
    for toewijzing in stad.toewijzingen:
        per_client.setdefault(toewijzing.inwoner.kenmerk, []).append(toewijzing)
    wie = set()
    for episode in stad.episodes:
        if episode.eerste.product.verblijf or episode.start.year != jaar:
            continue
        bsn, grens = episode.eerste.inwoner.kenmerk, episode.start - timedelta(days=365)
        eerder = [t for t in per_client[bsn] if t.start < episode.start and (t.einde is None or t.einde >= grens)]
        if not eerder:
            wie.add(bsn)
    return wie


def _count(wie: set[str] | list[Episode]) -> Getallen:
    return {"waarde": float(len(wie)), "teller": float(len(wie)), "noemer": None}


def _share(teller: int, noemer: int) -> Getallen:
    return {"waarde": 100 * teller / noemer if noemer else None, "teller": float(teller), "noemer": float(noemer)}


def _million(cent: int) -> Getallen:
    return {"waarde": cent / 1e8, "teller": float(cent), "noemer": None}


def _per_head(cent: int, clienten: int) -> Getallen:
    waarde = cent / 100 / clienten if clienten else None
    return {"waarde": waarde, "teller": float(cent), "noemer": float(clienten)}
