"""The sets of rows that indicators count: small filters, each usable in more than one definition."""

from __future__ import annotations

import pandas as pd

from verhalen.analyse import kolommen as k
from verhalen.analyse.classificatie import CATEGORIEEN_BESCHERMING
from verhalen.analyse.gegevens import Gegevens
from verhalen.analyse.indicatoren.basis import Keuzes, Verblijfsbegrip
from verhalen.analyse.perioden import Periode
from verhalen.analyse.stromen import active_in, active_on, ends_in, starts_in
from verhalen.analyse.toewijzingen import months_between


def in_scope(rows: pd.DataFrame, keuzes: Keuzes) -> pd.DataFrame:
    """Leave out protection orders where asked, and who was too old on the first day of care."""
    mee = pd.Series(data=True, index=rows.index)
    if not keuzes.bescherming:
        mee &= ~rows[k.CATEGORIE].isin(CATEGORIEEN_BESCHERMING)
    if keuzes.leeftijd_max is not None and k.LEEFTIJD in rows:
        mee &= (rows[k.LEEFTIJD] <= keuzes.leeftijd_max).fillna(value=False).astype(bool)
    return rows[mee]


def with_stay(rows: pd.DataFrame, keuzes: Keuzes) -> pd.DataFrame:
    """Keep stays: all, foster care alone or all but foster care."""
    verblijf = _stay(rows, keuzes).fillna(value=False).astype(bool)
    if keuzes.pleegzorg is not None:
        verblijf &= rows[k.PLEEGZORG] == keuzes.pleegzorg
    return rows[verblijf]


def without_stay(rows: pd.DataFrame, keuzes: Keuzes) -> pd.DataFrame:
    """Keep help without a stay; help of unknown kind too, unless it is wanted apart."""
    return rows[~_stay(rows, keuzes).fillna(value=not keuzes.onbekend_is_zonder).astype(bool)]


def _stay(rows: pd.DataFrame, keuzes: Keuzes) -> pd.Series:
    return rows[k.VERBLIJF if keuzes.verblijf is Verblijfsbegrip.GEMEENTE else k.VERBLIJF_CBS]


def active(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Allocations with care in the period."""
    return in_scope(active_in(gegevens.toewijzingen, periode), keuzes)


def active_with_stay(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Stays in the period."""
    return with_stay(active(gegevens, periode, keuzes), keuzes)


def active_without_stay(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Help without a stay in the period."""
    return without_stay(active(gegevens, periode, keuzes), keuzes)


def active_only_without_stay(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Help in the period of clients who had no stay in it at all."""
    alles = active(gegevens, periode, keuzes)
    return alles[~alles[k.CLIENT].isin(with_stay(alles, keuzes)[k.CLIENT])]


def active_on_last_day(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Allocations with care on the last day of the period."""
    return in_scope(active_on(gegevens.toewijzingen, periode.tot), keuzes)


def with_many_providers(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Allocations on the last day of clients who then have help of several providers at once."""
    rows = active_on_last_day(gegevens, periode, keuzes)
    per_client = rows.groupby(k.CLIENT)[k.AANBIEDER].transform("nunique")
    return rows[per_client >= keuzes.minstens_aanbieders]


def stay_after_18(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Stays that go on after the month of the eighteenth birthday; the day itself is not kept."""
    rows = active_with_stay(gegevens, periode, keuzes)
    laatste_dag = rows[k.EINDE].where(rows[k.EINDE] <= periode.laatste, periode.laatste)
    maanden = months_between(rows[k.GEBOORTEMAAND], laatste_dag)
    return rows[(maanden > 18 * 12).fillna(value=False).astype(bool)]


def inflow_with_stay(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Episodes of a stay that begin in the period."""
    return with_stay(in_scope(starts_in(gegevens.episodes(keuzes.keten), periode), keuzes), keuzes)


def inflow_without_stay(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Episodes without a stay that begin in the period."""
    return without_stay(in_scope(starts_in(gegevens.episodes(keuzes.keten), periode), keuzes), keuzes)


def outflow_with_stay(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Episodes of a stay that end in the period."""
    eindes = ends_in(gegevens.episodes(keuzes.keten), periode, gegevens.peildatum)
    return with_stay(in_scope(eindes, keuzes), keuzes)


def outflow_without_stay(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Episodes without a stay that end in the period."""
    eindes = ends_in(gegevens.episodes(keuzes.keten), periode, gegevens.peildatum)
    return without_stay(in_scope(eindes, keuzes), keuzes)


def new_clients(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Episodes without a stay whose client had no help of any kind in the days before."""
    begin = inflow_without_stay(gegevens, periode, keuzes)
    eerder = _last_help_before(gegevens.toewijzingen).reindex(pd.MultiIndex.from_frame(begin[[k.CLIENT, k.START]]))
    grens = begin[k.START] - pd.Timedelta(days=keuzes.terugkijk_dagen)
    nieuw = ~(eerder.to_numpy() >= grens.to_numpy())
    return begin[nieuw]


def _last_help_before(toewijzingen: pd.DataFrame) -> pd.Series:
    """Return per (client, start) the last day of care of anything that began on an earlier day; NaT if
    none."""
    ver = pd.Timestamp.max.normalize()
    per_dag = toewijzingen.assign(tot=toewijzingen[k.EINDE].fillna(ver)).groupby([k.CLIENT, k.START])["tot"].max()
    oplopend = per_dag.groupby(level=0).cummax()
    return oplopend.groupby(level=0).shift()


def inhabitants(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Young inhabitants on the last 31 December in or before the end of the period."""
    jaar = periode.tot.year if (periode.tot.month, periode.tot.day) == (12, 31) else periode.tot.year - 1
    rows = gegevens.bevolking[gegevens.bevolking[k.JAAR] == jaar]
    return rows if keuzes.leeftijd_max is None else rows[rows[k.LEEFTIJDSJAAR] <= keuzes.leeftijd_max]


def costs(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Bills of care delivered in the months of the period."""
    return in_scope(_in_months(gegevens.kosten, periode), keuzes)


def costs_with_stay(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Bills of stays."""
    return with_stay(costs(gegevens, periode, keuzes), keuzes)


def costs_without_stay(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Bills of help without a stay."""
    return without_stay(costs(gegevens, periode, keuzes), keuzes)


def other_costs(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Costs that come by no message: regional budgets, crisis, access, overhead."""
    del keuzes
    return _in_months(gegevens.overige_kosten, periode)


def all_costs(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Every euro of the period, billed or not."""
    return pd.concat([costs(gegevens, periode, keuzes), other_costs(gegevens, periode, keuzes)], ignore_index=True)


def stay_clients_for_costs(gegevens: Gegevens, periode: Periode, keuzes: Keuzes) -> pd.DataFrame:
    """Clients over whom the costs of stays are divided: with a stay in the period, or with a bill for one."""
    kies = costs_with_stay if keuzes.clienten_met_rekening else active_with_stay
    return kies(gegevens, periode, keuzes)


def _in_months(kosten: pd.DataFrame, periode: Periode) -> pd.DataFrame:
    return kosten[kosten[k.MAAND].between(periode.eerste, periode.laatste)]
