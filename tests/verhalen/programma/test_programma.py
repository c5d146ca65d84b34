"""What the council decided: loaded, dated, changed, and lit."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories.programma import (
    ActieFactory,
    DeelFactory,
    FormuleringFactory,
    IndicatorFactory,
    ProgrammaversieFactory,
    StoplichtFactory,
    TermijnFactory,
)
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.models import Gebeurtenis
from verhalen.programma.actions import add_actie, add_knop, set_stoplicht, start_versie
from verhalen.programma.laden import load_programma
from verhalen.programma.models import Actie, Doel, Indicator, Knop, Knopformulering, Programmaversie, Stoplicht
from verhalen.programma.policies import can_bijwerken
from verhalen.programma.queries import current_versie, list_delen, list_termijnen, list_vertrekpunten
from verhalen.stamgegevens.models import Gemeente

pytestmark = pytest.mark.django_db
BEGIN, LATER = date(2025, 1, 1), date(2026, 1, 1)
PROGRAMMA: dict[str, Any] = {
    "versie": {"naam": "Programma 2025-2028", "geldig_vanaf": "2025-01-01", "bron": "raadsbesluit"},
    "delen": [{"slug": "gezin", "naam": "Het gezin", "volgorde": 1}, {"slug": "hulp", "naam": "Hulp", "volgorde": 2}],
    "vertrekpunten": [{"slug": "verblijf", "letter": "A", "naam": "Verblijf", "toelichting": "", "volgorde": 1}],
    "indicatoren": [
        {
            "slug": "clienten-met-verblijf",
            "naam": "Met verblijf",
            "vertrekpunt": "verblijf",
            "eenheid": "procent",
            "gewenste_richting": "omlaag",
            "definitie": "Aandeel met verblijf.",
            "bron": "berichten",
            "nulwaarden": [{"jaar": 2023, "waarde": 12.7, "afdruk": "12,7 %", "uitsplitsing": ""}],
            "doelen": [{"jaar": 2028, "tekst": "30 procent minder", "waarde": None}],
        },
        {
            "slug": "jeugdigen",
            "naam": "Jeugdigen",
            "vertrekpunt": None,
            "eenheid": "aantal",
            "gewenste_richting": "geen",
            "definitie": "Aantal.",
            "bron": "berichten",
        },
        {
            "slug": "aandeel-3-of-meer",
            "naam": "Drie of meer aanbieders",
            "vertrekpunt": None,
            "eenheid": "procent",
            "gewenste_richting": "omlaag",
            "definitie": "Aandeel.",
            "bron": "berichten",
        },
    ],
    "knoppen": [
        {
            "nummer": 4,
            "naam": "Eén gezin",
            "deel": "gezin",
            "kern": "Eén plan.",
            "leidend_cijfer": "aandeel-3-of-meer",
            "gewenste_richting": "omlaag",
            "ervaringsthemas": ["bureaucratie"],
            "termijnen": [
                {
                    "nummer": 1,
                    "van": 2025,
                    "tot": 2028,
                    "doel": "Elk gezin één contact.",
                    "acties": [
                        {"code": "1", "tekst": "Eén contact.", "volgt_cijfers": True, "volgt_verhalen": True},
                        {"code": "1a", "tekst": "Eén plan.", "volgt_cijfers": False, "volgt_verhalen": True},
                    ],
                }
            ],
        },
        {
            "nummer": 11,
            "naam": "Lichte hulp",
            "deel": "hulp",
            "kern": "Licht waar het kan.",
            "gewenste_richting": "omhoog",
            "termijnen": [{"nummer": 1, "doel": "", "acties": []}],
        },
    ],
}


def rows() -> dict[str, int]:
    models = apps.get_app_config("programma").get_models()
    return {model.__name__: model._default_manager.count() for model in models}


def next_version(**changes: Any) -> dict[str, Any]:
    data = deepcopy(PROGRAMMA)
    data["versie"] = {"naam": "Programma 2026", "geldig_vanaf": "2026-01-01"}
    data["knoppen"][0].update(changes)
    return data


def shown(by: Gebruiker, dag: date) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the screen of knoppen: parts with numbers and names."""
    blocks = list_delen(by, dag)
    return [(block.deel.naam, [(row.knop.nummer, row.naam) for row in block.knoppen]) for block in blocks]


def acties_of(by: Gebruiker, nummer: int, dag: date) -> list[tuple[str, str]]:
    knop = Knop.objects.visible_to(by).get(nummer=nummer)
    return [
        (regel.actie.code, regel.actie.tekst) for block in list_termijnen(by, knop.pk, dag) for regel in block.acties
    ]


# Loading


def test_a_programme_is_loaded_whole(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    counts = load_programma(lelystad, PROGRAMMA)

    assert counts == {"knoppen": 2, "acties": 2, "indicatoren": 3}
    assert shown(programmateam, BEGIN) == [("Het gezin", [(4, "Eén gezin")]), ("Hulp", [(11, "Lichte hulp")])]
    assert acties_of(programmateam, 4, BEGIN) == [("1", "Eén contact."), ("1a", "Eén plan.")]
    formulering = Knopformulering.objects.get(knop__nummer=4)
    assert formulering.leidend_cijfer is not None
    assert formulering.leidend_cijfer.slug == "aandeel-3-of-meer"
    assert formulering.ervaringsthemas == ["bureaucratie"]


def test_loading_twice_changes_nothing(lelystad: Gemeente) -> None:
    load_programma(lelystad, PROGRAMMA)
    before = rows()

    load_programma(lelystad, PROGRAMMA)

    assert rows() == before


def test_loading_again_mends_a_word(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    load_programma(lelystad, PROGRAMMA)
    mended = deepcopy(PROGRAMMA)
    mended["knoppen"][0]["termijnen"][0]["acties"][0]["tekst"] = "Eén vast contact."

    load_programma(lelystad, mended)

    assert acties_of(programmateam, 4, BEGIN) == [("1", "Eén vast contact."), ("1a", "Eén plan.")]


def test_loading_again_leaves_what_people_added(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    load_programma(lelystad, PROGRAMMA)
    actie = Actie.objects.get(code="1")
    set_stoplicht(actie=actie, kleur="groen", toelichting="", per=BEGIN, by=programmateam)
    add_actie(termijn=actie.termijn, code="2", tekst="Nog iets.", vanaf=BEGIN, by=programmateam)

    load_programma(lelystad, PROGRAMMA)

    assert [code for code, _tekst in acties_of(programmateam, 4, BEGIN)] == ["1", "1a", "2"]
    assert Stoplicht.objects.count() == 1


def test_a_later_file_is_a_new_version_and_ends_the_one_before(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    load_programma(lelystad, PROGRAMMA)
    load_programma(lelystad, next_version(naam="Eén gezin, één plan"))

    the_day_before = LATER - timedelta(days=1)
    assert shown(programmateam, the_day_before)[0] == ("Het gezin", [(4, "Eén gezin")])
    assert shown(programmateam, LATER)[0] == ("Het gezin", [(4, "Eén gezin, één plan")])
    version = current_versie(programmateam, LATER)
    assert version is not None
    assert version.naam == "Programma 2026"


def test_a_new_version_keeps_the_history_of_what_kept_its_words(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    load_programma(lelystad, PROGRAMMA)
    kept = Actie.objects.get(code="1a")
    StoplichtFactory(actie=kept)
    later = next_version()
    later["knoppen"][0]["termijnen"][0]["acties"][0]["tekst"] = "Anders verwoord."

    load_programma(lelystad, later)

    assert acties_of(programmateam, 4, LATER) == [("1", "Anders verwoord."), ("1a", "Eén plan.")]
    assert acties_of(programmateam, 4, BEGIN) == [("1", "Eén contact."), ("1a", "Eén plan.")]
    assert Doel.objects.count() == 1
    assert Actie.objects.get(code="1a") == kept


def test_loading_the_old_file_after_the_new_one_changes_nothing_today(
    lelystad: Gemeente, programmateam: Gebruiker
) -> None:
    load_programma(lelystad, PROGRAMMA)
    load_programma(lelystad, next_version(naam="Nieuw"))
    before = rows()

    load_programma(lelystad, PROGRAMMA)

    assert rows() == before
    assert shown(programmateam, LATER)[0] == ("Het gezin", [(4, "Nieuw")])


def test_another_municipality_stands_beside_it(
    lelystad: Gemeente, elders: Gemeente, programmateam: Gebruiker, buitenstaander: Gebruiker
) -> None:
    load_programma(lelystad, PROGRAMMA)
    other = deepcopy(PROGRAMMA)
    other["knoppen"] = [{**other["knoppen"][1], "nummer": 1, "naam": "Eigen knop", "deel": "hulp"}]

    load_programma(elders, other)

    assert shown(buitenstaander, BEGIN) == [("Hulp", [(1, "Eigen knop")])]
    assert [nummer for _deel, knoppen in shown(programmateam, BEGIN) for nummer, _naam in knoppen] == [4, 11]


# Versions and additions by people


def test_a_new_version_carries_every_wording_over(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    load_programma(lelystad, PROGRAMMA)
    before = shown(programmateam, BEGIN)

    versie = start_versie(gemeente=lelystad, naam="Vervolg", vanaf=LATER, bron="raad", by=programmateam)

    assert shown(programmateam, LATER) == before
    assert versie.formuleringen.count() == 2
    assert Programmaversie.objects.get(geldig_vanaf=BEGIN).geldig_tot == LATER
    copied = versie.formuleringen.get(knop__nummer=4)
    assert (copied.ervaringsthemas, copied.leidend_cijfer.slug) == (["bureaucratie"], "aandeel-3-of-meer")


def test_a_wording_of_a_new_version_leaves_the_old_one_alone(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    load_programma(lelystad, PROGRAMMA)
    versie = start_versie(gemeente=lelystad, naam="Vervolg", vanaf=LATER, bron="", by=programmateam)

    versie.formuleringen.filter(knop__nummer=4).update(naam="Anders")

    assert shown(programmateam, BEGIN)[0] == ("Het gezin", [(4, "Eén gezin")])
    assert shown(programmateam, LATER)[0] == ("Het gezin", [(4, "Anders")])


@pytest.mark.parametrize("vanaf", [BEGIN, BEGIN - timedelta(days=1)])
def test_a_new_version_begins_after_the_present_one(lelystad: Gemeente, programmateam: Gebruiker, vanaf: date) -> None:
    ProgrammaversieFactory(gemeente=lelystad)

    with pytest.raises(Geweigerd, match="Een nieuwe versie begint na 01-01-2025"):
        start_versie(gemeente=lelystad, naam="Vervolg", vanaf=vanaf, bron="", by=programmateam)


def test_a_knop_that_is_added_holds_from_its_version_on(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    load_programma(lelystad, PROGRAMMA)
    versie = start_versie(gemeente=lelystad, naam="Vervolg", vanaf=LATER, bron="", by=programmateam)

    add_knop(
        versie=versie,
        nummer=15,
        naam="Nieuwe knop",
        kern="Iets nieuws.",
        deel=DeelFactory(gemeente=lelystad, slug="gezin"),
        richting="omhoog",
        by=programmateam,
    )

    def numbers(dag: date) -> set[int]:
        return {nummer for _deel, knoppen in shown(programmateam, dag) for nummer, _naam in knoppen}

    assert numbers(LATER) == {4, 11, 15}
    assert numbers(BEGIN) == {4, 11}


def test_a_number_that_is_taken_is_refused(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    formulering = FormuleringFactory(gemeente=lelystad)

    with pytest.raises(Geweigerd, match="Knop 4 bestaat al"):
        add_knop(
            versie=formulering.versie,
            nummer=4,
            naam="Nog een",
            kern="",
            deel=formulering.deel,
            richting="omlaag",
            by=programmateam,
        )


def test_an_actie_that_is_added_holds_from_its_day_on(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    termijn = TermijnFactory(gemeente=lelystad)

    add_actie(termijn=termijn, code="9", tekst="Nieuw.", vanaf=LATER, by=programmateam)

    assert acties_of(programmateam, 4, LATER) == [("9", "Nieuw.")]
    assert acties_of(programmateam, 4, LATER - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("geldig_vanaf", "geldig_tot", "mag"),
    [(BEGIN, None, False), (BEGIN, LATER, True), (LATER + timedelta(days=30), None, False)],
    ids=["holds", "ended on that day", "begins later"],
)
def test_a_code_is_used_once_at_a_time(
    lelystad: Gemeente, programmateam: Gebruiker, geldig_vanaf: date, geldig_tot: date | None, mag: bool
) -> None:
    actie = ActieFactory(gemeente=lelystad, geldig_vanaf=geldig_vanaf, geldig_tot=geldig_tot)

    if mag:
        add_actie(termijn=actie.termijn, code=actie.code, tekst="Nieuw.", vanaf=LATER, by=programmateam)
    else:
        with pytest.raises(Geweigerd, match="bestaat al in deze termijn"):
            add_actie(termijn=actie.termijn, code=actie.code, tekst="Nieuw.", vanaf=LATER, by=programmateam)

    assert Actie.objects.count() == 1 + mag


# Traffic lights


def test_a_light_is_added_and_the_earlier_ones_stay(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    actie = ActieFactory(gemeente=lelystad)
    for kleur, per in (("grijs", BEGIN), ("rood", LATER), ("groen", date(2025, 6, 1))):
        set_stoplicht(actie=actie, kleur=kleur, toelichting="", per=per, by=programmateam)

    (block,) = list_termijnen(programmateam, actie.termijn.knop_id, BEGIN)

    (regel,) = block.acties
    assert regel.licht is not None
    assert regel.licht.kleur == "rood"
    assert [licht.kleur for licht in regel.eerder] == ["groen", "grijs"]
    assert regel.licht.gezet_door == programmateam


def test_two_lights_of_one_day_show_the_last_one_set(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    actie = ActieFactory(gemeente=lelystad)
    for kleur in ("rood", "geel"):
        set_stoplicht(actie=actie, kleur=kleur, toelichting="", per=BEGIN, by=programmateam)

    (block,) = list_termijnen(programmateam, actie.termijn.knop_id, BEGIN)

    licht = block.acties[0].licht
    assert licht is not None
    assert licht.kleur == "geel"


def test_a_colour_that_does_not_exist_is_refused(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    with pytest.raises(ValidationError):
        set_stoplicht(actie=ActieFactory(gemeente=lelystad), kleur="paars", toelichting="", per=BEGIN, by=programmateam)

    assert Stoplicht.objects.count() == Gebeurtenis.objects.count() == 0


def test_a_light_leaves_an_event_with_its_colour(lelystad: Gemeente, programmateam: Gebruiker) -> None:
    actie = ActieFactory(gemeente=lelystad)

    set_stoplicht(actie=actie, kleur="geel", toelichting="Wacht op geld.", per=BEGIN, by=programmateam)

    event = Gebeurtenis.objects.get(actie="stoplicht-gezet")
    assert (event.door, event.bijzonderheden) == (programmateam, {"kleur": "geel", "per": "2025-01-01"})


def test_only_who_keeps_the_programme_changes_it(
    lelystad: Gemeente, onderzoeker: Gebruiker, programmateam: Gebruiker, buitenstaander: Gebruiker
) -> None:
    actie = ActieFactory(gemeente=lelystad)

    for by in (onderzoeker, buitenstaander):
        with pytest.raises(Geweigerd):
            set_stoplicht(actie=actie, kleur="groen", toelichting="", per=BEGIN, by=by)
        with pytest.raises(Geweigerd):
            add_actie(termijn=actie.termijn, code="9", tekst="Nieuw.", vanaf=BEGIN, by=by)
        with pytest.raises(Geweigerd):
            start_versie(gemeente=lelystad, naam="Vervolg", vanaf=LATER, bron="", by=by)

    allowed = [can_bijwerken(by=by, gemeente_id=lelystad.pk) for by in (onderzoeker, programmateam, buitenstaander)]
    assert allowed == [False, True, False]


# Screens


@pytest.fixture
def geladen(lelystad: Gemeente) -> Gemeente:
    load_programma(lelystad, PROGRAMMA)
    return lelystad


@pytest.mark.usefixtures("geladen")
def test_the_knoppen_are_shown_in_their_parts(als: Any, programmateam: Gebruiker) -> None:
    content = als(programmateam).get("/programma/").content.decode()

    assert content.index("Het gezin") < content.index("Eén gezin") < content.index("Lichte hulp")


@pytest.mark.usefixtures("geladen")
def test_a_knop_is_shown_with_its_goal_and_acties(als: Any, programmateam: Gebruiker) -> None:
    content = als(programmateam).get("/programma/knoppen/4/").content.decode()

    assert "Elk gezin één contact." in content
    assert "Eén plan." in content


@pytest.mark.usefixtures("geladen")
def test_a_knop_leads_to_its_figures_and_stories_for_who_may_read_them(
    als: Any, programmateam: Gebruiker, veldwerker: Gebruiker
) -> None:
    assert "/duiden/knoppen/4/" in als(programmateam).get("/programma/knoppen/4/").content.decode()
    assert "/duiden/knoppen/" not in als(veldwerker).get("/programma/knoppen/4/").content.decode()


@pytest.mark.usefixtures("geladen")
def test_a_knop_that_does_not_exist_is_not_found(als: Any, programmateam: Gebruiker) -> None:
    assert als(programmateam).get("/programma/knoppen/99/").status_code == 404


@pytest.mark.usefixtures("geladen")
def test_a_knop_of_two_versions_is_one_page(als: Any, programmateam: Gebruiker, lelystad: Gemeente) -> None:
    load_programma(lelystad, next_version(naam="Nieuwe naam"))

    assert als(programmateam).get("/programma/knoppen/4/").status_code == 200


@pytest.mark.usefixtures("geladen")
def test_zero_values_are_shown_as_they_were_printed(als: Any, programmateam: Gebruiker) -> None:
    content = als(programmateam).get("/programma/vertrekpunten/").content.decode()

    assert "12,7 %" in content
    assert "30 procent minder" in content


@pytest.mark.usefixtures("geladen")
def test_overall_indicators_come_first_and_leading_figures_stay_with_their_knop(programmateam: Gebruiker) -> None:
    blocks = list_vertrekpunten(programmateam)

    names = [
        (block.vertrekpunt.letter if block.vertrekpunt else None, [row.slug for row in block.indicatoren])
        for block in blocks
    ]
    assert names == [(None, ["jeugdigen"]), ("A", ["clienten-met-verblijf"])]


@pytest.mark.usefixtures("geladen")
def test_a_light_is_set_with_a_form(als: Any, programmateam: Gebruiker) -> None:
    actie = Actie.objects.get(code="1a")
    data = {"kleur": "rood", "toelichting": "Wacht op geld.", "per": str(timezone.localdate())}

    response = als(programmateam).post(f"/programma/acties/{actie.pk}/stoplicht/", data, follow=True)

    assert response.redirect_chain == [("/programma/knoppen/4/", 302)]
    assert "Het stoplicht is bewaard." in response.content.decode()
    assert Stoplicht.objects.get().toelichting == "Wacht op geld."


@pytest.mark.usefixtures("geladen")
@pytest.mark.parametrize(
    ("data", "field"),
    [({"kleur": "paars"}, "kleur"), ({"per": "2999-01-01"}, "per"), ({"toelichting": "a" * 501}, "toelichting")],
)
def test_a_light_that_cannot_be_stays_on_the_screen(
    als: Any, programmateam: Gebruiker, data: dict[str, str], field: str
) -> None:
    actie = Actie.objects.get(code="1a")
    given = {"kleur": "rood", "per": str(timezone.localdate()), "toelichting": ""} | data

    response = als(programmateam).post(f"/programma/acties/{actie.pk}/stoplicht/", given)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert Stoplicht.objects.count() == 0


@pytest.mark.usefixtures("geladen")
@pytest.mark.parametrize(("code", "status"), [("2", 302), ("2b", 302), ("1a", 422), ("x", 422), ("123", 422)])
def test_an_actie_is_added_with_a_form(als: Any, programmateam: Gebruiker, code: str, status: int) -> None:
    termijn = Actie.objects.get(code="1a").termijn
    data = {"code": code, "tekst": "Iets nieuws.", "vanaf": str(timezone.localdate())}

    response = als(programmateam).post(f"/programma/termijnen/{termijn.pk}/acties/", data)

    assert response.status_code == status
    assert Actie.objects.count() == (3 if status == 302 else 2)


def test_an_indicator_is_named_once_in_a_municipality(lelystad: Gemeente, elders: Gemeente) -> None:
    IndicatorFactory(gemeente=lelystad)
    IndicatorFactory(gemeente=elders)

    assert Indicator.objects.count() == 2
