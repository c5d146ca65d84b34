"""Forms of the room where stories come in. They parse and explain; rules live in `policies`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verhalen.gebruikers.models import Gebruiker
from verhalen.kern.fouten import OngeldigeInvoer
from verhalen.kern.tekst import normalize
from verhalen.stamgegevens.models import Aanbieder, Gebied, Leeftijdsband, Vertellerrol, Zorgvorm
from verhalen.verzameling.models import Oordeel, Toestemming, Verhaalsoort, Vragenlijst
from verhalen.verzameling.perioden import recent_quarters
from verhalen.verzameling.waarden import Context, Ingediend, Toestemmingsantwoord

NIET_GEKOZEN = ("", _("Weet ik niet of zeg ik niet"))
KWARTALEN = 16
DOELVRAGEN = {
    "bewaren_en_analyseren": _("Mogen wij dit verhaal bewaren en ervan leren?"),
    "citeren": _("Mogen wij er zinnen uit gebruiken, zonder naam?"),
    "delen_in_duiding": _("Mogen wij het laten lezen aan mensen die helpen begrijpen wat er speelt?"),
    "koppelen": _("Mogen wij het naast de gegevens over uw hulp leggen?"),
    "opname": _("Mogen wij een geluidsopname maken?"),
    "opnieuw_benaderen": _("Mogen wij u later nog eens iets vragen?"),
}
# The seven places of the triangle where people put themselves; percentages add up to 100.
DRIEHOEK: dict[str, tuple[Any, tuple[int, int, int] | None]] = {
    "zelf": (_("Vooral ikzelf"), (100, 0, 0)),
    "mensen": (_("Vooral mensen om mij heen"), (0, 100, 0)),
    "hulpverleners": (_("Vooral hulpverleners"), (0, 0, 100)),
    "zelf-mensen": (_("Ikzelf en mensen om mij heen"), (50, 50, 0)),
    "zelf-hulpverleners": (_("Ikzelf en hulpverleners"), (50, 0, 50)),
    "mensen-hulpverleners": (_("Mensen om mij heen en hulpverleners"), (0, 50, 50)),
    "alle-drie": (_("Alle drie ongeveer evenveel"), (34, 33, 33)),
    "past-niet": (_("Deze vraag past niet"), None),
}


class Tekstveld(forms.CharField):
    """Story text, normalised and without characters that would hide what follows."""

    widget = forms.Textarea

    def clean(self, value: Any) -> str:
        try:
            text = normalize(super().clean(value) or "").strip()
        except OngeldigeInvoer as error:
            raise forms.ValidationError(str(error)) from error
        if self.required and not text:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return text

    def to_python(self, value: Any) -> str:
        # Django strips NUL silently elsewhere; here a person must hear of it.
        return "" if value is None else str(value)

    def run_validators(self, value: Any) -> None:
        """Characters are judged in `clean`, with a sentence that says where."""


class ToestemmingForm(forms.Form):
    """The first screen: what is asked, who says yes, and how."""

    leeftijd_verteller = forms.ChoiceField(
        label=_("Hoe oud is de verteller?"), choices=[*Leeftijdsband.choices], widget=forms.RadioSelect
    )
    gegeven_door = forms.ChoiceField(
        label=_("Wie geeft toestemming?"), choices=Toestemming.Door.choices, widget=forms.RadioSelect
    )
    hoe = forms.ChoiceField(
        label=_("Hoe is de toestemming gegeven?"),
        choices=Toestemming.Hoe.choices,
        initial=Toestemming.Hoe.MONDELING,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, vragenlijst: Vragenlijst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vragenlijst = vragenlijst
        if vragenlijst.soort in {Verhaalsoort.PROFESSIONAL, Verhaalsoort.BIJEENKOMST}:
            del self.fields["leeftijd_verteller"]
            self.fields["gegeven_door"].initial = Toestemming.Door.ZELF
        for doel in vragenlijst.definitie["doelen"]:
            self.fields[doel] = forms.BooleanField(label=DOELVRAGEN[doel], required=False)

    @property
    def doelvelden(self) -> list[forms.BoundField]:
        return [self[doel] for doel in self.vragenlijst.definitie["doelen"]]

    def ask_again(self, zin: str) -> None:
        """Show ``zin`` above an empty form: the questions are not answered wrongly, they are asked anew."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        self.add_error(None, zin)

    def answer(self) -> Toestemmingsantwoord:
        """Return what was answered; only after `is_valid`."""
        data = self.cleaned_data
        return Toestemmingsantwoord(
            gegeven_door=data["gegeven_door"],
            hoe=data["hoe"],
            tekstversie=self.vragenlijst.definitie["toestemmingstekst"],
            leeftijd_verteller=data.get("leeftijd_verteller", ""),
            taal=self.vragenlijst.taal,
            **{doel: data[doel] for doel in self.vragenlijst.definitie["doelen"]},
        )


class VerhaalForm(forms.Form):
    """The story, what surrounds it, and what the teller judged."""

    contact = forms.CharField(
        label=_("Hoe kunnen wij u bereiken?"),
        max_length=200,
        required=False,
        help_text=_("Dit bewaren wij apart van het verhaal, achter slot."),
    )
    vertellerrol = forms.ModelChoiceField(
        label=_("Wie vertelt?"),
        queryset=Vertellerrol.objects.none(),
        required=False,
        empty_label=NIET_GEKOZEN[1],
    )
    vertellersoort = forms.CharField(
        label=_("Welk werk doet deze professional?"),
        max_length=60,
        required=False,
        help_text=_("Bijvoorbeeld: huisarts."),
    )
    leeftijdsband = forms.ChoiceField(
        label=_("Hoe oud is het kind of de jongere over wie het gaat?"),
        choices=[NIET_GEKOZEN, *Leeftijdsband.choices],
        required=False,
    )
    gebied = forms.ModelChoiceField(
        label=_("In welke wijk speelt het?"),
        queryset=Gebied.objects.none(),
        required=False,
        empty_label=NIET_GEKOZEN[1],
    )
    periode = forms.ChoiceField(label=_("Wanneer gebeurde het?"), required=False)
    zorgvorm = forms.ModelChoiceField(
        label=_("Om welke hulp gaat het?"),
        queryset=Zorgvorm.objects.none(),
        required=False,
        empty_label=NIET_GEKOZEN[1],
    )
    aanbieder = forms.ModelChoiceField(
        label=_("Van welke organisatie?"),
        queryset=Aanbieder.objects.none(),
        required=False,
        empty_label=NIET_GEKOZEN[1],
    )
    verteld_op = forms.DateField(
        label=_("Op welke dag is het verteld?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Vul een datum in, bijvoorbeeld 31-12-2025.")},
    )
    inspraak = forms.TypedChoiceField(label=_("Hoeveel had u te zeggen over de hulp?"), required=False)
    hielp = forms.TypedChoiceField(label=_("Hoe nuttig was deze hulp voor u?"), required=False)
    zonder_hulp = forms.ChoiceField(
        label=_("Kunt u verder zonder hulp?"),
        choices=[NIET_GEKOZEN, *Oordeel.ZonderHulp.choices],
        required=False,
    )
    cijfer = forms.TypedChoiceField(label=_("Welk cijfer geeft u uw leven nu?"), required=False)
    driehoek = forms.ChoiceField(
        label=_("Wie droeg het meeste, toen het moeilijk was?"),
        choices=[NIET_GEKOZEN, *((key, label) for key, (label, _parts) in DRIEHOEK.items())],
        required=False,
    )
    OORDEEL = ("inspraak", "hielp", "zonder_hulp", "cijfer", "driehoek")
    CONTEXT = (
        "vertellerrol",
        "vertellersoort",
        "leeftijdsband",
        "gebied",
        "periode",
        "zorgvorm",
        "aanbieder",
    )

    def __init__(
        self,
        *args: Any,
        vragenlijst: Vragenlijst,
        gebruiker: Gebruiker,
        vakken: int = 1,
        contact: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.vragenlijst = vragenlijst
        self._add_tekst(vakken)
        self._limit_choices(gebruiker)
        self._drop_unasked(contact)

    def _add_tekst(self, vakken: int) -> None:
        definitie = self.vragenlijst.definitie
        for nummer in range(1, vakken + 1):
            label = definitie["vraag"] if vakken == 1 else _("Uitspraak %(nummer)s") % {"nummer": nummer}
            self.fields[f"tekst_{nummer}"] = Tekstveld(
                label=label, required=nummer == 1, help_text=definitie["hulp"] if nummer == 1 else "",
                error_messages={"required": _("Schrijf op wat de verteller zei.")},
            )  # fmt: skip
        self.order_fields([f"tekst_{nummer}" for nummer in range(1, vakken + 1)])

    def _limit_choices(self, gebruiker: Gebruiker) -> None:
        today = timezone.localdate()
        for name, model in (("vertellerrol", Vertellerrol), ("zorgvorm", Zorgvorm), ("aanbieder", Aanbieder)):
            field: Any = self.fields[name]
            field.queryset = model.objects.visible_to(gebruiker)
        gebied: Any = self.fields["gebied"]
        gebied.queryset = Gebied.objects.visible_to(gebruiker).filter(soort=Gebied.Soort.WIJK).op(today)
        periode: Any = self.fields["periode"]
        periode.choices = [NIET_GEKOZEN, *recent_quarters(today, KWARTALEN)]
        for name in ("inspraak", "hielp", "cijfer"):
            score: Any = self.fields[name]
            score.choices = [("", _("Zeg ik niet")), *((str(n), str(n)) for n in range(1, 11))]
            score.coerce, score.empty_value = int, None
        self.fields["verteld_op"].initial = today

    def _drop_unasked(self, contact: bool) -> None:
        asked = set(self.vragenlijst.definitie["context"])
        unasked = [name for name in self.CONTEXT if name not in asked]
        if not self.vragenlijst.definitie["oordeel"]:
            unasked += self.OORDEEL
        if not contact:
            unasked.append("contact")
        for name in unasked:
            del self.fields[name]

    @property
    def tekstvelden(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("tekst_")]

    @property
    def contextvelden(self) -> list[forms.BoundField]:
        return [self[name] for name in (*self.CONTEXT, "verteld_op") if name in self.fields]

    @property
    def oordeelvelden(self) -> list[forms.BoundField]:
        return [self[name] for name in self.OORDEEL if name in self.fields]

    def clean_verteld_op(self) -> Any:
        dag = self.cleaned_data["verteld_op"]
        if dag > timezone.localdate():
            raise forms.ValidationError(_("Deze dag ligt in de toekomst."))
        return dag

    def stories(self) -> list[Ingediend]:
        """Return one value per filled box; only after `is_valid`."""
        data = self.cleaned_data
        context = Context(verteld_op=data["verteld_op"], **{name: data[name] for name in self.CONTEXT if name in data})
        texts = [data[veld.name] for veld in self.tekstvelden]
        return [Ingediend(self.vragenlijst.soort, tekst, context, self._oordeel()) for tekst in texts if tekst]

    def _oordeel(self) -> dict[str, Any]:
        data = self.cleaned_data
        values = {name: data.get(name) for name in ("inspraak", "hielp", "zonder_hulp", "cijfer")}
        values.update(driehoek_values(data.get("driehoek", "")))
        return values if any(value for value in values.values()) else {}


def driehoek_values(plek: str) -> dict[str, Any]:
    """Return the field values of Oordeel for a place in the triangle; none when it was not answered."""
    if not plek:
        return {}
    parts = DRIEHOEK[plek][1]
    if parts is None:
        return {"driehoek_past_niet": True}
    return dict(zip(("driehoek_zelf", "driehoek_mensen", "driehoek_hulpverleners"), parts, strict=True))


class CodeForm(forms.Form):
    """The code from the teller's card."""

    code = forms.CharField(
        label=_("De code op uw kaartje"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Bijvoorbeeld: k7fd-x2mb-9tqs. Hoofdletters en streepjes maken niet uit."),
    )


class VerhaalFilter(forms.Form):
    """What a reader may narrow the list of stories by; an allow-list, never a free lookup."""

    soort = forms.ChoiceField(
        label=_("Soort"), choices=[("", _("Alle soorten")), *Verhaalsoort.choices], required=False
    )
    gebied = forms.ModelChoiceField(
        label=_("Wijk"), queryset=Gebied.objects.none(), required=False, empty_label=_("Alle wijken")
    )
    vertellerrol = forms.ModelChoiceField(
        label=_("Verteller"), queryset=Vertellerrol.objects.none(), required=False, empty_label=_("Iedereen")
    )
    periode = forms.ChoiceField(label=_("Periode"), required=False)

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gebied: Any = self.fields["gebied"]
        gebied.queryset = Gebied.objects.visible_to(gebruiker).filter(soort=Gebied.Soort.WIJK)
        rol: Any = self.fields["vertellerrol"]
        rol.queryset = Vertellerrol.objects.visible_to(gebruiker)
        periode: Any = self.fields["periode"]
        periode.choices = [("", _("Alle perioden")), *recent_quarters(timezone.localdate(), KWARTALEN)]

    def narrow(self, verhalen: Any) -> Any:
        """Apply what was chosen; a value that does not exist narrows nothing."""
        if not self.is_valid():
            return verhalen
        return verhalen.filter(**{name: value for name, value in self.cleaned_data.items() if value})
