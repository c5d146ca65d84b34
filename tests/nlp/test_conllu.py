from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nlp.conllu import ConlluError, annotate, read_sentences, words

if TYPE_CHECKING:
    from spacy.language import Language

MET_ALLES = """\
# sent_id = proef-1
# text = Vanwege 't wachten.
1\tVanwege\tx\tX\tx\tA=b\t0\troot\t3:case\t_
2-3\t't wachten\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\t't\tx\tX\tx\t_\t1\tdep\t_\tNoot=ja
3\twachten\tx\tX\tx\t_\t1\tdep\t_\t_
3.1\tleeg\tleeg\tNOUN\tN\t_\t_\t_\t1:dep\t_
4\t.\tx\tX\tx\t_\t1\tdep\t_\t_
"""


def test_annotate_replaces_columns_3_to_8_and_nothing_else(taalmodel: Language) -> None:
    (zin,) = read_sentences(MET_ALLES.splitlines())

    (lines,) = annotate(taalmodel, [(zin, words(zin))])

    before, after = ([line.split("\t") for line in version] for version in (zin.regels, lines))
    assert [line[:2] + line[8:] for line in after] == [line[:2] + line[8:] for line in before]
    unchanged = {0, 1, 3, 6}
    assert {place for place, line in enumerate(after) if line == before[place]} == unchanged
    assert [line[5] for line in after if line[0] == "1"] == ["_"]


def test_annotate_gives_one_root_and_heads_inside_the_sentence(taalmodel: Language) -> None:
    text = "Toen belde ik . En toen ? Niets gehoord . Weer niets ."
    lines = [f"{number}\t{word}" + "\t_" * 8 for number, word in enumerate(text.split(), start=1)]
    (zin,) = read_sentences(lines)

    (annotated,) = annotate(taalmodel, [(zin, words(zin))])

    heads = [int(line.split("\t")[6]) for line in annotated]
    relations = [line.split("\t")[7] for line in annotated]
    assert heads.count(0) == relations.count("root") == 1
    assert all(0 <= head <= len(heads) for head in heads)
    assert [(head == 0) for head in heads] == [(relation == "root") for relation in relations]


def test_words_spaces_follow_the_range_they_stand_in() -> None:
    (zin,) = read_sentences(MET_ALLES.splitlines())

    woorden = words(zin)

    assert woorden.vormen == ("Vanwege", "'t", "wachten", ".")
    assert woorden.spaties == (True, False, False, True)


def test_read_sentences_many_blank_lines_and_windows_line_ends() -> None:
    lines = ["\r\n", "1\ta\r\n", "\r\n", "\n", "1\tb\n", "2\tc"]

    assert [(zin.regels, zin.eerste) for zin in read_sentences(lines)] == [(("1\ta",), 2), (("1\tb", "2\tc"), 5)]


@pytest.mark.parametrize(
    ("regel", "reden"),
    [
        ("1\tja", "er staan 2 kolommen"),
        ("een\tja" + "\t_" * 8, "'een' is geen woordnummer"),
        ("2\tja" + "\t_" * 8, "lopen niet door"),
        ("1\t" + "\t_" * 8, "het woord ontbreekt"),
        ("# alleen een opmerking", "geen woorden"),
    ],
)
def test_words_bad_line_says_which(regel: str, reden: str) -> None:
    (zin,) = read_sentences(["", "", regel])

    with pytest.raises(ConlluError, match=reden) as fout:
        words(zin)

    assert fout.value.regel == 3
