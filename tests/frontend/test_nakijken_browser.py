"""Checking masks with the real screen, the real server and only a keyboard or a mouse."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories.verzameling import VerhaalFactory
from tests.frontend.conftest import NieuwePagina, run_axe
from verhalen.gebruikers.models import Gebruiker
from verhalen.verzameling.models import Masker, Verhaal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The emoji are two and five code points long, the n with its stroke two:
# whoever counts UTF-16 units masks the wrong letters.
TEKST = "Op het plein 🇳🇱 stond 👩‍👧‍👦 naast Ömer. Hij is veertien en woont bij Ebon\u0304.\n\nDaarna belde niemand."


@pytest.fixture
def verhaal(onderzoeker: Gebruiker) -> Verhaal:
    """Two proposals stand over the text; the last name was not found."""
    verhaal: Verhaal = VerhaalFactory(gemeente=onderzoeker.gemeente, ruw=TEKST, maskers_voorgesteld_op=timezone.now())
    for woorden, soort in (("Ömer", "persoon"), ("veertien", "leeftijd")):
        start = TEKST.index(woorden)
        Masker.objects.create(
            gemeente=verhaal.gemeente,
            verhaal=verhaal,
            start=start,
            eind=start + len(woorden),
            soort=soort,
            herkomst="regel",
        )
    return verhaal


@pytest.fixture
def page(
    live_server: LiveServer, nieuwe_pagina: NieuwePagina, onderzoeker: Gebruiker, verhaal: Verhaal, settings: Any
) -> Page:
    settings.TWEEDE_FACTOR = False
    client = Client()
    client.force_login(onderzoeker)
    page = nieuwe_pagina()
    cookies = [{"name": name, "value": cookie.value, "url": live_server.url} for name, cookie in client.cookies.items()]
    page.context.add_cookies(cookies)
    page.goto(f"{live_server.url}/nakijken/{verhaal.pk}/")
    return page


def masked(verhaal: Verhaal) -> dict[str, str]:
    """Return the words under every standing mask, with its state."""
    standing = Masker.objects.filter(verhaal=verhaal).exclude(staat=Masker.Staat.VERVALLEN)
    return {TEKST[m.start : m.eind]: m.staat for m in standing}


def press(page: Page, *keys: str) -> None:
    """Press keys one by one and wait until the server has drawn what they did."""
    for key in keys:
        with page.expect_response(lambda response: response.request.method == "POST" and "woorden" not in response.url):
            page.keyboard.press(key)
        expect(page.locator("body")).not_to_have_attribute("aria-busy", "true")


def test_enter_accepts_and_goes_on_and_x_drops(page: Page, verhaal: Verhaal) -> None:
    press(page, "Enter", "x")

    assert masked(verhaal) == {"Ömer": Masker.Staat.BEVESTIGD}


def test_the_counter_tells_how_far_you_are(page: Page) -> None:
    expect(page.locator("[data-teller]")).to_have_text("0 van 2")

    press(page, "j")

    expect(page.locator("[data-teller]")).to_have_text("1 van 2")


def test_a_missed_name_is_masked_by_keyboard_alone_in_code_points(page: Page, verhaal: Verhaal) -> None:
    page.evaluate("document.querySelector('[data-tekst]').focus()")
    for key in ("End", "ArrowLeft", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    expect(page.locator("[data-gekozen]")).to_have_text("“Ebon\u0304”")

    press(page, "1")

    assert "Ebon\u0304" in masked(verhaal)


def test_words_on_both_sides_of_a_mask_are_masked_by_mouse(page: Page, verhaal: Verhaal) -> None:
    stuk = page.locator("[data-start='0']")
    vak = stuk.bounding_box()
    assert vak is not None

    page.mouse.dblclick(vak["x"] + 75, vak["y"] + vak["height"] / 2)
    expect(page.locator("form[data-toevoegen]")).to_have_attribute("data-actief", "")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.get_by_role("button", name="locatie").first.click()
    expect(page.locator("[data-teller]")).to_have_text("1 van 3")

    assert "plein" in masked(verhaal)


def test_brackets_move_the_ends_by_a_word(page: Page, verhaal: Verhaal) -> None:
    press(page, "[")
    assert "naast Ömer" in masked(verhaal)

    press(page, "{")
    assert "Ömer" in masked(verhaal)


def test_a_number_changes_the_type_and_u_takes_it_back(page: Page, verhaal: Verhaal) -> None:
    press(page, "3")
    assert Masker.objects.get(verhaal=verhaal, start=TEKST.index("Ömer")).soort == "organisatie"

    press(page, "u")
    assert Masker.objects.get(verhaal=verhaal, start=TEKST.index("Ömer")).soort == "persoon"


def test_the_words_under_a_mask_are_not_in_the_page_until_you_stand_on_it(page: Page) -> None:
    page.goto(page.url)

    assert "Ömer" not in page.content()
    expect(page.locator(".nu .masker__origineel")).to_have_text("Ömer")
    assert "veertien" not in page.content()


def test_the_story_does_not_move_when_a_mask_is_accepted(page: Page) -> None:
    plek = "document.querySelector('.verhaaltekst__alinea').getBoundingClientRect().top"
    before = page.evaluate(plek)

    press(page, "Enter")

    assert page.evaluate(plek) == before


def test_every_step_works_without_scripts(
    live_server: LiveServer, nieuwe_pagina: NieuwePagina, page: Page, verhaal: Verhaal
) -> None:
    zonder = nieuwe_pagina(java_script_enabled=False)
    zonder.context.add_cookies(page.context.cookies())
    zonder.goto(page.url)

    zonder.locator("[data-actie='bevestig']").first.click()
    zonder.fill("[name=woorden]", "Ebon\u0304")
    zonder.click("[data-actie='toevoegen']")

    assert masked(verhaal) == {
        "Ömer": Masker.Staat.BEVESTIGD,
        "veertien": Masker.Staat.VOORGESTELD,
        "Ebon\u0304": Masker.Staat.BEVESTIGD,
    }


@pytest.mark.parametrize("breedte", [1280, 820, 320])
def test_the_screen_is_accessible_and_fits(page: Page, breedte: int) -> None:
    page.set_viewport_size({"width": breedte, "height": 900})

    assert run_axe(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") == breedte
