from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.codering import (
    CodeerbaarVerhaalFactory,
    CoderingFactory,
    FragmentFactory,
    VoorstelFactory,
    VoorstelrondeFactory,
    maak_codeboek,
)
from tests.factories.verzameling import VerhaalFactory
from verhalen.codering import actions
from verhalen.codering.models import Codeboek, Codering, Fragment, Thema, Voorstel
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Gebeurtenis, Taak
from verhalen.kern.rollen import Rol
from verhalen.programma.models import Knop
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.models import Verhaal, Werkbeurt

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ZIN = "We wachtten zeven maanden op hulp."


@pytest.fixture
def codeur(als: Any, onderzoeker: Gebruiker) -> Client:
    client: Client = als(onderzoeker)
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"codering:{name}", args=args)


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def eigen(verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema) -> Fragment:
    """The first sentence, coded with wachten by the onderzoeker."""
    return actions.code_selectie(verhaal=verhaal, start=0, eind=34, by=onderzoeker, thema=wachten).fragment


# The work list


def test_the_work_list_shows_what_there_is_to_code(
    codeur: Client, verhaal: Verhaal, voorstel: Voorstel, onderzoeker: Gebruiker
) -> None:
    response = codeur.get(url("werklijst"))

    [regel] = response.context["regels"]
    assert (regel.verhaal, regel.voorstellen, regel.fragmenten) == (verhaal, 1, 0)
    assert url("coderen", verhaal.pk) in text(response)


def test_the_work_list_leaves_out_other_municipalities_and_unchecked_stories(
    codeur: Client, codeboek: Codeboek, elders: Gemeente
) -> None:
    CodeerbaarVerhaalFactory(gemeente=elders)
    VerhaalFactory(gemeente=codeboek.gemeente)

    response = codeur.get(url("werklijst") + "?stand=alle")

    assert response.context["regels"] == []
    assert "Nog niets om te coderen" in text(response)


def test_the_work_list_without_a_codebook_says_what_to_do(codeur: Client) -> None:
    assert "Er is nog geen codeboek" in text(codeur.get(url("werklijst")))


@pytest.mark.parametrize(
    ("stand", "verwacht"),
    [
        ("", {"nieuw", "bezig", "van een ander"}),
        ("nieuw", {"nieuw"}),
        ("bezig", {"bezig"}),
        ("klaar", {"klaar"}),
        ("alle", {"nieuw", "bezig", "klaar", "van een ander"}),
        ("onzin", {"nieuw", "bezig", "van een ander"}),
    ],
)
def test_the_work_list_narrows_by_how_far_coding_is(
    codeur: Client,
    codeboek: Codeboek,
    onderzoeker: Gebruiker,
    hoofdonderzoeker: Gebruiker,
    wachten: Thema,
    stand: str,
    verwacht: set[str],
) -> None:
    namen = ("nieuw", "bezig", "klaar", "van een ander")
    stories = {naam: CodeerbaarVerhaalFactory(gemeente=codeboek.gemeente) for naam in namen}
    actions.code_selectie(verhaal=stories["bezig"], start=0, eind=34, by=onderzoeker, thema=wachten)
    actions.finish_verhaal(verhaal=stories["klaar"], by=onderzoeker)
    actions.code_selectie(verhaal=stories["van een ander"], start=0, eind=34, by=hoofdonderzoeker, thema=wachten)

    response = codeur.get(url("werklijst"), {"stand": stand})

    shown = {regel.verhaal.pk for regel in response.context["regels"]}
    assert {naam for naam, story in stories.items() if story.pk in shown} == verwacht


def test_the_work_list_narrows_by_proposed_label(codeur: Client, voorstel: Voorstel, knop_4: Knop) -> None:
    CodeerbaarVerhaalFactory(gemeente=voorstel.gemeente)

    wachten = codeur.get(url("werklijst"), {"label": "thema:wachten"})
    knop = codeur.get(url("werklijst"), {"label": "knop:4"})

    assert [regel.verhaal for regel in wachten.context["regels"]] == [voorstel.ronde.verhaal]
    assert knop.context["regels"] == []
    assert "Geen verhaal past bij dit filter" in text(knop)


def test_the_work_list_counts_only_the_newest_reading(codeur: Client, voorstel: Voorstel) -> None:
    VoorstelrondeFactory(verhaal=voorstel.ronde.verhaal, taggerversie="proef-2")

    [regel] = codeur.get(url("werklijst")).context["regels"]

    assert regel.voorstellen == 0


# Computing proposals


def test_the_button_starts_the_job_and_comes_back(
    codeur: Client, verhaal: Verhaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    monkeypatch.setattr(actions, "start_taak", lambda **given: started.append(given["soort"]))

    response = codeur.post(url("bereken"))

    assert response.url == url("werklijst")
    assert started == ["voorstellen"]


def test_progress_is_shown_to_every_coder_of_the_municipality(
    als: Any, verhaal: Verhaal, onderzoeker: Gebruiker, hoofdonderzoeker: Gebruiker
) -> None:
    Taak.objects.create(
        soort="voorstellen", gemeente=verhaal.gemeente, door=hoofdonderzoeker, staat="loopt", gedaan=3, totaal=9
    )
    client = als(onderzoeker)

    page = text(client.get(url("werklijst")))
    part = text(client.get(url("voortgang"), headers=HTMX))

    assert "3 van 9" in page
    assert "<html" in page
    assert "3 van 9" in part
    assert "<html" not in part
    assert 'hx-trigger="every 1s"' in part


def test_progress_stops_polling_when_the_job_is_done(codeur: Client, voorstel: Voorstel) -> None:
    part = text(codeur.get(url("voortgang"), headers=HTMX))

    assert "every 1s" not in part
    assert "Ververs de pagina" in part


def test_progress_without_htmx_goes_to_the_list(codeur: Client) -> None:
    assert codeur.get(url("voortgang")).url == url("werklijst")


def test_a_failed_job_says_so(codeur: Client, verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    Taak.objects.create(
        soort="voorstellen", gemeente=verhaal.gemeente, door=onderzoeker, staat="mislukt", fout="Er ging iets mis."
    )

    assert "Er ging iets mis." in text(codeur.get(url("werklijst")))


# The coding screen


def test_the_screen_shows_text_masks_proposals_and_codebook(
    codeur: Client, verhaal: Verhaal, voorstel: Voorstel
) -> None:
    response = codeur.get(url("coderen", verhaal.pk))

    page = text(response)
    assert "persoon 1" in page
    assert f'id="voorstel-{voorstel.pk}"' in page
    assert "voorstel</span> 0,82" in page or "voorstel 0,82" in page
    assert 'value="thema:wachten"' in page
    assert 'value="knop:4"' in page
    assert Gebeurtenis.objects.filter(actie="verhaal-gelezen", object_id=str(verhaal.pk)).count() == 1
    assert Werkbeurt.objects.filter(verhaal=verhaal, soort="coderen").exists()


def test_the_screen_as_a_part_holds_no_page_around_it(codeur: Client, verhaal: Verhaal) -> None:
    response = codeur.get(url("coderen", verhaal.pk), headers=HTMX)

    assert "<html" not in text(response)
    assert 'id="coderen"' in text(response)


def test_the_screen_shows_nothing_of_another_coder(
    codeur: Client, verhaal: Verhaal, voorstel: Voorstel, hoofdonderzoeker: Gebruiker, bureaucratie: Thema
) -> None:
    fragment = actions.code_selectie(
        verhaal=verhaal, start=73, eind=105, by=hoofdonderzoeker, thema=bureaucratie
    ).fragment
    actions.change_fragment(fragment=fragment, by=hoofdonderzoeker, memo="zilverreigertje")
    actions.reject_voorstel(voorstel=voorstel, by=hoofdonderzoeker)

    response = codeur.get(url("coderen", verhaal.pk), {"fragment": fragment.pk})

    scherm = response.context["scherm"]
    assert (scherm.fragmenten, scherm.voorstellen) == ([], [])
    assert "zilverreigertje" not in text(response)


def test_a_proposal_judged_before_is_not_asked_again(
    codeur: Client, verhaal: Verhaal, voorstel: Voorstel, onderzoeker: Gebruiker
) -> None:
    actions.reject_voorstel(voorstel=voorstel, by=onderzoeker)
    newer = VoorstelrondeFactory(verhaal=verhaal, taggerversie="proef-2")
    VoorstelFactory(ronde=newer)
    moved = VoorstelFactory(ronde=newer, onderbouwing=[{**voorstel.onderbouwing[0], "start": 73, "eind": 79}])

    response = codeur.get(url("coderen", verhaal.pk))

    assert [regel.voorstel for regel in response.context["scherm"].voorstellen] == [moved]


def test_the_screen_says_whether_the_machine_has_read_the_story(codeur: Client, verhaal: Verhaal) -> None:
    assert "nog niet gelezen" in text(codeur.get(url("coderen", verhaal.pk)))

    VoorstelrondeFactory(verhaal=verhaal)

    assert "Geen open voorstellen." in text(codeur.get(url("coderen", verhaal.pk)))


@pytest.mark.parametrize("gemeente_van", ["elders", "lelystad"])
def test_only_a_checked_story_of_the_own_municipality_opens(
    request: pytest.FixtureRequest, codeur: Client, gemeente_van: str
) -> None:
    gemeente = request.getfixturevalue(gemeente_van)
    foreign = gemeente_van == "elders"
    verhaal = CodeerbaarVerhaalFactory(gemeente=gemeente) if foreign else VerhaalFactory(gemeente=gemeente)

    response = codeur.get(url("coderen", verhaal.pk))

    assert response.status_code == (404 if foreign else 403)


def test_a_selection_is_coded_and_the_page_comes_back_to_it(
    codeur: Client, verhaal: Verhaal, onderzoeker: Gebruiker
) -> None:
    response = codeur.post(
        url("selectie", verhaal.pk), {"start": "0", "eind": "34", "code": "thema:wachten", "citaat": ""}
    )

    fragment = Fragment.objects.get()
    assert (fragment.citaat, fragment.codeur) == (ZIN, onderzoeker)
    assert response.url == f"{url('coderen', verhaal.pk)}?fragment={fragment.pk}#fragment-{fragment.pk}"


def test_a_selection_by_htmx_answers_the_screen_alone(codeur: Client, verhaal: Verhaal) -> None:
    response = codeur.post(url("selectie", verhaal.pk), {"start": "0", "eind": "34", "code": "knop:4"}, headers=HTMX)

    fragment = Fragment.objects.get()
    assert "<html" not in text(response)
    assert f'id="fragment-{fragment.pk}"' in text(response)
    assert response["HX-Replace-Url"].endswith(f"?fragment={fragment.pk}#fragment-{fragment.pk}")


def test_words_typed_over_are_found_without_a_script(codeur: Client, verhaal: Verhaal) -> None:
    codeur.post(
        url("selectie", verhaal.pk), {"start": "", "eind": "", "citaat": "zeven maanden", "code_keuze": "knop:4"}
    )

    assert Fragment.objects.get().citaat == "zeven maanden"


def test_a_sentence_chosen_by_a_link_stands_ready_in_the_form(codeur: Client, verhaal: Verhaal) -> None:
    page = text(codeur.get(url("coderen", verhaal.pk), {"start": "0", "eind": "34"}))

    assert '<input type="hidden" name="start" value="0">' in page
    assert '<input type="hidden" name="eind" value="34">' in page
    assert f"“{ZIN}”" in page


def test_a_second_code_goes_to_the_fragment_that_is_selected(codeur: Client, verhaal: Verhaal, eigen: Fragment) -> None:
    codeur.post(
        url("selectie", verhaal.pk), {"start": "", "eind": "", "fragment": str(eigen.pk), "code": "thema:bureaucratie"}
    )

    assert eigen.coderingen.count() == 2


@pytest.mark.parametrize(
    ("invoer", "zin"),
    [
        ({"start": "0", "eind": "34", "code": "thema:onbekend"}, "Kies een knop of thema"),
        ({"start": "0", "eind": "99999", "code": "thema:wachten"}, "buiten het verhaal"),
        ({"start": "46", "eind": "57", "code": "thema:wachten"}, "alleen een masker"),
        ({"start": "-4", "eind": "x", "code": "thema:wachten"}, "Dit verzoek klopt niet"),
        ({"code": "thema:wachten"}, "Kies eerst woorden"),
        ({"citaat": "staat er niet", "code": "thema:wachten"}, "staan niet zo in de tekst"),
        ({"fragment": "999", "code": "thema:wachten"}, "Kies eerst woorden"),
    ],
)
@pytest.mark.parametrize("htmx", [True, False])
def test_a_refused_step_is_a_sentence_above_the_same_screen(
    codeur: Client, verhaal: Verhaal, invoer: dict[str, str], zin: str, htmx: bool
) -> None:
    response = codeur.post(url("selectie", verhaal.pk), invoer, headers=HTMX if htmx else None, follow=not htmx)

    assert response.status_code == 200
    assert zin in text(response)
    assert 'id="coderen"' in text(response)
    assert not Fragment.objects.exists()


def test_klopt_codes_the_ticked_sentences(codeur: Client, verhaal: Verhaal, voorstel: Voorstel) -> None:
    response = codeur.post(
        url("aanvaard", voorstel.pk), {"plek": ["0"], "polariteit": "negatief", "wens": "on"}, headers=HTMX
    )

    fragment = Fragment.objects.get()
    assert (fragment.citaat, fragment.polariteit, fragment.wens) == (ZIN, "negatief", True)
    assert response.context["scherm"].voorstellen == []


def test_klopt_can_take_the_words_alone(codeur: Client, voorstel: Voorstel) -> None:
    codeur.post(url("aanvaard", voorstel.pk), {"plek": "0", "polariteit": "negatief", "alleen_woorden": "on"})

    assert Fragment.objects.get().citaat == "wachtten zeven maanden"


@pytest.mark.parametrize("plek", ["", "7", "0.7", "x", "0.", "-1"])
def test_klopt_with_a_place_that_does_not_exist_changes_nothing(codeur: Client, voorstel: Voorstel, plek: str) -> None:
    data = {"polariteit": "negatief", **({"plek": plek} if plek else {})}

    response = codeur.post(url("aanvaard", voorstel.pk), data, headers=HTMX)

    assert "Er is niets veranderd" in text(response)
    assert not Fragment.objects.exists()


def test_klopt_niet_puts_the_proposal_aside(codeur: Client, verhaal: Verhaal, voorstel: Voorstel) -> None:
    response = codeur.post(url("verwerp", voorstel.pk))

    voorstel.refresh_from_db()
    assert voorstel.staat == "verworpen"
    assert response.url == url("coderen", verhaal.pk)


def test_pressing_twice_is_a_sentence_not_an_error(codeur: Client, voorstel: Voorstel) -> None:
    codeur.post(url("verwerp", voorstel.pk), headers=HTMX)

    response = codeur.post(url("verwerp", voorstel.pk), headers=HTMX)

    assert response.status_code == 200
    assert "al beslist" in text(response)


def test_a_fragment_leads_back_to_its_story_and_to_its_code(codeur: Client, eigen: Fragment) -> None:
    page = text(codeur.get(url("fragment", eigen.pk)))
    listed = text(codeur.get(url("fragmenten"), {"code": "thema:wachten"}))

    assert f'href="/verhalen/{eigen.verhaal_id}/"' in page
    assert f'href="{url("fragmenten")}?code=thema%3Awachten"' in page
    assert f'href="{url("fragmenten")}"' in listed


def test_polarity_wish_and_memo_are_kept(codeur: Client, eigen: Fragment) -> None:
    response = codeur.post(
        url("wijzig_fragment", eigen.pk), {"polariteit": "gemengd", "wens": "on", "met_wens": "1", "memo": "Let op."}
    )

    eigen.refresh_from_db()
    assert (eigen.polariteit, eigen.wens, eigen.memo) == ("gemengd", True, "Let op.")
    assert response.url.endswith(f"#fragment-{eigen.pk}")


def test_an_end_moves_by_a_word(codeur: Client, eigen: Fragment) -> None:
    codeur.post(url("wijzig_fragment", eigen.pk), {"polariteit": "neutraal", "memo": "", "rand": "begin-krapper"})

    eigen.refresh_from_db()
    assert eigen.citaat == "wachtten zeven maanden op hulp."


@pytest.mark.parametrize(
    ("invoer", "verwacht"),
    [
        ({"memo": "Onthouden."}, ("negatief", True, "Onthouden.")),
        ({"polariteit": "gemengd", "met_wens": "1"}, ("gemengd", False, "Eerst.")),
        ({"polariteit": "gemengd", "met_wens": "1", "wens": "on"}, ("gemengd", True, "Eerst.")),
    ],
)
def test_what_changes_in_a_judgement_is_kept_at_once_and_the_rest_stays(
    codeur: Client, onderzoeker: Gebruiker, eigen: Fragment, invoer: dict[str, str], verwacht: tuple[str, bool, str]
) -> None:
    actions.change_fragment(fragment=eigen, by=onderzoeker, polariteit="negatief", wens=True, memo="Eerst.")

    response = codeur.post(url("oordeel", eigen.pk), invoer, headers=HTMX)

    eigen.refresh_from_db()
    assert (eigen.polariteit, eigen.wens, eigen.memo) == verwacht
    assert 'id="werkstand" hx-swap-oob="true"' in text(response)
    assert 'id="coderen"' not in text(response)


def test_a_judgement_without_a_script_comes_back_to_the_fragment(codeur: Client, eigen: Fragment) -> None:
    response = codeur.post(url("oordeel", eigen.pk), {"memo": "Onthouden."})

    assert response.url.endswith(f"#fragment-{eigen.pk}")


def test_a_judgement_that_cannot_be_kept_is_a_sentence(codeur: Client, eigen: Fragment) -> None:
    response = codeur.post(url("oordeel", eigen.pk), {"memo": "a" * 4001}, headers=HTMX)

    assert "De memo is te lang" in text(response)


def test_a_code_and_a_fragment_are_taken_away(codeur: Client, verhaal: Verhaal, eigen: Fragment) -> None:
    codeur.post(url("oordeel", eigen.pk), {"memo": "Onthouden."})
    codeur.post(url("verwijder_codering", eigen.coderingen.get().pk))
    assert Fragment.objects.actief().get() == eigen

    codeur.post(url("verwijder_fragment", eigen.pk))

    assert not Fragment.objects.actief().exists()


def test_a_step_is_taken_back(codeur: Client, verhaal: Verhaal, eigen: Fragment) -> None:
    codeur.post(url("ongedaan", verhaal.pk))

    assert not Codering.objects.actief().exists()
    assert "niets om ongedaan" in text(codeur.post(url("ongedaan", verhaal.pk), headers=HTMX))


def test_klaar_goes_to_the_next_story_of_the_list(codeur: Client, verhaal: Verhaal) -> None:
    following = CodeerbaarVerhaalFactory(gemeente=verhaal.gemeente)

    response = codeur.post(url("klaar", verhaal.pk))

    assert response.url == url("coderen", following.pk)


def test_klaar_keeps_to_the_filter_of_the_list(codeur: Client, voorstel: Voorstel) -> None:
    first = CodeerbaarVerhaalFactory(gemeente=voorstel.gemeente)
    CodeerbaarVerhaalFactory(gemeente=voorstel.gemeente)
    codeur.get(url("werklijst"), {"label": "thema:wachten"})

    response = codeur.post(url("klaar", first.pk))

    assert response.url == url("coderen", voorstel.ronde.verhaal.pk)


def test_klaar_with_the_last_story_goes_back_to_the_list(codeur: Client, verhaal: Verhaal) -> None:
    response = codeur.post(url("klaar", verhaal.pk), headers=HTMX)

    assert response["HX-Redirect"] == url("werklijst")


# Reading


def test_the_codebook_is_read_and_says_how_often_a_label_was_used(codeur: Client, eigen: Fragment) -> None:
    page = text(codeur.get(url("codeboek")))

    assert "Alles over wachten." in page
    assert "Knop 4: Eén gezin, één plan, één contactpersoon" in page
    assert "in 1 fragment" in page


def test_the_codebook_before_there_is_one(codeur: Client) -> None:
    assert "Er is nog geen codeboek" in text(codeur.get(url("codeboek")))


def test_the_codebook_of_another_municipality_is_not_shown(als: Any, codeboek: Codeboek, elders: Gemeente) -> None:
    response = als(_hoofdonderzoeker(elders)).get(url("codeboek"))

    assert "Er is nog geen codeboek" in text(response)


def _hoofdonderzoeker(gemeente: Gemeente) -> Gebruiker:
    from tests.factories.gebruikers import GebruikerFactory

    return GebruikerFactory(gemeente=gemeente, rollen=[Rol.HOOFDONDERZOEKER])


def test_the_codebook_comes_as_a_table_without_formulas(codeur: Client, codeboek: Codeboek) -> None:
    codeboek.regels.filter(thema__slug="wachten").update(frasen_sterk=["=gehoord"], definitie="=HYPERLINK(1)")

    response = codeur.get(url("codeboek_csv"))

    rows = response.content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("versie;groep;soort;sleutel;naam;definitie")
    assert len(rows) == 6
    assert ";'=HYPERLINK(1);" in rows[1]
    assert ";'=gehoord;" in rows[1]
    assert 'filename="codeboek-2025-01.csv"' in response["Content-Disposition"]


def test_the_page_of_a_fragment_is_for_its_coder(codeur: Client, eigen: Fragment) -> None:
    page = text(codeur.get(url("fragment", eigen.pk)))

    assert ZIN in page
    assert "niet vrijgegeven" in page
    assert Gebeurtenis.objects.filter(actie="fragment-gelezen", object_id=str(eigen.pk)).exists()


@pytest.mark.parametrize(("rol", "status"), [(Rol.PROGRAMMATEAM, 200), (Rol.ONDERZOEKER, 404), (Rol.VELDWERKER, 403)])
def test_who_opens_the_fragment_of_another(als: Any, eigen: Fragment, rol: Rol, status: int) -> None:
    from tests.factories.gebruikers import GebruikerFactory

    reader = GebruikerFactory(gemeente=eigen.gemeente, rollen=[rol])

    assert als(reader).get(url("fragment", eigen.pk)).status_code == status


def test_fragments_with_a_label_are_the_own_ones_for_a_coder_and_all_for_the_programme(
    codeur: Client, als: Any, eigen: Fragment, programmateam: Gebruiker, hoofdonderzoeker: Gebruiker
) -> None:
    other = CoderingFactory(
        fragment=FragmentFactory(verhaal=CodeerbaarVerhaalFactory(gemeente=eigen.gemeente), codeur=hoofdonderzoeker)
    )

    own = codeur.get(url("fragmenten"), {"code": "thema:wachten"})
    everything = als(programmateam).get(url("fragmenten"), {"code": "thema:wachten"})

    assert list(own.context["pagina"]) == [eigen]
    assert list(everything.context["pagina"]) == [other.fragment, eigen]


def test_fragments_of_an_unknown_label_are_refused(codeur: Client, codeboek: Codeboek) -> None:
    assert codeur.get(url("fragmenten"), {"code": "thema:onzin"}).status_code == 400


# Doors

GET_PAGES = ["werklijst", "codeboek", "codeboek_csv", "fragmenten"]


def _steps(verhaal: Verhaal, voorstel: Voorstel, fragment: Fragment) -> list[str]:
    return [
        url("bereken"),
        url("aanvaard", voorstel.pk),
        url("verwerp", voorstel.pk),
        url("wijzig_fragment", fragment.pk),
        url("oordeel", fragment.pk),
        url("verwijder_fragment", fragment.pk),
        url("verwijder_codering", fragment.coderingen.get().pk),
        url("selectie", verhaal.pk),
        url("ongedaan", verhaal.pk),
        url("klaar", verhaal.pk),
    ]


def test_every_step_is_a_post(codeur: Client, verhaal: Verhaal, voorstel: Voorstel, eigen: Fragment) -> None:
    for step in _steps(verhaal, voorstel, eigen):
        assert codeur.get(step).status_code == 405, step


def test_every_step_needs_the_right(
    als: Any, veldwerker: Gebruiker, verhaal: Verhaal, voorstel: Voorstel, eigen: Fragment
) -> None:
    client = als(veldwerker)

    for step in [*_steps(verhaal, voorstel, eigen), url("bereken")]:
        assert client.post(step).status_code == 403, step
    assert client.get(url("coderen", verhaal.pk)).status_code == 403


def test_another_municipality_finds_nothing(
    als: Any, buitenstaander: Gebruiker, verhaal: Verhaal, voorstel: Voorstel, eigen: Fragment
) -> None:
    maak_codeboek(buitenstaander.gemeente)
    client = als(buitenstaander)

    for step in _steps(verhaal, voorstel, eigen)[1:]:
        assert client.post(step).status_code == 404, step
    for page in (url("coderen", verhaal.pk), url("fragment", eigen.pk)):
        assert client.get(page).status_code == 404, page
    assert Codering.objects.actief().count() == 1


def test_a_colleague_does_not_change_the_fragment_of_another(
    als: Any, hoofdonderzoeker: Gebruiker, verhaal: Verhaal, voorstel: Voorstel, eigen: Fragment
) -> None:
    client = als(hoofdonderzoeker)

    for step in _steps(verhaal, voorstel, eigen)[3:7]:
        assert client.post(step, {"memo": "x", "polariteit": "positief"}).status_code == 404, step


def test_without_login_every_door_leads_to_the_login(verhaal: Verhaal, voorstel: Voorstel, eigen: Fragment) -> None:
    client = Client()

    for page in [*map(url, GET_PAGES), url("coderen", verhaal.pk), url("fragment", eigen.pk)]:
        assert client.get(page).url.startswith("/account/login/"), page
    for step in _steps(verhaal, voorstel, eigen):
        assert client.post(step).url.startswith("/account/login/"), step


def test_no_words_of_the_story_in_an_address(codeur: Client, verhaal: Verhaal) -> None:
    response = codeur.post(url("selectie", verhaal.pk), {"citaat": "zeven maanden", "code": "thema:wachten"})

    assert "maanden" not in response.url


def test_raw_text_is_nowhere_in_this_room(codeur: Client, codeboek: Codeboek) -> None:
    verhaal = CodeerbaarVerhaalFactory(
        gemeente=codeboek.gemeente, ruw="Toen belde Zilverreiger Kwakkelstein eindelijk op."
    )

    for page in (url("werklijst"), url("coderen", verhaal.pk)):
        assert "Zilverreiger" not in text(codeur.get(page))
