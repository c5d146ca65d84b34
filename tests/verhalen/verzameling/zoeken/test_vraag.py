"""The language in which people search: what it means, and what it says when it means nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.verzameling.zoeken.vraag import (
    MAX_DIEP,
    MAX_TEKENS,
    MAX_WOORDEN,
    En,
    Niet,
    Of,
    Reeks,
    Vraag,
    positive,
    read_vraag,
)

BUS, SCHOOL, WACHT = Reeks(("bus",)), Reeks(("school",)), Reeks(("wacht",))


@pytest.mark.parametrize(
    ("tekst", "vraag"),
    [
        ("school", SCHOOL),
        ("  Scholen, ", SCHOOL),
        ("school wachten", En((SCHOOL, WACHT))),
        ("school EN wachten", En((SCHOOL, WACHT))),
        ("school AND wachten", En((SCHOOL, WACHT))),
        ("school OF bus", Of((SCHOOL, BUS))),
        ("school OR bus", Of((SCHOOL, BUS))),
        ("school NIET bus", En((SCHOOL, Niet(BUS)))),
        ("school NOT bus", En((SCHOOL, Niet(BUS)))),
        ("school -bus", En((SCHOOL, Niet(BUS)))),
        ("-bus", Niet(BUS)),
        ("NIET NIET bus", BUS),
        ("school - bus", En((SCHOOL, BUS))),
        ("(school OF bus) wachten", En((Of((SCHOOL, BUS)), WACHT))),
        ("school OF bus wachten", Of((SCHOOL, En((BUS, WACHT))))),
        ("-(school OF bus)", Niet(Of((SCHOOL, BUS)))),
        ('"zeven maanden"', Reeks(("zeven", "maand"))),
        ("“zeven maanden”", Reeks(("zeven", "maand"))),
        ("„school”", SCHOOL),
        ("niet-pluis", Reeks(("niet", "pluis"))),
        ("wacht*", Reeks(("wacht",), begin=True)),
        ("CAFÉ*", Reeks(("cafe",), begin=True)),
        ("niet-pl*", Reeks(("niet", "pl"), begin=True)),
        # Small letters are the words themselves.
        ("school of bus", En((SCHOOL, Reeks(("of",)), BUS))),
        ("niet", Reeks(("niet",))),
    ],
)
def test_zo_wordt_een_zoekvraag_gelezen(tekst: str, vraag: Vraag) -> None:
    assert read_vraag(tekst) == vraag


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("", "Typ een woord"),
        ("  !? ", "Typ een woord"),
        ('"school', "mist een aanhalingsteken"),
        ('""', "staat geen woord"),
        ('"!"', "staat geen woord"),
        ('"wacht*"', "geen sterretje"),
        ("*", "hoort aan het eind"),
        ("wa*ht", "hoort aan het eind"),
        ("wacht**", "hoort aan het eind"),
        ("w*", "minstens 2 letters"),
        ("school OF", "Na OF hoort een woord"),
        ("school EN", "Na EN hoort een woord"),
        ("OF school", "Voor OF hoort een woord"),
        ("school OF OF bus", "Na OF hoort een woord"),
        ("NIET", "Na NIET hoort een woord"),
        ("school NIET OF bus", "Na NIET hoort een woord"),
        ("(school", "mist een haakje-sluiten"),
        ("school)", "haakje te veel"),
        (")", "haakje te veel"),
        ("()", "Tussen de haakjes"),
        ("(school OF)", "Na OF hoort een woord"),
        ("school\x00", "stuurteken"),
        ("\ud800", "beschadigd"),
        ("a" * (MAX_TEKENS + 1), f"hoogstens {MAX_TEKENS} tekens"),
        ("a " * (MAX_WOORDEN + 1), f"hoogstens {MAX_WOORDEN} woorden"),
        ("(" * (MAX_DIEP + 1) + "a" + ")" * (MAX_DIEP + 1), "te veel haakjes"),
    ],
)
def test_wat_geen_zoekvraag_is_krijgt_een_zin(tekst: str, zin: str) -> None:
    with pytest.raises(OngeldigeInvoer, match=zin):
        read_vraag(tekst)


STUKJES = st.sampled_from(
    [
        "school",
        "wacht*",
        '"',
        "(",
        ")",
        "OF",
        "EN",
        "NIET",
        "-",
        "*",
        " ",
        "zo'n",
        "|",
        ":",
        "&",
        "!",
        "\\",
        "NEAR",
        "é",
    ]
)


@given(st.text() | st.lists(STUKJES).map("".join) | st.lists(STUKJES).map(" ".join))
def test_elke_tekst_is_een_vraag_of_een_zin(tekst: str) -> None:
    answer: Vraag | str
    try:
        answer = read_vraag(tekst)
    except OngeldigeInvoer as fout:
        answer = str(fout)

    assert answer.endswith(".") if isinstance(answer, str) else isinstance(answer, Reeks | En | Of | Niet)


def test_alleen_wat_er_wel_moet_staan_is_een_treffer() -> None:
    assert positive(read_vraag("school -bus -(NIET wachten) school")) == [SCHOOL, WACHT]
