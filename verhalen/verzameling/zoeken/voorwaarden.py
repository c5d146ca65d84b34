"""A question as a condition for the database: the same stories on SQLite and PostgreSQL.

Only single words go to the index of the database, as a parameter and between quotes; AND, OR and NOT are
those of SQL, and whether words stand beside each other is asked of the stored text. Nothing that a person
typed reaches the languages of FTS5 or tsquery.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import BooleanField, F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Length, Replace

from verhalen.verzameling.zoeken.vraag import En, Niet, Reeks, Vraag, positive
from verhalen.verzameling.zoeken.zoektekst_maken import join


class StaatInIndex(Func):
    """Whether the index of the database holds every word of a series for this story, in any order."""

    output_field = BooleanField()
    # The plus keeps SQLite from walking the whole list once per story through an index: seconds on 10,000 stories.
    sqlite = "+%(expressions)s IN (SELECT rowid FROM verzameling_zoekindex WHERE verzameling_zoekindex MATCH %%s)"
    postgresql = (
        "%(expressions)s IN (SELECT verhaal_id FROM verzameling_zoektekst WHERE {kolom}_vector @@ %%s::tsquery)"
    )

    def __init__(self, reeks: Reeks) -> None:
        super().__init__(F("pk"))
        self.reeks = reeks

    @property
    def identity(self) -> Any:
        return (*super().identity, self.reeks)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        words = _quoted(self.reeks, '"{}"', '"{}" *')
        match = f"{kolom(self.reeks)}: ({' AND '.join(words)})"
        sql, params = self.as_sql(compiler, connection, template=self.sqlite, **context)
        return sql, (*params, match)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        doubled = Reeks(tuple(woord.replace("'", "''") for woord in self.reeks.woorden), self.reeks.begin)
        words = _quoted(doubled, "'{}'", "'{}':*")
        template = self.postgresql.format(kolom=kolom(self.reeks))
        sql, params = self.as_sql(compiler, connection, template=template, **context)
        return sql, (*params, " & ".join(words))


def kolom(reeks: Reeks) -> str:
    """Return the field of `Zoektekst` in which a series is looked for."""
    return "vormen" if reeks.begin else "woorden"


def _quoted(reeks: Reeks, whole: str, beginning: str) -> list[str]:
    """Put each word between quotes; words hold letters, digits and apostrophes alone."""
    forms = [whole] * len(reeks.woorden)
    if reeks.begin:
        forms[-1] = beginning
    return [form.format(woord) for form, woord in zip(forms, reeks.woorden, strict=True)]


def condition(vraag: Vraag) -> Q:
    """Return the condition on `Verhaal` that a question is."""
    if isinstance(vraag, Reeks):
        found = Q(StaatInIndex(vraag))
        if len(vraag.woorden) == 1:
            return found
        return found & Q(**{f"zoektekst__{kolom(vraag)}__contains": join(vraag.woorden, begin=vraag.begin)})
    if isinstance(vraag, Niet):
        return ~condition(vraag.deel)
    return reduce(and_ if isinstance(vraag, En) else or_, map(condition, vraag.delen))


def narrow(verhalen: QuerySet[Any], vraag: Vraag) -> QuerySet[Any]:
    """Keep the stories that answer the question."""
    return verhalen.filter(zoektekst__isnull=False).filter(condition(vraag))


def count_treffers(vraag: Vraag) -> Any:
    """Return the expression for the number of hits in one story; 0 when the question only says what is not there."""
    return sum((_times(reeks) for reeks in positive(vraag)), Value(0, output_field=IntegerField()))


def _times(reeks: Reeks) -> Any:
    text, part = F(f"zoektekst__{kolom(reeks)}"), join(reeks.woorden, begin=reeks.begin)
    without = Length(Replace(text, Value(part), Value("")))
    return (Length(text) - without) / Value(len(part), output_field=IntegerField())
