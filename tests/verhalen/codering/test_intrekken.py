from __future__ import annotations

import pytest
from django.db import connection

from tests.factories.codering import CodeerbaarVerhaalFactory
from verhalen.codering import actions
from verhalen.codering.models import Codering, Fragment, Handeling, Thema, Voorstel
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.intrekking import check_heropening
from verhalen.kern.models import Gebeurtenis
from verhalen.verzameling.actions import withdraw_inzending
from verhalen.verzameling.models import Verhaal

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
