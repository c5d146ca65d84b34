"""The screens: they work without JavaScript, and htmx gets a part of the same page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.stamgegevens import AanbiederFactory, GebiedFactory, VertellerrolFactory, ZorgvormFactory
from tests.factories.verzameling import MaskerFactory, UitvraagFactory, VerhaalFactory, antwoord
from tests.verhalen.verzameling.conftest import TEKST
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Gebeurtenis
from verhalen.kern.rollen import Rol
from verhalen.kluis.models import Bron
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.forms import DRIEHOEK, driehoek_values
from verhalen.verzameling.models import Inzending, Masker, Uitvraag, Verhaal, Weigering, Werkbeurt, Zorgroute
from verhalen.verzameling.pas import GELDIG_SECONDEN, issue

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
JA = {"leeftijd_verteller": "18+", "gegeven_door": "zelf", "hoe": "mondeling", "bewaren_en_analyseren": "on"}


def invoer(uitvraag: Uitvraag) -> str:
    return f"/verzamelen/uitvraag/{uitvraag.slug}/"


def get_pas(client: Client, uitvraag: Uitvraag, **answers: str) -> str:
    """Answer the consent questions and return what the next screen carries along."""
    page = client.post(invoer(uitvraag), JA | answers)
    assert page.status_code == 200, page.context["form"].errors
    pas: str = page.context["pas"]
    return pas


def tell(client: Client, uitvraag: Uitvraag, pas: str, **fields: Any) -> Any:
    data = {"pas": pas, "tekst_1": "We wachtten zeven maanden.", "verteld_op": "2025-06-02"} | fields
    return client.post(invoer(uitvraag), data)


# Verzamelen


def test_the_first_screen_shows_the_rounds_that_are_open(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    UitvraagFactory(gemeente=veldwerker.gemeente, gesloten=True, naam="Vorige ronde")

    content = als(veldwerker).get("/verzamelen/").content.decode()

    assert uitvraag.naam in content
    assert "Vorige ronde" not in content


def test_consent_comes_before_the_story_and_keeps_nothing(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    client = als(veldwerker)

    first = client.get(invoer(uitvraag))
    second = client.post(invoer(uitvraag), JA)

    assert "tekst_1" not in first.content.decode()
    assert "tekst_1" in second.content.decode()
    assert Inzending.objects.count() == Bron.objects.count() == Gebeurtenis.objects.count() == 0


def test_a_story_is_told_in_two_steps_without_javascript(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    client = als(veldwerker)

    response = tell(client, uitvraag, get_pas(client, uitvraag, citeren="on"))

    inzending = Inzending.objects.get()
    code = response.context["ontvangst"].intrekcode
    assert code in response.content.decode()
    assert (inzending.ingevoerd_door, inzending.kanaal) == (veldwerker, "formulier")
    assert inzending.toestemming.citeren is True
    assert inzending.verhalen.get().verteld_op == date(2025, 6, 2)


def test_everything_that_was_asked_is_kept(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    gemeente = veldwerker.gemeente
    rol, wijk = VertellerrolFactory(gemeente=gemeente), GebiedFactory(gemeente=gemeente)
    zorgvorm, aanbieder = ZorgvormFactory(gemeente=gemeente), AanbiederFactory(gemeente=gemeente)
    client = als(veldwerker)
    pas = get_pas(client, uitvraag, opnieuw_benaderen="on")
    kwartaal = f"{timezone.localdate().year}-K1"

    tell(
        client,
        uitvraag,
        pas,
        vertellerrol=rol.pk,
        leeftijdsband="12-15",
        gebied=wijk.pk,
        periode=kwartaal,
        zorgvorm=zorgvorm.pk,
        aanbieder=aanbieder.pk,
        inspraak="3",
        cijfer="8",
        zonder_hulp="lichter",
        driehoek="zelf-mensen",
        contact="06 1234 5678",
    )

    verhaal = Verhaal.objects.get()
    assert (verhaal.vertellerrol, verhaal.gebied, verhaal.zorgvorm, verhaal.aanbieder) == (
        rol,
        wijk,
        zorgvorm,
        aanbieder,
    )
    assert (verhaal.leeftijdsband, verhaal.periode) == ("12-15", kwartaal)
    oordeel = verhaal.oordeel
    assert (oordeel.inspraak, oordeel.hielp, oordeel.cijfer, oordeel.zonder_hulp) == (3, None, 8, "lichter")
    assert (oordeel.driehoek_zelf, oordeel.driehoek_mensen, oordeel.driehoek_hulpverleners) == (50, 50, 0)
    assert verhaal.inzending.contact is not None


def test_contact_is_asked_only_of_who_may_be_asked_again(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    client = als(veldwerker)

    without = client.post(invoer(uitvraag), JA)
    with_permission = client.post(invoer(uitvraag), JA | {"opnieuw_benaderen": "on"})

    assert "contact" not in without.context["form"].fields
    assert "contact" in with_permission.context["form"].fields


@pytest.mark.parametrize(
    ("answers", "zin"),
    [
        ({"bewaren_en_analyseren": ""}, "Zonder toestemming bewaren wij niets"),
        ({"leeftijd_verteller": "12-15"}, "een ouder of voogd geven samen toestemming"),
        ({"leeftijd_verteller": "0-11"}, "toestemming van een ouder of voogd nodig"),
    ],
)
def test_consent_that_does_not_hold_stays_on_the_first_screen(
    als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag, answers: dict[str, str], zin: str
) -> None:
    response = als(veldwerker).post(invoer(uitvraag), JA | answers)

    assert response.status_code == 422
    assert zin in response.content.decode()
    assert "tekst_1" not in response.content.decode()


def test_questions_left_open_are_named(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    response = als(veldwerker).post(invoer(uitvraag), {"hoe": "mondeling"})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"leeftijd_verteller", "gegeven_door"}
    assert "?</a> Maak een keuze." in response.content.decode(), "a question is not followed by a colon"


def test_the_first_screen_can_be_left_without_counting_a_refusal(
    als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag
) -> None:
    """A form opened by mistake needs a way out that is not 'Nee, doet niet mee'."""
    assert 'href="/verzamelen/">Terug' in als(veldwerker).get(invoer(uitvraag)).content.decode()


def test_a_professional_is_not_asked_for_an_age(als: Any, veldwerker: Gebruiker, lelystad: Gemeente) -> None:
    uitvraag = UitvraagFactory(gemeente=lelystad, professional=True)
    client = als(veldwerker)

    page = client.get(invoer(uitvraag))
    tell(client, uitvraag, get_pas(client, uitvraag), vertellersoort="huisarts")

    assert "leeftijd_verteller" not in page.context["form"].fields
    assert (Verhaal.objects.get().soort, Verhaal.objects.get().vertellersoort) == ("professional", "huisarts")


def test_a_professional_cannot_consent_for_a_client_on_the_screen_either(
    als: Any, veldwerker: Gebruiker, lelystad: Gemeente
) -> None:
    uitvraag = UitvraagFactory(gemeente=lelystad, professional=True)

    response = als(veldwerker).post(invoer(uitvraag), JA | {"gegeven_door": "ouder"})

    assert response.status_code == 422
    assert "nooit namens een cliënt" in response.content.decode()


def test_a_street_interview_asks_no_judgement(als: Any, veldwerker: Gebruiker, lelystad: Gemeente) -> None:
    page = als(veldwerker).post(invoer(UitvraagFactory(gemeente=lelystad, straat=True)), JA)

    assert page.context["form"].oordeelvelden == []
    assert "zorgvorm" not in page.context["form"].fields


def test_a_meeting_has_a_box_for_every_statement(als: Any, veldwerker: Gebruiker, lelystad: Gemeente) -> None:
    uitvraag = UitvraagFactory(gemeente=lelystad, bijeenkomst=True)
    client = als(veldwerker)
    pas = get_pas(client, uitvraag)

    tell(client, uitvraag, pas, tekst_1="Een.", tekst_2="", tekst_3="Drie.")

    assert Inzending.objects.count() == 1
    assert Verhaal.objects.count() == 2


def test_more_boxes_keep_what_was_typed(als: Any, veldwerker: Gebruiker, lelystad: Gemeente) -> None:
    uitvraag = UitvraagFactory(gemeente=lelystad, bijeenkomst=True)
    client = als(veldwerker)
    typed = {f"tekst_{nummer}": f"Uitspraak {nummer}." for nummer in range(1, 7)}

    page = tell(client, uitvraag, get_pas(client, uitvraag), meer="1", **typed)

    assert page.status_code == 200
    assert len(page.context["form"].tekstvelden) == 12
    assert "Uitspraak 6." in page.content.decode()
    assert Verhaal.objects.count() == 0


def test_a_second_click_on_the_same_form_keeps_one_story(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    client = als(veldwerker)
    pas = get_pas(client, uitvraag)
    tell(client, uitvraag, pas)

    again = tell(client, uitvraag, pas)

    assert Verhaal.objects.count() == 1
    assert "Dit verhaal was al ontvangen" in again.content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"tekst_1": ""}, "tekst_1"),
        ({"tekst_1": "  \n "}, "tekst_1"),
        ({"tekst_1": "Ik\0sprak"}, "tekst_1"),
        ({"tekst_1": "a" * 262_145}, "tekst_1"),
        ({"verteld_op": ""}, "verteld_op"),
        ({"verteld_op": "gisteren"}, "verteld_op"),
        ({"verteld_op": "2999-01-01"}, "verteld_op"),
        ({"gebied": "999999"}, "gebied"),
        ({"inspraak": "11"}, "inspraak"),
        ({"driehoek": "ergens"}, "driehoek"),
    ],
    ids=lambda value: "",
)
def test_a_mistake_keeps_nothing_and_loses_nothing(
    als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag, fields: dict[str, str], field: str
) -> None:
    client = als(veldwerker)
    pas = get_pas(client, uitvraag)

    page = tell(client, uitvraag, pas, vertellersoort="", **fields)

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {field}
    assert Inzending.objects.count() == 0
    # The consent is carried along, so that the form can be sent again.
    assert page.context["pas"] == pas
    if field != "tekst_1":
        assert "We wachtten zeven maanden." in page.content.decode()


def test_a_wijk_of_another_municipality_cannot_be_chosen(
    als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag, elders: Gemeente
) -> None:
    vreemd = GebiedFactory(gemeente=elders)
    client = als(veldwerker)

    page = tell(client, uitvraag, get_pas(client, uitvraag), gebied=vreemd.pk)

    assert page.status_code == 422
    assert "gebied" in page.context["form"].errors


def damage(pas: str) -> str:
    return pas[:-3] + ("aaa" if pas[-3:] != "aaa" else "bbb")


def test_a_consent_that_was_tampered_with_is_asked_again(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    client = als(veldwerker)

    response = tell(client, uitvraag, damage(get_pas(client, uitvraag)))

    assert response.status_code == 422
    assert "De toestemming is onderweg beschadigd." in response.content.decode()
    assert Inzending.objects.count() == 0


@pytest.fixture
def na_een_halve_dag(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the clock of signatures jump past the time that a consent holds."""

    def jump() -> None:
        moment = signing.time.time() + GELDIG_SECONDEN + 60
        monkeypatch.setattr(signing.time, "time", lambda: moment)

    return jump


def test_a_consent_is_asked_again_after_half_a_day(
    als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag, na_een_halve_dag: Callable[[], None]
) -> None:
    client = als(veldwerker)
    pas = get_pas(client, uitvraag)
    na_een_halve_dag()

    response = tell(client, uitvraag, pas)

    assert response.status_code == 422
    assert "meer dan 12 uur geleden" in response.content.decode()
    assert Inzending.objects.count() == 0


def test_what_was_typed_survives_a_consent_that_ran_out(
    als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag, na_een_halve_dag: Callable[[], None]
) -> None:
    client = als(veldwerker)
    wijk = GebiedFactory(gemeente=veldwerker.gemeente)
    pas = get_pas(client, uitvraag, opnieuw_benaderen="on")
    na_een_halve_dag()
    tekst = "\nWe <wachtten> zeven maanden.\n\nToen niet meer."

    asked = tell(client, uitvraag, pas, tekst_1=tekst, gebied=wijk.pk, contact="06 1234 5678")
    assert ">Terug</a>" not in asked.content.decode(), "leaving now would lose what was typed"
    again = client.post(invoer(uitvraag), JA | {"opnieuw_benaderen": "on"} | asked.context["getypt"])

    assert f">\n{escape(tekst)}</textarea>" in asked.content.decode()
    form = again.context["form"]
    kept = {name: form[name].value() for name in ("tekst_1", "gebied", "contact", "verteld_op")}
    assert kept == {"tekst_1": tekst, "gebied": str(wijk.pk), "contact": "06 1234 5678", "verteld_op": "2025-06-02"}
    assert tell(client, uitvraag, again.context["pas"]).status_code == 200


def test_the_last_of_many_boxes_survives_too(
    als: Any, veldwerker: Gebruiker, lelystad: Gemeente, na_een_halve_dag: Callable[[], None]
) -> None:
    uitvraag = UitvraagFactory(gemeente=lelystad, bijeenkomst=True)
    client = als(veldwerker)
    pas = get_pas(client, uitvraag)
    na_een_halve_dag()

    asked = tell(client, uitvraag, pas, tekst_1="Een.", tekst_11="Elf.")
    again = client.post(invoer(uitvraag), JA | asked.context["getypt"])

    assert again.context["form"]["tekst_11"].value() == "Elf."


def test_a_consent_for_one_round_does_not_open_another(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    client = als(veldwerker)
    other = UitvraagFactory(gemeente=veldwerker.gemeente, slug="andere-ronde")

    response = tell(client, other, get_pas(client, uitvraag))

    assert response.status_code == 422
    assert "hoort bij een ander formulier" in response.content.decode()
    assert Inzending.objects.count() == 0


def test_a_consent_that_a_colleague_asked_is_not_mine(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    colleague = GebruikerFactory(gemeente=veldwerker.gemeente, rollen=[Rol.VELDWERKER])

    response = tell(als(colleague), uitvraag, get_pas(als(veldwerker), uitvraag))

    assert response.status_code == 422
    assert Inzending.objects.count() == 0


def test_a_consent_to_an_older_text_is_asked_again(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    client = als(veldwerker)
    pas = get_pas(client, uitvraag)
    vragenlijst = uitvraag.vragenlijst
    vragenlijst.definitie["toestemmingstekst"] = "2026-nieuw"
    vragenlijst.save()

    assert tell(client, uitvraag, pas).status_code == 422
    assert Inzending.objects.count() == 0


def test_a_signature_for_something_else_is_no_consent(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    pas = signing.dumps({"antwoord": asdict(antwoord())}, salt="iets-anders")

    assert tell(als(veldwerker), uitvraag, pas).status_code == 422
    assert Inzending.objects.count() == 0


def test_a_consent_that_was_a_no_cannot_be_forged_past_the_action(
    als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag
) -> None:
    """Even a valid signature over a refusal keeps nothing: the action asks again."""
    pas = issue(antwoord=antwoord(bewaren_en_analyseren=False), uitvraag=uitvraag, by=veldwerker)

    response = tell(als(veldwerker), uitvraag, pas)

    assert response.status_code == 403
    assert "Zonder toestemming bewaren wij niets" in response.content.decode()
    assert Inzending.objects.count() == 0


def test_a_refusal_is_counted_with_one_button(als: Any, veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    response = als(veldwerker).post(f"{invoer(uitvraag)}weigering/", follow=True)

    assert Weigering.objects.get().aantal == 1
    assert "Geteld als weigering" in response.content.decode()


def test_a_closed_round_says_so(als: Any, veldwerker: Gebruiker, lelystad: Gemeente) -> None:
    response = als(veldwerker).get(invoer(UitvraagFactory(gemeente=lelystad, gesloten=True)))

    assert response.status_code == 403
    assert "Deze uitvraag is nu niet open" in response.content.decode()


def test_the_route_for_safety_is_shown_and_keeps_nothing(als: Any, veldwerker: Gebruiker) -> None:
    Zorgroute.objects.create(
        gemeente=veldwerker.gemeente,
        inleiding="Dat gaat voor.",
        stappen=["Bel 112."],
        nummers=[{"naam": "Direct gevaar", "nummer": "112"}],
    )

    content = als(veldwerker).get("/zorgsignaal/").content.decode()

    assert "Dat gaat voor." in content
    assert 'href="tel:112"' in content
    assert Gebeurtenis.objects.count() == 0


def test_without_a_route_people_still_read_what_to_do(als: Any, veldwerker: Gebruiker) -> None:
    assert "Bel 112" in als(veldwerker).get("/zorgsignaal/").content.decode()


@pytest.mark.parametrize("plek", DRIEHOEK)
def test_every_place_in_the_triangle_can_be_kept(plek: str) -> None:
    values = driehoek_values(plek)

    assert values == {"driehoek_past_niet": True} or sum(values.values()) == 100


def test_no_place_in_the_triangle_keeps_nothing() -> None:
    assert driehoek_values("") == {}


# Nakijken


@pytest.fixture
def masker(verhaal: Verhaal) -> Masker:
    start = TEKST.index("Fatima de Boer")
    masker: Masker = MaskerFactory(verhaal=verhaal, start=start, eind=start + 14)
    return masker


def test_the_list_shows_what_waits(als: Any, onderzoeker: Gebruiker, verhaal: Verhaal) -> None:
    done = VerhaalFactory(gemeente=onderzoeker.gemeente, nagekeken=True)

    content = als(onderzoeker).get("/nakijken/").content.decode()

    assert f"/nakijken/{verhaal.pk}/" in content
    assert f"/nakijken/{done.pk}/" not in content


def test_the_list_is_narrowed_by_what_is_asked_and_nothing_else(
    als: Any, onderzoeker: Gebruiker, verhaal: Verhaal
) -> None:
    client = als(onderzoeker)
    straat = VerhaalFactory(gemeente=onderzoeker.gemeente, soort="straatinterview")

    def shown(query: str) -> set[int]:
        return {row.pk for row in client.get(f"/nakijken/?{query}").context["pagina"]}

    assert shown("soort=straatinterview") == {straat.pk}
    assert shown("soort=onzin") == {verhaal.pk, straat.pk}
    assert shown("inzending__ingevoerd_door__password__startswith=a") == {verhaal.pk, straat.pk}
    assert shown("pagina=99") == {verhaal.pk, straat.pk}


def test_the_words_under_a_mask_are_not_on_the_page(als: Any, onderzoeker: Gebruiker, masker: Masker) -> None:
    content = als(onderzoeker).get(f"/nakijken/{masker.verhaal_id}/").content.decode()

    assert "Ik sprak" in content
    assert "de Boer" not in content


@pytest.mark.parametrize(
    ("data", "staat", "soort"),
    [
        ({"actie": "bevestig"}, "bevestigd", "persoon"),
        ({"actie": "type", "type": "organisatie"}, "bevestigd", "organisatie"),
        ({"actie": "verwijder"}, "vervallen", "persoon"),
        ({"actie": "eind-krapper"}, "bevestigd", "persoon"),
    ],
)
def test_a_decision_is_a_form_that_leads_back(
    als: Any, onderzoeker: Gebruiker, masker: Masker, data: dict[str, str], staat: str, soort: str
) -> None:
    url = f"/nakijken/{masker.verhaal_id}/maskers/{masker.pk}/"

    response = als(onderzoeker).post(url, data)

    masker.refresh_from_db()
    assert (masker.staat, masker.soort) == (staat, soort)
    assert response.status_code == 302
    assert response["Location"].startswith(f"/nakijken/{masker.verhaal_id}/")


def test_a_decision_for_htmx_brings_the_working_part_back(als: Any, onderzoeker: Gebruiker, masker: Masker) -> None:
    url = f"/nakijken/{masker.verhaal_id}/maskers/{masker.pk}/"

    response = als(onderzoeker).post(url, {"actie": "bevestig"}, headers=HTMX)

    content = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in content
    assert 'id="nakijken"' in content


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        ({"actie": "wis-alles"}, "Deze handeling bestaat niet"),
        ({}, "Deze handeling bestaat niet"),
        ({"actie": "type", "type": "naam"}, "Kies een soort masker"),
    ],
)
def test_a_decision_that_does_not_exist_changes_nothing(
    als: Any, onderzoeker: Gebruiker, masker: Masker, data: dict[str, str], zin: str
) -> None:
    response = als(onderzoeker).post(f"/nakijken/{masker.verhaal_id}/maskers/{masker.pk}/", data)

    masker.refresh_from_db()
    assert (response.status_code, masker.staat) == (400, "voorgesteld")
    assert zin in response.content.decode()


@pytest.mark.parametrize(
    "data", [{"start": "9", "eind": "23"}, {"woorden": "Fatima de Boer"}, {"woorden": " Fatima de Boer "}]
)
def test_a_mask_is_added_with_a_mouse_or_by_typing_the_words(
    als: Any, onderzoeker: Gebruiker, verhaal: Verhaal, data: dict[str, str]
) -> None:
    response = als(onderzoeker).post(f"/nakijken/{verhaal.pk}/maskers/", data | {"type": "persoon"})

    masker = verhaal.maskers.get()
    assert TEKST[masker.start : masker.eind] == "Fatima de Boer"
    assert response["Location"] == f"/nakijken/{verhaal.pk}/?masker={masker.pk}#masker-{masker.pk}"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"start": "", "eind": ""},
        {"start": "9"},
        {"start": "negen", "eind": "23"},
        {"start": "9", "eind": "99999999999999999999"},
        {"start": "-5", "eind": "3"},
        {"woorden": "staat er niet"},
    ],
)
def test_a_selection_that_is_none_gets_a_sentence(
    als: Any, onderzoeker: Gebruiker, verhaal: Verhaal, data: dict[str, str]
) -> None:
    response = als(onderzoeker).post(f"/nakijken/{verhaal.pk}/maskers/", data | {"type": "persoon"})

    assert response.status_code == 400
    assert not verhaal.maskers.exists()


def test_words_are_never_in_an_address(als: Any, onderzoeker: Gebruiker, verhaal: Verhaal) -> None:
    response = als(onderzoeker).post(f"/nakijken/{verhaal.pk}/maskers/", {"woorden": "Fatima", "type": "persoon"})

    assert "Fatima" not in response["Location"]


def test_the_words_under_a_mask_are_shown_on_request_and_the_look_is_kept(
    als: Any, onderzoeker: Gebruiker, masker: Masker
) -> None:
    client = als(onderzoeker)
    url = f"/nakijken/{masker.verhaal_id}/maskers/{masker.pk}/woorden/"

    part = client.post(url, headers=HTMX).content.decode()
    page = client.post(url).content.decode()

    assert "Fatima de Boer" in part
    assert "<html" not in part
    assert "Fatima de Boer" in page
    assert "<html" in page
    looks = Gebeurtenis.objects.filter(bijzonderheden={"waarom": f"woorden onder masker {masker.pk}"})
    assert looks.count() == 2


def test_the_rest_is_confirmed_and_undone_with_forms(als: Any, onderzoeker: Gebruiker, masker: Masker) -> None:
    client = als(onderzoeker)

    client.post(f"/nakijken/{masker.verhaal_id}/akkoord/")
    masker.refresh_from_db()
    confirmed = masker.staat
    client.post(f"/nakijken/{masker.verhaal_id}/ongedaan/")
    masker.refresh_from_db()

    assert (confirmed, masker.staat) == ("bevestigd", "voorgesteld")


def test_undoing_nothing_says_so(als: Any, onderzoeker: Gebruiker, verhaal: Verhaal) -> None:
    response = als(onderzoeker).post(f"/nakijken/{verhaal.pk}/ongedaan/", follow=True)

    assert "Er is niets om ongedaan te maken" in response.content.decode()


def test_after_one_story_comes_the_next(als: Any, onderzoeker: Gebruiker, verhaal: Verhaal) -> None:
    following = VerhaalFactory(gemeente=onderzoeker.gemeente, voorgesteld=True, ruw=TEKST)
    VerhaalFactory(gemeente=onderzoeker.gemeente, ruw=TEKST)
    client = als(onderzoeker)

    first = client.post(f"/nakijken/{verhaal.pk}/afronden/")
    second = client.post(f"/nakijken/{following.pk}/afronden/", follow=True)

    assert first["Location"] == f"/nakijken/{following.pk}/"
    assert second.redirect_chain == [("/nakijken/", 302)]
    assert "Nagekeken en bewaard, met 0 maskers." in second.content.decode()


def test_finishing_stops_the_clock(als: Any, onderzoeker: Gebruiker, verhaal: Verhaal) -> None:
    als(onderzoeker).post(f"/nakijken/{verhaal.pk}/afronden/")

    assert Werkbeurt.objects.get().klaar_op is not None


def test_a_checked_story_leads_to_its_safe_text(als: Any, onderzoeker: Gebruiker, lelystad: Gemeente) -> None:
    verhaal = VerhaalFactory(gemeente=lelystad, nagekeken=True)

    response = als(onderzoeker).get(f"/nakijken/{verhaal.pk}/")

    assert response["Location"] == f"/verhalen/{verhaal.pk}/"


def test_a_mask_of_another_story_cannot_be_reached_through_this_one(
    als: Any, onderzoeker: Gebruiker, verhaal: Verhaal, lelystad: Gemeente
) -> None:
    vreemd = MaskerFactory(verhaal=VerhaalFactory(gemeente=lelystad, voorgesteld=True, ruw=TEKST))

    response = als(onderzoeker).post(f"/nakijken/{verhaal.pk}/maskers/{vreemd.pk}/", {"actie": "bevestig"})

    assert response.status_code == 404


def test_masks_are_asked_for_with_a_button(als: Any, onderzoeker: Gebruiker, verhaal: Verhaal) -> None:
    response = als(onderzoeker).post("/nakijken/voorstellen/")

    assert response["Location"] == "/nakijken/"


# Verhalen


def test_only_checked_stories_are_read(als: Any, programmateam: Gebruiker, verhaal: Verhaal) -> None:
    done = VerhaalFactory(gemeente=programmateam.gemeente, nagekeken=True)
    client = als(programmateam)

    listed = client.get("/verhalen/").content.decode()

    assert "[persoon 1]" in listed
    assert client.get(f"/verhalen/{done.pk}/").status_code == 200
    assert client.get(f"/verhalen/{verhaal.pk}/").status_code == 404
    assert "Fatima" not in listed


def test_the_list_of_stories_for_htmx_is_a_part(als: Any, programmateam: Gebruiker) -> None:
    VerhaalFactory(gemeente=programmateam.gemeente, nagekeken=True)

    content = als(programmateam).get("/verhalen/?soort=verhaal", headers=HTMX).content.decode()

    assert "<html" not in content
    assert "1 verhaal" in content


def test_markup_in_a_story_is_shown_as_text(als: Any, programmateam: Gebruiker, lelystad: Gemeente) -> None:
    tekst = "<script>alert(1)</script> <img src=x onerror=alert(2)> {{ 7|add:7 }}"
    verhaal = VerhaalFactory(gemeente=lelystad, nagekeken=True, tekst_veilig=tekst, pillen=[])
    client = als(programmateam)

    for url in ("/verhalen/", f"/verhalen/{verhaal.pk}/"):
        content = client.get(url).content.decode()
        assert "<script>alert" not in content
        assert "<img src=x" not in content
        assert "14" not in content.split("alert(2)")[1][:40]


def test_a_long_list_has_pages(als: Any, programmateam: Gebruiker) -> None:
    VerhaalFactory.create_batch(26, gemeente=programmateam.gemeente, nagekeken=True)
    client = als(programmateam)

    assert len(client.get("/verhalen/").context["pagina"]) == 25
    assert len(client.get("/verhalen/?pagina=2").context["pagina"]) == 1


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_list(
    als: Any, onderzoeker: Gebruiker, django_assert_max_num_queries: Any
) -> None:
    gebied = GebiedFactory(gemeente=onderzoeker.gemeente)
    VerhaalFactory.create_batch(25, gemeente=onderzoeker.gemeente, nagekeken=True, gebied=gebied)
    VerhaalFactory.create_batch(25, gemeente=onderzoeker.gemeente, voorgesteld=True, gebied=gebied)
    client = als(onderzoeker)

    with django_assert_max_num_queries(15):
        client.get("/verhalen/")
    with django_assert_max_num_queries(15):
        client.get("/nakijken/")
