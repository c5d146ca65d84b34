"""A table from its bytes to rows that are kept, with the source step first where the server may do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.tabelbestand import Tabel, read_tabel
from verhalen.stamgegevens.models import Gemeente
from verhalen.toewijzing.bestandmodellen import Berichtbestand, Bestandsoort
from verhalen.toewijzing.bron.tabellen import rewrite
from verhalen.toewijzing.bronstap import RUWE_KOLOMMEN, WEIGERING_TABEL, source_step
from verhalen.toewijzing.inlezen.bewaren import BATCH, Bewaarder
from verhalen.toewijzing.inlezen.rijen import Lijsten, Rijfout, Rijlezer, Waarden
from verhalen.toewijzing.inlezen.velden import VELDEN

Voortgangsmelding = Callable[[int, int], None]
MAX_RIJEN = 500_000  # four years of bills of a large town; a file stays under the 20 MB of any table
# Their rows replace what was there, so they are kept all at once or not at all.
INEENS = frozenset(
    {Bestandsoort.BEVOLKING, Bestandsoort.OVERIGE_KOSTEN, Bestandsoort.TELLINGEN, Bestandsoort.PRODUCTEN}
)


@dataclass(frozen=True)
class Geopend:
    """A table, and the rows that the source step had to leave out."""

    tabel: Tabel
    vooraf: tuple[Rijfout, ...] = ()


@dataclass(frozen=True)
class Gelezen:
    """What came of a table: the reader with its remarks, how many rows, and the refused ones."""

    lezer: Rijlezer
    rijen: int
    geweigerd: list[tuple[int, dict[str, str]]]


def open_tabel(inhoud: bytes, gemeente: Gemeente, *, encoding: str = "", scheidingsteken: str = "") -> Geopend:
    """Read a table. Raises OngeldigeInvoer for one with raw personal data, unless this server may replace them."""
    tabel = read_tabel(inhoud, encoding=encoding, scheidingsteken=scheidingsteken, max_rijen=MAX_RIJEN)
    ruw = sorted(naam for naam in tabel.kolommen if naam.strip().casefold() in RUWE_KOLOMMEN)
    if not ruw:
        return Geopend(tabel)
    maker = source_step(gemeente)
    if maker is None or not tabel.encoding:
        raise OngeldigeInvoer(WEIGERING_TABEL.format(kolommen=", ".join(ruw)))
    try:
        nieuw = rewrite(inhoud, maker)
    except ValueError as error:
        raise OngeldigeInvoer(str(error)) from error
    vooraf = tuple(Rijfout(fout.rij, fout.kolom, fout.zin) for fout in nieuw.fouten)
    tekst = nieuw.tekst.encode()
    return Geopend(read_tabel(tekst, encoding="utf-8", scheidingsteken=";", max_rijen=MAX_RIJEN), vooraf)


def check_koppeling(soort: str, koppeling: dict[str, str], kolommen: tuple[str, ...]) -> dict[str, str]:
    """Return the chosen columns without the empty choices. Raises OngeldigeInvoer with what is wrong."""
    known = {veld.naam: veld for veld in VELDEN[soort]}
    chosen = {naam: kolom for naam, kolom in koppeling.items() if kolom and naam in known}
    for naam, kolom in chosen.items():
        if kolom not in kolommen:
            raise OngeldigeInvoer(f"De kolom '{kolom}' staat niet in dit bestand.")
        if list(chosen.values()).count(kolom) > 1:
            raise OngeldigeInvoer(f"De kolom '{kolom}' is twee keer gekozen, onder meer bij '{known[naam].label}'.")
    missing = [veld.label for veld in VELDEN[soort] if veld.verplicht and veld.naam not in chosen]
    if "bedrag" in known and not {"bedrag", "bedrag_cent"} & set(chosen):
        missing.append("Bedrag in centen of in euro's")
    if missing:
        raise OngeldigeInvoer(f"Kies nog in welke kolom dit staat: {', '.join(missing)}.")
    return chosen


def read_rows(bestand: Berichtbestand, bron: Geopend, keep: Bewaarder | None, meld: Voortgangsmelding) -> Gelezen:
    """Read every row; keep the good ones in batches, or none at all when `keep` is None."""
    tabel = bron.tabel
    lezer = Rijlezer(
        bestand.soort, bestand.koppeling, Lijsten.of(bestand.gemeente), punt_is_decimaal=not tabel.encoding
    )
    lezer.fouten.extend(bron.vooraf)
    refused: list[tuple[int, dict[str, str]]] = [(fout.rij, {}) for fout in bron.vooraf]
    wacht: list[Waarden] = []
    batch = len(tabel.rijen) if bestand.soort in INEENS else BATCH
    for gedaan, (nummer, cellen) in enumerate(tabel.records(), start=1):
        waarden = lezer.read(nummer, cellen)
        if waarden is None:
            refused.append((nummer, cellen))
        else:
            wacht.append(waarden)
        if len(wacht) >= batch or gedaan == len(tabel.rijen):
            if keep is not None:
                keep.keep(wacht)
            wacht = []
            meld(gedaan, len(tabel.rijen))
    return Gelezen(lezer, len(tabel.rijen) + len(bron.vooraf), refused)
