"""A hit is shown at its place in the story, with the words around it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verhalen.verzameling.models import Zoektekst
from verhalen.verzameling.queries import safe_segments, split_alineas
from verhalen.verzameling.teksten import Pil, VeiligeTekst
from verhalen.verzameling.zoeken.treffers import Plek, find_plekken, find_treffers, mark_segmenten, merge
from verhalen.verzameling.zoeken.vraag import read_vraag
from verhalen.verzameling.zoeken.zoektekst_maken import describe

TEKST = "👩‍👧 [persoon 1] zei: wacht maar.\nWij wachtten\n\nzeven maanden."
VEILIG = VeiligeTekst(TEKST, (Pil(TEKST.index("["), TEKST.index("]") + 1, "persoon", 1),))


def words(vraag: str, veilig: VeiligeTekst = VEILIG) -> list[str]:
    zoektekst = Zoektekst(**describe(veilig))
    return [veilig.tekst[plek.start : plek.eind] for plek in find_plekken(zoektekst, read_vraag(vraag))]


@pytest.mark.parametrize(
    ("vraag", "treffers"),
    [
        ("wachten", ["wacht", "wachtten"]),
        ("wacht*", ["wacht", "wachtten"]),
        ('"wij wachten"', ["Wij wachtten"]),
        ('"zeven maand"', ["zeven maanden"]),
        ('"wachten zeven"', []),
        ("maar OF zei", ["zei", "maar"]),
        ("wacht* maanden", ["wacht", "wachtten", "maanden"]),
    ],
)
def test_de_treffers_staan_op_hun_plek(vraag: str, treffers: list[str]) -> None:
    assert words(vraag) == treffers


def test_om_een_treffer_staan_hele_woorden_op_een_regel() -> None:
    lang = VeiligeTekst("woordenschat " * 20 + "wij wachtten\nzeven maanden " + "woordenschat " * 20)
    (treffer,) = find_treffers(lang.tekst, Zoektekst(**describe(lang)), read_vraag("wachten"))

    assert treffer.voor == f"… {'woordenschat ' * 4}wij "
    assert treffer.woorden == "wachtten"
    assert treffer.na == f" zeven maanden{' woordenschat' * 3} …"


def test_een_korte_tekst_staat_er_helemaal() -> None:
    (treffer,) = find_treffers("Wij wachtten.", Zoektekst(**describe(VeiligeTekst("Wij wachtten."))), read_vraag("wij"))

    assert (treffer.voor, treffer.woorden, treffer.na) == ("", "Wij", " wachtten.")


def test_overlappende_treffers_zijn_een_streep_in_het_verhaal() -> None:
    veilig = VeiligeTekst("Wij wachtten zeven maanden en wachtten.")
    found = find_treffers(
        veilig.tekst, Zoektekst(**describe(veilig)), read_vraag('wachten OF "wachten zeven" OF zeven')
    )

    assert [(treffer.woorden, treffer.nummer) for treffer in found] == [
        ("wachtten", 1),
        ("wachtten zeven", 1),
        ("zeven", 1),
        ("wachtten", 2),
    ]


def test_de_streep_komt_in_de_alinea_en_niet_over_een_masker() -> None:
    plekken = merge(find_plekken(Zoektekst(**describe(VEILIG)), read_vraag("wachten OF zeven")))

    alineas = split_alineas(mark_segmenten(safe_segments(VEILIG), plekken))

    marked = [
        (number, segment["tekst"], segment["treffer"])
        for number, alinea in enumerate(alineas)
        for segment in alinea["segmenten"]
        if segment.get("treffer")
    ]
    assert marked == [(0, "wacht", 1), (0, "wachtten", 2), (1, "zeven", 3)]
    assert [segment["naam"] for segment in alineas[0]["segmenten"] if segment["soort"] == "masker"] == ["persoon 1"]


PLEKKEN = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 10)).map(lambda pair: Plek(pair[0], pair[0] + pair[1])), max_size=8
)


@given(PLEKKEN)
def test_wat_gemarkeerd_wordt_overlapt_nooit_en_mist_niets(plekken: list[Plek]) -> None:
    merged = merge(plekken)

    assert all(first.eind <= second.start for first, second in pairwise(merged))
    assert {n for plek in merged for n in range(plek.start, plek.eind)} == {
        n for plek in plekken for n in range(plek.start, plek.eind)
    }


@given(
    st.text(alphabet="wacht zeven.\n👩é", max_size=80), st.sampled_from(["wacht*", "zeven", '"wacht zeven"', "e OF w"])
)
def test_markeren_verandert_geen_letter(tekst: str, vraag: str) -> None:
    veilig = VeiligeTekst(tekst)
    plekken = merge(find_plekken(Zoektekst(**describe(veilig)), read_vraag(vraag)))

    segmenten = mark_segmenten(safe_segments(veilig), plekken)

    assert "".join(segment["tekst"] for segment in segmenten) == tekst
    assert all(segment["tekst"] == tekst[segment["start"] : segment["eind"]] for segment in segmenten)
    assert [segment["treffer"] for segment in segmenten if segment.get("treffer")] == list(range(1, len(plekken) + 1))
