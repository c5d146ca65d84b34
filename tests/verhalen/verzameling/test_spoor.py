"""One name, planted in a story, is followed through the house: it may stand in the kluis and nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_started

from tests.factories.gebruikers import GebruikerFactory
from tests.factories.verzameling import UitvraagFactory
from verhalen.kern.models import Gebeurtenis, Taak
from verhalen.kern.rollen import Rol
from verhalen.kern.taken import run_taak
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.models import Verhaal

pytestmark = pytest.mark.django_db
NAAM = "Zwaluwtje Kwikkelbeen"
TEKST = f"Ik sprak {NAAM} bij de haven. Zij zei: ik wacht al maanden."


class Recorder(logging.Handler):
    """Keeps every record of every logger, formatted with its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{self.format(record)} {record.args!r}")


@pytest.fixture
def alle_logs() -> Iterator[list[str]]:
    """Listen at the root and at every logger of the house and its libraries; the tests' own tools are left out."""
    recorder = Recorder()
    names = [name for name in logging.root.manager.loggerDict if not name.startswith(("factory", "faker"))]
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in names)]
    levels = {logger: logger.level for logger in loggers}
    for logger in loggers:
        logger.addHandler(recorder)
        # At DEBUG Django's database and templates log the values they handle; the settings keep Django at WARNING.
        logger.setLevel(logging.INFO if logger.name.startswith("django") else logging.DEBUG)
    yield recorder.lines
    for logger, level in levels.items():
        logger.removeHandler(recorder)
        logger.setLevel(level)


@pytest.fixture
def adressen() -> Iterator[list[str]]:
    seen: list[str] = []

    def remember(environ: dict[str, Any], **_rest: Any) -> None:
        seen.append(f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}")

    request_started.connect(remember)
    yield seen
    request_started.disconnect(remember)


def walk_the_road(als: Any, gemeente: Gemeente) -> tuple[Verhaal, list[str]]:
    """Tell the story, have masks proposed, check it and read it; return it with every place a page sent us to."""
    uitvraag = UitvraagFactory(gemeente=gemeente)
    veldwerker = als(GebruikerFactory(gemeente=gemeente, rollen=[Rol.VELDWERKER]))
    onderzoeker = als(GebruikerFactory(gemeente=gemeente, rollen=[Rol.ONDERZOEKER]))
    url = f"/verzamelen/uitvraag/{uitvraag.slug}/"
    consent = {
        "leeftijd_verteller": "18+",
        "gegeven_door": "zelf",
        "hoe": "mondeling",
        "bewaren_en_analyseren": "on",
        "opnieuw_benaderen": "on",
    }
    pas = veldwerker.post(url, consent).context["pas"]
    veldwerker.post(url, {"pas": pas, "tekst_1": TEKST, "verteld_op": "2025-06-02", "contact": NAAM})
    run_taak(Taak.objects.get().pk)
    verhaal = Verhaal.objects.get()
    answers = [
        onderzoeker.post(f"/nakijken/{verhaal.pk}/maskers/", {"woorden": "haven", "type": "locatie"}),
        onderzoeker.post(f"/nakijken/{verhaal.pk}/maskers/", {"woorden": "staat er niet", "type": "locatie"}),
        onderzoeker.post(f"/nakijken/{verhaal.pk}/akkoord/"),
        onderzoeker.post(f"/nakijken/{verhaal.pk}/afronden/"),
    ]
    pages = [onderzoeker.get("/verhalen/"), onderzoeker.get(f"/verhalen/{verhaal.pk}/"), onderzoeker.get("/coderen/")]
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert not any(NAAM in page.content.decode() for page in pages)
    verhaal.refresh_from_db()
    return verhaal, [answer["Location"] for answer in answers if answer.status_code == 302]


def test_a_planted_name_reaches_no_log_no_output_no_address_and_no_event(
    als: Any,
    lelystad: Gemeente,
    vinder: Callable[..., None],
    alle_logs: list[str],
    adressen: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    vinder(NAAM)

    verhaal, locations = walk_the_road(als, lelystad)

    assert verhaal.tekst_veilig == "Ik sprak [persoon 1] bij de [locatie 1]. Zij zei: ik wacht al maanden."
    printed = capsys.readouterr()
    places = {
        "logs": alle_logs,
        "output": [printed.out, printed.err],
        "addresses": adressen,
        "redirects": locations,
        "events": [str(row) for row in Gebeurtenis.objects.values()],
    }
    for place, lines in places.items():
        for word in (NAAM, *NAAM.split(), "wacht al maanden"):
            assert not any(word in line for line in lines), f"{word!r} in {place}"
    # The test listens where it should.
    assert any("Bad Request" in line for line in alle_logs)
    assert f"/nakijken/{verhaal.pk}/afronden/?" in adressen


def test_a_planted_name_is_in_no_column_of_any_table(als: Any, lelystad: Gemeente, vinder: Callable[..., None]) -> None:
    vinder(NAAM)

    walk_the_road(als, lelystad)

    found = [
        model._meta.label
        for model in apps.get_models()
        if any("Kwikkelbeen" in str(row) for row in model._default_manager.values())
    ]
    assert found == []


def test_a_finder_that_breaks_on_a_name_logs_none_of_it(
    lelystad: Gemeente,
    als: Any,
    monkeypatch: pytest.MonkeyPatch,
    alle_logs: list[str],
) -> None:
    def find(tekst: str, **lists: Any) -> list[Any]:
        raise ValueError(f"kan {tekst} niet lezen")

    monkeypatch.setattr("nlp.deidentificatie.find", find)

    with pytest.raises(AssertionError):
        walk_the_road(als, lelystad)

    taak = Taak.objects.get(soort="maskers-voorstellen")
    assert taak.staat == Taak.Staat.MISLUKT
    assert "Kwikkelbeen" not in taak.fout
    assert any("mislukt: ValueError" in line for line in alle_logs)
    assert not any("Kwikkelbeen" in line for line in alle_logs)


@pytest.mark.slow
def test_the_real_finder_and_its_library_log_no_name(
    lelystad: Gemeente, alle_logs: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    from nlp.deidentificatie import find

    found = find(f"{TEKST} Haar BSN is 999990019, bel 06-12345678, zij woont in Almere.")

    printed = capsys.readouterr()
    assert found
    for word in ("Kwikkelbeen", "999990019", "12345678", "Almere"):
        assert not any(word in line for line in [*alle_logs, printed.out, printed.err])


def test_a_name_in_a_file_reaches_no_log_and_no_event_whether_its_row_is_kept_or_refused(
    als: Any, lelystad: Gemeente, alle_logs: list[str], adressen: list[str]
) -> None:
    uitvraag = UitvraagFactory(gemeente=lelystad)
    client = als(GebruikerFactory(gemeente=lelystad, rollen=[Rol.HOOFDONDERZOEKER]))
    file = SimpleUploadedFile("interviews.csv", f"tekst;wijk\n{TEKST};\n{TEKST};{NAAM}\n".encode())

    url = client.post("/verzamelen/bestanden/", {"soort": "verhalen", "bestand": file})["Location"]
    chosen = {"kolom_tekst": "tekst", "kolom_gebied": "wijk", "grondslag": "publieke-taak", "uitvraag": uitvraag.pk}
    client.post(url, chosen)
    client.post(f"{url}inlezen/")
    run_taak(Taak.objects.get(soort="verhalen-inlezen").pk)
    report = client.get(url).content.decode()

    assert Verhaal.objects.count() == 1
    assert "Deze waarde staat niet in de lijst" in report
    kept = [str(row) for model in apps.get_models() for row in model._default_manager.values()]
    for lines in (alle_logs, adressen, [report], kept):
        assert not any("Kwikkelbeen" in line for line in lines)
