"""The encrypted list that leads from a pre-pseudonym back to a person; it never leaves the municipality."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from lxml import etree

from verhalen.toewijzing.bron.sleutels import Sleutel, SleutelError
from verhalen.toewijzing.ijw.xml import local_name

_MERK = b"VPB1"
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Persoon:
    """Who somebody is, as the last message that named them said."""

    bsn: str
    naam: str
    geboortedatum: str


@dataclass(slots=True)
class Personenbestand:
    """The list by pre-pseudonym, with the file it is kept in and the key it is locked with."""

    bestand: Path
    sleutel: Sleutel
    personen: dict[str, Persoon] = field(default_factory=dict)

    def remember(self, pre_pseudoniem: str, persoon: Persoon) -> None:
        """Keep a person; a later message without a name does not take the name away."""
        bekend = self.personen.get(pre_pseudoniem)
        if bekend is not None and not persoon.naam:
            persoon = Persoon(persoon.bsn, bekend.naam, persoon.geboortedatum or bekend.geboortedatum)
        self.personen[pre_pseudoniem] = persoon

    def save(self) -> None:
        """Write the list, locked and readable by its owner alone; the old file stays until the new one is whole."""
        inhoud = json.dumps({pre: asdict(persoon) for pre, persoon in sorted(self.personen.items())}).encode()
        nonce = secrets.token_bytes(_NONCE)
        dicht = AESGCM(self.sleutel.derive("personen")).encrypt(nonce, inhoud, _aad(self.sleutel))
        tijdelijk = self.bestand.with_name(self.bestand.name + ".nieuw")
        handvat = os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handvat, "wb") as uit:
            uit.write(_MERK + nonce + dicht)
            uit.flush()
            os.fsync(uit.fileno())
        tijdelijk.replace(self.bestand)


def open_personen(bestand: Path, sleutel: Sleutel) -> Personenbestand:
    """Read the list, or begin an empty one; raises `SleutelError` when it was locked with another key or changed."""
    if not bestand.exists():
        return Personenbestand(bestand, sleutel)
    inhoud = bestand.read_bytes()
    nonce, dicht = inhoud[len(_MERK) : len(_MERK) + _NONCE], inhoud[len(_MERK) + _NONCE :]
    try:
        if not inhoud.startswith(_MERK):
            raise InvalidTag
        rijen = json.loads(AESGCM(sleutel.derive("personen")).decrypt(nonce, dicht, _aad(sleutel)))
    except (InvalidTag, ValueError):
        raise SleutelError(
            f"Het personenbestand {bestand.name} past niet bij deze sleutel, of het is veranderd."
        ) from None
    return Personenbestand(bestand, sleutel, {pre: Persoon(**rij) for pre, rij in rijen.items()})


def personen_path(sleutelbestand: Path) -> Path:
    """Return where the list lives: beside the key, never in the folder that is sent on."""
    return sleutelbestand.with_name(sleutelbestand.name + ".personen")


def persoon_of(bericht: etree._Element, bsn: str) -> Persoon:
    """Return the person a raw message names; a message without a name gives an empty one."""
    client = next(kind for kind in bericht if local_name(kind) == "Client")
    delen = {naam: _text(client, pad) for naam, pad in _PADEN.items()}
    naam = " ".join(delen[deel] for deel in ("voornamen", "voorvoegsel", "achternaam") if delen[deel])
    return Persoon(bsn, naam, delen["geboortedatum"])


_PADEN = {
    "voornamen": ("Naam", "Voornamen"),
    "voorvoegsel": ("Naam", "Geslachtsnaam", "Voorvoegsel"),
    "achternaam": ("Naam", "Geslachtsnaam", "Achternaam"),
    "geboortedatum": ("Geboortedatum", "Datum"),
}


def _text(element: etree._Element, pad: tuple[str, ...]) -> str:
    for naam in pad:
        volgende = next((kind for kind in element if local_name(kind) == naam), None)
        if volgende is None:
            return ""
        element = volgende
    return (element.text or "").strip()


def _aad(sleutel: Sleutel) -> bytes:
    return _MERK + sleutel.kenmerk.encode()
