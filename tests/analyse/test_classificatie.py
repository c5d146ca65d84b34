from __future__ import annotations

import pandas as pd
import pytest

from tests.analyse.bouwen import PRODUCTEN
from verhalen.analyse import kolommen as k
from verhalen.analyse.classificatie import classify


def soort(categorie: str | None, code: str | None, producten: pd.DataFrame = PRODUCTEN) -> dict[str, object]:
    rows = pd.DataFrame({k.CATEGORIE: [categorie], k.PRODUCT: [code]}, dtype="str")
    return classify(rows, producten).iloc[0].to_dict()


@pytest.mark.parametrize(
    ("categorie", "code", "gemeente", "cbs"),
    [
        ("43", "43A07", True, True),
        ("44", "44A07", True, True),
        ("45", "45A04", False, False),
        ("46", "46A03", False, True),  # a crisis stay is a stay for CBS alone
        ("44", "44B15", True, False),  # pocket money is no stay, though category and hulpvorm say so
        (None, "43A07", True, True),  # the code tells the category
    ],
)
def test_stay_in_both_readings(categorie: str | None, code: str | None, gemeente: bool, cbs: bool) -> None:
    rij = soort(categorie, code)

    assert rij[k.VERBLIJF] is gemeente
    assert rij[k.VERBLIJF_CBS] is cbs


def test_local_code_without_category_is_a_stay_because_the_catalogue_says_so() -> None:
    rij = soort(None, "90002")

    assert rij[k.VERBLIJF] is True
    assert pd.isna(rij[k.VERBLIJF_CBS])


def test_aspecific_allocation_is_known_by_its_category() -> None:
    rij = soort("43", None)

    assert rij[k.VERBLIJF] is True
    assert pd.isna(rij[k.VERBLIJF_CBS])


@pytest.mark.parametrize(("categorie", "code"), [(None, None), (None, "99X99")])
def test_generic_or_unknown_allocation_is_neither(categorie: str | None, code: str | None) -> None:
    rij = soort(categorie, code)

    assert pd.isna(rij[k.VERBLIJF])
    assert rij[k.PLEEGZORG] is False


def test_foster_care_is_hulpvorm_11_of_a_stay_alone() -> None:
    assert soort("44", "44A07")[k.PLEEGZORG] is True
    assert soort("48", "48A01")[k.PLEEGZORG] is False
    assert soort("43", "43A07")[k.PLEEGZORG] is False


def test_catalogue_without_its_own_flag_follows_category_and_hulpvorm() -> None:
    zonder_vlag = PRODUCTEN.drop(columns=[k.VERBLIJF, k.VERBLIJF_CBS])

    assert soort("44", "44B15", zonder_vlag)[k.VERBLIJF_CBS] is True
    assert soort("44", "44B15", zonder_vlag)[k.VERBLIJF] is True
    assert soort("46", "46A03", zonder_vlag)[k.VERBLIJF] is False


def test_circle_of_successors_in_the_catalogue_ends() -> None:
    kring = PRODUCTEN.assign(**{k.OPVOLGER: PRODUCTEN[k.CODE].map({"45A04": "45A48", "45A48": "45A04"})})

    assert soort("45", "45A04", kring)[k.PRODUCTLIJN] in {"45A04", "45A48"}
