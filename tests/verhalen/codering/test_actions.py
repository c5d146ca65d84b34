from __future__ import annotations

from typing import Any

import pytest

from tests.factories.codering import CodeerbaarVerhaalFactory, FragmentFactory, VoorstelFactory, VoorstelrondeFactory
from tests.factories.gebruikers import GebruikerFactory
from tests.factories.verzameling import VerhaalFactory
from verhalen.codering import actions
from verhalen.codering.fragmenten import CitaatPastNiet
from verhalen.codering.models import Codering, Fragment, Handeling, Thema, Voorstel
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.models import Gebeurtenis
from verhalen.kern.rollen import Rol
from verhalen.programma.models import Knop
from verhalen.verzameling.models import Verhaal, Werkbeurt

pytestmark = pytest.mark.django_db
ZIN = "We wachtten zeven maanden op hulp."


def acties() -> list[str]:
    return list(Gebeurtenis.objects.order_by("pk").values_list("actie", flat=True))


def codeer(verhaal: Verhaal, by: Gebruiker, thema: Thema, start: int = 0, eind: int = 34, **rest: Any) -> Codering:
    return actions.code_selectie(verhaal=verhaal, start=start, eind=eind, by=by, thema=thema, **rest)


def test_code_selectie_keeps_the_words_with_the_judgement(
    verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema
) -> None:
    codering = codeer(verhaal, onderzoeker, wachten, polariteit="negatief", wens=True)

    fragment = codering.fragment
    assert fragment.citaat == ZIN == verhaal.tekst_veilig[fragment.start : fragment.eind]
    assert (fragment.codeur, fragment.polariteit, fragment.wens) == (onderzoeker, "negatief", True)
    assert codering.thema == wachten
    assert codering.voorstel is None
    event = Gebeurtenis.objects.get(actie="codering-gemaakt")
    assert event.door == onderzoeker
    assert event.bijzonderheden == {"verhaal": verhaal.pk}


def test_code_selectie_moves_the_ends_to_whole_words_and_masks(
    verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema
) -> None:
    codering = codeer(verhaal, onderzoeker, wachten, start=40, eind=50)

    assert codering.fragment.citaat == "belde [persoon 1]"


def test_code_selectie_twice_is_once(verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema) -> None:
    first = codeer(verhaal, onderzoeker, wachten)

    second = codeer(verhaal, onderzoeker, wachten)

    assert first == second
    assert Fragment.objects.count() == Codering.objects.count() == Handeling.objects.count() == 1
    assert acties().count("codering-gemaakt") == 1


def test_two_labels_on_the_same_words_share_one_fragment(
    verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema, knop_4: Knop
) -> None:
    codeer(verhaal, onderzoeker, wachten)

    actions.code_selectie(verhaal=verhaal, start=0, eind=34, by=onderzoeker, knop=knop_4)

    assert Fragment.objects.count() == 1
    assert Codering.objects.count() == 2


def test_two_coders_have_fragments_of_their_own(
    verhaal: Verhaal, onderzoeker: Gebruiker, hoofdonderzoeker: Gebruiker, wachten: Thema
) -> None:
    codeer(verhaal, onderzoeker, wachten)

    codeer(verhaal, hoofdonderzoeker, wachten)

    assert Fragment.objects.filter(start=0, eind=34).count() == 2


def test_code_selectie_needs_the_right(verhaal: Verhaal, veldwerker: Gebruiker, wachten: Thema) -> None:
    with pytest.raises(Geweigerd):
        codeer(verhaal, veldwerker, wachten)

    assert not Fragment.objects.exists()
    assert not acties() or "codering-gemaakt" not in acties()


def test_code_selectie_refuses_another_municipality(
    verhaal: Verhaal, buitenstaander: Gebruiker, wachten: Thema
) -> None:
    with pytest.raises(Geweigerd, match="andere gemeente"):
        codeer(verhaal, buitenstaander, wachten)


def test_code_selectie_refuses_a_story_that_was_not_checked(onderzoeker: Gebruiker, wachten: Thema) -> None:
    verhaal = VerhaalFactory(gemeente=onderzoeker.gemeente)

    with pytest.raises(Geweigerd, match="nog niet nagekeken"):
        codeer(verhaal, onderzoeker, wachten)


def test_code_selectie_refuses_a_story_withdrawn_while_it_was_on_the_screen(
    verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema
) -> None:
    Verhaal.objects.filter(pk=verhaal.pk).update(staat="ingetrokken", tekst_veilig="")

    with pytest.raises(Geweigerd, match="ingetrokken"):
        codeer(verhaal, onderzoeker, wachten)


def test_code_selectie_refuses_a_label_that_left_the_codebook(
    verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema
) -> None:
    wachten.codeerregels.all().delete()

    with pytest.raises(OngeldigeInvoer, match="niet in het codeboek"):
        codeer(verhaal, onderzoeker, wachten)


def test_code_selectie_refuses_an_unknown_polarity(verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema) -> None:
    with pytest.raises(OngeldigeInvoer, match="positief, negatief"):
        codeer(verhaal, onderzoeker, wachten, polariteit="blij")

    assert not Fragment.objects.exists()


def test_code_and_event_are_rolled_back_together(
    verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_kwargs: Any) -> None:
        raise OSError("geen schijfruimte")

    monkeypatch.setattr(actions, "record", fail)

    with pytest.raises(OSError, match="schijfruimte"):
        codeer(verhaal, onderzoeker, wachten)

    assert not Fragment.objects.exists()
    assert not Codering.objects.exists()
    assert not Handeling.objects.exists()
    assert not Werkbeurt.objects.exists()


def test_accept_voorstel_codes_the_sentence_and_stays_linked(voorstel: Voorstel, onderzoeker: Gebruiker) -> None:
    [codering] = actions.accept_voorstel(voorstel=voorstel, by=onderzoeker, polariteit="negatief", wens=False)

    voorstel.refresh_from_db()
    assert codering.fragment.citaat == ZIN
    assert codering.voorstel == voorstel
    assert (voorstel.staat, voorstel.beslist_door) == ("aanvaard", onderzoeker)
    assert "voorstel-aanvaard" in acties()


def test_accept_voorstel_can_code_the_words_alone(voorstel: Voorstel, onderzoeker: Gebruiker) -> None:
    [codering] = actions.accept_voorstel(
        voorstel=voorstel, by=onderzoeker, polariteit="negatief", wens=False, heel_de_zin=False
    )

    assert codering.fragment.citaat == "wachtten zeven maanden"


def test_two_places_in_one_sentence_give_one_code(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    plek = {"regel": "x", "sterk": True, "ontkend": False, "wens": False}
    voorstel = VoorstelFactory(
        ronde=VoorstelrondeFactory(verhaal=verhaal),
        onderbouwing=[
            {"start": 3, "eind": 11, **plek},
            {"start": 12, "eind": 17, **plek},
            {"start": 76, "eind": 79, **plek},
        ],
    )

    coderingen = actions.accept_voorstel(
        voorstel=voorstel, by=onderzoeker, polariteit="neutraal", wens=False, plekken=[0, 1, 2]
    )

    assert [codering.fragment.citaat for codering in coderingen] == [ZIN, "Ik heb het nu vijf keer verteld."]


@pytest.mark.parametrize("plekken", [[], [1], [-1]])
def test_accept_voorstel_needs_a_place_that_exists(
    voorstel: Voorstel, onderzoeker: Gebruiker, plekken: list[int]
) -> None:
    with pytest.raises(OngeldigeInvoer, match="minstens één plek"):
        actions.accept_voorstel(voorstel=voorstel, by=onderzoeker, polariteit="neutraal", wens=False, plekken=plekken)

    voorstel.refresh_from_db()
    assert voorstel.staat == "open"


def test_a_proposal_is_judged_once(voorstel: Voorstel, onderzoeker: Gebruiker, hoofdonderzoeker: Gebruiker) -> None:
    actions.reject_voorstel(voorstel=voorstel, by=onderzoeker)

    with pytest.raises(Geweigerd, match="al beslist"):
        actions.accept_voorstel(voorstel=voorstel, by=hoofdonderzoeker, polariteit="neutraal", wens=False)


def test_reject_voorstel_keeps_the_proposal(voorstel: Voorstel, onderzoeker: Gebruiker) -> None:
    actions.reject_voorstel(voorstel=voorstel, by=onderzoeker)

    voorstel.refresh_from_db()
    assert voorstel.staat == "verworpen"
    assert not Codering.objects.exists()
    assert "voorstel-verworpen" in acties()


def test_change_fragment_sets_what_is_given(verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema) -> None:
    fragment = codeer(verhaal, onderzoeker, wachten, polariteit="negatief").fragment

    actions.change_fragment(fragment=fragment, by=onderzoeker, memo="Wachten als rode draad.")

    fragment.refresh_from_db()
    assert (fragment.memo, fragment.polariteit) == ("Wachten als rode draad.", "negatief")


def test_a_resized_fragment_keeps_memo_and_codes(verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema) -> None:
    fragment = codeer(verhaal, onderzoeker, wachten).fragment
    actions.change_fragment(fragment=fragment, by=onderzoeker, memo="Let op de duur.")

    actions.change_fragment(fragment=fragment, by=onderzoeker, bereik=(3, 25))

    fragment.refresh_from_db()
    assert fragment.citaat == "wachtten zeven maanden"
    assert fragment.memo == "Let op de duur."
    assert fragment.coderingen.count() == 1


def test_a_fragment_cannot_move_onto_another(verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema) -> None:
    codeer(verhaal, onderzoeker, wachten)
    other = codeer(verhaal, onderzoeker, wachten, start=3, eind=25).fragment

    with pytest.raises(OngeldigeInvoer, match="al een fragment"):
        actions.change_fragment(fragment=other, by=onderzoeker, bereik=(0, 34))


def test_change_fragment_refuses_another_coder(
    verhaal: Verhaal, onderzoeker: Gebruiker, hoofdonderzoeker: Gebruiker, wachten: Thema
) -> None:
    fragment = codeer(verhaal, onderzoeker, wachten).fragment

    with pytest.raises(Geweigerd, match="andere codeur"):
        actions.change_fragment(fragment=fragment, by=hoofdonderzoeker, memo="ook gezien")


def test_change_fragment_refuses_a_memo_that_is_too_long(
    verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema
) -> None:
    fragment = codeer(verhaal, onderzoeker, wachten).fragment

    with pytest.raises(OngeldigeInvoer, match="te lang"):
        actions.change_fragment(fragment=fragment, by=onderzoeker, memo="a" * 4001)


def test_a_quote_that_no_longer_fits_the_text_is_not_built_upon(
    verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema
) -> None:
    fragment = codeer(verhaal, onderzoeker, wachten).fragment
    Verhaal.objects.filter(pk=verhaal.pk).update(tekst_veilig="Andere woorden op dezelfde plek in de tekst.")

    with pytest.raises(CitaatPastNiet):
        actions.change_fragment(fragment=fragment, by=onderzoeker, memo="hoort hier niet")


def test_remove_codering_takes_the_fragment_with_its_last_code(
    verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema
) -> None:
    codering = codeer(verhaal, onderzoeker, wachten)

    actions.remove_codering(codering=codering, by=onderzoeker)

    assert not Codering.objects.actief().exists()
    assert not Fragment.objects.actief().exists()


def test_remove_codering_leaves_a_fragment_with_a_memo(
    verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema
) -> None:
    codering = codeer(verhaal, onderzoeker, wachten)
    actions.change_fragment(fragment=codering.fragment, by=onderzoeker, memo="Uitzoeken.")

    actions.remove_codering(codering=codering, by=onderzoeker)

    assert Fragment.objects.actief().get().memo == "Uitzoeken."


def test_remove_codering_opens_its_proposal_again(voorstel: Voorstel, onderzoeker: Gebruiker) -> None:
    [codering] = actions.accept_voorstel(voorstel=voorstel, by=onderzoeker, polariteit="neutraal", wens=False)

    actions.remove_codering(codering=codering, by=onderzoeker)

    voorstel.refresh_from_db()
    assert (voorstel.staat, voorstel.beslist_door) == ("open", None)


def test_remove_codering_twice_is_refused(
    verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema, knop_4: Knop
) -> None:
    codering = codeer(verhaal, onderzoeker, wachten)
    actions.code_selectie(verhaal=verhaal, start=0, eind=34, by=onderzoeker, knop=knop_4)
    actions.remove_codering(codering=codering, by=onderzoeker)

    with pytest.raises(Geweigerd, match="al weggehaald"):
        actions.remove_codering(codering=codering, by=onderzoeker)


def test_remove_fragment_takes_codes_and_memo(verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema) -> None:
    fragment = codeer(verhaal, onderzoeker, wachten).fragment
    actions.change_fragment(fragment=fragment, by=onderzoeker, memo="Weg ermee.")

    actions.remove_fragment(fragment=fragment, by=onderzoeker)

    assert not Fragment.objects.actief().exists()
    assert not Codering.objects.actief().exists()


def _state(verhaal: Verhaal) -> list[Any]:
    fragmenten = Fragment.objects.actief().filter(verhaal=verhaal).order_by("pk")
    coderingen = Codering.objects.actief().filter(fragment__verhaal=verhaal).order_by("pk")
    voorstellen = Voorstel.objects.filter(ronde__verhaal=verhaal).order_by("pk")
    return [
        list(fragmenten.values_list("pk", "start", "eind", "citaat", "polariteit", "wens", "memo")),
        list(coderingen.values_list("pk", "fragment", "knop", "thema", "voorstel")),
        list(voorstellen.values_list("pk", "staat", "beslist_door")),
        list(Werkbeurt.objects.values_list("klaar_op", flat=True)),
    ]


def test_undo_takes_every_step_back_in_turn(
    verhaal: Verhaal, voorstel: Voorstel, onderzoeker: Gebruiker, bureaucratie: Thema, wachten: Thema
) -> None:
    second = VoorstelFactory(ronde=voorstel.ronde, thema=bureaucratie)
    actions.open_verhaal(verhaal=verhaal, by=onderzoeker)
    states = [_state(verhaal)]

    def step(write: Any) -> Any:
        result = write()
        states.append(_state(verhaal))
        return result

    [codering] = step(
        lambda: actions.accept_voorstel(voorstel=voorstel, by=onderzoeker, polariteit="negatief", wens=False)
    )
    step(lambda: actions.reject_voorstel(voorstel=second, by=onderzoeker))
    fragment = codering.fragment
    step(lambda: actions.change_fragment(fragment=fragment, by=onderzoeker, memo="lang", bereik=(3, 25)))
    step(lambda: codeer(verhaal, onderzoeker, bureaucratie, start=3, eind=25, polariteit="gemengd"))
    step(lambda: actions.remove_codering(codering=codering, by=onderzoeker))
    step(lambda: actions.remove_fragment(fragment=fragment, by=onderzoeker))
    step(lambda: codeer(verhaal, onderzoeker, wachten, start=3, eind=25))
    step(lambda: actions.finish_verhaal(verhaal=verhaal, by=onderzoeker))

    while len(states) > 1:
        states.pop()
        actions.undo(verhaal=verhaal, by=onderzoeker)
        assert _state(verhaal) == states[-1]

    with pytest.raises(OngeldigeInvoer, match="niets om ongedaan"):
        actions.undo(verhaal=verhaal, by=onderzoeker)
    assert acties().count("codeerstap-ongedaan") == 8


def test_undo_leaves_the_steps_of_a_colleague(
    verhaal: Verhaal, onderzoeker: Gebruiker, hoofdonderzoeker: Gebruiker, wachten: Thema
) -> None:
    codeer(verhaal, onderzoeker, wachten)

    with pytest.raises(OngeldigeInvoer, match="niets om ongedaan"):
        actions.undo(verhaal=verhaal, by=hoofdonderzoeker)

    assert Codering.objects.actief().exists()


def test_undo_does_not_reach_back_past_a_new_check(verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema) -> None:
    codering = codeer(verhaal, onderzoeker, wachten)
    actions.remove_codering(codering=codering, by=onderzoeker)
    step = Handeling.objects.order_by("-pk").first()
    assert step is not None
    Verhaal.objects.filter(pk=verhaal.pk).update(nagekeken_op=step.gemaakt_op.replace(year=2100))

    with pytest.raises(OngeldigeInvoer, match="niets om ongedaan"):
        actions.undo(verhaal=verhaal, by=onderzoeker)


def test_the_history_of_a_fragment_holds_no_words_of_the_teller(
    verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema
) -> None:
    fragment = codeer(verhaal, onderzoeker, wachten).fragment
    actions.change_fragment(fragment=fragment, by=onderzoeker, polariteit="positief")

    history = Fragment.geschiedenis.model.objects.filter(id=fragment.pk)

    assert list(history.order_by("history_id").values_list("polariteit", flat=True)) == ["neutraal", "positief"]
    assert "citaat" not in {field.name for field in history.model._meta.fields}


def test_finish_verhaal_closes_the_turn_and_leaves_an_event(verhaal: Verhaal, onderzoeker: Gebruiker) -> None:
    actions.open_verhaal(verhaal=verhaal, by=onderzoeker)

    actions.finish_verhaal(verhaal=verhaal, by=onderzoeker)

    assert Werkbeurt.objects.get(verhaal=verhaal, gebruiker=onderzoeker, soort="coderen").klaar_op is not None
    assert acties()[-2:] == ["verhaal-gelezen", "verhaal-gecodeerd"]


def test_start_voorstellen_needs_the_right_and_a_codebook(onderzoeker: Gebruiker, veldwerker: Gebruiker) -> None:
    with pytest.raises(Geweigerd):
        actions.start_voorstellen(by=veldwerker)
    with pytest.raises(OngeldigeInvoer, match="nog geen codeboek"):
        actions.start_voorstellen(by=onderzoeker)


def test_no_event_holds_a_word_of_the_story(
    verhaal: Verhaal, voorstel: Voorstel, onderzoeker: Gebruiker, wachten: Thema
) -> None:
    actions.accept_voorstel(voorstel=voorstel, by=onderzoeker, polariteit="negatief", wens=False)
    fragment = codeer(verhaal, onderzoeker, wachten, start=73, eind=105).fragment
    actions.change_fragment(fragment=fragment, by=onderzoeker, memo="geheimzinnig")

    stored = " ".join(str(event.bijzonderheden) for event in Gebeurtenis.objects.all())

    assert not {word for word in ("wachtten", "maanden", "verteld", "geheimzinnig") if word in stored}


def test_a_story_of_another_municipality_keeps_its_own_labels(
    onderzoeker: Gebruiker, verhaal: Verhaal, elders: Any
) -> None:
    from tests.factories.codering import maak_codeboek

    maak_codeboek(elders)
    foreign = Thema.objects.get(gemeente=elders, slug="wachten")

    with pytest.raises(OngeldigeInvoer, match="niet in het codeboek"):
        codeer(verhaal, onderzoeker, foreign)


def test_factories_make_what_the_database_accepts(verhaal: Verhaal) -> None:
    codeur = GebruikerFactory(gemeente=verhaal.gemeente, rollen=[Rol.ONDERZOEKER])

    fragment = FragmentFactory(verhaal=CodeerbaarVerhaalFactory(gemeente=verhaal.gemeente), codeur=codeur)

    assert fragment.citaat == ZIN
