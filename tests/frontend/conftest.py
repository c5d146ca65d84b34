"""A real Chromium for the pages; missing tools are an error with the cure in it, never a silent skip."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

FRONTEND = Path(__file__).parents[2] / "frontend"
AXE = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
VLAGGEN = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
NieuwePagina = Callable[..., Page]


@pytest.fixture(scope="session", autouse=True)
def statische_map() -> None:
    """WhiteNoise warns about a static folder that is not there; the live server reads the sources itself."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def gebouwd() -> Path:
    """Build the front end as users get it."""
    node = shutil.which("node")
    if node is None or not AXE.exists():
        pytest.fail("Node of frontend/node_modules ontbreekt: draai 'npm ci --ignore-scripts' in frontend/.")
    subprocess.run([node, str(FRONTEND / "bouw.mjs")], check=True, capture_output=True)
    return FRONTEND / "gebouwd"


@pytest.fixture(scope="session")
def chromium(gebouwd: Path) -> Iterator[Browser]:
    """One browser for the whole run; ``CHROMIUM`` names another binary."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium ontbreekt: installeer het pakket 'chromium' of zet CHROMIUM naar het programma.")
    # Playwright keeps an event loop in this thread; Django would take that for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=VLAGGEN)
        yield browser
        browser.close()


@pytest.fixture
def nieuwe_pagina(chromium: Browser) -> Iterator[NieuwePagina]:
    """Open pages with a width, a colour scheme, with or without scripts; fails on errors in the console."""
    klachten: list[str] = []
    contexts: list[Any] = []

    def open_pagina(*, breedte: int = 1280, hoogte: int = 900, **opties: Any) -> Page:
        context = chromium.new_context(viewport={"width": breedte, "height": hoogte}, **opties)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: klachten.append(str(error)))
        page.on("console", lambda message: klachten.append(message.text) if message.type == "error" else None)
        return page

    yield open_pagina
    for context in contexts:
        context.close()
    assert klachten == []


def run_axe(page: Page) -> dict[str, list[str]]:
    """Return axe's violations as rule -> elements; the rules of WCAG 2.2 A and AA plus best practice."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document)")
    assert result["passes"], "axe heeft niets gemeten"
    return {v["id"]: [node["html"][:160] for node in v["nodes"]] for v in result["violations"]}
