from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verhalen.codering.posities import Bereik
from verhalen.codering.segmenten import BANEN, Balk, Stip, assign_banen, build_alineas
from verhalen.verzameling.teksten import Pil, VeiligeTekst

TEKST = "Toen belde [persoon 1] op.\n\nDat was 😡 fijn, e\u0301cht waar."
VEILIG = VeiligeTekst(TEKST, (Pil(11, 22, "persoon", 1),))
BEREIKEN = st.tuples(st.integers(0, len(TEKST) - 1), st.integers(1, 20)).map(
    lambda pair: Bereik(pair[0], min(pair[0] + pair[1], len(TEKST)))
)
BALKEN = st.lists(
    st.builds(Balk, fragment=st.integers(1, 9), bereik=BEREIKEN, naam=st.sampled_from("abc"), kleur=st.integers(1, 7)),
    max_size=8,
)


@given(BALKEN, st.lists(st.builds(Stip, voorstel=st.integers(1, 9), bereik=BEREIKEN), max_size=5), BEREIKEN)
def test_the_pieces_are_the_text_and_each_knows_what_lies_over_it(
    balken: list[Balk], stippen: list[Stip], actief: Bereik
) -> None:
    alineas = build_alineas(VEILIG, balken, stippen, actief)

    pieces = [piece for alinea in alineas for piece in alinea["segmenten"]]
    for piece in pieces:
        start, eind = piece["start"], piece["eind"]
        assert piece["soort"] == "masker" or piece["tekst"] == TEKST[start:eind]
        assert {item["id"] for item in piece["coderingen"]} == {
            b.fragment for b in balken if b.bereik.raakt(start, eind)
        }
        assert {item["id"] for item in piece["voorstellen"]} == {
            s.voorstel for s in stippen if s.bereik.raakt(start, eind)
        }
        assert piece["actief"] == actief.raakt(start, eind)
    covered = {place for piece in pieces for place in range(piece["start"], piece["eind"])}
    assert {place for place in range(len(TEKST)) if not TEKST[place].isspace()} <= covered
    assert len(covered) == sum(piece["eind"] - piece["start"] for piece in pieces)


@given(BALKEN)
def test_bars_beside_each_other_get_lanes_of_their_own_as_long_as_there_are_lanes(balken: list[Balk]) -> None:
    placed = assign_banen(balken)

    assert len(placed) == len(balken)
    for index, one in enumerate(placed):
        for other in placed[:index]:
            if one.bereik.raakt(other.bereik.start, other.bereik.eind):
                assert one.baan != other.baan or one.baan == BANEN
    assert all(1 <= balk.baan <= BANEN for balk in placed)


def test_the_innermost_fragment_is_the_one_a_click_opens() -> None:
    outer, inner = Balk(1, Bereik(0, 26), "a", 1), Balk(2, Bereik(5, 10), "b", 2)

    [first, *_] = build_alineas(VEILIG, [outer, inner], [], None)

    belde = next(piece for piece in first["segmenten"] if piece.get("tekst") == "belde")
    assert [item["id"] for item in belde["coderingen"]] == [2, 1]
