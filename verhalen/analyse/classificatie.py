"""Which allocation is a stay, which is foster care, and which form of help it is: read from the catalogue."""

from __future__ import annotations

import pandas as pd

from verhalen.analyse import kolommen as k
from verhalen.analyse import schema

CATEGORIEEN_VERBLIJF = frozenset({"43", "44"})
CATEGORIEEN_BESCHERMING = frozenset({"47", "48", "49"})  # jeugdreclassering, -bescherming, preventief justitieel
HULPVORMEN_VERBLIJF = frozenset({"11", "12", "13", "14"})
HULPVORM_PLEEGZORG = "11"
_OPVOLGERS_MAX = 10  # a longer line of successors is a circle in the catalogue


def classify(rows: pd.DataFrame, producten: pd.DataFrame) -> pd.DataFrame:
    """Add category (where the code gives it), hulpvorm, zorgvorm, productlijn, verblijf in two readings, pleegzorg.

    `rows` need `categorie` and `productcode`, both possibly missing (aspecific and generic allocations). The
    catalogue may hold its own flags `verblijf` and `verblijf_cbs`, which decide (a local code can be a stay, pocket
    money is none); else category and hulpvorm do. A reading is <NA> when nothing tells: that bucket is reported apart
    and never silently called either. Hulpvorm 11 of a protection order is a kind of order, not foster care.
    """
    catalogus = _catalogue(producten)
    code = rows[k.PRODUCT]
    categorie = rows[k.CATEGORIE].fillna(_lookup(catalogus[k.CATEGORIE], code))
    hulpvorm = _lookup(catalogus[k.HULPVORM], code).mask(categorie.isin(CATEGORIEEN_BESCHERMING))
    return rows.assign(
        **{
            k.CATEGORIE: categorie,
            k.HULPVORM: hulpvorm,
            k.ZORGVORM: _lookup(catalogus[k.ZORGVORM], code),
            k.PRODUCTLIJN: _lookup(_last_successor(catalogus[k.OPVOLGER]), code).fillna(code),
            k.VERBLIJF: _flag(code, catalogus, k.VERBLIJF).fillna(_among(categorie, CATEGORIEEN_VERBLIJF)),
            k.VERBLIJF_CBS: _flag(code, catalogus, k.VERBLIJF_CBS).fillna(_among(hulpvorm, HULPVORMEN_VERBLIJF)),
            k.PLEEGZORG: (hulpvorm == HULPVORM_PLEEGZORG).fillna(value=False).astype(bool),
        }
    )


def _catalogue(producten: pd.DataFrame) -> pd.DataFrame:
    """Return the catalogue by code, empty texts as missing, with its flags where it has them."""
    vast = schema.check(producten, schema.PRODUCTEN, "producten").replace("", pd.NA)
    vlaggen = {
        kolom: producten[kolom].reset_index(drop=True).astype("boolean")
        for kolom in (k.VERBLIJF, k.VERBLIJF_CBS)
        if kolom in producten.columns
    }
    return vast.assign(**vlaggen).drop_duplicates(k.CODE).set_index(k.CODE)


def _among(waarde: pd.Series, gezocht: frozenset[str]) -> pd.Series:
    """Say of each value whether it is one of these; <NA> where it is missing."""
    return waarde.isin(gezocht).astype("boolean").mask(waarde.isna())


def _flag(code: pd.Series, catalogus: pd.DataFrame, kolom: str) -> pd.Series:
    if kolom not in catalogus.columns:
        return pd.Series(pd.NA, index=code.index, dtype="boolean")
    return _lookup(catalogus[kolom], code)


def _lookup(per_code: pd.Series, code: pd.Series) -> pd.Series:
    """Return what the catalogue says of each code; unlike `map` this keeps its kind when nothing is found."""
    return per_code.reindex(code).set_axis(code.index)


def _last_successor(opvolger: pd.Series) -> pd.Series:
    """Return for each code the last code in its line of successors, so that a renamed product stays one product."""
    volgende = {str(code): str(naar) for code, naar in opvolger.dropna().items()}
    return pd.Series({code: _walk(code, volgende) for code in volgende}, dtype="str")


def _walk(code: str, volgende: dict[str, str]) -> str:
    for _ in range(_OPVOLGERS_MAX):
        if code not in volgende:
            return code
        code = volgende[code]
    return code
