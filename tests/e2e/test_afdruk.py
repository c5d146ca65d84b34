"""On paper: a joint display is one A4, and so is the matrix on its side."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.e2e.bewoners import Bewoners, log_in
from tests.e2e.conftest import BUREAU
from tests.e2e.test_toegankelijkheid import build_inhoud
from verhalen.kern.rollen import Rol


def count_pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("adres", ["/duiden/knoppen/4/", "/duiden/"])
def test_het_past_op_een_vel(bureau: Page, stad: Bewoners, adres: str) -> None:
    build_inhoud(stad.gemeente)
    log_in(bureau, Rol.PROGRAMMATEAM)
    bureau.set_viewport_size(BUREAU)
    bureau.goto(adres)

    pdf = bureau.pdf(format="A4", prefer_css_page_size=True)

    assert count_pages(pdf) == 1
