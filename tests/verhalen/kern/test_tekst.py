"""The one form in which a text enters: no character may hide what follows it."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.tekst import MAX_BYTES, normalize


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("Zoe\u0308 belde", "Zoë belde"),
        ("een\r\ntwee\rdrie\nvier", "een\ntwee\ndrie\nvier"),
        ("\ufeffBegin", "Begin"),
        ("met\ttab", "met\ttab"),
        ("familie 👨‍👩‍👧‍👦 en \u05d0", "familie 👨‍👩‍👧‍👦 en \u05d0"),
        ("zacht\u00adstreepje en nul\u200bbreed", "zacht\u00adstreepje en nul\u200bbreed"),
        ("", ""),
    ],
)
def test_a_text_gets_one_form(given_text: str, kept: str) -> None:
    assert normalize(given_text) == kept


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\x0b"])
def test_a_control_character_is_refused_with_its_place(character: str) -> None:
    with pytest.raises(OngeldigeInvoer, match=r"^Teken 5 van de tekst is een stuurteken\. .* Er is niets bewaard\.$"):
        normalize(f"abcd{character}e")


@pytest.mark.parametrize("code_point", [0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_half_a_character_is_refused_with_its_place(code_point: int) -> None:
    with pytest.raises(OngeldigeInvoer, match="Teken 3 van de tekst is beschadigd"):
        normalize(f"ab{chr(code_point)}")


def test_a_story_may_be_256_kilobyte_and_not_one_byte_more() -> None:
    assert len(normalize("a" * MAX_BYTES)) == MAX_BYTES
    with pytest.raises(OngeldigeInvoer, match="een verhaal mag 256 kB zijn"):
        normalize("a" * (MAX_BYTES + 1))


def test_the_limit_counts_bytes() -> None:
    with pytest.raises(OngeldigeInvoer, match="256 kB"):
        normalize("é" * (MAX_BYTES // 2 + 1))


def test_the_largest_form_that_django_accepts_is_judged_within_a_second() -> None:
    begin = time.process_time()

    with pytest.raises(OngeldigeInvoer):
        normalize("a" * 4 * 1024 * 1024)

    assert time.process_time() - begin < 1.0


def test_a_refusal_does_not_repeat_the_text() -> None:
    with pytest.raises(OngeldigeInvoer) as refused:
        normalize("Fatima\0")

    assert "Fatima" not in str(refused.value)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(text: str) -> None:
    try:
        once = normalize(text)
    except OngeldigeInvoer:
        return

    assert normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    once.encode("utf-8")
