from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from nlp.types import Bewijs, LabelVoorstel, Suggestie
from tests.factories.codering import TEKST, CodeerbaarVerhaalFactory, codeboek_data
from tests.factories.verzameling import VerhaalFactory
from verhalen.codering import actions, voorstellen
from verhalen.codering.actions import load_codeboek
from verhalen.codering.models import Codeboek, Voorstel, Voorstelronde
from verhalen.codering.voorstelrijen import OnbekendLabel
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Gebeurtenis, Taak
from verhalen.kern.taken import Voortgang, run_taak
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.models import Verhaal

pytestmark = pytest.mark.django_db


class Proefmachine:
    """Stands in for the tagger where a test needs to say what it finds, or to fail half way."""

    versie = "proef-1"

    def __init__(self, *bewijs: tuple[int, int], label: str = "wachten", fail_at: int | None = None) -> None:
        self.bewijs = bewijs or ((3, 11),)
        self.label = label
        self.fail_at = fail_at
        self.read: list[str] = []

    def suggest_many(self, texts: Iterable[str]) -> Iterator[Suggestie]:
        for text in texts:
            if len(self.read) == self.fail_at:
                raise KeyboardInterrupt
            self.read.append(text)
            found = tuple(Bewijs(start, end, "wachten", True, False, False) for start, end in self.bewijs)
            yield Suggestie((), (LabelVoorstel(self.label, 0.7, found),), "negatief", False)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Any:
    def use(machine: Proefmachine) -> Proefmachine:
        monkeypatch.setattr(voorstellen, "get_tagger", lambda _codeboek: machine)
        return machine

    return use


def _taak(gebruiker: Gebruiker) -> Taak:
    return Taak.objects.create(soort=voorstellen.SOORT, gemeente=gebruiker.gemeente, door=gebruiker, staat="loopt")


def test_the_job_reads_every_checked_story_once(
    lelystad: Gemeente, elders: Gemeente, codeboek: Codeboek, onderzoeker: Gebruiker, machine: Any
) -> None:
    proef = machine(Proefmachine())
    CodeerbaarVerhaalFactory.create_batch(3, gemeente=lelystad)
    CodeerbaarVerhaalFactory(gemeente=elders)
    VerhaalFactory(gemeente=lelystad)
    taak = _taak(onderzoeker)

    outcome = voorstellen.compute_open(Voortgang(taak))

    taak.refresh_from_db()
    assert outcome == {"verhalen": 3, "voorstellen": 3}
    assert (taak.gedaan, taak.totaal) == (3, 3)
    assert proef.read == [TEKST] * 3
    assert Voorstel.objects.get(pk=Voorstel.objects.first().pk).onderbouwing == [
        {"start": 3, "eind": 11, "regel": "wachten", "sterk": True, "ontkend": False, "wens": False}
    ]
    assert Gebeurtenis.objects.get(actie="voorstellen-berekend").bijzonderheden == {"verhalen": 3, "voorstellen": 3}


def test_the_job_does_nothing_twice(
    lelystad: Gemeente, codeboek: Codeboek, onderzoeker: Gebruiker, machine: Any
) -> None:
    proef = machine(Proefmachine())
    CodeerbaarVerhaalFactory(gemeente=lelystad)
    voorstellen.compute_open(Voortgang(_taak(onderzoeker)))

    outcome = voorstellen.compute_open(Voortgang(_taak(onderzoeker)))

    assert outcome == {"verhalen": 0, "voorstellen": 0}
    assert len(proef.read) == Voorstelronde.objects.count() == 1


def test_a_killed_job_goes_on_where_it_was(
    lelystad: Gemeente, codeboek: Codeboek, onderzoeker: Gebruiker, machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voorstellen, "BATCH", 2)
    CodeerbaarVerhaalFactory.create_batch(5, gemeente=lelystad)
    machine(Proefmachine(fail_at=3))
    with pytest.raises(KeyboardInterrupt):
        voorstellen.compute_open(Voortgang(_taak(onderzoeker)))
    assert Voorstelronde.objects.count() == 2

    second = machine(Proefmachine())
    outcome = voorstellen.compute_open(Voortgang(_taak(onderzoeker)))

    assert outcome["verhalen"] == len(second.read) == 3
    assert Voorstelronde.objects.values("verhaal").distinct().count() == Voorstelronde.objects.count() == 5


def test_a_story_checked_while_the_job_runs_is_read_too(
    lelystad: Gemeente, codeboek: Codeboek, onderzoeker: Gebruiker, machine: Any
) -> None:
    late = VerhaalFactory(gemeente=lelystad)
    CodeerbaarVerhaalFactory(gemeente=lelystad)
    proef = Proefmachine()

    class Onderweg(Proefmachine):
        def suggest_many(self, texts: Iterable[str]) -> Iterator[Suggestie]:
            yield from proef.suggest_many(texts)
            Verhaal.objects.filter(pk=late.pk, staat="ingediend").update(
                staat="nagekeken",
                tekst_veilig="Wij wachten nog.",
                nagekeken_op=timezone.now(),
                nagekeken_door=onderzoeker,
            )

    machine(Onderweg())

    outcome = voorstellen.compute_open(Voortgang(_taak(onderzoeker)))

    assert outcome["verhalen"] == 2
    assert proef.read == [TEKST, "Wij wachten nog."]


def test_a_new_version_reads_again_and_keeps_what_people_decided(
    lelystad: Gemeente, codeboek: Codeboek, onderzoeker: Gebruiker, machine: Any
) -> None:
    CodeerbaarVerhaalFactory(gemeente=lelystad)
    machine(Proefmachine())
    voorstellen.compute_open(Voortgang(_taak(onderzoeker)))
    actions.reject_voorstel(voorstel=Voorstel.objects.get(), by=onderzoeker)

    newer = machine(Proefmachine())
    newer.versie = "proef-2"
    voorstellen.compute_open(Voortgang(_taak(onderzoeker)))

    assert list(Voorstel.objects.order_by("pk").values_list("staat", flat=True)) == ["verworpen", "open"]
    assert Voorstel.objects.current().get().ronde.taggerversie == "proef-2"


def test_a_story_that_was_checked_anew_is_read_anew(
    lelystad: Gemeente, codeboek: Codeboek, onderzoeker: Gebruiker, machine: Any
) -> None:
    verhaal = CodeerbaarVerhaalFactory(gemeente=lelystad)
    machine(Proefmachine())
    voorstellen.compute_open(Voortgang(_taak(onderzoeker)))
    later = Voorstelronde.objects.get().gemaakt_op.replace(microsecond=0)
    Voorstelronde.objects.update(gemaakt_op=later)
    Verhaal.objects.filter(pk=verhaal.pk).update(nagekeken_op=later.replace(microsecond=1))
    assert not Voorstel.objects.current().exists()

    voorstellen.compute_open(Voortgang(_taak(onderzoeker)))

    assert Voorstelronde.objects.current().get() == Voorstelronde.objects.get()


def test_a_story_withdrawn_while_it_was_read_gets_nothing(
    lelystad: Gemeente, codeboek: Codeboek, onderzoeker: Gebruiker, machine: Any
) -> None:
    verhaal = CodeerbaarVerhaalFactory(gemeente=lelystad)
    proef = machine(Proefmachine())

    class Trager(Proefmachine):
        def suggest_many(self, texts: Iterable[str]) -> Iterator[Suggestie]:
            yield from proef.suggest_many(texts)
            Verhaal.objects.filter(pk=verhaal.pk).update(staat="ingetrokken", tekst_veilig="")

    machine(Trager())

    outcome = voorstellen.compute_open(Voortgang(_taak(onderzoeker)))

    assert outcome == {"verhalen": 0, "voorstellen": 0}
    assert not Voorstelronde.objects.exists()


@pytest.mark.parametrize(
    ("bewijs", "verwacht"),
    [
        ([(46, 57)], []),  # the mask alone
        ([(0, 9999)], []),  # outside the text
        ([(40, 50)], [(40, 57)]),  # half a mask: taken whole
        ([(46, 57), (3, 11)], [(3, 11)]),
    ],
)
def test_evidence_lies_inside_the_text_and_never_on_a_mask_alone(
    lelystad: Gemeente, codeboek: Codeboek, onderzoeker: Gebruiker, machine: Any, bewijs: Any, verwacht: Any
) -> None:
    CodeerbaarVerhaalFactory(gemeente=lelystad)
    machine(Proefmachine(*bewijs))

    voorstellen.compute_open(Voortgang(_taak(onderzoeker)))

    found = [(plek["start"], plek["eind"]) for row in Voorstel.objects.all() for plek in row.onderbouwing]
    assert found == verwacht


def test_a_label_outside_the_codebook_is_refused(
    lelystad: Gemeente, codeboek: Codeboek, onderzoeker: Gebruiker, machine: Any
) -> None:
    CodeerbaarVerhaalFactory(gemeente=lelystad)
    machine(Proefmachine(label="onbekend"))

    with pytest.raises(OnbekendLabel):
        voorstellen.compute_open(Voortgang(_taak(onderzoeker)))

    assert not Voorstelronde.objects.exists()


def test_a_job_that_fails_keeps_one_sentence_and_no_text(
    lelystad: Gemeente, codeboek: Codeboek, onderzoeker: Gebruiker, machine: Any
) -> None:
    CodeerbaarVerhaalFactory(gemeente=lelystad)
    machine(Proefmachine(label="zeven maanden"))
    taak = _taak(onderzoeker)
    Taak.objects.filter(pk=taak.pk).update(staat="wacht")

    run_taak(taak.pk)

    taak.refresh_from_db()
    assert taak.staat == "mislukt"
    assert "zeven" not in taak.fout


def test_start_voorstellen_runs_the_job_in_the_background(
    django_capture_on_commit_callbacks: Any,
    lelystad: Gemeente,
    codeboek: Codeboek,
    onderzoeker: Gebruiker,
    machine: Any,
) -> None:
    CodeerbaarVerhaalFactory(gemeente=lelystad)
    machine(Proefmachine())

    with django_capture_on_commit_callbacks(execute=True):
        taak = actions.start_voorstellen(by=onderzoeker)

    taak.refresh_from_db()
    assert (taak.staat, taak.uitkomst) == ("klaar", {"verhalen": 1, "voorstellen": 1})


def test_the_web_process_never_loads_the_language_model() -> None:
    code = (
        "import django; django.setup();"
        "import verhalen.urls, verhalen.codering.voorstellen, sys;"
        "sys.exit(any(name.split('.')[0] in {'spacy', 'thinc', 'pandas', 'nlp'} for name in sys.modules))"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "verhalen.settings",
        "VERHALEN_DEMO": "1",
        "VERHALEN_DATA": str(settings.VERHALEN_DATA),
    }

    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=settings.BASE_DIR, check=False)

    assert done.returncode == 0


@pytest.mark.slow
def test_the_real_tagger_finds_the_words_of_the_codebook(
    lelystad: Gemeente, codeboek: Codeboek, onderzoeker: Gebruiker
) -> None:
    verhaal = CodeerbaarVerhaalFactory(gemeente=lelystad)

    ronde = voorstellen.compute_one(verhaal=verhaal, by=onderzoeker)

    assert ronde is not None
    found = {
        row.thema.slug if row.thema else row.knop.nummer: [
            TEKST[plek["start"] : plek["eind"]] for plek in row.onderbouwing
        ]
        for row in ronde.voorstellen.with_label()
    }
    assert found["wachten"] == ["wachtten"]
    assert found[4] == ["keer verteld"]
    assert voorstellen.compute_one(verhaal=verhaal, by=onderzoeker) == ronde


@pytest.mark.slow
def test_the_process_keeps_one_tagger_until_the_phrases_change(lelystad: Gemeente, codeboek: Codeboek) -> None:
    first = voorstellen.get_tagger(codeboek)
    assert voorstellen.get_tagger(codeboek) is first
    data = codeboek_data()
    data["themas"][0]["zwak"] = ["lang ... duren"]

    load_codeboek(gemeente=lelystad, data=data, by=None)

    second = voorstellen.get_tagger(codeboek)
    assert second is not first
    assert second.versie != first.versie
