"""What holds for the masks of any text whatsoever."""

from __future__ import annotations

import threading
import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.deidentificatie import TYPES, find
from nlp.types import Masker
from tests.voorbeelden import voorbeelden

VERHAAL = (
    "Mijn zoon Ömer is 14 en zit op basisschool De Regenboog in Lelystad. Juf Anna van de Ven belde op 12 mei. "
    "Wij wonen op de Kustendreef 14, 8245 AB. Bel 0320-901234 of mail o@voorbeeld.nl, BSN 999942542."
)
STUKKEN = st.sampled_from(
    [
        *VERHAAL.split(" "),
        "mijn zoon", "heet", "van der", "de", "'t", "999942542", "9 jaar", "12-", "@a", "👨\u200d👩\u200d👧", "\u0301",
        "\u00ad", "\u202eabc", "מרים", "محمد", "JAN", "jan", "J.", "\n", "\x00", "\ud83d", "İ", "ŉ", "ﬃ", "(", "14)",
    ]
)  # fmt: skip
TEKSTEN = st.one_of(
    st.text(max_size=200), st.lists(STUKKEN, max_size=40).map(" ".join), st.lists(STUKKEN, max_size=40).map("".join)
)
VOORVOEGSELS = ["👨‍👩‍👧 ", "e\u0301\u0302 ", "שלום עולם ", "مرحبا ", "\u202eabc\u202c ", "\u00ad\u00a0", "𝒥𝓊𝒽"]
RUIM = settings(max_examples=voorbeelden(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@RUIM
@given(TEKSTEN)
def test_masks_are_sorted_apart_inside_and_of_a_known_type(text: str) -> None:
    voor = str(text)

    maskers = find(text)

    einde = 0
    for masker in maskers:
        assert einde <= masker.start < masker.end <= len(text)
        assert masker.type in TYPES
        assert masker.bron
        einde = masker.end
    assert text == voor


@RUIM
@given(TEKSTEN)
def test_the_same_text_gives_the_same_masks(text: str) -> None:
    assert find(text) == find(text)


@pytest.mark.parametrize("voorvoegsel", VOORVOEGSELS)
def test_what_stands_before_a_text_shifts_its_masks_by_exactly_its_length(voorvoegsel: str) -> None:
    los = find(VERHAAL)

    samen = find(f"{voorvoegsel}\n{VERHAAL}")

    verschuiving = len(voorvoegsel) + 1
    verwacht = [Masker(m.start + verschuiving, m.end + verschuiving, m.type, m.bron) for m in los]
    assert [m for m in samen if m.start >= verschuiving] == verwacht
    assert len(los) > 8


@RUIM
@given(st.text(alphabet="\u00ad\u200b👨‍👩‍👧\u0301\u202e\u00a0 .!", max_size=12))
def test_any_prefix_without_words_only_shifts(voorvoegsel: str) -> None:
    los = {VERHAAL[m.start : m.end] for m in find(VERHAAL)}

    text = f"{voorvoegsel}\n{VERHAAL}"

    assert {text[m.start : m.end] for m in find(text)} == los


@pytest.mark.parametrize("vorm", ["NFC", "NFD"])
def test_a_decomposed_text_is_masked_in_its_own_positions(vorm: str) -> None:
    text = unicodedata.normalize(vorm, "Toen kwam Fátima Çelik langs, en Ömer.")

    gevonden = [unicodedata.normalize("NFC", text[m.start : m.end]) for m in find(text)]

    assert gevonden == ["Fátima Çelik", "Ömer"]


@pytest.mark.parametrize("teken", ["\u00ad", "\u200b", "\u200d", "\ufeff"])
def test_an_invisible_character_inside_a_name_hides_nothing(teken: str) -> None:
    text = f"Toen kwam So{teken}phie Jan{teken}sen langs en bel{teken}de 06{teken}12345678."

    gevonden = [text[m.start : m.end] for m in find(text)]

    assert gevonden == [f"So{teken}phie Jan{teken}sen", f"06{teken}12345678"]


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "\ud800", "👨‍👩‍👧", "...", "a", "1", "@", "(", "'", "مرحبا"])
def test_a_text_without_anything_to_mask_gives_no_masks(text: str) -> None:
    assert find(text) == []


def test_threads_get_the_same_answer() -> None:
    uitkomsten: list[list[Masker]] = []

    def work() -> None:
        uitkomsten.extend(find(VERHAAL) for _ in range(5))

    draden = [threading.Thread(target=work) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert len(uitkomsten) == 20
    assert all(uitkomst == uitkomsten[0] for uitkomst in uitkomsten)


VERVELEND = {
    "verhaal": VERHAAL + " ",
    "namen": "Jan ",
    "kleine namen": "jan en ",
    "tussenvoegsels": "van der ",
    "cijfers": "1",
    "getallen": "9 en ",
    "telefoon": "06-",
    "apenstaart": "a@",
    "punten": "a.",
    "letters": "a",
    "accenten": "a\u0301\u0301\u0301",
    "straten": "straat",
    "apostrof": "a'",
    "regels": "\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("naam", VERVELEND)
def test_time_grows_with_the_length_and_not_with_its_square(naam: str) -> None:
    stuk = VERVELEND[naam]

    def cost(lengte: int) -> float:
        text = (stuk * (lengte // len(stuk) + 1))[:lengte]
        begin = time.process_time()
        find(text)
        return time.process_time() - begin

    cost(2_000)
    klein, groot = min(cost(4_000), cost(4_000)), min(cost(16_000), cost(16_000))

    # Four times the text: linear costs four times as much, quadratic sixteen. A floor keeps noise out.
    assert groot < 9 * max(klein, 0.02)


@pytest.mark.slow
def test_the_longest_story_allowed_takes_seconds() -> None:
    text = (VERHAAL + " ") * (256 * 1024 // (len(VERHAAL) + 1))

    begin = time.process_time()
    maskers = find(text)

    assert time.process_time() - begin < 60
    assert len(maskers) > 8 * text.count("Juf Anna")
