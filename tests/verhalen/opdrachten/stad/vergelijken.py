"""What the database says of a town, held against the truth that its generator knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from verhalen.analyse import kolommen as k
from verhalen.analyse import perioden
from verhalen.analyse.gegevens import Gegevens
from verhalen.analyse.indicatoren import INDICATOREN, rijen
from verhalen.analyse.stromen import flow_per_month
from verhalen.stamgegevens.models import Gemeente
from verhalen.tellen.frames import load_gegevens
from verhalen.tellen.models import Meting


def run(*args: Any, **options: Any) -> dict[str, Any]:
    """Run a command; return what it printed for machines."""
    out = StringIO()
    call_command(*args, **options, stdout=out, stderr=StringIO())
    printed: dict[str, Any] = json.loads(out.getvalue())
    return printed


def make_town(map_: Path, **options: Any) -> dict[str, Any]:
    """Make a town by its command; return its truth."""
    run("maak_stad", map_, **options)
    waarheid: dict[str, Any] = json.loads((map_ / "waarheid.json").read_text("utf-8"))
    return waarheid


def read_tables(map_: Path, soorten: Iterable[str]) -> list[dict[str, Any]]:
    """Read in every table of these kinds, in one file or in numbered parts; return the reports."""
    return [
        run("import_tabel", soort, pad)
        for soort in soorten
        for pad in sorted([*map_.glob(f"{soort}.csv"), *map_.glob(f"{soort}-[0-9]*.csv")])
    ]


def wrong_years(waarheid: dict[str, Any]) -> list[str]:
    """Return what differs from the truth over a year, by name."""
    wrong = []
    for jaar, cijfers in waarheid["jaren"].items():
        for naam, waar in cijfers.items():
            slug, _, deel = naam.partition("/")
            found = Meting.objects.of_indicator(slug).of_year(int(jaar)).get(uitsplitsing=deel, gebied="")
            same = found.waarde == pytest.approx(waar["waarde"]) and found.teller == waar["teller"]
            wrong += [] if same else [f"{jaar} {naam}: {found.waarde} is niet {waar['waarde']}"]
    return wrong


def wrong_months(waarheid: dict[str, Any]) -> list[str]:
    """Return what differs from the truth over a month, by name."""
    wrong = []
    for soort, maanden in waarheid["maanden"].items():
        for maand, waar in maanden.items():
            for kant in ("instroom", "uitstroom"):
                found = Meting.objects.of_indicator(f"{kant}-{soort}-verblijf").filter(gebied="")
                same = found.get(maanden=1, van=f"{maand}-01").waarde == waar[kant]
                wrong += [] if same else [f"{maand} {kant} {soort}"]
    return wrong


def wrong_figures(waarheid: dict[str, Any], gemeente: Gemeente) -> list[str]:
    """Return what differs from the truth when it is counted straight over the rows that were read in.

    Without storing a measurement of every window and area: much faster than the command.
    """
    peildatum, vanaf = (date.fromisoformat(waarheid[naam]) for naam in ("peildatum", "vanaf"))
    gegevens = load_gegevens(gemeente, peildatum=peildatum, vanaf=vanaf)
    return [*_years(waarheid, gegevens), *_flows(waarheid, gegevens), *_referrers(waarheid, gegevens)]


def _years(waarheid: dict[str, Any], gegevens: Gegevens) -> Iterator[str]:
    for jaar, cijfers in waarheid["jaren"].items():
        for naam, waar in cijfers.items():
            slug, _, deel = naam.partition("/")
            indicator, periode = INDICATOREN[slug], perioden.parse(jaar)
            uit = (
                indicator.compute_uitsplitsing(gegevens, periode, deel)
                if deel
                else indicator.compute(gegevens, periode)
            )
            if (uit.teller, uit.noemer) != (waar["teller"], waar["noemer"]):
                yield f"{jaar} {naam}: {uit.teller} van {uit.noemer} is niet {waar['teller']} van {waar['noemer']}"


def _flows(waarheid: dict[str, Any], gegevens: Gegevens) -> Iterator[str]:
    for soort, kies in (("zonder", rijen.without_stay), ("met", rijen.with_stay)):
        keuzes = INDICATOREN[f"instroom-{soort}-verblijf"].keuzes
        stroom = flow_per_month(
            kies(gegevens.episodes(keuzes.keten), keuzes),
            perioden.Periode(gegevens.vanaf, gegevens.peildatum),
            peildatum=gegevens.peildatum,
        )
        berekend = stroom[["instroom", "uitstroom", "stand"]].to_dict("index")
        yield from (f"{maand} {soort}" for maand, waar in waarheid["maanden"][soort].items() if berekend[maand] != waar)


def _referrers(waarheid: dict[str, Any], gegevens: Gegevens) -> Iterator[str]:
    for jaar, waar in waarheid["verwijzers"].items():
        for slug in ("instroom-zonder-verblijf", "instroom-met-verblijf"):
            berekend = INDICATOREN[slug].breakdown(gegevens, perioden.parse(jaar), k.VERWIJZER).to_dict()
            if berekend != waar[slug]:
                yield f"{jaar} {slug}: {berekend} is niet {waar[slug]}"


def wrong_referrers(waarheid: dict[str, Any], gemeente: Gemeente) -> list[str]:
    """Return of which years and indicators the parts per referrer differ from the truth."""
    peildatum, vanaf = (date.fromisoformat(waarheid[naam]) for naam in ("peildatum", "vanaf"))
    gegevens = load_gegevens(gemeente, peildatum=peildatum, vanaf=vanaf)
    return list(_referrers(waarheid, gegevens))
