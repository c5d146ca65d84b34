"""Checking masks: the machine proposes, a person decides, and only then a text is safe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.stamgegevens import AanbiederFactory, GebiedFactory
from tests.factories.verzameling import MaskerFactory, VerhaalFactory
from tests.verhalen.verzameling.conftest import TEKST
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern import intrekking
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.intrekking import on_heropening
from verhalen.kern.models import Gebeurtenis, Taak
from verhalen.kern.rollen import Rol
from verhalen.kern.taken import run_taak
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling import pseudonimisering
from verhalen.verzameling.actions import MASKERTAAK, withdraw_inzending
from verhalen.verzameling.maskeren import Plek
from verhalen.verzameling.models import Masker, Maskerstap, Verhaal
from verhalen.verzameling.nakijkscherm import build_scherm
from verhalen.verzameling.pseudonimisering import (
    accept_masker,
    accept_rest,
    add_masker,
    drop_masker,
    finish_nakijken,
    heropen,
    move_masker,
    read_ruw,
    set_maskers,
    standing,
    undo,
)

pytestmark = pytest.mark.django_db
FATIMA = TEKST.index("Fatima")
MAART = TEKST.index("maart")


def run_maskers(gemeente: Gemeente) -> Taak:
    taak = Taak.objects.create(soort=MASKERTAAK, gemeente=gemeente)
    run_taak(taak.pk)
    taak.refresh_from_db()
    return taak


def stand(verhaal: Verhaal) -> list[tuple[Any, ...]]:
    return list(verhaal.maskers.order_by("pk").values_list("pk", "start", "eind", "soort", "staat", "beslist_door"))


def words(verhaal: Verhaal) -> list[str]:
    return [TEKST[masker.start : masker.eind] for masker in standing(verhaal)]


def propose(verhaal: Verhaal, woorden: str, soort: str = "persoon", after: int = 0) -> Masker:
    start = TEKST.index(woorden, after)
    return MaskerFactory(verhaal=verhaal, start=start, eind=start + len(woorden), soort=soort)


# What the machine does


def test_the_machine_proposes_masks_for_every_story_that_waits(lelystad: Gemeente, vinder: Callable[..., None]) -> None:
    vinder("Fatima de Boer", "haven")
    stories = VerhaalFactory.create_batch(3, gemeente=lelystad, ruw=TEKST)

    taak = run_maskers(lelystad)

    assert (taak.staat, taak.uitkomst, taak.gedaan) == (Taak.Staat.KLAAR, {"maskers": 6}, 3)
    for verhaal in stories:
        verhaal.refresh_from_db()
        assert verhaal.maskers_voorgesteld_op is not None
        assert words(verhaal) == ["Fatima de Boer", "haven"]
        assert {(masker.staat, masker.herkomst, masker.beslist_door) for masker in verhaal.maskers.all()} == {
            ("voorgesteld", "proefregel", None)
        }


def test_a_story_without_finds_was_looked_at_too(lelystad: Gemeente, vinder: Callable[..., None]) -> None:
    vinder()
    verhaal = VerhaalFactory(gemeente=lelystad, ruw=TEKST)

    run_maskers(lelystad)

    verhaal.refresh_from_db()
    assert verhaal.maskers_voorgesteld_op is not None


def test_running_again_proposes_nothing_twice(lelystad: Gemeente, vinder: Callable[..., None]) -> None:
    vinder("Fatima de Boer")
    verhaal = VerhaalFactory(gemeente=lelystad, ruw=TEKST)
    run_maskers(lelystad)

    assert run_maskers(lelystad).uitkomst == {"maskers": 0}
    assert verhaal.maskers.count() == 1


def test_stories_of_another_municipality_are_left_alone(
    lelystad: Gemeente, elders: Gemeente, vinder: Callable[..., None]
) -> None:
    vinder("Fatima de Boer")
    verhaal = VerhaalFactory(gemeente=elders, ruw=TEKST)

    run_maskers(lelystad)

    verhaal.refresh_from_db()
    assert verhaal.maskers_voorgesteld_op is None


def test_a_story_that_comes_in_while_the_machine_works_is_looked_at_too(
    lelystad: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    VerhaalFactory(gemeente=lelystad, ruw=TEKST)

    def find(tekst: str, **lists: Any) -> list[Any]:
        if Verhaal.objects.count() == 1:
            VerhaalFactory(gemeente=lelystad, ruw=TEKST)
        return []

    monkeypatch.setattr("nlp.deidentificatie.find", find)

    run_maskers(lelystad)

    assert not Verhaal.objects.filter(maskers_voorgesteld_op__isnull=True).exists()


def test_a_story_that_was_withdrawn_meanwhile_gets_no_masks(
    lelystad: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = VerhaalFactory.create_batch(2, gemeente=lelystad, ruw=TEKST)

    def find(tekst: str, **lists: Any) -> list[Any]:
        withdraw_inzending(inzending=second.inzending, by=None)
        return []

    monkeypatch.setattr("nlp.deidentificatie.find", find)

    assert run_maskers(lelystad).staat == Taak.Staat.KLAAR
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.maskers_voorgesteld_op is None, second.maskers_voorgesteld_op is None) == (False, True)


def test_a_shell_without_text_does_not_hold_the_machine_up(lelystad: Gemeente, vinder: Callable[..., None]) -> None:
    vinder()
    VerhaalFactory(gemeente=lelystad)

    assert run_maskers(lelystad).staat == Taak.Staat.KLAAR


def test_the_machine_knows_the_places_and_organisations_of_the_municipality(
    lelystad: Gemeente, elders: Gemeente, monkeypatch: pytest.MonkeyPatch
) -> None:
    GebiedFactory(gemeente=lelystad, naam="Zuiderzeewijk")
    GebiedFactory(gemeente=elders, naam="Andere wijk")
    AanbiederFactory(gemeente=lelystad, naam="Kompas Jeugdhulp")
    VerhaalFactory(gemeente=lelystad, ruw=TEKST)
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr("nlp.deidentificatie.find", lambda tekst, **lists: asked.append(lists) or [])

    run_maskers(lelystad)

    assert asked == [{"plaatsen": frozenset({"Zuiderzeewijk"}), "organisaties": frozenset({"Kompas Jeugdhulp"})}]


def test_a_look_by_the_machine_is_written_down(lelystad: Gemeente, vinder: Callable[..., None]) -> None:
    vinder()
    VerhaalFactory(gemeente=lelystad, ruw=TEKST)

    run_maskers(lelystad)

    look = Gebeurtenis.objects.get(actie="ruwe-tekst-gelezen")
    assert (look.door, look.bijzonderheden) == (None, {"waarom": "maskers voorstellen"})


# What a person does


def test_a_selection_becomes_a_confirmed_mask(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    masker = add_masker(verhaal=verhaal, start=FATIMA - 1, eind=FATIMA + 15, soort="persoon", by=onderzoeker)

    assert TEKST[masker.start : masker.eind] == "Fatima de Boer"
    assert (masker.staat, masker.herkomst, masker.beslist_door) == ("bevestigd", "mens", onderzoeker)


def test_a_mask_over_a_selection_replaces_the_masks_it_touches(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    inside, apart = propose(verhaal, "Fatima"), propose(verhaal, "haven", "locatie")

    add_masker(verhaal=verhaal, start=FATIMA, eind=FATIMA + 14, soort="persoon", by=onderzoeker)

    inside.refresh_from_db()
    apart.refresh_from_db()
    assert (inside.staat, apart.staat) == ("vervallen", "voorgesteld")
    assert words(verhaal) == ["Fatima de Boer", "haven"]


@pytest.mark.parametrize("soort", ["", "naam", "PERSOON"])
def test_a_mask_of_a_kind_that_does_not_exist_is_refused(verhaal: Verhaal, onderzoeker: Gebruiker, soort: str) -> None:
    with pytest.raises(OngeldigeInvoer, match="Kies een soort masker"):
        add_masker(verhaal=verhaal, start=FATIMA, eind=FATIMA + 6, soort=soort, by=onderzoeker)

    assert not verhaal.maskers.exists()


@pytest.mark.parametrize(("start", "eind"), [(0, 0), (5, 2), (-3, 4), (0, 10_000), (len(TEKST), len(TEKST) + 1)])
def test_a_selection_outside_the_text_is_refused(
    verhaal: Verhaal, onderzoeker: Gebruiker, start: int, eind: int
) -> None:
    with pytest.raises(OngeldigeInvoer):
        add_masker(verhaal=verhaal, start=start, eind=eind, soort="persoon", by=onderzoeker)

    assert not verhaal.maskers.exists()


def test_a_proposal_is_confirmed(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    masker = propose(verhaal, "Fatima")

    accept_masker(masker=masker, by=onderzoeker)

    masker.refresh_from_db()
    assert (masker.staat, masker.soort, masker.beslist_door) == ("bevestigd", "persoon", onderzoeker)


def test_a_proposal_is_confirmed_as_another_kind(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    masker = propose(verhaal, "haven")

    accept_masker(masker=masker, by=onderzoeker, soort="locatie")

    masker.refresh_from_db()
    assert (masker.staat, masker.soort) == ("bevestigd", "locatie")


def test_a_kind_that_does_not_exist_confirms_nothing(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    masker = propose(verhaal, "haven")

    with pytest.raises(OngeldigeInvoer, match="Kies een soort masker"):
        accept_masker(masker=masker, by=onderzoeker, soort="plaats")

    masker.refresh_from_db()
    assert masker.staat == "voorgesteld"


def test_the_rest_is_confirmed_in_one_go(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    propose(verhaal, "Fatima"), propose(verhaal, "haven")
    dropped = propose(verhaal, "maart", "datum")
    drop_masker(masker=dropped, by=onderzoeker)

    assert accept_rest(verhaal=verhaal, by=onderzoeker) == 2

    dropped.refresh_from_db()
    assert dropped.staat == "vervallen"
    assert {masker.staat for masker in standing(verhaal)} == {"bevestigd"}


def test_a_mask_is_widened_by_a_word_and_so_confirmed(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    masker = propose(verhaal, "Fatima")

    move_masker(masker=masker, rand="eind-ruimer", by=onderzoeker)

    assert words(verhaal) == ["Fatima de"]
    masker.refresh_from_db()
    assert masker.staat == "bevestigd"


def test_a_widened_mask_takes_the_place_of_its_neighbour(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    masker, neighbour = propose(verhaal, "Fatima"), propose(verhaal, "de Boer")

    move_masker(masker=masker, rand="eind-ruimer", by=onderzoeker)

    neighbour.refresh_from_db()
    assert neighbour.staat == "vervallen"
    assert words(verhaal) == ["Fatima de"]


def test_a_dropped_mask_can_be_put_back(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    masker = propose(verhaal, "Fatima")
    drop_masker(masker=masker, by=onderzoeker)
    masker.refresh_from_db()
    assert masker.staat == "vervallen"

    accept_masker(masker=masker, by=onderzoeker)

    assert words(verhaal) == ["Fatima"]


STAPPEN: dict[str, Callable[[Verhaal, Masker, Gebruiker], object]] = {
    "add over two": lambda verhaal, masker, by: add_masker(
        verhaal=verhaal, start=FATIMA, eind=FATIMA + 28, soort="locatie", by=by
    ),
    "accept": lambda verhaal, masker, by: accept_masker(masker=masker, by=by),
    "accept as another kind": lambda verhaal, masker, by: accept_masker(masker=masker, by=by, soort="contact"),
    "accept the rest": lambda verhaal, masker, by: accept_rest(verhaal=verhaal, by=by),
    "widen": lambda verhaal, masker, by: move_masker(masker=masker, rand="eind-ruimer", by=by),
    "drop": lambda verhaal, masker, by: drop_masker(masker=masker, by=by),
}


@pytest.mark.parametrize("stap", STAPPEN)
def test_undo_puts_the_masks_back_exactly(verhaal: Verhaal, onderzoeker: Gebruiker, stap: str) -> None:
    masker = propose(verhaal, "Fatima")
    propose(verhaal, "haven", "locatie")
    MaskerFactory(verhaal=verhaal, start=MAART, eind=MAART + 5, soort="datum", bevestigd=True)
    before = stand(verhaal)
    STAPPEN[stap](verhaal, masker, onderzoeker)
    assert stand(verhaal) != before

    assert undo(verhaal=verhaal, by=onderzoeker) is True

    assert stand(verhaal) == before


def test_undo_goes_back_step_by_step(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    masker = propose(verhaal, "Fatima")
    states = [stand(verhaal)]
    for step in (
        lambda: accept_masker(masker=masker, by=onderzoeker),
        lambda: move_masker(masker=masker, rand="eind-ruimer", by=onderzoeker),
        lambda: add_masker(verhaal=verhaal, start=MAART, eind=MAART + 5, soort="datum", by=onderzoeker),
    ):
        step()
        states.append(stand(verhaal))

    for expected in reversed(states[:-1]):
        assert undo(verhaal=verhaal, by=onderzoeker)
        assert stand(verhaal) == expected

    assert undo(verhaal=verhaal, by=onderzoeker) is False


def test_undo_never_takes_back_what_a_colleague_did(
    verhaal: Verhaal, onderzoeker: Gebruiker, hoofdonderzoeker: Gebruiker
) -> None:
    masker = propose(verhaal, "Fatima")
    accept_masker(masker=masker, by=onderzoeker)
    add_masker(verhaal=verhaal, start=MAART, eind=MAART + 5, soort="datum", by=hoofdonderzoeker)
    before = stand(verhaal)

    assert undo(verhaal=verhaal, by=onderzoeker) is False

    assert stand(verhaal) == before


def test_what_is_kept_to_undo_holds_places_and_no_words(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    accept_masker(masker=propose(verhaal, "Fatima"), by=onderzoeker)

    assert "Fatima" not in str(list(Maskerstap.objects.values()))


# Who may


@pytest.mark.parametrize("rol", [Rol.VELDWERKER, Rol.PROGRAMMATEAM, Rol.FG, Rol.BEHEERDER, Rol.PRIVACY_OFFICER])
def test_a_colleague_without_the_right_reads_no_raw_text(verhaal: Verhaal, lelystad: Gemeente, rol: Rol) -> None:
    by = GebruikerFactory(gemeente=lelystad, rollen=[rol])

    with pytest.raises(Geweigerd):
        read_ruw(verhaal=verhaal, by=by, waarom="nieuwsgierig")

    assert not Gebeurtenis.objects.filter(actie="ruwe-tekst-gelezen").exists()


def test_a_researcher_elsewhere_reads_no_raw_text(verhaal: Verhaal, buitenstaander: Gebruiker) -> None:
    with pytest.raises(Geweigerd, match="andere gemeente"):
        read_ruw(verhaal=verhaal, by=buitenstaander, waarom="nieuwsgierig")


def test_the_screen_writes_down_who_looked(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    build_scherm(verhaal=verhaal, by=onderzoeker)

    look = Gebeurtenis.objects.get(actie="ruwe-tekst-gelezen")
    assert (look.door, look.doel, look.bijzonderheden) == (onderzoeker, "nakijken", {"waarom": "nakijken"})


def test_the_screen_leaves_out_the_words_under_a_mask(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    propose(verhaal, "Fatima de Boer"), propose(verhaal, "Fatima", after=FATIMA + 10)

    scherm = build_scherm(verhaal=verhaal, by=onderzoeker)

    assert "Fatima" not in str(scherm.alineas)
    assert (scherm.totaal, scherm.open, scherm.beslist) == (2, 2, 0)
    assert scherm.huidig == scherm.maskers[0].masker.pk


def test_the_screen_stands_on_the_mask_that_was_asked_for(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    propose(verhaal, "Fatima")
    second = propose(verhaal, "haven")

    assert build_scherm(verhaal=verhaal, by=onderzoeker, huidig=second.pk).huidig == second.pk
    assert build_scherm(verhaal=verhaal, by=onderzoeker, huidig=999_999).huidig != second.pk


# From checked to safe


def test_finishing_makes_the_text_safe(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    propose(verhaal, "Fatima de Boer"), propose(verhaal, "Fatima", after=FATIMA + 10)
    propose(verhaal, "haven", "locatie")
    accept_rest(verhaal=verhaal, by=onderzoeker)

    finish_nakijken(verhaal=verhaal, by=onderzoeker)

    verhaal.refresh_from_db()
    veilig = verhaal.veilig
    assert veilig is not None
    assert veilig.tekst == (
        "Ik sprak [persoon 1] bij de [locatie 1]. [persoon 2] zei: wacht maar.\n\nDat was in maart."
    )
    assert [(pil.soort, pil.nummer) for pil in veilig.pillen] == [("persoon", 1), ("locatie", 1), ("persoon", 2)]
    assert (verhaal.staat, verhaal.nagekeken_door) == (Verhaal.Staat.NAGEKEKEN, onderzoeker)
    assert verhaal.maskerstappen.count() == 0


def test_finishing_with_open_masks_is_refused(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    propose(verhaal, "Fatima"), propose(verhaal, "haven")

    with pytest.raises(Geweigerd, match="Beslis eerst over de 2 voorgestelde maskers"):
        finish_nakijken(verhaal=verhaal, by=onderzoeker)

    verhaal.refresh_from_db()
    assert (verhaal.staat, verhaal.veilig) == (Verhaal.Staat.INGEDIEND, None)


def test_finishing_before_the_machine_looked_is_refused(lelystad: Gemeente, onderzoeker: Gebruiker) -> None:
    verhaal = VerhaalFactory(gemeente=lelystad, ruw=TEKST)

    with pytest.raises(Geweigerd, match="nog niet voorgesteld"):
        finish_nakijken(verhaal=verhaal, by=onderzoeker)


def test_a_dropped_mask_leaves_its_words_in_the_safe_text(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    drop_masker(masker=propose(verhaal, "maart", "datum"), by=onderzoeker)

    finished = finish_nakijken(verhaal=verhaal, by=onderzoeker)

    assert "in maart" in finished.tekst_veilig


def test_a_finished_story_cannot_be_finished_again(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    finish_nakijken(verhaal=verhaal, by=onderzoeker)

    with pytest.raises(Geweigerd, match="al nagekeken"):
        finish_nakijken(verhaal=verhaal, by=onderzoeker)


@pytest.mark.parametrize("stap", STAPPEN)
def test_masks_of_a_finished_story_stay_as_they_are(verhaal: Verhaal, onderzoeker: Gebruiker, stap: str) -> None:
    masker = propose(verhaal, "Fatima")
    accept_rest(verhaal=verhaal, by=onderzoeker)
    finish_nakijken(verhaal=verhaal, by=onderzoeker)
    finished = Verhaal.objects.get(pk=verhaal.pk)
    before = stand(finished)

    with pytest.raises(Geweigerd, match="al nagekeken"):
        STAPPEN[stap](finished, Masker.objects.select_related("verhaal").get(pk=masker.pk), onderzoeker)

    assert stand(finished) == before


def test_the_rooms_above_hear_of_a_story_that_became_safe(
    verhaal: Verhaal, onderzoeker: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[int, Gebruiker]] = []
    monkeypatch.setattr(pseudonimisering, "tell_nagekeken", lambda verhaal, by: heard.append((verhaal.pk, by)))

    finish_nakijken(verhaal=verhaal, by=onderzoeker)

    assert heard == [(verhaal.pk, onderzoeker)]


def test_a_checked_story_is_opened_again_with_its_masks(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    propose(verhaal, "Fatima de Boer")
    accept_rest(verhaal=verhaal, by=onderzoeker)
    finish_nakijken(verhaal=verhaal, by=onderzoeker)

    heropen(verhaal=Verhaal.objects.get(pk=verhaal.pk), by=onderzoeker)

    verhaal.refresh_from_db()
    assert (verhaal.staat, verhaal.tekst_veilig, verhaal.pillen, verhaal.veilig) == ("ingediend", "", [], None)
    assert (verhaal.nagekeken_door, verhaal.nagekeken_op) == (None, None)
    assert words(verhaal) == ["Fatima de Boer"]


def test_a_room_that_built_on_the_text_can_refuse_to_open_it_again(
    lelystad: Gemeente, onderzoeker: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intrekking, "_controles", {})
    verhaal = VerhaalFactory(gemeente=lelystad, nagekeken=True, ruw=TEKST)

    def veto(verhaal: Verhaal) -> None:
        raise Geweigerd("Dit verhaal is al gecodeerd.")

    on_heropening("proef", veto)

    with pytest.raises(Geweigerd, match="al gecodeerd"):
        heropen(verhaal=verhaal, by=onderzoeker)

    verhaal.refresh_from_db()
    assert verhaal.staat == Verhaal.Staat.NAGEKEKEN


@pytest.mark.parametrize("traits", [{"ruw": TEKST}, {"nagekeken": True}, {"ingetrokken": True}])
def test_only_a_checked_story_with_its_raw_text_can_be_opened_again(
    lelystad: Gemeente, onderzoeker: Gebruiker, traits: dict[str, Any]
) -> None:
    with pytest.raises(Geweigerd):
        heropen(verhaal=VerhaalFactory(gemeente=lelystad, **traits), by=onderzoeker)


def test_a_checked_story_names_who_checked_it(lelystad: Gemeente) -> None:
    with pytest.raises(IntegrityError):
        VerhaalFactory(gemeente=lelystad, staat="nagekeken", tekst_veilig="Tekst.")


def test_an_unchecked_story_holds_no_safe_text(lelystad: Gemeente) -> None:
    with pytest.raises(IntegrityError):
        VerhaalFactory(gemeente=lelystad, staat="ingediend", tekst_veilig="Tekst.")


def test_masks_that_were_laid_down_elsewhere_are_taken_over(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    propose(verhaal, "haven")

    set_maskers(verhaal=verhaal, plekken=[Plek(FATIMA, FATIMA + 14, "persoon")], herkomst="goud", by=onderzoeker)

    assert words(verhaal) == ["Fatima de Boer"]
    masker = verhaal.maskers.get()
    assert (masker.staat, masker.herkomst, masker.beslist_door) == ("bevestigd", "goud", onderzoeker)


def test_masks_from_elsewhere_that_do_not_fit_change_nothing(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    propose(verhaal, "haven")

    with pytest.raises(OngeldigeInvoer, match="overlappen"):
        set_maskers(
            verhaal=verhaal,
            plekken=[Plek(0, 5, "persoon"), Plek(3, 9, "persoon")],
            herkomst="goud",
            by=onderzoeker,
        )

    assert words(verhaal) == ["haven"]


@pytest.mark.slow
def test_the_real_finder_masks_a_name_in_a_story(lelystad: Gemeente, onderzoeker: Gebruiker) -> None:
    """The one test with the lookup structure itself: it takes ten seconds to load."""
    verhaal = VerhaalFactory(gemeente=lelystad, ruw="Ik sprak Fatima de Boer. Bel haar op 06-12345678.")

    taak = run_maskers(lelystad)
    accept_rest(verhaal=verhaal, by=onderzoeker)
    finished = finish_nakijken(verhaal=Verhaal.objects.get(pk=verhaal.pk), by=onderzoeker)

    assert taak.staat == Taak.Staat.KLAAR, taak.fout
    assert finished.tekst_veilig == "Ik sprak [persoon 1]. Bel haar op [contact 1]."
