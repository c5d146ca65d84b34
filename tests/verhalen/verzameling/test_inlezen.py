"""Files of stories: mapping, trial, reading in, the refused rows, and a run that was cut off."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.stamgegevens import AanbiederFactory, GebiedFactory, VertellerrolFactory, ZorgvormFactory
from tests.factories.verzameling import UitvraagFactory
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import Geweigerd, OngeldigeInvoer
from verhalen.kern.gebeurtenissen import Doel
from verhalen.kern.models import STIL_NA, Gebeurtenis, Taak
from verhalen.kern.rollen import Rol
from verhalen.kern.tabelbestand import read_tabel
from verhalen.kern.taken import run_taak
from verhalen.kluis import deur
from verhalen.kluis.models import Bron
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.inlezen import actions
from verhalen.verzameling.inlezen.actions import (
    INLEESTAAK,
    check_koppeling,
    choose_koppeling,
    read_geweigerd,
    receive_bestand,
    start_inlezen,
    stop_inlezen,
)
from verhalen.verzameling.inlezen.rijen import read_datum, read_kort, read_kwartaal, read_leeftijd, read_soort
from verhalen.verzameling.inlezen.velden import VELDEN, propose_koppeling
from verhalen.verzameling.models import Importbestand, Inzending, Uitvraag, Verhaal
from verhalen.verzameling.policies import may_quote

pytestmark = pytest.mark.django_db
KOP = "Interview;Rol;Wijk;Leeftijd;Datum;Kwartaal;Hulp;Organisatie"
GOED = "We wachtten zeven maanden.;Ouder;Zuiderzeewijk;14;2-6-2025;2025-K2;Ambulante hulp;Kompas Jeugdhulp"


def csv(*rows: str) -> bytes:
    return "\n".join([KOP, *rows]).encode()


@pytest.fixture(autouse=True)
def lijsten(lelystad: Gemeente) -> None:
    VertellerrolFactory(gemeente=lelystad)
    GebiedFactory(gemeente=lelystad)
    ZorgvormFactory(gemeente=lelystad)
    AanbiederFactory(gemeente=lelystad)


@pytest.fixture
def by(hoofdonderzoeker: Gebruiker) -> Gebruiker:
    return hoofdonderzoeker


def receive(by: Gebruiker, inhoud: bytes, naam: str = "interviews.csv", soort: str = "verhalen") -> Importbestand:
    return receive_bestand(by=by, soort=soort, naam=naam, inhoud=inhoud)


def couple(bestand: Importbestand, by: Gebruiker, **fields: Any) -> actions.Proef:
    given = {
        "koppeling": bestand.koppeling,
        "grondslag": "publieke-taak",
        "uitvraag": UitvraagFactory(gemeente=by.gemeente),
    }
    return choose_koppeling(bestand=bestand, by=by, **given | fields)


def run(bestand: Importbestand, by: Gebruiker) -> Importbestand:
    start_inlezen(bestand=bestand, by=by)
    run_taak(Taak.objects.filter(soort=INLEESTAAK).latest("pk").pk)
    bestand.refresh_from_db()
    return bestand


def read_in(by: Gebruiker, inhoud: bytes, **fields: Any) -> Importbestand:
    bestand = receive(by, inhoud, **fields)
    couple(bestand, by)
    return run(bestand, by)


def texts() -> list[str]:
    """Return the raw words of every story, in the order in which they came in."""
    return [
        deur.read(bron=verhaal.bron, by=None, doel=Doel.BEHEER, waarom="proef").tekst
        for verhaal in Verhaal.objects.order_by("pk")
        if verhaal.bron is not None
    ]


# Receiving and mapping


def test_a_file_is_kept_as_ciphertext_with_a_proposal_of_columns(by: Gebruiker) -> None:
    bestand = receive(by, csv(GOED))

    assert bestand.koppeling == {
        "tekst": "Interview",
        "vertellerrol": "Rol",
        "leeftijdsband": "Leeftijd",
        "gebied": "Wijk",
        "periode": "Kwartaal",
        "verteld_op": "Datum",
        "zorgvorm": "Hulp",
        "aanbieder": "Organisatie",
    }
    assert bestand.inhoud is not None
    assert b"zeven maanden" not in bytes(bestand.inhoud.inhoud)
    assert Verhaal.objects.count() == 0


@pytest.mark.parametrize(
    ("kolommen", "koppeling"),
    [
        (("Tekst",), {"tekst": "Tekst"}),
        (("opmerking", "VERHAAL"), {"tekst": "VERHAAL"}),
        (("Datum interview", "verhaal"), {"tekst": "verhaal", "verteld_op": "Datum interview"}),
        (("nr", "x"), {}),
        (("Soort hulp", "tekst"), {"tekst": "tekst", "zorgvorm": "Soort hulp"}),
        (("rol", "Rol"), {"vertellerrol": "rol"}),
    ],
)
def test_columns_are_recognised_by_their_names(kolommen: tuple[str, ...], koppeling: dict[str, str]) -> None:
    assert propose_koppeling(kolommen) == koppeling


@pytest.mark.parametrize(
    ("koppeling", "zin"),
    [
        ({}, "Kies in welke kolom de tekst van het verhaal staat"),
        ({"tekst": ""}, "Kies in welke kolom de tekst van het verhaal staat"),
        ({"tekst": "bestaat niet"}, "De kolom 'bestaat niet' staat niet in dit bestand"),
        ({"tekst": "a", "gebied": "a"}, "De kolom 'a' is twee keer gekozen"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(koppeling: dict[str, str], zin: str) -> None:
    with pytest.raises(OngeldigeInvoer, match=zin):
        check_koppeling(koppeling, ("a", "b"))


def test_a_mapping_drops_what_is_no_field() -> None:
    assert check_koppeling({"tekst": "a", "staat": "b", "gebied": ""}, ("a", "b")) == {"tekst": "a"}


def test_a_file_that_cannot_be_read_is_not_kept(by: Gebruiker) -> None:
    with pytest.raises(OngeldigeInvoer):
        receive(by, b"")

    assert Importbestand.objects.count() == Bron.objects.count() == 0


def test_only_who_may_import_brings_a_file(onderzoeker: Gebruiker) -> None:
    with pytest.raises(Geweigerd):
        receive(onderzoeker, csv(GOED))

    assert Importbestand.objects.count() == 0


@pytest.mark.parametrize("grondslag", ["", "zomaar"])
def test_without_a_legal_ground_nothing_is_read_in(by: Gebruiker, grondslag: str) -> None:
    bestand = receive(by, csv(GOED))

    with pytest.raises(Geweigerd, match="Kies eerst de grondslag"):
        couple(bestand, by, grondslag=grondslag)


def test_reading_in_waits_for_the_mapping(by: Gebruiker) -> None:
    bestand = receive(by, csv(GOED))

    with pytest.raises(Geweigerd):
        start_inlezen(bestand=bestand, by=by)


def test_a_round_of_another_municipality_cannot_take_the_file(by: Gebruiker, elders: Gemeente) -> None:
    bestand = receive(by, csv(GOED))

    with pytest.raises(Geweigerd, match="andere gemeente"):
        couple(bestand, by, uitvraag=UitvraagFactory(gemeente=elders))


# Trying out


def test_a_trial_counts_and_keeps_nothing(by: Gebruiker) -> None:
    bestand = receive(by, csv(GOED, GOED.replace("Zuiderzeewijk", "Nergenswijk"), ";Ouder;;;;;;"))

    proef = couple(bestand, by)

    assert (proef.goed, proef.geweigerd) == (1, 2)
    assert [(fout.rij, fout.kolom) for fout in proef.fouten] == [(3, "Wijk"), (4, "Interview")]
    assert Verhaal.objects.count() == Inzending.objects.count() == 0


@pytest.mark.parametrize(
    ("rij", "kolom", "zin"),
    [
        (";Ouder;;;;;;", "Interview", "Er staat geen verhaal in deze rij."),
        ("Tekst;Buurman;;;;;;", "Rol", "Deze waarde staat niet in de lijst van uw gemeente."),
        ("Tekst;;Nergens;;;;;", "Wijk", "Deze waarde staat niet in de lijst van uw gemeente."),
        ("Tekst;;;honderd;;;;", "Leeftijd", "Dit is geen leeftijd."),
        ("Tekst;;;;31-02-2025;;;", "Datum", "Dit is geen datum."),
        ("Tekst;;;;1-1-2999;;;", "Datum", "Deze dag ligt in de toekomst."),
        ("Tekst;;;;;2025-K9;;", "Kwartaal", "Dit is geen kwartaal."),
        ("Tekst;;;;;0000-K1;;", "Kwartaal", "Dit is geen kwartaal."),
        ("Tekst;;;;;\u0662\u0660\u0662\u0664-K4;;", "Kwartaal", "Dit is geen kwartaal."),
        ("Tekst;;;;;2998-K1;;", "Kwartaal", "Dit kwartaal moet nog komen."),
        ("Tekst\0;;;;;;;", "Interview", "is een stuurteken"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column(by: Gebruiker, rij: str, kolom: str, zin: str) -> None:
    proef = couple(receive(by, csv(GOED, rij)), by)

    (fout,) = proef.fouten
    assert (fout.rij, fout.kolom) == (3, kolom)
    assert zin in fout.zin


def test_a_row_with_several_mistakes_names_them_all(by: Gebruiker) -> None:
    proef = couple(receive(by, csv("Tekst;Buurman;Nergens;oud;;;;")), by)

    assert {fout.kolom for fout in proef.fouten} == {"Rol", "Wijk", "Leeftijd"}
    assert proef.geweigerd == 1


# Reading in


def test_every_row_becomes_a_submission_with_its_context(by: Gebruiker) -> None:
    bestand = read_in(by, csv(GOED, "Alleen tekst.;;;;;;;"))

    first, second = Verhaal.objects.order_by("pk").select_related("gebied", "zorgvorm", "aanbieder", "vertellerrol")
    assert texts() == ["We wachtten zeven maanden.", "Alleen tekst."]
    assert (first.vertellerrol.naam, first.gebied.naam, first.leeftijdsband) == ("Ouder", "Zuiderzeewijk", "12-15")
    assert (first.verteld_op, first.periode) == (date(2025, 6, 2), "2025-K2")
    assert (first.zorgvorm.slug, first.aanbieder.slug) == ("ambulant", "kompas-jeugdhulp")
    assert (second.gebied, second.leeftijdsband, second.verteld_op) == (None, "", None)
    assert first.inzending != second.inzending
    assert (first.inzending.kanaal, first.inzending.grondslag) == ("import", "publieke-taak")
    assert bestand.rapport == {"rijen": 2, "bewaard": 2, "nieuw": 2, "geweigerd": 0, "fouten": []}


def test_an_imported_story_is_never_confirmed_and_never_quoted(by: Gebruiker) -> None:
    read_in(by, csv(GOED))

    verhaal = Verhaal.objects.get()
    assert (verhaal.staat, verhaal.veilig) == (Verhaal.Staat.INGEDIEND, None)
    assert not hasattr(verhaal.inzending, "toestemming")
    assert may_quote(verhaal.inzending) is False


def test_street_interviews_are_kept_as_such(by: Gebruiker) -> None:
    read_in(by, csv(GOED), soort="straatinterviews")

    assert Verhaal.objects.get().soort == "straatinterview"


def test_a_workbook_is_read_in_as_a_csv_is(by: Gebruiker) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(KOP.split(";"))
    book.active.append(["We wachtten.", "Ouder", None, 14, date(2025, 6, 2), None, None, None])
    stream = io.BytesIO()
    book.save(stream)

    read_in(by, stream.getvalue(), naam="interviews.xlsx")

    verhaal = Verhaal.objects.get()
    assert texts() == ["We wachtten."]
    assert (verhaal.leeftijdsband, verhaal.verteld_op) == ("12-15", date(2025, 6, 2))


def test_a_file_of_dutch_excel_keeps_its_accents(by: Gebruiker) -> None:
    read_in(by, csv("Zoë zei: één ding.;;;;;;;").decode().encode("cp1252"))

    assert texts() == ["Zoë zei: één ding."]


def test_the_upload_is_wiped_when_it_was_read_in(by: Gebruiker) -> None:
    bestand = receive(by, csv(GOED))
    upload = bestand.inhoud
    assert upload is not None
    couple(bestand, by)

    run(bestand, by)

    assert (bestand.staat, bestand.inhoud) == (Importbestand.Staat.KLAAR, None)
    assert not Bron.objects.filter(pk=upload.pk).exists()
    assert Gebeurtenis.objects.filter(actie="ruwe-tekst-vernietigd", object_id=str(upload.pk)).exists()


def test_masks_are_asked_for_after_reading_in(by: Gebruiker) -> None:
    read_in(by, csv(GOED))

    assert Taak.objects.filter(soort="maskers-voorstellen").count() == 1


def test_the_same_file_is_refused_a_second_time(by: Gebruiker) -> None:
    read_in(by, csv(GOED))

    with pytest.raises(Geweigerd, match=r"Dit bestand is al ingelezen op \d\d-\d\d-\d{4}"):
        receive(by, csv(GOED), naam="andere-naam.csv")

    assert Importbestand.objects.count() == 1


def test_the_same_file_uploaded_twice_before_reading_in_keeps_it_once(by: Gebruiker) -> None:
    first, second = receive(by, csv(GOED)), receive(by, csv(GOED))
    couple(first, by), couple(second, by)

    run(first, by)
    run(second, by)

    assert Verhaal.objects.count() == 1
    assert (second.rapport["bewaard"], second.rapport["nieuw"]) == (1, 0)


def test_two_municipalities_may_read_the_same_file(by: Gebruiker, buitenstaander: Gebruiker) -> None:
    read_in(by, csv("Alleen tekst.;;;;;;;"))

    read_in(buitenstaander, csv("Alleen tekst.;;;;;;;"))

    assert Verhaal.objects.count() == 2


def test_a_row_that_stands_twice_in_a_file_is_two_stories(by: Gebruiker) -> None:
    read_in(by, csv(GOED, GOED))

    assert Verhaal.objects.count() == 2


# What was refused


def test_refused_rows_come_back_with_what_is_wrong(by: Gebruiker) -> None:
    bestand = read_in(by, csv(GOED, "Tekst;Buurman;;oud;;;;"))

    tabel = read_tabel(read_geweigerd(bestand=bestand, by=by))

    assert tabel.kolommen == (*KOP.split(";"), "regel in bestand", "wat er mis is")
    ((_nummer, row),) = tabel.records()
    assert (row["Interview"], row["Rol"], row["regel in bestand"]) == ("Tekst", "Buurman", "3")
    assert row["wat er mis is"].startswith("Rol: Deze waarde staat niet in de lijst")
    assert "Leeftijd: Dit is geen leeftijd" in row["wat er mis is"]


@pytest.mark.parametrize("antwoord", ["nee", "Nee", "n", "0", "", "misschien"])
def test_a_row_without_a_yes_is_not_kept_and_its_words_do_not_come_back(by: Gebruiker, antwoord: str) -> None:
    inhoud = f"verhaal;toestemming\nWe wachtten lang.;ja\nDit wil ik niet kwijt.;{antwoord}\n".encode()

    bestand = read_in(by, inhoud)

    refused = read_geweigerd(bestand=bestand, by=by).decode()
    assert (bestand.rapport["bewaard"], bestand.rapport["geweigerd"]) == (1, 1)
    assert Verhaal.objects.count() == 1
    assert "toestemming" in refused
    assert "kwijt" not in refused


def test_refused_rows_can_be_mended_and_read_in(by: Gebruiker) -> None:
    bestand = read_in(by, csv(GOED, "-Streepje, en =som; en meer.".replace(";", ",") + ";Buurman;;;;;;"))

    mended = read_geweigerd(bestand=bestand, by=by).replace(b"Buurman", b"Ouder")
    again = read_in(by, mended, naam="geweigerde-rijen.csv")

    assert again.rapport["geweigerd"] == 0
    assert texts() == ["We wachtten zeven maanden.", "-Streepje, en =som, en meer."]


def test_refused_rows_do_not_run_as_formulas(by: Gebruiker) -> None:
    bestand = read_in(by, csv("=HYPERLINK(1);Buurman;;;;;;"))

    assert b"'=HYPERLINK(1)" in read_geweigerd(bestand=bestand, by=by)


def test_the_file_of_refused_rows_is_ciphertext_and_every_look_is_kept(by: Gebruiker) -> None:
    bestand = read_in(by, csv("Ik sprak Fatima.;Buurman;;;;;;"))
    assert bestand.geweigerd is not None

    read_geweigerd(bestand=bestand, by=by)

    assert b"Fatima" not in bytes(bestand.geweigerd.inhoud)
    assert Gebeurtenis.objects.filter(bijzonderheden={"waarom": "geweigerde rijen ophalen"}, door=by).count() == 1


def test_a_file_without_refused_rows_has_none_to_fetch(by: Gebruiker) -> None:
    with pytest.raises(Geweigerd, match="geen geweigerde rijen"):
        read_geweigerd(bestand=read_in(by, csv(GOED)), by=by)


def test_the_report_holds_no_words_of_the_file(by: Gebruiker) -> None:
    bestand = read_in(by, csv("Ik sprak Fatima.;Fatima;Fatima;Fatima;Fatima;Fatima;Fatima;Fatima"))

    assert bestand.rapport["geweigerd"] == 1
    assert "Fatima" not in str(bestand.rapport)
    assert "Fatima" not in str(list(Gebeurtenis.objects.values()) + list(Taak.objects.values()))


# Cut off half-way


def kill_at_row(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the worker stop at row ``number`` as when its process was killed: nothing is written any more."""
    keep = actions._keep_row
    kept: list[int] = []

    def keep_or_die(bestand: Importbestand, nummer: int, ingediend: Any, door: Any) -> int:
        if len(kept) == number:
            raise KeyboardInterrupt
        kept.append(nummer)
        return keep(bestand, nummer, ingediend, door)

    monkeypatch.setattr(actions, "_keep_row", keep_or_die)


@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_run_that_was_killed_goes_on_without_doubles(by: Gebruiker, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    bestand = receive(by, csv(*(f"Verhaal {nummer}.;;;;;;;" for nummer in range(4))))
    couple(bestand, by)
    with monkeypatch.context() as patched:
        kill_at_row(patched, at)
        with pytest.raises(KeyboardInterrupt):
            run(bestand, by)
    assert Verhaal.objects.count() == at
    Taak.objects.update(hartslag=timezone.now() - STIL_NA - timedelta(seconds=1))
    bestand = Importbestand.objects.get(pk=bestand.pk)
    assert bestand.is_mislukt

    run(bestand, by)

    assert texts() == [f"Verhaal {nummer}." for nummer in range(4)]
    assert (bestand.staat, bestand.rapport["bewaard"], bestand.rapport["nieuw"]) == ("klaar", 4, 4 - at)


def test_a_run_that_failed_can_be_started_again(by: Gebruiker, monkeypatch: pytest.MonkeyPatch) -> None:
    bestand = receive(by, csv(GOED, GOED))
    couple(bestand, by)
    with monkeypatch.context() as patched:
        patched.setattr(actions, "_keep_row", lambda *args: 1 / 0)
        run(bestand, by)
    assert bestand.is_mislukt
    assert bestand.inhoud is not None

    run(bestand, by)

    assert (bestand.staat, Verhaal.objects.count()) == (Importbestand.Staat.KLAAR, 2)


def test_a_run_that_is_still_busy_cannot_be_started_again(by: Gebruiker) -> None:
    bestand = receive(by, csv(GOED))
    couple(bestand, by)
    start_inlezen(bestand=bestand, by=by)
    Taak.objects.update(staat=Taak.Staat.LOOPT, hartslag=timezone.now())
    bestand.refresh_from_db()

    with pytest.raises(Geweigerd, match="wordt al ingelezen of is klaar"):
        start_inlezen(bestand=bestand, by=by)


def test_a_file_can_be_dropped_before_it_is_read_in(by: Gebruiker) -> None:
    bestand = receive(by, csv(GOED))

    stop_inlezen(bestand=bestand, by=by)

    assert (bestand.staat, bestand.inhoud) == (Importbestand.Staat.GEANNULEERD, None)
    assert Bron.objects.count() == Verhaal.objects.count() == 0
    assert receive(by, csv(GOED)).staat == Importbestand.Staat.ONTVANGEN


@pytest.mark.parametrize(
    "act",
    [
        lambda bestand, by: couple(bestand, by),
        lambda bestand, by: start_inlezen(bestand=bestand, by=by),
        lambda bestand, by: stop_inlezen(bestand=bestand, by=by),
    ],
    ids=["map", "read in", "drop"],
)
def test_a_file_of_another_municipality_is_left_alone(
    by: Gebruiker, buitenstaander: Gebruiker, act: Callable[[Importbestand, Gebruiker], object]
) -> None:
    bestand = receive(by, csv(GOED))
    couple(bestand, by)

    with pytest.raises(Geweigerd):
        act(bestand, buitenstaander)

    bestand.refresh_from_db()
    assert bestand.staat == Importbestand.Staat.GEKOPPELD


# Cells


@pytest.mark.parametrize(
    ("cel", "band"),
    [
        ("", ""),
        ("0", "0-11"),
        ("11", "0-11"),
        ("12", "12-15"),
        ("15 jaar", "12-15"),
        ("16jr.", "16-17"),
        ("17", "16-17"),
        ("18", "18+"),
        ("44", "18+"),
        ("12-15", "12-15"),
        ("18+", "18+"),
        (" 16 - 17 ", "16-17"),
    ],
)
def test_read_leeftijd(cel: str, band: str) -> None:
    assert read_leeftijd(cel) == band


@pytest.mark.parametrize("cel", ["oud", "-3", "121", "12,5", "13-14", "9" * 5000])
def test_read_leeftijd_refuses(cel: str) -> None:
    with pytest.raises(OngeldigeInvoer, match="Dit is geen leeftijd"):
        read_leeftijd(cel)


@pytest.mark.parametrize(
    ("cel", "kwartaal"),
    [
        ("", ""),
        ("2025-K2", "2025-K2"),
        ("2025k2", "2025-K2"),
        ("2025 Q2", "2025-K2"),
        ("K2 2025", "2025-K2"),
        ("q2-2025", "2025-K2"),
        ("2-6-2025", "2025-K2"),
        ("2025-12-31", "2025-K4"),
    ],
)
def test_read_kwartaal(cel: str, kwartaal: str) -> None:
    assert read_kwartaal(cel) == kwartaal


@pytest.mark.parametrize(
    ("cel", "dag"),
    [
        ("", None),
        ("2-6-2025", date(2025, 6, 2)),
        ("02/06/2025", date(2025, 6, 2)),
        ("2.6.2025", date(2025, 6, 2)),
        ("2025-06-02", date(2025, 6, 2)),
        ("2025-06-02 13:30:00", date(2025, 6, 2)),
    ],
)
def test_read_datum(cel: str, dag: date | None) -> None:
    assert read_datum(cel) == dag


@pytest.mark.parametrize("cel", ["31-02-2025", "2025-13-01", "6-2", "juni", "45810"])
def test_read_datum_refuses(cel: str) -> None:
    with pytest.raises(OngeldigeInvoer, match="Dit is geen datum"):
        read_datum(cel)


def test_read_kort_refuses_what_does_not_fit() -> None:
    assert read_kort("a" * 60) == "a" * 60
    with pytest.raises(OngeldigeInvoer, match="60 tekens"):
        read_kort("a" * 61)


@pytest.mark.parametrize(
    ("cel", "soort"), [("", ""), ("Professional", "professional"), ("straatinterview", "straatinterview")]
)
def test_read_soort(cel: str, soort: str) -> None:
    assert read_soort(cel) == soort


def test_read_soort_refuses_a_kind_that_does_not_exist() -> None:
    with pytest.raises(OngeldigeInvoer, match="Dit soort verhaal kennen wij niet"):
        read_soort("brief")


# Screens


def upload(inhoud: bytes, naam: str = "interviews.csv") -> dict[str, Any]:
    return {"soort": "verhalen", "bestand": SimpleUploadedFile(naam, inhoud)}


def test_a_file_goes_from_upload_to_report_with_forms_alone(als: Any, by: Gebruiker) -> None:
    uitvraag: Uitvraag = UitvraagFactory(gemeente=by.gemeente)
    client = als(by)

    to_mapping = client.post("/verzamelen/bestanden/", upload(csv(GOED, "Tekst;Buurman;;;;;;")))
    url = to_mapping["Location"]
    mapping = client.get(url)
    chosen = {f"kolom_{veld.naam}": mapping.context["form"][f"kolom_{veld.naam}"].initial for veld in VELDEN}
    trial = client.post(url, chosen | {"grondslag": "publieke-taak", "uitvraag": uitvraag.pk})
    started = client.post(f"{url}inlezen/")
    run_taak(Taak.objects.get(soort=INLEESTAAK).pk)
    report = client.get(url).content.decode()
    refused = client.get(f"{url}geweigerd/")

    assert "2 rijen" in mapping.content.decode()
    assert "Lees 1 verhaal in" in trial.content.decode()
    assert started["Location"] == url
    assert "1 verhaal is bewaard" in report
    assert "Deze waarde staat niet in de lijst" in report
    assert refused["Content-Disposition"].startswith("attachment")
    assert read_tabel(refused.content).kolommen[-1] == "wat er mis is"


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "Het bestand is leeg"),
        (b"a;a\n1;2\n", "staat er twee keer"),
        (b'a;b\n"1;2\n', "is stuk"),
        (b"PK\x03\x04rommel", "stuk of versleuteld"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence_at_the_field(
    als: Any, by: Gebruiker, inhoud: bytes, zin: str
) -> None:
    response = als(by).post("/verzamelen/bestanden/", upload(inhoud))

    assert response.status_code == 422
    assert zin in response.content.decode()
    assert Importbestand.objects.count() == 0


def test_a_file_of_ten_megabytes_arrives(als: Any, by: Gebruiker) -> None:
    lang = "Wij wachtten heel lang. " * 4000
    inhoud = csv(*(f"{lang};;;;;;;" for _row in range(105)))
    assert len(inhoud) > 10_000_000

    response = als(by).post("/verzamelen/bestanden/", upload(inhoud))

    assert response.status_code == 302
    assert Importbestand.objects.get().koppeling["tekst"] == "Interview"


def test_a_file_that_is_far_too_large_gets_a_sentence(als: Any, by: Gebruiker) -> None:
    response = als(by).post("/verzamelen/bestanden/", upload(b"a;b\n" * 6_000_000))

    assert response.status_code == 422
    assert "20 MB" in response.content.decode()


def test_a_mapping_without_a_text_stays_on_the_screen(als: Any, by: Gebruiker) -> None:
    bestand = receive(by, csv(GOED))
    uitvraag = UitvraagFactory(gemeente=by.gemeente)

    response = als(by).post(
        f"/verzamelen/bestanden/{bestand.pk}/", {"grondslag": "publieke-taak", "uitvraag": uitvraag.pk}
    )

    assert response.status_code == 422
    assert "Kies in welke kolom de tekst van het verhaal staat" in response.content.decode()


def test_a_trial_of_a_run_that_was_cut_off_can_be_started_again_on_the_screen(als: Any, by: Gebruiker) -> None:
    bestand = receive(by, csv(GOED))
    couple(bestand, by)
    start_inlezen(bestand=bestand, by=by)
    Taak.objects.update(staat=Taak.Staat.MISLUKT, fout="Er ging iets mis.")
    client = als(by)
    page = client.get(f"/verzamelen/bestanden/{bestand.pk}/").content.decode()

    assert f"/verzamelen/bestanden/{bestand.pk}/inlezen/" in page
    assert client.post(f"/verzamelen/bestanden/{bestand.pk}/inlezen/").status_code == 302


def test_a_file_is_dropped_with_one_button(als: Any, by: Gebruiker) -> None:
    bestand = receive(by, csv(GOED))

    response = als(by).post(f"/verzamelen/bestanden/{bestand.pk}/stoppen/", follow=True)

    assert "Gestopt. Het bestand is gewist" in response.content.decode()


def test_examples_on_the_screen_are_escaped(als: Any, by: Gebruiker) -> None:
    bestand = receive(by, csv("<script>alert(1)</script>;;;;;;;"))

    assert "<script>alert(1)" not in als(by).get(f"/verzamelen/bestanden/{bestand.pk}/").content.decode()


def test_a_reader_of_stories_cannot_fetch_the_refused_rows(als: Any, by: Gebruiker, lelystad: Gemeente) -> None:
    bestand = read_in(by, csv("Ik sprak Fatima.;Buurman;;;;;;"))
    programmateam = GebruikerFactory(gemeente=lelystad, rollen=[Rol.PROGRAMMATEAM])

    assert als(programmateam).get(f"/verzamelen/bestanden/{bestand.pk}/geweigerd/").status_code == 403
