"""The coding screen in a real browser, by keyboard, by touch and without a script."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page, Route, expect

from tests.factories.codering import CodeerbaarVerhaalFactory, VoorstelFactory, VoorstelrondeFactory, maak_codeboek
from tests.factories.gebruikers import GebruikerFactory
from tests.factories.stamgegevens import GemeenteFactory
from tests.frontend.conftest import NieuwePagina, run_axe
from verhalen.codering import actions
from verhalen.codering.models import Codering, Fragment, Thema, Voorstel
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.rollen import Rol
from verhalen.verzameling.models import Verhaal, Werkbeurt

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Open = Callable[..., Page]


@pytest.fixture
def verhaal(transactional_db: None, settings: Any) -> Verhaal:
    """A checked story with two proposals, of a municipality with a codebook and one coder, 'codeur'."""
    settings.TWEEDE_FACTOR = False
    gemeente = GemeenteFactory(code="0995", naam="Lelystad", gm_code="GM0995")
    maak_codeboek(gemeente)
    GebruikerFactory(gemeente=gemeente, username="codeur", naam="Codeur", rollen=[Rol.ONDERZOEKER])
    verhaal = CodeerbaarVerhaalFactory(gemeente=gemeente)
    ronde = VoorstelrondeFactory(verhaal=verhaal)
    VoorstelFactory(ronde=ronde)
    bureaucratie = Thema.objects.get(gemeente=gemeente, slug="bureaucratie")
    plek = {"start": 88, "eind": 104, "regel": "x", "sterk": True, "ontkend": False, "wens": False}
    VoorstelFactory(ronde=ronde, thema=bureaucratie, onderbouwing=[plek])
    return verhaal


@pytest.fixture
def open_als_codeur(live_server: Any, verhaal: Verhaal, nieuwe_pagina: NieuwePagina) -> Open:
    client = Client()
    client.force_login(Gebruiker.objects.get(username="codeur"), backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]

    def open_pagina(path: str, **opties: Any) -> Page:
        page = nieuwe_pagina(**opties)
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page.goto(live_server.url + path)
        return page

    return open_pagina


def test_a_story_is_coded_with_the_keyboard_alone(open_als_codeur: Open, verhaal: Verhaal) -> None:
    page = open_als_codeur(f"/coderen/{verhaal.pk}/")

    page.keyboard.press("Enter")
    expect(page.locator(".paneel--voorstel")).to_have_count(1)
    page.keyboard.press("x")
    expect(page.locator(".paneel--voorstel")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator(".paneel--voorstel")).to_have_count(1)
    page.locator("#verhaal").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("/")
    page.keyboard.type("gehoord")
    page.keyboard.press("Enter")
    expect(page.locator("#fragmentkop")).to_be_visible()
    page.keyboard.press("-")
    expect(page.locator("#polariteit-negatief")).to_be_checked()
    page.keyboard.press("m")
    page.keyboard.type("let op 1 x u")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("v")

    aanvaard, zelf = Fragment.objects.actief().order_by("start")
    assert aanvaard.citaat == "We wachtten zeven maanden op hulp."
    assert (zelf.citaat, zelf.polariteit, zelf.memo) == (
        "Ik heb het nu vijf keer verteld.",
        "negatief",
        "let op 1 x u",
    )
    assert set(Voorstel.objects.values_list("staat", flat=True)) == {"aanvaard", "open"}
    assert Werkbeurt.objects.get(verhaal=verhaal, soort="coderen").klaar_op is not None


def hold_step(page: Page, path: str = "**/selectie/") -> list[Route]:
    """Keep back what this address answers until a test lets it through."""
    held: list[Route] = []
    page.route(path, lambda route: held.append(route))
    return held


def code_first_sentence(page: Page, code: str) -> None:
    """Choose the first sentence with the keyboard and press a code by its name."""
    page.locator("#verhaal").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("/")
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def test_a_memo_typed_before_the_fragment_stands_loses_no_letter(open_als_codeur: Open, verhaal: Verhaal) -> None:
    page = open_als_codeur(f"/coderen/{verhaal.pk}/")
    held = hold_step(page)
    code_first_sentence(page, "gehoord")
    page.wait_for_function("document.body.getAttribute('aria-busy') === 'true'")

    page.keyboard.type("mlet op: xu n")
    held[0].continue_()
    expect(page.locator("#memo")).to_have_value("let op: xu n")
    page.keyboard.type("og iets")
    page.keyboard.press("Tab")
    expect(page.locator("#memo")).to_have_value("let op: xu nog iets")

    expect(page.locator(".paneel--voorstel")).to_have_count(2)
    eventually(lambda: Fragment.objects.get().memo == "let op: xu nog iets")


def test_keys_after_a_memo_that_is_still_to_come_do_not_end_up_in_it(open_als_codeur: Open, verhaal: Verhaal) -> None:
    page = open_als_codeur(f"/coderen/{verhaal.pk}/")
    held = hold_step(page)
    code_first_sentence(page, "gehoord")
    page.wait_for_function("document.body.getAttribute('aria-busy') === 'true'")

    page.keyboard.type("mkort")
    page.keyboard.press("Tab")
    page.keyboard.press("v")
    with page.expect_navigation():
        held[0].continue_()

    eventually(lambda: Fragment.objects.get().memo == "kort")
    eventually(lambda: Werkbeurt.objects.get(verhaal=verhaal, soort="coderen").klaar_op is not None)


def test_a_memo_typed_while_a_code_is_added_stays(open_als_codeur: Open, verhaal: Verhaal) -> None:
    page = open_als_codeur(f"/coderen/{verhaal.pk}/")
    code_first_sentence(page, "gehoord")
    expect(page.locator("#fragmentkop")).to_be_visible()
    held = hold_step(page)
    page.keyboard.press("/")
    page.keyboard.type("bureau")
    page.keyboard.press("Enter")

    page.locator("#memo").focus()
    page.keyboard.type("tijdens het tekenen")
    held[0].continue_()
    expect(page.locator(".fragmentpaneel .paneel__kop")).to_have_count(2)

    expect(page.locator("#memo")).to_have_value("tijdens het tekenen")
    expect(page.locator("#memo")).to_be_focused()
    eventually(lambda: Fragment.objects.get().memo == "tijdens het tekenen")


def test_an_undone_memo_does_not_come_back(open_als_codeur: Open, verhaal: Verhaal) -> None:
    page = open_als_codeur(f"/coderen/{verhaal.pk}/")
    code_first_sentence(page, "gehoord")
    expect(page.locator("#fragmentkop")).to_be_visible()
    page.keyboard.press("m")
    page.keyboard.type("weg hiermee")
    page.keyboard.press("Tab")
    eventually(lambda: Fragment.objects.get().memo == "weg hiermee")

    page.locator("#verhaal").focus()
    page.keyboard.press("u")

    expect(page.locator("#memo")).to_have_count(0)
    eventually(lambda: Fragment.objects.get().memo == "")


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until the server has kept something; fails after ten seconds."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end, "niet bewaard"
        time.sleep(0.05)


def test_the_text_does_not_move_when_a_step_is_taken(open_als_codeur: Open, verhaal: Verhaal) -> None:
    page = open_als_codeur(f"/coderen/{verhaal.pk}/")
    before = page.locator(".verhaaltekst").bounding_box()

    page.keyboard.press("Enter")
    expect(page.locator(".paneel--voorstel")).to_have_count(1)

    assert page.locator(".verhaaltekst").bounding_box() == before


def test_a_proposal_lower_down_is_accepted_with_one_click_of_the_mouse(open_als_codeur: Open, verhaal: Verhaal) -> None:
    page = open_als_codeur(f"/coderen/{verhaal.pk}/")

    page.locator(".paneel--voorstel").nth(1).get_by_role("button", name="Klopt", exact=True).click()
    expect(page.locator(".paneel--voorstel")).to_have_count(1)

    assert Codering.objects.get().thema.slug == "bureaucratie"


def test_a_story_is_coded_without_a_script(open_als_codeur: Open, verhaal: Verhaal) -> None:
    page = open_als_codeur(f"/coderen/{verhaal.pk}/", java_script_enabled=False)

    page.locator("summary", has_text="Kies een zin").click()
    page.get_by_role("link", name="Ik heb het nu vijf keer verteld.").click()
    page.get_by_label("Code", exact=True).select_option("knop:4")
    page.get_by_role("button", name="Codeer", exact=True).click()
    page.get_by_role("radio", name="negatief").check()
    page.get_by_label("Memo").fill("Zonder script.")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.locator(".paneel--voorstel").first.get_by_role("button", name="Klopt", exact=True).click()
    page.locator(".paneel--voorstel").first.get_by_role("button", name="Klopt niet").click()

    eerste, tweede = Fragment.objects.actief().order_by("start")
    assert (tweede.citaat, tweede.polariteit, tweede.memo) == (
        "Ik heb het nu vijf keer verteld.",
        "negatief",
        "Zonder script.",
    )
    assert eerste.coderingen.get().voorstel is not None
    assert not Voorstel.objects.open().exists()


def test_words_chosen_with_a_finger_are_coded_with_large_buttons(open_als_codeur: Open, verhaal: Verhaal) -> None:
    page = open_als_codeur(f"/coderen/{verhaal.pk}/", breedte=390, hoogte=780, has_touch=True, is_mobile=True)

    _select(page, "zeven maanden")
    page.locator("#code-keuze").select_option("thema:gehoord-worden")
    button = page.get_by_role("button", name="Codeer", exact=True)
    box = button.bounding_box()
    button.tap()
    expect(page.locator("#fragmentkop")).to_be_visible()

    assert Fragment.objects.get().citaat == "zeven maanden"
    assert box is not None
    assert box["height"] >= 44


@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        ("👩‍👧 en ik 😡 wachtten lang. Klaar.", "wachtten lang"),
        ("Een cafe\u0323 met ze\u0323\u0302 erbij, dat hielp. Klaar.", "dat hielp"),
        ("אמרתי די en toen luisterde ze. Klaar.", "toen luisterde"),
    ],
)
def test_positions_agree_with_emoji_and_combining_marks(
    open_als_codeur: Open, verhaal: Verhaal, tekst: str, woorden: str
) -> None:
    Verhaal.objects.filter(pk=verhaal.pk).update(tekst_veilig=tekst, pillen=[])
    Voorstel.objects.all().delete()
    page = open_als_codeur(f"/coderen/{verhaal.pk}/")

    _select(page, woorden)
    page.keyboard.press("1")
    expect(page.locator("#fragmentkop")).to_be_visible()

    assert Fragment.objects.get().citaat == woorden


@pytest.mark.parametrize(("breedte", "hoogte"), [(1400, 900), (820, 1180), (320, 700)])
@pytest.mark.parametrize("kleuren", ["light", "dark"])
def test_no_page_of_this_room_has_an_axe_violation_or_scrolls_sideways(
    open_als_codeur: Open, verhaal: Verhaal, breedte: int, hoogte: int, kleuren: str
) -> None:
    codeur = Gebruiker.objects.get(username="codeur")
    thema = Thema.objects.get(slug="wachten")
    fragment = actions.code_selectie(verhaal=verhaal, start=0, eind=34, by=codeur, thema=thema).fragment
    other = CodeerbaarVerhaalFactory(gemeente=verhaal.gemeente)
    actions.code_selectie(verhaal=other, start=0, eind=34, by=codeur, thema=thema)
    paths = [
        "/coderen/",
        f"/coderen/{verhaal.pk}/",
        f"/coderen/{verhaal.pk}/?fragment={fragment.pk}",
        f"/coderen/fragmenten/{fragment.pk}/",
        "/coderen/fragmenten/?code=thema:wachten",
        "/coderen/codeboek/",
    ]

    for path in paths:
        page = open_als_codeur(path, breedte=breedte, hoogte=hoogte, color_scheme=kleuren)
        assert run_axe(page) == {}, path
        assert page.evaluate("document.documentElement.scrollWidth") <= breedte, path


def _select(page: Page, woorden: str) -> None:
    """Choose words as a finger or mouse does: by the selection of the browser itself."""
    page.evaluate(
        """(woorden) => {
          const walker = document.createTreeWalker(document.querySelector('[data-tekst]'), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(woorden);
            if (at >= 0) document.getSelection().setBaseAndExtent(node, at, node, at + woorden.length);
          }
        }""",
        woorden,
    )
    expect(page.locator("[data-gekozen]")).to_contain_text(woorden)
