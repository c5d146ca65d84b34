from __future__ import annotations

import pytest

from nlp.coderen.frasen import Alternatief, FraseError, Plek, Soort, fold, parse


def test_parse_word_is_one_lemma() -> None:
    frase = parse("Wachten")

    assert frase.delen == ((Plek((Alternatief(Soort.LEMMA, "wachten"),)),),)


@pytest.mark.parametrize(
    ("bron", "soort", "tekst"),
    [
        ("hulp*", Soort.BEGIN, "hulp"),
        ("*hulp", Soort.EIND, "hulp"),
        ("*hulp*", Soort.MIDDEN, "hulp"),
        ("=gehoord", Soort.VORM, "gehoord"),
        ("cliënt", Soort.LEMMA, "client"),
        ("tenzij,", Soort.LEMMA, "tenzij"),
    ],
)
def test_parse_marks_decide_how_a_word_compares(bron: str, soort: Soort, tekst: str) -> None:
    (((plek,),),) = (parse(bron).delen,)

    assert plek.alternatieven == (Alternatief(soort, tekst),)


def test_parse_gap_belongs_to_the_word_after_it() -> None:
    (deel,) = parse("geen ... vaste|eigen contactpersoon").delen

    assert [plek.gap for plek in deel] == [0, 4, 0]
    assert [alternatief.tekst for alternatief in deel[1].alternatieven] == ["vaste", "eigen"]


@pytest.mark.parametrize("bron", ["geen … hulp", "geen...hulp", "geen  ...  hulp"])
def test_parse_gap_may_be_written_in_more_ways(bron: str) -> None:
    assert parse(bron).delen == parse("geen ... hulp").delen


def test_parse_ampersand_makes_parts() -> None:
    assert [len(deel) for deel in parse("school & niet meer").delen] == [1, 2]


@pytest.mark.parametrize(
    ("bron", "reden"),
    [
        ("", "geen woorden"),
        ("& school", "'&' staat niets"),
        ("school &", "'&' staat niets"),
        ("... school", "tussen twee woorden"),
        ("school ...", "tussen twee woorden"),
        ("school||huis", "ontbreekt een woord"),
        ("*", "ontbreekt een woord"),
        ("=", "ontbreekt een woord"),
        ("sch*ool", "verkeerde plek"),
        ("a&b", "verkeerde plek"),
        ("=hulp*", "gaan niet samen"),
        ("geen .... hulp", "ontbreekt een woord"),
    ],
)
def test_parse_bad_phrase_says_what_is_wrong(bron: str, reden: str) -> None:
    with pytest.raises(FraseError, match=reden) as fout:
        parse(bron)

    assert bron in str(fout.value)


def test_fold_keeps_een_with_accents_apart() -> None:
    assert fold("Één") == "één"
    assert fold("een") == "een"
    assert fold("Cliënt’s") == "client's"
