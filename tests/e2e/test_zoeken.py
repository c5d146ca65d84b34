"""Searching in a real browser: with the keyboard, on a phone, and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.bewoners import Bewoners, log_in
from tests.e2e.conftest import BUREAU, SMAL, describe, run_axe
from tests.factories.verzameling import VerhaalFactory
from verhalen.kern.rollen import Rol
from verhalen.verzameling.zoeken.index import index_verhaal

TEKSTEN = (
    "Wij stonden ruim zeven maanden op de wachtlijst. Niemand belde. 👩‍👧 Daarna wachtten we nog een keer.",
    "Op school zeiden ze: wacht maar af.",
    "De bus naar school komt nooit op tijd.",
)


@pytest.fixture
def verteld(stad: Bewoners) -> None:
    for number, tekst in enumerate(TEKSTEN):
        soort = "professional" if number == 1 else "verhaal"
        index_verhaal(
            VerhaalFactory(gemeente=stad.gemeente, nagekeken=True, tekst_veilig=tekst, pillen=[], soort=soort)
        )


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.usefixtures("verteld")
def test_met_alleen_het_toetsenbord_van_vraag_naar_treffer(bureau: Page) -> None:
    log_in(bureau, Rol.ONDERZOEKER)
    bureau.goto("/verhalen/")
    bureau.wait_for_load_state("networkidle")

    bureau.keyboard.press("/")
    expect(bureau.get_by_label("Zoek in de verhalen")).to_be_focused()
    bureau.keyboard.type('wachten OF "zeven maanden"')
    bureau.keyboard.press("Enter")

    expect(bureau.get_by_role("status").first).to_have_text("2 verhalen, 3 treffers")
    assert "wacht" not in bureau.url
    hit = bureau.locator(".kwic__regel", has=bureau.locator("mark", has_text="wachtten"))
    hit.focus()
    bureau.keyboard.press("Enter")
    expect(bureau.locator("mark:target")).to_have_text("wachtten")
    assert "wacht" not in bureau.url
    bureau.get_by_role("link", name="Terug naar wat u vond").click()
    expect(bureau.get_by_label("Zoek in de verhalen")).to_have_value('wachten OF "zeven maanden"')


@pytest.mark.usefixtures("verteld")
def test_treffers_staan_recht_onder_elkaar(bureau: Page) -> None:
    log_in(bureau, Rol.ONDERZOEKER)
    bureau.goto("/verhalen/")
    bureau.get_by_label("Zoek in de verhalen").fill("wacht*")
    bureau.get_by_role("button", name="Zoek", exact=True).click()

    lefts = bureau.locator(".kwic__regel mark").evaluate_all("marks => marks.map(m => m.getBoundingClientRect().left)")

    assert len(lefts) == 3
    assert max(lefts) - min(lefts) < 1


@pytest.mark.usefixtures("verteld")
def test_een_filter_versmalt_wat_gevonden_is_zonder_de_vraag_te_verraden(bureau: Page) -> None:
    log_in(bureau, Rol.ONDERZOEKER)
    bureau.goto("/verhalen/")
    bureau.get_by_label("Zoek in de verhalen").fill("school")
    bureau.get_by_role("button", name="Zoek", exact=True).click()
    expect(bureau.get_by_role("status").first).to_have_text("2 verhalen, 2 treffers")

    bureau.get_by_label("Soort").select_option(label="Verhaal van een professional")

    expect(bureau.get_by_role("status").first).to_have_text("1 verhaal, 1 treffer")
    expect(bureau).to_have_url(re.compile("soort=professional"))
    assert "school" not in bureau.url


@pytest.mark.usefixtures("verteld")
@pytest.mark.parametrize("vraag", ["wacht* OF school", "molen", "(wachten"])
def test_wat_gevonden_is_kan_iedereen_gebruiken(bureau: Page, vraag: str) -> None:
    log_in(bureau, Rol.ONDERZOEKER)
    bureau.goto("/verhalen/")
    bureau.get_by_label("Zoek in de verhalen").fill(vraag)
    bureau.get_by_role("button", name="Zoek", exact=True).click()
    bureau.wait_for_load_state("networkidle")
    bureau.get_by_text("Zo zoekt u preciezer").click()

    for size in (BUREAU, SMAL):
        bureau.set_viewport_size(size)
        violations = run_axe(bureau)
        assert not violations, describe(violations)
        assert fits(bureau)


@pytest.mark.usefixtures("verteld")
def test_het_verhaal_met_strepen_kan_iedereen_gebruiken(bureau: Page) -> None:
    log_in(bureau, Rol.ONDERZOEKER)
    bureau.goto("/verhalen/")
    bureau.get_by_label("Zoek in de verhalen").fill("wachten")
    bureau.get_by_role("button", name="Zoek", exact=True).click()
    bureau.locator(".kwic__regel").first.click()
    expect(bureau.locator("mark:target")).to_be_visible()

    violations = run_axe(bureau)
    assert not violations, describe(violations)


@pytest.mark.usefixtures("verteld")
def test_zonder_scripts_werkt_zoeken_en_filteren_ook(browser: Browser, live_server: object, stad: Bewoners) -> None:
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False, viewport=BUREAU)
    page = context.new_page()
    log_in(page, Rol.ONDERZOEKER)
    page.goto("/verhalen/")

    page.get_by_label("Zoek in de verhalen").fill("school")
    page.get_by_label("Soort").select_option(label="Verhaal van een professional")
    page.get_by_role("button", name="Toon").click()

    expect(page.get_by_role("status").first).to_have_text("1 verhaal, 1 treffer")
    page.locator(".kwic__regel").click()
    expect(page.locator("mark.treffer")).to_have_text("school")
    context.close()
