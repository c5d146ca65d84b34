"""The bridge to the tagger: codebook and safe text go out as values, proposals come back as values.

The only module of this room that uses `nlp`. It is imported inside the functions that run in the worker:
the web process never loads the language model.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import F, QuerySet

from verhalen.codering.codeboeken import as_data, find_codeboek, get_codeboek
from verhalen.codering.models import Codeboek, Voorstelronde
from verhalen.codering.voorstelrijen import Gelezen, Gevonden, Onderbouwing, store
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.taken import Voortgang, start_taak
from verhalen.verzameling.models import Verhaal

if TYPE_CHECKING:
    from nlp.coderen import Tagger
    from nlp.types import LabelVoorstel, Suggestie

SOORT = "voorstellen"
BATCH = 32
_taggers: dict[str, Tagger] = {}


def compute_open(voortgang: Voortgang) -> dict[str, Any]:
    """Background job: read every checked story that this version of the tagger has not read.

    Each batch is stored in its own transaction, so a job that is killed goes on where it was.
    """
    taak = voortgang.taak
    codeboek = get_codeboek(taak.gemeente)
    tagger = get_tagger(codeboek)
    verhalen = voorstellen = 0
    voortgang.report(0, unread(taak.gemeente, tagger.versie).count())
    for batch in _batches(taak.gemeente, tagger.versie):
        read, found = _read(batch, tagger, codeboek, by=taak.door)
        verhalen, voorstellen = verhalen + read, voorstellen + found
        voortgang.report(verhalen, verhalen + unread(taak.gemeente, tagger.versie).count())
    return {"verhalen": verhalen, "voorstellen": voorstellen}


def _batches(gemeente: Any, versie: str) -> Iterator[list[Verhaal]]:
    """Yield the unread stories, and go round once more for those that came in meanwhile."""
    last = 0
    while True:
        batch = list(unread(gemeente, versie).filter(pk__gt=last).order_by("pk")[:BATCH])
        if batch:
            yield batch
        elif last == 0:
            return
        last = batch[-1].pk if batch else 0


def ask_voorstellen(verhaal: Verhaal, by: Any) -> None:
    """Have proposals made for a story that was checked just now; without a codebook there is nothing to propose."""
    if find_codeboek(verhaal.gemeente_id) is not None:
        start_taak(soort=SOORT, gemeente=verhaal.gemeente, by=by)


def compute_one(*, verhaal: Verhaal, by: Any) -> Voorstelronde | None:
    """Read one story now; None when it is not checked. Only for the worker: this loads the model."""
    codeboek = get_codeboek(verhaal.gemeente)
    tagger = get_tagger(codeboek)
    _read(list(unread(verhaal.gemeente, tagger.versie).filter(pk=verhaal.pk)), tagger, codeboek, by=by)
    found: Voorstelronde | None = Voorstelronde.objects.current().filter(verhaal=verhaal).first()
    return found


def unread(gemeente: Any, versie: str) -> QuerySet[Verhaal]:
    """Return the checked stories whose text as it stands was not read by this version."""
    read = Voorstelronde.objects.filter(taggerversie=versie, gemaakt_op__gte=F("verhaal__nagekeken_op"))
    found: QuerySet[Verhaal] = Verhaal.objects.of(gemeente).nagekeken().exclude(pk__in=read.values("verhaal"))
    return found


def check_frasen(data: Mapping[str, Any]) -> None:
    """Raise OngeldigeInvoer with the phrase that the machine cannot read; loads no model."""
    from nlp.coderen import CodeboekError, load_codeboek

    try:
        load_codeboek(data)
    except CodeboekError as error:
        raise OngeldigeInvoer(f"{error} Er is niets veranderd.") from error


def get_tagger(codeboek: Codeboek) -> Tagger:
    """Return the tagger of these rules and this model; the process keeps the last one."""
    from nlp.coderen import Tagger, load_codeboek

    data = as_data(codeboek)
    key = hashlib.sha256(json.dumps([data, settings.NLP_MODEL], sort_keys=True).encode()).hexdigest()
    if key not in _taggers:
        tagger = Tagger(_language(settings.NLP_MODEL), load_codeboek(data))
        _taggers.clear()
        _taggers[key] = tagger
    return _taggers[key]


@lru_cache(maxsize=1)
def _language(path: str) -> Any:
    from nlp.pipeline import load

    return load(path)


def _read(verhalen: list[Verhaal], tagger: Tagger, codeboek: Codeboek, by: Any) -> tuple[int, int]:
    teksten = (verhaal.tekst_veilig for verhaal in verhalen)
    suggesties: Iterator[Suggestie] = tagger.suggest_many(teksten)
    gelezen = [_value(*pair) for pair in zip(verhalen, suggesties, strict=True)]
    return store(gelezen=gelezen, versie=tagger.versie, codeboek=codeboek, by=by)


def _value(verhaal: Verhaal, suggestie: Suggestie) -> Gelezen:
    gevonden = tuple(map(_gevonden, (*suggestie.knoppen, *suggestie.themas)))
    return Gelezen(verhaal, suggestie.polariteit, suggestie.wens, gevonden)


def _gevonden(voorstel: LabelVoorstel) -> Gevonden:
    places = (Onderbouwing(b.start, b.end, b.regel, b.sterk, b.ontkend, b.wens) for b in voorstel.bewijs)
    return Gevonden(voorstel.label, voorstel.score, tuple(places))
