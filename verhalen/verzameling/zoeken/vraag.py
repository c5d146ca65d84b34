"""The language in which people search: words, OF, NIET, brackets, "a series of words" and a beginning*.

Every text gives either a `Vraag` or one Dutch sentence. Operators are capitals, because *of* and *niet* are words
that stories are full of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.tekst import normalize
from verhalen.verzameling.zoeken.woorden import read_woorden

MAX_TEKENS, MAX_WOORDEN, MAX_DIEP = 200, 20, 10
KORTSTE_BEGIN = 2

OF, EN, NIET, OPEN, DICHT = "OF", "EN", "NIET", "(", ")"
_OPERATORS = {"OF": OF, "OR": OF, "EN": EN, "AND": EN, "NIET": NIET, "NOT": NIET}
_STUK = re.compile(r'"(?P<groep>[^"]*)"|(?P<open>"[^"]*$)|(?P<haakje>[()])|(?P<min>-(?=[^\s)]))|(?P<woord>[^\s()"]+)')
_AANHALING = str.maketrans(dict.fromkeys("“”„‟«»", '"'))


@dataclass(frozen=True)
class Reeks:
    """Words that stand in this order in a story: lemmas, or with ``begin`` written forms of which the last goes on."""

    woorden: tuple[str, ...]
    begin: bool = False


@dataclass(frozen=True)
class En:
    """Every part holds."""

    delen: tuple[Vraag, ...]


@dataclass(frozen=True)
class Of:
    """At least one part holds."""

    delen: tuple[Vraag, ...]


@dataclass(frozen=True)
class Niet:
    """The part does not hold."""

    deel: Vraag


Vraag = Reeks | En | Of | Niet


def read_vraag(tekst: str) -> Vraag:
    """Return the question in ``tekst``; raise OngeldigeInvoer with one sentence when it is none."""
    if len(tekst) > MAX_TEKENS:
        raise OngeldigeInvoer(f"Uw zoekvraag is te lang. Gebruik hoogstens {MAX_TEKENS} tekens.")
    tokens = list(_read_tokens(normalize(tekst).translate(_AANHALING)))
    if not tokens:
        raise OngeldigeInvoer("Typ een woord om op te zoeken. Alleen leestekens kan niet.")
    if sum(len(token.woorden) for token in tokens if isinstance(token, Reeks)) > MAX_WOORDEN:
        raise OngeldigeInvoer(f"Uw zoekvraag is te lang. Gebruik hoogstens {MAX_WOORDEN} woorden.")
    return _Lezer(tokens).read()


def positive(vraag: Vraag) -> list[Reeks]:
    """Return the series that a found story may show as hits: those that do not stand behind NIET, each once."""
    return list(dict.fromkeys(_positive(vraag, True)))


def _positive(vraag: Vraag, sign: bool) -> Iterator[Reeks]:
    if isinstance(vraag, Reeks):
        if sign:
            yield vraag
    elif isinstance(vraag, Niet):
        yield from _positive(vraag.deel, not sign)
    else:
        for deel in vraag.delen:
            yield from _positive(deel, sign)


def _read_tokens(tekst: str) -> Iterator[str | Reeks]:
    """Yield operators and series; pieces without a letter or digit are left out."""
    for match in _STUK.finditer(tekst):
        kind, piece = match.lastgroup, match.group()
        if kind == "open":
            raise OngeldigeInvoer("Er mist een aanhalingsteken. Zet er een voor en een achter de vaste woordgroep.")
        if kind == "haakje":
            yield piece
        elif kind == "min":
            yield NIET
        elif kind == "groep":
            yield _read_groep(match["groep"])
        elif piece in _OPERATORS:
            yield _OPERATORS[piece]
        else:
            yield from _read_woord(piece)


def _read_groep(tekst: str) -> Reeks:
    if "*" in tekst:
        raise OngeldigeInvoer("Binnen aanhalingstekens kan geen sterretje staan. Zoek zonder sterretje.")
    reeks = Reeks(tuple(woord.lemma for woord in read_woorden(tekst)))
    if not reeks.woorden:
        raise OngeldigeInvoer("Tussen de aanhalingstekens staat geen woord. Typ er een woordgroep tussen.")
    return reeks


def _read_woord(piece: str) -> Iterator[Reeks]:
    begin, ster, rest = piece.partition("*")
    if not ster:
        found = tuple(woord.lemma for woord in read_woorden(piece))
        if found:
            yield Reeks(found)
        return
    forms = tuple(woord.vorm for woord in read_woorden(begin))
    if any(character.isalnum() or character == "*" for character in rest) or not begin[-1:].isalnum():
        raise OngeldigeInvoer("Een sterretje hoort aan het eind van een woord, zoals wacht*.")
    if not forms or len(forms[-1]) < KORTSTE_BEGIN:
        raise OngeldigeInvoer(f"Zet minstens {KORTSTE_BEGIN} letters voor het sterretje, zoals wacht*.")
    yield Reeks(forms, begin=True)


class _Lezer:
    """Recursive descent over the tokens: OF binds loosest, then words beside each other, then NIET."""

    def __init__(self, tokens: list[str | Reeks]) -> None:
        self.tokens = tokens
        self.at = 0
        self.diep = 0

    def read(self) -> Vraag:
        vraag = self._read_of()
        if self._next() == DICHT:
            raise OngeldigeInvoer("Er staat een haakje te veel. Zet bij elk haakje-sluiten een haakje-openen.")
        return vraag

    def _next(self) -> str | Reeks | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _read_of(self) -> Vraag:
        delen = [self._read_en()]
        while self._next() == OF:
            self.at += 1
            delen.append(self._read_en())
        return delen[0] if len(delen) == 1 else Of(tuple(delen))

    def _read_en(self) -> Vraag:
        delen = [self._read_niet()]
        while (token := self._next()) not in {None, OF, DICHT}:
            if token == EN:
                self.at += 1
            delen.append(self._read_niet())
        return delen[0] if len(delen) == 1 else En(tuple(delen))

    def _read_niet(self) -> Vraag:
        negated = False
        while self._next() == NIET:
            self.at += 1
            negated = not negated
        deel = self._read_deel()
        return Niet(deel) if negated else deel

    def _read_deel(self) -> Vraag:
        token = self._next()
        self.at += 1
        if isinstance(token, Reeks):
            return token
        if token == OPEN:
            return self._read_haakjes()
        raise OngeldigeInvoer(_missing(token, self.tokens[self.at - 2] if self.at > 1 else None))

    def _read_haakjes(self) -> Vraag:
        self.diep += 1
        if self.diep > MAX_DIEP:
            raise OngeldigeInvoer(f"Er staan te veel haakjes in elkaar. Gebruik er hoogstens {MAX_DIEP}.")
        vraag = self._read_of()
        if self._next() != DICHT:
            raise OngeldigeInvoer("Er mist een haakje-sluiten. Zet bij elk haakje-openen een haakje-sluiten.")
        self.at += 1
        self.diep -= 1
        return vraag


def _missing(token: str | None, before: str | Reeks | None) -> str:
    """Say which word is missing, where a word or bracket had to stand."""
    if before in {OF, EN, NIET}:
        return f"Na {before} hoort een woord. Met kleine letters zoekt u het woord zelf."
    if before == OPEN:
        return "Tussen de haakjes staat geen woord. Typ er een woord tussen."
    if token in {OF, EN}:
        return f"Voor {token} hoort een woord. Met kleine letters zoekt u het woord zelf."
    return "Er staat een haakje te veel. Zet bij elk haakje-sluiten een haakje-openen."
