"""A real Chromium against a real server; what the browser prints to its console as an error fails the test."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.bewoners import Bewoners, build_stad
from verhalen.opdrachten.referentie import load_referentie

# Playwright's own loop runs in this thread; Django would refuse the database otherwise.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
WORTEL = Path(__file__).resolve().parent.parent.parent
AXE = WORTEL / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
TABLET = {"width": 820, "height": 1180}
BUREAU = {"width": 1280, "height": 900}
SMAL = {"width": 320, "height": 700}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "Chromium ontbreekt: draai 'make test', dat installeert hem of zegt wat er mist."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def stad(transactional_db: None, settings: Any) -> Bewoners:
    """The reference data of Lelystad, with one person per role."""
    settings.TWEEDE_FACTOR = False
    load_referentie(WORTEL / "fixtures" / "lelystad")
    return build_stad()


@pytest.fixture
def bureau(browser: Browser, live_server: Any, stad: Bewoners) -> Iterator[Page]:
    yield from _page(browser, live_server.url, BUREAU)


@pytest.fixture
def tablet(browser: Browser, live_server: Any, stad: Bewoners) -> Iterator[Page]:
    yield from _page(browser, live_server.url, TABLET)


def _page(browser: Browser, url: str, size: dict[str, int]) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(base_url=url, viewport=size, locale="nl-NL")
    context.set_default_timeout(15_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    unexpected = [error for error in errors if "favicon" not in error and "422" not in error]
    assert not unexpected, unexpected


def run_axe(page: Page) -> list[dict[str, Any]]:
    """Return the violations that axe finds on the page as it stands (WCAG 2 A, AA and best practices)."""
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        {"id": item["id"], "help": item["help"], "nodes": [node["html"][:160] for node in item["nodes"]]}
        for item in result["violations"]
    ]


def describe(violations: list[dict[str, Any]]) -> str:
    return json.dumps(violations, indent=1, ensure_ascii=False)
