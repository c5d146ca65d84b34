"""From a raw message to one in which nobody can be recognised without the municipality's key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from verhalen.toewijzing.bron.sleutels import Sleutel
from verhalen.toewijzing.ijw.berichten import (
    Bericht,
    Client,
    Startbericht,
    StartProduct,
    StopProduct,
    ToegewezenProduct,
    Toewijzingsbericht,
)


@dataclass(frozen=True)
class Pseudonimiseerder:
    """Holds the key and the municipality's table of postal codes (six characters, or four) to wijk codes."""

    sleutel: Sleutel
    wijken: Mapping[str, str]

    @cached_property
    def _kenmerk(self) -> str:
        return self.sleutel.kenmerk

    def person(self, bsn: str) -> str:
        """Return the pre-pseudonym of a burgerservicenummer."""
        return f"pp1.{self._kenmerk}.{self.sleutel.sign('persoon', bsn)}"

    def household(self, huishouden: str) -> str:
        """Return the pseudonym of a household key, where the municipality delivers one."""
        return f"hh1.{self._kenmerk}.{self.sleutel.sign('huishouden', huishouden)}"

    def number(self, nummer: str) -> str:
        """Return the pseudonym of an allocation number: providers know the number itself."""
        return f"tn1.{self._kenmerk}.{self.sleutel.sign('toewijzing', nummer.lstrip('0') or '0')}"

    def reference(self, referentie: str) -> str:
        """Return the pseudonym of a provider's reference."""
        return f"rf1.{self._kenmerk}.{self.sleutel.sign('referentie', referentie)}"

    def wijk(self, postcode: str | None) -> str | None:
        """Return the wijk of a postal code; None when it is unknown or outside the municipality."""
        return None if postcode is None else self.wijken.get(postcode) or self.wijken.get(postcode[:4])

    def message(self, bericht: Bericht) -> Bericht:
        """Return the message without anything that points at a person; ages are worked out before the day goes.

        A message that has been through this step already is returned as it is.
        """
        if bericht.client.pre_pseudoniem is not None:
            return bericht
        raw, client = bericht.client, self.client(bericht.client)
        if isinstance(bericht, Toewijzingsbericht):
            return replace(bericht, client=client, producten=tuple(self._allocated(p, raw) for p in bericht.producten))
        if isinstance(bericht, Startbericht):
            return replace(bericht, client=client, producten=tuple(self._started(p, raw) for p in bericht.producten))
        return replace(bericht, client=client, producten=tuple(self._stopped(p) for p in bericht.producten))

    def client(self, client: Client) -> Client:
        """Return the person as the platform may know them: pre-pseudonym, month of birth, wijk."""
        return Client(
            bsn=None,
            pre_pseudoniem=None if client.bsn is None else self.person(client.bsn),
            geboortedatum=_month_only(client),
            datumgebruik=client.datumgebruik or "1",
            geslacht=client.geslacht,
            postcode=None,
            wijk=self.wijk(client.postcode),
        )

    def _allocated(self, product: ToegewezenProduct, raw: Client) -> ToegewezenProduct:
        return replace(
            product,
            nummer=self.number(product.nummer),
            referentie=None if product.referentie is None else self.reference(product.referentie),
            leeftijd=age_on(raw, product.ingangsdatum),
        )

    def _started(self, product: StartProduct, raw: Client) -> StartProduct:
        nummer = None if product.nummer is None else self.number(product.nummer)
        return replace(product, nummer=nummer, leeftijd=age_on(raw, product.begindatum))

    def _stopped(self, product: StopProduct) -> StopProduct:
        return replace(product, nummer=None if product.nummer is None else self.number(product.nummer))


def age_on(client: Client, dag: date) -> int | None:
    """Return completed years on a day; with the day of birth unknown the first of the month, with less known None."""
    geboren = client.geboortedatum
    if geboren is None or client.datumgebruik in {"2", "3"}:
        return None
    geboortedag = 1 if client.datumgebruik == "1" else geboren.day
    jaren = dag.year - geboren.year - ((dag.month, dag.day) < (geboren.month, geboortedag))
    return max(jaren, 0)


def _month_only(client: Client) -> date | None:
    if client.geboortedatum is None:
        return None
    maand = 1 if client.datumgebruik == "2" else client.geboortedatum.month
    return date(client.geboortedatum.year, maand, 1)
