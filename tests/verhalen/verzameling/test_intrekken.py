"""Withdrawal: everything in every room, at once, with the code on the card and nothing else."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.stamgegevens import (
    AanbiederFactory,
    GebiedFactory,
    GemeenteFactory,
    VertellerrolFactory,
    ZorgvormFactory,
)
from tests.factories.verzameling import (
    InzendingFactory,
    MaskerFactory,
    UitvraagFactory,
    VerhaalFactory,
    antwoord,
    ingediend,
)
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern import intrekking
from verhalen.kern.fouten import Geweigerd
from verhalen.kern.intrekking import on_intrekking
from verhalen.kern.models import Gebeurtenis
from verhalen.kern.rollen import Rol
from verhalen.kern.sleutels import Sleuteldoel, rotate
from verhalen.kluis.models import Bron
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling import pogingen
from verhalen.verzameling.actions import Ontvangst, submit_inzending, withdraw_inzending
from verhalen.verzameling.intrekcodes import ALPHABET, fingerprint, fingerprints, new_code
from verhalen.verzameling.models import Codepoging, Inzending, Maskerstap, Oordeel, Toestemming, Verhaal, Werkbeurt
from verhalen.verzameling.policies import may_quote
from verhalen.verzameling.pseudonimisering import add_masker, finish_nakijken, heropen
from verhalen.verzameling.queries import find_by_code, tell_lotgevallen
from verhalen.verzameling.waarden import Context
from verhalen.verzameling.werktijd import tick

PAGINA = "/mijn-verhaal/"


def full_story(by: Gebruiker, tekst: str) -> Ontvangst:
    """Bring in a story in which everything is filled in that a story can have."""
    gemeente = by.gemeente
    context = Context(
        vertellerrol=VertellerrolFactory(gemeente=gemeente),
        vertellersoort="huisarts",
        leeftijdsband="12-15",
        gebied=GebiedFactory(gemeente=gemeente),
        periode="2025-K2",
        verteld_op=date(2025, 6, 1),
        zorgvorm=ZorgvormFactory(gemeente=gemeente),
        aanbieder=AanbiederFactory(gemeente=gemeente),
    )
    return submit_inzending(
        by=by,
        uitvraag=UitvraagFactory(gemeente=gemeente),
        toestemming=antwoord(opnieuw_benaderen=True),
        verhalen=[ingediend(tekst, context=context, oordeel={"cijfer": 7})],
        contact="06 1234 5678",
    )


def check_story(verhaal: Verhaal, by: Gebruiker) -> Verhaal:
    """Mask the first word, work some time on it, and declare it safe."""
    add_masker(verhaal=verhaal, start=0, eind=2, soort="persoon", by=by)
    tick(verhaal=verhaal, by=by, soort=Werkbeurt.Soort.NAKIJKEN)
    Verhaal.objects.filter(pk=verhaal.pk).update(maskers_voorgesteld_op="2025-06-01T12:00:00Z")
    return finish_nakijken(verhaal=Verhaal.objects.get(pk=verhaal.pk), by=by)


@pytest.fixture
def ontvangst(onderzoeker: Gebruiker) -> Ontvangst:
    return full_story(onderzoeker, "Ik sprak Fatima.")


@pytest.mark.django_db
def test_nothing_of_a_withdrawn_story_is_left(onderzoeker: Gebruiker, ontvangst: Ontvangst) -> None:
    check_story(Verhaal.objects.get(), onderzoeker)

    assert withdraw_inzending(inzending=Inzending.objects.get(), by=None) == 1

    verhaal = Verhaal.objects.get()
    assert verhaal.staat == Verhaal.Staat.INGETROKKEN
    about_the_teller = [
        name for name, privacy in Verhaal.privacy.items() if privacy in {"persoon", "verhaal", "geheim"}
    ]
    kept = {name: getattr(verhaal, name) for name in about_the_teller if getattr(verhaal, name) not in (None, "", [])}
    # Who checked it is about the checker, and the constraint of a checked story no longer holds it.
    assert kept == {"nagekeken_door": onderzoeker}
    assert Bron.objects.count() == 0
    assert (
        verhaal.maskers.count()
        == Oordeel.objects.count()
        == Maskerstap.objects.count()
        == Werkbeurt.objects.count()
        == 0
    )
    assert verhaal.inzending.contact is None


@pytest.mark.django_db
def test_a_withdrawal_leaves_one_trace_without_content(ontvangst: Ontvangst) -> None:
    withdraw_inzending(inzending=ontvangst.inzending, by=None)

    event = Gebeurtenis.objects.get(actie="inzending-ingetrokken")
    assert event.doel == "rechten-van-betrokkene"
    assert event.bijzonderheden == {"verhalen": 1, "door_verteller": True}


@pytest.mark.django_db
def test_withdrawing_twice_changes_nothing(ontvangst: Ontvangst) -> None:
    withdraw_inzending(inzending=Inzending.objects.get(), by=None)
    before = (list(Verhaal.objects.values()), Gebeurtenis.objects.count())

    assert withdraw_inzending(inzending=Inzending.objects.get(), by=None) == 0

    assert (list(Verhaal.objects.values()), Gebeurtenis.objects.count()) == before


@pytest.mark.django_db
def test_every_story_of_a_submission_goes(veldwerker: Gebruiker) -> None:
    ontvangst = submit_inzending(
        by=veldwerker,
        uitvraag=UitvraagFactory(gemeente=veldwerker.gemeente),
        toestemming=antwoord(),
        verhalen=[ingediend("Een."), ingediend("Twee.")],
    )

    assert withdraw_inzending(inzending=ontvangst.inzending, by=None) == 2
    assert not Verhaal.objects.levend().exists()


@pytest.mark.django_db
def test_other_stories_stay(onderzoeker: Gebruiker, ontvangst: Ontvangst) -> None:
    other = full_story(onderzoeker, "Een ander verhaal.")

    withdraw_inzending(inzending=ontvangst.inzending, by=None)

    assert [verhaal.inzending for verhaal in Verhaal.objects.levend()] == [other.inzending]
    assert Bron.objects.count() == 2


@pytest.mark.django_db
def test_a_privacy_officer_withdraws_for_a_teller_who_lost_the_card(lelystad: Gemeente, ontvangst: Ontvangst) -> None:
    officer = GebruikerFactory(gemeente=lelystad, rollen=[Rol.PRIVACY_OFFICER])

    assert withdraw_inzending(inzending=ontvangst.inzending, by=officer, reden="verteller") == 1

    event = Gebeurtenis.objects.get(actie="inzending-ingetrokken")
    assert event.door == officer
    assert event.bijzonderheden == {"verhalen": 1, "door_verteller": False, "reden": "verteller"}


@pytest.mark.django_db
@pytest.mark.parametrize("reden", ["", "omdat Fatima het vroeg"])
def test_a_privacy_officer_says_why_from_a_list(lelystad: Gemeente, ontvangst: Ontvangst, reden: str) -> None:
    officer = GebruikerFactory(gemeente=lelystad, rollen=[Rol.PRIVACY_OFFICER])

    with pytest.raises(Geweigerd, match="waarom"):
        withdraw_inzending(inzending=ontvangst.inzending, by=officer, reden=reden)

    assert Verhaal.objects.levend().count() == 1


@pytest.mark.django_db
def test_consent_stays_as_proof_without_the_age_and_allows_nothing_any_more(
    onderzoeker: Gebruiker, ontvangst: Ontvangst
) -> None:
    Toestemming.objects.update(citeren=True)
    assert may_quote(Inzending.objects.get())

    withdraw_inzending(inzending=ontvangst.inzending, by=None)

    proof = Toestemming.objects.get()
    assert (proof.leeftijdsband, proof.tekstversie, proof.citeren) == ("", "2025-proef-1", True)
    assert proof.ingetrokken_op is not None
    assert not may_quote(Inzending.objects.get())


@pytest.mark.django_db
def test_the_database_refuses_an_age_beside_a_withdrawn_consent(ontvangst: Ontvangst) -> None:
    with pytest.raises(IntegrityError, match="ingetrokken_zonder_leeftijd"), transaction.atomic():
        Toestemming.objects.update(ingetrokken_op=timezone.now())


@pytest.mark.django_db
def test_consents_of_earlier_withdrawals_are_closed_by_the_migration(
    onderzoeker: Gebruiker, ontvangst: Ontvangst
) -> None:
    other = full_story(onderzoeker, "Een ander verhaal.")
    moment = timezone.now() - timedelta(days=3)
    ontvangst.inzending.verhalen.update(staat="ingetrokken", ingetrokken_op=moment)

    import_module("verhalen.verzameling.migrations.0005_toestemming_van_ingetrokken_verhalen").close(apps, None)

    closed, open_one = (Toestemming.objects.get(inzending=row.inzending) for row in (ontvangst, other))
    assert (closed.leeftijdsband, closed.ingetrokken_op) == ("", moment)
    assert (open_one.leeftijdsband, open_one.ingetrokken_op) == ("18+", None)


@pytest.mark.django_db
@pytest.mark.parametrize("rol", [Rol.ONDERZOEKER, Rol.HOOFDONDERZOEKER, Rol.VELDWERKER, Rol.FG, Rol.BEHEERDER])
def test_a_colleague_without_the_right_withdraws_nothing(lelystad: Gemeente, ontvangst: Ontvangst, rol: Rol) -> None:
    with pytest.raises(Geweigerd):
        withdraw_inzending(inzending=ontvangst.inzending, by=GebruikerFactory(gemeente=lelystad, rollen=[rol]))

    assert Verhaal.objects.levend().count() == 1


@pytest.mark.django_db
def test_a_privacy_officer_elsewhere_withdraws_nothing(elders: Gemeente, ontvangst: Ontvangst) -> None:
    officer = GebruikerFactory(gemeente=elders, rollen=[Rol.PRIVACY_OFFICER])

    with pytest.raises(Geweigerd, match="andere gemeente"):
        withdraw_inzending(inzending=ontvangst.inzending, by=officer)


@pytest.fixture
def eigen_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intrekking, "_afhandelaars", {})


@pytest.mark.django_db
@pytest.mark.usefixtures("eigen_register")
def test_the_rooms_above_are_told_before_the_words_are_gone(ontvangst: Ontvangst) -> None:
    seen: list[tuple[str, bool]] = []
    on_intrekking("proef", lambda verhaal: seen.append((verhaal.staat, verhaal.bron is not None)))

    withdraw_inzending(inzending=ontvangst.inzending, by=None)

    assert seen == [("ingediend", True)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("eigen_register")
def test_when_a_room_above_fails_nothing_is_half_withdrawn(vinder: Callable[..., None]) -> None:
    vinder()
    ontvangst = full_story(GebruikerFactory(rollen=[Rol.VELDWERKER]), "Ik sprak Fatima.")
    inside: list[bool] = []

    def fail(verhaal: Verhaal) -> None:
        inside.append(transaction.get_connection().in_atomic_block)
        raise OSError("duiding kan nu niet")

    on_intrekking("proef", fail)

    with pytest.raises(OSError, match="duiding"):
        withdraw_inzending(inzending=ontvangst.inzending, by=None)

    assert inside == [True]
    assert Verhaal.objects.levend().count() == 1
    assert Bron.objects.count() == 2
    assert Oordeel.objects.count() == 1


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads the file of the database")
@pytest.mark.django_db(transaction=True)
def test_safe_words_are_gone_from_the_file_of_the_database(vinder: Callable[..., None]) -> None:
    vinder()
    canary = f"kanarie{secrets.token_hex(8)}"
    onderzoeker = GebruikerFactory(gemeente=GemeenteFactory(), rollen=[Rol.ONDERZOEKER])
    full_story(onderzoeker, f"Ik ken {canary} goed.")
    check_story(Verhaal.objects.get(), onderzoeker)

    def on_disk() -> bytes:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        path = Path(connection.settings_dict["NAME"])
        return path.read_bytes() + path.with_name(f"{path.name}-wal").read_bytes()

    assert canary.encode() in on_disk()

    withdraw_inzending(inzending=Inzending.objects.get(), by=None)

    assert canary.encode() not in on_disk()


def test_a_code_is_easy_to_read_aloud() -> None:
    code = new_code()

    assert re.fullmatch(r"[^-]{4}-[^-]{4}-[^-]{4}", code)
    assert set(code) <= {*ALPHABET, "-"}
    assert not set("aeiou01ol") & set(ALPHABET)


def test_codes_are_not_repeated() -> None:
    assert len({new_code() for _time in range(2000)}) == 2000


@pytest.mark.parametrize("typed", ["K7FD-X2MB-9TQS", "k7fdx2mb9tqs", " k7fd x2mb 9tqs ", "k7fd–x2mb–9tqs"])
def test_a_code_may_be_typed_in_many_ways(typed: str) -> None:
    assert fingerprint(typed) == fingerprint("k7fd-x2mb-9tqs")


@pytest.mark.django_db
def test_the_code_itself_is_not_kept(ontvangst: Ontvangst) -> None:
    inzending = Inzending.objects.get()

    assert ontvangst.intrekcode not in str(Inzending.objects.values())
    assert ontvangst.intrekcode.replace("-", "") not in str(Inzending.objects.values())
    assert inzending.intrekcode in fingerprints(ontvangst.intrekcode)


@pytest.mark.django_db
def test_a_code_finds_its_submission_after_a_rotation_of_keys(
    settings: Any, tmp_path: Path, onderzoeker: Gebruiker
) -> None:
    copy = tmp_path / "sleutels.json"
    copy.write_bytes(Path(settings.VERHALEN_SLEUTELS).read_bytes())
    settings.VERHALEN_SLEUTELS = copy
    before = full_story(onderzoeker, "Voor de wissel.")

    rotate(copy, Sleuteldoel.INTREKCODE)

    after = full_story(onderzoeker, "Na de wissel.")
    assert find_by_code(before.intrekcode) == before.inzending
    assert find_by_code(after.intrekcode) == after.inzending


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "   ", "aaaa-aaaa-aaaa", "----"])
def test_an_empty_code_finds_nothing(lelystad: Gemeente, code: str) -> None:
    """Imported stories carry no code: an empty one must not find them."""
    InzendingFactory(gemeente=lelystad, intrekcode="")

    assert find_by_code(code) is None


@pytest.mark.django_db
def test_the_page_asks_nothing_but_the_code(client: Client) -> None:
    response = client.get(PAGINA)

    assert response.status_code == 200
    assert list(response.context["form"].fields) == ["code"]


@pytest.mark.django_db
def test_a_teller_sees_what_happened_to_the_story(client: Client, onderzoeker: Gebruiker, ontvangst: Ontvangst) -> None:
    waiting = client.post(PAGINA, {"code": ontvangst.intrekcode}).content.decode()
    check_story(Verhaal.objects.get(), onderzoeker)
    checked = client.post(PAGINA, {"code": ontvangst.intrekcode}).content.decode()

    assert "niemand heeft het gelezen" in waiting
    assert "Nagekeken" not in waiting
    assert "haalde namen en plekken eruit" in checked
    assert "Fatima" not in waiting + checked


@pytest.mark.django_db
def test_looking_withdraws_nothing(client: Client, ontvangst: Ontvangst) -> None:
    client.post(PAGINA, {"code": ontvangst.intrekcode})

    assert Verhaal.objects.levend().count() == 1


@pytest.mark.django_db
def test_a_teller_withdraws_with_the_code(client: Client, ontvangst: Ontvangst) -> None:
    response = client.post(PAGINA, {"code": ontvangst.intrekcode, "wissen": "ja"})

    assert "Uw verhaal is gewist" in response.content.decode()
    assert Verhaal.objects.get().staat == Verhaal.Staat.INGETROKKEN
    assert Gebeurtenis.objects.get(actie="inzending-ingetrokken").door is None


@pytest.mark.django_db
def test_after_a_withdrawal_the_code_still_tells_that_it_is_done(client: Client, ontvangst: Ontvangst) -> None:
    client.post(PAGINA, {"code": ontvangst.intrekcode, "wissen": "ja"})

    response = client.post(PAGINA, {"code": ontvangst.intrekcode})

    assert "Ingetrokken: de tekst is gewist" in response.content.decode()
    assert 'name="wissen"' not in response.content.decode()


@pytest.mark.django_db
def test_an_unknown_code_is_answered_in_plain_words(client: Client) -> None:
    response = client.post(PAGINA, {"code": "bbbb-bbbb-bbbb"})

    assert response.status_code == 404
    assert "Deze code kennen wij niet" in response.content.decode()


@pytest.mark.django_db
def test_guessing_is_braked_even_when_the_right_code_follows(client: Client, ontvangst: Ontvangst) -> None:
    for _attempt in range(pogingen.HOOGSTENS):
        assert client.post(PAGINA, {"code": new_code()}).status_code == 404

    response = client.post(PAGINA, {"code": ontvangst.intrekcode, "wissen": "ja"})

    assert response.status_code == 429
    assert "Wacht een kwartier" in response.content.decode()
    assert Verhaal.objects.levend().count() == 1


@pytest.mark.django_db
def test_somebody_at_another_address_is_not_braked(client: Client, ontvangst: Ontvangst) -> None:
    for _attempt in range(pogingen.HOOGSTENS):
        client.post(PAGINA, {"code": new_code()}, REMOTE_ADDR="203.0.113.7")

    assert client.post(PAGINA, {"code": ontvangst.intrekcode}, REMOTE_ADDR="203.0.113.8").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["203.0.113.{n}", "203.0.113.{n}, 127.0.0.1", "onzin{n}"])
def test_saying_that_one_comes_from_elsewhere_does_not_help(client: Client, ontvangst: Ontvangst, header: str) -> None:
    answers = [
        client.post(PAGINA, {"code": new_code()}, HTTP_X_FORWARDED_FOR=header.format(n=number)).status_code
        for number in range(pogingen.HOOGSTENS + 1)
    ]

    assert answers == [404] * pogingen.HOOGSTENS + [429]


@pytest.mark.django_db
def test_behind_a_trusted_proxy_each_teller_has_a_brake_of_their_own(
    settings: Any, client: Client, ontvangst: Ontvangst
) -> None:
    settings.VERTROUWDE_PROXIES = ["10.1.0.0/24"]

    def ask(code: str, adres: str) -> int:
        # What the visitor sends stands in front of what the proxy adds.
        header = f"198.51.100.1, {adres}"
        return client.post(PAGINA, {"code": code}, REMOTE_ADDR="10.1.0.9", HTTP_X_FORWARDED_FOR=header).status_code

    guesses = [ask(new_code(), "203.0.113.7") for _time in range(pogingen.HOOGSTENS + 1)]

    assert guesses[-1] == 429
    assert ask(ontvangst.intrekcode, "203.0.113.8") == 200


@pytest.mark.django_db
def test_many_addresses_together_do_not_walk_the_codes(
    monkeypatch: pytest.MonkeyPatch, client: Client, ontvangst: Ontvangst
) -> None:
    monkeypatch.setattr(pogingen, "HOOGSTENS_OVERAL", 20)
    answers = [
        client.post(PAGINA, {"code": new_code()}, REMOTE_ADDR=f"203.0.113.{number}").status_code for number in range(21)
    ]

    right = client.post(PAGINA, {"code": ontvangst.intrekcode}, REMOTE_ADDR="198.51.100.1")

    assert answers == [404] * 20 + [429]
    assert right.status_code == 429
    assert right["Retry-After"] == "900"
    assert "bel de gemeente" in right.content.decode()


@pytest.mark.django_db
def test_after_a_quarter_of_an_hour_the_brake_is_off_and_nothing_of_the_address_is_left(
    client: Client, ontvangst: Ontvangst
) -> None:
    for _attempt in range(pogingen.HOOGSTENS):
        client.post(PAGINA, {"code": new_code()}, REMOTE_ADDR="203.0.113.7")
    assert "203.0.113.7" not in str(Codepoging.objects.values())
    Codepoging.objects.update(verloopt_op=timezone.now() - timedelta(seconds=1))

    assert client.post(PAGINA, {"code": ontvangst.intrekcode}, REMOTE_ADDR="203.0.113.7").status_code == 200
    assert set(Codepoging.objects.values_list("aantal", flat=True)) == {0}


@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_moment_are_counted_one_by_one(rf: RequestFactory) -> None:
    request = rf.post(PAGINA, REMOTE_ADDR="203.0.113.7")

    def claim(_number: int) -> bool:
        try:
            return pogingen.claim_poging(request)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(claim, range(24)))

    assert answers.count(True) == pogingen.HOOGSTENS


@pytest.mark.django_db
def test_right_codes_are_not_counted_as_guesses(client: Client, ontvangst: Ontvangst) -> None:
    answers = [
        client.post(PAGINA, {"code": ontvangst.intrekcode}).status_code for _time in range(pogingen.HOOGSTENS + 5)
    ]

    assert set(answers) == {200}


@pytest.mark.django_db
def test_a_withdrawn_story_is_on_no_screen(als: Any, onderzoeker: Gebruiker, ontvangst: Ontvangst) -> None:
    verhaal = check_story(Verhaal.objects.get(), onderzoeker)
    client = als(onderzoeker)
    assert client.get(f"/verhalen/{verhaal.pk}/").status_code == 200

    withdraw_inzending(inzending=ontvangst.inzending, by=None)

    assert client.get(f"/verhalen/{verhaal.pk}/").status_code == 404
    assert client.get(f"/nakijken/{verhaal.pk}/").status_code == 404
    assert f"/verhalen/{verhaal.pk}/" not in client.get("/verhalen/").content.decode()


@pytest.mark.django_db
def test_the_fate_of_each_story_is_told_in_order(lelystad: Gemeente) -> None:
    inzending = InzendingFactory(gemeente=lelystad)
    VerhaalFactory(gemeente=lelystad, inzending=inzending, volgnummer=2, ingetrokken=True)
    VerhaalFactory(gemeente=lelystad, inzending=inzending, volgnummer=1, nagekeken=True)

    fates = [(lot.nagekeken, lot.ingetrokken) for lot in tell_lotgevallen(inzending)]

    assert fates == [(True, False), (False, True)]


@pytest.mark.django_db
def test_a_mask_of_a_withdrawn_story_cannot_be_reached(als: Any, onderzoeker: Gebruiker, lelystad: Gemeente) -> None:
    masker = MaskerFactory(verhaal=VerhaalFactory(gemeente=lelystad, ingetrokken=True))

    url = f"/nakijken/{masker.verhaal_id}/maskers/{masker.pk}/woorden/"

    assert als(onderzoeker).post(url).status_code == 404


def test_who_opened_the_page_before_a_withdrawal_does_not_open_the_story_again(
    onderzoeker: Gebruiker, lelystad: Gemeente
) -> None:
    """The story stood on the list again, without its text, and the card no longer said that it was withdrawn."""
    verhaal = VerhaalFactory(gemeente=lelystad, nagekeken=True, ruw="We wachtten zeven maanden. Toen belde Fatima.")
    as_it_was_shown = Verhaal.objects.get(pk=verhaal.pk)
    withdraw_inzending(inzending=verhaal.inzending, by=None)

    with pytest.raises(Geweigerd):
        heropen(verhaal=as_it_was_shown, by=onderzoeker)

    verhaal.refresh_from_db()
    assert verhaal.staat == Verhaal.Staat.INGETROKKEN
