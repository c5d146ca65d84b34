"""CoNLL-U in and out: gold tokens kept, columns 3 to 8 filled in by the pipeline.

Everything that is not a syntactic word (comments, multiword ranges, empty nodes, the other columns) comes
back as it was, so that reading and writing changes nothing but the annotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

COLUMNS = 10
_EMPTY = "_"


class ConlluError(ValueError):
    """A sentence that is no CoNLL-U; ``regel`` is the line number in the file, counted from 1."""

    def __init__(self, regel: int, reden: str) -> None:
        super().__init__(reden)
        self.regel = regel


@dataclass(frozen=True, slots=True)
class Zin:
    """One sentence as written: its lines without line ends, and the number of its first line."""

    regels: tuple[str, ...]
    eerste: int


@dataclass(frozen=True, slots=True)
class Woorden:
    """The syntactic words of a sentence: the lines they stand on, their forms, whether a space follows."""

    plaatsen: tuple[int, ...]
    vormen: tuple[str, ...]
    spaties: tuple[bool, ...]


def read_sentences(lines: Iterable[str]) -> Iterator[Zin]:
    """Split a stream of lines at the empty ones."""
    collected: list[str] = []
    first = 1
    for number, line in enumerate(lines, start=1):
        stripped = line.rstrip("\r\n")
        if stripped.strip():
            collected.append(stripped)
            continue
        if collected:
            yield Zin(tuple(collected), first)
        collected, first = [], number + 1
    if collected:
        yield Zin(tuple(collected), first)


def words(zin: Zin) -> Woorden:
    """Find the syntactic words of a sentence. Raises ``ConlluError`` on a line that is none of the format."""
    places: list[int] = []
    forms: list[str] = []
    spaces: list[bool] = []
    range_end, range_space = 0, True
    for place, line in enumerate(zin.regels):
        if line.startswith("#"):
            continue
        columns = _columns(line, zin.eerste + place)
        space = "SpaceAfter=No" not in columns[9].split("|")
        if "-" in columns[0]:
            range_end, range_space = int(columns[0].partition("-")[2]), space
        elif "." not in columns[0]:
            number = int(columns[0])
            if number != len(forms) + 1:
                raise ConlluError(zin.eerste + place, "de woordnummers lopen niet door")
            places.append(place)
            forms.append(columns[1])
            spaces.append(space if number > range_end else number == range_end and range_space)
    if not forms:
        raise ConlluError(zin.eerste, "de zin heeft geen woorden")
    return Woorden(tuple(places), tuple(forms), tuple(spaces))


def _columns(line: str, regel: int) -> list[str]:
    columns = line.split("\t")
    if len(columns) != COLUMNS:
        raise ConlluError(regel, f"er staan {len(columns)} kolommen en het horen er {COLUMNS} te zijn")
    if not columns[0].replace("-", "").replace(".", "").isdigit():
        raise ConlluError(regel, f"'{columns[0]}' is geen woordnummer")
    if not columns[1]:
        raise ConlluError(regel, "het woord ontbreekt")
    return columns


def make_doc(nlp: Language, woorden: Woorden) -> Doc:
    """A document of one sentence with these tokens; the parser may not split it."""
    from spacy.tokens import Doc

    starts: list[bool | int | None] = [place == 0 for place in range(len(woorden.vormen))]
    return Doc(nlp.vocab, words=list(woorden.vormen), spaces=list(woorden.spaties), sent_starts=starts)


def annotate(nlp: Language, zinnen: Iterable[tuple[Zin, Woorden]]) -> Iterator[tuple[str, ...]]:
    """The lines of each sentence with lemma, tags, features, head and relation of the pipeline."""
    stream = ((make_doc(nlp, woorden), (zin, woorden)) for zin, woorden in zinnen)
    for doc, (zin, woorden) in nlp.pipe(stream, as_tuples=True):
        lines = list(zin.regels)
        root = _root(doc)
        for place, token in zip(woorden.plaatsen, doc, strict=True):
            columns = lines[place].split("\t")
            columns[2:8] = _annotation(token, root)
            lines[place] = "\t".join(columns)
        yield tuple(lines)


def _root(doc: Doc) -> int:
    return next((token.i for token in doc if token.head.i == token.i), 0)


def _annotation(token: Token, root: int) -> Sequence[str]:
    head, relation = token.head.i + 1, token.dep_
    if token.i == root:
        head, relation = 0, "root"
    elif token.head.i == token.i:  # CoNLL-U allows one root: a second one hangs from the first
        head, relation = root + 1, "parataxis"
    fields = (token.lemma_, token.pos_, token.tag_, str(token.morph), str(head), relation)
    return [field or _EMPTY for field in fields]
