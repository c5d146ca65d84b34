from __future__ import annotations

import pytest
from django.db import connection

from tests.factories.codering import TEKST, CodeerbaarVerhaalFactory
from verhalen.codering import actions
from verhalen.codering.models import Codering, Fragment, Handeling, Thema, Voorstel
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel
from verhalen.kern.intrekking import check_heropening
from verhalen.kern.models import Gebeurtenis
from verhalen.verzameling.actions import withdraw_inzending
from verhalen.verzameling.models import Verhaal
from verhalen.verzameling.pseudonimisering import finish_nakijken, heropen

pytestmark = pytest.mark.django_db


def _everything_stored() -> str:
    """Return every value of every table, as the database holds it."""
    with connection.cursor() as cursor:
        values = []
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            values.extend(str(value) for row in cursor.fetchall() for value in row)
    return "\n".join(values)


def test_a_withdrawn_story_leaves_no_word_and_no_judgement(
    verhaal: Verhaal, voorstel: Voorstel, onderzoeker: Gebruiker, bureaucratie: Thema
) -> None:
    actions.accept_voorstel(voorstel=voorstel, by=onderzoeker, polariteit="negatief", wens=False)
    fragment = actions.code_selectie(verhaal=verhaal, start=73, eind=105, by=onderzoeker, thema=bureaucratie).fragment
    actions.change_fragment(fragment=fragment, by=onderzoeker, memo="zilverreigertje")
    actions.change_fragment(fragment=fragment, by=onderzoeker, memo="waterhoentje", bereik=(73, 90))
    actions.undo(verhaal=verhaal, by=onderzoeker)
    words = ("zeven maanden", "vijf keer", "zilverreigertje", "waterhoentje")
    assert all(word in _everything_stored() for word in words)

    withdraw_inzending(inzending=verhaal.inzending, by=None)

    stored = _everything_stored()
    assert not [word for word in words if word in stored]
    assert not Fragment.geschiedenis.model.objects.exists()
    assert not any(model.objects.exists() for model in (Fragment, Codering, Voorstel, Handeling))
    event = Gebeurtenis.objects.get(actie="codering-gewist")
    assert event.bijzonderheden["coderingen"] == 2


def test_a_withdrawal_leaves_other_stories_alone(verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema) -> None:
    other = CodeerbaarVerhaalFactory(gemeente=verhaal.gemeente)
    for story in (verhaal, other):
        actions.code_selectie(verhaal=story, start=0, eind=34, by=onderzoeker, thema=wachten)

    withdraw_inzending(inzending=verhaal.inzending, by=None)

    assert Fragment.objects.get().verhaal == other
    assert Fragment.geschiedenis.model.objects.get().verhaal_id == other.pk


def test_a_coded_story_is_not_opened_again(verhaal: Verhaal, onderzoeker: Gebruiker, wachten: Thema) -> None:
    codering = actions.code_selectie(verhaal=verhaal, start=0, eind=34, by=onderzoeker, thema=wachten)

    with pytest.raises(Geweigerd, match="al gecodeerd"):
        check_heropening(verhaal)

    actions.remove_codering(codering=codering, by=onderzoeker)
    check_heropening(verhaal)


def test_a_story_that_is_opened_again_leaves_no_quote_of_its_old_text(onderzoeker: Gebruiker, wachten: Thema) -> None:
    """A researcher sees a name in a fragment, takes the code away as the screen asks, and opens the story again."""
    verhaal = CodeerbaarVerhaalFactory(gemeente=onderzoeker.gemeente, ruw=TEKST, voorgesteld=True)
    codering = actions.code_selectie(verhaal=verhaal, start=0, eind=34, by=onderzoeker, thema=wachten)
    quote = codering.fragment.citaat
    actions.change_fragment(fragment=codering.fragment, by=onderzoeker, memo="zilverreigertje")
    actions.remove_fragment(fragment=codering.fragment, by=onderzoeker)
    assert Fragment.objects.filter(citaat=quote).exists()

    heropen(verhaal=Verhaal.objects.get(pk=verhaal.pk), by=onderzoeker)

    assert "zilverreigertje" not in _everything_stored()
    assert quote not in _everything_stored()
    assert not any(model.objects.exists() for model in (Fragment, Codering, Voorstel, Handeling))
    assert Gebeurtenis.objects.get(actie="codering-gewist").doel == Doel.NAKIJKEN


def test_a_story_that_is_opened_again_has_no_step_to_take_back(onderzoeker: Gebruiker, wachten: Thema) -> None:
    verhaal = CodeerbaarVerhaalFactory(gemeente=onderzoeker.gemeente, ruw=TEKST, voorgesteld=True)
    codering = actions.code_selectie(verhaal=verhaal, start=0, eind=34, by=onderzoeker, thema=wachten)
    actions.remove_fragment(fragment=codering.fragment, by=onderzoeker)
    heropen(verhaal=Verhaal.objects.get(pk=verhaal.pk), by=onderzoeker)
    finish_nakijken(verhaal=verhaal, by=onderzoeker)

    with pytest.raises(OngeldigeInvoer, match="niets om ongedaan te maken"):
        actions.undo(verhaal=verhaal, by=onderzoeker)
