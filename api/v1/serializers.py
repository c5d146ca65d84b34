"""What goes in and out of the API. Stories leave as safe text alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.kwartalen import KWARTAAL
from verhalen.kern.tekst import normalize
from verhalen.stamgegevens.models import Leeftijdsband
from verhalen.verzameling.models import Oordeel, Toestemming, Verhaalsoort
from verhalen.verzameling.perioden import is_future


class PilSerializer(serializers.Serializer[Any]):
    """A mask in the safe text; positions are Unicode code points."""

    start = serializers.IntegerField()
    eind = serializers.IntegerField()
    soort = serializers.CharField()
    nummer = serializers.IntegerField()


class VerhaalSerializer(serializers.Serializer[Any]):
    """A checked story."""

    id = serializers.IntegerField()
    soort = serializers.ChoiceField(choices=Verhaalsoort.choices)
    vertellerrol = serializers.CharField(source="vertellerrol.slug", default="", allow_blank=True)
    vertellersoort = serializers.CharField(allow_blank=True)
    leeftijdsband = serializers.CharField(allow_blank=True)
    gebied = serializers.CharField(source="gebied.code", default="", allow_blank=True)
    periode = serializers.CharField(allow_blank=True)
    verteldOp = serializers.DateField(source="verteld_op", allow_null=True)
    zorgvorm = serializers.CharField(source="zorgvorm.slug", default="", allow_blank=True)
    aanbieder = serializers.CharField(source="aanbieder.slug", default="", allow_blank=True)
    tekst = serializers.CharField(source="tekst_veilig")
    maskers = PilSerializer(source="pillen", many=True)


class ZoekvraagInSerializer(serializers.Serializer[Any]):
    """A question as people type it: words, OF, NIET, brackets, "a series of words", a beginning*."""

    zoek = serializers.CharField(help_text='bijvoorbeeld: wachten (school OF opvang) -bus "zeven maanden" wacht*')


class ZoekvraagSerializer(serializers.Serializer[Any]):
    """The same question, closed: give it to `GET /verhalen` as ``vraag``."""

    vraag = serializers.CharField(source="adres")


class CoderingSerializer(serializers.Serializer[Any]):
    """A person's judgement that a stretch of a story is about a knop or thema."""

    id = serializers.IntegerField()
    verhaal = serializers.IntegerField(source="fragment.verhaal_id")
    start = serializers.IntegerField(source="fragment.start")
    eind = serializers.IntegerField(source="fragment.eind")
    citaat = serializers.CharField(source="fragment.citaat")
    polariteit = serializers.CharField(source="fragment.polariteit")
    wens = serializers.BooleanField(source="fragment.wens")
    knop = serializers.IntegerField(source="knop.nummer", default=None, allow_null=True)
    thema = serializers.CharField(source="thema.slug", default="", allow_blank=True)
    uitVoorstel = serializers.SerializerMethodField()

    def get_uitVoorstel(self, codering: Any) -> bool:  # DRF derives the name from the field
        return codering.voorstel_id is not None


class TekstField(serializers.CharField):
    """Story text: characters that would hide what follows are refused with their place."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError("Dit moet tekst zijn.")
        try:
            tekst = normalize(data).strip()
        except OngeldigeInvoer as error:
            raise serializers.ValidationError(str(error)) from error
        if not tekst:
            raise serializers.ValidationError("Er is geen verhaal ingevuld.")
        return tekst

    def run_validation(self, data: Any = serializers.empty) -> str:
        if data is serializers.empty or data is None:
            raise serializers.ValidationError("Er is geen verhaal ingevuld.")
        return self.to_internal_value(data)


class ToestemmingInSerializer(serializers.Serializer[Any]):
    """What was answered to the consent questions."""

    tekstversie = serializers.CharField(max_length=20)
    taal = serializers.CharField(max_length=8, default="nl")
    hoe = serializers.ChoiceField(choices=Toestemming.Hoe.choices)
    gegevenDoor = serializers.ChoiceField(choices=Toestemming.Door.choices, source="gegeven_door")
    leeftijdVerteller = serializers.ChoiceField(
        choices=Leeftijdsband.choices, source="leeftijd_verteller", default="", allow_blank=True
    )
    bewarenEnAnalyseren = serializers.BooleanField(source="bewaren_en_analyseren")
    citeren = serializers.BooleanField(default=False)
    delenInDuiding = serializers.BooleanField(source="delen_in_duiding", default=False)
    koppelen = serializers.BooleanField(default=False)
    opname = serializers.BooleanField(default=False)
    opnieuwBenaderen = serializers.BooleanField(source="opnieuw_benaderen", default=False)


class OordeelInSerializer(serializers.Serializer[Any]):
    """What the teller judged; every item may be left out."""

    inspraak = serializers.IntegerField(min_value=1, max_value=10, required=False)
    hielp = serializers.IntegerField(min_value=1, max_value=10, required=False)
    zonderHulp = serializers.ChoiceField(choices=Oordeel.ZonderHulp.choices, source="zonder_hulp", required=False)
    cijfer = serializers.IntegerField(min_value=1, max_value=10, required=False)


class VerhaalInSerializer(serializers.Serializer[Any]):
    """One story as it is sent; slugs and codes of the shared lists."""

    tekst = TekstField()
    vertellerrol = serializers.SlugField(default="", allow_blank=True)
    vertellersoort = serializers.CharField(max_length=60, default="", allow_blank=True)
    leeftijdsband = serializers.ChoiceField(choices=Leeftijdsband.choices, default="", allow_blank=True)
    gebied = serializers.CharField(max_length=40, default="", allow_blank=True)
    periode = serializers.RegexField(rf"^{KWARTAAL.pattern}$", default="", allow_blank=True)
    verteldOp = serializers.DateField(source="verteld_op", default=None, allow_null=True)
    zorgvorm = serializers.SlugField(default="", allow_blank=True)
    aanbieder = serializers.SlugField(default="", allow_blank=True)
    oordeel = OordeelInSerializer(default=dict)

    def validate_verteldOp(self, value: date | None) -> date | None:
        """Refuse a day that must still come."""
        if value is not None and value > timezone.localdate():
            raise serializers.ValidationError("Deze dag ligt in de toekomst.")
        return value

    def validate_periode(self, value: str) -> str:
        """Refuse a quarter that nobody has lived yet: it would be the newest of every display."""
        if is_future(value, timezone.localdate()):
            raise serializers.ValidationError("Dit kwartaal moet nog komen.")
        return value


class InzendingSerializer(serializers.Serializer[Any]):
    """A submission: consent first, then one or more stories."""

    uitvraag = serializers.SlugField()
    toestemming = ToestemmingInSerializer()
    verhalen = VerhaalInSerializer(many=True, allow_empty=False)
    contact = serializers.CharField(max_length=200, default="", allow_blank=True)


class OntvangstbewijsSerializer(serializers.Serializer[Any]):
    """Only an answer with this id and this SHA-256 means that the server has it."""

    id = serializers.UUIDField(source="kenmerk")
    sha256 = serializers.CharField()
    intrekcode = serializers.CharField(allow_blank=True)


class ProbleemSerializer(serializers.Serializer[Any]):
    """An error as `application/problem+json`."""

    status = serializers.IntegerField()
    title = serializers.CharField()
    detail = serializers.CharField()
