"""From every version and every start or stop message to one row per allocation with its real first and last
day.

The rules (conventions C1, C2 and C5 of the definitions): the latest version of an allocation counts; one
removed with reden 13 was never there; care begins on the first start message that is still valid, else on
the allocation's own date; it ends on the last definitive stop that no later start undoes, else on the
allocation's own end; a row that then ends before it begins is listed, not counted.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from verhalen.analyse import kolommen as k
from verhalen.analyse import schema

REDEN_VERWIJDERD = "13"
REDEN_TIJDELIJK = "20"
STATUS_VERWIJDERD = "3"

_SLEUTEL_START = [k.CLIENT, k.TOEWIJZING, k.CATEGORIE, k.PRODUCT, k.BEGINDATUM]
_SLEUTEL_STOP = [*_SLEUTEL_START, k.REDEN_BEEINDIGING, k.EINDDATUM]


@dataclass(frozen=True, slots=True)
class Opbouw:
    """Allocations that count, and those (and messages) left out: toewijzing_id, soort, reden (a Dutch
    phrase)."""

    toewijzingen: pd.DataFrame
    afgekeurd: pd.DataFrame


def build_toewijzingen(versies: pd.DataFrame, starts: pd.DataFrame, stops: pd.DataFrame) -> Opbouw:
    """Bring versions (`schema.VERSIES`), starts and stops (`schema.STARTS`, `STOPS`) together.

    Returns one row per allocation with `start`, `einde` (NaT when open), `leeftijd` on `start` and the flags.
    """
    versies = schema.check(versies, schema.VERSIES, "toewijzingen")
    starts = _net(schema.check(starts, schema.STARTS, "starts"), _SLEUTEL_START)
    stops = _net(schema.check(stops, schema.STOPS, "stops"), _SLEUTEL_STOP)
    latest = latest_versions(versies)
    starts, stops = _identify(starts, latest), _identify(stops, latest)
    wezen = [_orphans(starts, latest, "start"), _orphans(stops, latest, "stop")]
    actueel = latest[latest[k.REDEN_WIJZIGING] != REDEN_VERWIJDERD]
    rows = _with_age(_with_end(_with_start(actueel, starts), starts, stops), starts)
    onbekend = rows[k.CLIENT].isna()
    omgekeerd = rows[k.EINDE] < rows[k.START]
    afgekeurd = [
        _listed(rows[onbekend], "toewijzing", "zonder bekende persoon"),
        _listed(rows[omgekeerd & ~onbekend], "toewijzing", "einde voor het begin"),
        *wezen,
    ]
    return Opbouw(
        rows[~onbekend & ~omgekeerd].reset_index(drop=True),
        pd.concat(afgekeurd, ignore_index=True),
    )


def latest_versions(versies: pd.DataFrame) -> pd.DataFrame:
    """Keep the version with the latest moment per allocation; the later read one when two share a moment.

    No message carries the referrer, only a table does: the last one known stands, also after a newer message.
    """
    geordend = versies.sort_values([k.TOEWIJZING, k.VERSIE, k.VOLGNUMMER], kind="stable")
    laatste = geordend.drop_duplicates(k.TOEWIJZING, keep="last").reset_index(drop=True)
    bekend = geordend.dropna(subset=[k.VERWIJZER]).drop_duplicates(k.TOEWIJZING, keep="last")
    verwijzers = bekend.set_index(k.TOEWIJZING)[k.VERWIJZER]
    return laatste.assign(**{k.VERWIJZER: laatste[k.TOEWIJZING].map(verwijzers).astype(versies[k.VERWIJZER].dtype)})


def _net(berichten: pd.DataFrame, sleutel: list[str]) -> pd.DataFrame:
    """Let the last record of a key decide: status 3 takes the key away, a later first delivery brings it
    back."""
    geordend = berichten.sort_values([k.DAGTEKENING, k.VOLGNUMMER], kind="stable")
    laatste = geordend.drop_duplicates(sleutel, keep="last")
    return laatste[laatste[k.STATUS] != STATUS_VERWIJDERD]


def _identify(berichten: pd.DataFrame, latest: pd.DataFrame) -> pd.DataFrame:
    """Fill a missing allocation number where client, product and first day point to exactly one
    allocation."""
    zonder = berichten[k.TOEWIJZING].isna()
    if not zonder.any():
        return berichten
    op = [k.CLIENT, k.CATEGORIE, k.PRODUCT, k.AANBIEDER, k.INGANGSDATUM]
    uniek = latest.drop_duplicates(op, keep=False)[[*op, k.TOEWIJZING]]
    los = berichten[zonder].drop(columns=k.TOEWIJZING)
    gevonden = los.merge(
        uniek,
        how="left",
        left_on=[*op[:-1], k.TOEWIJZING_INGANGSDATUM],
        right_on=op,
        suffixes=("", "_gevonden"),
    )
    return pd.concat([berichten[~zonder], gevonden[berichten.columns]], ignore_index=True)


def _orphans(berichten: pd.DataFrame, latest: pd.DataFrame, soort: str) -> pd.DataFrame:
    bekend = berichten[k.TOEWIJZING].isin(latest[k.TOEWIJZING])
    return _listed(berichten[~bekend], soort, "zonder bijbehorende toewijzing")


def _listed(rows: pd.DataFrame, soort: str, reden: str) -> pd.DataFrame:
    return pd.DataFrame({k.TOEWIJZING: rows[k.TOEWIJZING].astype("str"), k.SOORT: soort, "reden": reden})


def _with_start(rows: pd.DataFrame, starts: pd.DataFrame) -> pd.DataFrame:
    """Add `start`; a start message dated before the allocation begins is flagged and not followed."""
    gemeld = starts.merge(rows[[k.TOEWIJZING, k.INGANGSDATUM]], on=k.TOEWIJZING)
    geldig = gemeld[k.BEGINDATUM] >= gemeld[k.INGANGSDATUM]
    eerste = gemeld[geldig].groupby(k.TOEWIJZING)[k.BEGINDATUM].min()
    start = _lookup(eerste, rows)
    return rows.assign(
        **{
            k.START: start.fillna(rows[k.INGANGSDATUM]),
            k.NOOIT_GESTART: start.isna(),
            k.START_VOOR_INGANG: rows[k.TOEWIJZING].isin(gemeld[~geldig][k.TOEWIJZING]),
        }
    )


def _with_end(rows: pd.DataFrame, starts: pd.DataFrame, stops: pd.DataFrame) -> pd.DataFrame:
    """Add `einde`: the last definitive stop, unless care started again after it."""
    definitief = stops[stops[k.REDEN_BEEINDIGING] != REDEN_TIJDELIJK]
    laatste_stop = _lookup(definitief.groupby(k.TOEWIJZING)[k.EINDDATUM].max(), rows)
    laatste_start = _lookup(starts.groupby(k.TOEWIJZING)[k.BEGINDATUM].max(), rows)
    stop = laatste_stop.mask(laatste_start > laatste_stop)
    return rows.assign(
        **{
            k.EINDE: stop.fillna(rows[k.EINDDATUM]),
            k.STOP_ONTBREEKT: stop.isna() & ~rows[k.NOOIT_GESTART],
            k.STOP_NA_EINDE: stop > rows[k.EINDDATUM],
            k.VROEG_GESTOPT: (stop < rows[k.EINDDATUM]) | (stop.notna() & rows[k.EINDDATUM].isna()),
        }
    )


def _lookup(per_toewijzing: pd.Series, rows: pd.DataFrame) -> pd.Series:
    """Return the day of each row's allocation; unlike `map` this stays a date when nothing is found."""
    return per_toewijzing.reindex(rows[k.TOEWIJZING]).set_axis(rows.index)


def _with_age(rows: pd.DataFrame, starts: pd.DataFrame) -> pd.DataFrame:
    """Add `leeftijd` on `start`: as the source knew it for that very day, else from the month of birth."""
    bekend = starts.dropna(subset=[k.LEEFTIJD_BIJ_START]).drop_duplicates([k.TOEWIJZING, k.BEGINDATUM])
    bij_start = rows[[k.TOEWIJZING, k.START]].merge(
        bekend[[k.TOEWIJZING, k.BEGINDATUM, k.LEEFTIJD_BIJ_START]],
        how="left",
        left_on=[k.TOEWIJZING, k.START],
        right_on=[k.TOEWIJZING, k.BEGINDATUM],
    )[k.LEEFTIJD_BIJ_START]
    bij_start.index = rows.index
    bij_ingang = rows[k.LEEFTIJD_BIJ_START].where(rows[k.START] == rows[k.INGANGSDATUM])
    leeftijd = bij_start.fillna(bij_ingang).fillna(age_by_month(rows[k.GEBOORTEMAAND], rows[k.START]))
    return rows.assign(**{k.LEEFTIJD: leeftijd.astype("Float64")}).drop(columns=k.LEEFTIJD_BIJ_START)


def age_by_month(geboortemaand: pd.Series, dag: pd.Series) -> pd.Series:
    """Return completed years when only the month of birth is known; in that month the birthday has passed."""
    return months_between(geboortemaand, dag) // 12


def months_between(eerst: pd.Series, laatst: pd.Series) -> pd.Series:
    """Return the number of calendar months from one column of days to the other; missing where either is."""
    jaren = laatst.dt.year - eerst.dt.year
    maanden: pd.Series = jaren * 12 + (laatst.dt.month - eerst.dt.month)
    return maanden
