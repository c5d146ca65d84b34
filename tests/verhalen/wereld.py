"""A small municipality with one of everything that an address can point at; made when somebody asks for it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from tests.factories.codering import (
    CodeerbaarVerhaalFactory,
    CoderingFactory,
    FragmentFactory,
    VoorstelFactory,
    VoorstelrondeFactory,
    maak_codeboek,
)
from tests.factories.gebruikers import GebruikerFactory
from tests.factories.programma import ActieFactory, IndicatorFactory, TermijnFactory
from tests.factories.stamgegevens import GebiedFactory
from tests.factories.verzameling import (
    ImportbestandFactory,
    MaskerFactory,
    ToestemmingFactory,
    UitvraagFactory,
    VerhaalFactory,
)
from verhalen.codering.models import Codeboek, Codering, Fragment, Voorstel
from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.models import Taak
from verhalen.kern.rollen import Rol
from verhalen.kern.taken import run_taak
from verhalen.kluis import deur
from verhalen.programma.models import Actie, Indicator, Knopformulering, Termijn
from verhalen.stamgegevens.models import Gebied, Gemeente
from verhalen.tellen.models import Meting, Verdeling
from verhalen.toewijzing.bestandmodellen import Berichtbestand
from verhalen.toewijzing.inlezen import actions as cijferbestanden
from verhalen.verzameling.models import Importbestand, Masker, Uitvraag, Verhaal

# Planted in every name and text that people of this municipality wrote.
KANARIE = "kanariegeel"
RUW = f"Ik sprak Fatima bij de {KANARIE}e haven."
VEILIG = f"We wachtten zeven maanden op {KANARIE}e hulp. Toen belde [persoon 1]."


@dataclass
class Wereld:
    """What an address can point at, in one municipality."""

    gemeente: Gemeente

    def gebruiker(self, *rollen: Rol) -> Gebruiker:
        return GebruikerFactory(gemeente=self.gemeente, rollen=rollen)

    @cached_property
    def taak(self) -> Taak:
        return Taak.objects.create(soort="maskers-voorstellen", gemeente=self.gemeente, staat=Taak.Staat.KLAAR)

    @cached_property
    def gebied(self) -> Gebied:
        return GebiedFactory(gemeente=self.gemeente, naam=f"Wijk {KANARIE}")

    @cached_property
    def uitvraag(self) -> Uitvraag:
        return UitvraagFactory(gemeente=self.gemeente, slug="ronde", naam=f"Ronde {KANARIE}")

    @cached_property
    def ingediend(self) -> Verhaal:
        """A story that waits for its check, with the machine's say."""
        return VerhaalFactory(gemeente=self.gemeente, voorgesteld=True, ruw=RUW, gebied=self.gebied)

    @cached_property
    def masker(self) -> Masker:
        start = RUW.index("Fatima")
        return MaskerFactory(verhaal=self.ingediend, start=start, eind=start + 6)

    @cached_property
    def nagekeken(self) -> Verhaal:
        """A checked story, still with its raw text."""
        start = VEILIG.index("[persoon 1]")
        verhaal = CodeerbaarVerhaalFactory(
            gemeente=self.gemeente,
            ruw=RUW,
            gebied=self.gebied,
            tekst_veilig=VEILIG,
            pillen=[{"start": start, "eind": start + 11, "soort": "persoon", "nummer": 1}],
        )
        ToestemmingFactory(inzending=verhaal.inzending)
        return verhaal

    @cached_property
    def importbestand(self) -> Importbestand:
        """A file with its columns chosen, ready to be read in."""
        return ImportbestandFactory(
            gemeente=self.gemeente,
            bestandsnaam=f"{KANARIE}.csv",
            staat="gekoppeld",
            grondslag="toestemming",
            uitvraag=self.uitvraag,
        )

    @cached_property
    def ingelezen(self) -> Importbestand:
        """A file that was read in, with refused rows."""
        refused = deur.store_bytes(
            inhoud=f"tekst\n{KANARIE}\n".encode(), gemeente=self.gemeente, by=None, soort="bestand"
        )
        return ImportbestandFactory(gemeente=self.gemeente, staat="klaar", inhoud=None, geweigerd=refused)

    @cached_property
    def codeboek(self) -> Codeboek:
        return maak_codeboek(self.gemeente)

    @cached_property
    def voorstel(self) -> Voorstel:
        assert self.codeboek
        return VoorstelFactory(ronde=VoorstelrondeFactory(verhaal=self.nagekeken))

    def fragment(self, codeur: Gebruiker) -> Fragment:
        """A fragment that ``codeur`` made, or a colleague when that is somebody from elsewhere."""
        assert self.codeboek
        own = codeur if codeur.gemeente_id == self.gemeente.pk else self.gebruiker(Rol.ONDERZOEKER)
        return FragmentFactory(verhaal=self.nagekeken, codeur=own, eind=VEILIG.index(".") + 1)

    def codering(self, codeur: Gebruiker) -> Codering:
        return CoderingFactory(fragment=self.fragment(codeur))

    @cached_property
    def formulering(self) -> Knopformulering:
        """Knop 4 in the version that holds, with the words of this municipality."""
        assert self.codeboek
        formulering = Knopformulering.objects.get(gemeente=self.gemeente, knop__nummer=4)
        formulering.naam = f"Eén gezin, {KANARIE}"
        formulering.ervaringsthemas = ["wachten"]
        formulering.save()
        return formulering

    @cached_property
    def termijn(self) -> Termijn:
        return TermijnFactory(gemeente=self.gemeente, knop=self.formulering.knop)

    @cached_property
    def actie(self) -> Actie:
        return ActieFactory(gemeente=self.gemeente, termijn=self.termijn, tekst=f"Eén {KANARIE} contact.")

    @cached_property
    def indicator(self) -> Indicator:
        return IndicatorFactory(gemeente=self.gemeente, naam=f"Jongeren {KANARIE}")

    @cached_property
    def meting(self) -> Meting:
        """A figure over a year, with the groups it consists of."""
        meting = Meting.objects.create(
            gemeente=self.gemeente,
            indicator=self.indicator,
            versie="1",
            van=date(2024, 1, 1),
            tot=date(2024, 12, 31),
            maanden=12,
            bron="berichten",
            waarde=12.7,
            teller=127,
            noemer=1000,
            personen_teller=127,
            personen_noemer=1000,
            peildatum=date(2025, 1, 31),
            invoer_hash="0" * 64,
            berekend_op=timezone.now(),
        )
        Verdeling.objects.create(
            gemeente=self.gemeente, meting=meting, kenmerk="zorgvorm", groep="ambulant", teller=127, personen=127
        )
        return meting

    @cached_property
    def cijferbestand(self) -> Berichtbestand:
        """A file of counts, received."""
        assert self.indicator
        inhoud = f"knop;indicator;periode;gebied;waarde;noemer;bron\n4;{self.indicator.slug};2024;;12;;{KANARIE}\n"
        by = self.gebruiker(Rol.DATA_ANALIST)
        return cijferbestanden.receive_bestand(by=by, naam=f"{KANARIE}.csv", inhoud=inhoud.encode())

    @cached_property
    def cijfers_klaar(self) -> Berichtbestand:
        """A file of counts that was read in, with a refused row."""
        assert self.indicator
        inhoud = "knop;indicator;periode;gebied;waarde;noemer;bron\n4;bestaat-niet;2024;;12;;telling\n"
        by = self.gebruiker(Rol.DATA_ANALIST)
        bestand = cijferbestanden.receive_bestand(by=by, naam="tellingen.csv", inhoud=inhoud.encode())
        cijferbestanden.start_inlezen(bestand=bestand, by=by)
        taak = Taak.objects.filter(soort=cijferbestanden.INLEESTAAK).latest("pk")
        run_taak(taak.pk)
        bestand.refresh_from_db()
        return bestand

    @cached_property
    def knop_nummer(self) -> int:
        return self.formulering.knop.nummer

    def inzending_json(self) -> dict[str, Any]:
        """A submission as the API takes it."""
        return {
            "uitvraag": self.uitvraag.slug,
            "toestemming": {
                "tekstversie": "2025-proef-1",
                "hoe": "mondeling",
                "gegevenDoor": "zelf",
                "leeftijdVerteller": "18+",
                "bewarenEnAnalyseren": True,
            },
            "verhalen": [{"tekst": "We wachtten zeven maanden."}],
        }

    def nieuw_kenmerk(self) -> uuid.UUID:
        return uuid.uuid4()

    def fill(self) -> None:
        """Make one of everything, so that every list has something to show."""
        coder = self.gebruiker(Rol.ONDERZOEKER)
        for thing in (self.masker, self.voorstel, self.importbestand, self.ingelezen, self.actie, self.meting):
            assert thing.pk
        assert self.codering(coder).pk
        assert self.cijferbestand.pk
