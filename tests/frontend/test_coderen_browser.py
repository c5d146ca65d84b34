"""Coding by keyboard and mouse: what is posted is a range of code points, and the page stays where it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.frontend import proefpaginas
from tests.frontend.conftest import NieuwePagina, run_axe
from tests.frontend.proefpaginas import EERSTE, TWEEDE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.frontend.proefpaginas"),
]


@pytest.fixture
def page(live_server: LiveServer, nieuwe_pagina: NieuwePagina) -> Page:
    proefpaginas.ontvangen.clear()
    page = nieuwe_pagina()
    page.goto(f"{live_server.url}/proef/")
    return page


def post(page: Page, key: str) -> dict[str, str]:
    """Press ``key`` and return what the server received."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.press(key)
    return proefpaginas.ontvangen[-1]


def walk(page: Page, *keys: str) -> None:
    page.evaluate("document.querySelector('[data-tekst]').focus({preventScroll: true})")
    for key in keys:
        page.keyboard.press(key)


def test_a_word_after_emoji_accents_and_hebrew_is_posted_in_code_points(page: Page) -> None:
    walk(page, *["ArrowRight"] * 2)

    sent = post(page, "1")

    assert EERSTE[int(sent["start"]) : int(sent["eind"])] == "zei"
    assert sent["code"] == "thema:wachten"


def test_shift_extends_over_a_mask_that_shows_other_words_than_it_covers(page: Page) -> None:
    walk(page, *["ArrowRight"] * 4, "Shift+ArrowRight")
    assert page.inner_text("[data-gekozen]") == "“persoon 1 belde”"

    sent = post(page, "2")

    assert int(sent["start"]) == len(EERSTE)
    assert int(sent["eind"]) == len(EERSTE) + 9 + len(" belde")


def test_a_sentence_is_chosen_with_the_down_key(page: Page) -> None:
    walk(page, "ArrowDown", "ArrowDown", "ArrowDown")

    sent = post(page, "1")

    start = len(EERSTE) + 9 + len(" belde. ")
    assert [int(sent["start"]), int(sent["eind"])] == [start, start + len(TWEEDE)]


def test_a_mouse_selection_of_half_words_becomes_whole_words(page: Page) -> None:
    page.evaluate(
        """() => { const t = document.querySelector('[data-fragment="12"]').firstChild;
                   document.getSelection().setBaseAndExtent(t, 8, t, 19); }"""
    )
    expect(page.locator("form[data-codeer]")).to_have_attribute("data-actief", "")

    sent = post(page, "1")

    start = len(EERSTE) + 9 + len(" belde. ")
    assert TWEEDE[int(sent["start"]) - start : int(sent["eind"]) - start] == "een nieuw gezicht"


def test_a_selection_that_ends_in_the_next_paragraph_stops_at_its_own(page: Page) -> None:
    page.evaluate(
        """() => { const een = document.querySelector('[data-fragment="12"]').firstChild;
                   const twee = document.querySelectorAll('.verhaaltekst__alinea')[1];
                   document.getSelection().setBaseAndExtent(een, 26, twee, 0); }"""
    )
    expect(page.locator("form[data-codeer]")).to_have_attribute("data-actief", "")

    sent = post(page, "1")

    start = len(EERSTE) + 9 + len(" belde. ")
    assert TWEEDE[int(sent["start"]) - start : int(sent["eind"]) - start] == "steeds opnieuw."


def test_the_text_stays_in_place_while_the_server_redraws_it(page: Page) -> None:
    page.mouse.wheel(0, 700)
    page.wait_for_timeout(300)
    plek = "document.querySelectorAll('.verhaaltekst__alinea')[12].getBoundingClientRect().top"
    before = page.evaluate(plek)
    assert page.evaluate("scrollY") > 300

    post(page, "x")
    expect(page.locator("#voorstel-7")).to_have_count(0)

    assert page.evaluate(plek) == before


def test_opening_a_story_starts_at_its_first_line(page: Page) -> None:
    assert page.locator(".voorstel.nu").count() == 1

    assert page.evaluate("scrollY") == 0


def test_going_to_the_next_proposal_brings_its_words_into_view(page: Page) -> None:
    page.keyboard.press("n")
    page.keyboard.press("p")

    expect(page.locator(".voorstel.nu")).to_be_in_viewport()


def test_typing_in_a_field_presses_no_shortcut(page: Page) -> None:
    page.keyboard.press("m")
    page.keyboard.type("x1u")

    assert page.input_value("[data-memo]") == "x1u"
    assert proefpaginas.ontvangen == []


def test_shortcuts_can_be_switched_off(page: Page) -> None:
    page.evaluate("localStorage.setItem('sneltoetsen', 'uit')")

    page.keyboard.press("x")
    page.keyboard.press("m")

    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert proefpaginas.ontvangen == []


def test_a_code_without_words_says_what_to_do_first(page: Page) -> None:
    page.keyboard.press("1")

    assert page.inner_text("[data-keuze-melding]") == "Kies eerst woorden in de tekst."
    assert proefpaginas.ontvangen == []


def test_search_hides_what_does_not_match_and_enter_takes_the_first_hit(page: Page) -> None:
    walk(page, "ArrowRight")
    page.keyboard.press("/")
    page.keyboard.type("REUNIE")
    assert page.locator("[data-code]:visible").count() == 1
    assert page.locator("[data-groep]:visible").count() == 1

    assert post(page, "Enter")["code"] == "thema:wonen"


def test_enter_accepts_the_proposal_you_stand_on_and_u_takes_it_back(page: Page) -> None:
    page.keyboard.press("n")

    assert post(page, "Enter") == {"voorstel": "8", "actie": "klopt"}
    expect(page.locator("#voorstel-8")).to_have_count(0)
    assert post(page, "u") == {"actie": "ongedaan"}


def test_after_a_decision_you_stand_on_the_proposal_that_is_left(page: Page) -> None:
    post(page, "x")
    expect(page.locator("#voorstel-7")).to_have_count(0)

    page.wait_for_timeout(100)

    expect(page.locator("#voorstel-8")).to_have_class("paneel paneel--voorstel nu")


def test_a_click_on_coded_words_opens_their_fragment(page: Page) -> None:
    x, y = page.evaluate(
        """(() => { const r = document.querySelector('mark[data-fragment]').getClientRects()[0];
                  return [r.x + 8, r.y + 8]; })()"""
    )

    page.mouse.click(x, y)

    page.wait_for_url("**/proef/?fragment=12")


def test_escape_lets_the_choice_go(page: Page) -> None:
    walk(page, "ArrowRight", "Escape")

    assert page.input_value("[name=start]") == ""
    assert page.inner_text("[data-gekozen]") == "Kies woorden in de tekst"


def test_the_margin_bar_stands_beside_the_coded_lines(page: Page) -> None:
    bar, mark = (page.locator(kiezer).first.bounding_box() for kiezer in (".margebalk", "mark[data-fragment='12']"))

    assert bar is not None
    assert mark is not None
    assert abs(bar["y"] - mark["y"]) <= 2
    assert abs(bar["height"] - mark["height"]) <= 4
    assert bar["x"] > mark["x"] + mark["width"]


def test_the_page_is_accessible_and_its_colours_hold_in_the_dark(
    live_server: LiveServer, nieuwe_pagina: NieuwePagina
) -> None:
    page = nieuwe_pagina(color_scheme="dark")
    page.goto(f"{live_server.url}/proef/")

    assert run_axe(page) == {}


def test_without_scripts_words_can_be_typed_and_coded(live_server: LiveServer, nieuwe_pagina: NieuwePagina) -> None:
    proefpaginas.ontvangen.clear()
    page = nieuwe_pagina(java_script_enabled=False)
    page.goto(f"{live_server.url}/proef/")

    page.fill("[name=citaat]", "nieuw gezicht")
    page.click("button[value='thema:wachten']")

    assert proefpaginas.ontvangen[-1]["citaat"] == "nieuw gezicht"
