"""The living page in a real browser: no axe violation, no sideways scroll, no console error."""

from __future__ import annotations

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.frontend.conftest import NieuwePagina, run_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("stand", ["light", "dark"])
@pytest.mark.parametrize("breedte", [1280, 820, 320])
def test_the_living_page_is_accessible_and_fits(
    live_server: LiveServer, nieuwe_pagina: NieuwePagina, stand: str, breedte: int
) -> None:
    page = nieuwe_pagina(breedte=breedte, color_scheme=stand)

    page.goto(f"{live_server.url}/stijlgids/")

    assert run_axe(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") == breedte


def test_targets_are_large_enough_to_touch(live_server: LiveServer, nieuwe_pagina: NieuwePagina) -> None:
    page = nieuwe_pagina(breedte=820, has_touch=True)
    page.goto(f"{live_server.url}/stijlgids/")

    te_klein = page.evaluate(
        """[...document.querySelectorAll('.kop__knop, main :is(.utrecht-button, .keuze, .utrecht-textbox)')]
           .filter((e) => e.checkVisibility()).map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
           .filter(([, r]) => r.height < 44 || r.width < 44).map(([t, r]) => `${t} ${r.width}x${r.height}`)"""
    )

    assert te_klein == []


def test_rows_in_the_field_form_are_48_pixels_high(live_server: LiveServer, nieuwe_pagina: NieuwePagina) -> None:
    page = nieuwe_pagina(breedte=820)
    page.goto(f"{live_server.url}/stijlgids/")

    hoogten = page.evaluate(
        """[...document.querySelectorAll('.veldpagina :is(.utrecht-button, .keuze, .utrecht-textarea)')]
           .map((e) => e.getBoundingClientRect().height)"""
    )

    assert hoogten
    assert min(hoogten) >= 48


def test_every_focusable_element_shows_where_the_focus_is(live_server: LiveServer, nieuwe_pagina: NieuwePagina) -> None:
    page = nieuwe_pagina()
    page.goto(f"{live_server.url}/stijlgids/")
    zonder_ring = []
    bezocht = 0

    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body"):
        bezocht += 1
        ring = page.evaluate(
            """(() => { const e = document.activeElement; const d = e.closest('.keuze') ?? e;
               const s = getComputedStyle(d);
               return [e.outerHTML.slice(0, 120), parseFloat(s.outlineWidth), s.outlineStyle]; })()"""
        )
        if ring[1] < 2 or ring[2] == "none":
            zonder_ring.append(ring)
        page.keyboard.press("Tab")

    assert bezocht > 80
    assert zonder_ring == []


def test_text_at_twice_the_size_still_fits(live_server: LiveServer, nieuwe_pagina: NieuwePagina) -> None:
    page = nieuwe_pagina(breedte=640)
    page.goto(f"{live_server.url}/stijlgids/")

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth") == 640


def test_the_chosen_display_is_kept_and_print_is_always_light(
    live_server: LiveServer, nieuwe_pagina: NieuwePagina
) -> None:
    page = nieuwe_pagina()
    page.goto(f"{live_server.url}/stijlgids/")
    papier = "getComputedStyle(document.documentElement).getPropertyValue('--verhalen-papier').trim()"

    page.select_option("[data-weergave]", "donker")
    page.reload()
    assert page.evaluate(papier) == "#191816"

    page.emulate_media(media="print")
    assert page.evaluate(papier) == "#fbfaf7"
