"""Searching gives the same on either database, and just what the question means."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.verzameling import ToestemmingFactory, VerhaalFactory
from tests.verhalen.verzameling.zoeken.conftest import Verteller
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.models import Verhaal, Zoektekst
from verhalen.verzameling.zoeken.treffers import find_plekken
from verhalen.verzameling.zoeken.vraag import En, Niet, Reeks, Vraag, positive, read_vraag
from verhalen.verzameling.zoeken.zoeken import Uitslag, search, table_of

pytestmark = pytest.mark.django_db

VERHALEN = {
    "lijst": "We wachtten zeven maanden. De wachtlijst was vol, zeiden ze op school.",
    "bus": "De bus naar school kwam nooit. Zo'n chauffeur wacht niet.",
    "muur": "Van het kastje naar de muur, en weer naar de muur: naar de muur naar de muur.",
    "masker": "Na zeven [datum 1] maanden belde [persoon 1].",
    "alinea": "Het waren er zeven.\n\nMaanden later pas.",
    "café": "In het café's morgens; cafés zijn dicht. Crème brûlée.",
    "vreemd": "Ömer zei: “мир” 和平 👩‍👧 niet-pluis, 1-op-1.",
    "leeg": "!!!",
}
LABELS = {"masker": ("[datum 1]", "[persoon 1]")}


@pytest.fixture
def bibliotheek(vertel: Verteller) -> dict[int, str]:
    return {vertel(tekst, LABELS.get(naam, ())).pk: naam for naam, tekst in VERHALEN.items()}


def ask(vraag: str) -> Uitslag:
    return search(Verhaal.objects.nagekeken(), read_vraag(vraag))


@pytest.mark.parametrize(
    ("vraag", "namen", "treffers"),
    [
        ("wachten", "lijst bus", 2),
        ("wacht*", "lijst bus", 3),
        ("school", "lijst bus", 2),
        ("school wachten", "lijst bus", 4),
        ("school -bus", "lijst", 1),
        ("school NIET (bus OF chauffeur)", "lijst", 1),
        ("bus OF muur", "bus muur", 5),
        ('"zeven maanden"', "lijst", 1),
        ("zeven maanden", "lijst masker alinea", 6),
        ('"naar de muur"', "muur", 4),
        ('"muur naar de muur"', "muur", 1),
        ("persoon", "", 0),
        ("datum OF 1", "vreemd", 2),
        ("cafe", "café", 2),
        ("CAFÉS", "café", 2),
        ("brulee", "café", 1),
        ("zo'n", "bus", 1),
        ("zo’n", "bus", 1),
        ("мир 和平", "vreemd", 2),
        ("omer", "vreemd", 1),
        ("niet-pluis", "vreemd", 1),
        ("niet", "bus vreemd", 2),
        ("NIET niet", "lijst muur masker alinea café leeg", 0),
        ('NIET "zeven maanden" maand', "masker alinea", 2),
        ("zeven OF zev*", "lijst masker alinea", 6),
        ("niet-pl* OF wachtl*", "lijst vreemd", 2),
        ("bestaatniet", "", 0),
    ],
)
def test_deze_vraag_vindt_deze_verhalen(bibliotheek: dict[int, str], vraag: str, namen: str, treffers: int) -> None:
    uitslag = ask(vraag)

    assert {bibliotheek[verhaal.pk] for verhaal in uitslag.verhalen} == set(namen.split())
    assert (uitslag.aantal, uitslag.treffers) == (len(namen.split()), treffers)


@pytest.mark.parametrize(
    "vraag",
    ["woorden:school", "NEAR(school bus)", "school:*", "a' | 'b", "^school", "{woorden}", "x & !y", "%", "_", "\\"],
)
def test_de_taal_van_de_database_is_gewone_tekst(bibliotheek: dict[int, str], vraag: str) -> None:
    try:
        uitslag = ask(vraag)
    except OngeldigeInvoer:
        return
    assert uitslag.aantal == len(uitslag.verhalen)
    assert uitslag.treffers == sum(len(row) for row in shown(uitslag))


def shown(uitslag: Uitslag) -> list[list[object]]:
    return [list(find_plekken(verhaal.zoektekst, uitslag.vraag)) for verhaal in uitslag.verhalen]


def holds(vraag: Vraag, zoektekst: Zoektekst) -> bool:
    """Answer the question the slow way, word by word."""
    if isinstance(vraag, Reeks):
        return _starts(vraag, zoektekst) != []
    if isinstance(vraag, Niet):
        return not holds(vraag.deel, zoektekst)
    return (all if isinstance(vraag, En) else any)(holds(deel, zoektekst) for deel in vraag.delen)


def _starts(reeks: Reeks, zoektekst: Zoektekst) -> list[int]:
    words = (zoektekst.vormen if reeks.begin else zoektekst.woorden).split()
    size, starts, index = len(reeks.woorden), [], 0
    while index <= len(words) - size:
        here = words[index : index + size]
        same = here[:-1] == list(reeks.woorden[:-1]) and (
            here[-1].startswith(reeks.woorden[-1]) if reeks.begin else here[-1] == reeks.woorden[-1]
        )
        starts += [index] if same else []
        index += size if same else 1
    return starts


WOORDEN = st.sampled_from(
    ["school", "wachten", "wacht*", "zeven", '"zeven maanden"', '"naar de muur"', "de", "naar", "niet", "мир", "ma*"]
)
VRAGEN = st.recursive(
    WOORDEN,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(" ".join)
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OF '.join(parts)})")
        | inner.map(lambda part: f"NIET ({part})")
    ),
    max_leaves=6,
)


@pytest.mark.slow
@given(VRAGEN)
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_de_database_vindt_wat_woord_voor_woord_lezen_vindt(bibliotheek: dict[int, str], vraag: str) -> None:
    read = read_vraag(vraag)
    expected = [zoektekst for zoektekst in Zoektekst.objects.all() if holds(read, zoektekst)]

    uitslag = search(Verhaal.objects.all(), read)

    assert {verhaal.pk for verhaal in uitslag.verhalen} == {zoektekst.pk for zoektekst in expected}
    assert uitslag.treffers == sum(len(_starts(reeks, text)) for reeks in positive(read) for text in expected)
    assert uitslag.treffers == sum(len(row) for row in shown(uitslag))


def test_nieuwste_eerst_of_meeste_treffers_eerst(vertel: Verteller) -> None:
    veel, weinig = vertel("Wachten en wachten en wachten."), vertel("Wachten.")
    vraag = read_vraag("wachten")

    newest = search(Verhaal.objects.all(), vraag).verhalen
    most = search(Verhaal.objects.all(), vraag, "treffers").verhalen

    assert [list(newest), list(most)] == [[weinig, veel], [veel, weinig]]


def test_een_bladzijde_heeft_de_regels_van_haar_verhalen(vertel: Verteller) -> None:
    for _time in range(3):
        vertel("Wachten. " * 6)
    uitslag = ask("wachten")

    page = uitslag.page("2", 2)
    regels = uitslag.show(page)

    assert (page.number, page.paginator.num_pages, len(regels)) == (2, 2, 1)
    assert (len(regels[0].treffers), regels[0].meer) == (4, 2)


def test_een_verhaal_buiten_de_index_is_nergens_te_vinden(lelystad: Gemeente) -> None:
    VerhaalFactory(gemeente=lelystad, nagekeken=True)

    assert [ask("wachten").aantal, ask("NIET school").aantal] == [0, 0]


def test_een_regel_van_het_bestand_zegt_waar_de_treffer_staat_en_of_hij_geciteerd_mag(vertel: Verteller) -> None:
    wel, niet = vertel("Wij wachtten zeven maanden."), vertel("Zeven weken wachten.")
    ToestemmingFactory(inzending=wel.inzending, citeren=True)

    rows = list(table_of(ask("wacht*")))

    assert [(row[0], *row[5:]) for row in rows] == [
        (niet.pk, "nee", "Zeven weken ", "wachten", ".", 12, 19),
        (wel.pk, "ja", "Wij ", "wachtten", " zeven maanden.", 4, 12),
    ]
