"""The whole road in a real browser: told by a field worker, checked, coded, and found again."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.bewoners import Bewoners, log_in, log_out
from verhalen.codering.models import Codering
from verhalen.kern.rollen import Rol
from verhalen.verzameling.models import Verhaal, Weigering

VERHAAL = (
    "Toen Jayden niet meer naar school wilde, belde ik de huisarts. Die stuurde ons naar het wijkteam. "
    "We zijn van het kastje naar de muur gestuurd. Ik heb het nu vijf keer verteld, steeds aan iemand anders."
)


def tell_verhaal(page: Page) -> str:
    """Tell the story as a field worker does and return the code on the card."""
    log_in(page, Rol.VELDWERKER)
    page.get_by_role("link", name="Verhaal van ouder of jeugdige").click()
    page.get_by_text("18 jaar of ouder").first.click()
    page.get_by_text("De verteller zelf").click()
    page.get_by_text("Mogen wij dit verhaal bewaren en ervan leren?").click()
    page.get_by_text("Mogen wij er zinnen uit gebruiken, zonder naam?").click()
    page.get_by_role("button", name="Ja, verder").click()
    page.get_by_label("Wat wilt u vertellen?").fill(VERHAAL)
    page.get_by_label("In welke wijk speelt het?").select_option(label="Boswijk")
    page.get_by_label("Wanneer gebeurde het?").select_option(index=1)
    page.get_by_role("button", name="Klaar, bewaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaard. Dank u wel.")
    return page.locator(".kaartje__code").inner_text().strip()


def check_maskers(page: Page) -> None:
    """Check the masks as a researcher does: agree with the proposals and declare that no name is left."""
    log_in(page, Rol.ONDERZOEKER)
    page.goto("/nakijken/")
    page.get_by_role("link", name="Verhaal van ouder of jeugdige").first.click()
    # The page loads its module after it shows the text.
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="open voorstel").or_(page.get_by_role("button", name="laatste voorstel")).click()
    page.get_by_role("button", name="Nagekeken: ik zie geen namen meer").click()
    expect(page.get_by_text("Nagekeken en bewaard")).to_be_visible()


def test_een_verhaal_wordt_verteld_nagekeken_en_gecodeerd(tablet: Page, stad: Bewoners) -> None:
    code = tell_verhaal(tablet)
    log_out(tablet)
    check_maskers(tablet)

    verhaal = Verhaal.objects.get()
    assert "Jayden" not in verhaal.tekst_veilig
    assert "[persoon 1]" in verhaal.tekst_veilig
    assert code.count("-") == 2

    tablet.goto(f"/coderen/{verhaal.pk}/")
    tablet.wait_for_load_state("networkidle")
    tablet.locator("[data-voorstel] [data-actie=klopt]").first.click()
    expect(tablet.locator("[data-fragment]").first).to_be_visible()

    assert Codering.objects.filter(fragment__verhaal=verhaal, voorstel__isnull=False).exists()

    code_by_hand(tablet, "Ik heb het nu vijf keer verteld", "knop:4")
    assert Codering.objects.filter(fragment__verhaal=verhaal, knop__nummer=4, voorstel__isnull=True).exists()

    log_out(tablet)
    log_in(tablet, Rol.PROGRAMMATEAM)
    tablet.goto("/duiden/")
    tablet.get_by_role("link", name="1 gezin, 1 plan, 1 contactpersoon").click()
    expect(tablet.get_by_text("minder dan 5 verhalen").first).to_be_visible()
    tablet.get_by_role("link", name="naar het verhaal").first.click()
    expect(tablet.get_by_text("Ik heb het nu vijf keer verteld").first).to_be_visible()


def code_by_hand(page: Page, words: str, code: str) -> None:
    """Choose words in the text and give them a code, with the buttons under it."""
    page.evaluate(SELECT_WORDS, words)
    expect(page.locator("[data-gekozen]")).to_contain_text(words)
    page.locator("#code-keuze").select_option(code)
    with page.expect_response(lambda response: "/selectie/" in response.url):
        page.get_by_role("button", name="Codeer", exact=True).click()


# As a finger or mouse does: by the selection of the browser itself.
SELECT_WORDS = """words => {
  const walker = document.createTreeWalker(document.querySelector("[data-tekst]"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at >= 0) document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""


def test_wie_nee_zegt_wordt_alleen_geteld(tablet: Page, stad: Bewoners) -> None:
    log_in(tablet, Rol.VELDWERKER)
    tablet.get_by_role("link", name="Straatinterview").click()

    tablet.get_by_role("button", name="Nee, doet niet mee").click()

    expect(tablet.get_by_text("Geteld als weigering. Verder is er niets bewaard.")).to_be_visible()
    assert Weigering.objects.get().aantal == 1
    assert not Verhaal.objects.exists()


def test_met_de_code_laat_een_verteller_het_verhaal_wissen(tablet: Page, stad: Bewoners) -> None:
    code = tell_verhaal(tablet)
    log_out(tablet)
    tablet.goto("/mijn-verhaal/")
    tablet.get_by_label("De code op uw kaartje").fill(code.upper())
    tablet.get_by_role("button", name="Bekijk").click()

    tablet.get_by_text("Ik wil dat mijn verhaal wordt gewist").click()
    tablet.get_by_role("button", name="Wis mijn verhaal").click()

    expect(tablet.get_by_text("Uw verhaal is gewist")).to_be_visible()
    assert Verhaal.objects.get().staat == Verhaal.Staat.INGETROKKEN
