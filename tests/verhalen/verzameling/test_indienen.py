"""Bringing a story in: consent first, all or nothing, and once."""

from __future__ import annotations

import itertools
import threading
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections
from django.utils import timezone

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.verzameling import (
    InzendingFactory,
    ToestemmingFactory,
    UitvraagFactory,
    antwoord,
    ingediend,
)
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel
from verhalen.kern.models import Gebeurtenis, Taak
from verhalen.kern.rollen import Rol
from verhalen.kluis import deur
from verhalen.kluis.models import Bron
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.actions import MASKERTAAK, Ontvangst, count_weigering, submit_inzending
from verhalen.verzameling.models import Inzending, Oordeel, Toestemming, Uitvraag, Verhaal, Weigering
from verhalen.verzameling.policies import check_toestemming, may_quote
from verhalen.verzameling.waarden import Context, Ingediend

pytestmark = pytest.mark.django_db
KLASSEN = (Inzending, Toestemming, Verhaal, Oordeel, Bron, Gebeurtenis, Taak)


def bring(by: Gebruiker, uitvraag: Uitvraag, *verhalen: Ingediend, **fields: Any) -> Ontvangst:
    given = {"toestemming": antwoord()} | fields
    return submit_inzending(by=by, uitvraag=uitvraag, verhalen=list(verhalen) or [ingediend()], **given)


def stored() -> int:
    return sum(klasse._default_manager.count() for klasse in KLASSEN)


def test_a_story_is_kept_with_its_consent(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    ontvangst = bring(veldwerker, uitvraag, toestemming=antwoord(citeren=True))

    verhaal = Verhaal.objects.get()
    assert verhaal.inzending == ontvangst.inzending
    assert (verhaal.gemeente, verhaal.staat) == (uitvraag.gemeente, Verhaal.Staat.INGEDIEND)
    assert (verhaal.tekst_veilig, verhaal.veilig) == ("", None)
    toestemming = verhaal.inzending.toestemming
    assert (toestemming.bewaren_en_analyseren, toestemming.citeren, toestemming.koppelen) == (True, True, False)
    assert (toestemming.gegeven_door, toestemming.leeftijdsband) == ("zelf", "18+")
    assert ontvangst.inzending.grondslag == uitvraag.grondslag


def test_the_words_stand_in_the_kluis_and_nowhere_else(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    bring(veldwerker, uitvraag, ingediend("  Ik sprak Fatima.\r\n "))

    verhaal = Verhaal.objects.select_related("bron").get()
    assert verhaal.bron is not None
    ruw = deur.read(bron=verhaal.bron, by=veldwerker, doel=Doel.NAKIJKEN, waarom="proef")
    assert ruw.tekst == "Ik sprak Fatima."
    everything = [str(row) for klasse in KLASSEN for row in klasse._default_manager.values()]
    assert not any("Fatima" in row for row in everything)


def test_masks_are_asked_for_at_once(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    bring(veldwerker, uitvraag)

    assert Taak.objects.get().soort == MASKERTAAK


def test_several_statements_of_a_meeting_are_one_submission(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    bring(veldwerker, uitvraag, ingediend("Een."), ingediend("Twee."), ingediend("Drie."))

    assert list(Verhaal.objects.order_by("volgnummer").values_list("volgnummer", flat=True)) == [1, 2, 3]
    assert Inzending.objects.count() == Toestemming.objects.count() == 1


def test_context_and_judgement_are_kept(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    context = Context(vertellersoort="huisarts", leeftijdsband="12-15", periode="2025-K2", verteld_op=date(2025, 6, 1))
    oordeel = {"inspraak": 3, "cijfer": 7, "driehoek_zelf": 50, "driehoek_mensen": 50, "driehoek_hulpverleners": 0}

    bring(veldwerker, uitvraag, ingediend(context=context, oordeel=oordeel))

    verhaal = Verhaal.objects.get()
    assert (verhaal.vertellersoort, verhaal.periode, verhaal.verteld_op) == ("huisarts", "2025-K2", date(2025, 6, 1))
    assert (verhaal.oordeel.inspraak, verhaal.oordeel.hielp, verhaal.oordeel.driehoek_zelf) == (3, None, 50)


def test_without_a_judgement_there_is_no_row_for_it(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    bring(veldwerker, uitvraag)

    assert Oordeel.objects.count() == 0


@pytest.mark.parametrize(
    "oordeel",
    [
        {"inspraak": 11},
        {"cijfer": 0},
        {"zonder_hulp": "misschien"},
    ],
)
def test_a_judgement_outside_the_scale_keeps_nothing(
    veldwerker: Gebruiker, uitvraag: Uitvraag, oordeel: dict[str, Any]
) -> None:
    before = stored()

    with pytest.raises(ValidationError):
        bring(veldwerker, uitvraag, ingediend(oordeel=oordeel))

    assert stored() == before


def test_a_triangle_adds_up_to_one_hundred(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    oordeel = {"driehoek_zelf": 50, "driehoek_mensen": 30, "driehoek_hulpverleners": 30}

    with pytest.raises((ValidationError, IntegrityError)):
        bring(veldwerker, uitvraag, ingediend(oordeel=oordeel))


def test_without_consent_nothing_is_kept(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    before = stored()

    with pytest.raises(Geweigerd, match="Zonder toestemming bewaren wij niets"):
        bring(veldwerker, uitvraag, toestemming=antwoord(bewaren_en_analyseren=False))

    assert stored() == before


def test_even_the_database_refuses_a_consent_that_is_a_no(lelystad: Gemeente) -> None:
    with pytest.raises(IntegrityError):
        ToestemmingFactory(inzending=InzendingFactory(gemeente=lelystad), bewaren_en_analyseren=False)


LEEFTIJD_EN_WIE = {
    "0-11": {"ouder", "beiden"},
    "12-15": {"beiden"},
    "16-17": {"zelf", "beiden"},
    "18+": {"zelf"},
}


@pytest.mark.parametrize("soort", ["verhaal", "straatinterview"])
@pytest.mark.parametrize(("leeftijd", "wie"), list(itertools.product(LEEFTIJD_EN_WIE, ("zelf", "ouder", "beiden"))))
def test_who_gives_consent_at_which_age(soort: str, leeftijd: str, wie: str) -> None:
    given = antwoord(leeftijd_verteller=leeftijd, gegeven_door=wie)

    if wie in LEEFTIJD_EN_WIE[leeftijd]:
        check_toestemming(antwoord=given, soort=soort)
    else:
        with pytest.raises(Geweigerd, match=r"toestemming"):
            check_toestemming(antwoord=given, soort=soort)


@pytest.mark.parametrize("soort", ["verhaal", "straatinterview"])
def test_without_an_age_nobody_knows_who_may_consent(soort: str) -> None:
    with pytest.raises(Geweigerd, match="Vraag eerst hoe oud de verteller is"):
        check_toestemming(antwoord=antwoord(leeftijd_verteller=""), soort=soort)


def test_a_meeting_is_not_asked_for_an_age() -> None:
    check_toestemming(antwoord=antwoord(leeftijd_verteller=""), soort="bijeenkomst")


@pytest.mark.parametrize("wie", ["ouder", "beiden"])
def test_a_professional_never_consents_for_a_client(wie: str) -> None:
    with pytest.raises(Geweigerd, match="alleen toestemming voor het eigen verhaal, nooit namens een cliënt"):
        check_toestemming(antwoord=antwoord(gegeven_door=wie, leeftijd_verteller=""), soort="professional")


def test_a_professional_consents_for_the_own_story() -> None:
    check_toestemming(antwoord=antwoord(leeftijd_verteller=""), soort="professional")


def test_one_story_without_consent_holds_all_of_them_back(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    before = stored()

    with pytest.raises(Geweigerd):
        bring(
            veldwerker,
            uitvraag,
            ingediend("Een."),
            ingediend("Twee.", soort="professional"),
            toestemming=antwoord(gegeven_door="beiden", leeftijd_verteller="16-17"),
        )

    assert stored() == before


@pytest.mark.parametrize(
    ("van", "tot"),
    [(date(2999, 1, 1), None), (date(2025, 1, 1), date(2025, 1, 31))],
    ids=["not open yet", "closed"],
)
def test_a_round_that_is_not_open_takes_no_stories(
    veldwerker: Gebruiker, lelystad: Gemeente, van: date, tot: date | None
) -> None:
    before = stored()

    with pytest.raises(Geweigerd, match="nu niet open"):
        bring(veldwerker, UitvraagFactory(gemeente=lelystad, van=van, tot=tot))

    assert stored() == before


def test_a_round_takes_stories_on_its_first_and_last_day(veldwerker: Gebruiker, lelystad: Gemeente) -> None:
    today = timezone.localdate()

    bring(veldwerker, UitvraagFactory(gemeente=lelystad, van=today, tot=today))

    assert Verhaal.objects.count() == 1


def test_a_round_of_another_municipality_takes_no_stories(buitenstaander: Gebruiker, uitvraag: Uitvraag) -> None:
    before = stored()

    with pytest.raises(Geweigerd, match="andere gemeente"):
        bring(buitenstaander, uitvraag)

    assert stored() == before


def test_someone_without_the_right_brings_nothing_in(lelystad: Gemeente, uitvraag: Uitvraag) -> None:
    contractmanager = GebruikerFactory(gemeente=lelystad, rollen=[Rol.CONTRACTMANAGER])

    with pytest.raises(Geweigerd, match="Uw rol geeft hier geen toegang toe"):
        bring(contractmanager, uitvraag)


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("", "Er is geen verhaal ingevuld"),
        (" \n\t ", "Er is geen verhaal ingevuld"),
        ("Ik sprak\0 Fatima", "stuurteken"),
        ("a" * 262_145, "256 kB"),
    ],
)
def test_a_text_that_cannot_be_kept_keeps_nothing(
    veldwerker: Gebruiker, uitvraag: Uitvraag, tekst: str, zin: str
) -> None:
    before = stored()

    with pytest.raises(OngeldigeInvoer, match=zin):
        bring(veldwerker, uitvraag, ingediend("Eerst een goede."), ingediend(tekst))

    assert stored() == before


def test_a_submission_without_stories_is_refused(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    with pytest.raises(OngeldigeInvoer, match="Er is geen verhaal ingevuld"):
        submit_inzending(by=veldwerker, uitvraag=uitvraag, toestemming=antwoord(), verhalen=[])


def test_sending_the_same_form_twice_keeps_it_once(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    kenmerk = uuid.uuid4()
    first = bring(veldwerker, uitvraag, kenmerk=kenmerk)
    after_first = stored()

    second = bring(veldwerker, uitvraag, kenmerk=kenmerk)

    assert second.inzending == first.inzending
    assert (bool(first.intrekcode), second.intrekcode) == (True, "")
    assert stored() == after_first


@pytest.mark.parametrize(("mag", "bewaard"), [(True, 1), (False, 0)])
def test_contact_details_are_kept_with_permission_alone(
    veldwerker: Gebruiker, uitvraag: Uitvraag, mag: bool, bewaard: int
) -> None:
    ontvangst = bring(veldwerker, uitvraag, contact="06 1234 5678", toestemming=antwoord(opnieuw_benaderen=mag))

    assert Bron.objects.filter(soort=Bron.Soort.CONTACT).count() == bewaard
    assert (ontvangst.inzending.contact is not None) == mag


def test_contact_details_are_ciphertext(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    bring(veldwerker, uitvraag, contact="06 1234 5678", toestemming=antwoord(opnieuw_benaderen=True))

    assert b"1234" not in bytes(Bron.objects.get(soort=Bron.Soort.CONTACT).inhoud)


def test_permission_without_details_keeps_no_empty_row(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    bring(veldwerker, uitvraag, contact="  ", toestemming=antwoord(opnieuw_benaderen=True))

    assert not Bron.objects.filter(soort=Bron.Soort.CONTACT).exists()


def test_a_refusal_is_counted_and_nothing_else_is_kept(veldwerker: Gebruiker, uitvraag: Uitvraag) -> None:
    count_weigering(by=veldwerker, uitvraag=uitvraag, dag=date(2025, 6, 1))
    count_weigering(by=veldwerker, uitvraag=uitvraag, dag=date(2025, 6, 1))
    count_weigering(by=veldwerker, uitvraag=uitvraag, dag=date(2025, 6, 2))

    assert list(Weigering.objects.order_by("dag").values_list("aantal", flat=True)) == [2, 1]
    assert Inzending.objects.count() == Toestemming.objects.count() == 0


def test_a_refusal_is_counted_for_the_own_municipality_alone(buitenstaander: Gebruiker, uitvraag: Uitvraag) -> None:
    with pytest.raises(Geweigerd, match="andere gemeente"):
        count_weigering(by=buitenstaander, uitvraag=uitvraag, dag=date(2025, 6, 1))

    assert Weigering.objects.count() == 0


@pytest.mark.parametrize("citeren", [True, False])
def test_words_may_be_quoted_only_when_the_teller_said_so(
    veldwerker: Gebruiker, uitvraag: Uitvraag, citeren: bool
) -> None:
    ontvangst = bring(veldwerker, uitvraag, toestemming=antwoord(citeren=citeren))

    assert may_quote(Inzending.objects.get(pk=ontvangst.inzending.pk)) is citeren


def test_without_a_consent_nothing_may_be_quoted(lelystad: Gemeente) -> None:
    assert may_quote(InzendingFactory(gemeente=lelystad)) is False


def test_a_story_on_its_way_does_not_print_its_words() -> None:
    assert "Fatima" not in repr(ingediend("Ik sprak Fatima."))


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_by_several_threads_at_once_is_kept_once(vinder: Callable[..., None]) -> None:
    vinder()
    by = GebruikerFactory(rollen=[Rol.VELDWERKER])
    uitvraag, kenmerk = UitvraagFactory(gemeente=by.gemeente), uuid.uuid4()
    codes: list[str] = []

    def send() -> None:
        try:
            codes.append(bring(by, uitvraag, kenmerk=kenmerk).intrekcode)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _sender in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Inzending.objects.count() == Verhaal.objects.count() == 1
    assert len(codes) == 5
    assert sum(1 for code in codes if code) == 1
