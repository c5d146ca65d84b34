"""The command: rewrite messages and tables for the platform, or find the persons of a worklist again."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from lxml import etree

from verhalen.toewijzing.bron import tabellen
from verhalen.toewijzing.bron.personen import Personenbestand, Persoon, open_personen, personen_path, persoon_of
from verhalen.toewijzing.bron.pseudoniem import Pseudonimiseerder
from verhalen.toewijzing.bron.sleutels import SleutelError, load_sleutel, make_sleutel, save_sleutel
from verhalen.toewijzing.ijw import xml
from verhalen.toewijzing.ijw.bestanden import read_contents
from verhalen.toewijzing.ijw.fouten import BerichtError, Fout, Overgeslagen, Reden
from verhalen.toewijzing.ijw.lezer import NotReadError, read_bericht
from verhalen.toewijzing.ijw.schrijver import write_bericht

BERICHTEN_ZIP = "berichten.zip"
WERKLIJST = "werklijst-met-namen.csv"
_FORMULE = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class Verslag:
    """What was done, for the person at the keyboard; it holds no number and no name of anybody."""

    berichten: int = 0
    tabellen: dict[str, int] = field(default_factory=dict)
    personen: int = 0
    geweigerd: list[dict[str, object]] = field(default_factory=list)
    overgeslagen: list[dict[str, object]] = field(default_factory=list)
    achtergebleven_kolommen: list[str] = field(default_factory=list)


def main(argumenten: Sequence[str]) -> int:
    """Run the command; returns 0, 1 when something was refused, 2 when it could not begin."""
    keuze = _parse(argumenten)
    try:
        return _run(keuze)
    except (SleutelError, OSError, ValueError) as fout:
        sys.stderr.write(f"{fout.strerror if isinstance(fout, OSError) else fout}\n")
        return 2


def _parse(argumenten: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m verhalen.toewijzing.bron", description=__doc__)
    parser.add_argument("paden", nargs="*", type=Path, metavar="PATH", help="XML, zip, csv, of een map")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="lege map voor wat naar het platform mag"
    )
    parser.add_argument("--sleutel", type=Path, required=True, metavar="FILE", help="sleutelbestand van de gemeente")
    parser.add_argument("--maak-sleutel", action="store_true", help="maak het sleutelbestand, één keer per gemeente")
    parser.add_argument("--gemeente", metavar="CODE", help="weiger berichten van een andere gemeente, zoals 0995")
    parser.add_argument("--wijken", type=Path, metavar="FILE", help="csv met postcode;wijk")
    parser.add_argument("--herleid", type=Path, metavar="WERKLIJST.csv", help="zoek de personen van een werklijst op")
    return parser.parse_args(argumenten)


def _run(keuze: argparse.Namespace) -> int:
    if keuze.maak_sleutel:
        save_sleutel(make_sleutel(), keuze.sleutel)
    sleutel = load_sleutel(keuze.sleutel)
    personen = open_personen(personen_path(keuze.sleutel), sleutel)
    keuze.out.mkdir(parents=True, exist_ok=True)
    if keuze.herleid is not None:
        gevonden, gemist = resolve(keuze.herleid, personen, keuze.out / WERKLIJST)
        sys.stdout.write(json.dumps({"gevonden": gevonden, "niet_gevonden": gemist}) + "\n")
        return 1 if gemist else 0
    if any(keuze.out.iterdir()):
        raise ValueError("De map bij --out is niet leeg. Kies een lege map, dan raakt er niets kwijt.")
    verslag = rewrite_all(
        keuze.paden, keuze.out, Pseudonimiseerder(sleutel, load_wijken(keuze.wijken)), personen, gemeente=keuze.gemeente
    )
    sys.stdout.write(json.dumps(asdict(verslag), ensure_ascii=False) + "\n")
    return 1 if verslag.geweigerd else 0


def load_wijken(bestand: Path | None) -> dict[str, str]:
    """Read the table of postal codes to wijk codes; raises ValueError when its columns are not there."""
    if bestand is None:
        return {}
    rijen = list(csv.DictReader(io.StringIO(tabellen.decode(bestand.read_bytes())), delimiter=";"))
    if not rijen or not {"postcode", "wijk"} <= set(rijen[0]):
        raise ValueError("Het bestand met wijken heeft de kolommen postcode en wijk nodig.")
    return {rij["postcode"].replace(" ", "").upper(): rij["wijk"] for rij in rijen}


def rewrite_all(
    paden: Sequence[Path],
    uit: Path,
    maker: Pseudonimiseerder,
    personen: Personenbestand,
    *,
    gemeente: str | None,
) -> Verslag:
    """Rewrite everything under these paths into `uit`; the names of the files there say nothing of anybody."""
    verslag = Verslag()
    csvs = [pad for pad in _files(paden) if pad.suffix.lower() == ".csv"]
    with zipfile.ZipFile(uit / BERICHTEN_ZIP, "w", zipfile.ZIP_DEFLATED) as archief:
        for inhoud in _messages(paden, maker, personen, verslag, gemeente):
            verslag.berichten += 1
            archief.writestr(f"{verslag.berichten:07d}.xml", inhoud)
    if not verslag.berichten:
        (uit / BERICHTEN_ZIP).unlink()
    for nummer, pad in enumerate(csvs, 1):
        _rewrite_table(pad, nummer, uit, maker, personen, verslag)
    verslag.personen = len(personen.personen)
    personen.save()
    return verslag


def _files(paden: Sequence[Path]) -> Iterator[Path]:
    for pad in paden:
        if pad.is_dir():
            yield from sorted(kind for kind in pad.rglob("*") if kind.is_file() and not kind.is_symlink())
        else:
            yield pad


def _messages(
    paden: Sequence[Path], maker: Pseudonimiseerder, personen: Personenbestand, verslag: Verslag, gemeente: str | None
) -> Iterator[bytes]:
    """Yield every message rewritten; what cannot be read is noted."""
    for naam, inhoud in read_contents(paden):
        if isinstance(inhoud, bytes):
            yield from _rewrite_file(naam, inhoud, maker, personen, verslag, gemeente)
        elif isinstance(inhoud, Fout):
            verslag.geweigerd.append(asdict(inhoud))
        elif not naam.lower().endswith(".csv"):
            verslag.overgeslagen.append(asdict(inhoud))


def _rewrite_file(
    naam: str,
    inhoud: bytes,
    maker: Pseudonimiseerder,
    personen: Personenbestand,
    verslag: Verslag,
    gemeente: str | None,
) -> Iterator[bytes]:
    try:
        elementen = list(xml.find_berichten(xml.parse(inhoud)))
    except BerichtError as fout:
        verslag.geweigerd.append(asdict(fout.to_fout(naam)))
        return
    if not elementen:
        verslag.geweigerd.append(asdict(Fout(naam, Reden.BERICHT, "In dit bestand staat geen iJw-bericht.")))
    for element in elementen:
        try:
            yield _rewrite_message(element, maker, personen, gemeente)
        except NotReadError as niet:
            verslag.overgeslagen.append(asdict(Overgeslagen(naam, niet.zin)))
        except BerichtError as fout:
            verslag.geweigerd.append(asdict(fout.to_fout(naam)))


def _rewrite_message(
    element: etree._Element, maker: Pseudonimiseerder, personen: Personenbestand, gemeente: str | None
) -> bytes:
    bericht = read_bericht(element, gemeente=gemeente)
    bsn = bericht.client.bsn
    if bsn is not None:
        personen.remember(maker.person(bsn), persoon_of(element, bsn))
    return write_bericht(maker.message(bericht))


def _rewrite_table(
    pad: Path, nummer: int, uit: Path, maker: Pseudonimiseerder, personen: Personenbestand, verslag: Verslag
) -> None:
    try:
        tabel = tabellen.rewrite(pad.read_bytes(), maker)
    except ValueError as fout:
        verslag.geweigerd.append({"bestand": pad.name, "zin": str(fout)})
        return
    naam = f"{tabel.soort}-{nummer}.csv"
    (uit / naam).write_text(tabel.tekst, encoding="utf-8")
    verslag.tabellen[naam] = tabel.rijen
    verslag.geweigerd += [{"bestand": pad.name, **asdict(fout)} for fout in tabel.fouten]
    verslag.achtergebleven_kolommen += tabel.achtergebleven
    for pre, persoon in tabel.personen.items():
        personen.remember(pre, persoon)


def resolve(werklijst: Path, personen: Personenbestand, uit: Path) -> tuple[int, int]:
    """Write the worklist with number, name and date of birth beside each pre-pseudonym; returns (found, not found)."""
    rijen = list(csv.DictReader(io.StringIO(tabellen.decode(werklijst.read_bytes())), delimiter=";"))
    if not rijen or "pre_pseudoniem" not in rijen[0]:
        raise ValueError("De werklijst heeft een kolom pre_pseudoniem nodig.")
    gevonden = [personen.personen.get(rij["pre_pseudoniem"]) for rij in rijen]
    with uit.open("w", encoding="utf-8", newline="") as stroom:
        kolommen = ["bsn", "naam", "geboortedatum", *rijen[0]]
        schrijver = csv.DictWriter(stroom, kolommen, delimiter=";", extrasaction="ignore")
        schrijver.writeheader()
        for rij, persoon in zip(rijen, gevonden, strict=True):
            schrijver.writerow({naam: _safe(waarde) for naam, waarde in {**rij, **_known(persoon)}.items()})
    uit.chmod(0o600)
    return sum(persoon is not None for persoon in gevonden), sum(persoon is None for persoon in gevonden)


def _known(persoon: Persoon | None) -> Mapping[str, str]:
    return {"bsn": "", "naam": "", "geboortedatum": ""} if persoon is None else asdict(persoon)


def _safe(waarde: str | None) -> str:
    """Keep a spreadsheet from taking a cell for a formula."""
    tekst = waarde or ""
    return f"'{tekst}" if tekst.startswith(_FORMULE) else tekst
