"""The town as files: zips of messages per month, tables as a back office exports them, and the truth."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from pathlib import Path

from verhalen.opdrachten.stad import namen, tabel
from verhalen.opdrachten.stad.berichtenverkeer import Melding
from verhalen.opdrachten.stad.kosten import Rekening, other_costs
from verhalen.opdrachten.stad.lot import Lot
from verhalen.opdrachten.stad.model import Inwoner
from verhalen.opdrachten.stad.plan import EERSTE_DAG, JAREN, Jaardoel
from verhalen.toewijzing.bron.pseudoniem import Pseudonimiseerder
from verhalen.toewijzing.ijw.schrijver import Adres, Persoonsgegevens, write_bericht

_SOORTEN = {"436": "JW301", "438": "JW305", "440": "JW307"}
_VASTE_TIJD = (2026, 1, 1, 0, 0, 0)  # the same seed gives the same bytes
_LEEFTIJDEN_OUDER = range(18, 23)
_RIJEN_PER_DEEL = 75_000  # some 17 MB of allocations: an import takes files up to 20
_KOP_REKENING = ("maand", "categorie", "productcode", "aanbieder_agb", "bedrag_cent")


def write_berichten(map_: Path, meldingen: Sequence[Melding]) -> int:
    """Write one zip per month of sending; returns the number of messages."""
    map_.mkdir(parents=True)
    for maand, groep in groupby(meldingen, key=_zip_name):
        with zipfile.ZipFile(map_ / f"{maand}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archief:
            for melding in groep:
                kop = melding.bericht.kop
                lid = zipfile.ZipInfo(f"{_SOORTEN[kop.berichtcode]}_{kop.identificatie}.xml", _VASTE_TIJD)
                lid.compress_type = zipfile.ZIP_DEFLATED
                archief.writestr(lid, write_bericht(melding.bericht, _personal(melding.inwoner)))
    return len(meldingen)


def _zip_name(melding: Melding) -> str:
    return f"{melding.dag:%Y-%m}" if melding.dag >= EERSTE_DAG else "0-voor-2022"


def _personal(inwoner: Inwoner) -> Persoonsgegevens:
    """Return what only the raw message holds; taken from the number, so that a person is the same in every message."""
    nummer = int(inwoner.kenmerk)
    straat = namen.STRATEN[nummer % len(namen.STRATEN)]
    return Persoonsgegevens(
        inwoner.achternaam,
        inwoner.voorvoegsel,
        inwoner.voornaam,
        Adres(straat, nummer % 89 + 1, inwoner.postcode, "Lelystad"),
        telefoon=f"0000{nummer % 1_000_000:06d}",
        relatie_achternaam=namen.ACHTERNAMEN[nummer % 37][0] if nummer % 3 == 0 else None,
        commentaar=f"Graag bellen voor een afspraak met {inwoner.voornaam}." if nummer % 11 == 0 else None,
    )


def write_toewijzingen(bestand: Path, samen: tabel.Administratie) -> None:
    """Write each allocation that counts in its last version, with what no message tells."""
    _write(bestand, tabel.KOP_RUW, tabel.raw_rows(samen))


def write_pseudonieme_toewijzingen(map_: Path, samen: tabel.Administratie, maker: Pseudonimiseerder) -> None:
    """Write every version in parts, toewijzingen-01.csv and on, as the source tool would."""
    rijen = tabel.pseudonymous_rows(samen, maker)
    for nummer, deel in enumerate(iter(lambda: list(islice(rijen, _RIJEN_PER_DEEL)), []), 1):
        _write(map_ / f"toewijzingen-{nummer:02d}.csv", tabel.KOP_PSEUDONIEM, deel)


def write_kosten(bestand: Path, rekeningen: Iterable[Rekening]) -> None:
    """Write the bills."""
    _write(bestand, ("bsn", "toewijzingnummer", *_KOP_REKENING), (_bill(rekening) for rekening in rekeningen))


def write_pseudonieme_kosten(map_: Path, rekeningen: Iterable[Rekening], maker: Pseudonimiseerder) -> None:
    """Write the bills in parts of whole months, kosten-01.csv and on: equal bills of one month are told apart by
    their place in one file."""
    op_maand = sorted(rekeningen, key=lambda rekening: rekening.maand)
    maanden = [list(groep) for _, groep in groupby(op_maand, key=lambda rekening: rekening.maand)]
    for nummer, deel in enumerate(_parts(maanden), 1):
        rijen = ((wie, maker.number(str(toewijzing)), *rest) for wie, toewijzing, *rest in map(_bill, deel))
        _write(map_ / f"kosten-{nummer:02d}.csv", ("pre_pseudoniem", "toewijzing_id", *_KOP_REKENING), rijen)


def _parts(maanden: Iterable[list[Rekening]]) -> Iterator[list[Rekening]]:
    """Yield months together as long as they fit in one file."""
    deel: list[Rekening] = []
    for maand in maanden:
        if deel and len(deel) + len(maand) > _RIJEN_PER_DEEL:
            yield deel
            deel = []
        deel = deel + maand
    if deel:
        yield deel


def _bill(rekening: Rekening) -> tuple[object, ...]:
    toewijzing = rekening.toewijzing
    maand, aanbieder = f"{rekening.maand:%Y-%m}", toewijzing.aanbieder
    wie = (toewijzing.inwoner.kenmerk, toewijzing.nummer)
    return (*wie, maand, *toewijzing.product.op_rekening, aanbieder, rekening.cent)


def write_overige_kosten(bestand: Path, doelen: Mapping[int, Jaardoel]) -> None:
    """Write the costs that come by no bill."""
    rijen = ((f"{maand:%Y-%m}", soort, cent) for jaar in JAREN for maand, soort, cent in other_costs(doelen[jaar]))
    _write(bestand, ("maand", "soort", "bedrag_cent"), rijen)


def write_bevolking(bestand: Path, doelen: Mapping[int, Jaardoel]) -> None:
    """Write the young inhabitants per 31 December, age and wijk; those of 0-17 add up to the plan."""
    rijen = (
        (jaar, leeftijd, wijk, aantal)
        for jaar in JAREN
        for leeftijd, wijk, aantal in _inhabitants(doelen[jaar].inwoners)
    )
    _write(bestand, ("jaar", "leeftijd", "gebied", "aantal"), rijen)


def _inhabitants(totaal: int) -> Iterable[tuple[int, str, int]]:
    gewichten = sum(gewicht for _, _, gewicht in namen.WIJKEN)
    delen, gehad, gegeven = 18 * gewichten, 0, 0
    for leeftijd in range(18):
        for wijk, _, gewicht in namen.WIJKEN:
            gehad += gewicht
            aantal = totaal * gehad // delen - gegeven
            gegeven += aantal
            yield leeftijd, wijk, aantal
    for leeftijd in _LEEFTIJDEN_OUDER:
        for wijk, _, gewicht in namen.WIJKEN:
            yield leeftijd, wijk, totaal * gewicht // delen


def write_wijken(bestand: Path) -> None:
    """Write the municipality's table of postal codes to wijken, for the source step."""
    rijen = ((f"{cijfers}{letters}", wijk) for wijk, cijfers, _ in namen.WIJKEN for letters in namen.LETTERS)
    _write(bestand, ("postcode", "wijk"), rijen)


def write_tellingen(bestand: Path, lot: Lot) -> dict[int, dict[str, float]]:
    """Write counts for what has no message; returns what each year adds up to, or stands at, per indicator."""
    rijen: list[tuple[object, ...]] = []
    waarheid: dict[int, dict[str, float]] = {}
    for jaar in JAREN:
        sinds = jaar - JAREN[0]
        per_kwartaal = {
            (2, "betrokkenen", "participatie"): [lot.between(40, 70) + 12 * sinds for _ in range(4)],
            (6, "thuiszitters", "leerplicht"): [lot.between(92, 110) - 5 * sinds for _ in range(4)],
            (7, "leerlingen-geholpen", "scholen"): [lot.between(110, 140) + 9 * sinds for _ in range(4)],
        }
        for (knop, slug, bron), waarden in per_kwartaal.items():
            rijen += [(knop, slug, f"{jaar}-K{nr}", "", waarde, "", bron) for nr, waarde in enumerate(waarden, 1)]
        plekken = {wijk: lot.between(2, 6) + sinds for wijk, _, _ in namen.WIJKEN}
        rijen += [(3, "initiatieven-en-plekken", jaar, wijk, aantal, "", "wijken") for wijk, aantal in plekken.items()]
        rijen.append((3, "initiatieven-en-plekken", jaar, "", sum(plekken.values()), "", "wijken"))
        waarheid[jaar] = {
            "betrokkenen": sum(per_kwartaal[(2, "betrokkenen", "participatie")]),
            "thuiszitters": per_kwartaal[(6, "thuiszitters", "leerplicht")][-1],
            "leerlingen-geholpen": sum(per_kwartaal[(7, "leerlingen-geholpen", "scholen")]),
            "initiatieven-en-plekken": sum(plekken.values()),
        }
    _write(bestand, ("knop", "indicator", "periode", "gebied", "waarde", "noemer", "bron"), rijen)
    return waarheid


def write_waarheid(bestand: Path, waarheid: dict[str, object]) -> None:
    """Write the truth as JSON."""
    bestand.write_text(json.dumps(waarheid, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write(bestand: Path, kop: Sequence[str], rijen: Iterable[Sequence[object]]) -> None:
    with bestand.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
        schrijver.writerow(kop)
        schrijver.writerows(rijen)
